"""`PORTAL.md 1.6` as a table: every role and package of `DOMAIN.md 3.1`, every flag, both editions.

The flags of company profile and Maskinporten lead to screens that this portal does not have.
"""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import pytest
from town import Town

from systemtilgang.domain.catalogue import Catalogue
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.service.acting import Acting
from systemtilgang.service.permissions import Permissions, permissions

FIRST, LATER = EDITIONS

ADMIN, CLIENT_ADMIN, MAIN_ADMIN = "is_admin", "is_client_admin", "is_main_admin"
SET_UP, CREATE, CLIENTS = "may_set_up_relationship", "may_create_access", "may_administer_clients"
FLAGS = (ADMIN, CLIENT_ADMIN, MAIN_ADMIN, SET_UP, CREATE, CLIENTS)

EVERYTHING = {*FLAGS}
WITHOUT_MAIN = EVERYTHING - {MAIN_ADMIN}
ACCESS_MANAGER = {ADMIN, SET_UP, CREATE}
NOTHING: set[str] = set()

# What somebody is to an organisation -> the flags in every edition, and those of the first and of
# the later one only (GUIDES.md, Editions rows 8 and 10).
BY_ROLE: dict[str, set[str]] = {
    "daglig-leder": EVERYTHING,
    "styreleder": EVERYTHING,
    "innehaver": EVERYTHING,
    "deltaker-delt-ansvar": EVERYTHING,
    "deltaker-fullt-ansvar": EVERYTHING,
    "bestyrende-reder": EVERYTHING,
    "bostyrer": EVERYTHING,
    "komplementar": WITHOUT_MAIN,
    "norsk-representant": WITHOUT_MAIN,
    "kontaktperson-revisor": WITHOUT_MAIN,
    "kontaktperson-nuf": ACCESS_MANAGER,
    "kontaktperson-kommune": ACCESS_MANAGER,
    "kontaktperson-ados": ACCESS_MANAGER,
    "sameier": ACCESS_MANAGER,
    "forretningsforer": ACCESS_MANAGER,
}
"""Every other register role gives none."""

BY_PACKAGE: dict[str, tuple[set[str], set[str], set[str]]] = {
    "tilgangsstyrer": (ACCESS_MANAGER, NOTHING, NOTHING),
    "klientadministrator": ({CLIENT_ADMIN, CLIENTS}, {SET_UP}, NOTHING),
    "hovedadministrator": (EVERYTHING - {CREATE}, NOTHING, {CREATE}),
}
"""Every other package gives none."""


def flags(town: Town, person: Party, party: Party, edition: str) -> set[str]:
    found = permissions(town.uow, Acting(person.id, party.id, EDITIONS[edition]))
    return {each for each in FLAGS if getattr(found, each)}


def test_the_table_has_every_flag() -> None:
    assert {field.name for field in fields(Permissions)} == {*FLAGS}


@pytest.mark.parametrize("edition", EDITIONS)
def test_register_roles(town: Town, catalogue: Catalogue, edition: str) -> None:
    firm = town.organisation("Firm")
    roles = [role.code for role in catalogue.roles.values() if role.from_register]
    assert set(BY_ROLE) <= set(roles)
    found = {}
    for role in roles:
        person = town.person(role)
        town.role(firm, person, role)
        found[role] = flags(town, person, firm, edition)
    assert found == {role: BY_ROLE.get(role, NOTHING) for role in roles}


@pytest.mark.parametrize("edition", EDITIONS)
def test_packages(town: Town, catalogue: Catalogue, edition: str) -> None:
    firm = town.organisation("Firm")
    packages = [
        package.code
        for package in catalogue.packages.values()
        if package.is_assignable and package.entity_type is PartyKind.ORGANISATION
    ]
    assert set(BY_PACKAGE) <= set(packages)
    found, expected = {}, {}
    for package in packages:
        person = town.person(package)
        town.grant(firm, person, package)
        found[package] = flags(town, person, firm, edition)
        always, first, later = BY_PACKAGE.get(package, (NOTHING, NOTHING, NOTHING))
        expected[package] = always | {FIRST: first, LATER: later}[edition]
    assert found == expected


@pytest.mark.parametrize(("edition", "package"), [*product(EDITIONS, BY_PACKAGE)])
def test_with_a_person_as_actor_nobody_has_system_accesses_or_their_clients(
    town: Town, edition: str, package: str
) -> None:
    somebody, person = town.person("Somebody"), town.person("Person")
    town.grant(somebody, person, package)
    assert flags(town, person, somebody, edition).isdisjoint({CREATE, CLIENTS})


@pytest.mark.parametrize("edition", EDITIONS)
def test_everybody_is_access_manager_of_oneself(town: Town, edition: str) -> None:
    person = town.person("Person")
    assert flags(town, person, person, edition) == {ADMIN, SET_UP}


@pytest.mark.parametrize("edition", EDITIONS)
def test_two_packages_give_what_each_of_them_gives(town: Town, edition: str) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    town.grant(firm, person, "tilgangsstyrer", "klientadministrator")
    assert flags(town, person, firm, edition) == WITHOUT_MAIN
