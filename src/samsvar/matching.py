"""Which text of one twin stands beside which of the other, and what the record says of the two.

Of two texts that stand at one point of twins, the one that the record knows beside one that it does
not know has been left behind: its twin has changed, and it is to be reviewed. Two that are both
unknown were both changed, or are new, which settles it (decision 0009).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from samsvar.agreements import NONE, Record
from samsvar.guides import Chapter, Guide
from samsvar.pairing import Pairing, in_best_order, pair_items
from samsvar.plans import Checked
from samsvar.twins import items_of
from samsvar.units import Half, Unit, heading, introduction, note, units_of
from samsvar.verdicts import Place

#: Two guides in two languages, the leading one first, and which of their chapters are twins.
Twins = tuple[Checked, Checked, Pairing]


class State(Enum):
    """What the record says of two texts at one point."""

    AGREED = auto()
    #: Both are unknown to the record.
    NEW = auto()
    #: One of them, `Match.review`, has been left behind by the other.
    CHANGED = auto()
    #: They are known, but not with one another; or one is, but its own twin stands elsewhere.
    ESTRANGED = auto()
    #: One has no twin: it is new, or its twin has been removed.
    ALONE = auto()
    #: They agree, but stand at different points.
    MOVED = auto()


@dataclass(frozen=True)
class Match:
    """Two texts at one point of twins, the leading language's first; or one that is alone.

    `review` is the text that a writer should look at: the one that did not change. Where there is
    none, since a text is new on the other side only, `place` says where it would stand.
    """

    first: Unit | None
    second: Unit | None
    languages: tuple[str, str]
    state: State
    review: Unit | None
    place: Place

    @property
    def halves(self) -> tuple[Half, Half]:
        """What an agreement on them is made of."""
        one = self.first.half if self.first else (self.languages[0], NONE)
        other = self.second.half if self.second else (self.languages[1], NONE)
        return one, other

    @property
    def units(self) -> tuple[Unit, ...]:
        """The texts that there are: one or two."""
        return tuple(unit for unit in (self.first, self.second) if unit)

    @property
    def waits(self) -> bool:
        """Whether somebody has to look at it: to change a text, or to accept both as they are."""
        return self.state in (State.CHANGED, State.ESTRANGED, State.ALONE)

    @property
    def language(self) -> str:
        """The language in which something is to be done."""
        alone = self.languages[0] if self.first is None else self.languages[1]
        return self.review.language if self.review else alone

    @property
    def twin(self) -> Unit | None:
        """The text in the other language than that."""
        return next((unit for unit in self.units if unit.language != self.language), None)


def compare(twins: Iterable[Twins], record: Record) -> tuple[Match, ...]:
    """What the record says of every text of some twins, in reading order.

    `twins` are those of the whole project, so that it is known which texts are still in use.
    """
    pairs = list(twins)
    guides = {(g.name, g.language): g for one, other, _ in pairs for g in (one.guide, other.guide)}
    in_use = {unit.half for guide in guides.values() for unit in units_of(guide)}
    return tuple(
        match
        for first, second, chapters in pairs
        for ours, theirs, places in _texts(first, second, chapters)
        for match in _Texts(ours, theirs, places, record, in_use).matches()
    )


def _texts(
    first: Checked, second: Checked, pairing: Pairing
) -> Iterator[tuple[Sequence[Unit], Sequence[Unit], tuple[Place, Place]]]:
    """The texts that stand at one point of both twins; what one twin lacks altogether is left out,
    since it is told by comparing them (`guide_twins`, `twins`)."""
    ours, theirs = first.guide, second.guide
    owners: list[tuple[Guide | Chapter, Guide | Chapter]] = [(ours, theirs)]
    if ours.background and theirs.background:
        owners.append((ours.background, theirs.background))
    numbers = sorted((*pairing.pairs, *pairing.moved))
    owners += [(ours.chapters[i], theirs.chapters[j]) for i, j in numbers]
    for one, other in owners:
        places = (one.place, other.place)
        yield heading(ours, one), heading(theirs, other), places
        yield introduction(ours, one), introduction(theirs, other), places
        if isinstance(one, Chapter) and isinstance(other, Chapter):
            for i, j in _steps(first, one, second, other):
                above, beside = one.steps[i], other.steps[j]
                places = (above.place, beside.place)
                yield note(ours, one, above), note(theirs, other, beside), places


def _steps(
    first: Checked, one: Chapter, second: Checked, other: Chapter
) -> Iterable[tuple[int, int]]:
    """The steps of two chapters that are twins; in order, if one of them does not compile."""
    ours, theirs = first.chapters.get(one.number), second.chapters.get(other.number)
    if ours and theirs:
        found = pair_items(items_of(ours), items_of(theirs))
        return sorted((*found.pairs, *found.moved))
    return [(i, i) for i in range(len(one.steps))] if len(one.steps) == len(other.steps) else []


@dataclass(frozen=True)
class _Texts:
    """The texts at one point of twins, and where it is."""

    first: Sequence[Unit]
    second: Sequence[Unit]
    places: tuple[Place, Place]
    record: Record
    in_use: set[Half]

    def matches(self) -> Iterator[Match]:
        if not (self.first and self.second):
            return
        pairs = in_best_order(len(self.first), len(self.second), self.gain)
        moved, lost, added = self.rest(pairs)
        for i, j in pairs:
            yield self.match(i, j)
        for i, j in moved:
            yield replace(self.match(i, j), state=State.MOVED)
        for i in lost:
            before = max((j for k, j in pairs if k < i), default=None)
            yield self.alone(self.first[i], None if before is None else self.second[before])
        for j in added:
            before = max((i for i, k in pairs if k < j), default=None)
            yield self.alone(self.second[j], None if before is None else self.first[before])

    def gain(self, i: int, j: int) -> float:
        """What it is worth to pair two texts: those that agree more than any two that do not."""
        state, _ = self.judge(self.first[i], self.second[j])
        return {State.AGREED: 3.0, State.ESTRANGED: 0.5}.get(state, 1.0)

    def rest(
        self, pairs: Sequence[tuple[int, int]]
    ) -> tuple[list[tuple[int, int]], list[int], list[int]]:
        """What is in no pair: what agrees across the order of the others, and what is alone."""
        lost = [i for i in range(len(self.first)) if i not in {i for i, _ in pairs}]
        added = [j for j in range(len(self.second)) if j not in {j for _, j in pairs}]
        moved: list[tuple[int, int]] = []
        for i in list(lost):
            j = next((j for j in added if self.gain(i, j) > 1), None)
            if j is not None:
                moved.append((i, j))
                lost.remove(i)
                added.remove(j)
        return moved, lost, added

    def match(self, i: int, j: int) -> Match:
        one, other = self.first[i], self.second[j]
        state, review = self.judge(one, other)
        languages = (one.language, other.language)
        return Match(one, other, languages, state, review, (review or other).place)

    def judge(self, one: Unit, other: Unit) -> tuple[State, Unit]:
        """What the record says of two texts, and which of them is to be looked at."""
        if self.record.find(one.half, other.half):
            return State.AGREED, other
        ours = self.record.twins(one.half, other.language)
        theirs = self.record.twins(other.half, one.language)
        known = [(unit, twins) for unit, twins in ((other, theirs), (one, ours)) if twins]
        if not known:
            return State.NEW, other
        left = [unit for unit, twins in known if not twins & self.in_use]
        if left and len(known) == 1:
            return State.CHANGED, left[0]
        return State.ESTRANGED, left[0] if left else known[0][0]

    def alone(self, unit: Unit, before: Unit | None) -> Match:
        """A text without a twin: it has lost it, or else the other side lacks one (`before`: what
        would stand above it there)."""
        is_first = unit.language == self.first[0].language
        languages = (self.first[0].language, self.second[0].language)
        other = languages[1] if is_first else languages[0]
        agreed = self.record.find(unit.half, (other, NONE))
        known = self.record.twins(unit.half, other)
        there = before.place if before else self.places[1 if is_first else 0]
        return Match(
            unit if is_first else None,
            None if is_first else unit,
            languages,
            State.AGREED if agreed else State.ALONE,
            unit if known else None,
            unit.place if known else there,
        )
