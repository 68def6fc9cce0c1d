"""Handing a client's packages on to an agent, and taking them back (`DOMAIN.md 3.8`).

Every function is refused with 403 unless the person acting is client administrator of the party.
Who is an agent is for `systemtilgang.service.agents`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from systemtilgang.domain.catalogue import Package
from systemtilgang.domain.client_delegation import (
    AGENT_NOT_REGISTERED,
    AGENT_UNKNOWN,
    CLIENT_UNKNOWN,
    NOT_FOR_THIS_KIND,
    RolePackages,
    malformed,
    not_held,
    package_of,
)
from systemtilgang.domain.connections import AGENT, RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.problems import Problem, Refused
from systemtilgang.domain.standing import Relation
from systemtilgang.service.acting import Acting
from systemtilgang.service.gates import known, must_administer_clients, refuse_unless
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class PackageChange:
    """What giving or taking one package came to; `changed` is false when it was so already.

    `role` is the code of the client's role for the party that the package is held through.
    """

    agent: Party
    client: Party
    package: Package
    role: str
    changed: bool


def give(
    uow: UnitOfWork, acting: Acting, agent_id: str, client_id: str, values: Sequence[RolePackages]
) -> tuple[PackageChange, ...]:
    """Hand packages of a client on to an agent: all of them or none. Idempotent.

    Refused with the first problem of the first group that has one (3.8, last row): (1)
    `AM.VLD-00029` unknown role, `-00030` unknown package, `-00033` not delegable, `-00006` unknown
    client or agent; (2) `-00008` the agent is no person, `-00032` not registered; (3) `-00032` the
    client has not given that role, `-00026` the package is not held through it, or not for the
    client's organisation form. No values: nothing is done.
    """
    must_administer_clients(uow, acting)
    if not values:
        return ()
    _refuse_first(malformed(uow.catalogue, values, must_be_delegable=True))
    client, agent = _parties(uow, client_id, agent_id)
    agency = Assignment(acting.party, agent.id, AGENT)
    refuse_unless(uow.assignments.get(agency.id) is not None, AGENT_NOT_REGISTERED)
    relations = {
        each.role: Relation(each, client.form)
        for each in uow.assignments.between([client.id], [acting.party])
    }
    _refuse_first(not_held(uow.catalogue, relations, values))
    changes = []
    for role, package in _each(uow, values):
        origin = relations[role].assignment
        is_new = package.code not in _delegated(uow, agent, origin)
        if is_new:
            granted = role == RIGHT_HOLDER
            uow.delegations.add(origin, agency, package.code, granted=granted)
        changes.append(PackageChange(agent, client, package, role, is_new))
    return tuple(changes)


def take(
    uow: UnitOfWork, acting: Acting, agent_id: str, client_id: str, values: Sequence[RolePackages]
) -> tuple[PackageChange, ...]:
    """Take packages of a client back from an agent. Idempotent, also for one that was never given
    any; the agent stays an agent when it has none left.

    Refused as `give` for unknown roles, packages and parties, and when the agent is no person.
    """
    must_administer_clients(uow, acting)
    if not values:
        return ()
    _refuse_first(malformed(uow.catalogue, values, must_be_delegable=False))
    client, agent = _parties(uow, client_id, agent_id)
    agency = Assignment(acting.party, agent.id, AGENT)
    changes = []
    for role, package in _each(uow, values):
        origin = Assignment(client.id, acting.party, role)
        was_given = uow.delegations.remove_package(origin, agency, package.code)
        changes.append(PackageChange(agent, client, package, role, was_given))
    return tuple(changes)


def _parties(uow: UnitOfWork, client_id: str, agent_id: str) -> tuple[Party, Party]:
    """Client and agent; nobody is the agent of itself (invariant 13)."""
    client = known(uow, client_id, CLIENT_UNKNOWN)
    agent = known(uow, agent_id, AGENT_UNKNOWN)
    refuse_unless(agent.kind is PartyKind.PERSON, NOT_FOR_THIS_KIND)
    refuse_unless(client.id != agent.id, AGENT_UNKNOWN)
    return client, agent


def _each(uow: UnitOfWork, values: Sequence[RolePackages]) -> Iterator[tuple[str, Package]]:
    """Role and package of every pair in the values, which are well-formed."""
    for value in values:
        for code in value.packages:
            package = package_of(uow.catalogue, code)
            assert package is not None, "the values are well-formed"
            yield value.role, package


def _delegated(uow: UnitOfWork, agent: Party, origin: Assignment) -> set[str]:
    delegated = uow.delegations.of_agent(agent.id)
    return {each.package for each in delegated if each.origin == origin.id}


def _refuse_first(problems: Iterable[Problem]) -> None:
    for problem in problems:
        raise Refused(problem)
