"""The lock against guessing numbers and names (`PORTAL.md 3.2`, `DOMAIN.md 3.8`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from town import Town

from systemtilgang.domain.lookups import LOCKED_FOR, MOST_MISSES, TOO_MANY_LOOKUPS
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import FORBIDDEN, Problem, Refused
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.service import agents, users
from systemtilgang.service.acting import Acting

UNKNOWN = "312000105"
Lookup = Callable[[str], object]


class Desk:
    """A managing director of two firms, who may look up anybody, with a clock to move."""

    def __init__(self, town: Town) -> None:
        self.uow = town.uow
        self.firm, self.second = town.organisation("Firm"), town.organisation("Second")
        self.director = town.person("Director")
        for organisation in (self.firm, self.second):
            town.role(organisation, self.director, "daglig-leder")
        self.sought, self.person = town.organisation("Sought"), town.person("Person Sought")
        self.clock = FixedClock()
        self.acting = Acting(self.director.id, self.firm.id, clock=self.clock)

    def add_person(self, last_name: str) -> object:
        return users.add_person(self.uow, self.acting, str(self.person.number), last_name)

    def add_agent(self, last_name: str) -> object:
        return agents.add_person(self.uow, self.acting, str(self.person.number), last_name)

    def find(self, number: str) -> Party:
        return users.find_organisation(self.uow, self.acting, number)

    def add(self, number: str) -> object:
        return users.add_organisation(self.uow, self.acting, number)

    def miss(self, times: int) -> None:
        for guess in range(times):
            assert refusal(self.find, f"{UNKNOWN}{guess}") != TOO_MANY_LOOKUPS

    @property
    def is_locked(self) -> bool:
        try:
            self.find(str(self.sought.number))
        except Refused as refused:
            return refused.problem == TOO_MANY_LOOKUPS
        return False


def refusal(look_up: Lookup, answer: str) -> Problem:
    with pytest.raises(Refused) as caught:
        look_up(answer)
    return caught.value.problem


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town)


def test_the_fifth_wrong_number_is_one_too_many(desk: Desk) -> None:
    desk.miss(MOST_MISSES - 1)
    assert not desk.is_locked
    desk.miss(1)
    assert desk.is_locked
    assert MOST_MISSES == 5


@pytest.mark.parametrize("kind", ["add_person", "add_agent", "find", "add"])
def test_every_way_to_guess_counts_and_is_locked(desk: Desk, kind: str) -> None:
    look_up: Lookup = getattr(desk, kind)
    for guess in range(MOST_MISSES):
        assert refusal(look_up, f"Wrong{guess}") != TOO_MANY_LOOKUPS
    right = str(desk.sought.number) if kind in ("find", "add") else "Person"
    assert refusal(look_up, right) == TOO_MANY_LOOKUPS
    assert desk.is_locked


def test_wrong_numbers_and_wrong_names_add_up(desk: Desk) -> None:
    desk.miss(3)
    refusal(desk.add_person, "Wrong")
    assert not desk.is_locked
    refusal(desk.add_agent, "Wronger")
    assert desk.is_locked


def test_a_right_answer_does_not_make_up_for_wrong_ones(desk: Desk) -> None:
    """Or else somebody could guess on for ever, with a right answer now and then."""
    desk.miss(MOST_MISSES - 1)
    assert desk.add_person("person")
    desk.miss(1)
    assert desk.is_locked


def test_the_same_answer_sent_again_counts_once(desk: Desk) -> None:
    for _ in range(3 * MOST_MISSES):
        refusal(desk.find, UNKNOWN)
        refusal(desk.find, " ".join(UNKNOWN))
    assert not desk.is_locked
    for _ in range(MOST_MISSES):
        refusal(desk.add_person, "Wrong")
        refusal(desk.add_person, " WRONG ")
    assert not desk.is_locked
    desk.miss(MOST_MISSES - 2)
    assert desk.is_locked


def test_the_lock_lasts_an_hour_from_the_last_wrong_answer(desk: Desk) -> None:
    desk.miss(MOST_MISSES)
    desk.clock.advance(LOCKED_FOR - timedelta(seconds=1))
    assert desk.is_locked, "and having tried does not make it longer"
    desk.clock.advance(timedelta(seconds=1))
    assert not desk.is_locked
    desk.miss(MOST_MISSES - 1)
    assert not desk.is_locked, "one begins anew"


def test_wrong_answers_are_forgotten_after_an_hour_without_another(desk: Desk) -> None:
    desk.miss(MOST_MISSES - 1)
    desk.clock.advance(LOCKED_FOR)
    desk.miss(MOST_MISSES - 1)
    assert not desk.is_locked


def test_an_old_wrong_answer_counts_while_new_ones_come(desk: Desk) -> None:
    for guess in range(MOST_MISSES):
        assert not desk.is_locked
        refusal(desk.find, f"Wrong{guess}")
        desk.clock.advance(LOCKED_FOR - timedelta(minutes=1))
    assert desk.is_locked


def test_who_is_locked_out_is_so_wherever_and_nobody_else_is(desk: Desk, town: Town) -> None:
    colleague = town.person("Colleague")
    town.role(desk.firm, colleague, "daglig-leder")
    desk.miss(MOST_MISSES)
    desk.acting = Acting(desk.director.id, desk.second.id, clock=desk.clock)
    assert desk.is_locked
    desk.acting = replace(desk.acting, person=colleague.id, party=desk.firm.id)
    assert not desk.is_locked


def test_who_may_not_look_up_is_told_so_and_guesses_nothing(desk: Desk, town: Town) -> None:
    desk.acting = replace(desk.acting, person=town.person("Stranger").id)
    for guess in range(2 * MOST_MISSES):
        assert refusal(desk.find, f"Wrong{guess}") == FORBIDDEN
    assert town.uow.lookups.misses_of(desk.acting.person) is None


def test_what_was_guessed_cannot_be_read_in_the_store(desk: Desk) -> None:
    refusal(desk.add_person, "Wrong")
    kept = desk.uow.lookups.misses_of(desk.director.id)
    assert kept is not None
    assert (kept.count, kept.last) == (1, desk.clock.now())
    assert len(kept.last_mark) == 64
    assert str(desk.person.number) not in kept.last_mark


def test_a_person_who_is_removed_takes_the_lock_along(desk: Desk) -> None:
    desk.miss(MOST_MISSES)
    desk.uow.parties.remove(desk.director.id)
    assert desk.uow.lookups.misses_of(desk.director.id) is None


def test_an_answer_that_was_forgotten_counts_when_it_is_sent_again(desk: Desk) -> None:
    refusal(desk.find, "Wrong")
    desk.clock.advance(LOCKED_FOR)
    refusal(desk.find, "Wrong")
    desk.miss(MOST_MISSES - 1)
    assert desk.is_locked
