"""DOMAIN.md 3.9, row by row: what reaches somebody in another way than by being given directly."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from town import Cast, Town

from systemtilgang.domain.catalogue import Catalogue
from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party
from systemtilgang.domain.sole_proprietors import reaches_owner
from systemtilgang.domain.standing import Reason
from systemtilgang.domain.surroundings import OSLO, FixedClock
from systemtilgang.service import agent_packages, agents, clients, login, powers, users
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import NO_REASON, decide, decide_for, why
from systemtilgang.service.standings import standing
from systemtilgang.store import UnitOfWork

TODAY = date(2026, 3, 1)
PACKAGE = "skattegrunnlag"

# 3.9, 1: role in the organisation, its form, whether the role passes on what it has received.
KEY_ROLES = [
    ("daglig-leder", "AS", True),
    ("styreleder", "AS", True),
    ("innehaver", "ENK", True),
    ("deltaker-delt-ansvar", "DA", True),
    ("deltaker-delt-ansvar", "IKS", False),
    ("deltaker-fullt-ansvar", "ANS", True),
    ("deltaker-fullt-ansvar", "IKS", True),
    ("komplementar", "KS", True),
    ("bestyrende-reder", "PRE", True),
    ("bostyrer", "KBO", True),
    ("styremedlem", "AS", False),
    ("nestleder", "AS", False),
    ("norsk-representant", "NUF", False),
    ("kontaktperson-nuf", "NUF", False),
    ("forretningsforer", "BRL", False),
    ("regnskapsforer", "AS", False),
    ("revisor", "AS", False),
]


@pytest.mark.parametrize(("role", "form", "passes_on"), KEY_ROLES)
@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_3_9_1_a_key_role_passes_on_what_the_organisation_received(
    town: Town, role: str, form: str, passes_on: bool, kind: str
) -> None:
    giver, receiver = town.organisation("Giver"), town.organisation("Receiver", form)
    holder = getattr(town, kind)("Holder")
    town.grant(giver, receiver, PACKAGE)
    town.role(receiver, holder, role)
    expected = Reason.KEY_ROLE if passes_on else NO_REASON
    assert why(town.uow, holder.id, giver, PACKAGE, TODAY) is expected
    decision = Decision.PERMIT if passes_on else Decision.NOT_APPLICABLE
    assert decide_for(town.uow, holder.id, giver.id, PACKAGE, TODAY) is decision


def test_3_9_1_only_the_first_of_two_key_roles_passes_on(town: Town) -> None:
    giver, first, second = (town.organisation(name) for name in ("Giver", "First", "Second"))
    person = town.person("Person")
    town.grant(giver, first, PACKAGE)
    town.role(first, second, "daglig-leder")
    town.role(second, person, "daglig-leder")
    assert why(town.uow, second.id, giver, PACKAGE, TODAY) is Reason.KEY_ROLE
    assert why(town.uow, person.id, giver, PACKAGE, TODAY) is NO_REASON


# 3.9, 2: of the role map the administration roles; 3.1 says who has them.
ROLE_MAP = {
    "admai": (
        "daglig-leder styreleder innehaver deltaker-fullt-ansvar deltaker-delt-ansvar komplementar "
        "bestyrende-reder bostyrer kontaktperson-nuf norsk-representant forretningsforer "
        "kontaktperson-kommune kontaktperson-ados sameier kontaktperson-revisor privatperson"
    ),
    "hadm": (
        "daglig-leder styreleder innehaver deltaker-fullt-ansvar deltaker-delt-ansvar "
        "bestyrende-reder"
    ),
    "kladm": (
        "daglig-leder styreleder innehaver deltaker-fullt-ansvar deltaker-delt-ansvar komplementar "
        "bestyrende-reder bostyrer norsk-representant kontaktperson-revisor"
    ),
}


@pytest.mark.parametrize(("given", "roles"), ROLE_MAP.items())
def test_3_9_2_the_role_map_gives_the_administration_roles(
    catalogue: Catalogue, given: str, roles: str
) -> None:
    found = {role.code for role in catalogue.roles.values() if given in role.gives}
    assert found == set(roles.split())


# 3.9, 3: form of the unit, whether the main unit's access covers it.
@pytest.mark.parametrize("form", ["BEDR", "AAFY"])
def test_3_9_3_access_from_a_main_unit_covers_its_sub_units(town: Town, form: str) -> None:
    main = town.organisation("Main")
    unit, person = town.organisation("Unit", form, main), town.person("Person")
    town.grant(main, person, PACKAGE)
    reason = Reason.DIRECT | Reason.PARENT
    assert why(town.uow, person.id, unit, PACKAGE, TODAY) is reason
    assert why(town.uow, person.id, main, PACKAGE, TODAY) is Reason.DIRECT


def test_3_9_3_access_from_a_sub_unit_covers_neither_its_main_unit_nor_another_unit(
    town: Town,
) -> None:
    main, person = town.organisation("Main"), town.person("Person")
    unit = town.organisation("Unit", "BEDR", main)
    other = town.organisation("Other", "BEDR", main)
    town.grant(unit, person, PACKAGE)
    assert why(town.uow, person.id, unit, PACKAGE, TODAY) is Reason.DIRECT
    assert why(town.uow, person.id, main, PACKAGE, TODAY) is NO_REASON
    assert why(town.uow, person.id, other, PACKAGE, TODAY) is NO_REASON


def test_3_9_3_a_main_units_access_is_passed_on_by_a_key_role_too(town: Town) -> None:
    main, provider = town.organisation("Main"), town.organisation("Provider")
    unit, director = town.organisation("Unit", "BEDR", main), town.person("Director")
    town.grant(main, provider, PACKAGE)
    town.role(provider, director, "daglig-leder")
    reason = Reason.KEY_ROLE | Reason.PARENT
    assert why(town.uow, director.id, unit, PACKAGE, TODAY) is reason


# 3.9, 4: role in the business, its form, when it was deleted and its owner died; whether it
# reaches the owner on the first of March 2026.
OWNERS = [
    ("regnskapsforer", "ENK", None, None, True),
    ("revisor", "ENK", None, None, True),
    ("forretningsforer", "ENK", None, None, False),
    ("daglig-leder", "ENK", None, None, False),
    ("regnskapsforer", "AS", None, None, False),
    ("regnskapsforer", "ENK", date(2026, 2, 28), None, True),
    ("regnskapsforer", "ENK", date(2024, 3, 2), None, True),
    ("regnskapsforer", "ENK", date(2024, 3, 1), None, False),
    ("regnskapsforer", "ENK", date(2024, 2, 29), None, False),
    ("revisor", "ENK", date(2020, 12, 31), None, False),
    ("regnskapsforer", "ENK", None, date(2026, 2, 28), False),
    ("regnskapsforer", "ENK", date(2026, 2, 28), date(2026, 2, 28), False),
]
CARRIED = {"revisor": "ansvarlig-revisor"}


def owner_and_provider(
    town: Town, role: str, form: str, deleted: date | None, died: date | None
) -> tuple[Party, Party]:
    business = town.organisation("Business", form, deleted_at=deleted)
    owner, provider = town.person("Owner", died_at=died), town.organisation("Provider")
    town.role(business, owner, "innehaver")
    town.role(business, provider, role)
    return owner, provider


@pytest.mark.parametrize(("role", "form", "deleted", "died", "reaches"), OWNERS)
def test_3_9_4_an_accountants_access_to_a_sole_proprietorship_reaches_its_owner(
    town: Town, role: str, form: str, deleted: date | None, died: date | None, reaches: bool
) -> None:
    owner, provider = owner_and_provider(town, role, form, deleted, died)
    director = town.person("Director")
    town.role(provider, director, "daglig-leder")
    package = CARRIED.get(role, "regnskapsforer-lonn")
    for holder in (provider, director):
        found = why(town.uow, holder.id, owner, package, TODAY)
        assert found is (Reason.KEY_ROLE if reaches else NO_REASON)
    names = {actor.name for actor in login.actors(town.uow, director.id, TODAY)}
    assert ("Owner" in names) is reaches
    clock = FixedClock(datetime(2026, 3, 1, 9, 0, tzinfo=OSLO))
    acting = Acting(owner.id, owner.id, clock=clock)
    others = users.list_users(town.uow, acting).others or ()
    assert [user.party for user in others] == ([provider] if reaches else [])
    assert powers.user(town.uow, acting, provider.id).connected is reaches


def test_3_9_4_without_a_day_to_ask_about_a_deleted_business_does_not_count(town: Town) -> None:
    owner, provider = owner_and_provider(town, "revisor", "ENK", date(2026, 2, 28), None)
    assert standing(town.uow, provider.id, owner).held == frozenset()
    assert standing(town.uow, provider.id, owner, TODAY).held
    assert [actor.name for actor in login.actors(town.uow, provider.id)] == [
        "Provider",
        "Business",
    ]


@pytest.mark.parametrize(
    ("today", "reaches"), [(date(2026, 2, 28), True), (date(2026, 3, 1), False)]
)
def test_3_9_4_two_years_after_a_leap_day_end_with_february(
    town: Town, today: date, reaches: bool
) -> None:
    business = town.organisation("Business", "ENK", deleted_at=date(2024, 2, 29))
    assert reaches_owner(town.person("Owner"), business, today) is reaches


def test_3_9_4_it_reaches_the_owner_only(town: Town) -> None:
    _, provider = owner_and_provider(town, "revisor", "ENK", None, None)
    other, director = town.person("Other"), town.person("Director")
    (business,) = (each.giver for each in town.uow.assignments.received_by([provider.id]))
    town.role(town.uow.parties.existing(business), other, "kontaktperson")
    town.role(provider, director, "daglig-leder")
    assert why(town.uow, provider.id, other, "ansvarlig-revisor", TODAY) is NO_REASON
    names = {actor.name for actor in login.actors(town.uow, director.id, TODAY)}
    assert names == {"Director", "Provider", "Business", "Owner"}


def test_3_9_5_an_agent_gets_exactly_what_was_handed_on_for_the_client_and_its_sub_units(
    town: Town,
) -> None:
    client, provider = town.organisation("Client"), town.organisation("Provider")
    unit, director = town.organisation("Unit", "BEDR", client), town.person("Director")
    town.role(provider, director, "daglig-leder")
    town.grant(client, provider, PACKAGE, "merverdiavgift")
    access = town.access(provider, PACKAGE)
    clients.add(town.uow, Acting(director.id, provider.id), access.id, client.id)
    decisions = {
        (party.name, package): decide(town.uow, access.id, party.id, package)
        for party in (client, unit, provider)
        for package in (PACKAGE, "merverdiavgift")
    }
    permitted = {key for key, found in decisions.items() if found is Decision.PERMIT}
    assert permitted == {("Client", PACKAGE), ("Unit", PACKAGE)}
    assert why(town.uow, access.id, unit, PACKAGE, TODAY) is Reason.CLIENT_DELEGATION


def test_3_9_5_a_person_uses_what_was_handed_on_and_cannot_pass_it_on(town: Town) -> None:
    client, provider = town.organisation("Client"), town.organisation("Provider")
    unit, director = town.organisation("Unit", "BEDR", client), town.person("Director")
    person = town.person("Person")
    town.role(provider, director, "daglig-leder")
    town.grant(client, provider, PACKAGE, "merverdiavgift")
    acting = Acting(director.id, provider.id)
    agents.add_person(town.uow, acting, str(person.number), "Person")
    handed_on = [RolePackages("rettighetshaver", (PACKAGE,))]
    agent_packages.give(town.uow, acting, person.id, client.id, handed_on)
    has = {
        (party.name, package): why(town.uow, person.id, party, package, TODAY)
        for party in (client, unit, provider)
        for package in (PACKAGE, "merverdiavgift")
    }
    found = {key: reason for key, reason in has.items() if reason is not NO_REASON}
    assert found == dict.fromkeys(
        [("Client", PACKAGE), ("Unit", PACKAGE)], Reason.CLIENT_DELEGATION
    )
    wanted = town.uow.catalogue.packages[PACKAGE]
    for party in (client, provider):
        assert not standing(town.uow, person.id, party).may_give(wanted)


def test_3_9_6_a_supplier_has_no_client_by_that_role(town: Town) -> None:
    supplied, supplier = town.organisation("Supplied"), town.organisation("Supplier")
    director = town.person("Director")
    town.role(supplier, director, "daglig-leder")
    town.role(supplied, supplier, "supplier")
    access = town.access(supplier, PACKAGE)
    acting = Acting(director.id, supplier.id)
    assert clients.available(town.uow, acting, access.id) == ()
    assert standing(town.uow, supplier.id, supplied).held == frozenset()
    assert [actor.name for actor in login.actors(town.uow, director.id)] == ["Director", "Supplier"]


@pytest.mark.parametrize(
    ("reason", "value"),
    [
        (Reason.DIRECT, 1),
        (Reason.CLIENT_DELEGATION, 2),
        (Reason.KEY_ROLE, 4),
        (Reason.ROLE_MAP, 8),
        (Reason.PARENT, 16),
    ],
)
def test_3_9_7_the_reasons_have_the_bits_of_upstream(reason: Reason, value: int) -> None:
    assert reason == value


def test_3_9_7_several_reasons_add_up(town: Town) -> None:
    main, provider = town.organisation("Main"), town.organisation("Provider")
    unit, person = town.organisation("Unit", "BEDR", main), town.person("Person")
    town.grant(unit, person, PACKAGE)
    town.grant(main, provider, PACKAGE)
    town.role(provider, person, "daglig-leder")
    expected = Reason.DIRECT | Reason.KEY_ROLE | Reason.PARENT
    assert why(town.uow, person.id, unit, PACKAGE, TODAY) is expected


def test_what_is_unknown_and_who_is_a_system_user_cannot_be_decided(
    uow: UnitOfWork, cast: Cast
) -> None:
    person, party = cast("DRESS MINST").id, cast("DISKRET NÆR TIGER AS").id
    access = cast.access("Regnskap i sky")
    for asked in (
        ("unknown", party, PACKAGE),
        (person, "unknown", PACKAGE),
        (person, party, "unknown"),
        (access, party, "posttjenester"),
    ):
        assert decide_for(uow, *asked, TODAY) is Decision.INDETERMINATE
    urn = f"urn:altinn:accesspackage:{PACKAGE}"
    assert decide_for(uow, person, party, urn, TODAY) is Decision.PERMIT
