"""The catalogue's facts, form limits, flags and the delegation check (DOMAIN.md 3.2, 3.5, 3.7)."""

from __future__ import annotations

from collections import Counter

import pytest
from town import FIXTURES, Town

from systemtilgang.domain.catalogue import Catalogue, Text
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.standing import delegable_packages, fits_recipient
from systemtilgang.service import powers
from systemtilgang.service.acting import Acting
from systemtilgang.service.clients import available
from systemtilgang.service.standings import standing
from systemtilgang.world.catalogues import load_catalogue

ACCOUNTANT = {
    "regnskapsforer-med-signeringsrettighet",
    "regnskapsforer-uten-signeringsrettighet",
    "regnskapsforer-lonn",
}
AUDITOR = {"ansvarlig-revisor", "revisormedarbeider"}
MANAGER_OF_NUF = {
    "a-ordning",
    "lonn-personopplysninger-saerlig-kategori",
    "oppgi-naermeste-leder",
    "krav-og-utlegg",
    "merverdiavgift",
    "saeravgifter",
    "skatt-naering",
    "skattegrunnlag",
    "tjenester-nuf",
}
NUF_NOT_DELEGABLE = {"ffor-tilgangsstyrer-nuf"}
FORMS = sorted(load_catalogue((FIXTURES / "catalogue.yml").resolve()).forms)


def expected_packages(role: str, form: str) -> set[str]:
    """DOMAIN.md 3.2, told again in the test's own words."""
    if role == "regnskapsforer":
        return ACCOUNTANT
    if role == "revisor":
        return AUDITOR
    if form in {"ESEK", "BRL"}:
        return {"forretningsforer-eiendom"}
    return MANAGER_OF_NUF | NUF_NOT_DELEGABLE if form == "NUF" else set()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("role", ["regnskapsforer", "revisor", "forretningsforer"])
def test_register_roles_carry_their_packages_within_the_form_limits(
    town: Town, role: str, form: str
) -> None:
    client, provider = town.organisation("Client", form), town.organisation("Provider")
    town.role(client, provider, role)
    has = standing(town.uow, provider.id, client)
    expected = expected_packages(role, form)
    assert has.held == expected
    everything = town.uow.catalogue.packages
    handed_on = set(delegable_packages(town.uow.catalogue, has.relations, everything))
    assert handed_on == expected - NUF_NOT_DELEGABLE


@pytest.mark.parametrize("form", FORMS)
def test_a_business_manager_has_clients_of_the_right_form_only(town: Town, form: str) -> None:
    client, provider = town.organisation("Client", form), town.organisation("Provider")
    director = town.person("Director")
    town.role(provider, director, "daglig-leder")
    town.role(client, provider, "forretningsforer")
    access = town.access(provider, "forretningsforer-eiendom")
    rows = available(town.uow, Acting(director.id, provider.id), access.id)
    assert [row.party for row in rows] == ([client] if form in {"BRL", "ESEK"} else [])


def test_the_catalogue_has_the_flags_that_upstream_has(catalogue: Catalogue) -> None:
    counted = Counter(
        (package.is_assignable, package.is_delegable)
        for package in catalogue.packages.values()
        if package.entity_type is PartyKind.ORGANISATION
    )
    assert counted == {(True, True): 129, (True, False): 11, (False, True): 6, (False, False): 1}
    only_delegable = {
        package.code
        for package in catalogue.packages.values()
        if package.is_delegable and not package.is_assignable
    }
    assert only_delegable == ACCOUNTANT | AUDITOR | {"forretningsforer-eiendom"}


def test_the_catalogue_has_the_key_roles_and_texts_that_upstream_has(catalogue: Catalogue) -> None:
    assert catalogue.key_roles == {
        "daglig-leder",
        "styreleder",
        "innehaver",
        "deltaker-delt-ansvar",
        "deltaker-fullt-ansvar",
        "komplementar",
        "bestyrende-reder",
        "bostyrer",
    }
    tax = catalogue.packages["skattegrunnlag"]
    assert tax.name == Text("Skattegrunnlag", "Tax base")
    assert tax.id == "4c859601-9b2b-4662-af39-846f4117ad7a"
    assert tax.urn == "urn:altinn:accesspackage:skattegrunnlag"
    assert tax.area.name.nb == "Skatt, avgift, regnskap og toll"
    assert catalogue.areas[0] == tax.area


def test_texts_are_in_two_languages_and_bokmal_stands_in_for_others() -> None:
    text = Text("Toll", "Customs")
    assert (text.in_language("nb"), text.in_language("en")) == ("Toll", "Customs")
    assert text.in_language("nn") == "Toll"


@pytest.mark.parametrize(
    ("role", "package", "may"),
    [
        ("daglig-leder", "skattegrunnlag", True),
        ("daglig-leder", "hovedadministrator", True),
        ("daglig-leder", "ansvarlig-revisor", False),  # nobody's, and not assignable
        ("komplementar", "hovedadministrator", False),
        ("komplementar", "skattegrunnlag", True),
        ("revisor", "ansvarlig-revisor", False),  # has it, but it is not assignable
        ("kontaktperson-nuf", "klientadministrator", False),
        ("kontaktperson-nuf", "tilgangsstyrer", True),
        ("styremedlem", "skattegrunnlag", False),
    ],
)
def test_the_delegation_check_of_register_roles(
    town: Town, role: str, package: str, may: bool
) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    town.role(firm, person, role)
    wanted = town.uow.catalogue.packages[package]
    assert standing(town.uow, person.id, firm).may_give(wanted) is may


@pytest.mark.parametrize(
    ("held", "package", "may"),
    [
        ("skattegrunnlag", "skattegrunnlag", True),
        ("skattegrunnlag", "merverdiavgift", False),
        ("ansvarlig-revisor", "ansvarlig-revisor", False),  # however it came about
        ("tilgangsstyrer", "skattegrunnlag", False),
        ("hovedadministrator", "skattegrunnlag", True),  # without having it (3.1, fact 2)
        ("hovedadministrator", "hovedadministrator", False),  # only by a register role (fact 3)
        ("hovedadministrator", "klientadministrator", True),
        ("hovedadministrator", "ansvarlig-revisor", False),
        ("hovedadministrator", "maskinporten-scopes-nuf", False),  # only in a NUF
    ],
)
def test_the_delegation_check_of_granted_packages(
    town: Town, held: str, package: str, may: bool
) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    town.grant(firm, person, held)
    has = standing(town.uow, person.id, firm)
    assert has.may_give(town.uow.catalogue.packages[package]) is may
    assert (package in has.held) is (package == held)


def test_the_role_of_main_administrator_gives_what_it_does_not_have(town: Town) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    town.role(firm, person, "hovedadministrator")
    has = standing(town.uow, person.id, firm)
    assert has.may_give(town.uow.catalogue.packages["skattegrunnlag"])
    assert has.held == frozenset()
    page = powers.user(town.uow, Acting(person.id, firm.id), person.id)
    assert page.count == 0


def test_the_form_limit_counts_in_the_delegation_check(town: Town) -> None:
    firm, person = town.organisation("Firm", "NUF"), town.person("Person")
    town.grant(firm, person, "hovedadministrator")
    wanted = town.uow.catalogue.packages["maskinporten-scopes-nuf"]
    assert standing(town.uow, person.id, firm).may_give(wanted)


@pytest.mark.parametrize(
    ("package", "kind", "fits"),
    [
        ("hovedadministrator", PartyKind.ORGANISATION, False),
        ("hovedadministrator", PartyKind.PERSON, True),
        ("virksomhetens-representant-skjemaoppgaver", PartyKind.ORGANISATION, False),
        ("virksomhetens-representant-skjemaoppgaver", PartyKind.SYSTEM_USER, False),
        ("virksomhetens-representant-skjemaoppgaver", PartyKind.PERSON, True),
        ("skattegrunnlag", PartyKind.ORGANISATION, True),
        ("skattegrunnlag", PartyKind.SYSTEM_USER, True),
    ],
)
def test_some_packages_cannot_be_given_to_every_kind_of_recipient(
    catalogue: Catalogue, package: str, kind: PartyKind, fits: bool
) -> None:
    assert fits_recipient(catalogue.packages[package], kind) is fits


def test_granted_packages_reach_sub_units_and_key_role_holders(town: Town) -> None:
    main, provider, director = (
        town.organisation("Main"),
        town.organisation("Provider"),
        town.person("Director"),
    )
    unit = town.organisation("Unit", "BEDR", main)
    town.grant(main, provider, "skattegrunnlag")
    town.role(provider, director, "daglig-leder")
    assert standing(town.uow, provider.id, unit).held == {"skattegrunnlag"}
    assert standing(town.uow, director.id, unit).held == {"skattegrunnlag"}
    assert standing(town.uow, director.id, main).held == {"skattegrunnlag"}


def test_the_packages_of_a_person_are_the_persons_own(town: Town) -> None:
    person, other = town.person("Person"), town.person("Other")
    kinds = {power.package.entity_type for power in standing(town.uow, person.id, person).powers}
    assert kinds == {PartyKind.PERSON}
    assert not standing(town.uow, other.id, person).held
