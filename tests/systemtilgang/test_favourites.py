"""Favourites among the actors, kept per person (`PORTAL.md 2.2`)."""

from __future__ import annotations

import pytest
from town import Cast, Town

from systemtilgang.domain.problems import FORBIDDEN, Refused
from systemtilgang.service import login
from systemtilgang.store import UnitOfWork


def favourites(uow: UnitOfWork, person: str) -> list[str]:
    return [actor.name for actor in login.actors(uow, person) if actor.is_favourite]


def test_each_person_has_favourites_of_its_own(uow: UnitOfWork, cast: Cast) -> None:
    director, manager = cast("DRESS MINST").id, cast("STILLE FJORD").id
    unit = cast("DISKRET NÆR TIGER AVD VEST").id
    assert login.mark_favourite(uow, director, unit, on=True)
    assert not login.mark_favourite(uow, director, unit, on=True), "it was so already"
    assert favourites(uow, director) == ["DISKRET NÆR TIGER AVD VEST"]
    assert favourites(uow, manager) == []
    assert login.mark_favourite(uow, director, unit, on=False)
    assert not login.mark_favourite(uow, director, unit, on=False)
    assert favourites(uow, director) == []


def test_only_an_actor_can_be_a_favourite_and_never_oneself(uow: UnitOfWork, cast: Cast) -> None:
    director = cast("DRESS MINST").id
    for other in (cast("Klientkunde AS").id, director, "nobody"):
        for on in (True, False):
            with pytest.raises(Refused) as refused:
                login.mark_favourite(uow, director, other, on=on)
            assert refused.value.problem == FORBIDDEN
    assert uow.favourites.of(director) == frozenset()


def test_a_main_unit_that_cannot_be_chosen_cannot_be_a_favourite(town: Town) -> None:
    main = town.organisation("Main")
    unit = town.organisation("Unit", "BEDR", main)
    person = town.person("Person")
    town.grant(unit, person, "toll")
    with pytest.raises(Refused):
        login.mark_favourite(town.uow, person.id, main.id, on=True)
    assert login.mark_favourite(town.uow, person.id, unit.id, on=True)


def test_who_is_no_actor_any_more_is_no_favourite(town: Town) -> None:
    organisation, person = town.organisation("Organisation"), town.person("Person")
    granted = town.grant(organisation, person, "toll")
    login.mark_favourite(town.uow, person.id, organisation.id, on=True)
    town.uow.assignments.remove(granted.id)
    assert favourites(town.uow, person.id) == []


def test_a_party_that_is_removed_takes_the_marks_along(town: Town) -> None:
    organisation, person = town.organisation("Organisation"), town.person("Person")
    town.grant(organisation, person, "toll")
    login.mark_favourite(town.uow, person.id, organisation.id, on=True)
    town.uow.parties.remove(organisation.id)
    assert town.uow.favourites.of(person.id) == frozenset()
