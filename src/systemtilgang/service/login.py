"""Logging in, and choosing the actor (`PORTAL.md 2.1, 2.2`)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from systemtilgang.domain.catalogue import Package, Role
from systemtilgang.domain.connections import Assignment
from systemtilgang.domain.ordering import alphabetical
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.problems import ENTITY_UNKNOWN, FORBIDDEN, Refused
from systemtilgang.service.gates import known
from systemtilgang.service.handed_on import clients_of
from systemtilgang.service.sole_proprietors import owners_reached
from systemtilgang.service.standings import key_organisations
from systemtilgang.service.users import register_roles
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class Actor:
    """A party that a person can act for. `parent` is the main unit of a sub-unit.

    `usable` is false for a main unit that is listed only because the person has access to one of
    its sub-units (shown, but cannot be chosen). `is_favourite`: the person wants to find it first.
    `is_deleted`: the register has deleted it.
    """

    id: str
    kind: PartyKind
    name: str
    number: str | None
    form: str | None
    born: date | None
    parent: Party | None
    is_self: bool
    usable: bool = True
    is_favourite: bool = False
    is_deleted: bool = False


def persons(uow: UnitOfWork) -> tuple[Party, ...]:
    """The synthetic persons of the world, by name: the choices of the practice login."""
    return tuple(sorted(uow.parties.of_kind(PartyKind.PERSON), key=_order))


@dataclass(frozen=True)
class Holding:
    """What a person has been given by an organisation: register roles, and packages."""

    party: Party
    roles: tuple[Role, ...]
    packages: tuple[Package, ...]


def holdings(uow: UnitOfWork, persons: Collection[str]) -> dict[str, tuple[Holding, ...]]:
    """What organisations (main units) have given each person, by person, organisations by name."""
    received: dict[tuple[str, str], list[Assignment]] = {}
    for each in uow.assignments.received_by(persons):
        received.setdefault((each.receiver, each.giver), []).append(each)
    givers = uow.parties.many({giver for _, giver in received})
    held: dict[str, tuple[Holding, ...]] = {}
    by_name = sorted(received, key=lambda pair: _order(givers[pair[1]]))
    for person, party in ((person, givers[giver]) for person, giver in by_name):
        given = received[person, party.id]
        if party.kind is PartyKind.ORGANISATION and party.parent_id is None:
            codes = frozenset().union(*(each.packages for each in given))
            packages = tuple(p for code, p in uow.catalogue.packages.items() if code in codes)
            holding = Holding(party, register_roles(uow, given), packages)
            held[person] = (*held.get(person, ()), holding)
    return held


def actors(uow: UnitOfWork, person_id: str, today: date | None = None) -> tuple[Actor, ...]:
    """Whom the person can act for: self first, then persons, then organisations by name.

    Organisations: where the person (or, through a key role, an organisation of the person) holds a
    role or a package, and the clients whose packages a provider has handed on to the person as its
    agent; sub-units follow directly after their main unit (`DOMAIN.md 3.9`). Persons:
    also the owners of sole proprietorships whose accountant or auditor it is; `today` decides about
    deleted ones, which do not count without it.
    """
    me = known(uow, person_id, ENTITY_UNKNOWN)
    reaching = _reaching(uow, person_id)
    giving = {each.giver for each in reaching if each.gives_something}
    giving |= clients_of(uow, person_id)
    with_access = {party.id: party for party in uow.parties.with_units(giving)}
    with_access |= owners_reached(uow, reaching, today)
    parents = uow.parties.many({each.parent_id for each in with_access.values() if each.parent_id})
    listed = with_access | parents
    listed.pop(me.id, None)
    rows = [_actor(me, None, is_self=True)]
    for party in sorted(listed.values(), key=_order):
        if party.kind is PartyKind.PERSON:
            rows.append(_actor(party, None))
    for main in sorted(listed.values(), key=_order):
        if main.kind is PartyKind.ORGANISATION and main.parent_id is None:
            rows.append(_actor(main, None, usable=main.id in with_access))
            units = (each for each in listed.values() if each.parent_id == main.id)
            rows += [_actor(unit, main) for unit in sorted(units, key=_order)]
    marked = uow.favourites.of(me.id)
    return tuple(replace(row, is_favourite=row.id in marked) for row in rows)


def actor(uow: UnitOfWork, person_id: str, party_id: str, today: date | None = None) -> Actor:
    """The actor with this id; refused with 403 when the person cannot act for it."""
    for each in actors(uow, person_id, today):
        if each.id == party_id and each.usable:
            return each
    raise Refused(FORBIDDEN)


def mark_favourite(
    uow: UnitOfWork, person_id: str, party_id: str, *, on: bool, today: date | None = None
) -> bool:
    """Let the person find an actor among the favourites, or no longer; returns whether that is new.

    Refused with 403 for the person itself, who is always first, and for whom it cannot act for.
    """
    chosen = actor(uow, person_id, party_id, today)
    if chosen.is_self:
        raise Refused(FORBIDDEN)
    change = uow.favourites.add if on else uow.favourites.remove
    return change(person_id, party_id)


def _reaching(uow: UnitOfWork, person_id: str) -> tuple[Assignment, ...]:
    """What the person has received, directly or through key roles."""
    received = uow.assignments.received_by([person_id])
    return received + uow.assignments.received_by(key_organisations(uow, received))


def _order(party: Party) -> tuple[str, str]:
    return alphabetical(party.name), party.id


def _actor(party: Party, parent: Party | None, **flags: bool) -> Actor:
    return Actor(
        id=party.id,
        kind=party.kind,
        name=party.name,
        number=party.number,
        form=party.form,
        born=party.born,
        parent=parent,
        is_self=flags.get("is_self", False),
        usable=flags.get("usable", True),
        is_deleted=party.is_deleted,
    )
