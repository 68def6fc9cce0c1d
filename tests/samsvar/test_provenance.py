"""Texts of twins that were agreed on: what a change of one of them, or of both, is worth."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toy import GREET_EN, GREET_NB, LEAVE_EN, LEAVE_NB, REPO, Toy

from samsvar.agreements import FILE_NAME, NONE, Agreement, Record, parse
from samsvar.checking import Project
from samsvar.guides import parse as parse_guide
from samsvar.ledger import Ledger
from samsvar.matching import Twins, compare
from samsvar.pairing import Pairing
from samsvar.plans import Checked
from samsvar.provenance import renew, verdicts
from samsvar.units import digest, normalised, units_of
from samsvar.verdicts import CannotGoOn, render

RECORD = f"features/{FILE_NAME}"
NB, EN = "features/nb/greet.feature", "features/en/greet.feature"
INTRODUCTION_NB = "  Du hilser på noen.\n  Det tar kort tid.\n"
INTRODUCTION_EN = "  You greet someone.\n  It takes a moment.\n"


def told(project: Project) -> str:
    """What the check says of the files as they are."""
    return render(project.check().verdicts)


def settle(project: Project, because: str | None = None) -> bool:
    """`samsvar accept`; with a reason, also what waits for a review."""
    return Ledger.open(project).write(lambda match: bool(because) or not match.waits, because)


@pytest.fixture
def recorded(toy: Toy) -> Project:
    """The toy with a record of all its texts."""
    project = toy.project()
    assert settle(project)
    return project


def record_of(toy: Toy) -> list[str]:
    """The lines of the record that are agreements."""
    lines = (toy.root / RECORD).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def halves(one: str, other: str) -> str:
    return f"nb:{digest(one)} en:{digest(other)}"


# What counts in a text


@pytest.mark.parametrize(
    "same",
    [
        "Trykk  på\n  «Lagre»,\u00a0så på 'Lukk'",
        'Trykk på "Lagre", så på ‘Lukk’',
        "Trykk på Lagre, så på „Lukk“ ",
        "Trykk pa\u030a Lagre, så på Lukk",
    ],
)
def test_white_space_quotation_marks_and_encoding_do_not_count(same: str) -> None:
    assert digest(same) == digest("Trykk på «Lagre», så på “Lukk”")
    assert normalised(same) == "Trykk på Lagre, så på Lukk"


@pytest.mark.parametrize(
    "other",
    [
        "Trykk på Lagre",
        "Trykk på Lagre!",
        "Trykk på lagre.",
        "Trykk på Lag re.",
        "**Trykk** på Lagre.",
    ],
)
def test_anything_else_counts(other: str) -> None:
    assert digest(other) != digest("Trykk på Lagre.")


def test_an_apostrophe_belongs_to_its_word() -> None:
    assert digest("the client’s access") == digest("the client's access")
    assert digest("the client's access") != digest("the clients access")


def test_the_units_of_a_guide_are_its_texts_in_reading_order() -> None:
    units = units_of(parse_guide(GREET_NB, "greet", "nb", NB))
    assert [(unit.kind, unit.number, str(unit.place), unit.beginning) for unit in units] == [
        ("title", None, f"{NB}:3:1", "Hilse"),
        ("paragraph", None, f"{NB}:5:3", "Du hilser på noen. Det tar kort tid."),
        ("prerequisites", 0, f"{NB}:8:3", "Forutsetninger"),
        ("chapter", 1, f"{NB}:12:3", "Hilse på én"),
        ("paragraph", 1, f"{NB}:13:5", "Slik hilser du på én."),
        ("note", 1, f"{NB}:21:7", "Hils **gjerne** igjen."),
        ("chapter", 2, f"{NB}:25:3", "Hilse på flere"),
    ]


def test_paragraphs_that_begin_alike_have_their_own_places() -> None:
    source = GREET_NB.replace(INTRODUCTION_NB, "  Hils.\n  Nå.\n\n  Hils.\n  Så.\n")
    source = source.replace("Hils **gjerne** igjen.", "Én.\n\n      Hils.")
    units = list(units_of(parse_guide(source, "greet", "nb", NB)))
    assert [(u.kind, u.place.line) for u in units if u.kind in ("paragraph", "note")] == [
        ("paragraph", 5),
        ("paragraph", 8),
        ("paragraph", 16),
        ("note", 24),
        ("note", 26),
    ]


def test_a_note_that_is_written_with_an_escape_stands_at_its_step() -> None:
    source = GREET_NB.replace("Hils **gjerne** igjen.", r"\"\"\" er et tegn.")
    note = next(u for u in units_of(parse_guide(source, "greet", "nb", NB)) if u.kind == "note")
    assert (note.text, note.place.line) == ('""" er et tegn.', 19)


# The record


def test_the_record_is_readable_in_the_order_of_the_guides(toy: Toy, recorded: Project) -> None:
    assert (
        (toy.root / RECORD).read_text(encoding="utf-8")
        == f"""\
# Which texts of the guides agree with one another: their hashes, then how they begin. The hashes
# alone count. `samsvar accept` writes this file; in a merge, keep the lines of both sides.

{halves("Hilse", "Greet")}  title: Hilse

{halves("Du hilser på noen. Det tar kort tid.", "You greet someone. It takes a moment.")}\
  paragraph: Du hilser på noen. Det tar kort tid.

{halves("Forutsetninger", "Prerequisites")}  prerequisites: Forutsetninger

{halves("Hilse på én", "Greet one")}  chapter: Hilse på én

{halves("Slik hilser du på én.", "This is how you greet one person.")}\
  paragraph: Slik hilser du på én.

{halves("Hils **gjerne** igjen.", "Do greet **again**.")}  note: Hils **gjerne** igjen.

{halves("Hilse på flere", "Greet several")}  chapter: Hilse på flere

{halves("Gå", "Leave")}  title: Gå

{halves("Gå hjem", "Go home")}  chapter: Gå hjem
"""
    )
    assert told(recorded) == ""


def test_a_record_that_says_it_all_is_not_written_again(recorded: Project) -> None:
    assert not settle(recorded)


def test_a_project_without_a_record_does_without(toy: Toy) -> None:
    project = toy.project()
    toy.replace(NB, "Du hilser", "Du vinker")
    assert told(project) == ""


def test_the_guides_of_this_project_are_recorded(real: Project) -> None:
    assert (REPO / RECORD).is_file()
    rules = {verdict.rule for verdict in real.check().verdicts}
    assert not rules & {"translation/stale", "translation/unrecorded", "text/record"}


def test_a_record_can_be_read_as_it_was_written() -> None:
    agreement = Agreement(
        (("nb", "0123456789"), ("en", NONE)), "note: Hils.", "only “he: she” here"
    )
    line = "nb:0123456789 en:none  note: Hils.  because: only “he: she” here"
    assert str(agreement) == line
    assert parse(f"# A remark\n\n{line} \r\n", RECORD).agreements == (agreement,)


def test_a_reason_is_kept_when_one_of_two_equal_agreements_has_none() -> None:
    bare = "nb:0000000000 en:1111111111  title: Hilse"
    for text in (f"{bare}\n{bare}  because: so", f"{bare}  because: so\n{bare}"):
        found = parse(text, RECORD).find(("en", "1111111111"), ("nb", "0000000000"))
        assert found is not None
        assert found.because == "so"


# A change of one side, of both, of none

CHANGES = {
    "title": (("Egenskap: Hilse", "Egenskap: Ønske"), ("Feature: Greet", "Feature: Wish")),
    "introduction": (("på noen.", "på alle."), ("greet someone", "greet everyone")),
    "prerequisites": ((": Forutsetninger", ": Dette trengs"), (": Prerequisites", ": Needed")),
    "chapter": (("Hilse på én", "Hilse på bare én"), ("Greet one", "Greet one only")),
    "paragraph": (("Slik hilser", "Her hilser"), ("This is how", "Here is how")),
    "note": (("Hils **gjerne** igjen", "Hils igjen"), ("Do greet **again**", "Greet again")),
}
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


# What changes nothing: names, places, order, history


def test_a_guide_that_moves_keeps_its_agreements(toy: Toy, recorded: Project) -> None:
    for language in ("nb", "en"):
        folder = toy.root / "features" / language
        (folder / "greet.feature").rename(folder / "welcome.feature")
    assert told(recorded) == ""


def test_chapters_in_another_order_keep_their_agreements(toy: Toy, recorded: Project) -> None:
    for path, source in ((NB, GREET_NB), (EN, GREET_EN)):
        before, one, several = source.partition("  @short")[0], *source.split("  @")[1:]
        toy.write(path, f"{before}  @{several}\n  @{one.rstrip()}\n")
    assert told(recorded) == ""
    assert settle(recorded)
    assert "flere" in record_of(toy)[3]


def test_a_chapter_that_moves_to_another_guide_keeps_its_agreements(
    toy: Toy, recorded: Project
) -> None:
    for language, source in (("nb", LEAVE_NB), ("en", LEAVE_EN)):
        chapter = source[source.index("\n  Scenario") :]
        path = toy.root / "features" / language / "greet.feature"
        toy.write(f"features/{language}/greet.feature", path.read_text("utf-8") + chapter)
    assert told(recorded) == ""


def test_the_languages_can_change_places(toy: Toy, recorded: Project) -> None:
    toy.replace("samsvar.toml", '["nb", "en"]', '["en", "nb"]')
    assert told(toy.project()) == ""


def test_every_language_is_recorded_beside_the_leading_one() -> None:
    def twins(nn: str, en: str) -> list[Twins]:
        sources = {"nb": GREET_NB, "nn": nn, "en": en}
        nb, *others = (
            Checked(parse_guide(source, "greet", language, f"{language}.feature"), {})
            for language, source in sources.items()
        )
        return [(nb, other, Pairing([(0, 0), (1, 1)])) for other in others]

    def review(found: list[Twins]) -> list[tuple[str, str]]:
        return [(v.rule, str(v.place)) for v in verdicts(compare(found, record))]

    nn = GREET_NB.replace("noen", "nokon")
    before = twins(nn, GREET_EN)
    guides = [before[0][0].guide, *(other.guide for _, other, _ in before)]
    record = renew(Record(), compare(before, Record()), guides, lambda _: True)
    assert len(record.agreements) == 14
    assert {agreement.halves[1][0] for agreement in record.agreements} == {"nn", "en"}
    assert review(before) == []
    assert review(twins(nn.replace("Hilse på én", "Helse på ein"), GREET_EN)) == [
        ("translation/stale", "nb.feature:12:3")
    ]
    assert review(twins(nn, GREET_EN.replace("Greet one", "Greet just one"))) == [
        ("translation/stale", "nb.feature:12:3")
    ]


# Merging


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=toy", "-c", "user.email=toy@example.com")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(toy: Toy) -> None:
    git(toy.root, "add", "features")
    git(toy.root, "commit", "-q", "-m", "Change")


def change_both(toy: Toy, kind: str, project: Project) -> None:
    toy.replace(NB, *CHANGES[kind][0])
    toy.replace(EN, *CHANGES[kind][1])
    settle(project)
    commit(toy)


def test_branches_that_change_neighbours_merge_without_a_conflict(
    toy: Toy, recorded: Project
) -> None:
    git(toy.root, "init", "-q", "-b", "main")
    commit(toy)
    git(toy.root, "checkout", "-q", "-b", "other")
    change_both(toy, "prerequisites", recorded)
    git(toy.root, "checkout", "-q", "main")
    change_both(toy, "introduction", recorded)
    git(toy.root, "merge", "-q", "--no-edit", "other")
    assert told(recorded) == ""
    assert not settle(recorded)


def test_branches_that_add_at_one_place_merge_by_the_lines_of_both(
    toy: Toy, recorded: Project
) -> None:
    toy.write("features/.gitattributes", (REPO / "features" / ".gitattributes").read_text("utf-8"))
    git(toy.root, "init", "-q", "-b", "main")
    commit(toy)
    for branch, name in (("one", "hello"), ("two", "howdy")):
        git(toy.root, "checkout", "-q", "-b", branch, "main")
        toy.write(f"features/nb/{name}.feature", LEAVE_NB.replace("Gå", f"{name} nb", 1))
        toy.write(f"features/en/{name}.feature", LEAVE_EN.replace("Leave", f"{name} en", 1))
        settle(recorded)
        commit(toy)
    git(toy.root, "merge", "-q", "--no-edit", "one")
    assert told(recorded) == ""


def test_a_shallow_clone_and_a_squashed_history_keep_the_agreements(
    toy: Toy, recorded: Project, tmp_path: Path
) -> None:
    git(toy.root, "init", "-q", "-b", "main")
    git(toy.root, "add", ".")
    git(toy.root, "commit", "-q", "-m", "Begin")
    toy.replace(NB, *CHANGES["note"][0])
    commit(toy)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{toy.root}", "clone")
    clone = recorded.check(tmp_path / "clone" / "features")
    assert [verdict.message for verdict in clone.verdicts] == [
        "This note is to be reviewed: its twin in nb has changed."
    ]


CONFLICT = """\
<<<<<<< HEAD
nb:0000000000 en:1111111111  title: Hilse
=======
nb:2222222222 en:3333333333  title: Hilse
>>>>>>> other
"""


def test_what_a_merge_has_left_open_is_told_at_its_line(toy: Toy, recorded: Project) -> None:
    text = (toy.root / RECORD).read_text(encoding="utf-8")
    toy.write(RECORD, text + CONFLICT)
    assert told(recorded) == (
        f"{RECORD}:{text.count(chr(10)) + 1}:1: text/record: A merge has left its marks in the "
        "record.\n"
        "  found:    <<<<<<< HEAD\n"
        "  write:    samsvar accept (it keeps the agreements of both sides)"
    )
    settle(recorded)
    assert (toy.root / RECORD).read_text(encoding="utf-8") == text


def test_a_line_that_cannot_be_read_is_told_and_keeps_the_record_from_being_written(
    toy: Toy, recorded: Project
) -> None:
    toy.replace(RECORD, "  title: Hilse", " title: Hilse")
    expected = (
        f"{RECORD}:4:1: text/record: This line of the record cannot be read.\n"
        f"  found:    {halves('Hilse', 'Greet')} title: Hilse\n"
        "  expected: nb:0000000000 en:0000000000  kind: how the text begins\n"
        "  write:    remove the line, then see what samsvar check says"
    )
    assert told(recorded).split("\n\n")[0] == expected
    with pytest.raises(CannotGoOn) as refusal:
        settle(recorded)
    assert str(refusal.value) == expected


def test_a_record_that_cannot_be_read_is_told(toy: Toy, recorded: Project) -> None:
    (toy.root / RECORD).write_bytes(b"# one\n\xff")
    assert told(recorded).startswith(
        f"{RECORD}:2:1: text/record: This record cannot be read: it is not in UTF-8."
    )


@pytest.mark.parametrize("source", ["Egenskap: Hilse\n\n  Hei", "# language: no\nDette\n"])
def test_a_guide_that_cannot_be_read_keeps_the_record_from_being_written(
    toy: Toy, recorded: Project, source: str
) -> None:
    toy.write(NB, source)
    with pytest.raises(CannotGoOn):
        settle(recorded)
    assert len(record_of(toy)) == 9


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
