"""The clients of a system access for clients (`DOMAIN.md 3.3, 3.4`, `PORTAL.md 8`)."""

from __future__ import annotations

from dataclasses import dataclass

from systemtilgang.domain.connections import AGENT, Assignment
from systemtilgang.domain.ordering import alphabetical
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import (
    CLIENT_LACKS_PACKAGES,
    CLIENT_NOT_FOUND,
    NOT_AN_AGENT,
    Problem,
    Refused,
)
from systemtilgang.domain.standing import Relation, delegable_packages
from systemtilgang.domain.system_accesses import SystemUser, UserType
from systemtilgang.service.acting import Acting
from systemtilgang.service.gates import known, refuse_unless
from systemtilgang.service.permissions import permissions
from systemtilgang.service.system_accesses import owned
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class Client:
    """A client of the party, seen from one access for clients.

    `packages` are those of the access (codes) that the client has given the party, by register
    role or directly. `has_all`: it has given all of them. `connected`: it is added to the access.
    """

    party: Party
    packages: tuple[str, ...]
    has_all: bool
    connected: bool


@dataclass(frozen=True)
class ClientChange:
    """A client was added or removed; `changed` is false when it was so already."""

    client: Party
    changed: bool


@dataclass(frozen=True)
class ClientOutcome:
    """What adding one client came to; `problem` is `None` when it succeeded."""

    client: Party
    problem: Problem | None

    @property
    def added(self) -> bool:
        """Whether the client is on the access now."""
        return self.problem is None


@dataclass(frozen=True)
class AddAll:
    """What adding all clients came to: one outcome per client that was not connected before.

    `left` is how many have not been tried yet.
    """

    outcomes: tuple[ClientOutcome, ...]
    left: int = 0

    @property
    def added(self) -> tuple[ClientOutcome, ...]:
        """The clients that were added."""
        return tuple(outcome for outcome in self.outcomes if outcome.added)


def connected(uow: UnitOfWork, acting: Acting, access_id: str) -> tuple[Party, ...]:
    """The clients that are added to the access, by name.

    Refused as every function here: 403 unless client administrator of the party, `AUTH-00015` when
    the party has no such access, `AUTH-00034` when it is not an access for clients.
    """
    user = _access_for_clients(uow, acting, access_id)
    clients = {each.client for each in uow.delegations.of_agent(user.id)}
    return tuple(sorted(uow.parties.many(clients).values(), key=_order))


def available(uow: UnitOfWork, acting: Acting, access_id: str) -> tuple[Client, ...]:
    """The clients that have given at least one of the access's packages (OR), by name.

    So the list can contain clients that `add` refuses (`DOMAIN.md 3.4`). Clients already connected
    are listed, and marked.
    """
    user = _access_for_clients(uow, acting, access_id)
    return _available(uow, user)


def add(uow: UnitOfWork, acting: Acting, access_id: str, client_id: str) -> ClientChange:
    """Add a client: it must have given every package of the access (AND). Idempotent.

    Refused also with `AUTH-00079` when it has given none of them, `AUTH-00080` when one is missing.
    """
    user = _access_for_clients(uow, acting, access_id)
    client = known(uow, client_id, CLIENT_NOT_FOUND)
    return ClientChange(client, connect(uow, user, client))


def remove(uow: UnitOfWork, acting: Acting, access_id: str, client_id: str) -> ClientChange:
    """Remove a client from the access, all its delegations with it. Idempotent.

    Refused also with `AUTH-00079` when there is no such party at all.
    """
    user = _access_for_clients(uow, acting, access_id)
    client = known(uow, client_id, CLIENT_NOT_FOUND)
    return ClientChange(client, uow.delegations.remove_client(client.id, _agent(user)))


def add_all(
    uow: UnitOfWork, acting: Acting, access_id: str, *, skip: int = 0, limit: int | None = None
) -> AddAll:
    """Add every available client that is not connected; one that fails does not stop the rest.

    `skip` leaves out the first of them, those that have failed before; `limit` is how many are
    tried, so that somebody who waits can be told how far it has come (`PORTAL.md 8.3`).
    """
    user = _access_for_clients(uow, acting, access_id)
    waiting = [client for client in _available(uow, user) if not client.connected][skip:]
    tried = waiting[:limit]
    outcomes = []
    for client in tried:
        problem: Problem | None = None
        try:
            connect(uow, user, client.party)
        except Refused as refusal:
            problem = refusal.problem
        outcomes.append(ClientOutcome(client.party, problem))
    return AddAll(tuple(outcomes), left=len(waiting) - len(tried))


def _access_for_clients(uow: UnitOfWork, acting: Acting, access_id: str) -> SystemUser:
    """The gate of every function here, then the access itself."""
    refuse_unless(permissions(uow, acting).may_administer_clients)
    user = owned(uow, acting, access_id)
    refuse_unless(user.user_type is UserType.AGENT, NOT_AN_AGENT)
    return user


def _relations(uow: UnitOfWork, received: tuple[Assignment, ...]) -> dict[str, list[Relation]]:
    """The provider's relations to its clients, by client."""
    clients = uow.parties.many({each.giver for each in received})
    relations: dict[str, list[Relation]] = {}
    for each in received:
        relation = Relation(each, clients[each.giver].form)
        relations.setdefault(each.giver, []).append(relation)
    return relations


def _available(uow: UnitOfWork, user: SystemUser) -> tuple[Client, ...]:
    delegated: dict[str, set[str]] = {}
    for each in uow.delegations.of_agent(user.id):
        delegated.setdefault(each.client, set()).add(each.package)
    relations = _relations(uow, uow.assignments.received_by([user.owner_id]))
    parties = uow.parties.many(relations)
    clients = []
    for client_id, theirs in relations.items():
        has = delegable_packages(uow.catalogue, theirs, user.packages)
        if has:
            packages = tuple(code for code in user.packages if code in has)
            clients.append(
                Client(
                    party=parties[client_id],
                    packages=packages,
                    has_all=packages == user.packages,
                    connected=client_id in delegated,
                )
            )
    return tuple(sorted(clients, key=lambda client: _order(client.party)))


def connect(uow: UnitOfWork, user: SystemUser, client: Party) -> bool:
    """Delegate every package of the access from the client; returns whether any was missing.

    The rule of `add` without its gate. All or nothing: refused before the first change when the
    client lacks one (`DOMAIN.md 3.4`).
    """
    relations = _relations(uow, uow.assignments.between([client.id], [user.owner_id]))
    has = delegable_packages(uow.catalogue, relations.get(client.id, ()), user.packages)
    refuse_unless(bool(has), CLIENT_NOT_FOUND)
    refuse_unless(len(has) == len(user.packages), CLIENT_LACKS_PACKAGES)
    agent = _agent(user)
    uow.assignments.add(agent)
    done = {each.package for each in uow.delegations.of_agent(user.id) if each.client == client.id}
    missing = [code for code in user.packages if code not in done]
    for code in missing:
        power = has[code]
        uow.delegations.add(power.relation.assignment, agent, code, granted=power.granted)
    return bool(missing)


def _agent(user: SystemUser) -> Assignment:
    """The owner's assignment of role agent to the system user; made at the first delegation."""
    return Assignment(user.owner_id, user.id, AGENT)


def _order(party: Party) -> tuple[str, str]:
    return alphabetical(party.name), party.id
