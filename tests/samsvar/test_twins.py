"""Twins whose plans differ in how the page numbers them, and prose that one of them lacks."""

from __future__ import annotations

import pytest
from toy import Toy


def told(toy: Toy) -> str:
    return "\n".join(map(str, toy.project().check().verdicts))


def test_an_action_that_begins_a_number_in_one_language_only_is_told(toy: Toy) -> None:
    toy.replace("features/en/greet.feature", 'And I click "Greet"', 'When I click "Greet"')
    assert told(toy) == (
        "features/en/greet.feature:16:5: translation/keyword: This step begins a number of its own "
        "here, but not in nb.\n"
        "  found:    When\n"
        "  write:    And\n"
        "  twin:     features/nb/greet.feature:16:5"
    )


def test_an_action_that_continues_a_number_in_one_language_only_is_told(toy: Toy) -> None:
    toy.replace("features/en/greet.feature", 'When I click "Send"', 'And I click "Send"')
    assert told(toy) == (
        "features/en/greet.feature:18:5: translation/keyword: This step begins a number of its own "
        "in nb, but not here.\n"
        "  found:    And\n"
        "  write:    When\n"
        "  twin:     features/nb/greet.feature:18:5"
    )


def test_and_for_what_is_not_an_action_is_no_difference(toy: Toy) -> None:
    for language, old, new in (
        ("nb", 'Gitt at "dronningen"', 'Gitt at "kongen" er til stede\n    Gitt at "dronningen"'),
        ("en", 'Given "the queen"', 'Given "the king" is present\n    And "the queen"'),
    ):
        toy.replace(f"features/{language}/greet.feature", old, new)
    assert told(toy) == ""


@pytest.mark.parametrize(
    ("language", "old", "message"),
    [
        ("en", "  You greet someone.\n  It takes a moment.\n", "in nb, but none here"),
        ("nb", "  Du hilser på noen.\n  Det tar kort tid.\n", "here, but none in nb"),
        ("en", "    This is how you greet one person.\n", "in nb, but none here"),
        ("nb", "    Slik hilser du på én.\n", "here, but none in nb"),
    ],
)
def test_an_introduction_in_one_language_only_is_told(
    toy: Toy, language: str, old: str, message: str
) -> None:
    toy.replace(f"features/{language}/greet.feature", old, "")
    (verdict,) = toy.project().check().verdicts
    assert verdict.rule == "translation/prose"
    assert verdict.message == f"There is an introduction {message}."
    assert (verdict.found is None) is (language == "en")
    assert (verdict.expected == "no introduction") is (language == "nb")
    assert verdict.place.path == "features/en/greet.feature"
    assert verdict.twin is not None
    assert verdict.twin.path == "features/nb/greet.feature"


def test_prerequisites_introduced_in_one_language_only_are_told(toy: Toy) -> None:
    toy.replace("features/nb/greet.feature", "Forutsetninger\n", "Forutsetninger\n    Se her.\n\n")
    assert told(toy) == (
        "features/en/greet.feature:8:3: translation/prose: There is an introduction in nb, but "
        "none here.\n"
        "  expected: Se her.\n"
        "  twin:     features/nb/greet.feature:8:3"
    )
