"""Titles that have lost their colon, each told at its own line, and nothing else told."""

from __future__ import annotations

import re

import pytest
from toy import REPO
from toy_files import GREET_EN, GREET_NB

from samsvar import guides
from samsvar.patches import apply
from samsvar.verdicts import CannotGoOn, Verdict

TITLE = re.compile(r"^ *(?:Feature|Background|Scenario|Egenskap|Bakgrunn)(:) ", re.MULTILINE)
SOURCES = {
    f"{language}/{path.stem}": path.read_text(encoding="utf-8")
    for language in ("nb", "en")
    for path in sorted((REPO / "features" / language).glob("*.feature"))
}


def told(source: str, language: str = "en") -> tuple[Verdict, ...]:
    try:
        guides.parse(source, "x", language, "x.feature")
    except CannotGoOn as refusal:
        return refusal.verdicts
    return ()


@pytest.mark.parametrize(
    ("language", "source", "place", "keyword", "name"),
    [
        ("nb", GREET_NB, "3:1", "Egenskap", "Hilse"),
        ("nb", GREET_NB, "8:3", "Bakgrunn", "Forutsetninger"),
        ("nb", GREET_NB, "12:3", "Scenario", "Hilse på én"),
        ("en", GREET_EN, "3:1", "Feature", "Greet"),
        ("en", GREET_EN, "8:3", "Background", "Prerequisites"),
        ("en", GREET_EN, "25:3", "Scenario", "Greet several"),
    ],
)
def test_a_title_without_its_colon_is_told_at_its_line(
    language: str, source: str, place: str, keyword: str, name: str
) -> None:
    (verdict,) = told(source.replace(f"{keyword}: {name}\n", f"{keyword} {name}\n"), language)
    assert str(verdict) == (
        f"x.feature:{place}: text/syntax: The colon after {keyword} is missing: without it, this "
        "line is only prose.\n"
        f"  found:    {keyword} {name}\n"
        f"  write:    {keyword}: {name}"
    )
    assert (verdict.guide, verdict.language) == ("x", language)


@pytest.mark.parametrize("name", SOURCES)
def test_every_title_of_the_real_guides_is_missed_and_mended(name: str) -> None:
    source = SOURCES[name]
    for title in TITLE.finditer(source):
        broken = source[: title.start(1)] + source[title.end(1) :]
        (verdict,) = told(broken, name[:2])
        assert apply(verdict.edits, broken) == source


def test_all_titles_are_mended_at_once() -> None:
    broken = TITLE.sub(lambda title: title[0].replace(":", ""), GREET_EN)
    verdicts = told(broken)
    assert len(verdicts) == 4
    assert apply((edit for verdict in verdicts for edit in verdict.edits), broken) == GREET_EN


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Feature : F\n\n  Scenario : S\n    When a\n", [1, 3]),
        ("Feature F\r\n\r\n  Scenario: S\r\n    When a\r\n", [1]),
        ("Feature: F\n\n  Scenario S\n  Some prose.\n  When a\n", [3]),  # no chapter was found
        ("Feature: F\n\n  Scenario: S\n    When a\n      | x |\n  Scenario T\n  When b\n", [6]),
    ],
)
def test_a_title_is_one_however_it_is_written(source: str, lines: list[int]) -> None:
    assert [verdict.place.line for verdict in told(source)] == lines


def test_what_is_wrong_besides_is_told_too() -> None:
    source = "Feature F\n\n  Scenario: S\n    When a\n      | x |\n    nonsense\n"
    assert [verdict.place.line for verdict in told(source)] == [1, 6]


@pytest.mark.parametrize(
    "prose",
    [
        "Scenario is a word\n    for a chapter.\n\n",
        "Background matters, and\n    When you come, you know.\n\n    More.\n\n",
        "This shows an\n    Example of it.\n\n",
        "Example follows.\n\n    * When a\n\n",
    ],
)
def test_prose_that_begins_like_a_title_is_prose(prose: str) -> None:
    note = '      """\n      Scenario x\n        When y\n      """\n'
    source = f"Feature: F\n    {prose}  Scenario: S\n    When a\n{note}    Then b\n"
    assert told(source) == ()


def test_a_sentence_among_steps_is_no_title() -> None:
    (verdict,) = told(
        "Feature: F\n  Scenario: S\n    When a\n    Scenario is a word.\n    When b\n"
    )
    assert verdict.message.startswith("A step stands on one line")
