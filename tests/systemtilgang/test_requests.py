"""The customer's side of requests: DOMAIN.md 3.1, 3.4, 3.6.2 and 3.6.3, rule by rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from asking import AGENT, CHANGE, OWN, PROVIDER, Vendor, refusal, sent
from town import LONG_AGO, Cast, Town

from systemtilgang.domain import problems
from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Problem
from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.domain.system_accesses import RegisteredSystem, UserType
from systemtilgang.service import clients, requests, system_accesses
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import decide
from systemtilgang.store import UnitOfWork

NOT_FOR_SYSTEM_USERS = "virksomhetens-representant-skjemaoppgaver"
HANDLE = (requests.approve, requests.reject)


@pytest.fixture
def firm(town: Town) -> Party:
    """An organisation with a managing director, `Director`."""
    firm = town.organisation("Firm")
    town.role(firm, town.person("Director"), "daglig-leder")
    return firm


@pytest.fixture
def director(town: Town, firm: Party) -> Acting:
    person = town.uow.parties.named("Director")
    assert person
    return Acting(person.id, firm.id)


# Opening


@pytest.mark.parametrize(
    ("person", "own", "change"),
    [
        ("DRESS MINST", "may approve", "may approve"),
        ("STILLE FJORD", "may approve", "may approve"),
        ("TRYGG VARDE", "may approve", "may approve"),
        ("KLOK HEGRE", "may escalate", problems.MAY_NOT_OPEN_REQUEST),
        ("LUN SKOG", "may escalate", problems.MAY_NOT_OPEN_REQUEST),
        ("RASK LYKT", problems.MAY_NOT_OPEN_REQUEST, problems.MAY_NOT_OPEN_REQUEST),
    ],
)
def test_who_is_related_opens_and_passes_on_and_an_access_manager_approves(
    uow: UnitOfWork, cast: Cast, person: str, own: str | Problem, change: str | Problem
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
        rights = ("may approve", view.may_approve), ("may escalate", view.may_escalate)
        assert [name for name, has in rights if has] == [expected]
        assert requests.party_of(uow, acting.person, request.id, kind) == acting.party


def test_a_connection_without_packages_is_no_relation(town: Town, firm: Party) -> None:
    vendor, visitor = Vendor(town, "toll"), town.person("Visitor")
    request = vendor.request(firm, "toll")
    connection = town.grant(firm, visitor)
    acting = Acting(visitor.id, firm.id)
    call = (requests.read, town.uow, acting, request.id, OWN)
    assert refusal(*call).problem == problems.MAY_NOT_OPEN_REQUEST
    town.uow.assignments.grant(connection.id, "toll")
    assert requests.read(town.uow, acting, request.id, OWN).may_escalate


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


# Escalating


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


# The gate of approving and rejecting


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


# What approving demands


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        ((), ("toll", "lonn")),
        (("toll",), ("lonn",)),
        (("lonn",), ("toll",)),
        (("toll", "lonn"), ()),
    ],
)
@pytest.mark.parametrize("kind", [OWN, AGENT, CHANGE])
def test_who_approves_must_be_able_to_give_everything_but_for_clients(
    town: Town,
    firm: Party,
    held: tuple[str, ...],
    missing: tuple[str, ...],
    kind: RequestKind,
) -> None:
    vendor, manager = Vendor(town, "toll", "lonn"), town.person("Manager")
    town.grant(firm, manager, "tilgangsstyrer", *held)
    access = vendor.access(firm) if kind is CHANGE else None
    request = vendor.request(firm, "toll", "lonn", kind=kind, access=access)
    acting = Acting(manager.id, firm.id)
    if missing and kind is not AGENT:
        refused = refusal(requests.approve, town.uow, acting, request.id, kind)
        assert refused.problem == problems.LACKS_PACKAGES_TO_GIVE
        assert refused.packages == missing
        assert town.uow.requests.get(request.id) == request
        assert town.uow.system_users.get(request.id) is None
    else:
        approved = requests.approve(town.uow, acting, request.id, kind)
        assert {each.code for each in approved.packages} == {"toll", "lonn"}


def test_a_main_administrator_gives_what_the_role_may_without_having_it(
    uow: UnitOfWork, cast: Cast
) -> None:
    acting = cast.acting("TRYGG VARDE", PROVIDER)
    access = requests.approve(uow, acting, sent(uow, "lonn").id, OWN)
    assert [package.code for package in access.packages] == ["a-ordning", "lonn"]


def test_a_change_checks_only_what_it_adds(town: Town, firm: Party) -> None:
    vendor, manager = Vendor(town, "toll"), town.person("Manager")
    town.grant(firm, manager, "tilgangsstyrer", "toll")
    access = vendor.access(firm, "lonn", "posttjenester")
    request = vendor.request(
        firm, "toll", "lonn", kind=CHANGE, access=access, unwanted=("posttjenester",)
    )
    acting = Acting(manager.id, firm.id)
    changed = requests.approve(town.uow, acting, request.id, CHANGE)
    assert [package.code for package in changed.packages] == ["lonn", "toll"]


@pytest.mark.parametrize(
    ("kind", "asked", "system", "problem", "at_fault"),
    [
        (OWN, ("toll", "lonn"), ("toll",), problems.PACKAGES_NOT_OF_SYSTEM, ("lonn",)),
        (AGENT, ("toll", "lonn"), ("lonn",), problems.PACKAGES_NOT_OF_SYSTEM, ("toll",)),
        (CHANGE, ("toll", "lonn"), ("toll",), problems.PACKAGES_INVALID, ("lonn",)),
        (
            OWN,
            ("toll", "ansvarlig-revisor"),
            None,
            problems.PACKAGES_NOT_FOR_OWN_ACCESS,
            ("ansvarlig-revisor",),
        ),
        (
            AGENT,
            ("toll", "tilgangsstyrer"),
            None,
            problems.PACKAGES_NOT_FOR_CLIENTS,
            ("tilgangsstyrer",),
        ),
        (
            CHANGE,
            ("toll", "ansvarlig-revisor"),
            None,
            problems.LACKS_PACKAGES_TO_GIVE,
            ("ansvarlig-revisor",),
        ),
        (
            OWN,
            ("toll", NOT_FOR_SYSTEM_USERS),
            None,
            problems.PACKAGES_NOT_GIVEN,
            (NOT_FOR_SYSTEM_USERS,),
        ),
        (
            CHANGE,
            ("toll", NOT_FOR_SYSTEM_USERS),
            None,
            problems.PACKAGES_NOT_GIVEN,
            (NOT_FOR_SYSTEM_USERS,),
        ),
    ],
)
def test_a_request_is_checked_against_the_system_as_it_is_at_approval(
    town: Town,
    firm: Party,
    director: Acting,
    *,
    kind: RequestKind,
    asked: tuple[str, ...],
    system: tuple[str, ...] | None,
    problem: Problem,
    at_fault: tuple[str, ...],
) -> None:
    vendor = Vendor(town, *asked)
    access = vendor.access(firm) if kind is CHANGE else None
    request = vendor.request(firm, *asked, kind=kind, access=access)
    if system is not None:
        town.uow.systems.set_packages(vendor.system.id, system)
    refused = refusal(requests.approve, town.uow, director, request.id, kind)
    assert (refused.problem, refused.packages) == (problem, at_fault)
    assert town.uow.requests.get(request.id) == request
    if access:
        held = system_accesses.access(town.uow, director, access.id).packages
        assert held == ()


@pytest.mark.parametrize(
    ("system", "kind"), [("lonn", OWN), ("arbeidspapirer", AGENT), ("regnskap", CHANGE)]
)
def test_a_request_of_a_system_that_is_gone_is_read_and_rejected_but_not_approved(
    uow: UnitOfWork, cast: Cast, system: str, kind: RequestKind
) -> None:
    acting, request = cast.acting("DRESS MINST", PROVIDER), sent(uow, system)
    uow.systems.replace(replace(uow.systems.existing(request.system_id), is_deleted=True))
    refused = refusal(requests.approve, uow, acting, request.id, kind)
    assert refused.problem == problems.SYSTEM_NOT_FOUND
    assert requests.read(uow, acting, request.id, kind).request == request
    requests.reject(uow, acting, request.id, kind)
    assert sent(uow, system).status is RequestStatus.REJECTED


def test_later_changes_of_a_system_leave_its_accesses_as_they_are(
    uow: UnitOfWork, cast: Cast
) -> None:
    acting, request = cast.acting("DRESS MINST", PROVIDER), sent(uow, "lonn")
    before = requests.approve(uow, acting, request.id, OWN)
    uow.systems.set_packages(request.system_id, ("toll",))
    assert system_accesses.access(uow, acting, request.id) == before


def test_a_second_access_for_the_same_key_is_refused(
    town: Town, firm: Party, director: Acting
) -> None:
    vendor = Vendor(town, "toll")
    vendor.access(firm, "toll")
    for kind in (OWN, AGENT):
        request = vendor.request(firm, "toll", kind=kind)
        refused = refusal(requests.approve, town.uow, director, request.id, kind)
        assert refused.problem == problems.ACCESS_EXISTS
        town.uow.requests.delete(request.id)
    other = vendor.request(firm, "toll", reference="other")
    assert requests.approve(town.uow, director, other.id, OWN).id == other.id


def test_a_change_of_an_access_that_is_gone_is_refused(uow: UnitOfWork, cast: Cast) -> None:
    acting, request = cast.acting("DRESS MINST", PROVIDER), sent(uow, "regnskap")
    uow.system_users.remove(request.access_id or "")
    refused = refusal(requests.approve, uow, acting, request.id, CHANGE)
    assert refused.problem == problems.SYSTEM_USER_NOT_FOUND
    view = requests.read(uow, acting, request.id, CHANGE)
    assert [each.code for each in view.unwanted] == ["posttjenester"]


def test_a_system_without_a_norwegian_name_gives_no_access(
    town: Town, firm: Party, director: Acting
) -> None:
    nameless = RegisteredSystem("nameless", firm.id, "Vendor", Text("", "System"), ("toll",))
    town.uow.systems.add(nameless)
    request = Request("r", OWN, "nameless", firm.id, "ref", ("toll",), LONG_AGO, title="Title")
    town.uow.requests.add(request)
    refused = refusal(requests.approve, town.uow, director, "r", OWN)
    assert refused.problem == problems.SYSTEM_HAS_NO_NAME


# Deleting


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
