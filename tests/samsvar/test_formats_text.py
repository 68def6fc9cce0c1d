"""Verdicts as people read them, on a terminal and elsewhere."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console
from toy import Toy

from samsvar.config import Config
from samsvar.formats.text import summary, written
from samsvar.patches import Read, reader
from samsvar.verdicts import Edit, Place, Verdict

WHY_UNDEFINED = (
    "  why:      A step that means nothing is not carried out, so nobody knows if it holds.\n"
)
TWINS = """\
leave: 1 error
──────────────

features/en/leave.feature:5:5: error: translation/argument: The twins name a different person in \
this step.
  chapter:  Go home
  found:    the queen
  expected: the king (nb: kongen)
  why:      Readers of the two languages would do or see different things.
"""
DIFF = """\
  --- a/features/en/leave.feature
  +++ b/features/en/leave.feature
  @@ -3,3 +3,3 @@
     Scenario: Go home
       When I open the portal
  -    Then "the queen" is gone
  +    Then "the king" is gone
"""


def say(toy: Toy, width: int | None = None) -> str:
    project = toy.project()
    config = project.config
    return written(project.check().verdicts, reader(config.root), config, width).plain


def undefined(line: int, **details: Any) -> Verdict:
    place = Place("features/en/a.feature", line, 5)
    return Verdict("text/undefined", place, "No such step.", **details)


def nothing(path: str) -> str:
    raise FileNotFoundError(path)


def plain(*verdicts: Verdict, read: Read = nothing, width: int | None = None) -> str:
    return written(verdicts, read, None, width).plain


def test_twins_stand_below_each_other_where_there_is_no_terminal(toy: Toy) -> None:
    toy.replace("features/en/leave.feature", "the king", "the queen")
    beneath = (
        '  here:     Then "the queen" is gone\n'
        "  twin:     features/nb/leave.feature:6:5\n"
        '            Så er "kongen" borte\n'
    )
    assert say(toy) == say(toy, 79) == TWINS + beneath + DIFF


def test_twins_stand_side_by_side_on_a_terminal(toy: Toy) -> None:
    toy.replace("features/en/leave.feature", "the king", "the queen")
    assert say(toy, 80) == (
        TWINS
        + "  features/nb/leave.feature:6:5        │ features/en/leave.feature:5:5\n"
        + '  Så er "kongen" borte                 │ Then "the queen" is gone\n'
        + DIFF
    )


def test_what_is_too_long_for_its_column_is_folded(toy: Toy) -> None:
    toy.replace("features/nb/greet.feature", '"Ola"', '"Ola Nordmann fra Eksempelbyen"')
    told = say(toy, 80).splitlines()
    start = next(n for n, line in enumerate(told) if "│" in line)
    assert told[start : start + 3] == [
        "  features/nb/greet.feature:17:5       │ features/en/greet.feature:17:5",
        '  Når jeg skriver navnet "Ola Nordmann │ When I write the name "Ola"',
        '  fra Eksempelbyen"                    │',
    ]
    assert all(len(line) <= 80 for line in told[start : start + 3])


def test_the_leading_language_stands_to_the_left_whichever_the_verdict_is_about(toy: Toy) -> None:
    for language, old, new in (("nb", '"Hils"', '"Hilse"'), ("en", '"Greet"', '"Greeting"')):
        toy.replace(f"features/{language}/greet.feature", old, new)
        other = {"nb": "en", "en": "nb"}[language]
        place, twin = (f"features/{code}/greet.feature" for code in (language, other))
        verdict = Verdict(
            "label/unknown", Place(place, 16, 5), "m", twin=Place(twin, 16, 5), language=language
        )
        config = toy.project().config
        told = written([verdict], reader(config.root), config, 100).plain
        left, right = next(line for line in told.splitlines() if "│" in line).split("│")
        assert left.strip().startswith("features/nb/")
        assert right.strip().startswith("features/en/")
        toy.replace(f"features/{language}/greet.feature", new, old)


def test_what_is_the_same_in_several_places_is_said_once() -> None:
    verdicts = [
        undefined(4, found="x", guide="a", chapter="One"),
        undefined(9, found="x", guide="a", chapter="Two"),
        undefined(12, found="x", guide="a"),
        undefined(14, found="y", guide="a", chapter="Two"),
    ]
    assert plain(*verdicts) == (
        "a: 4 errors\n"
        "───────────\n"
        "\n"
        "features/en/a.feature:4:5: error: text/undefined: No such step.\n"
        "  chapter:  One\n"
        "  found:    x\n" + WHY_UNDEFINED + "  also at:  features/en/a.feature:9:5  Two\n"
        "            features/en/a.feature:12:5\n"
        "\n"
        "features/en/a.feature:14:5: error: text/undefined: No such step.\n"
        "  chapter:  Two\n"
        "  found:    y\n"
    )


def test_guides_come_by_name_and_what_is_about_none_of_them_last() -> None:
    verdicts = [
        Verdict("site/link", Place("a.html"), "No such page."),
        undefined(4, guide="b"),
        undefined(5, guide="a"),
        Verdict("translation/missing-guide", Place("features/nb/a.feature"), "m", guide="a"),
    ]
    headings = [line for line in plain(*verdicts).splitlines() if line[-1:] in {"r", "g"}]
    assert headings == ["a: 1 error, 1 warning", "b: 1 error", "outside the guides: 1 error"]


def test_what_is_about_no_guide_needs_no_heading_alone() -> None:
    assert plain(Verdict("site/link", Place("a.html", 3), "No such page.")) == (
        "a.html:3:1: error: site/link: No such page.\n"
        "  why:      The reader would meet a page that does not exist.\n"
    )


def test_a_suggestion_is_told_in_words_where_there_is_no_diff_of_it() -> None:
    edit = Edit(Place("features/en/a.feature", 1, 1), "old", "new")
    verdict = undefined(1, suggestion="new", edits=(edit,))
    assert "  write:    new\n" in plain(undefined(1, suggestion="new"))
    assert "  write:    new\n" in plain(verdict, read=lambda path: "changed since\n")
    told = plain(verdict, read=lambda path: "old\n")
    assert "write:" not in told
    assert told.endswith("  @@ -1 +1 @@\n  -old\n  +new\n")


def test_a_long_edit_is_cut(toy: Toy) -> None:
    toy.write("features/en/long.feature", "Feature: Long\n" + "x\n" * 60)
    edits = (Edit(Place("features/en/long.feature"), "Feature: Long\n" + "x\n" * 60, ""),)
    verdict = Verdict("text/encoding", Place("features/en/long.feature"), "Long.", edits=edits)
    lines = written([verdict], reader(toy.root), None).plain.splitlines()
    assert lines[-3:] == ["  -x", "  -x", "  … and 24 lines more: --format diff has all"]
    assert len(lines) == 2 + 40 + 1


def test_the_lines_of_a_detail_stand_below_each_other() -> None:
    told = plain(Verdict("translation/note", Place("a"), "m", expected="one\n\nthree"))
    assert "  expected: one\n            \n            three\n" in told


@pytest.mark.parametrize("width", [None, 100])
def test_twins_that_cannot_be_read_are_named(width: int | None) -> None:
    told = plain(undefined(4, twin=Place("gone", 7, 8)), width=width)
    assert "gone:7:8" in told


def test_a_terminal_obeys_nothing_that_a_guide_says() -> None:
    told = plain(undefined(4, found="a\x1b[31m[bold]b\x07\r", suggestion="[/]"), width=100)
    assert "  found:    a␛[31m[bold]b␇\n" in told
    assert "  write:    [/]\n" in told


def test_colours_are_styles_and_no_words_are_lost_to_them(toy: Toy) -> None:
    toy.replace("features/en/leave.feature", "the king", "the queen")
    said = io.StringIO()
    screen = Console(file=said, force_terminal=True, width=200, soft_wrap=True, highlight=False)
    project = toy.project()
    told = written(project.check().verdicts, reader(project.config.root), project.config)
    screen.print(told, end="")
    coloured = said.getvalue()
    assert "\x1b[1;31merror: \x1b[0m" in coloured
    assert '\x1b[31m  -    Then "the queen" is gone\x1b[0m' in coloured
    assert '\x1b[32m  +    Then "the king" is gone\x1b[0m' in coloured


def test_the_config_may_be_what_cannot_be_read() -> None:
    config: Config | None = None
    assert written([], nothing, config).plain == ""


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([], ""),
        (["text/undefined"], "1 error"),
        (["text/undefined", "text/syntax"], "2 errors"),
        (["translation/missing-page", "text/undefined"], "1 error, 1 warning"),
    ],
)
def test_verdicts_are_counted_by_how_grave_they_are(rules: list[str], said: str) -> None:
    assert summary([Verdict(rule, Place("a"), "m") for rule in rules]) == said
