from datetime import date

import pytest
from town import Cast, Town

from systemtilgang.domain.problems import ENTITY_UNKNOWN, FORBIDDEN, Refused
from systemtilgang.service import login
from systemtilgang.store import UnitOfWork


def test_the_choices_of_the_login_are_the_persons_in_norwegian_order(uow: UnitOfWork) -> None:
    assert [person.name for person in login.persons(uow)] == [
        "BLID ELV",
        "DRESS MINST",
        "FRISK BRIS",
        "KLAR BEKK",
        "KLOK HEGRE",
        "LUN SKOG",
        "MILD STI",
        "RASK LYKT",
        "STILLE FJORD",
        "SVAL BUKT",
        "TRYGG VARDE",
        "TYDELIG MÅNE",
    ]


def test_what_persons_hold_is_known_by_organisation(uow: UnitOfWork, cast: Cast) -> None:
    persons = [cast(name).id for name in ("DRESS MINST", "BLID ELV", "RASK LYKT")]
    held = login.holdings(uow, persons)
    assert [
        (
            each.party.name,
            [role.code for role in each.roles],
            sorted(package.code for package in each.packages),
        )
        for person in persons
        for each in held[person]
    ] == [
        ("DISKRET NÆR TIGER AS", ["daglig-leder"], []),
        ("Klientkunde AS", [], ["klientadministrator", "skattegrunnlag"]),
        ("Klientkunde AS", ["daglig-leder"], []),
    ]


def test_what_a_person_or_a_sub_unit_gives_is_no_position(town: Town) -> None:
    main, person = town.organisation("MAIN AS"), town.person("ELV BLID")
    unit = town.organisation("UNIT", form="BEDR", main=main)
    town.grant(unit, person, "posttjenester")
    town.grant(town.person("MÅNE KLAR"), person, "posttjenester")
    assert login.holdings(town.uow, [person.id]) == {}


def test_norwegian_letters_come_after_z(town: Town) -> None:
    for name in ("ØRN", "åre", "ZOOM", "Ærfugl", "ALM"):
        town.person(name)
    names = [person.name for person in login.persons(town.uow)]
    assert names == ["ALM", "ZOOM", "Ærfugl", "ØRN", "åre"]


def actor_names(uow: UnitOfWork, cast: Cast, person: str) -> list[str]:
    return [actor.name for actor in login.actors(uow, cast(person).id)]


def test_actors_are_the_person_then_organisations_with_their_sub_units(
    uow: UnitOfWork, cast: Cast
) -> None:
    assert actor_names(uow, cast, "MILD STI") == ["MILD STI", "Klientkunde AS"]
    assert actor_names(uow, cast, "STILLE FJORD") == [
        "STILLE FJORD",
        "DISKRET NÆR TIGER AS",
        "DISKRET NÆR TIGER AVD VEST",
    ]


def test_a_key_role_opens_the_organisations_clients_too(uow: UnitOfWork, cast: Cast) -> None:
    director = actor_names(uow, cast, "DRESS MINST")
    assert "Revisorkunde AS" in director
    assert "Klientkunde AS" not in director
    assert "Revisorkunde AS" not in actor_names(uow, cast, "KLOK HEGRE")


def test_actors_tell_what_a_selector_shows(uow: UnitOfWork, cast: Cast) -> None:
    me, main, unit = login.actors(uow, cast("STILLE FJORD").id)
    assert me.is_self
    assert str(me.born) == "1988-05-23"
    assert (main.is_self, main.number, main.form, main.parent) == (False, "311590839", "AS", None)
    assert (unit.form, unit.parent) == ("BEDR", cast("DISKRET NÆR TIGER AS"))
    assert main.usable
    assert unit.usable


def test_a_bare_connection_makes_no_actor_but_a_package_does(town: Town) -> None:
    person, bare, giving = (
        town.person("Person"),
        town.organisation("Bare"),
        town.organisation("Giving"),
    )
    town.grant(bare, person)
    town.grant(giving, person, "posttjenester")
    assert [actor.name for actor in login.actors(town.uow, person.id)] == ["Person", "Giving"]


def test_a_main_unit_of_a_sub_unit_is_listed_but_cannot_be_chosen(town: Town) -> None:
    person, main = town.person("Person"), town.organisation("Main")
    unit = town.organisation("Unit", "AAFY", main)
    town.grant(unit, person, "posttjenester")
    listed = [(actor.name, actor.usable) for actor in login.actors(town.uow, person.id)]
    assert listed == [("Person", True), ("Main", False), ("Unit", True)]
    assert login.actor(town.uow, person.id, unit.id).parent == main
    with pytest.raises(Refused) as caught:
        login.actor(town.uow, person.id, main.id)
    assert caught.value.problem == FORBIDDEN


def test_persons_that_gave_something_come_before_organisations(town: Town) -> None:
    person, friend, firm = town.person("Person"), town.person("Zoe"), town.organisation("Able")
    town.grant(friend, person, next(iter(town.uow.catalogue.packages)))
    town.grant(firm, person, "posttjenester")
    names = [actor.name for actor in login.actors(town.uow, person.id)]
    assert names == ["Person", "Zoe", "Able"]


def test_actors_tell_which_organisations_the_register_has_deleted(town: Town) -> None:
    person, firm = town.person("Person"), town.organisation("Firm")
    gone = town.organisation("Gone", deleted_at=date(2025, 1, 2))
    town.role(firm, person, "daglig-leder")
    town.role(gone, person, "daglig-leder")
    deleted = {actor.name: actor.is_deleted for actor in login.actors(town.uow, person.id)}
    assert deleted == {"Person": False, "Firm": False, "Gone": True}


def test_nobody_acts_for_a_stranger(uow: UnitOfWork, cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        login.actor(uow, cast("MILD STI").id, cast("Revisorkunde AS").id)
    assert caught.value.problem == FORBIDDEN
    with pytest.raises(Refused) as unknown:
        login.actors(uow, "unknown")
    assert unknown.value.problem == ENTITY_UNKNOWN
