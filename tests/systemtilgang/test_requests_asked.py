"""What vendors ask for, and follow: DOMAIN.md 3.6.2 and the order of API.md 3."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from asking import AGENT, OWN, RECEIPT, Asking
from refusing import refusal
from town import Town

from systemtilgang.domain import problems
from systemtilgang.domain.problems import Problem
from systemtilgang.domain.requests import RequestKind, RequestStatus, is_registered
from systemtilgang.service import requests, system_accesses
from systemtilgang.service.vendor_requests import (
    Asked,
    WantedChange,
    ask,
    ask_for_clients,
    asked,
    status,
    withdraw,
)

ASKS: tuple[tuple[Callable[..., Asked], RequestKind], ...] = (
    (ask, OWN),
    (ask_for_clients, AGENT),
)


@pytest.fixture
def asking(town: Town) -> Asking:
    return Asking(town)


# Asking for an access


@pytest.mark.parametrize(("how", "kind"), ASKS)
def test_what_a_vendor_asks_for_is_new_and_the_customers_to_read(
    asking: Asking, how: Callable[..., Asked], kind: RequestKind
) -> None:
    made = asking.ask(how, replace(asking.wanted, packages=("lonn", "toll", "lonn"), title="Title"))
    request = made.request
    assert (made.is_new, request.kind, request.status) == (True, kind, RequestStatus.NEW)
    assert (request.packages, request.title) == (("lonn", "toll"), "Title")
    assert (request.external_ref, request.party_id) == (asking.customer.number, asking.customer.id)
    assert (request.escalated, request.redirect_url, request.access_id) == (False, None, None)
    assert request.created == asking.clock.now()
    assert requests.read(asking.uow, asking.acting, request.id, kind).request == request


@pytest.mark.parametrize(("how", "kind"), ASKS)
@pytest.mark.parametrize("answer", [None, requests.approve, requests.reject])
def test_asking_again_gives_the_request_that_is_there(
    asking: Asking,
    how: Callable[..., Asked],
    kind: RequestKind,
    answer: Callable[..., object] | None,
) -> None:
    first = asking.ask(how).request
    if answer is not None:
        answer(asking.uow, asking.acting, first.id, kind)
    if answer is requests.approve:
        assert refusal(asking.ask, how).problem == problems.ACCESS_EXISTS
        return
    again = asking.ask(how, replace(asking.wanted, packages=("lonn",), redirect_url="wrong"))
    assert not again.is_new
    assert again.request == asking.uow.requests.get(first.id)
    assert again.request.packages == ("toll",)
    other = asking.ask(how, replace(asking.wanted, external_ref="other"))
    assert other.is_new
    assert other.request.id != first.id


def test_one_key_has_one_request_of_either_kind(asking: Asking) -> None:
    first = asking.ask(ask)
    assert asking.ask(ask_for_clients) == replace(first, is_new=False)


@pytest.mark.parametrize(("how", "kind"), ASKS)
def test_a_rejected_request_is_renewed_by_withdrawing_it_first(
    asking: Asking, how: Callable[..., Asked], kind: RequestKind
) -> None:
    first = asking.ask(how).request
    requests.reject(asking.uow, asking.acting, first.id, kind)
    withdraw(asking.uow, asking.vendor.party.id, first.id)
    second = asking.ask(how)
    assert second.is_new
    assert second.request.id != first.id
    assert refusal(requests.read, asking.uow, asking.acting, first.id, kind).problem == (
        problems.REQUEST_NOT_FOUND
    )


def test_after_an_access_is_deleted_the_vendor_can_ask_again(asking: Asking) -> None:
    first = asking.ask(ask).request
    requests.approve(asking.uow, asking.acting, first.id, OWN)
    system_accesses.delete(asking.uow, asking.acting, first.id)
    assert asking.ask(ask).is_new


@pytest.mark.parametrize(("how", "kind"), ASKS)
@pytest.mark.parametrize(
    ("changes", "problem", "at_fault"),
    [
        ({"system_id": "unknown"}, problems.SYSTEM_NOT_FOUND, ()),
        ({"customer_number": "000000000"}, problems.CUSTOMER_UNKNOWN, ()),
        ({"customer_number": "a person"}, problems.CUSTOMER_UNKNOWN, ()),
        ({"redirect_url": RECEIPT}, problems.SYSTEM_HAS_NO_REDIRECTS, ()),
        ({"packages": ()}, "nothing", ()),
        ({"packages": ("toll", "moon")}, problems.PACKAGES_NOT_OF_SYSTEM, ("moon",)),
        (
            {"packages": ("posttjenester", "toll", "skattegrunnlag")},
            problems.PACKAGES_NOT_OF_SYSTEM,
            ("posttjenester", "skattegrunnlag"),
        ),
        ({"packages": ("toll", "ansvarlig-revisor")}, "not for own", ("ansvarlig-revisor",)),
        ({"packages": ("tilgangsstyrer", "toll")}, "not for clients", ("tilgangsstyrer",)),
    ],
)
def test_what_cannot_be_asked_for(
    asking: Asking,
    *,
    how: Callable[..., Asked],
    kind: RequestKind,
    changes: dict[str, Any],
    problem: Problem | str,
    at_fault: tuple[str, ...],
) -> None:
    if changes.get("customer_number") == "a person":
        changes = {"customer_number": asking.person.number}
    own = kind is OWN
    expected = {
        "nothing": problems.NOTHING_REQUESTED if own else problems.NOTHING_REQUESTED_FOR_CLIENTS,
        "not for own": problems.PACKAGES_NOT_FOR_OWN_ACCESS if own else None,
        "not for clients": None if own else problems.PACKAGES_NOT_FOR_CLIENTS,
    }.get(str(problem), problem)
    wanted = replace(asking.wanted, **changes)
    if expected is None:
        assert asking.ask(how, wanted).is_new
        return
    refused = refusal(asking.ask, how, wanted)
    assert (refused.problem, refused.packages) == (expected, at_fault)
    assert asking.uow.requests.sent_to(asking.customer.id) == ()


@pytest.mark.parametrize(("how", "kind"), ASKS)
def test_another_vendor_has_no_such_system_and_learns_nothing_of_its_requests(
    asking: Asking, how: Callable[..., Asked], kind: RequestKind
) -> None:
    other = asking.customer
    assert refusal(asking.ask, how, None, other).problem == problems.SYSTEM_NOT_FOUND
    request = asking.ask(how).request
    assert refusal(asking.ask, how, None, other).problem == problems.SYSTEM_NOT_FOUND
    for call in (status, withdraw):
        refused = refusal(call, asking.uow, other.id, request.id)
        assert refused.problem == problems.SYSTEM_NOT_FOUND
    assert status(asking.uow, asking.vendor.party.id, request.id) == request


@pytest.mark.parametrize(
    ("url", "registered"),
    [
        (RECEIPT, True),
        (f"{RECEIPT}?done=1", True),
        (f"{RECEIPT}#top", True),
        ("HTTPS://Vendor.Example/receipt", True),
        ("https://vendor.example/Receipt", False),
        ("https://[vendor.example/receipt", False),
        ("//vendor.example/receipt", False),
        ("http://vendor.example/receipt", False),
        ("https://other.example/receipt", False),
        ("https://vendor.example:8443/receipt", False),
        ("https://vendor.example@other.example/receipt", False),
        (f"{RECEIPT}/more", False),
        ("https://vendor.example/", False),
        ("/receipt", False),
        ("", False),
    ],
)
def test_a_redirect_is_to_a_registered_scheme_host_and_path(
    town: Town, url: str, registered: bool
) -> None:
    assert is_registered(url, ["https://elsewhere.example/", RECEIPT]) is registered
    asking = Asking(town, urls=("https://elsewhere.example/", RECEIPT))
    wanted = replace(asking.wanted, redirect_url=url)
    if registered:
        assert asking.ask(ask, wanted).request.redirect_url == url
    else:
        assert refusal(asking.ask, ask, wanted).problem == problems.REDIRECT_NOT_REGISTERED


def test_what_is_no_url_is_no_redirect_even_if_a_system_should_have_it() -> None:
    broken = "https://[vendor.example/receipt"
    assert not is_registered(broken, [broken])


def test_a_request_is_reported_as_timed_out_after_180_days(asking: Asking) -> None:
    request = asking.ask(ask).request
    for days, expected in ((180, False), (181, True)):
        assert request.timed_out(asking.clock.now() + timedelta(days=days)) is expected


# Following and withdrawing


@pytest.mark.parametrize(("how", "kind"), ASKS)
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (requests.approve, RequestStatus.ACCEPTED),
        (requests.reject, RequestStatus.REJECTED),
        (requests.escalate, RequestStatus.NEW),
    ],
)
def test_the_vendor_follows_and_withdraws_a_request_whatever_came_of_it(
    asking: Asking,
    *,
    how: Callable[..., Asked],
    kind: RequestKind,
    answer: Callable[..., object],
    expected: RequestStatus,
) -> None:
    vendor, request = asking.vendor.party.id, asking.ask(how).request
    answer(asking.uow, asking.acting, request.id, kind)
    assert status(asking.uow, vendor, request.id).status is expected
    withdraw(asking.uow, vendor, request.id)
    for call in (status, withdraw):
        refused = refusal(call, asking.uow, vendor, request.id)
        assert refused.problem == problems.REQUEST_NOT_FOUND
    remaining = asking.uow.system_users.get(request.id)
    assert (remaining is not None) is (expected is RequestStatus.ACCEPTED)


def test_a_vendor_lists_what_its_system_asked_for_newest_first(asking: Asking) -> None:
    vendor, first = asking.vendor.party.id, asking.ask(ask).request
    requests.reject(asking.uow, asking.acting, first.id, OWN)
    asking.clock.advance(timedelta(minutes=1))
    second = asking.ask(ask_for_clients, replace(asking.wanted, external_ref="clients")).request
    system = asking.vendor.system.id
    assert asked(asking.uow, vendor, system) == (second, status(asking.uow, vendor, first.id))
    withdraw(asking.uow, vendor, first.id)
    assert asked(asking.uow, vendor, system) == (second,)
    for vendor_id, system_id in ((asking.customer.id, system), (vendor, "unknown")):
        refused = refusal(asked, asking.uow, vendor_id, system_id)
        assert refused.problem == problems.SYSTEM_NOT_FOUND


@pytest.mark.parametrize(("how", "kind"), ASKS)
def test_a_system_that_is_gone_asks_no_more_but_its_requests_are_followed(
    asking: Asking, how: Callable[..., Asked], kind: RequestKind
) -> None:
    vendor, request = asking.vendor.party.id, asking.ask(how).request
    access = asking.vendor.access(asking.customer, "toll")
    asking.uow.systems.replace(replace(asking.vendor.system, is_deleted=True))
    other = replace(asking.wanted, external_ref="other")
    change = WantedChange(access.id, ("lonn",))
    for refused in (
        refusal(asking.ask, how, other),
        refusal(asking.ask_for_change, "correlation", change),
    ):
        assert refused.problem == problems.SYSTEM_NOT_FOUND
    assert status(asking.uow, vendor, request.id).kind is kind
    withdraw(asking.uow, vendor, request.id)
