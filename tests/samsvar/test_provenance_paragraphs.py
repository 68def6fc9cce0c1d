"""Paragraphs of twins that come, go and move."""

from __future__ import annotations

import pytest
from agreed import EN, INTRODUCTION_EN, INTRODUCTION_NB, NB, record_of, settle, told
from toy import Toy

from samsvar.checking import Project
from samsvar.units import digest


def test_a_paragraph_that_is_added_is_missed_in_the_other_language(
    toy: Toy, recorded: Project
) -> None:
    toy.replace(NB, INTRODUCTION_NB, f"{INTRODUCTION_NB}\n  Det er nytt.\n")
    expected = (
        f"{EN}:5:3: translation/stale: After this line, a paragraph of nb is missing.\n"
        "  expected: what nb says now: Det er nytt.\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet "
        '--because "…"\n'
        f"  twin:     {NB}:8:3"
    )
    assert told(recorded) == expected
    assert not settle(recorded)
    assert told(recorded) == expected
    toy.replace(EN, INTRODUCTION_EN, f"{INTRODUCTION_EN}\n  It is new.\n")
    assert [v.rule for v in recorded.check().verdicts] == ["translation/unrecorded"]


def test_a_paragraph_that_is_added_in_another_language_is_missed_in_the_leading_one(
    toy: Toy, recorded: Project
) -> None:
    toy.replace(EN, INTRODUCTION_EN, f"{INTRODUCTION_EN}\n  It is new.\n")
    (verdict,) = recorded.check().verdicts
    assert verdict.message == "After this line, a paragraph of en is missing."
    assert (str(verdict.place), str(verdict.twin)) == (f"{NB}:5:3", f"{EN}:8:3")


def test_a_paragraph_that_is_added_before_the_others_shifts_none_of_them(
    toy: Toy, recorded: Project
) -> None:
    toy.replace(EN, INTRODUCTION_EN, f"  It is new.\n\n{INTRODUCTION_EN}")
    assert told(recorded) == (
        f"{NB}:3:1: translation/stale: After this line, a paragraph of en is missing.\n"
        "  expected: what en says now: It is new.\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet "
        '--because "…"\n'
        f"  twin:     {EN}:5:3"
    )


@pytest.fixture
def two_paragraphs(toy: Toy, recorded: Project) -> Project:
    """The toy with an introduction of two paragraphs, all recorded."""
    toy.replace(NB, INTRODUCTION_NB, "  Første.\n\n  Andre.\n")
    toy.replace(EN, INTRODUCTION_EN, "  First.\n\n  Second.\n")
    settle(recorded, "two paragraphs now")
    assert told(recorded) == ""
    return recorded


def test_a_paragraph_whose_twin_is_removed_is_to_be_reviewed(
    toy: Toy, two_paragraphs: Project
) -> None:
    toy.replace(NB, "  Første.\n\n", "")
    assert told(two_paragraphs) == (
        f"{EN}:5:3: translation/stale: This paragraph is to be reviewed: its twin in nb is gone.\n"
        "  found:    First.\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet "
        '--because "…"'
    )


def test_a_paragraph_can_be_accepted_without_a_twin_until_it_changes(
    toy: Toy, two_paragraphs: Project
) -> None:
    toy.replace(NB, "  Første.\n\n", "")
    settle(two_paragraphs, "nobody needs it in nb")
    assert told(two_paragraphs) == ""
    assert f"nb:none en:{digest('First.')}  paragraph: First.  because: nobody needs it in nb" in (
        record_of(toy)
    )
    toy.replace(EN, "First.", "One.")
    assert [v.message for v in two_paragraphs.check().verdicts] == [
        "After this line, a paragraph of en is missing."
    ]


def test_paragraphs_in_another_order_are_told_as_such(toy: Toy, two_paragraphs: Project) -> None:
    toy.replace(EN, "  First.\n\n  Second.\n", "  Second.\n\n  First.\n")
    assert told(two_paragraphs) == (
        f"{EN}:7:3: translation/order: This paragraph stands at another point than in nb.\n"
        "  found:    First.\n"
        f"  twin:     {NB}:5:3"
    )


def test_a_text_that_was_agreed_on_with_another_one_is_to_be_reviewed(
    toy: Toy, two_paragraphs: Project
) -> None:
    toy.replace(NB, "Slik hilser du på én.", "Første.")
    assert told(two_paragraphs) == (
        f"{EN}:14:5: translation/stale: This paragraph is to be reviewed: it was agreed on with "
        "another text of nb.\n"
        "  found:    This is how you greet one person.\n"
        "  expected: what nb says now: Første.\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet:1 "
        '--because "…"\n'
        f"  twin:     {NB}:14:5"
    )


def test_a_new_text_beside_one_that_is_known_elsewhere_is_to_be_reviewed(
    toy: Toy, recorded: Project
) -> None:
    toy.replace(NB, "Hilse på flere", "Dra av sted")
    toy.replace(EN, "Greet several", "Go home")
    assert told(recorded) == (
        f"{EN}:25:3: translation/stale: This chapter's name is to be reviewed: it was agreed on "
        "with another text of nb.\n"
        "  found:    Go home\n"
        "  expected: what nb says now: Dra av sted\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet:2 "
        '--because "…"\n'
        f"  twin:     {NB}:25:3"
    )


def test_of_two_such_texts_the_one_that_stayed_is_to_be_reviewed(
    toy: Toy, two_paragraphs: Project
) -> None:
    toy.replace(EN, "This is how you greet one person.", "First.")
    (verdict,) = two_paragraphs.check().verdicts
    assert (verdict.rule, verdict.place.path, verdict.found) == (
        "translation/stale",
        NB,
        "Slik hilser du på én.",
    )
