"""DOMAIN.md 3.6.1 and 6.3, invariants 1 and 2: what a vendor may register of its systems."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from asking import CLOSED, HIRED, SICK
from refusing import problem_of
from town import Cast, Town

from systemtilgang.domain import registration as wrong
from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import SYSTEM_NOT_FOUND, Problem
from systemtilgang.domain.surroundings import SeededIdentifiers
from systemtilgang.domain.system_accesses import RegisteredSystem
from systemtilgang.service import system_accesses, system_register
from systemtilgang.service.decisions import decide
from systemtilgang.store import UnitOfWork


@pytest.fixture
def vendor(town: Town) -> Party:
    return town.organisation("Vendor")


@pytest.fixture
def system(vendor: Party) -> RegisteredSystem:
    return RegisteredSystem(
        id=f"{vendor.number}_tax",
        vendor_id=vendor.id,
        vendor_name="Vendor",
        name=Text("Skatt", "Tax"),
        packages=("skattegrunnlag",),
        redirect_urls=("https://vendor.example/done",),
    )


def test_a_system_is_registered_as_it_is_described(town: Town, system: RegisteredSystem) -> None:
    system_register.register(town.uow, system, ("client-1", "client-2"))
    assert town.uow.systems.get(system.id) == system
    assert town.uow.systems.of_clients(["client-1", "client-2", "client-3"]) == {
        "client-1": system.id,
        "client-2": system.id,
    }


# What differs from a system that is right, its clients, and the problem (None: it is right, too).
REGISTRATIONS = [
    ({}, (), None),
    ({"id": "tax"}, (), wrong.ID_NOT_OF_VENDOR),
    ({"id": "NUMBER-tax"}, (), wrong.ID_NOT_OF_VENDOR),
    ({"id": "NUMBER_tax return"}, (), wrong.ID_HAS_SPACES),
    ({"id": " NUMBER_tax"}, (), wrong.ID_HAS_SPACES),
    ({"id": "NUMBER_tax\t"}, (), wrong.ID_HAS_SPACES),
    ({"id": "NUMBER_taken"}, (), wrong.ID_TAKEN),
    ({"redirect_urls": ("http://vendor.example",)}, (), wrong.REDIRECT_MALFORMED),
    ({"redirect_urls": ("https://vendor.example", "/done")}, (), wrong.REDIRECT_MALFORMED),
    ({"redirect_urls": ("https:///done",)}, (), wrong.REDIRECT_MALFORMED),
    ({"redirect_urls": ("https://[vendor.example/done",)}, (), wrong.REDIRECT_MALFORMED),
    ({"packages": ("unknown",)}, (), wrong.PACKAGE_NOT_FOR_SYSTEMS),
    ({"packages": ("eksplisitt",)}, (), wrong.PACKAGE_NOT_FOR_SYSTEMS),
    ({"packages": ("toll", "toll")}, (), wrong.PACKAGE_TWICE),
    ({"packages": ("ansvarlig-revisor",)}, (), wrong.VISIBLE_WITH_CLIENT_PACKAGES),
    ({"packages": ("ansvarlig-revisor",), "is_visible": False}, (), None),
    ({"packages": ("tilgangsstyrer",), "is_visible": False}, (), None),
    ({"packages": ()}, (), None),
    ({"services": (HIRED, SICK)}, (), None),
    ({"packages": (), "services": (HIRED,), "is_visible": False}, (), None),
    ({"services": (HIRED, "unknown")}, (), wrong.SERVICE_UNKNOWN),
    ({"services": ("unknown", "unknown")}, (), wrong.SERVICE_UNKNOWN),
    ({"services": (HIRED, CLOSED)}, (), wrong.SERVICE_NOT_FOR_SYSTEMS),
    ({"services": (HIRED, SICK, HIRED)}, (), wrong.SERVICE_TWICE),
    ({"services": (HIRED, HIRED), "packages": ("toll", "toll")}, (), wrong.SERVICE_TWICE),
    ({}, ("client-1", "client-1"), wrong.CLIENT_TWICE),
    ({}, ("taken",), wrong.CLIENT_TAKEN),
    ({}, ("client-1", "client-2"), None),
]


@pytest.mark.parametrize(("different", "clients", "problem"), REGISTRATIONS)
def test_3_6_1_registering_is_checked_rule_by_rule(
    town: Town,
    system: RegisteredSystem,
    different: dict[str, Any],
    clients: tuple[str, ...],
    problem: Problem | None,
) -> None:
    number = system.id.removesuffix("_tax")
    taken = replace(system, id=f"{number}_taken")
    system_register.register(town.uow, taken, ("taken",))
    if "id" in different:
        different = {"id": str(different["id"]).replace("NUMBER", number)}
    new = replace(system, **different)
    if problem is None:
        system_register.register(town.uow, new, clients)
        assert town.uow.systems.get(new.id) == new
    else:
        assert problem_of(system_register.register, town.uow, new, clients) == problem
        assert town.uow.systems.all() == (taken,)


@pytest.mark.parametrize(
    ("different", "clients", "problem"),
    [row for row in REGISTRATIONS if "id" not in row[0] and "redirect_urls" not in row[0]],
)
def test_3_6_1_replacing_is_checked_but_for_what_only_a_new_system_is(
    town: Town,
    system: RegisteredSystem,
    different: dict[str, Any],
    clients: tuple[str, ...],
    problem: Problem | None,
) -> None:
    system_register.register(town.uow, replace(system, id=f"{system.id}2"), ("taken",))
    system_register.register(town.uow, system, ("client-1",))
    changed = replace(system, name=Text("Nytt", "New"), **different)
    update = partial(system_register.update, town.uow, system.vendor_id, changed, clients)
    if problem is not None:
        assert problem_of(update) == problem
        assert town.uow.systems.get(system.id) == system
        return
    update()
    assert town.uow.systems.get(system.id) == changed
    assert set(town.uow.systems.of_clients(["client-1", "client-2"])) == set(clients)


def test_3_6_1_a_vendor_reaches_its_own_systems_only(town: Town, system: RegisteredSystem) -> None:
    other = town.organisation("Other")
    system_register.register(town.uow, system)
    for call in (
        (system_register.update, town.uow, other.id, system),
        (system_register.delete, town.uow, other.id, system.id),
        (system_register.update, town.uow, other.id, replace(system, id="unknown")),
        (system_register.delete, town.uow, other.id, "unknown"),
    ):
        assert problem_of(*call) == SYSTEM_NOT_FOUND
    assert town.uow.systems.get(system.id) == system


def test_3_6_1_a_deleted_system_keeps_its_id_and_gives_up_its_clients(
    town: Town, system: RegisteredSystem
) -> None:
    uow, vendor = town.uow, system.vendor_id
    system_register.register(uow, system, ("client-1",))
    assert system_register.delete(uow, vendor, system.id)
    assert not system_register.delete(uow, vendor, system.id)
    assert problem_of(system_register.register, uow, system) == wrong.ID_TAKEN
    assert problem_of(system_register.update, uow, vendor, system) == wrong.SYSTEM_DELETED
    system_register.register(uow, replace(system, id=f"{system.id}2"), ("client-1",))
    assert uow.systems.of_clients(["client-1"]) == {"client-1": f"{system.id}2"}


def test_3_6_1_an_access_stays_as_it_is_when_its_system_changes_or_goes(
    uow: UnitOfWork, cast: Cast
) -> None:
    vendor = cast("SmartCloud AS").id
    acting = cast.acting("DRESS MINST", "DISKRET NÆR TIGER AS")
    access_id = cast.access("Regnskap i sky")
    before = system_accesses.access(uow, acting, access_id)
    system = uow.systems.existing("313909964_regnskap")
    system_register.update(uow, vendor, replace(system, packages=("toll",)))
    assert system_accesses.access(uow, acting, access_id) == before
    system_register.delete(uow, vendor, system.id)
    assert system_accesses.access(uow, acting, access_id) == before
    assert decide(uow, access_id, acting.party, "posttjenester").value == "Permit"


def test_3_6_1_a_deleted_system_cannot_be_chosen(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("DRESS MINST", "DISKRET NÆR TIGER AS")
    system = uow.systems.existing("313909964_skatt")
    assert system in system_accesses.systems_to_choose(uow, acting)
    system_register.delete(uow, system.vendor_id, system.id)
    ids = {each.id for each in system_accesses.systems_to_choose(uow, acting)}
    assert system.id not in ids
    create = (system_accesses.create, uow, acting, system.id, SeededIdentifiers(1))
    assert problem_of(*create) == SYSTEM_NOT_FOUND


def test_an_unknown_vendor_cannot_register(town: Town, system: RegisteredSystem) -> None:
    with pytest.raises(KeyError, match="nobody"):
        system_register.register(town.uow, replace(system, vendor_id="nobody"))
