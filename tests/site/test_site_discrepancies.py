"""The page of known discrepancies: every one is shown by a chapter or a test that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pymdownx.slugs import slugify

from samsvar.config import Config

PAGE = "discrepancies.md"
SECTION = re.compile(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
CHAPTER = re.compile(r"\[([^\]]+)\]\(guides/([a-z-]+)\.md#([^)]+)\)")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
#: What each discrepancy tells, in this order.
PARTS = {
    "nb": ["Dokumentasjonen", "Koden", "For deg", "Prøvd i"],
    "en": ["Documentation", "Code", "For you", "Tried in"],
}
LANGUAGES = tuple(PARTS)


def sections(config: Config, language: str) -> dict[str, str]:
    text = (config.docs / language / PAGE).read_text(encoding="utf-8")
    found = dict(SECTION.findall(text))
    assert found
    return found


def slug(title: str) -> str:
    return str(slugify(case="lower")(title, "-"))


def chapters(config: Config, language: str, guide: str) -> list[str]:
    path: Path = config.features / language / f"{guide}.feature"
    return re.findall(r"^ *Scenario: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_discrepancy_says_what_differs_and_where_it_was_tried(
    config: Config, language: str
) -> None:
    for title, body in sections(config, language).items():
        assert re.findall(r"^- \*\*(.+?):\*\*", body, re.MULTILINE) == PARTS[language], title
        shown = body.rpartition(f"**{PARTS[language][-1]}:**")[2]
        assert CHAPTER.findall(shown) or TEST.findall(shown), title


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_that_shows_one_is_in_its_guide(config: Config, language: str) -> None:
    text = "".join(sections(config, language).values())
    found = CHAPTER.findall(text)
    assert len(found) == text.count(".md#") > 0
    for title, guide, anchor in found:
        assert title in chapters(config, language, guide)
        assert anchor == slug(title)


def test_both_languages_show_the_same_chapters_and_tests(config: Config) -> None:
    """A chapter is the same one when it has the same place in its guide."""
    shown = []
    for language in LANGUAGES:
        places = [
            (guide, chapters(config, language, guide).index(title))
            for body in sections(config, language).values()
            for title, guide, _ in CHAPTER.findall(body)
        ]
        shown.append((places, [TEST.findall(body) for body in sections(config, language).values()]))
    assert shown[0] == shown[1]


def test_every_test_that_shows_one_is_there(config: Config) -> None:
    for language in LANGUAGES:
        shown = TEST.findall("".join(sections(config, language).values()))
        assert shown
        for path, name in shown:
            source = (config.root / path).read_text(encoding="utf-8")
            assert f"def {name}(" in source, f"{path}::{name}"
