"""What is checked before a request is approved: DOMAIN.md 3.4, 3.5, 3.6.2 and 3.6.3."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import AGENT, CHANGE, OWN, PROVIDER, Vendor, sent
from refusing import refusal
from town import LONG_AGO, Cast, Town

from systemtilgang.domain import problems
from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Problem
from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.domain.system_accesses import RegisteredSystem
from systemtilgang.service import requests, system_accesses
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork

NOT_FOR_SYSTEM_USERS = "virksomhetens-representant-skjemaoppgaver"


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


@pytest.mark.parametrize(("form", "may"), [("NUF", True), ("AS", False)])
def test_a_package_that_is_for_one_organisation_form_is_given_in_it_only(
    town: Town, form: str, may: bool
) -> None:
    package = "maskinporten-scopes-nuf"
    firm, person = town.organisation("Firm", form), town.person("Person")
    town.role(firm, person, "daglig-leder")
    request = Vendor(town, package).request(firm, package)
    acting = Acting(person.id, firm.id)
    if may:
        assert requests.approve(town.uow, acting, request.id, OWN).id == request.id
    else:
        refused = refusal(requests.approve, town.uow, acting, request.id, OWN)
        assert (refused.problem, refused.packages) == (problems.LACKS_PACKAGES_TO_GIVE, (package,))


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
