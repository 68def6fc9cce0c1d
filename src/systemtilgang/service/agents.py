"""The persons that an organisation hands its clients' packages on to: its agents.

Listing, adding and removing them (`DOMAIN.md 3.8`, `PORTAL.md 11.1`). What they are given is for
`systemtilgang.service.agent_packages`; every function here but `agents` is refused with 403 unless
the person acting is client administrator of the party.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from systemtilgang.domain.client_delegation import (
    AGENT_UNKNOWN,
    FIELD_REQUIRED,
    HAS_ACTIVE_PACKAGES,
    NOT_FOR_THIS_KIND,
    PERSON_NOT_CONNECTED,
    PERSON_NOT_FOUND,
)
from systemtilgang.domain.connections import AGENT, Assignment
from systemtilgang.domain.ordering import alphabetical
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.problems import Refused
from systemtilgang.service.acting import Acting
from systemtilgang.service.gates import acting_party, known, must_administer_clients, refuse_unless
from systemtilgang.service.lookups import person_with
from systemtilgang.service.standings import standing
from systemtilgang.service.users import NEW_FOR, Added, matches
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class Agent:
    """A person with client access. `is_new`: added within the last hour."""

    party: Party
    is_new: bool = False


@dataclass(frozen=True)
class AgentList:
    """The agents that a search matched. `others`: persons with some access from the party that
    match and are not agents; only looked for while searching. `is_empty`: there are no agents.
    """

    agents: tuple[Agent, ...]
    others: tuple[Party, ...]
    is_empty: bool


def list_agents(uow: UnitOfWork, acting: Acting, search: str = "") -> AgentList:
    """The agents whose name contains the search (any case); newly added first, then by name."""
    must_administer_clients(uow, acting)
    found = agents(uow, acting)
    wanted = search.strip().casefold()
    return AgentList(
        agents=tuple(agent for agent in found if matches(agent.party, wanted)),
        others=_others(uow, acting, found, wanted) if wanted else (),
        is_empty=not found,
    )


def agents(uow: UnitOfWork, acting: Acting) -> tuple[Agent, ...]:
    """All agents of the party, newly added first, then by name; asks no gate."""
    newest = acting.clock.now() - NEW_FOR
    given = {
        each.receiver: Agent(receiver, bool(each.created and each.created > newest))
        for each, receiver in _given(uow, [acting.party])
        if each.role == AGENT
    }
    return tuple(sorted(given.values(), key=lambda each: (not each.is_new, *_order(each.party))))


def add_person(uow: UnitOfWork, acting: Acting, number: str, last_name: str) -> Added:
    """Make the person with this number and last name an agent, known to the party or not.

    Idempotent. Refused with `STD.VLD-00000` when one of the two is blank, with `AM.VLD-00034` when
    no person has both (which of them was wrong is not told), and with `AM-00026` after too many of
    those.
    """
    must_administer_clients(uow, acting)
    refuse_unless(bool(number.strip() and last_name.strip()), FIELD_REQUIRED)
    person = person_with(uow, acting, number.strip(), last_name)
    if person is None:
        raise Refused(PERSON_NOT_FOUND)
    return _register(uow, acting, person)


def add_known(uow: UnitOfWork, acting: Acting, person_id: str) -> Added:
    """Make a person an agent who has some access from the party already. Idempotent.

    Refused with `AM.VLD-00006` for one that has none, or does not exist, and with `AM.VLD-00008`
    for an organisation or a system user: a system access gets its clients on its own page.
    """
    must_administer_clients(uow, acting)
    party = acting_party(uow, acting)
    person = known(uow, person_id, PERSON_NOT_CONNECTED)
    refuse_unless(person.kind is PartyKind.PERSON, NOT_FOR_THIS_KIND)
    refuse_unless(bool(standing(uow, person.id, party).relations), PERSON_NOT_CONNECTED)
    return _register(uow, acting, person)


def remove(uow: UnitOfWork, acting: Acting, agent_id: str, *, cascade: bool = False) -> bool:
    """Remove an agent, and with `cascade` all it was handed on. Returns whether it was one.

    Refused with `AM.VLD-00031` when it has packages and `cascade` is false, `AM.VLD-00006` for
    nobody, and `AM.VLD-00008` for an organisation or a system user.
    """
    must_administer_clients(uow, acting)
    person = known(uow, agent_id, AGENT_UNKNOWN)
    refuse_unless(person.kind is PartyKind.PERSON, NOT_FOR_THIS_KIND)
    has_packages = person.id in uow.delegations.by_agent(acting.party)
    refuse_unless(cascade or not has_packages, HAS_ACTIVE_PACKAGES)
    return uow.assignments.remove(Assignment(acting.party, person.id, AGENT).id)


def _register(uow: UnitOfWork, acting: Acting, person: Party) -> Added:
    agency = Assignment(acting.party, person.id, AGENT, created=acting.clock.now())
    return Added(person, uow.assignments.add(agency))


def _others(
    uow: UnitOfWork, acting: Acting, agents_: Iterable[Agent], wanted: str
) -> tuple[Party, ...]:
    party = acting_party(uow, acting)
    givers = [party.id, *([party.parent_id] if party.parent_id else [])]
    connected = {receiver.id: receiver for _, receiver in _given(uow, givers)}
    for agent in agents_:
        connected.pop(agent.party.id, None)
    return tuple(sorted((each for each in connected.values() if matches(each, wanted)), key=_order))


def _given(uow: UnitOfWork, givers: list[str]) -> list[tuple[Assignment, Party]]:
    """What these parties have given to persons, and to whom."""
    given = uow.assignments.given_by(givers)
    receivers = uow.parties.many({each.receiver for each in given})
    return [
        (each, receivers[each.receiver])
        for each in given
        if receivers[each.receiver].kind is PartyKind.PERSON
    ]


def _order(party: Party) -> tuple[str, str]:
    return alphabetical(party.name), party.id
