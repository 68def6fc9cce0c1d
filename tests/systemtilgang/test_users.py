from datetime import timedelta

import pytest
from practice import Practice
from refusing import problem_of
from town import Cast, Town

from systemtilgang.domain.connections import AGENT
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.problems import ENTITY_UNKNOWN, FORBIDDEN, NOT_FOUND
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.service import clients, users
from systemtilgang.service.acting import Acting
from systemtilgang.service.users import UserList
from systemtilgang.store import UnitOfWork

PROVIDER_NUMBER = "311590839"


@pytest.mark.parametrize("number", [PROVIDER_NUMBER, "311 590 839", " 311590839 "])
def test_an_organisation_is_found_by_number_whatever_the_spaces(
    uow: UnitOfWork, cast: Cast, number: str
) -> None:
    acting = cast.acting("RASK LYKT", "Klientkunde AS")
    assert users.find_organisation(uow, acting, number) == cast("DISKRET NÆR TIGER AS")


@pytest.mark.parametrize("number", ["311590830", "", "14837101108"])
def test_an_unknown_number_and_a_person_number_are_refused(
    uow: UnitOfWork, cast: Cast, number: str
) -> None:
    acting = cast.acting("RASK LYKT", "Klientkunde AS")
    assert problem_of(users.find_organisation, uow, acting, number) == ENTITY_UNKNOWN
    assert problem_of(users.add_organisation, uow, acting, number) == ENTITY_UNKNOWN


def test_adding_an_organisation_connects_it_without_any_package(
    uow: UnitOfWork, cast: Cast
) -> None:
    acting = cast.acting("RASK LYKT", "Klientkunde AS")
    first = users.add_organisation(uow, acting, PROVIDER_NUMBER)
    second = users.add_organisation(uow, acting, PROVIDER_NUMBER)
    provider = cast("DISKRET NÆR TIGER AS")
    assert (first.party, first.changed) == (provider, True)
    assert (second.party, second.changed) == (provider, False)
    (connection,) = uow.assignments.between([acting.party], [provider.id])
    assert (connection.role, connection.packages) == ("rettighetshaver", frozenset())
    assert connection.created == acting.clock.now()


def test_an_organisation_cannot_be_added_to_itself(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("RASK LYKT", "Klientkunde AS")
    assert problem_of(users.add_organisation, uow, acting, "315260183") == ENTITY_UNKNOWN


@pytest.mark.parametrize(
    ("person", "edition", "may"),
    [
        ("RASK LYKT", "2025-12", True),
        ("RASK LYKT", "2026-08", True),
        ("BLID ELV", "2025-12", True),
        ("BLID ELV", "2026-08", False),
        ("MILD STI", "2025-12", False),
        ("TYDELIG MÅNE", "2025-12", False),
    ],
)
def test_who_may_add_an_organisation_is_asked_of_the_edition(
    uow: UnitOfWork, cast: Cast, person: str, edition: str, may: bool
) -> None:
    acting = Acting(cast(person).id, cast("Klientkunde AS").id, EDITIONS[edition])
    if may:
        assert users.add_organisation(uow, acting, PROVIDER_NUMBER).changed
    else:
        assert problem_of(users.find_organisation, uow, acting, PROVIDER_NUMBER) == FORBIDDEN
        assert problem_of(users.add_organisation, uow, acting, PROVIDER_NUMBER) == FORBIDDEN
        assert not uow.assignments.between([acting.party], [cast("DISKRET NÆR TIGER AS").id])


def test_nobody_acts_for_a_party_that_does_not_exist(uow: UnitOfWork, cast: Cast) -> None:
    acting = Acting(cast("RASK LYKT").id, "unknown")
    assert problem_of(users.find_organisation, uow, acting, PROVIDER_NUMBER) == NOT_FOUND
    assert problem_of(users.list_users, uow, acting) == NOT_FOUND


@pytest.mark.parametrize("last_name", ["KLOK", "klok", " Klok "])
def test_a_person_is_added_by_number_and_last_name(
    uow: UnitOfWork, cast: Cast, last_name: str
) -> None:
    acting = cast.acting("RASK LYKT", "Klientkunde AS")
    added = [users.add_person(uow, acting, "08917908681", last_name) for _ in range(2)]
    assert [(each.party, each.changed) for each in added] == [
        (cast("KLOK HEGRE"), True),
        (cast("KLOK HEGRE"), False),
    ]
    listed = names(users.list_users(uow, acting))
    assert listed == ["KLOK HEGRE", "BLID ELV", "KLAR BEKK", "MILD STI"]


@pytest.mark.parametrize(
    ("number", "last_name"),
    [
        ("08917908681", "HEGRE"),
        ("08917908681", ""),
        ("08917908682", "KLOK"),
        ("311590839", "DISKRET"),
    ],
)
def test_a_person_is_not_added_without_the_right_number_and_name(
    uow: UnitOfWork, cast: Cast, number: str, last_name: str
) -> None:
    acting = cast.acting("RASK LYKT", "Klientkunde AS")
    assert problem_of(users.add_person, uow, acting, number, last_name) == ENTITY_UNKNOWN


def test_a_person_adds_others_but_not_itself(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("KLOK HEGRE", "KLOK HEGRE")
    assert problem_of(users.add_person, uow, acting, "08917908681", "KLOK") == ENTITY_UNKNOWN
    assert users.add_person(uow, acting, "14837101108", "RASK").changed
    stranger = cast.acting("MILD STI", "Klientkunde AS")
    assert problem_of(users.add_person, uow, stranger, "08917908681", "KLOK") == FORBIDDEN


def names(found: UserList) -> list[str]:
    assert found.others is not None
    return [user.party.name for user in found.others]


def test_the_list_shows_others_with_their_register_roles(uow: UnitOfWork, cast: Cast) -> None:
    found = users.list_users(uow, cast.acting("TYDELIG MÅNE", "Revisorkunde AS"))
    assert found.me.party == cast("TYDELIG MÅNE")
    assert [role.name.nb for role in found.me.roles] == ["Daglig leder"]
    assert found.others is not None
    (provider,) = found.others
    assert [role.code for role in provider.roles] == ["revisor"]
    assert not provider.is_new
    assert [user.party.name for user in provider.sub_users] == ["DRESS MINST"]
    assert not found.is_empty


def test_a_connection_is_no_register_role(uow: UnitOfWork, cast: Cast) -> None:
    found = users.list_users(uow, cast.acting("BLID ELV", "Klientkunde AS"))
    assert found.me.roles == ()
    assert found.others is not None
    assert [(user.party.name, len(user.roles)) for user in found.others] == [
        ("KLAR BEKK", 0),
        ("MILD STI", 0),
        ("RASK LYKT", 1),
    ]


def test_system_users_are_not_among_the_users(uow: UnitOfWork, cast: Cast) -> None:
    found = users.list_users(uow, cast.acting("DRESS MINST", "DISKRET NÆR TIGER AS"))
    assert names(found) == ["KLOK HEGRE", "LUN SKOG", "STILLE FJORD", "TRYGG VARDE"]


def test_users_of_the_main_unit_are_users_of_the_sub_unit(uow: UnitOfWork, cast: Cast) -> None:
    found = users.list_users(uow, cast.acting("DRESS MINST", "DISKRET NÆR TIGER AVD VEST"))
    assert names(found) == ["KLOK HEGRE", "LUN SKOG", "STILLE FJORD", "TRYGG VARDE"]


def test_who_may_not_see_others_sees_only_itself(uow: UnitOfWork, cast: Cast) -> None:
    found = users.list_users(uow, cast.acting("MILD STI", "Klientkunde AS"))
    assert found.me.party == cast("MILD STI")
    assert found.others is None


def test_a_stranger_sees_nothing(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("TYDELIG MÅNE", "Klientkunde AS")
    assert problem_of(users.list_users, uow, acting) == FORBIDDEN


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("", ["DISKRET NÆR TIGER AS"]),
        ("tiger", ["DISKRET NÆR TIGER AS"]),
        ("nær", ["DISKRET NÆR TIGER AS"]),
        ("311590839", ["DISKRET NÆR TIGER AS"]),
        ("1159", ["DISKRET NÆR TIGER AS"]),
        ("311 590 839", []),  # PORTAL.md 17, 6: the number with spaces matches nothing
        ("minst", ["DISKRET NÆR TIGER AS"]),  # a sub-user
        ("19816818152", []),  # never by person number
        ("bakeri", []),
    ],
)
def test_search_looks_in_names_numbers_and_sub_users(
    uow: UnitOfWork, cast: Cast, search: str, expected: list[str]
) -> None:
    found = users.list_users(uow, cast.acting("TYDELIG MÅNE", "Revisorkunde AS"), search)
    assert names(found) == expected
    assert not found.is_empty


def test_a_match_in_a_sub_user_leaves_out_its_siblings(town: Town) -> None:
    firm, other, me = town.organisation("Firm"), town.organisation("Other"), town.person("Me")
    for name in ("Anna", "Berit"):
        town.role(other, town.person(name), "daglig-leder")
    town.role(other, town.organisation("Owner"), "komplementar")
    town.role(firm, me, "daglig-leder")
    town.grant(firm, other)
    acting = Acting(me.id, firm.id)
    everybody, matching = (
        users.list_users(town.uow, acting),
        users.list_users(town.uow, acting, "ber"),
    )
    assert everybody.others is not None
    assert matching.others is not None
    assert [user.party.name for user in everybody.others[0].sub_users] == ["Anna", "Berit"]
    assert [user.party.name for user in matching.others[0].sub_users] == ["Berit"]


def test_agents_are_among_the_others_only_when_asked_for(town: Town) -> None:
    firm, me, agent = town.organisation("Firm"), town.person("Me"), town.person("Agent")
    both = town.person("Both")
    town.role(firm, me, "daglig-leder")
    for person in (agent, both):
        town.role(firm, person, "agent")
    town.grant(firm, both)
    acting = Acting(me.id, firm.id)
    assert names(users.list_users(town.uow, acting)) == ["Both"]
    with_agents = users.list_users(town.uow, acting, with_agents=True)
    assert names(with_agents) == ["Agent", "Both"]
    assert with_agents.others is not None
    assert all(user.has_client_access and not user.roles for user in with_agents.others)
    assert not with_agents.me.has_client_access


def test_a_system_user_is_no_agent_to_show(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("DRESS MINST", "DISKRET NÆR TIGER AS")
    clients.add_all(uow, acting, cast.access("Revisor klientdelegering"))
    found = users.list_users(uow, acting, with_agents=True)
    assert names(found) == ["KLOK HEGRE", "LUN SKOG", "STILLE FJORD", "TRYGG VARDE"]


@pytest.mark.parametrize(("person", "may"), [("RASK LYKT", True), ("BLID ELV", False)])
def test_only_an_access_manager_may_take_the_list_away(
    uow: UnitOfWork, cast: Cast, person: str, may: bool
) -> None:
    acting = cast.acting(person, "Klientkunde AS")
    if may:
        rows = users.users_for_file(uow, acting, "mild")
        assert [row.party.name for row in rows] == ["RASK LYKT", "MILD STI"]
    else:
        assert problem_of(users.users_for_file, uow, acting) == FORBIDDEN


def test_only_me_is_an_empty_list(town: Town) -> None:
    firm, me = town.organisation("Firm"), town.person("Me")
    town.role(firm, me, "daglig-leder")
    found = users.list_users(town.uow, Acting(me.id, firm.id))
    assert (found.others, found.is_empty) == ((), True)


def test_newly_added_users_come_first_for_an_hour(uow: UnitOfWork, cast: Cast) -> None:
    clock = FixedClock()
    acting = Acting(cast("RASK LYKT").id, cast("Klientkunde AS").id, clock=clock)
    users.add_organisation(uow, acting, "313909964")
    for age, is_new in ((0, True), (59, True), (60, False)):
        clock.moment = FixedClock().now() + timedelta(minutes=age)
        found = users.list_users(uow, acting)
        expected = ["BLID ELV", "KLAR BEKK", "MILD STI"]
        expected = ["SmartCloud AS", *expected] if is_new else [*expected, "SmartCloud AS"]
        assert names(found) == expected
        assert found.others is not None
        assert [user.is_new for user in found.others].count(True) == int(is_new)


def test_on_equal_names_organisations_come_before_persons(town: Town) -> None:
    firm, me = town.organisation("Firm"), town.person("Me")
    town.role(firm, me, "daglig-leder")
    for word in ("same", "other", "third", "fourth"):
        town.grant(firm, town.person(word))
        town.grant(firm, town.organisation(word.upper()))
    assert names(users.list_users(town.uow, Acting(me.id, firm.id))) == [
        *("FOURTH", "fourth", "OTHER", "other"),
        *("SAME", "same", "THIRD", "third"),
    ]


def test_ones_own_client_access_is_told(practice: Practice) -> None:
    before = users.list_users(practice.uow, practice.acting).me
    practice.town.role(practice.provider, practice.director, AGENT)
    after = users.list_users(practice.uow, practice.acting).me
    assert (before.has_client_access, after.has_client_access) == (False, True)


def test_an_organisation_without_a_number_is_found_by_name_only() -> None:
    firm = Party("firm", PartyKind.ORGANISATION, "Firm 1 AS")
    assert [users.matches(firm, search) for search in ("firm 1", "9")] == [True, False]
