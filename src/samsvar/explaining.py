"""A guide's twins side by side: what each chapter says, what it means, and where the two differ.

Everything is shown, also what means nothing yet. How it is laid out is `side_by_side`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest
from math import inf

from samsvar import editing
from samsvar.checking import Project, Report
from samsvar.guides import Chapter, Guide, Step
from samsvar.pairing import Item, Pairing, pair_items
from samsvar.plans import Checked, Compiler, PlanStep
from samsvar.units import heading, introduction
from samsvar.verdicts import CannotGoOn, Place, Verdict


class Mark(StrEnum):
    """How two sides differ: a sign, so that nothing depends on colour."""

    SAME = " "
    DIFFERENT = "!"
    FIRST_ONLY = "-"
    SECOND_ONLY = "+"
    MOVED = "~"
    UNDEFINED = "?"


#: What verdicts say of a row of prose, whose words nobody can compare, or of a chapter's name.
PROSE = {"translation/stale": Mark.DIFFERENT, "translation/order": Mark.MOVED}


@dataclass(frozen=True)
class Side:
    """What one language has at a point: the lines of its file from `place` on, without their common
    indentation, and the language-free step that they mean, if they are one that means something."""

    place: Place
    lines: tuple[str, ...]
    plan: PlanStep | None = None

    def holds(self, place: Place) -> bool:
        """Whether a place lies in these lines."""
        ours = self.place
        return place.path == ours.path and ours.line <= place.line < ours.line + len(self.lines)


@dataclass(frozen=True)
class Row:
    """What stands beside one another, how it differs, and what the check says of it."""

    mark: Mark
    first: Side | None
    second: Side | None
    is_step: bool = False
    told: tuple[Verdict, ...] = ()

    @property
    def sides(self) -> tuple[Side | None, Side | None]:
        """Both sides, the leading language's first."""
        return self.first, self.second


@dataclass(frozen=True)
class Section:
    """A chapter, the prerequisites (`number` 0) or what stands before them (None), with its name in
    each language that has it."""

    number: int | None
    names: tuple[str, ...]
    rows: tuple[Row, ...]

    def is_called(self, name: str) -> bool:
        """Whether a writer means this chapter: by its number, or its name in either language."""
        return name in (str(self.number), *self.names)


@dataclass(frozen=True)
class Explanation:
    """A guide in two languages, the leading one first, or in one that has no twin.

    `rest` are verdicts on the guide that belong to no line that is shown.
    """

    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    rest: tuple[Verdict, ...] = ()


def explain(project: Project, report: Report, name: str) -> tuple[Explanation, ...]:
    """The guide beside its twin in each other language; alone where no twin can be read."""
    guides = report.guides.get(name, {})
    told = [v for v in report.verdicts if v.guide == name or _is_of(v, guides)]
    found = [
        _Pair(project.compiler, first, second, pairing)
        for first, second, pairing in project.twins(guides)
    ]
    found = found or [_Pair(project.compiler, only, None, None) for only in guides.values()]
    if not found:
        return (Explanation((), (), tuple(told)),)
    return tuple(_told(pair.explanation(), told) for pair in found)


def one_chapter(explanation: Explanation, name: str) -> Explanation:
    """Only the chapters that are called so, without what is said of the guide as a whole."""
    found = tuple(section for section in explanation.sections if section.is_called(name))
    return replace(explanation, sections=found, rest=())


def _is_of(verdict: Verdict, guides: dict[str, Checked]) -> bool:
    return any(verdict.place.path == twin.guide.place.path for twin in guides.values())


def _told(explanation: Explanation, told: Sequence[Verdict]) -> Explanation:
    """The explanation with the verdicts at the rows whose lines they are on."""
    used: set[Verdict] = set()

    def with_verdicts(row: Row) -> Row:
        mine = tuple(v for v in told if any(side and side.holds(v.place) for side in row.sides))
        used.update(mine)
        marks = [PROSE[v.rule] for v in mine if v.rule in PROSE and not row.is_step]
        mark = marks[0] if marks and row.mark is Mark.SAME else row.mark
        return replace(row, told=mine, mark=mark)

    sections = tuple(
        replace(section, rows=tuple(map(with_verdicts, section.rows)))
        for section in explanation.sections
    )
    known = (None, *explanation.languages)
    alone = len(explanation.languages) < 2
    rest = tuple(v for v in told if v not in used and (alone or v.language in known))
    return replace(explanation, sections=sections, rest=rest)


@dataclass(frozen=True)
class _Pair:
    """Two twins and which of their chapters belong together; or one that has no twin."""

    compiler: Compiler
    first: Checked
    second: Checked | None
    chapters: Pairing | None

    def explanation(self) -> Explanation:
        ours, theirs = self.first.guide, self.second.guide if self.second else None
        languages = tuple(guide.language for guide in (ours, theirs) if guide)
        sections = [Section(None, (), tuple(self.prose(ours, theirs)))]
        if ours.background or (theirs and theirs.background):
            sections.append(self.section(ours.background, theirs.background if theirs else None))
        pairing = self.chapters or Pairing(lost=list(range(len(ours.chapters))))
        for i, j in _in_reading_order(pairing):
            one = None if i is None else ours.chapters[i]
            other = theirs.chapters[j] if theirs and j is not None else None
            sections.append(self.section(one, other))
        return Explanation(languages, tuple(sections))

    def section(self, one: Chapter | None, other: Chapter | None) -> Section:
        chapter = one or other
        assert chapter is not None
        names = tuple(found.name for found in (one, other) if found)
        rows = (*self.prose(one, other), *self.steps(one, other))
        return Section(chapter.number, names, rows)

    def prose(self, one: Guide | Chapter | None, other: Guide | Chapter | None) -> Iterator[Row]:
        """Names, tags and introductions, paragraph by paragraph."""
        guides = (self.first.guide, self.second.guide if self.second else None)
        owners = [(g, owner) for g, owner in zip(guides, (one, other), strict=True) if g]
        for parts in (_tags, _names, _paragraphs):
            sides = [list(parts(guide, owner)) if owner else [] for guide, owner in owners]
            for first, second in zip_longest(*sides, *[()] * (2 - len(sides))):
                row = Row(self.mark_of(first, second), first, second)
                is_unequal = parts is _tags and first and second and first.lines != second.lines
                yield replace(row, mark=Mark.DIFFERENT) if is_unequal else row

    def steps(self, one: Chapter | None, other: Chapter | None) -> Iterator[Row]:
        """The steps of two chapters in reading order, those that belong together in one row."""
        ours = self.written(self.first, one)
        theirs = self.written(self.second, other)
        found = pair_items(_items(ours), _items(theirs))
        for i, j in _in_reading_order(_undefined_paired(found, ours, theirs)):
            first = None if i is None else ours[i]
            second = None if j is None else theirs[j]
            mark = Mark.MOVED if (i, j) in found.moved else self.mark_of(first, second)
            sides = [side for side in (first, second) if side]
            if any(side.plan is None for side in sides):
                mark = Mark.UNDEFINED
            elif mark is Mark.SAME and len({side.plan for side in sides}) > 1:
                mark = Mark.DIFFERENT
            yield Row(mark, first, second, is_step=True)

    def mark_of(self, first: Side | None, second: Side | None) -> Mark:
        """The mark of what one side lacks; a guide without a twin lacks nothing."""
        if self.second is None or (first and second):
            return Mark.SAME
        return Mark.FIRST_ONLY if first else Mark.SECOND_ONLY

    def written(self, checked: Checked | None, chapter: Chapter | None) -> list[Side]:
        """The steps of a chapter, with what each means by itself."""
        if checked is None or chapter is None:
            return []
        guide = checked.guide
        return [
            Side(
                step.place,
                _lines(guide, step.place.line, editing.last_line(guide, step)),
                self.meaning(guide, chapter, step),
            )
            for step in chapter.steps
        ]

    def meaning(self, guide: Guide, chapter: Chapter, step: Step) -> PlanStep | None:
        """What a step means, also in a chapter that has others which mean nothing."""
        alone = replace(chapter, steps=(step,), description="")
        try:
            plan = self.compiler.chapter(guide, alone).plan
        except CannotGoOn:
            return None
        return next(iter(plan.steps), None)


def _names(guide: Guide, owner: Guide | Chapter) -> Iterator[Side]:
    for unit in heading(guide, owner):
        yield Side(owner.place, (unit.text,))


def _tags(guide: Guide, owner: Guide | Chapter) -> Iterator[Side]:
    if owner.tags:
        lines = guide.lines[: owner.place.line]
        line = next(n for n in range(len(lines), 0, -1) if lines[n - 1].lstrip().startswith("@"))
        yield Side(Place(owner.place.path, line), (" ".join(sorted(owner.tags)),))


def _paragraphs(guide: Guide, owner: Guide | Chapter) -> Iterator[Side]:
    for unit in introduction(guide, owner):
        yield Side(unit.place, tuple(unit.text.split("\n")))


def _lines(guide: Guide, first: int, last: int) -> tuple[str, ...]:
    """Some lines of a guide's file, without the indentation of the first."""
    lines = guide.lines[first - 1 : last]
    indent = len(lines[0]) - len(lines[0].lstrip())
    return tuple(line[:indent].lstrip() + line[indent:].rstrip() for line in lines)


def _items(sides: Iterable[Side]) -> list[Item]:
    return [
        Item(side.plan, side.plan.step, side.plan.arguments)
        if side.plan
        else Item(side.place, side.place)  # equal to nothing
        for side in sides
    ]


def _undefined_paired(found: Pairing, ours: Sequence[Side], theirs: Sequence[Side]) -> Pairing:
    """A step that means nothing beside what the other side has alone at the same point."""
    pairing = Pairing(list(found.pairs), list(found.moved), list(found.lost), list(found.added))
    for i in found.lost:
        for j in list(pairing.added):
            is_undefined = ours[i].plan is None or theirs[j].plan is None
            if is_undefined and pairing.first_before(j) == _before(i, pairing):
                pairing.lost.remove(i)
                pairing.added.remove(j)
                pairing.pairs = sorted((*pairing.pairs, (i, j)))
                break
    return pairing


def _before(index: int, pairing: Pairing) -> int | None:
    """The nearest item of the first side before `index` that has a partner."""
    return max((i for i, _ in pairing.pairs if i < index), default=None)


def _in_reading_order(pairing: Pairing) -> Iterator[tuple[int | None, int | None]]:
    """All pairs in the order of the first side; what only the second has, before its neighbour."""
    rows: list[tuple[float, int | None, int | None]] = []
    rows += [(i, i, j) for i, j in (*pairing.pairs, *pairing.moved)]
    rows += [(i, i, None) for i in pairing.lost]
    for added in pairing.added:
        after = min((i for i, j in pairing.pairs if j > added), default=inf)
        rows.append((after - 0.5, None, added))
    for _, one, other in sorted(rows, key=lambda row: row[0]):
        yield one, other
