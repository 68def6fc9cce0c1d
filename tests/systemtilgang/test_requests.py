"""Opening requests and passing them on, rule by rule: DOMAIN.md 3.1 and 3.6.2."""

from __future__ import annotations

import pytest
from asking import AGENT, CHANGE, OWN, PROVIDER, Vendor, sent
from refusing import refusal
from town import Cast, Town

from systemtilgang.domain import problems
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Problem
from systemtilgang.domain.requests import RequestKind, RequestStatus
from systemtilgang.service import requests
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import decide
from systemtilgang.store import UnitOfWork

# Opening


@pytest.mark.parametrize(
    ("person", "own", "change"),
    [
        ("DRESS MINST", True, True),
        ("STILLE FJORD", True, True),
        ("TRYGG VARDE", True, True),
        ("KLOK HEGRE", False, problems.MAY_NOT_OPEN_REQUEST),
        ("LUN SKOG", False, problems.MAY_NOT_OPEN_REQUEST),
        ("RASK LYKT", problems.MAY_NOT_OPEN_REQUEST, problems.MAY_NOT_OPEN_REQUEST),
    ],
)
def test_who_is_related_opens_and_passes_on_and_an_access_manager_approves(
    uow: UnitOfWork, cast: Cast, person: str, own: bool | Problem, change: bool | Problem
) -> None:
    acting = cast.acting(person, PROVIDER)
    kinds = {"lonn": OWN, "arbeidspapirer": AGENT, "regnskap": CHANGE}
    for (system, kind), expected in zip(kinds.items(), (own, own, change), strict=True):
        request = sent(uow, system)
        if isinstance(expected, Problem):
            for opened in (
                refusal(requests.read, uow, acting, request.id, kind),
                refusal(requests.party_of, uow, acting.person, request.id, kind),
            ):
                assert opened.problem == expected
            continue
        view = requests.read(uow, acting, request.id, kind)
        assert view.may_approve is expected
        assert requests.party_of(uow, acting.person, request.id, kind) == acting.party


def test_a_connection_without_packages_is_no_relation(town: Town, firm: Party) -> None:
    vendor, visitor = Vendor(town, "toll"), town.person("Visitor")
    request = vendor.request(firm, "toll")
    connection = town.grant(firm, visitor)
    acting = Acting(visitor.id, firm.id)
    call = (requests.read, town.uow, acting, request.id, OWN)
    assert refusal(*call).problem == problems.MAY_NOT_OPEN_REQUEST
    town.uow.assignments.grant(connection.id, "toll")
    assert not requests.read(town.uow, acting, request.id, OWN).may_approve


def test_a_key_role_in_an_organisation_that_is_access_manager_is_enough(
    town: Town, firm: Party
) -> None:
    vendor, other, leader = Vendor(town, "toll"), town.organisation("Other"), town.person("Leader")
    town.role(other, leader, "daglig-leder")
    town.grant(firm, other, "tilgangsstyrer", "toll")
    request = vendor.request(firm, "toll")
    acting = Acting(leader.id, firm.id)
    assert requests.read(town.uow, acting, request.id, OWN).may_approve
    assert requests.approve(town.uow, acting, request.id, OWN).id == request.id


def test_a_request_to_a_sub_unit_is_for_managers_of_the_main_unit_too(
    town: Town, firm: Party, director: Acting
) -> None:
    unit = town.organisation("Unit", "BEDR", firm)
    request = Vendor(town, "toll").request(unit, "toll")
    assert requests.party_of(town.uow, director.person, request.id, OWN) == unit.id
    access = requests.approve(town.uow, Acting(director.person, unit.id), request.id, OWN)
    assert decide(town.uow, access.id, unit.id, "toll") is Decision.PERMIT
    assert decide(town.uow, access.id, firm.id, "toll") is Decision.NOT_APPLICABLE


def test_a_request_is_opened_as_what_it_is_and_for_whom_it_is(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("DRESS MINST", PROVIDER)
    unit = cast.acting("DRESS MINST", "DISKRET NÆR TIGER AVD VEST")
    request = sent(uow, "lonn")
    for as_whom, request_id, kind in (
        (acting, "unknown", OWN),
        (acting, request.id, AGENT),
        (acting, request.id, CHANGE),
        (unit, request.id, OWN),
    ):
        refused = refusal(requests.read, uow, as_whom, request_id, kind)
        assert refused.problem == problems.REQUEST_NOT_FOUND


def test_the_page_of_a_request_tells_who_asks_for_what(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("DRESS MINST", PROVIDER)
    own = requests.read(uow, acting, sent(uow, "lonn").id, OWN)
    assert (own.system.name.nb, own.title) == ("SmartCloud Lønn", "SmartCloud Lønn")
    assert (own.vendor.name, own.party.name) == ("SmartCloud AS", PROVIDER)
    assert [package.code for package in own.packages] == ["a-ordning", "lonn"]
    assert (own.unwanted, own.for_own_too) == ((), False)


@pytest.mark.parametrize(
    ("packages", "expected"),
    [
        (("skattegrunnlag",), True),
        (("revisormedarbeider",), False),
        (("skattegrunnlag", "revisormedarbeider"), False),
    ],
)
def test_an_access_for_clients_is_for_oneself_too_when_every_package_is_assignable(
    town: Town, firm: Party, director: Acting, packages: tuple[str, ...], expected: bool
) -> None:
    request = Vendor(town, *packages).request(firm, *packages, kind=AGENT)
    view = requests.read(town.uow, director, request.id, AGENT)
    assert view.for_own_too is expected


def test_a_change_shows_what_would_change_until_it_is_handled(
    town: Town, firm: Party, director: Acting
) -> None:
    vendor = Vendor(town, "toll", "lonn", "posttjenester")
    access = vendor.access(firm, "toll")
    wanted, unwanted = ("toll", "lonn"), ("toll", "posttjenester")
    request = vendor.request(firm, *wanted, kind=CHANGE, access=access, unwanted=unwanted)

    def shown() -> tuple[list[str], list[str]]:
        view = requests.read(town.uow, director, request.id, CHANGE)
        return [each.code for each in view.packages], [each.code for each in view.unwanted]

    assert shown() == (["lonn"], ["toll"])
    requests.reject(town.uow, director, request.id, CHANGE)
    assert shown() == (list(wanted), list(unwanted))


# Passing on


@pytest.mark.parametrize("kind", [OWN, AGENT])
def test_passing_on_sets_the_flag_and_nothing_else(
    town: Town, firm: Party, director: Acting, kind: RequestKind
) -> None:
    employee = town.person("Employee")
    town.grant(firm, employee, "toll")
    request = Vendor(town, "toll").request(firm, "toll", kind=kind)
    acting = Acting(employee.id, firm.id)
    assert requests.received(town.uow, director) == ()
    for _ in range(2):
        requests.escalate(town.uow, acting, request.id, kind)
        found = requests.read(town.uow, acting, request.id, kind).request
        assert (found.escalated, found.status) == (True, RequestStatus.NEW)
    (received,) = requests.received(town.uow, director)
    assert (received.request, received.may_approve) == (found, True)


def test_a_change_cannot_be_passed_on(uow: UnitOfWork, cast: Cast) -> None:
    acting, request = cast.acting("DRESS MINST", PROVIDER), sent(uow, "regnskap")
    refused = refusal(requests.escalate, uow, acting, request.id, CHANGE)
    assert refused.problem == problems.NOT_FOUND
    assert not sent(uow, "regnskap").escalated


@pytest.mark.parametrize(
    ("person", "party", "problem"),
    [
        ("RASK LYKT", PROVIDER, problems.MAY_NOT_OPEN_REQUEST),
        ("DRESS MINST", "DISKRET NÆR TIGER AVD VEST", problems.REQUEST_NOT_FOUND),
    ],
)
def test_only_who_is_related_passes_on_and_only_for_the_party(
    uow: UnitOfWork, cast: Cast, person: str, party: str, problem: Problem
) -> None:
    acting = cast.acting(person, party)
    refused = refusal(requests.escalate, uow, acting, sent(uow, "lonn").id, OWN)
    assert refused.problem == problem
    assert not sent(uow, "lonn").escalated


def test_what_is_handled_can_be_passed_on_but_is_not_received(uow: UnitOfWork, cast: Cast) -> None:
    request = sent(uow, "reiseregning")
    requests.escalate(uow, cast.acting("LUN SKOG", PROVIDER), request.id, OWN)
    assert sent(uow, "reiseregning").escalated
    assert requests.received(uow, cast.acting("DRESS MINST", PROVIDER)) == ()


def test_requests_are_received_newest_first_of_both_kinds(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("STILLE FJORD", PROVIDER)
    for system, kind in (("arbeidspapirer", AGENT), ("lonn", OWN), ("toll", OWN)):
        requests.escalate(uow, acting, sent(uow, system).id, kind)
    found = [view.title for view in requests.received(uow, acting)]
    assert found == ["SmartCloud Arbeidspapirer", "SmartCloud Toll", "SmartCloud Lønn"]


@pytest.mark.parametrize("person", ["KLOK HEGRE", "LUN SKOG", "RASK LYKT"])
def test_only_an_access_manager_sees_what_is_received(
    uow: UnitOfWork, cast: Cast, person: str
) -> None:
    acting = cast.acting(person, PROVIDER)
    assert refusal(requests.received, uow, acting).problem == problems.FORBIDDEN
