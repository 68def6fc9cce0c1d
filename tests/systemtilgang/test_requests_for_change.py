"""What vendors may ask to have changed: DOMAIN.md 3.6.3 and API.md 4."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import CHANGE, OWN, RECEIPT, Asking
from refusing import refusal
from town import LONG_AGO, Town

from systemtilgang.domain import problems
from systemtilgang.domain.problems import Problem
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import requests
from systemtilgang.service.vendor_requests import (
    Asked,
    WantedChange,
    ask,
    status,
    withdraw,
)


@pytest.fixture
def asking(town: Town) -> Asking:
    return Asking(town)


def test_a_change_is_asked_for_under_the_vendors_own_id(asking: Asking) -> None:
    access = asking.vendor.access(asking.customer, "toll")
    wanted = WantedChange(access.id, ("lonn", "lonn"), ("toll", "toll"))
    made = asking.ask_for_change("correlation", wanted)
    assert made
    request = made.request
    assert (made.is_new, request.id, request.kind) == (True, "correlation", CHANGE)
    assert (request.packages, request.unwanted) == (("lonn",), ("toll",))
    assert (request.party_id, request.access_id) == (asking.customer.id, access.id)
    assert (request.external_ref, request.title) == (access.external_ref, access.title)
    assert asking.ask_for_change("correlation", WantedChange(access.id)) == Asked(request, False)
    second = asking.ask_for_change("another", wanted)
    assert second
    assert second.is_new
    assert status(asking.uow, asking.vendor.party.id, "another") == second.request


def test_no_change_is_needed_when_no_package_is_named(asking: Asking) -> None:
    access = asking.vendor.access(asking.customer, "toll")
    assert asking.ask_for_change("correlation", WantedChange(access.id)) is None
    assert asking.uow.requests.get("correlation") is None
    assert asking.ask_for_change("correlation", WantedChange(access.id, (), ("toll",)))


@pytest.mark.parametrize(
    ("wanted", "problem", "at_fault"),
    [
        (WantedChange("", ("moon", "lonn")), problems.PACKAGES_NOT_OF_SYSTEM, ("moon",)),
        (WantedChange("", ("skattegrunnlag",)), problems.PACKAGES_NOT_OF_SYSTEM, None),
        (WantedChange("", ("ansvarlig-revisor",)), problems.PACKAGES_NOT_FOR_OWN_ACCESS, None),
        (
            WantedChange("", ("lonn",), redirect_url=RECEIPT),
            problems.SYSTEM_HAS_NO_REDIRECTS,
            (),
        ),
    ],
)
def test_what_a_change_cannot_ask_for(
    asking: Asking, wanted: WantedChange, problem: Problem, at_fault: tuple[str, ...] | None
) -> None:
    access = asking.vendor.access(asking.customer, "toll")
    refused = refusal(asking.ask_for_change, "id", replace(wanted, access_id=access.id))
    expected = wanted.packages if at_fault is None else at_fault
    assert (refused.problem, refused.packages) == (problem, expected)


def test_a_change_is_for_an_own_access_of_one_of_the_vendors_systems(asking: Asking) -> None:
    own = asking.vendor.access(asking.customer, "toll")
    unknown = refusal(asking.ask_for_change, "id", WantedChange("unknown", ("lonn",)))
    assert unknown.problem == problems.SYSTEM_USER_NOT_FOUND
    foreign = refusal(asking.ask_for_change, "id", WantedChange(own.id, ("lonn",)), asking.customer)
    assert (foreign.problem.code, foreign.problem.status) == (None, 401)
    itself = refusal(asking.ask_for_change, own.id, WantedChange(own.id, ("lonn",)))
    assert (itself.problem.code, itself.problem.status) == (None, 400)


def test_an_access_for_clients_cannot_be_changed(asking: Asking) -> None:
    access = asking.vendor.access(asking.customer, "toll", user_type=UserType.AGENT)
    refused = refusal(asking.ask_for_change, "id", WantedChange(access.id, ("lonn",)))
    assert refused.problem == problems.SYSTEM_USER_NOT_FOUND


def test_an_id_that_something_else_has_is_refused(asking: Asking) -> None:
    access = asking.vendor.access(asking.customer, "toll")
    wanted = WantedChange(access.id, ("lonn",))
    other = asking.ask(ask, replace(asking.wanted, external_ref="other")).request
    assert refusal(asking.ask_for_change, other.id, wanted).problem == problems.REQUEST_PENDING
    requests.reject(asking.uow, asking.acting, other.id, OWN)
    refused = refusal(asking.ask_for_change, other.id, wanted).problem
    assert (refused.code, refused.status) == ("AUTH-00061", 409)
    withdraw(asking.uow, asking.vendor.party.id, other.id)
    assert refusal(asking.ask_for_change, other.id, wanted).problem == problems.REQUEST_NOT_STORED


def test_an_unwanted_package_that_nobody_knows_is_not_shown(asking: Asking) -> None:
    """What is to be taken away is not checked when it is asked for."""
    access = asking.vendor.access(asking.customer, "toll", "lonn")
    asking.ask_for_change("id", WantedChange(access.id, (), ("moon", "toll")))

    def shown() -> list[str]:
        view = requests.read(asking.uow, asking.acting, "id", CHANGE)
        return [package.code for package in view.unwanted]

    assert shown() == ["toll"]
    requests.approve(asking.uow, asking.acting, "id", CHANGE)
    assert shown() == ["toll"]


def test_a_change_that_is_asked_for_can_be_approved(asking: Asking) -> None:
    first = asking.ask(ask).request
    requests.approve(asking.uow, asking.acting, first.id, OWN)
    asking.ask_for_change("correlation", WantedChange(first.id, ("lonn",), ("toll",)))
    changed = requests.approve(asking.uow, asking.acting, "correlation", CHANGE)
    assert [package.code for package in changed.packages] == ["lonn"]
    assert LONG_AGO < changed.created == asking.clock.now()
