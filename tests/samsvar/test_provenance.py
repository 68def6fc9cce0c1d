"""Texts of twins that were agreed on: what a change of one of them, or of both, is worth."""

from __future__ import annotations

import pytest
from agreed import (
    CHANGES,
    EN,
    INTRODUCTION_EN,
    INTRODUCTION_NB,
    NB,
    record_of,
    settle,
    told,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toy import Toy
from toy_files import GREET_EN, GREET_NB

from samsvar.checking import Project

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
