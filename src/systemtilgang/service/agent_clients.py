"""The clients of an organisation, and what its agents have of them (`PORTAL.md 11.2` to 11.4).

Every function is refused with 403 unless the person acting is client administrator of the party.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from systemtilgang.domain.catalogue import Package, Role
from systemtilgang.domain.client_delegation import (
    AGENT_UNKNOWN,
    CLIENT_UNKNOWN,
    held_through,
    makes_client,
)
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment, DelegatedPackage
from systemtilgang.domain.ordering import alphabetical
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.standing import Relation
from systemtilgang.service.acting import Acting
from systemtilgang.service.agents import Agent, agents
from systemtilgang.service.gates import must_administer_clients
from systemtilgang.service.users import matches
from systemtilgang.store import UnitOfWork

RELATIONSHIPS = ("revisor", "regnskapsforer", "forretningsforer")
"""The roles that the relationship filter knows by name."""
OTHER_RELATIONSHIPS = "other"
"""The filter's word for every other role."""


@dataclass(frozen=True)
class ProvidersClient:
    """A client of the party. `roles` are those that make it one, register roles first."""

    party: Party
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class ClientList:
    """The clients that search and filter left; `is_empty`: the party has no clients at all."""

    clients: tuple[ProvidersClient, ...]
    is_empty: bool


@dataclass(frozen=True)
class ClientPackage:
    """A package of a client that can be handed on. `roles` are those of the client for the party
    that it is held through, register roles first; `held`: the agent has it.
    """

    package: Package
    roles: tuple[Role, ...]
    held: bool


@dataclass(frozen=True)
class ClientOfAgent:
    """A client, seen from one agent. `packages` are all that can be handed on of it, by code."""

    client: Party
    packages: tuple[ClientPackage, ...]

    @property
    def has_some(self) -> bool:
        """Whether the agent has any of the client's packages."""
        return any(package.held for package in self.packages)


@dataclass(frozen=True)
class AgentOfClient:
    """An agent, seen from one client; `packages` as in `ClientOfAgent`."""

    agent: Agent
    packages: tuple[ClientPackage, ...]

    @property
    def has_some(self) -> bool:
        """Whether the agent has any of the client's packages."""
        return any(package.held for package in self.packages)


@dataclass(frozen=True)
class AgentsOfClient:
    """A client with the agents that a search matched; `has_packages`: it has given the party some
    that can be handed on.
    """

    client: Party
    agents: tuple[AgentOfClient, ...]
    has_packages: bool


def list_clients(
    uow: UnitOfWork,
    acting: Acting,
    search: str = "",
    relationships: Collection[str] = (),
    *,
    with_deleted: bool = False,
) -> ClientList:
    """The party's clients by name, sub-units after their main unit.

    `search` is a piece of the name (any case) or of the number without spaces. `relationships` are
    of `RELATIONSHIPS` and `OTHER_RELATIONSHIPS`: a client with one of them is listed; none of them
    lists everybody. Clients that the register has deleted are listed when asked for.
    """
    must_administer_clients(uow, acting)
    by_client = _relations(uow, acting)
    wanted = search.strip().casefold()
    found = [
        ProvidersClient(client, _roles(uow, relations))
        for client, relations in by_client
        if matches(client, wanted)
        and (with_deleted or not client.is_deleted)
        and _has_relationship(relations, relationships)
    ]
    return ClientList(tuple(found), is_empty=not by_client)


def clients_of(
    uow: UnitOfWork,
    acting: Acting,
    agent_id: str,
    search: str = "",
    *,
    with_deleted: bool = False,
) -> tuple[Agent, tuple[ClientOfAgent, ...]]:
    """An agent with every client of the party and what the agent has of each.

    In the order, and with the search, of `list_clients`. Refused also with `AM.VLD-00006` when the
    party has no such agent.
    """
    must_administer_clients(uow, acting)
    agent = next((each for each in agents(uow, acting) if each.party.id == agent_id), None)
    if agent is None:
        raise Refused(AGENT_UNKNOWN)
    delegated = uow.delegations.by_agent(acting.party).get(agent_id, ())
    wanted = search.strip().casefold()
    return agent, tuple(
        ClientOfAgent(client, _packages(uow, relations, delegated))
        for client, relations in _relations(uow, acting)
        if matches(client, wanted) and (with_deleted or not client.is_deleted)
    )


def agents_of(uow: UnitOfWork, acting: Acting, client_id: str, search: str = "") -> AgentsOfClient:
    """A client with every agent of the party and what each has of the client.

    Newly added agents first, then by name; `search` is a piece of the name. Refused also with
    `AM.VLD-00006` when the party has no such client.
    """
    must_administer_clients(uow, acting)
    found = next((each for each in _relations(uow, acting) if each[0].id == client_id), None)
    if found is None:
        raise Refused(CLIENT_UNKNOWN)
    client, relations = found
    by_agent = uow.delegations.by_agent(acting.party)
    wanted = search.strip().casefold()
    listed = tuple(
        AgentOfClient(agent, _packages(uow, relations, by_agent.get(agent.party.id, ())))
        for agent in agents(uow, acting)
        if matches(agent.party, wanted)
    )
    return AgentsOfClient(client, listed, has_packages=bool(_packages(uow, relations, ())))


def _relations(uow: UnitOfWork, acting: Acting) -> list[tuple[Party, list[Relation]]]:
    """The clients of the party with what makes each one, in the order of `list_clients`."""
    received = [
        each for each in uow.assignments.received_by([acting.party]) if makes_client(each.role)
    ]
    parties = uow.parties.many({each.giver for each in received})
    relations: dict[str, list[Relation]] = {}
    for each in received:
        relations.setdefault(each.giver, []).append(Relation(each, parties[each.giver].form))
    for theirs in relations.values():
        theirs.sort(key=lambda relation: relation.assignment.role == RIGHT_HOLDER)
    in_order = sorted(parties.values(), key=lambda client: _order(client, parties))
    return [(client, relations[client.id]) for client in in_order]


def _order(client: Party, clients: dict[str, Party]) -> tuple[str, str, bool, str, str]:
    main = clients.get(client.parent_id, client) if client.parent_id else client
    return (
        *(alphabetical(main.name), main.id),
        *(main != client, alphabetical(client.name), client.id),
    )


def _packages(
    uow: UnitOfWork, relations: Iterable[Relation], delegated: Iterable[DelegatedPackage]
) -> tuple[ClientPackage, ...]:
    held = {(each.origin, each.package) for each in delegated}
    packages: dict[str, ClientPackage] = {}
    for relation in relations:
        role = uow.catalogue.roles[relation.assignment.role]
        for code, package in held_through(uow.catalogue, relation).items():
            before = packages.get(code, ClientPackage(package, (), held=False))
            packages[code] = ClientPackage(
                package,
                (*before.roles, role),
                before.held or (relation.assignment.id, code) in held,
            )
    return tuple(packages[code] for code in sorted(packages))


def _roles(uow: UnitOfWork, relations: Iterable[Relation]) -> tuple[Role, ...]:
    return tuple(uow.catalogue.roles[relation.assignment.role] for relation in relations)


def _has_relationship(relations: Iterable[Relation], wanted: Collection[str]) -> bool:
    names = {_relationship(relation.assignment) for relation in relations}
    return not wanted or bool(names & set(wanted))


def _relationship(assignment: Assignment) -> str:
    return assignment.role if assignment.role in RELATIONSHIPS else OTHER_RELATIONSHIPS
