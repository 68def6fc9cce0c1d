"""What has changed in a world: what a verdict tells of the state when a step does not hold."""

from __future__ import annotations

from systemtilgang.domain.connections import AGENT, RIGHT_HOLDER
from systemtilgang.domain.parties import PartyKind
from systemtilgang.store import Store, UnitOfWork


def changes(before: Store, after: Store) -> tuple[str, ...]:
    """A line per thing that is so in one store and not in the other, in alphabetical order."""
    with before.unit_of_work() as then, after.unit_of_work() as now:
        was, is_so = _facts(then), _facts(now)
    new = [f"{fact}" for fact in sorted(is_so - was)]
    return (*new, *(f"no longer: {fact}" for fact in sorted(was - is_so)))


def _facts(uow: UnitOfWork) -> frozenset[str]:
    """What the organisations have granted, which accesses and agents they have, and for which
    clients."""
    organisations = uow.parties.of_kind(PartyKind.ORGANISATION)
    facts: set[str] = set()
    for given in uow.assignments.given_by([party.id for party in organisations]):
        giver, receiver = (uow.parties.existing(i) for i in (given.giver, given.receiver))
        if given.role == RIGHT_HOLDER:
            packages = ", ".join(sorted(given.packages)) or "no access package"
            facts.add(f"{giver.name} has granted {receiver.name}: {packages}")
            for service in given.services:
                facts.add(f"{giver.name} has given {receiver.name} a single right to {service}")
        elif given.role == AGENT and receiver.kind is PartyKind.PERSON:
            facts.add(f"{giver.name} has given {receiver.name} client access")
            for each in uow.delegations.of_agent(receiver.id):
                client = uow.parties.existing(each.client).name
                facts.add(f"{receiver.name} can use {each.package} on behalf of {client}")
    for owner in organisations:
        for access in uow.system_users.owned_by(owner.id):
            facts.add(f"{owner.name} has the system access “{access.title}”")
            for each in uow.delegations.of_agent(access.id):
                client = uow.parties.existing(each.client).name
                facts.add(f"“{access.title}” can use {each.package} on behalf of {client}")
    return frozenset(facts)
