"""Which chapter was which before the change, and which chapters of the languages are twins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from samsvar.checking import Project, Report
from samsvar.guides import Chapter, Guide

T = TypeVar("T")
#: The number of a chapter's twin in the leading language, by language and number; per guide.
Partners = Mapping[tuple[str, int], int]


@dataclass(frozen=True)
class Pair(Generic[T]):
    """Two states of one thing in one language; one of them can be missing, never both."""

    language: str
    old: T | None
    new: T | None

    @property
    def either(self) -> T:
        """It as it is now, or was last."""
        found = self.old if self.new is None else self.new
        assert found is not None
        return found


def partners(project: Project, report: Report) -> Mapping[str, Partners]:
    """Which chapters are twins, as the check pairs them; by guide."""
    found: dict[str, dict[tuple[str, int], int]] = {}
    for name, guides in report.guides.items():
        known = found.setdefault(name, {})
        for first, other, pairing in project.twins(guides):
            leading = first.guide.language
            known |= {(leading, c.number): c.number for c in first.guide.chapters}
            twins = (*pairing.pairs, *pairing.moved)
            known |= {(other.guide.language, j + 1): i + 1 for i, j in twins}
    return found


def states(twin: Pair[Guide]) -> list[Pair[Chapter]]:
    """The chapters of both states: those of one name, then those left at the same point, then
    those that are no more."""
    before = twin.old.chapters if twin.old else ()
    after = twin.new.chapters if twin.new else ()
    named = {chapter.name: chapter for chapter in before}
    kept = {chapter.name for chapter in after}
    left = {chapter.number: chapter for chapter in before if chapter.name not in kept}
    found = [
        Pair(twin.language, named.get(new.name) or left.pop(new.number, None), new) for new in after
    ]
    return [*found, *(Pair(twin.language, old, None) for old in left.values())]


def moved(pairs: Sequence[Pair[Chapter]]) -> list[Pair[Chapter]]:
    """The chapters that no longer stand between the same ones: as few as explain the new order."""
    kept = [pair for pair in pairs if pair.old and pair.new]
    before = sorted(kept, key=lambda pair: pair.old.number if pair.old else 0)
    order = [id(pair) for pair in before], [id(pair) for pair in kept]
    same = {
        id(pair)
        for block in SequenceMatcher(None, *order, autojunk=False).get_matching_blocks()
        for pair in kept[block.b : block.b + block.size]
    }
    return [pair for pair in kept if id(pair) not in same]


def rows(pairs: Iterable[Pair[Chapter]], twins: Partners) -> list[list[Pair[Chapter]]]:
    """The chapters of all languages, twins together, in the order of the leading language.

    A chapter that is no more stands with the twin that it had if that is kept; which that was, is
    known by its number alone.
    """
    every = list(pairs)
    found: dict[tuple[bool, int, str], list[Pair[Chapter]]] = {}
    for pair in every:
        if pair.new:
            number = twins.get((pair.language, pair.new.number))
            shared = (False, number, "") if number else (False, pair.new.number, pair.language)
            found.setdefault(shared, []).append(pair)
    for pair in every:
        if pair.old and not pair.new:
            row = next((row for row in found.values() if _stood_beside(row, pair)), None)
            if row is None:
                row = found.setdefault((True, pair.old.number, pair.language), [])
            row.append(pair)
    return [found[key] for key in sorted(found)]


def _stood_beside(row: Sequence[Pair[Chapter]], gone: Pair[Chapter]) -> bool:
    """Whether a chapter that is no more had its twin in a row that has none in its language."""
    is_alone = all(pair.language != gone.language for pair in row)
    return is_alone and any(p.old and gone.old and p.old.number == gone.old.number for p in row)
