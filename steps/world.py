"""The world that each chapter starts from, and a witness of its state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy, deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from samsvar import config as settings
from samsvar.vocabulary import fresh_world
from steps.changes import changes
from systemtilgang.domain.connections import RIGHT_HOLDER
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.portal import create_app
from systemtilgang.portal.formatting import display_name
from systemtilgang.service import (
    clients,
    decisions,
    permissions,
    powers,
    requests,
    system_accesses,
    users,
)
from systemtilgang.service.acting import Acting
from systemtilgang.service.system_accesses import Overview
from systemtilgang.store import Store, UnitOfWork
from systemtilgang.world import World, load_world, template

ROOT = Path(__file__).resolve().parent.parent
WORLD = ROOT / "fixtures" / "world.yml"
#: Where the portal lives on its server.
PORTAL = "/accessmanagement/ui"


@cache
def world() -> World:
    """The world as it is written in `fixtures/world.yml`."""
    return load_world(WORLD)


@cache
def edition() -> str:
    """The edition that the guides are held against."""
    return settings.load(ROOT).edition


@cache
def _template() -> Store:
    return template(WORLD, edition())


class Reference:
    """A fresh world with its portal, and the witness that the steps ask what is so in it.

    `visitor` is the person who has logged in last, `acting_for` the number of the organisation
    chosen then, `sought` what was searched for last among its users or clients.
    """

    def __init__(self) -> None:
        self.visitor: Party | None = None
        self.acting_for = ""
        self.sought = ""
        #: What a chapter has seen to be permitted: accesses, packages and clients.
        self.permitted: set[tuple[str, str, str]] = set()
        #: What a chapter began with beside the world: accesses and clients that are added to them.
        self.added: set[tuple[str, str]] = set()
        self.clock = FixedClock()
        self._ids = SeededIdentifiers()
        self._live_in(_template().copy())

    def copy(self) -> Reference:
        """An independent copy of all, as it is now."""
        other = copy(self)
        other.permitted, other.added = set(self.permitted), set(self.added)
        other.clock, other._ids = copy(self.clock), deepcopy(self._ids)
        other._live_in(self.store.copy())
        return other

    def _live_in(self, store: Store) -> None:
        self.store = store
        self.app: Any = create_app(
            store, edition=edition(), clock=self.clock, secret="practice", ids=self._ids
        )

    @contextmanager
    def state(self) -> Iterator[UnitOfWork]:
        """The state as it is now; nothing that is done to it is kept."""
        with self.store.unit_of_work() as uow, _refusals_as_failures():
            yield uow

    def changes(self) -> tuple[str, ...]:
        """What has changed since the chapter began, a line each."""
        return changes(_template(), self.store)

    def party(self, number: str) -> Party:
        """The organisation or person with this number."""
        with self.state() as uow:
            return _existing(uow, number)

    def shown_name(self, number: str) -> str:
        """An organisation's name as the portal writes it."""
        return display_name(self.party(number))

    def person_as(self, role: str, organisation: str) -> Party:
        """The first person of the world who is this to the organisation.

        `role` is the code of a register role or of an access package that was granted.
        """
        with self.state() as uow:
            return _person_as(uow, role, _existing(uow, organisation))

    def button_of(self, person: Party) -> str:
        """What the button of a person is called on the login page."""
        return display_name(person)

    def acting(self, person: Party, organisation: str) -> Acting:
        """The person acting for the organisation, under the rules of the edition."""
        return Acting(person.id, self.party(organisation).id, EDITIONS[edition()], self.clock)

    def visiting(self, organisation: str) -> Acting:
        """The person who has logged in last, acting for the organisation."""
        assert self.visitor is not None, "nobody has logged in"
        return self.acting(self.visitor, organisation)

    def may_set_up_relationship(self, role: str, organisation: str) -> bool:
        """Whether who is this to the organisation may set up a client relationship."""
        acting = self.acting(self.person_as(role, organisation), organisation)
        with self.state() as uow:
            return permissions.permissions(uow, acting).may_set_up_relationship

    def may_administer_clients(self, role: str, organisation: str) -> bool:
        """Whether who is this to the organisation may add and remove clients."""
        acting = self.acting(self.person_as(role, organisation), organisation)
        with self.state() as uow:
            return permissions.permissions(uow, acting).may_administer_clients

    def may_create_access(self, person: Party | None, organisation: str) -> bool:
        """Whether the person may create and delete the organisation's system accesses."""
        assert person is not None, "nobody has logged in"
        acting = self.acting(person, organisation)
        with self.state() as uow:
            return permissions.permissions(uow, acting).may_create_access

    def granted(self, giver: str, receiver: str) -> frozenset[str] | None:
        """The packages that the giver has granted the receiver; None without a relationship."""
        with self.state() as uow:
            parties = [_existing(uow, giver).id], [_existing(uow, receiver).id]
            for each in uow.assignments.between(*parties):
                if each.role == RIGHT_HOLDER:
                    return each.packages
        return None

    def register_roles(self, giver: str, receiver: str) -> frozenset[str]:
        """The roles that the register says the receiver has in the giver."""
        with self.state() as uow:
            parties = [_existing(uow, giver).id], [_existing(uow, receiver).id]
            found = uow.assignments.between(*parties)
            return frozenset(each.role for each in found if each.role != RIGHT_HOLDER)

    def access(self, title: str) -> SystemUser:
        """The system access with this title."""
        return next(each.user for each in world().accesses if each.user.title == title)

    def system(self, identifier: str) -> RegisteredSystem:
        """The registered system with this id."""
        return next(each for each in world().systems if each.id == identifier)

    def vendor_name(self, title: str) -> str:
        """What the portal calls the vendor of an access."""
        return self.system(self.access(title).system_id).vendor_name

    def owner_number(self, title: str) -> str:
        """The number of the organisation that an access belongs to."""
        with self.state() as uow:
            return uow.parties.existing(self.access(title).owner_id).number or ""

    def access_packages(self, title: str) -> tuple[str, ...]:
        """The packages of a system access."""
        return next(each.packages for each in world().accesses if each.user.title == title)

    def access_services(self, title: str) -> frozenset[str]:
        """The services that a system access begins with single rights to."""
        found = next(each for each in world().accesses if each.user.title == title)
        return frozenset(found.rights.services)

    def connected(self, title: str) -> frozenset[str]:
        """The numbers of the clients that are added to an access."""
        access = self._access_for_clients(title)
        with self.state() as uow:
            owner = uow.parties.existing(access.owner_id)
            found = clients.connected(uow, self._administrator(uow, owner), access.id)
            return frozenset(str(party.number) for party in found)

    def available(self, title: str) -> frozenset[str]:
        """The numbers of the clients that an access's owner can choose from."""
        return frozenset(str(each.party.number) for each in self._available(title))

    def given_for(self, title: str, client: str) -> tuple[str, ...]:
        """The packages of an access that a client has given its owner, by role or by itself."""
        found = self._available(title)
        return next((each.packages for each in found if each.party.number == client), ())

    def overview(self, organisation: str) -> Overview:
        """The organisation's accesses that the visitor may see."""
        acting = self.visiting(organisation)
        with self.state() as uow:
            return system_accesses.overview(uow, acting)

    def exists(self, access: SystemUser) -> bool:
        """Whether the access is there now."""
        with self.state() as uow:
            return uow.system_users.get(access.id) is not None

    def own_accesses(self, organisation: str, system: str) -> tuple[SystemUser, ...]:
        """The accesses that the organisation has for itself, now, with a registered system."""
        with self.state() as uow:
            owned = uow.system_users.owned_by(_existing(uow, organisation).id)
        own = (each for each in owned if each.user_type is UserType.STANDARD)
        return tuple(each for each in own if each.system_id == system)

    def may_act(self, access: SystemUser, package: str, client: str) -> bool:
        """What the decision point answers: may the access use the package for the client?"""
        with self.state() as uow:
            party = _existing(uow, client)
            return decisions.decide(uow, access.id, party.id, package) is Decision.PERMIT

    def set_up_relationship(self, giver: str, receiver: str, package: str) -> None:
        """Does what the guide «Sette opp klientforhold» teaches, without the screens."""
        manager = self.person_as("daglig-leder", giver)
        acting = self.acting(manager, giver)
        with self._change() as uow:
            added = users.add_organisation(uow, acting, receiver)
            powers.grant_package(uow, acting, added.party.id, package)

    def add_client(self, title: str, client: str) -> None:
        """Does what the guide «Klientdelegering» teaches, without the screens."""
        access = self._access_for_clients(title)
        with self._change() as uow:
            owner = uow.parties.existing(access.owner_id)
            acting = self._administrator(uow, owner)
            clients.add(uow, acting, access.id, _existing(uow, client).id)
        self.added.add((title, client))

    def approve_request(self, request_id: str) -> None:
        """Does what the guide «Godkjenne systemtilgang» teaches, without the screens."""
        with self._change() as uow:
            request = uow.requests.get(request_id)
            assert request is not None, "there is no such request"
            customer = uow.parties.existing(request.party_id)
            requests.approve(uow, self._administrator(uow, customer), request_id, request.kind)

    @contextmanager
    def _change(self) -> Iterator[UnitOfWork]:
        """Commits what is done."""
        with self.store.unit_of_work() as uow:
            with _refusals_as_failures():
                yield uow
            uow.commit()

    def _available(self, title: str) -> tuple[clients.Client, ...]:
        access = self._access_for_clients(title)
        with self.state() as uow:
            owner = uow.parties.existing(access.owner_id)
            return clients.available(uow, self._administrator(uow, owner), access.id)

    def _access_for_clients(self, title: str) -> SystemUser:
        """The access with this title, if it is one that can have clients."""
        access = self.access(title)
        assert access.user_type is UserType.AGENT, "it is not a system access for clients"
        return access

    def _administrator(self, uow: UnitOfWork, owner: Party) -> Acting:
        manager = _person_as(uow, "daglig-leder", owner)
        return Acting(manager.id, owner.id, EDITIONS[edition()], self.clock)


@contextmanager
def _refusals_as_failures() -> Iterator[None]:
    """What the rules refuse is a step that does not hold, never an error of the program."""
    try:
        yield
    except Refused as refusal:
        raise AssertionError(str(refusal)) from None


def _existing(uow: UnitOfWork, number: str) -> Party:
    party = uow.parties.by_number(number)
    assert party is not None, f"the world has no party with number {number}"
    return party


def _person_as(uow: UnitOfWork, role: str, giver: Party) -> Party:
    for each in uow.assignments.given_by([giver.id]):
        person = uow.parties.existing(each.receiver)
        if (each.role == role or role in each.packages) and person.kind is PartyKind.PERSON:
            return person
    raise AssertionError(f"nobody is {role} in {giver.name} in {WORLD.name}")


@fresh_world
def reference() -> Iterator[Reference]:
    """A fresh world for one chapter."""
    fresh = Reference()
    yield fresh
    fresh.store.close()
