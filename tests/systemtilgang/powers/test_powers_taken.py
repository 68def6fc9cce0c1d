"""Taking powers from a user, and deleting the user (DOMAIN.md 3.7, PORTAL.md 4)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from refusing import problem_of
from town import Cast, Town
from users_page import PROVIDER, codes

from systemtilgang.domain import problems
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.service import clients, powers, users
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork


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
