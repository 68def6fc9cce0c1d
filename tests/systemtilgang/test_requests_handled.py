"""Who approves and rejects requests, and what comes of it: DOMAIN.md 3.1, 3.6.2 to 3.6.4."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from asking import AGENT, CHANGE, OWN, PROVIDER, Vendor, sent
from refusing import refusal
from town import LONG_AGO, Cast, Town

from systemtilgang.domain import problems
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party
from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import clients, requests, system_accesses
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import decide
from systemtilgang.store import UnitOfWork

HANDLE = (requests.approve, requests.reject)


# Who may


@pytest.mark.parametrize("handle", HANDLE)
@pytest.mark.parametrize(
    ("person", "system", "kind"),
    [
        (person, *request)
        for person in ("KLOK HEGRE", "LUN SKOG", "RASK LYKT")
        for request in (("lonn", OWN), ("arbeidspapirer", AGENT), ("regnskap", CHANGE))
    ],
)
def test_only_an_access_manager_handles(
    uow: UnitOfWork,
    cast: Cast,
    handle: Callable[..., object],
    person: str,
    system: str,
    kind: RequestKind,
) -> None:
    request = sent(uow, system)
    refused = refusal(handle, uow, cast.acting(person, PROVIDER), request.id, kind)
    assert refused.problem == problems.FORBIDDEN
    assert sent(uow, system) == request


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("daglig-leder", True),
        ("styreleder", True),
        ("komplementar", True),
        ("kontaktperson-nuf", True),
        ("forretningsforer", True),
        ("sameier", True),
        ("revisor", False),
        ("regnskapsforer", False),
    ],
)
def test_register_roles_that_make_an_access_manager_reject(
    town: Town, role: str, may: bool
) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    town.role(firm, person, role)
    request = Vendor(town, "toll").request(firm, "toll")
    acting = Acting(person.id, firm.id)
    if may:
        requests.reject(town.uow, acting, request.id, OWN)
    else:
        assert refusal(requests.reject, town.uow, acting, request.id, OWN).problem == (
            problems.FORBIDDEN
        )


@pytest.mark.parametrize(
    ("handle", "kind", "unknown", "other"),
    [
        (requests.approve, OWN, "AUTH-00010", "AUTH-00041"),
        (requests.approve, AGENT, "AUTH-00030", "AUTH-00042"),
        (requests.approve, CHANGE, "AUTH-00010", "AUTH-00041"),
        (requests.reject, OWN, "AUTH-00010", "AUTH-00041"),
        (requests.reject, AGENT, "AUTH-00010", "AUTH-00042"),
        (requests.reject, CHANGE, "AUTH-00010", "AUTH-00041"),
    ],
)
def test_a_request_is_handled_by_its_own_party_and_as_what_it_is(
    uow: UnitOfWork,
    cast: Cast,
    handle: Callable[..., object],
    kind: RequestKind,
    unknown: str,
    other: str,
) -> None:
    by_kind = {OWN: sent(uow, "lonn"), AGENT: sent(uow, "arbeidspapirer")}
    by_kind[CHANGE] = sent(uow, "regnskap")
    acting = cast.acting("DRESS MINST", PROVIDER)
    elsewhere = cast.acting("RASK LYKT", "Klientkunde AS")
    cases = [(acting, "unknown", unknown), (elsewhere, by_kind[kind].id, other)]
    cases += [(acting, each.id, unknown) for key, each in by_kind.items() if key is not kind]
    for who, request_id, code in cases:
        assert refusal(handle, uow, who, request_id, kind).problem.code == code
    assert all(each == uow.requests.get(each.id) for each in by_kind.values())


@pytest.mark.parametrize("first", HANDLE)
@pytest.mark.parametrize("second", HANDLE)
@pytest.mark.parametrize(
    ("system", "kind"), [("lonn", OWN), ("arbeidspapirer", AGENT), ("regnskap", CHANGE)]
)
def test_a_request_is_handled_once(
    uow: UnitOfWork,
    cast: Cast,
    first: Callable[..., object],
    second: Callable[..., object],
    system: str,
    kind: RequestKind,
) -> None:
    acting, request = cast.acting("DRESS MINST", PROVIDER), sent(uow, system)
    first(uow, acting, request.id, kind)
    approved = first is requests.approve
    expected = RequestStatus.ACCEPTED if approved else RequestStatus.REJECTED
    assert sent(uow, system).status is expected
    refused = refusal(second, uow, acting, request.id, kind).problem
    assert (refused.code, refused.status) == ("AUTH-00013", 409)
    assert sent(uow, system).status is expected


def test_an_old_request_is_told_to_have_timed_out_and_can_be_approved(
    town: Town, firm: Party, director: Acting
) -> None:
    request = Vendor(town, "toll").request(firm, "toll")
    now = director.clock.now()
    assert (now - LONG_AGO).days > 180
    assert request.timed_out(now)
    assert requests.approve(town.uow, director, request.id, OWN).id == request.id


def test_rejecting_changes_nothing_but_the_status(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("STILLE FJORD", PROVIDER)
    before = system_accesses.overview(uow, acting)
    for system, kind in (("lonn", OWN), ("arbeidspapirer", AGENT), ("regnskap", CHANGE)):
        requests.reject(uow, acting, sent(uow, system).id, kind)
    assert system_accesses.overview(uow, acting) == before


# What approving gives


def test_an_approved_request_is_an_access_of_its_own_id(uow: UnitOfWork, cast: Cast) -> None:
    acting, request = cast.acting("DRESS MINST", PROVIDER), sent(uow, "lonn")
    access = requests.approve(uow, acting, request.id, OWN)
    assert (access.id, access.title) == (request.id, "SmartCloud Lønn")
    assert access == system_accesses.access(uow, acting, request.id)
    assert access.user_type is UserType.STANDARD
    assert access.created == FixedClock().now()
    user = uow.system_users.get(request.id)
    assert user
    assert (user.external_ref, user.owner_id) == (request.external_ref, acting.party)
    assert user.packages == ()
    assert [package.code for package in access.packages] == ["a-ordning", "lonn"]
    for code, decision in (
        ("lonn", Decision.PERMIT),
        ("a-ordning", Decision.PERMIT),
        ("toll", Decision.NOT_APPLICABLE),
    ):
        assert decide(uow, access.id, acting.party, code) is decision


def test_an_approved_access_for_clients_has_no_client_yet(uow: UnitOfWork, cast: Cast) -> None:
    manager, request = cast.acting("STILLE FJORD", PROVIDER), sent(uow, "arbeidspapirer")
    access = requests.approve(uow, manager, request.id, AGENT)
    assert (access.id, access.user_type) == (request.id, UserType.AGENT)
    assert [package.code for package in access.packages] == ["revisormedarbeider"]
    assert uow.delegations.of_agent(access.id) == ()
    assert uow.assignments.received_by([access.id]) == ()
    administrator, client = cast.acting("KLOK HEGRE", PROVIDER), cast("Revisorkunde AS").id
    assert clients.add(uow, administrator, access.id, client).changed
    assert decide(uow, access.id, client, "revisormedarbeider") is Decision.PERMIT


def test_an_access_is_called_as_the_vendor_wishes(
    town: Town, firm: Party, director: Acting
) -> None:
    request = Request(
        "titled", OWN, Vendor(town, "toll").system.id, firm.id, "ref", ("toll",), LONG_AGO
    )
    town.uow.requests.add(replace(request, title="Toll for Firm"))
    assert requests.read(town.uow, director, "titled", OWN).title == "Toll for Firm"
    assert requests.approve(town.uow, director, "titled", OWN).title == "Toll for Firm"


def test_a_change_adds_what_is_missing_and_removes_what_is_held(
    uow: UnitOfWork, cast: Cast
) -> None:
    acting, request = cast.acting("DRESS MINST", PROVIDER), sent(uow, "regnskap")
    access = requests.approve(uow, acting, request.id, CHANGE)
    assert access.id == cast.access("Regnskap i sky")
    assert [package.code for package in access.packages] == ["regnskap-okonomi-rapport"]
    assert decide(uow, access.id, acting.party, "posttjenester") is Decision.NOT_APPLICABLE
    assert decide(uow, access.id, acting.party, "regnskap-okonomi-rapport") is Decision.PERMIT


def test_a_change_of_what_is_so_already_changes_nothing(
    town: Town, firm: Party, director: Acting
) -> None:
    vendor = Vendor(town, "toll", "lonn")
    access = vendor.access(firm, "toll")
    request = vendor.request(firm, "toll", kind=CHANGE, access=access, unwanted=("lonn",))
    changed = requests.approve(town.uow, director, request.id, CHANGE)
    assert [package.code for package in changed.packages] == ["toll"]


def test_an_access_that_held_nothing_any_more_gets_what_a_change_adds(
    town: Town, firm: Party, director: Acting
) -> None:
    vendor = Vendor(town, "toll")
    access = vendor.access(firm)
    town.uow.assignments.remove(town.uow.assignments.received_by([access.id])[0].id)
    request = vendor.request(firm, "toll", kind=CHANGE, access=access)
    changed = requests.approve(town.uow, director, request.id, CHANGE)
    assert [package.code for package in changed.packages] == ["toll"]


@pytest.mark.parametrize(
    ("held", "added", "removed", "left"),
    [
        (("toll",), (), ("toll",), None),
        (("toll", "lonn"), (), ("toll",), ["lonn"]),
        (("toll",), ("lonn",), ("toll",), ["lonn"]),
        ((), ("lonn",), ("lonn",), ["lonn"]),
        ((), (), ("toll",), None),
    ],
)
def test_a_change_leaves_an_access_with_something(
    town: Town,
    firm: Party,
    director: Acting,
    *,
    held: tuple[str, ...],
    added: tuple[str, ...],
    removed: tuple[str, ...],
    left: list[str] | None,
) -> None:
    vendor = Vendor(town, "toll", "lonn")
    access = vendor.access(firm, *held)
    request = vendor.request(firm, *added, kind=CHANGE, access=access, unwanted=removed)
    if left is None:
        refused = refusal(requests.approve, town.uow, director, request.id, CHANGE)
        assert refused.problem == problems.NOTHING_REQUESTED
        left = list(held)
    else:
        requests.approve(town.uow, director, request.id, CHANGE)
    found = system_accesses.access(town.uow, director, access.id).packages
    assert [package.code for package in found] == left


# Deleting what was given


@pytest.mark.parametrize(("system", "kind"), [("lonn", OWN), ("arbeidspapirer", AGENT)])
def test_the_request_goes_with_the_access_that_it_gave(
    uow: UnitOfWork, cast: Cast, system: str, kind: RequestKind
) -> None:
    acting, request = cast.acting("DRESS MINST", PROVIDER), sent(uow, system)
    requests.approve(uow, acting, request.id, kind)
    system_accesses.delete(uow, acting, request.id)
    refused = refusal(requests.read, uow, acting, request.id, kind)
    assert refused.problem == problems.REQUEST_NOT_FOUND
    uow.requests.add(replace(request, id="anew"))
    assert requests.approve(uow, acting, "anew", kind).id == "anew"


def test_requests_for_changes_go_with_the_access(uow: UnitOfWork, cast: Cast) -> None:
    acting, request = cast.acting("DRESS MINST", PROVIDER), sent(uow, "regnskap")
    system_accesses.delete(uow, acting, request.access_id or "")
    assert uow.requests.get(request.id) is None
    assert sent(uow, "lonn")


def test_the_request_stays_when_the_access_could_not_be_deleted(
    uow: UnitOfWork, cast: Cast
) -> None:
    acting, request = cast.acting("DRESS MINST", PROVIDER), sent(uow, "arbeidspapirer")
    requests.approve(uow, acting, request.id, AGENT)
    clients.add(uow, acting, request.id, cast("Revisorkunde AS").id)
    refused = refusal(system_accesses.delete, uow, acting, request.id)
    assert refused.problem == problems.ACCESS_HAS_CLIENTS
    assert sent(uow, "arbeidspapirer").status is RequestStatus.ACCEPTED
