"""Giving powers to a user: what is offered, given and refused (DOMAIN.md 3.7, PORTAL.md 4)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from refusing import problem_of
from town import Cast
from users_page import PROVIDER, codes

from systemtilgang.domain import problems
from systemtilgang.domain.catalogue import Package
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.problems import Problem
from systemtilgang.service import powers, users
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork


@pytest.mark.parametrize("package", ["skattegrunnlag", "urn:altinn:accesspackage:skattegrunnlag"])
def test_granting_a_package_gives_it_once(
    uow: UnitOfWork, cast: Cast, acting: Acting, package: str
) -> None:
    provider = cast(PROVIDER).id
    first = powers.grant_package(uow, acting, provider, package)
    second = powers.grant_package(uow, acting, provider, package)
    assert (first.changed, second.changed) == (True, False)
    assert (first.user.id, first.package.code) == (provider, "skattegrunnlag")
    page = powers.user(uow, acting, provider)
    (area,) = page.areas
    assert area.area.name.nb == "Skatt, avgift, regnskap og toll"
    assert [(held.package.code, held.revocable) for held in area.held] == [("skattegrunnlag", True)]


def test_the_grant_dialog_finds_packages_by_the_name_it_is_handed(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    provider = cast(PROVIDER).id
    (area,) = powers.grantable(uow, acting, provider, " SKATTEGRUNN ")
    assert [(each.package.code, each.may_be_given) for each in area.offered] == [
        ("skattegrunnlag", True)
    ]
    assert (area.held, area.total) == ((), 1)

    def english(package: Package) -> str:
        return package.name.en

    assert powers.grantable(uow, acting, provider, "tax base") == ()
    (in_english,) = powers.grantable(uow, acting, provider, "tax base", english)
    assert [each.package.code for each in in_english.offered] == ["skattegrunnlag"]


def test_a_granted_package_moves_from_offered_to_held(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    provider = cast(PROVIDER).id
    before = powers.grantable(uow, acting, provider)[0]
    powers.grant_package(uow, acting, provider, "skattegrunnlag")
    after = powers.grantable(uow, acting, provider)[0]
    assert (len(before.held), len(after.held)) == (0, 1)
    assert before.total == after.total
    (only,) = powers.grantable(uow, acting, provider, "skattegrunnlag")
    assert (codes((only,)), only.offered) == (["skattegrunnlag"], ())


def test_only_assignable_packages_for_organisations_are_offered_by_an_organisation(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    offered = [
        each.package
        for area in powers.grantable(uow, acting, cast(PROVIDER).id)
        for each in area.offered
    ]
    assert len(offered) == 140
    assert all(package.is_assignable for package in offered)
    assert {package.entity_type.value for package in offered} == {"Organisasjon"}


def test_a_person_offers_packages_for_persons(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("MILD STI", "MILD STI")
    areas = powers.grantable(uow, acting, cast("RASK LYKT").id)
    packages = [each for area in areas for each in area.offered]
    assert len(packages) == 35
    assert all(each.may_be_given for each in packages)


def test_the_dialog_says_what_the_person_may_not_give(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("BLID ELV", "Klientkunde AS")
    areas = powers.grantable(uow, acting, cast("MILD STI").id)
    given = {each.package.code for area in areas for each in area.offered if each.may_be_given}
    assert given == {"klientadministrator", "skattegrunnlag"}


def test_granting_needs_a_connection(uow: UnitOfWork, cast: Cast, acting: Acting) -> None:
    problem = problem_of(
        powers.grant_package, uow, acting, cast("SmartCloud AS").id, "skattegrunnlag"
    )
    assert problem == problems.CONNECTION_REQUIRED


@pytest.mark.parametrize(
    ("person", "package", "problem"),
    [
        ("RASK LYKT", "ansvarlig-revisor", problems.NOT_ASSIGNABLE),
        ("RASK LYKT", "eksplisitt", problems.NOT_ASSIGNABLE),
        ("RASK LYKT", "innbygger-arbeidsliv", problems.NOT_ASSIGNABLE),
        ("RASK LYKT", "hovedadministrator", problems.NOT_ASSIGNABLE_TO_RECIPIENT),
        (
            "RASK LYKT",
            "virksomhetens-representant-skjemaoppgaver",
            problems.NOT_ASSIGNABLE_TO_RECIPIENT,
        ),
        ("BLID ELV", "merverdiavgift", problems.NOT_AUTHORIZED_TO_GIVE),
        ("BLID ELV", "skattegrunnlag", None),
        ("RASK LYKT", "merverdiavgift", None),
        ("MILD STI", "posttjenester", problems.FORBIDDEN),
    ],
)
def test_a_grant_is_refused_with_upstreams_code(
    uow: UnitOfWork, cast: Cast, person: str, package: str, problem: Problem | None
) -> None:
    acting = cast.acting("RASK LYKT", "Klientkunde AS")
    users.add_organisation(uow, acting, "311590839")
    somebody = replace(acting, person=cast(person).id)
    provider = cast(PROVIDER).id
    if problem is None:
        assert powers.grant_package(uow, somebody, provider, package).changed
    else:
        assert problem_of(powers.grant_package, uow, somebody, provider, package) == problem
        assert powers.user(uow, acting, provider).count == 0


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_client_administrator_gives_only_where_the_edition_says_so(
    uow: UnitOfWork, cast: Cast, acting: Acting, edition: str
) -> None:
    administrator = replace(acting, person=cast("BLID ELV").id, edition=EDITIONS[edition])
    provider = cast(PROVIDER).id
    calls = (
        lambda: powers.grantable(uow, administrator, provider),
        lambda: powers.grant_package(uow, administrator, provider, "skattegrunnlag"),
        lambda: users.add_organisation(uow, administrator, "313909964"),
    )
    for call in calls:
        if edition == "2025-12":
            assert call()
        else:
            assert problem_of(call) == problems.FORBIDDEN
