"""Texts of twins that were agreed on: what a change of one of them, or of both, is worth."""

from __future__ import annotations

import pytest
from agreed import (
    CHANGES,
    EN,
    INTRODUCTION_EN,
    INTRODUCTION_NB,
    NB,
    halves,
    record_of,
    settle,
    told,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toy import GREET_EN, GREET_NB, LEAVE_EN, Toy

from samsvar.checking import Project
from samsvar.ledger import Ledger
from samsvar.units import digest

# A change of one side, of both, of none

STALE = {
    ("title", 0): (
        f"{EN}:3:1: translation/stale: This title is to be reviewed: its twin in nb has changed.\n"
        "  found:    Greet\n"
        "  expected: what nb says now: Ønske\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet "
        '--because "…"\n'
        f"  twin:     {NB}:3:1"
    ),
    ("introduction", 0): (
        f"{EN}:5:3: translation/stale: This paragraph is to be reviewed: its twin in nb has "
        "changed.\n"
        "  found:    You greet someone. It takes a moment.\n"
        "  expected: what nb says now: Du hilser på alle. Det tar kort tid.\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet "
        '--because "…"\n'
        f"  twin:     {NB}:5:3"
    ),
    ("prerequisites", 0): (
        f"{EN}:8:3: translation/stale: This name of the prerequisites is to be reviewed: its twin "
        "in nb has changed.\n"
        "  found:    Prerequisites\n"
        "  expected: what nb says now: Dette trengs\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet:0 "
        '--because "…"\n'
        f"  twin:     {NB}:8:3"
    ),
    ("chapter", 0): (
        f"{EN}:12:3: translation/stale: This chapter's name is to be reviewed: its twin in nb has "
        "changed.\n"
        "  found:    Greet one\n"
        "  expected: what nb says now: Hilse på bare én\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet:1 "
        '--because "…"\n'
        f"  twin:     {NB}:12:3"
    ),
    ("paragraph", 0): (
        f"{EN}:13:5: translation/stale: This paragraph is to be reviewed: its twin in nb has "
        "changed.\n"
        "  found:    This is how you greet one person.\n"
        "  expected: what nb says now: Her hilser du på én.\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet:1 "
        '--because "…"\n'
        f"  twin:     {NB}:13:5"
    ),
    ("note", 0): (
        f"{EN}:21:7: translation/stale: This note is to be reviewed: its twin in nb has changed.\n"
        "  found:    Do greet **again**.\n"
        "  expected: what nb says now: Hils igjen.\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet:1 "
        '--because "…"\n'
        f"  twin:     {NB}:21:7"
    ),
    ("introduction", 1): (
        f"{NB}:5:3: translation/stale: This paragraph is to be reviewed: its twin in en has "
        "changed.\n"
        "  found:    Du hilser på noen. Det tar kort tid.\n"
        "  expected: what en says now: You greet everyone. It takes a moment.\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet "
        '--because "…"\n'
        f"  twin:     {EN}:5:3"
    ),
    ("note", 1): (
        f"{NB}:21:7: translation/stale: This note is to be reviewed: its twin in en has changed.\n"
        "  found:    Hils **gjerne** igjen.\n"
        "  expected: what en says now: Greet again.\n"
        "  write:    a change here, too; or, if none is needed: samsvar accept greet:1 "
        '--because "…"\n'
        f"  twin:     {EN}:21:7"
    ),
}


@pytest.mark.parametrize(("kind", "index"), STALE)
def test_a_text_whose_twin_has_changed_is_to_be_reviewed(
    toy: Toy, recorded: Project, kind: str, index: int
) -> None:
    toy.replace((NB, EN)[index], *CHANGES[kind][index])
    assert told(recorded) == STALE[kind, index]
    (verdict,) = recorded.check().verdicts
    assert verdict.severity == "warning"
    assert verdict.guide == "greet"
    one = ("Hilse på én", "Greet one")[1 - index]
    chapters = {"prerequisites": "Prerequisites", "chapter": one, "paragraph": one, "note": one}
    assert verdict.chapter == chapters.get(kind)


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_of_both_is_settled_and_asks_to_be_recorded(
    toy: Toy, recorded: Project, kind: str
) -> None:
    toy.replace(NB, *CHANGES[kind][0])
    toy.replace(EN, *CHANGES[kind][1])
    (verdict,) = recorded.check().verdicts
    assert verdict.rule == "translation/unrecorded"
    assert settle(recorded)
    assert told(recorded) == ""
    assert len(record_of(toy)) == 9
    toy.replace(NB, *reversed(CHANGES[kind][0]))
    assert [v.rule for v in recorded.check().verdicts] == ["translation/stale"]


def test_what_is_not_yet_recorded_is_told_once_for_each_guide(toy: Toy, recorded: Project) -> None:
    for kind in ("introduction", "note"):
        toy.replace(NB, *CHANGES[kind][0])
        toy.replace(EN, *CHANGES[kind][1])
    toy.replace("features/nb/leave.feature", "Egenskap: Gå", "Egenskap: Dra")
    toy.replace("features/en/leave.feature", "Leave", "Depart")
    assert told(recorded) == (
        f"{EN}:5:3: translation/unrecorded: 2 texts are new or changed in both nb and en, but not "
        "yet in agreed.txt.\n"
        "  found:    You greet everyone. It takes a moment.\n"
        "  write:    samsvar accept\n"
        f"  twin:     {NB}:5:3\n\n"
        "features/en/leave.feature:1:1: translation/unrecorded: 1 text is new or changed in both "
        "nb and en, but not yet in agreed.txt.\n"
        "  found:    Depart\n"
        "  write:    samsvar accept\n"
        "  twin:     features/nb/leave.feature:2:1"
    )


def test_wrapping_lines_in_another_way_changes_nothing(toy: Toy, recorded: Project) -> None:
    toy.replace(NB, INTRODUCTION_NB, "  Du\n    hilser på «noen».\n    Det tar “kort” tid.\n")
    assert told(recorded) == ""
    assert settle(recorded)  # the words for readers follow the text
    assert told(recorded) == ""


def test_a_step_that_cannot_be_compiled_does_not_hide_a_note(toy: Toy, recorded: Project) -> None:
    toy.replace(EN, 'And I click "Greet"', 'And I click "Grete"')
    toy.replace(EN, *CHANGES["note"][1])
    assert [(v.rule, v.place.path, v.place.line) for v in recorded.check().verdicts] == [
        ("label/unknown", EN, 16),
        ("translation/stale", NB, 21),
    ]


@pytest.mark.parametrize(
    ("path", "old", "rule"),
    [
        (NB, INTRODUCTION_NB, "translation/prose"),
        (EN, INTRODUCTION_EN, "translation/prose"),
        (EN, '      """\n      Do greet **again**.\n      """\n', "translation/note"),
    ],
)
def test_what_one_language_lacks_altogether_is_told_once(
    toy: Toy, recorded: Project, path: str, old: str, rule: str
) -> None:
    toy.replace(path, old, "")
    assert [verdict.rule for verdict in recorded.check().verdicts] == [rule]


def test_a_chapter_that_stands_elsewhere_is_still_compared(toy: Toy, recorded: Project) -> None:
    before, one, several = GREET_EN.partition("  @short")[0], *GREET_EN.split("  @")[1:]
    toy.write(EN, f"{before}  @{several}\n  @{one.rstrip()}\n")
    toy.replace(NB, *CHANGES["paragraph"][0])
    assert {v.rule for v in recorded.check().verdicts} == {"translation/order", "translation/stale"}


def test_the_note_of_a_step_that_stands_elsewhere_is_still_compared(
    toy: Toy, recorded: Project
) -> None:
    steps = GREET_EN[GREET_EN.index("    When I open") : GREET_EN.index("    Then I see")]
    toy.replace(EN, steps, "")
    toy.replace(EN, "\n  @long", f"{steps}\n  @long")
    toy.replace(EN, *CHANGES["note"][1])
    assert {v.rule for v in recorded.check().verdicts} == {"translation/order", "translation/stale"}


def test_prose_that_was_taken_for_a_step_is_told_once(toy: Toy, recorded: Project) -> None:
    toy.replace(EN, 'And I click "Greet"', 'Og I click "Greet"')
    toy.replace(EN, "    When I open the portal\n    Og", "    Wen I open the portal\n    And")
    rules = {verdict.rule for verdict in recorded.check().verdicts}
    assert "text/wrong-keyword" in rules
    assert "translation/stale" not in rules


# Accepting a change of one side


def test_accepting_settles_and_says_why(toy: Toy, recorded: Project) -> None:
    toy.replace(EN, "takes a moment", "takes but a moment")
    assert settle(recorded, "only a word more")
    assert told(recorded) == ""
    assert record_of(toy)[1] == (
        halves("Du hilser på noen. Det tar kort tid.", "You greet someone. It takes but a moment.")
        + "  paragraph: Du hilser på noen. Det tar kort tid.  because: only a word more"
    )
    assert not settle(recorded)  # the reason stays


@pytest.mark.parametrize(
    ("path", "old", "new", "review"),
    [
        (EN, "but a moment", "only a moment", NB),
        (EN, "but a moment", "a moment", NB),  # back to what it was: it is another text again
        (NB, "kort tid", "lite tid", EN),
    ],
)
def test_acceptance_lapses_at_the_next_change_of_either_side(
    toy: Toy, recorded: Project, path: str, old: str, new: str, review: str
) -> None:
    toy.replace(EN, "takes a moment", "takes but a moment")
    settle(recorded, "only a word more")
    toy.replace(path, old, new)
    assert [(v.rule, v.place.path) for v in recorded.check().verdicts] == [
        ("translation/stale", review)
    ]


def test_a_review_is_not_forgotten_when_other_texts_are_recorded(
    toy: Toy, recorded: Project
) -> None:
    toy.replace(NB, *CHANGES["introduction"][0])
    toy.replace(NB, *CHANGES["note"][0])
    toy.replace(EN, *CHANGES["note"][1])
    assert settle(recorded)
    assert told(recorded) == STALE["introduction", 0]
    assert len(record_of(toy)) == 9
    toy.replace(EN, *CHANGES["introduction"][1])
    assert settle(recorded)
    assert told(recorded) == ""
    assert len(record_of(toy)) == 9


def test_what_no_guide_says_any_more_leaves_the_record(toy: Toy, recorded: Project) -> None:
    for language in ("nb", "en"):
        (toy.root / "features" / language / "leave.feature").unlink()
    assert settle(recorded)
    assert len(record_of(toy)) == 7


def test_nothing_is_forgotten_while_new_texts_are_not_recorded(toy: Toy, recorded: Project) -> None:
    before = record_of(toy)
    for kind in ("title", "note"):
        toy.replace(NB, *CHANGES[kind][0])
        toy.replace(EN, *CHANGES[kind][1])
    assert not Ledger.open(recorded).write(lambda _: False)
    assert Ledger.open(recorded).write(lambda match: match.units[0].kind == "title")
    assert set(before) - set(record_of(toy)) == set()
    toy.replace(NB, *reversed(CHANGES["note"][0]))
    assert [v.rule for v in recorded.check().verdicts] == ["translation/stale"]
    toy.replace(NB, *CHANGES["note"][0])
    assert settle(recorded)
    assert len(record_of(toy)) == 9


def test_texts_of_a_guide_whose_twin_is_missing_stay_in_the_record(
    toy: Toy, recorded: Project
) -> None:
    (toy.root / "features" / "en" / "leave.feature").unlink()
    assert not settle(recorded)
    toy.write("features/en/leave.feature", LEAVE_EN)
    assert told(recorded) == ""


# Paragraphs that come, go and move


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


# In general

WORDS = st.text(st.characters(codec="utf-8", categories=("L",)), min_size=1, max_size=6)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@given(
    kind=st.sampled_from(["introduction", "paragraph", "note"]),
    ours=PARAGRAPHS,
    theirs=PARAGRAPHS,
    both=st.booleans(),
    first=st.booleans(),
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_change_of_one_side_is_always_told_and_of_both_never_once_it_is_recorded(
    toy: Toy, kind: str, ours: str, theirs: str, both: bool, first: bool
) -> None:
    toy.write(NB, GREET_NB)
    toy.write(EN, GREET_EN)
    project = toy.project()
    settle(project)
    old = {
        "introduction": ("Du hilser på noen.", "You greet someone."),
        "paragraph": ("Slik hilser du på én.", "This is how you greet one person."),
        "note": ("Hils **gjerne** igjen.", "Do greet **again**."),
    }[kind]
    if both or first:
        toy.replace(NB, old[0], f"zz {ours}")
    if both or not first:
        toy.replace(EN, old[1], f"zz {theirs}")
    rules = [verdict.rule for verdict in project.check().verdicts]
    assert rules == ["translation/unrecorded" if both else "translation/stale"]
    settle(project)
    rules = [verdict.rule for verdict in project.check().verdicts]
    assert rules == ([] if both else ["translation/stale"])
