"""One user's page: DOMAIN.md 3.7, PORTAL.md 4."""

from __future__ import annotations

from practice import Practice
from refusing import problem_of
from town import Cast
from users_page import PROVIDER, codes

from systemtilgang.domain import problems
from systemtilgang.service import powers, system_accesses
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork


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


def test_an_agent_has_client_access_and_others_have_not(practice: Practice) -> None:
    users_by_name = {"Agent": practice.agent, "Director": practice.director}
    assert {
        name: powers.user(practice.uow, practice.acting, user.id).has_client_access
        for name, user in users_by_name.items()
    } == {"Agent": True, "Director": False}
