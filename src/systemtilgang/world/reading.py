"""Reading a world file (`fixtures/world.yml`): every mistake is a `WorldError` with its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from systemtilgang.domain.catalogue import Catalogue, Text
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment, derived_id
from systemtilgang.domain.identifiers import (
    IdentifierError,
    birth_date,
    check_organisation_number,
    check_person_number,
)
from systemtilgang.domain.parties import SUB_UNIT_FORMS, Party, PartyKind
from systemtilgang.domain.requests import Request
from systemtilgang.domain.rights import Rights
from systemtilgang.domain.standing import fits_recipient
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.world.catalogues import load_catalogue
from systemtilgang.world.places import OFFICE_HOURS, Value, read
from systemtilgang.world.requests import Known, at_least_one, read_request, read_services
from systemtilgang.world.worlds import SeededAccess, World


def load_world(path: Path) -> World:
    """The world in a file, with the catalogue and services it names (paths relative to the file).

    Raises `WorldError` for anything in it that does not hold.
    """
    root = read(path).mapping(
        ["catalogue", "persons", "organisations"],
        ["services", "roles", "grants", "systems", "accesses", "requests"],
    )
    catalogue = (path.parent / root["catalogue"].text()).resolve()
    services = (path.parent / root["services"].text()).resolve() if "services" in root else None
    return _Reader(load_catalogue(catalogue, services)).world(root)


class _Reader:
    """Collects what was read so far, by name, so that the next section can refer to it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.parties: dict[str, Party] = {}
        self.assignments: dict[str, Assignment] = {}
        self.systems: dict[str, RegisteredSystem] = {}
        self.keys: set[tuple[str, str, str]] = set()

    def world(self, root: Mapping[str, Value]) -> World:
        for value in root["persons"].items():
            self.person(value)
        for value in root["organisations"].items():
            self.organisation(value)
        for section, read_one in (
            ("roles", self.role),
            ("grants", self.grant),
            ("systems", self.system),
        ):
            for value in root[section].items() if section in root else ():
                read_one(value)
        values = root["accesses"].items() if "accesses" in root else ()
        accesses = tuple(self.access(value) for value in values)
        values = root["requests"].items() if "requests" in root else ()
        known = self.known(accesses)
        return World(
            catalogue=self.catalogue,
            accesses=accesses,
            requests=tuple(self.request(value, known) for value in values),
            parties=tuple(self.parties.values()),
            assignments=tuple(self.assignments.values()),
            systems=tuple(self.systems.values()),
        )

    def known(self, accesses: tuple[SeededAccess, ...]) -> Known:
        organisations = {
            name: party
            for name, party in self.parties.items()
            if party.kind is PartyKind.ORGANISATION
        }
        return Known(self.catalogue, organisations, self.systems, accesses)

    def request(self, value: Value, known: Known) -> Request:
        request = read_request(value, known)
        what = "change of an access" if request.access_id else "access or request for one"
        key = (request.party_id, request.external_ref, request.access_id or request.system_id)
        if key in self.keys:
            raise value.error(
                f"one {what} per party, system and external_ref", found="a second one like that"
            )
        self.keys.add(key)
        return request

    def person(self, value: Value) -> None:
        person = value.mapping(["name", "number"], ["died"])
        number = self._number(person["number"], check_person_number, "a synthetic person number")
        born = birth_date(number)
        died_at = person["died"].day() if "died" in person else None
        self._add_party(person["name"], PartyKind.PERSON, number, born=born, died_at=died_at)

    def organisation(self, value: Value) -> None:
        found = value.mapping(["name", "number", "form"], ["main_unit", "deleted"])
        number = self._number(
            found["number"], check_organisation_number, "a synthetic organisation number"
        )
        form = found["form"].choice(
            sorted(self.catalogue.forms), "an organisation form of the catalogue"
        )
        main = (
            self._party(found["main_unit"], PartyKind.ORGANISATION)
            if "main_unit" in found
            else None
        )
        if (form in SUB_UNIT_FORMS) != (main is not None):
            raise found["form"].error("BEDR or AAFY together with a main_unit, and only then")
        self._add_party(
            found["name"],
            PartyKind.ORGANISATION,
            number,
            form=form,
            parent_id=main.id if main else None,
            deleted_at=found["deleted"].day() if "deleted" in found else None,
        )

    def role(self, value: Value) -> None:
        found = value.mapping(["from", "to", "role"])
        register = [role.code for role in self.catalogue.roles.values() if role.from_register]
        code = found["role"].choice(register, "the code of a register role")
        giver, receiver = self._pair(found)
        self._add_assignment(value, Assignment(giver.id, receiver.id, code))

    def grant(self, value: Value) -> None:
        found = value.mapping(["from", "to", "packages", "connected"])
        giver, receiver = self._pair(found)
        assignable = self._codes(giver.kind, "is_assignable", to=receiver.kind)
        packages = found["packages"].choices(
            assignable, f"the code of a package that {receiver.name} can be given"
        )
        connected = datetime.combine(found["connected"].day(), OFFICE_HOURS)
        connection = Assignment(giver.id, receiver.id, RIGHT_HOLDER, frozenset(packages), connected)
        self._add_assignment(value, connection)

    def system(self, value: Value) -> None:
        found = value.mapping(
            ["id", "vendor", "vendor_name", "nb", "en", "packages"],
            ["services", "is_visible", "redirect_urls"],
        )
        vendor = self._party(found["vendor"], PartyKind.ORGANISATION)
        system_id = found["id"].text()
        if not system_id.startswith(f"{vendor.number}_") or " " in system_id:
            raise found["id"].error(f"an id without spaces that begins with {vendor.number}_")
        if system_id in self.systems:
            raise found["id"].error("an id that no other system has")
        known = self._codes(PartyKind.ORGANISATION, "is_assignable", "is_delegable")
        self.systems[system_id] = RegisteredSystem(
            id=system_id,
            vendor_id=vendor.id,
            vendor_name=found["vendor_name"].text(),
            name=Text(found["nb"].text(), found["en"].text()),
            packages=found["packages"].choices(known, "the code of a package that can be given"),
            is_visible="is_visible" not in found or found["is_visible"].flag(),
            redirect_urls=found["redirect_urls"].texts() if "redirect_urls" in found else (),
            services=self._system_services(found["services"]) if "services" in found else (),
        )

    def _system_services(self, value: Value) -> tuple[str, ...]:
        services = self.catalogue.services.values()
        delegable = [service.id for service in services if service.is_delegable]
        return value.choices(delegable, "the id of a service that can be given by itself")

    def access(self, value: Value) -> SeededAccess:
        found = value.mapping(
            ["title", "owner", "system", "type", "packages", "created"],
            ["services", "external_ref", "clients"],
        )
        owner = self._party(found["owner"], PartyKind.ORGANISATION)
        system = self.systems[found["system"].choice(self.systems, "the id of a system above")]
        user_type = UserType(found["type"].choice(list(UserType), "standard or agent"))
        rights = self._access_rights(found, system, user_type)
        # The glossary's default for an external reference is the customer's own number.
        external_ref = (
            found["external_ref"].text() if "external_ref" in found else owner.number or ""
        )
        key = (owner.id, external_ref, system.id)
        if key in self.keys:
            raise value.error(
                "one access per owner, system and external_ref", found="a second access like that"
            )
        self.keys.add(key)
        clients = found["clients"].items() if "clients" in found else ()
        user = SystemUser(
            id=derived_id("access", *key),
            owner_id=owner.id,
            system_id=system.id,
            title=found["title"].text(),
            external_ref=external_ref,
            user_type=user_type,
            created=datetime.combine(found["created"].day(), OFFICE_HOURS),
            packages=rights.packages if user_type is UserType.AGENT else (),
        )
        client_ids = tuple(self._party(client).id for client in clients)
        return SeededAccess(user, rights, client_ids, value.place)

    def _access_rights(
        self, found: Mapping[str, Value], system: RegisteredSystem, user_type: UserType
    ) -> Rights:
        """Of the system (invariant 7), fit for the type (8), and at least one (9)."""
        flag = "is_delegable" if user_type is UserType.AGENT else "is_assignable"
        fit = set(self._codes(PartyKind.ORGANISATION, flag, to=PartyKind.SYSTEM_USER))
        fit &= set(system.packages)
        word = flag.removeprefix("is_")
        value = found["packages"]
        packages = value.choices(sorted(fit), f"a package of the system that is {word}")
        services = read_services(found, "services", system, user_type)
        if not packages and not services:
            raise value.error(at_least_one(user_type), found="no packages")
        return Rights(packages, services)

    def _codes(self, kind: PartyKind, *flags: str, to: PartyKind | None = None) -> list[str]:
        """The packages for a kind of giver that have any of the flags, and fit the recipient."""
        return [
            package.code
            for package in self.catalogue.packages.values()
            if package.entity_type is kind
            and any(getattr(package, flag) for flag in flags)
            and (to is None or fits_recipient(package, to))
        ]

    def _number(self, value: Value, check: Callable[[str], str], expected: str) -> str:
        try:
            number = check(value.text())
        except IdentifierError as error:
            raise value.error(f"{expected} ({error})") from None
        if any(party.number == number for party in self.parties.values()):
            raise value.error("a number that no other party has")
        return number

    def _add_party(self, name: Value, kind: PartyKind, number: str, **more: object) -> None:
        text = name.text()
        if text in self.parties:
            raise name.error("a name that no other party has")
        party_id = derived_id("party", number)
        self.parties[text] = Party(party_id, kind, text, number, **more)  # type: ignore[arg-type]

    def _party(self, value: Value, kind: PartyKind | None = None) -> Party:
        names = [name for name, party in self.parties.items() if kind in (None, party.kind)]
        what = "an organisation" if kind is PartyKind.ORGANISATION else "a party"
        return self.parties[value.choice(names, f"the name of {what} above")]

    def _pair(self, found: Mapping[str, Value]) -> tuple[Party, Party]:
        giver, receiver = self._party(found["from"]), self._party(found["to"])
        if giver == receiver:
            raise found["to"].error("another party than from")
        return giver, receiver

    def _add_assignment(self, value: Value, new: Assignment) -> None:
        if new.id in self.assignments:
            raise value.error("each of these once", found="the same from, to and role again")
        self.assignments[new.id] = new
