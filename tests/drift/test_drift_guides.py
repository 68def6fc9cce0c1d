"""Whole guides: chapters, prerequisites, tags, prose, the language line, files and folders."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from damage import GUIDES, LANGUAGES, OTHER, Copy, Text, only, source_of

from samsvar.guides import Chapter
from samsvar.languages import keyword_of
from samsvar.verdicts import render

pytestmark = [
    pytest.mark.parametrize("guide", GUIDES),
    pytest.mark.parametrize("language", LANGUAGES),
]
HERE = {"nb": "# language: no", "en": "# language: en"}


def each_chapter(here: Copy, language: str) -> Iterator[tuple[Text, Text, Chapter]]:
    texts = here.put_both()
    for chapter in texts[language].guide.chapters:
        here.put_lines(*texts.values())
        yield texts[language], texts[OTHER[language]], chapter


def test_a_chapter_that_is_lost_is_told_once(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, twin, chapter in each_chapter(here, language):
        here.put(language, text.spliced(*text.part(chapter.number)))
        verdict = only(here.check())
        there = twin.guide.chapters[chapter.number - 1]
        assert (verdict.rule, verdict.guide) == ("translation/chapter", guide)
        assert verdict.place.path == f"features/en/{guide}.feature"
        if language == "nb":
            assert (verdict.place, verdict.found) == (there.place, there.name)
            assert verdict.message == (
                "This chapter has no twin in nb: remove it, or write it there, too."
            )
        else:
            first = chapter.number == 1
            above = text.guide if first else text.guide.chapters[chapter.number - 2]
            assert (verdict.place, verdict.twin) == (above.place, there.place)
            assert verdict.message == "A chapter of nb is missing " + (
                "at the start of this guide." if first else "after this one."
            )
            assert verdict.expected == f"a twin of “{there.name}”"


def test_a_chapter_too_many_is_told_once(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, _, chapter in each_chapter(here, language):
        start, end = text.part(chapter.number)
        at = chapter.place.line - 1 - start
        double = list(text.lines[start:end])
        double[at] += " igjen"
        here.put(language, text.spliced(end, end, "", *double))
        verdict = only(here.check())
        assert verdict.rule == "translation/chapter"
        assert (
            verdict.expected == f"a twin of “{double[at].partition(': ')[2]}”"
            if (language == "nb")
            else verdict.found == double[at].partition(": ")[2]
        )

        double[at] = text.lines[chapter.place.line - 1]
        here.put(language, text.spliced(end, end, "", *double))
        verdict = only(here.check())
        assert verdict.rule == "text/title"
        assert verdict.message == (f"Line {chapter.place.line} has a chapter of the same name.")


def test_chapters_that_change_places_are_told_once(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, twin, chapter in each_chapter(here, language):
        if chapter.number == len(text.guide.chapters):
            continue
        start, middle = text.part(chapter.number)
        _, end = text.part(chapter.number + 1)
        first, second = [*text.lines[start:middle]], ["", *text.lines[middle:end], ""]
        here.put(language, text.spliced(start, end, *second, *first))
        verdict = only(here.check())
        names = {c.name for c in (text if language == "en" else twin).guide.chapters}
        assert verdict.rule == "translation/order"
        assert verdict.message == "This chapter stands at another point than in nb."
        assert verdict.chapter == verdict.found
        assert verdict.found in names
        assert verdict.expected == "first" or verdict.expected.partition(": ")[2] in names


def test_prerequisites_that_are_lost_are_told(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    texts = here.put_both()
    text = texts[language]
    start, end = text.part(0)
    here.put(language, text.spliced(start, end))
    verdict = only(here.check())
    assert (verdict.rule, verdict.place) == ("translation/prerequisites", text.guide.place)
    assert verdict.message == f"The guide has prerequisites in {OTHER[language]}, but none here."

    here.put(language, text.spliced(start, start + 1))
    *steps, missing = sorted(here.check(), key=lambda v: v.rule == "translation/prerequisites")
    assert missing.rule == "translation/prerequisites"
    assert len(steps) == len(text.guide.background.steps)
    assert {v.message for v in steps} == {
        "This step stands before the chapters, where it is only prose."
    }


def test_tags_that_differ_are_told(copy: Callable[[str], Copy], guide: str, language: str) -> None:
    here = copy(guide)
    texts = here.put_both()
    text, tag = texts[language], texts[language].guide.tags[0]
    english = Text.of(guide, "en").guide
    for wrong in ("", f"{tag}s", f"{tag} @more"):
        source = text.spliced(1, 2, wrong)
        here.put(language, source)
        verdict = only(here.check())
        changed = " ".join(Text.of(guide, language, source).guide.tags) or "no tags"
        assert (verdict.rule, verdict.place) == ("translation/tags", english.place)
        assert (verdict.found, verdict.expected) == (
            (changed, tag) if language == "en" else (tag, changed)
        )
    for text, _, chapter in each_chapter(here, language):
        at = chapter.place.line - 1
        here.put(language, text.spliced(at, at, "  @slow"))
        verdict = only(here.check())
        assert verdict.rule == "translation/tags"
        assert verdict.chapter == english.chapters[chapter.number - 1].name


def test_prose_that_begins_like_a_step_is_told_at_its_line(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    keywords = [keyword_of(k, language) for k in ("given", "when", "then", "and", "but")]
    for text, _, chapter in each_chapter(here, language):
        first = chapter.place.line
        last = first
        while text.lines[last].strip():
            last += 1
        for at in range(first + 1, last):
            for word in (*keywords, "*"):
                line = f"    {word} dere har flere kunder, gjelder det alle."
                here.put(language, text.spliced(at, at + 1, line))
                verdict = only(here.check())
                assert (verdict.rule, verdict.place.line) == ("text/prose", at + 1)
                assert verdict.found == line.strip()
                assert verdict.guide == guide


def test_the_language_line_is_looked_after(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    text = here.put_both()[language]
    for wrong in ("# language: nb", "# language: xx", HERE[OTHER[language]]):
        here.put(language, text.spliced(0, 1, wrong))
        verdict = only(here.check())
        assert (verdict.rule, verdict.guide) == ("text/language-line", guide)
        assert str(verdict.place) == f"features/{language}/{guide}.feature:1:13"
        assert (verdict.found, verdict.suggestion) == (wrong, HERE[language])
        here.mend((verdict,), rounds=1)
    here.put(language, text.spliced(0, 1))
    if language == "nb":
        verdict = only(here.check())
        assert verdict.message == (
            "Put the language in the first line: without it, Gherkin reads English."
        )
        here.mend((verdict,), rounds=1)
    else:
        assert here.check() == ()


def test_a_guide_without_its_twin_is_told(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    here.put_both()
    here.path(language).unlink()
    other = OTHER[language]
    assert render(here.check()) == (
        f"features/{other}/{guide}.feature:1:1: translation/missing-guide: "
        f"This guide has no twin in {language}.\n"
        f"  expected: features/{language}/{guide}.feature"
    )


def test_a_guide_in_the_wrong_folder_is_told(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    here.put_both()
    other = OTHER[language]
    here.put(other, source_of(guide, language))
    verdict = only(here.check())
    assert verdict.message == (
        f"The guide says that it is in {language}, but lies in the folder of {other}."
    )
    here.put_both()
    for folder in ("", f"{language}/more/", "no/"):
        path = here.root / "features" / folder / "stray.feature"
        path.parent.mkdir(exist_ok=True)
        path.write_text(source_of(guide, language), encoding="utf-8")
        assert render(here.check()) == (
            f"features/{folder}stray.feature:1:1: text/folder: "
            "This guide lies in no language's folder, so nothing reads it.\n"
            "  expected: features/nb/stray.feature or features/en/stray.feature"
        )
        path.unlink()
