"""DOMAIN.md 3.1 (who carries what), 3.2 and 3.5, row by row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from refusing import problem_if_any
from town import LONG_AGO, Town

from systemtilgang.domain.catalogue import Catalogue, Package, Text
from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.requests import Request, RequestKind
from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers
from systemtilgang.domain.system_accesses import RegisteredSystem
from systemtilgang.service import (
    agent_packages,
    agents,
    own_organisation,
    powers,
    requests,
    system_register,
    users,
    vendor_requests,
)
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import decide_for
from systemtilgang.service.delegation_checks import delegation_check
from systemtilgang.service.standings import standing

ROLES = {
    "dagl": "daglig-leder",
    "lede": "styreleder",
    "innh": "innehaver",
    "dtso": "deltaker-fullt-ansvar",
    "dtpr": "deltaker-delt-ansvar",
    "komp": "komplementar",
    "best": "bestyrende-reder",
    "bobe": "bostyrer",
    "knuf": "kontaktperson-nuf",
    "repr": "norsk-representant",
}

# 3.1, the last table: package, and the roles that have it and may give it on.
CARRIERS = {
    "tilgangsstyrer": set(ROLES),
    "klientadministrator": set(ROLES) - {"knuf", "repr"},
    "hovedadministrator": set(ROLES) - {"komp", "best", "knuf", "repr"},
}


def code_of(call: Callable[..., object], *arguments: object) -> str | int | None:
    """The code of the problem (status without one) that a call is refused for, if it is."""
    problem = problem_if_any(call, *arguments)
    return problem and (problem.code or problem.status)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("package", CARRIERS)
def test_3_1_register_roles_carry_the_administration_packages(
    town: Town, package: str, role: str
) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    town.role(firm, person, ROLES[role])
    has = standing(town.uow, person.id, firm)
    carries = role in CARRIERS[package]
    assert (package in has.held) is carries
    assert has.may_give(town.uow.catalogue.packages[package]) is carries


def test_3_1_the_role_of_main_administrator_may_delegate_135_packages_and_has_none(
    catalogue: Catalogue,
) -> None:
    rows = catalogue.by_role["hovedadministrator"]
    assert len({package.code for package, _ in rows}) == 135
    assert not any(row.access for _, row in rows)
    assert all(row.delegate for _, row in rows)
    codes = {package.code for package, _ in rows}
    assert {"tilgangsstyrer", "klientadministrator"} <= codes
    assert "hovedadministrator" not in codes


# 3.1, facts 1 to 3: what the main administrator holds the package through, the package to give, and
# the reasons of the delegation check (3.7).
MAIN_ADMINISTRATORS = [
    ("grant", "skattegrunnlag", ("Direct-AssignmentPackage-HovedAdmin",)),
    ("grant", "tilgangsstyrer", ("Direct-AssignmentPackage-HovedAdmin",)),
    ("grant", "hovedadministrator", ("NoAccess",)),
    ("grant", "ansvarlig-revisor", ("NoAccess",)),
    ("role", "hovedadministrator", ("Direct-RolePackage",)),
    ("role", "skattegrunnlag", ("Direct-RolePackage", "Direct-RolePackage-HovedAdmin")),
    ("both", "hovedadministrator", ("Direct-RolePackage",)),
]


@pytest.mark.parametrize(("through", "package", "reasons"), MAIN_ADMINISTRATORS)
def test_3_1_facts_1_to_3_a_main_administrator_gives_what_it_does_not_have(
    town: Town, through: str, package: str, reasons: tuple[str, ...]
) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    if through in {"grant", "both"}:
        town.grant(firm, person, "hovedadministrator")
    if through in {"role", "both"}:
        town.role(firm, person, "daglig-leder")
    check = delegation_check(town.uow, Acting(person.id, firm.id), package)
    assert (check.package.code, check.reasons) == (package, reasons)
    assert check.may_give is (reasons != ("NoAccess",))


# 3.1, fact 4, and 3.7: package, kind of recipient, code of the refusal.
RECIPIENTS = [
    ("hovedadministrator", "organisation", "AM.VLD-00028"),
    ("hovedadministrator", "person", None),
    ("virksomhetens-representant-skjemaoppgaver", "organisation", "AM.VLD-00028"),
    ("virksomhetens-representant-skjemaoppgaver", "person", None),
    ("klientadministrator", "organisation", None),
]


@pytest.mark.parametrize(("package", "kind", "code"), RECIPIENTS)
def test_3_1_fact_4_some_packages_are_not_for_every_recipient(
    town: Town, package: str, kind: str, code: str | None
) -> None:
    firm, director = town.organisation("Firm"), town.person("Director")
    receiver: Party = getattr(town, kind)("Receiver")
    town.role(firm, director, "daglig-leder")
    town.grant(firm, receiver)
    acting = Acting(director.id, firm.id)
    assert code_of(powers.grant_package, town.uow, acting, receiver.id, package) == code


# 3.2: role in the client, the client's form, a package that can be handed on (None: there is none).
CLIENT_PACKAGES = [
    ("regnskapsforer", "AS", "regnskapsforer-med-signeringsrettighet"),
    ("regnskapsforer", "ENK", "regnskapsforer-uten-signeringsrettighet"),
    ("regnskapsforer", "BRL", "regnskapsforer-lonn"),
    ("revisor", "AS", "ansvarlig-revisor"),
    ("revisor", "NUF", "revisormedarbeider"),
    ("forretningsforer", "ESEK", "forretningsforer-eiendom"),
    ("forretningsforer", "BRL", "forretningsforer-eiendom"),
    ("forretningsforer", "BBL", None),
    ("forretningsforer", "AS", None),
    ("forretningsforer", "NUF", "skattegrunnlag"),
    ("forretningsforer", "NUF", "tjenester-nuf"),
    ("daglig-leder", "AS", "posttjenester"),
    ("komplementar", "KS", "merverdiavgift"),
]


@pytest.mark.parametrize(("role", "form", "package"), CLIENT_PACKAGES)
def test_3_2_a_register_role_lets_its_packages_be_handed_on(
    town: Town, role: str, form: str, package: str | None
) -> None:
    client, provider = town.organisation("Client", form), town.organisation("Provider")
    director, agent = town.person("Director"), town.person("Agent")
    town.role(provider, director, "daglig-leder")
    town.role(client, provider, role)
    acting = Acting(director.id, provider.id)
    agents.add_person(town.uow, acting, str(agent.number), "agent")
    give = [RolePackages(role, (package or "forretningsforer-eiendom",))]
    if package is None:
        with pytest.raises(Refused) as caught:
            agent_packages.give(town.uow, acting, agent.id, client.id, give)
        assert caught.value.problem.code == "AM.VLD-00026"
    else:
        (change,) = agent_packages.give(town.uow, acting, agent.id, client.id, give)
        assert (change.package.code, change.role, change.changed) == (package, role, True)


@pytest.mark.parametrize(("form", "code"), [("NUF", "AM.VLD-00033"), ("AS", "AM.VLD-00033")])
def test_3_2_what_is_not_delegable_is_never_handed_on(town: Town, form: str, code: str) -> None:
    client, provider = town.organisation("Client", form), town.organisation("Provider")
    director, agent = town.person("Director"), town.person("Agent")
    town.role(provider, director, "daglig-leder")
    town.role(client, provider, "forretningsforer")
    acting = Acting(director.id, provider.id)
    agents.add_person(town.uow, acting, str(agent.number), "agent")
    give = [RolePackages("forretningsforer", ("ffor-tilgangsstyrer-nuf",))]
    with pytest.raises(Refused) as caught:
        agent_packages.give(town.uow, acting, agent.id, client.id, give)
    assert caught.value.problem.code == code


# 3.5: a package with these flags (assignable, delegable), and what it can be used for.
@dataclass(frozen=True)
class Uses:
    """The code of the refusal of each use, None where it is allowed."""

    given: str | None
    asked_for: str | None
    for_clients: str | None
    for_own_too: str | None
    handed_on: str | None
    registered: str | None
    registered_visibly: str | None


FLAGS: dict[str, tuple[tuple[bool, bool], Uses]] = {
    "skattegrunnlag": ((True, True), Uses(None, None, None, None, None, None, None)),
    "posttjenester": ((True, True), Uses(None, None, None, None, None, None, None)),
    "tilgangsstyrer": (
        (True, False),
        Uses(None, None, "AUTH-00065", None, "AM.VLD-00033", None, None),
    ),
    "ansvarlig-revisor": (
        (False, True),
        Uses("AM.VLD-00048", "AUTH-00064", None, "AUTH-00064", None, None, "AUTH.VLD-00018"),
    ),
    "eksplisitt": (
        (False, False),
        Uses(
            "AM.VLD-00048",
            "AUTH-00064",
            "AUTH-00065",
            "AUTH-00064",
            "AM.VLD-00033",
            "AUTH.VLD-00008",
            "AUTH.VLD-00008",
        ),
    ),
}


@pytest.mark.parametrize(("code", "flags"), [(code, row[0]) for code, row in FLAGS.items()])
def test_3_5_the_flags_of_the_packages_in_the_table(
    catalogue: Catalogue, code: str, flags: tuple[bool, bool]
) -> None:
    package: Package = catalogue.packages[code]
    assert (package.is_assignable, package.is_delegable) == flags


@pytest.mark.parametrize(("code", "uses"), [(code, row[1]) for code, row in FLAGS.items()])
def test_3_5_the_flags_decide_what_a_package_can_be_used_for(
    town: Town, code: str, uses: Uses
) -> None:
    firm, director = town.organisation("Firm"), town.person("Director")
    client, agent = town.organisation("Client"), town.person("Agent")
    town.role(firm, director, "daglig-leder")
    town.role(client, firm, "revisor")
    town.grant(client, firm, code)
    acting = Acting(director.id, firm.id)
    users.add_organisation(town.uow, acting, str(client.number))
    agents.add_person(town.uow, acting, str(agent.number), "agent")
    access = town.access(firm, code)
    system = RegisteredSystem(
        f"{firm.number}_new", firm.id, "V", Text("N", "N"), (code,), is_visible=False
    )
    wanted = vendor_requests.Wanted(access.system_id, str(client.number), (code,))
    vendor = (firm.id, wanted, FixedClock(), SeededIdentifiers(1))
    uow = town.uow
    calls = {
        "given": lambda: powers.grant_package(uow, acting, client.id, code),
        "asked_for": lambda: vendor_requests.ask(uow, *vendor),
        "for_own_too": lambda: own_organisation.add(uow, acting, access.id),
        "handed_on": lambda: agent_packages.give(
            uow, acting, agent.id, client.id, [RolePackages("rettighetshaver", (code,))]
        ),
        "registered": lambda: system_register.register(uow, system),
        "registered_visibly": lambda: system_register.register(
            uow,
            RegisteredSystem(f"{system.id}2", firm.id, "V", Text("N", "N"), (code,)),
        ),
    }
    found = {use: code_of(call) for use, call in calls.items()}
    found["for_clients"] = code_of(
        vendor_requests.ask_for_clients,
        uow,
        firm.id,
        vendor_requests.Wanted(access.system_id, str(firm.number), (code,)),
        FixedClock(),
        SeededIdentifiers(2),
    )
    assert Uses(**found) == uses


def test_3_5_requests_are_checked_again_when_they_are_approved(town: Town) -> None:
    """Only what a request could not have been sent with: the system asks for less by now."""
    firm, director = town.organisation("Firm"), town.person("Director")
    town.role(firm, director, "daglig-leder")
    access = town.access(firm, "skattegrunnlag")
    request = Request(
        id="00000000-0000-4000-8000-000000000001",
        kind=RequestKind.STANDARD,
        system_id=access.system_id,
        party_id=firm.id,
        external_ref="asked",
        packages=("toll",),
        created=LONG_AGO,
    )
    town.uow.requests.add(request)
    acting = Acting(director.id, firm.id)
    with pytest.raises(Refused) as caught:
        requests.approve(town.uow, acting, request.id, RequestKind.STANDARD)
    assert caught.value.problem.code == "AUTH-00063"


def test_3_1_what_the_role_of_main_administrator_may_give_it_does_not_have(town: Town) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    town.role(firm, person, "hovedadministrator")
    today = FixedClock().now().date()
    answer = decide_for(town.uow, person.id, firm.id, "skattegrunnlag", today)
    assert answer is Decision.NOT_APPLICABLE


def test_3_5_what_only_comes_with_a_register_role_is_not_given_onward(town: Town) -> None:
    firm, auditor = town.organisation("Firm"), town.organisation("Auditor")
    town.role(firm, auditor, "revisor")
    powers_held = standing(town.uow, auditor.id, firm).powers
    onward = {each.package.code: each.delegate for each in powers_held}
    assert onward == {"ansvarlig-revisor": False, "revisormedarbeider": False}
