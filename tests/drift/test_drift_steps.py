"""Every step of every guide, in both languages: dropped, doubled, swapped, misspelt."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from damage import GUIDES, LANGUAGES, OTHER, Block, Copy, Text, each_step, only

from samsvar.languages import keyword_of, keywords
from samsvar.verdicts import Verdict

pytestmark = [
    pytest.mark.parametrize("guide", GUIDES),
    pytest.mark.parametrize("language", LANGUAGES),
]
MISSING = {"nb": "translation/extra-step", "en": "translation/missing-step"}
DOUBLED = {"nb": "translation/missing-step", "en": "translation/extra-step"}


def continues(block: Block, language: str) -> bool:
    return keywords(language)[block.step.keyword] in ("and", "but")


def assert_tells_the_step(verdict: Verdict, block: Block, copy: Copy) -> None:
    assert verdict.guide == copy.guide
    assert verdict.place.path == f"features/en/{copy.guide}.feature"
    if block.chapter.number:
        english = copy.whole["en"].guide
        assert verdict.chapter == english.chapters[block.chapter.number - 1].name


def test_a_dropped_step_is_missed(copy: Callable[[str], Copy], guide: str, language: str) -> None:
    here = copy(guide)
    for text, twin, block in each_step(here, language):
        here.put(language, text.spliced(block.start, block.end))
        verdicts = here.check()
        verdict = only(verdicts)
        following = text.following(block)
        if following and continues(following, language) and verdict.rule == "text/wrong-keyword":
            previous = text.previous(block)
            assert previous is None or previous.step.part != following.step.part
            assert verdict.place.line == block.start + 1
            assert verdict.found == f"{following.step.keyword} {following.step.text}"
            keyword = keyword_of(following.step.part, language)
            assert verdict.suggestion == f"{keyword} {following.step.text}"
        else:
            assert verdict.rule == MISSING[language]
            assert_tells_the_step(verdict, block, here)
            sentence = (verdict.suggestion or "").splitlines()[0].removeprefix("in nb: ")
            same_item = block.step.part == "when" and block.step.continues
            keyword = keyword_of("and" if same_item else block.step.part, language)
            assert sentence == f"{keyword} {block.step.text}"
            there = twin.twin_of(block)
            if language == "en":
                assert verdict.twin == there.step.place
                assert verdict.expected == there.step.text
                previous = text.previous(block)
                above = previous.step.place if previous else block.chapter.place
                assert verdict.place.line == above.line
            else:
                assert verdict.place == there.step.place
                assert verdict.found == there.step.text
                previous = text.previous(block)
                above = previous.step.place if previous else block.chapter.place
                assert verdict.twin is not None
                assert verdict.twin.line == above.line
        here.mend(verdicts)


def test_a_doubled_step_is_one_too_many(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, _, block in each_step(here, language):
        double = text.lines[block.start : block.end]
        here.put(language, text.spliced(block.start, block.start, *double))
        verdicts = here.check()
        verdict = only(verdicts)
        assert verdict.rule == DOUBLED[language]
        assert_tells_the_step(verdict, block, here)
        here.mend(verdicts)


def test_two_neighbours_that_change_places_are_told_once(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    swapped = 0
    for text, _, block in each_step(here, language):
        other = text.following(block)
        if other is None or text.lines[block.start].strip() == text.lines[other.start].strip():
            continue
        one, two = (text.lines[b.start : b.end] for b in (block, other))
        here.put(language, text.spliced(block.start, other.end, *two, *one))
        verdicts = here.check()
        verdict = only(verdicts)
        swapped += 1
        if verdict.rule == "text/wrong-keyword":
            word = (verdict.found or "").partition(" ")[0]
            assert keywords(language)[word] in ("and", "but")
        else:
            assert verdict.rule == "translation/order"
            assert_tells_the_step(verdict, block, here)
            assert verdict.message == "This step stands at another point than in nb."
        here.mend(verdicts)
    assert swapped


def test_a_misspelt_phrase_is_read_as_the_nearest_one(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, _, block in each_step(here, language):
        right = block.step.text
        for wrong in (misspelt(right), right + " her"):
            here.put(language, text.edited(block, right, wrong))
            verdict = only(here.check())
            assert (verdict.rule, verdict.place) == ("text/undefined", block.step.place)
            assert (verdict.found, verdict.suggestion) == (wrong, right)
            assert (verdict.guide, verdict.chapter) == (guide, block.chapter.name)


def misspelt(text: str) -> str:
    """With the first long word outside the quotation marks one letter short."""
    bare = re.sub(r'"[^"]*"', lambda match: "\0" * len(match[0]), text)
    word = max(re.findall(r"\w+", bare), key=len)
    start = bare.index(word)
    return text[: start + 1] + text[start + 2 :]


def test_a_keyword_of_another_part_is_corrected(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, _, block in each_step(here, language):
        continues = block.step.part == "when" and block.step.continues  # as in the twin
        right = keyword_of("and" if continues else block.step.part, language)
        for part in {"given", "when", "then"} - {block.step.part}:
            wrong = f"{keyword_of(part, language)} {block.step.text}"
            here.put(language, text.edited(block, f"{block.step.keyword} {block.step.text}", wrong))
            verdicts = here.check()
            verdict = verdicts[0]
            assert (verdict.rule, verdict.place) == ("text/wrong-keyword", block.step.place)
            assert verdict.found == wrong
            assert verdict.suggestion == f"{right} {block.step.text}"
            assert {v.rule for v in verdicts[1:]} <= {"text/wrong-keyword"}
            here.mend(verdicts)


def test_a_step_that_continues_nothing_is_given_its_keyword(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, _, block in each_step(here, language):
        if block.index:
            continue
        for word in (keyword_of("and", language), keyword_of("but", language), "*"):
            wrong = f"{word} {block.step.text}"
            here.put(language, text.edited(block, f"{block.step.keyword} {block.step.text}", wrong))
            verdict = here.check()[0]
            assert (verdict.rule, verdict.place) == ("text/wrong-keyword", block.step.place)
            assert verdict.message == (
                f"The first step cannot begin with {word}: there is no step to continue."
            )
            here.mend((verdict,))


def test_a_keyword_that_is_none_is_found(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, _, block in each_step(here, language):
        keyword = block.step.keyword
        wrong = f"{keyword[:-1]}{keyword[-1] * 2} {block.step.text}"
        here.put(language, text.edited(block, f"{keyword} {block.step.text}", wrong))
        verdicts = here.check()
        verdict = verdicts[0]
        assert verdict.place == block.step.place
        assert verdict.found == wrong
        assert verdict.rule == ("text/syntax" if block.index else "text/wrong-keyword")
        here.mend(verdicts)


def test_a_step_of_the_other_language_is_translated(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, twin, block in each_step(here, language):
        there = twin.twin_of(block).step
        foreign = f"{there.keyword} {there.text}"
        for wrong in (foreign, f"{keyword_of(there.part, language)} {there.text}"):
            here.put(language, text.edited(block, f"{block.step.keyword} {block.step.text}", wrong))
            verdicts = here.check()
            verdict = verdicts[0]
            assert verdict.place == block.step.place
            if wrong == foreign and block.index:
                assert (verdict.rule, verdict.message) == (
                    "text/other-language",
                    f"{there.keyword} begins a step in {OTHER[language]}; "
                    f"the guide is in {language}.",
                )
            elif wrong == foreign:
                assert verdict.rule == "text/wrong-keyword"
            else:
                assert (verdict.rule, verdict.message) == (
                    "text/other-language",
                    f"This step is written in {OTHER[language]}; the guide is in {language}.",
                )
            here.mend(verdicts, rounds=8)


def test_a_note_on_one_side_only_is_missed(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, twin, block in each_step(here, language):
        other = twin.twin_of(block)
        if block.step.note is None and not block.step.table:
            note = ('      """', "      Mer.", '      """')
            here.put(language, text.spliced(block.end, block.end, *note))
        elif block.step.note is not None:
            here.put(language, text.spliced(block.start + 1, block.end))
        else:
            continue
        added = block.step.note is None
        verdicts = here.check()
        verdict = only(verdicts)
        english = block if language == "en" else other
        assert (verdict.rule, verdict.place) == ("translation/note", english.step.place)
        has = (language == "en") == added
        assert verdict.message == (
            "This step has a note here, but none in nb."
            if has
            else "This step has a note in nb, but none here."
        )
        kept = other.step.note if block.step.note else "Mer."
        assert (verdict.found if has else verdict.expected) == kept
        here.mend(verdicts)


def test_what_is_damaged_was_whole(copy: Callable[[str], Copy], guide: str, language: str) -> None:
    here = copy(guide)
    texts = here.put_both()
    assert here.check() == ()
    for chapter in texts[language].chapters:
        here.put_both(chapter.number)
        assert here.check() == ()
    lines = [block.start for _, _, block in each_step(here, language)]
    assert lines == [block.start for block in Text.of(guide, language).blocks]
