"""What differs between twins before any of their steps is looked at, in a writer's words.

The first of the project's languages leads, as in `twins`, which compares the steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from samsvar.guides import Chapter, Guide
from samsvar.pairing import Pairing
from samsvar.verdicts import Place, Verdict


def compare_guides(first: Guide, second: Guide, chapters: Pairing) -> Iterator[Verdict]:
    """What differs in prerequisites, chapters, introductions and tags. `chapters` says which of
    them are twins."""
    if (first.background is None) != (second.background is None):
        has, lacks = (first, second) if first.background else (second, first)
        assert has.background is not None
        yield _verdict(
            "translation/prerequisites",
            lacks,
            lacks.place,
            f"The guide has prerequisites in {has.language}, but none here.",
            twin=has.background.place,
        )
    yield from _chapters(first, second, chapters)
    yield from _introductions(first, second, chapters)
    pairs: list[tuple[Guide | Chapter, Guide | Chapter]] = [(first, second)]
    pairs.extend(
        (first.chapters[i], second.chapters[j]) for i, j in (*chapters.pairs, *chapters.moved)
    )
    for one, other in pairs:
        if sorted(one.tags) != sorted(other.tags):
            verdict = _verdict(
                "translation/tags",
                second,
                other.place,
                "The twins have different tags.",
                found=" ".join(other.tags) or "no tags",
                expected=" ".join(one.tags) or "no tags",
                twin=one.place,
            )
            yield replace(verdict, chapter=other.name) if isinstance(other, Chapter) else verdict


def _introductions(first: Guide, second: Guide, chapters: Pairing) -> Iterator[Verdict]:
    """Prose that only one of the twins has; what it says belongs to the language."""
    pairs: list[tuple[Guide | Chapter, Guide | Chapter]] = [(first, second)]
    if first.background and second.background:
        pairs.append((first.background, second.background))
    pairs += [(first.chapters[i], second.chapters[j]) for i, j in chapters.pairs]
    for one, other in pairs:
        if bool(one.description) != bool(other.description):
            has, lacks = (first, "here") if one.description else (second, f"in {first.language}")
            where = f"in {first.language}" if has is first else "here"
            yield _verdict(
                "translation/prose",
                second,
                other.place,
                f"There is an introduction {where}, but none {lacks}.",
                found=other.description.partition("\n")[0] or None,
                expected=one.description.partition("\n")[0] or "no introduction",
                twin=one.place,
            )


def _chapters(first: Guide, second: Guide, pairing: Pairing) -> Iterator[Verdict]:
    for i in pairing.lost:
        one, before = first.chapters[i], pairing.second_before(i)
        yield _verdict(
            "translation/chapter",
            second,
            second.place if before is None else second.chapters[before].place,
            f"A chapter of {first.language} is missing "
            + ("at the start of this guide." if before is None else "after this one."),
            expected=f"a twin of “{one.name}”",
            twin=one.place,
        )
    for j in pairing.added:
        other, before = second.chapters[j], pairing.first_before(j)
        verdict = _verdict(
            "translation/chapter",
            second,
            other.place,
            f"This chapter has no twin in {first.language}: remove it, or write it there, too.",
            found=other.name,
            twin=first.place if before is None else first.chapters[before].place,
        )
        yield replace(verdict, chapter=other.name)
    for i, j in pairing.moved:
        other, before = second.chapters[j], pairing.second_before(i)
        after = None if before is None else second.chapters[before]
        verdict = _verdict(
            "translation/order",
            second,
            other.place,
            f"This chapter stands at another point than in {first.language}.",
            found=other.name,
            expected=f"after line {after.place.line}: {after.name}" if after else "first",
            twin=first.chapters[i].place,
        )
        yield replace(verdict, chapter=other.name)


def _verdict(rule: str, guide: Guide, place: Place, message: str, **details: Any) -> Verdict:
    return Verdict(
        rule,
        place,
        message,
        language=guide.language,
        guide=guide.name,
        **details,
    )
