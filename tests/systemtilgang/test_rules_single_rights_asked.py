"""DOMAIN.md 3.6 on rights: what is asked for, approved, changed and deleted of single services."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import (
    AGENT,
    CHANGE,
    CLOSED,
    HIRED,
    LEAVE,
    OWN,
    RECEIPTS,
    SERVICES,
    SICK,
    Asking,
)
from refusing import refusal
from town import Town

from systemtilgang.domain import problems
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.problems import Problem
from systemtilgang.domain.requests import RequestKind
from systemtilgang.domain.surroundings import SeededIdentifiers
from systemtilgang.service import requests, system_accesses
from systemtilgang.service.decisions import decide_service
from systemtilgang.service.vendor_requests import WantedChange, ask, ask_for_clients


@pytest.fixture
def asking(town: Town) -> Asking:
    return Asking(town)


# Of the wish: for clients or not, packages, services, and the problem with the services at fault.
WISHES = [
    (False, (), (), problems.NOTHING_REQUESTED, ()),
    (False, (), (HIRED,), None, ()),
    (False, ("toll",), (HIRED, SICK), None, ()),
    (False, ("toll",), (LEAVE,), problems.SERVICES_NOT_DELEGABLE, (LEAVE,)),
    (False, (), (HIRED, "moon", CLOSED), problems.SERVICES_NOT_DELEGABLE, ("moon", CLOSED)),
    (False, ("moon",), (LEAVE,), problems.SERVICES_NOT_DELEGABLE, (LEAVE,)),
    (True, (), (HIRED,), problems.NOTHING_REQUESTED_FOR_CLIENTS, ()),
    (True, ("toll",), (HIRED,), problems.SERVICES_NOT_DELEGABLE, (HIRED,)),
    (True, ("toll",), (), None, ()),
]


@pytest.mark.parametrize(("for_clients", "packages", "services", "problem", "at_fault"), WISHES)
def test_3_6_2_a_vendor_asks_for_services_of_its_system_and_only_for_own_accesses(
    asking: Asking,
    for_clients: bool,
    packages: tuple[str, ...],
    services: tuple[str, ...],
    problem: Problem | None,
    at_fault: tuple[str, ...],
) -> None:
    how = ask_for_clients if for_clients else ask
    wanted = replace(asking.wanted, packages=packages, services=services)
    if problem is None:
        request = asking.ask(how, wanted).request
        assert (request.packages, request.services) == (packages, services)
        assert request == asking.uow.requests.get(request.id)
        return
    refused = refusal(asking.ask, how, wanted)
    assert (refused.problem, refused.services, refused.reasons) == (problem, at_fault, {})
    assert asking.uow.requests.of_system(wanted.system_id) == ()


def test_3_6_2_each_service_is_asked_for_once(asking: Asking) -> None:
    wanted = replace(asking.wanted, packages=("toll", "toll"), services=(SICK, HIRED, SICK))
    request = asking.ask(ask, wanted).request
    assert (request.packages, request.services) == (("toll",), (SICK, HIRED))


@pytest.mark.parametrize("kind", [OWN, AGENT])
def test_3_6_2_services_are_checked_again_at_approval(asking: Asking, kind: RequestKind) -> None:
    """Against the system as it is then; and what was never right is not approved either."""
    vendor = asking.vendor
    request = vendor.request(asking.customer, "toll", kind=kind, services=SERVICES)
    asking.uow.systems.replace(replace(vendor.system, services=(HIRED, SICK)))
    refused = refusal(requests.approve, asking.uow, asking.acting, request.id, kind)
    at_fault = (RECEIPTS,) if kind is OWN else SERVICES
    assert (refused.problem, refused.services) == (problems.SERVICES_NOT_DELEGABLE, at_fault)
    assert asking.uow.system_users.get(request.id) is None


def test_invariant_7_an_access_keeps_its_services_when_the_system_changes(asking: Asking) -> None:
    wanted = replace(asking.wanted, packages=(), services=(HIRED, SICK))
    request = asking.ask(ask, wanted).request
    access = requests.approve(asking.uow, asking.acting, request.id, OWN)
    asking.uow.systems.replace(replace(asking.vendor.system, services=()))
    assert [each.id for each in access.services] == [HIRED, SICK]
    assert system_accesses.access(asking.uow, asking.acting, access.id) == access


# What an access has of services, what a change adds and takes away, and what is there afterwards.
CHANGES = [
    ((), (HIRED,), (), (HIRED,)),
    ((HIRED,), (SICK,), (HIRED,), (SICK,)),
    ((HIRED,), (HIRED,), (), (HIRED,)),
    ((HIRED, SICK), (), (SICK, "moon"), (HIRED,)),
    ((HIRED,), (), (SICK,), (HIRED,)),
    ((HIRED,), (SICK,), (SICK,), (HIRED,)),
    ((), (), (HIRED,), ()),
]


@pytest.mark.parametrize(("held", "wanted", "unwanted", "after"), CHANGES)
def test_3_6_3_a_change_gives_every_service_asked_for_and_then_takes_the_unwanted(
    asking: Asking,
    held: tuple[str, ...],
    wanted: tuple[str, ...],
    unwanted: tuple[str, ...],
    after: tuple[str, ...],
) -> None:
    access = asking.vendor.access(asking.customer, "toll", services=held)
    change = WantedChange(access.id, services=wanted, unwanted_services=unwanted)
    made = asking.ask_for_change("change", change)
    assert made
    assert (made.request.services, made.request.unwanted_services) == (wanted, unwanted)
    view = requests.read(asking.uow, asking.acting, "change", CHANGE)
    assert tuple(each.id for each in view.services) == wanted
    assert tuple(each.id for each in view.unwanted_services) == tuple(
        each for each in unwanted if each != "moon"
    )
    changed = requests.approve(asking.uow, asking.acting, "change", CHANGE)
    assert tuple(each.id for each in changed.services) == after
    assert [each.code for each in changed.packages] == ["toll"]


def test_3_6_3_a_change_adds_each_service_once(asking: Asking) -> None:
    access = asking.vendor.access(asking.customer, "toll", services=(HIRED,))
    twice = WantedChange(access.id, (), (), None, (SICK, SICK), (HIRED, HIRED))
    made = asking.ask_for_change("change", twice)
    assert made
    assert (made.request.services, made.request.unwanted_services) == ((SICK,), (HIRED,))


def test_3_6_3_a_change_without_any_right_is_not_needed(asking: Asking) -> None:
    access = asking.vendor.access(asking.customer, "toll", services=(HIRED,))
    assert asking.ask_for_change("none", WantedChange(access.id)) is None
    assert asking.ask_for_change("less", WantedChange(access.id, unwanted_services=(HIRED,)))
    assert asking.ask_for_change("more", WantedChange(access.id, services=(SICK,)))


def test_3_6_3_a_service_that_is_held_must_be_given_by_the_approver_all_the_same(
    town: Town, asking: Asking
) -> None:
    """Rights are not compared with what the access has, as packages are."""
    access = asking.vendor.access(asking.customer, "toll", services=(HIRED,))
    town.grant(asking.customer, asking.person, "tilgangsstyrer")
    change = WantedChange(access.id, packages=("toll",), services=(HIRED,))
    asking.ask_for_change("change", change)
    manager = replace(asking.acting, person=asking.person.id)
    refused = refusal(requests.approve, asking.uow, manager, "change", CHANGE)
    assert refused.problem == problems.SERVICES_NOT_DELEGABLE
    assert refused.reasons == {HIRED: "MissingPackageAccess"}
    requests.approve(asking.uow, asking.acting, "change", CHANGE)


def test_3_6_3_a_change_asks_for_services_of_the_system_when_it_is_asked_and_approved(
    asking: Asking,
) -> None:
    access = asking.vendor.access(asking.customer, "toll")
    for services in ((LEAVE,), (HIRED, "moon")):
        refused = refusal(asking.ask_for_change, "id", WantedChange(access.id, services=services))
        assert (refused.problem, refused.services) == (
            problems.SERVICES_NOT_DELEGABLE,
            services[-1:],
        )
    asking.ask_for_change("change", WantedChange(access.id, ("lonn",), services=(HIRED, SICK)))
    asking.uow.systems.replace(replace(asking.vendor.system, packages=(), services=(SICK,)))
    refused = refusal(requests.approve, asking.uow, asking.acting, "change", CHANGE)
    assert (refused.problem, refused.services) == (problems.SERVICES_NOT_DELEGABLE, (HIRED,))


# Invariant 9: what an access has (packages, services), what is unwanted, and whether it is refused.
LAST_ONES = [
    ((), (HIRED,), (), (HIRED,), True),
    (("toll",), (HIRED,), ("toll",), (HIRED,), True),
    (("toll",), (HIRED,), ("toll",), (), False),
    (("toll",), (HIRED,), (), (HIRED,), False),
    ((), (HIRED, SICK), (), (HIRED,), False),
]


@pytest.mark.parametrize(
    ("packages", "services", "unwanted", "unwanted_services", "is_last"), LAST_ONES
)
def test_invariant_9_a_change_leaves_a_package_or_a_single_right(
    asking: Asking,
    packages: tuple[str, ...],
    services: tuple[str, ...],
    unwanted: tuple[str, ...],
    unwanted_services: tuple[str, ...],
    is_last: bool,
) -> None:
    access = asking.vendor.access(asking.customer, *packages, services=services)
    asking.ask_for_change(
        "change", WantedChange(access.id, (), unwanted, None, (), unwanted_services)
    )
    call = (requests.approve, asking.uow, asking.acting, "change", CHANGE)
    if is_last:
        assert refusal(*call).problem == problems.NOTHING_REQUESTED
        assert system_accesses.rights_of(asking.uow, access).services == services
    else:
        assert requests.approve(*call[1:]).id == access.id


def test_invariant_9_a_system_that_asks_for_services_only_can_be_chosen(
    town: Town, asking: Asking
) -> None:
    system = replace(asking.vendor.system, id="only_services", packages=(), services=(HIRED,))
    empty = replace(system, id="nothing", services=())
    for each in (system, empty):
        town.uow.systems.add(each)
    ids = SeededIdentifiers(1)
    created = system_accesses.create(town.uow, asking.acting, system.id, ids)
    assert ([each.id for each in created.services], created.packages) == ([HIRED], ())
    refused = refusal(system_accesses.create, town.uow, asking.acting, empty.id, ids)
    assert refused.problem == problems.NOTHING_REQUESTED


def test_3_6_4_deleting_an_access_takes_its_single_rights(town: Town, asking: Asking) -> None:
    access = asking.vendor.access(asking.customer, "toll", services=(HIRED, SICK))
    party, uow = asking.customer.id, town.uow
    assert decide_service(uow, access.id, party, HIRED) is Decision.PERMIT
    system_accesses.delete(uow, asking.acting, access.id)
    assert decide_service(uow, access.id, party, HIRED) is Decision.INDETERMINATE
    assert uow.assignments.get(Assignment(party, access.id, RIGHT_HOLDER).id) is None
    again = asking.vendor.access(asking.customer, "toll")
    assert again.id == access.id
    assert not system_accesses.rights_of(uow, again).services
