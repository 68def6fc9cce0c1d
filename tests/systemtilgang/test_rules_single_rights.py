"""DOMAIN.md 3.4 and 3.10 on rights: who may give access to one service, and who has it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import CHANGE, CLOSED, HIRED, LEAVE, OWN, RECEIPTS, SICK, Vendor
from refusing import refusal
from town import Town

from systemtilgang.domain import problems
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Problem
from systemtilgang.domain.surroundings import SeededIdentifiers
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import clients, requests, system_accesses
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import decide, decide_service
from systemtilgang.service.standings import standing
from systemtilgang.service.system_accesses import SystemAccess

LACKS, UNDELEGABLE = "MissingPackageAccess", "ResourceNotDelegable"

# What the giver has been granted, or "daglig-leder", and the services that it may give.
GIVERS = [
    ((), ()),
    (("ansettelsesforhold",), (HIRED,)),
    (("sykefravaer",), (SICK,)),
    (("lonn",), (SICK,)),
    (("sykefravaer", "toll"), (SICK, RECEIPTS)),
    (("hovedadministrator",), (HIRED, SICK, RECEIPTS, LEAVE)),
    ("daglig-leder", (HIRED, SICK, RECEIPTS, LEAVE)),
    ("styremedlem", ()),
]


@pytest.mark.parametrize(("has", "may_give"), GIVERS)
def test_3_4_who_may_give_a_package_may_give_the_services_in_it(
    town: Town, firm: Party, has: tuple[str, ...] | str, may_give: tuple[str, ...]
) -> None:
    person = town.person("Person")
    if isinstance(has, str):
        town.role(firm, person, has)
    else:
        town.grant(firm, person, *has)
    giver, services = standing(town.uow, person.id, firm), town.uow.catalogue.services
    found = {each for each in services if giver.may_give_service(services[each])}
    assert found == set(may_give)


# What an access manager has besides, what is wanted (packages, services), and of the refusal the
# problem, the packages and the services at fault with the reasons (None: it is not refused).
CHECKS = [
    (("toll", "lonn"), ("toll",), (RECEIPTS, SICK), None),
    ((), (), (RECEIPTS,), (problems.LACKS_SERVICES_TO_GIVE, (), {RECEIPTS: LACKS})),
    (
        ("toll",),
        ("toll", "lonn"),
        (RECEIPTS, SICK, HIRED),
        (problems.LACKS_SERVICES_TO_GIVE, ("lonn",), {SICK: LACKS, HIRED: LACKS}),
    ),
    (
        ("toll",),
        ("toll",),
        (CLOSED, SICK),
        (problems.SERVICES_NOT_GIVEN, (), {CLOSED: UNDELEGABLE, SICK: LACKS}),
    ),
    (
        ("toll",),
        (),
        (SICK, CLOSED),
        (problems.LACKS_SERVICES_TO_GIVE, (), {SICK: LACKS, CLOSED: UNDELEGABLE}),
    ),
    (("toll",), ("lonn",), (RECEIPTS,), (problems.LACKS_PACKAGES_TO_GIVE, ("lonn",), {})),
]


@pytest.mark.parametrize(("has", "packages", "services", "expected"), CHECKS)
@pytest.mark.parametrize("how", ["created", "approved", "changed"])
def test_3_4_whoever_sets_up_an_access_must_be_able_to_give_all_of_it(
    town: Town,
    how: str,
    has: tuple[str, ...],
    packages: tuple[str, ...],
    services: tuple[str, ...],
    expected: tuple[Problem, tuple[str, ...], dict[str, str]] | None,
) -> None:
    firm, manager = town.organisation("Firm"), town.person("Manager")
    town.grant(firm, manager, "tilgangsstyrer", *has)
    acting, uow = Acting(manager.id, firm.id), town.uow
    vendor = Vendor(town, *packages, services=services)
    existing = vendor.access(firm) if how == "changed" else None
    kind = CHANGE if existing else OWN
    request = vendor.request(firm, *packages, kind=kind, access=existing, services=services)

    def set_up() -> SystemAccess:
        if how == "created":
            system_id = vendor.system.id
            return system_accesses.create(uow, acting, system_id, SeededIdentifiers(1))
        return requests.approve(uow, acting, request.id, kind)

    if expected is None:
        access = set_up()
        assert {each.code for each in access.packages} == set(packages)
        assert {each.id for each in access.services} == set(services)
        return
    problem, lacking, reasons = expected
    if how == "changed" and reasons:
        problem = problems.SERVICES_NOT_DELEGABLE
    refused = refusal(set_up)
    assert (refused.problem, refused.packages) == (problem, lacking)
    assert (refused.services, refused.reasons) == (tuple(reasons), reasons)
    assert uow.requests.get(request.id) == request
    held = [system_accesses.rights_of(uow, each) for each in uow.system_users.owned_by(firm.id)]
    assert not any(held)


# An own access of the main unit (packages, services), the service, and the decision at the main
# unit, at its sub-unit and at somebody else's.
DECISIONS = [
    (("toll",), (), RECEIPTS, True),
    (("toll",), (), CLOSED, True),  # in the package, though it cannot be given by itself
    (("toll",), (), HIRED, False),
    ((), (HIRED,), HIRED, True),
    ((), (HIRED,), SICK, False),
    (("lonn",), (HIRED,), SICK, True),
    (("sykefravaer",), (SICK,), SICK, True),
]


@pytest.mark.parametrize(("packages", "services", "wanted", "may"), DECISIONS)
def test_3_10_a_service_is_had_singly_or_through_a_package(
    town: Town,
    firm: Party,
    packages: tuple[str, ...],
    services: tuple[str, ...],
    wanted: str,
    may: bool,
) -> None:
    branch, other = town.organisation("Branch", "BEDR", firm), town.organisation("Other")
    access = Vendor(town).access(firm, *packages, services=services)
    found = [decide_service(town.uow, access.id, each.id, wanted) for each in (firm, branch, other)]
    permitted = Decision.PERMIT if may else Decision.NOT_APPLICABLE
    assert found == [permitted, permitted, Decision.NOT_APPLICABLE]


def test_3_10_a_single_right_gives_no_package(town: Town, firm: Party) -> None:
    access = Vendor(town).access(firm, services=(HIRED,))
    assert decide(town.uow, access.id, firm.id, "ansettelsesforhold") is Decision.NOT_APPLICABLE


def test_3_10_an_access_for_clients_has_the_services_of_what_clients_handed_on(
    town: Town, firm: Party, director: Acting
) -> None:
    client = town.organisation("Client")
    town.grant(client, firm, "toll")
    access = Vendor(town, "toll").access(firm, "toll", user_type=UserType.AGENT)
    clients.add(town.uow, director, access.id, client.id)
    found = {
        (party.name, service): decide_service(town.uow, access.id, party.id, service)
        for party in (firm, client)
        for service in (RECEIPTS, HIRED)
    }
    permitted = [key for key, decision in found.items() if decision is Decision.PERMIT]
    assert permitted == [("Client", RECEIPTS)]
    assert not system_accesses.rights_of(town.uow, access).services


@pytest.mark.parametrize("unknown", ["access", "party", "service"])
def test_3_10_what_is_not_known_is_not_decided(town: Town, firm: Party, unknown: str) -> None:
    access = Vendor(town).access(firm, services=(HIRED,))
    asked = {"access": access.id, "party": firm.id, "service": HIRED} | {unknown: "nobody"}
    assert decide_service(town.uow, *asked.values()) is Decision.INDETERMINATE


def test_a_connection_with_a_single_right_only_gives_something() -> None:
    """A bare one does not (DOMAIN.md 3.3)."""
    bare = Assignment("giver", "receiver", RIGHT_HOLDER)
    assert not bare.gives_something
    assert replace(bare, services=frozenset({HIRED})).gives_something
