"""One user's page: DOMAIN.md 3.7, PORTAL.md 4."""

from __future__ import annotations

from dataclasses import replace

import pytest
from practice import Practice
from refusing import problem_of
from town import Cast, Town

from systemtilgang.domain import problems
from systemtilgang.domain.catalogue import Package
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.problems import Problem, Refused
from systemtilgang.service import clients, powers, system_accesses, users
from systemtilgang.service.acting import Acting
from systemtilgang.service.powers import AreaPowers
from systemtilgang.store import UnitOfWork

PROVIDER = "DISKRET NÆR TIGER AS"


@pytest.fixture
def acting(uow: UnitOfWork, cast: Cast) -> Acting:
    """The managing director of Klientkunde AS, which has just added the provider."""
    acting = cast.acting("RASK LYKT", "Klientkunde AS")
    users.add_organisation(uow, acting, "311590839")
    return acting


def codes(areas: tuple[AreaPowers, ...]) -> list[str]:
    return [held.package.code for area in areas for held in area.held]


def test_a_bare_connection_is_a_user_without_packages(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    page = powers.user(uow, acting, cast(PROVIDER).id)
    assert (page.user, page.connected, page.count) == (cast(PROVIDER), True, 0)
    assert (page.areas, page.roles) == ((), ())
    assert (page.may_give, page.may_delete) == (True, True)


def test_a_stranger_is_not_connected(uow: UnitOfWork, cast: Cast, acting: Acting) -> None:
    page = powers.user(uow, acting, cast("SmartCloud AS").id)
    assert (page.connected, page.may_delete) == (False, False)


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


def test_revoking_a_package_takes_it_once(uow: UnitOfWork, cast: Cast, acting: Acting) -> None:
    provider = cast(PROVIDER).id
    powers.grant_package(uow, acting, provider, "skattegrunnlag")
    assert powers.revoke_package(uow, acting, provider, "skattegrunnlag").changed
    assert not powers.revoke_package(uow, acting, provider, "skattegrunnlag").changed
    page = powers.user(uow, acting, provider)
    assert (page.count, page.connected) == (0, True)


def test_revoking_from_somebody_without_a_connection_changes_nothing(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    assert not powers.revoke_package(
        uow, acting, cast("SmartCloud AS").id, "skattegrunnlag"
    ).changed


def test_packages_carried_by_a_register_role_cannot_be_revoked(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("TYDELIG MÅNE", "Revisorkunde AS")
    page = powers.user(uow, acting, cast(PROVIDER).id)
    assert [role.code for role in page.roles] == ["revisor"]
    assert page.connected
    assert not page.may_delete
    held = [held for area in page.areas for held in area.held]
    assert {each.package.code for each in held} == {"ansvarlig-revisor", "revisormedarbeider"}
    assert {(each.granted, each.revocable) for each in held} == {(False, False)}


def test_a_direct_grant_is_revocable_even_where_a_role_carries_the_package(town: Town) -> None:
    firm, director = town.organisation("Firm"), town.person("Director")
    town.role(firm, director, "daglig-leder")
    town.grant(firm, director, "skattegrunnlag")
    page = powers.user(town.uow, Acting(director.id, firm.id), director.id)
    by_code = {held.package.code: held for area in page.areas for held in area.held}
    assert by_code["skattegrunnlag"].revocable
    assert not by_code["merverdiavgift"].revocable
    assert page.count == 133


def test_what_the_main_unit_granted_cannot_be_revoked_at_the_sub_unit(
    uow: UnitOfWork, cast: Cast
) -> None:
    user = cast("KLOK HEGRE").id
    at_main = cast.acting("DRESS MINST", PROVIDER)
    at_unit = cast.acting("DRESS MINST", "DISKRET NÆR TIGER AVD VEST")
    ((main_held,),) = [area.held for area in powers.user(uow, at_main, user).areas]
    ((unit_held,),) = [area.held for area in powers.user(uow, at_unit, user).areas]
    assert (main_held.revocable, unit_held.revocable) == (True, False)
    assert not powers.revoke_package(uow, at_unit, user, "klientadministrator").changed
    assert powers.revoke_package(uow, at_main, user, "klientadministrator").changed


def test_the_own_page_is_open_to_everybody_and_gives_only_to_a_main_administrator(
    uow: UnitOfWork, cast: Cast
) -> None:
    person = cast.acting("MILD STI", "Klientkunde AS")
    own = powers.user(uow, person, person.person)
    assert codes(own.areas) == ["posttjenester"]
    assert not own.may_give
    assert problem_of(powers.user, uow, person, cast("RASK LYKT").id) == problems.FORBIDDEN
    director = cast.acting("RASK LYKT", "Klientkunde AS")
    assert powers.user(uow, director, director.person).may_give
    manager = cast.acting("STILLE FJORD", PROVIDER)
    assert not powers.user(uow, manager, manager.person).may_give
    assert powers.user(uow, manager, cast("KLOK HEGRE").id).may_give


def test_unknown_users_and_packages_are_refused(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    provider = cast(PROVIDER).id
    for call in (powers.user, powers.grantable):
        assert problem_of(call, uow, acting, "unknown") == problems.ENTITY_UNKNOWN
    for change in (powers.grant_package, powers.revoke_package):
        unknown_user = problem_of(change, uow, acting, "unknown", "skattegrunnlag")
        assert unknown_user == problems.ENTITY_UNKNOWN
        assert problem_of(change, uow, acting, provider, "unknown") == problems.PACKAGE_UNKNOWN
    unknown = problem_of(powers.delete_user, uow, acting, "unknown", cascade=True)
    assert unknown == problems.ENTITY_UNKNOWN


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


def test_the_codes_are_upstreams() -> None:
    assert {
        problem.code: problem.status
        for problem in vars(problems).values()
        if isinstance(problem, Problem) and problem.code
    } == {
        "AUTH-00000": 400,
        "AUTH-00001": 400,
        "AUTH-00004": 400,
        "AUTH-00007": 400,
        "AUTH-00010": 404,
        "AUTH-00011": 404,
        "AUTH-00012": 404,
        "AUTH-00013": 409,
        "AUTH-00015": 404,
        "AUTH-00017": 404,
        "AUTH-00021": 400,
        "AUTH-00024": 403,
        "AUTH-00026": 400,
        "AUTH-00030": 404,
        "AUTH-00034": 400,
        "AUTH-00035": 400,
        "AUTH-00041": 403,
        "AUTH-00042": 403,
        "AUTH-00051": 400,
        "AUTH-00052": 400,
        "AUTH-00053": 400,
        "AUTH-00058": 400,
        "AUTH-00059": 400,
        "AUTH-00061": 409,
        "AUTH-00063": 400,
        "AUTH-00064": 400,
        "AUTH-00065": 400,
        "AUTH-00066": 403,
        "AUTH-00068": 403,
        "AUTH-00070": 403,
        "AUTH-00079": 400,
        "AUTH-00080": 400,
        "AM-00022": 400,
        "AM.VLD-00006": 400,
        "AM.VLD-00010": 400,
        "AM.VLD-00011": 400,
        "AM.VLD-00026": 400,
        "AM.VLD-00028": 400,
        "AM.VLD-00048": 400,
    }
    assert str(Refused(problems.CLIENT_NOT_FOUND)) == "AUTH-00079: Client not found."
    assert str(Refused(problems.FORBIDDEN)) == "403: Forbidden"


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


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_client_administrator_takes_nothing_away_in_any_edition(
    uow: UnitOfWork, cast: Cast, acting: Acting, edition: str
) -> None:
    administrator = replace(acting, person=cast("BLID ELV").id, edition=EDITIONS[edition])
    provider, manager = cast(PROVIDER).id, cast("RASK LYKT").id
    powers.grant_package(uow, acting, provider, "skattegrunnlag")
    for user in (provider, manager, administrator.person):
        for call in (
            lambda user=user: powers.revoke_package(uow, administrator, user, "skattegrunnlag"),
            lambda user=user: powers.delete_user(uow, administrator, user, cascade=True),
        ):
            assert problem_of(call) == problems.FORBIDDEN
    assert codes(powers.user(uow, acting, provider).areas) == ["skattegrunnlag"]


def test_a_client_administrator_sees_what_is_held_but_no_way_to_take_it(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    administrator = replace(acting, person=cast("BLID ELV").id)
    provider = cast(PROVIDER).id
    powers.grant_package(uow, administrator, provider, "skattegrunnlag")
    for looking, may in ((administrator, False), (acting, True)):
        page = powers.user(uow, looking, provider)
        assert (page.may_give, page.may_delete) == (True, may)
        for areas in (page.areas, powers.grantable(uow, looking, provider, "skattegrunn")):
            ((held,),) = [area.held for area in areas]
            assert (held.package.code, held.granted, held.revocable) == (
                "skattegrunnlag",
                True,
                may,
            )


def test_a_system_user_is_no_user(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("DRESS MINST", PROVIDER)
    user = cast.access("Regnskap i sky")
    calls = (
        lambda: powers.user(uow, acting, user),
        lambda: powers.grantable(uow, acting, user),
        lambda: powers.grant_package(uow, acting, user, "toll"),
        lambda: powers.revoke_package(uow, acting, user, "posttjenester"),
        lambda: powers.delete_user(uow, acting, user, cascade=True),
    )
    for call in calls:
        assert problem_of(call) == problems.ENTITY_UNKNOWN
    assert [each.code for each in system_accesses.access(uow, acting, user).packages] == [
        "posttjenester"
    ]


def test_deleting_a_user_with_packages_needs_a_cascade(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    provider = cast(PROVIDER).id
    powers.grant_package(uow, acting, provider, "skattegrunnlag")
    refused = problem_of(powers.delete_user, uow, acting, provider, cascade=False)
    assert refused == problems.ASSIGNMENT_IN_USE
    assert powers.user(uow, acting, provider).count == 1
    assert powers.delete_user(uow, acting, provider, cascade=True)
    assert not powers.user(uow, acting, provider).connected
    assert not powers.delete_user(uow, acting, provider, cascade=True)


def test_a_bare_connection_is_deleted_without_a_cascade(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    assert powers.delete_user(uow, acting, cast(PROVIDER).id, cascade=False)


def test_deleting_a_user_never_removes_a_register_role(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("TYDELIG MÅNE", "Revisorkunde AS")
    provider = cast(PROVIDER).id
    users.add_organisation(uow, acting, "311590839")
    powers.grant_package(uow, acting, provider, "skattegrunnlag")
    assert powers.delete_user(uow, acting, provider, cascade=True)
    page = powers.user(uow, acting, provider)
    assert [role.code for role in page.roles] == ["revisor"]
    assert page.count == 2
    assert not powers.delete_user(uow, acting, provider, cascade=True)


def test_revoking_ends_client_delegations_silently(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    provider = cast(PROVIDER).id
    owner = cast.acting("KLOK HEGRE", PROVIDER)
    access = cast.access("Skatt for kunder")
    powers.grant_package(uow, acting, provider, "skattegrunnlag")
    clients.add(uow, owner, access, acting.party)
    assert clients.connected(uow, owner, access) == (cast("Klientkunde AS"),)
    powers.revoke_package(uow, acting, provider, "skattegrunnlag")
    assert clients.connected(uow, owner, access) == ()


@pytest.mark.parametrize("granting", [("main",), ("unit",), ("main", "unit"), ("unit", "main")])
def test_a_package_granted_twice_is_revocable_where_the_party_granted_it(
    town: Town, granting: tuple[str, ...]
) -> None:
    main, director, user = (
        town.organisation("Main"),
        town.person("Director"),
        town.person("User"),
    )
    unit = town.organisation("Unit", "BEDR", main)
    town.role(main, director, "daglig-leder")
    for name in granting:
        town.grant({"main": main, "unit": unit}[name], user, "toll")
    page = powers.user(town.uow, Acting(director.id, unit.id), user.id)
    assert [held.revocable for area in page.areas for held in area.held] == ["unit" in granting]


def test_what_came_through_a_key_role_cannot_be_revoked_from_the_person(town: Town) -> None:
    client, provider, director = (
        town.organisation("Client"),
        town.organisation("Provider"),
        town.person("Director"),
    )
    town.grant(client, provider, "toll")
    for organisation in (client, provider):
        town.role(organisation, director, "styremedlem")
    town.role(provider, director, "daglig-leder")
    manager = town.person("Manager")
    town.role(client, manager, "daglig-leder")
    page = powers.user(town.uow, Acting(manager.id, client.id), director.id)
    ((held,),) = [area.held for area in page.areas]
    assert (held.package.code, held.revocable) == ("toll", False)


def test_an_agent_has_client_access_and_others_have_not(practice: Practice) -> None:
    users_by_name = {"Agent": practice.agent, "Director": practice.director}
    assert {
        name: powers.user(practice.uow, practice.acting, user.id).has_client_access
        for name, user in users_by_name.items()
    } == {"Agent": True, "Director": False}
