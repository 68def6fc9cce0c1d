"""Mutants of guides: what a writer could get wrong, in one language or in all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from samsvar.checking import Project, Report
from samsvar.guides import Chapter, Guide
from samsvar.mutation import rewriting
from samsvar.mutation.mutants import ALL, Kind, Mutant
from samsvar.mutation.observing import View
from samsvar.mutation.other_values import OtherValues
from samsvar.mutation.rewriting import Written
from samsvar.phrases import PLACEHOLDER, Definition, Parameter, fill
from samsvar.plans import Call, Checked
from samsvar.units import Unit, units_of

Steps = Sequence[Written]
#: Says how one language's steps are written with the change.
Change = Callable[[Checked, Chapter, Steps], Sequence[Written]]


@dataclass(frozen=True)
class Edited:
    """A guide mutant, and `write`, which makes the sources that it consists of, by language: there
    are too many mutants to keep those of all until they are judged."""

    mutant: Mutant
    guide: str
    write: Callable[[], Mapping[str, str]]
    #: The step that is changed (its index in the chapter), and whether it then says less.
    step: int | None = None
    weaker: bool = False

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The sources by language."""
        return self.write()


@dataclass(frozen=True)
class _Point:
    """One possible change of a chapter, without its language."""

    operator: str
    what: str
    index: int
    change: Change
    equivalent: str | None = None
    weaker: bool = False


def guide_mutants(project: Project, report: Report, views: Sequence[View]) -> Iterator[Edited]:
    """Every mutant of every guide; `views` are the leading language's chapters as they ran."""
    by_chapter = {view.chapter: view for view in views}
    used = OtherValues(project, report)
    for name, twins in report.guides.items():
        leading = next(iter(twins.values()))
        for number, compiled in leading.chapters.items():
            view = by_chapter[f"{name}:{number or 1}"]
            points = list(_Chapter(project, compiled.calls, number, view, used).points())
            for point in points:
                yield from _edited(name, number, twins, point)
        for checked in twins.values():
            yield from _texts(checked)


def _edited(
    name: str, number: int, twins: Mapping[str, Checked], point: _Point
) -> Iterator[Edited]:
    chapters = {code: checked.chapters[number].chapter for code, checked in twins.items()}
    leading = next(iter(twins.values()))
    if not _steps(leading, number, point.change):
        return  # a chapter without steps is no guide; samsvar refuses it anyway
    for scope in (*twins, ALL):
        chosen = twins if scope == ALL else {scope: twins[scope]}
        mutant = Mutant(
            Kind.ALL if scope == ALL else Kind.ONE,
            f"{name}:{number}",
            point.operator,
            point.what,
            chapters[next(iter(chosen))].steps[point.index].place,
            scope,
            point.equivalent if scope == ALL else None,
            (f"{name}:{number}",),
        )
        write = partial(_written, chosen, number, point.change)
        yield Edited(mutant, name, write, point.index, point.weaker)


def _written(twins: Mapping[str, Checked], number: int, change: Change) -> dict[str, str]:
    """The sources of a guide with a change in one chapter, by language."""
    sources = {}
    for language, checked in twins.items():
        chapter = checked.chapters[number].chapter
        steps = _steps(checked, number, change)
        sources[language] = rewriting.rewritten(checked.guide, chapter, steps)
    return sources


def _steps(checked: Checked, number: int, change: Change) -> Steps:
    """The steps of a chapter in one language with a change."""
    chapter = checked.chapters[number].chapter
    return change(checked, chapter, rewriting.written(checked.guide, chapter))


@dataclass(frozen=True)
class _Chapter:
    """The points at which one chapter can be changed."""

    project: Project
    calls: Sequence[Call]
    number: int
    view: View
    values: OtherValues

    def points(self) -> Iterator[_Point]:
        for index, call in enumerate(self.calls):
            yield from self._order(index, call)
            yield from self._arguments(index, call)
            yield from self._table(index, call)
            if call.plan.part == "then":
                yield from self._outcome(index, call)

    def _order(self, index: int, call: Call) -> Iterator[_Point]:
        name = _step(index, call)
        weaker = call.plan.part != "when"
        yield _Point(
            "dropped",
            name,
            index,
            lambda _, __, steps: rewriting.dropped(steps, index),
            None,
            weaker,
        )
        yield _Point(
            "duplicated", name, index, lambda _, __, steps: rewriting.duplicated(steps, index)
        )
        if index + 1 < len(self.calls):
            after = self.calls[index + 1]
            if after.plan == call.plan:
                return
            part = call.plan.part
            same = part == after.plan.part and part != "when"
            yield _Point(
                "swapped",
                f"{name} with {_step(index + 1, after)}",
                index,
                lambda _, __, steps: rewriting.swapped(steps, index),
                f"two neighbouring {part} steps say the same in either order" if same else None,
            )

    def _arguments(self, index: int, call: Call) -> Iterator[_Point]:
        page = self._page(index)
        for name, parameter in call.definition.parameters.items():
            old = dict(call.plan.arguments)[name]
            for value in self.values.others(parameter, old, page):
                yield _Point(
                    "label replaced" if parameter.bold else "value replaced",
                    f"{_step(index, call)} {name}={old} by {value}",
                    index,
                    self._with_value(index, name, parameter, value),
                )

    def _with_value(self, index: int, name: str, parameter: Parameter, value: str) -> Change:
        def change(checked: Checked, chapter: Chapter, steps: Steps) -> Sequence[Written]:
            text = self._text(parameter, value, checked.guide)
            texts = checked.chapters[self.number].calls[index].texts
            new = rewriting.with_value(steps[index], texts, name, text)
            return rewriting.changed(steps, index, new)

        return change

    def _text(self, parameter: Parameter, value: str, guide: Guide) -> str:
        return self.project.compiler.text_of(parameter, value, guide.language)

    def _table(self, index: int, call: Call) -> Iterator[_Point]:
        for number, row in enumerate(call.plan.table):
            for column, (name, old) in enumerate(zip(call.definition.columns, row, strict=True)):
                parameter = call.definition.columns[name].parameter
                for value in self.values.others(parameter, old, self._page(index)):
                    yield _Point(
                        "cell replaced",
                        f"{_step(index, call)} row {number + 1} {name}={old} by {value}",
                        index,
                        self._with_cell(index, number + 1, column, parameter, value),
                    )
            if len(call.plan.table) > 1:
                yield _Point(
                    "row dropped",
                    f"{_step(index, call)} row {number + 1}",
                    index,
                    self._without_row(index, number + 1),
                    weaker=True,
                )

    def _with_cell(
        self, index: int, row: int, column: int, parameter: Parameter, value: str
    ) -> Change:
        def change(checked: Checked, chapter: Chapter, steps: Steps) -> Sequence[Written]:
            text = self._text(parameter, value, checked.guide)
            new = rewriting.with_cell(steps[index], chapter.steps[index], row, column, text)
            return rewriting.changed(steps, index, new)

        return change

    def _without_row(self, index: int, row: int) -> Change:
        def change(checked: Checked, chapter: Chapter, steps: Steps) -> Sequence[Written]:
            new = rewriting.without_row(steps[index], chapter.steps[index], row)
            return rewriting.changed(steps, index, new)

        return change

    def _outcome(self, index: int, call: Call) -> Iterator[_Point]:
        for other in self.project.vocabulary.definitions:
            if other.part != "then" or other is call.definition or other.columns:
                continue
            names = _borrowed(call.definition, other)
            if names is None:
                continue
            whole = len(names) == len(call.definition.parameters)
            yield _Point(
                "outcome replaced" if whole else "outcome weakened",
                f"{_step(index, call)} by {other.identity}",
                index,
                self._with_outcome(index, other, names),
                weaker=True,
            )

    def _with_outcome(self, index: int, other: Definition, names: Mapping[str, str]) -> Change:
        def change(checked: Checked, chapter: Chapter, steps: Steps) -> Sequence[Written]:
            texts = checked.chapters[self.number].calls[index].texts
            phrase = other.phrases[checked.guide.language]
            order = PLACEHOLDER.findall(phrase)
            text = fill(phrase, [f'"{texts[names[name]]}"' for name in order])
            table = {cell.place.line for row in chapter.steps[index].table for cell in row}
            first = chapter.steps[index].place.line + 1
            below = tuple(
                line for n, line in enumerate(steps[index].below, start=first) if n not in table
            )
            return rewriting.changed(steps, index, replace(steps[index], text=text, below=below))

        return change

    def _page(self, index: int) -> str:
        """The page that the step begins with."""
        before = len(self.view.moments) - len(self.calls) if self.number else 0
        return self.view.moments[before + index].before


def _borrowed(definition: Definition, other: Definition) -> dict[str, str] | None:
    """Where another outcome gets its values from: for each of its names one of ours with the same
    type. None when it needs more than there is, or takes nothing."""
    free = dict(definition.parameters)
    names: dict[str, str] = {}
    for name, parameter in other.parameters.items():
        mine = name if free.get(name) is parameter else None
        mine = mine or next((n for n, p in free.items() if p is parameter), None)
        if mine is None:
            return None
        names[name] = mine
        del free[mine]
    return names or None


def _step(index: int, call: Call) -> str:
    return f"{index + 1}. {call.plan.step}"


def _texts(checked: Checked) -> Iterator[Edited]:
    """Each title, name, paragraph and note with a letter more in its first line, in one language:
    what only a record of agreements can notice."""
    guide = checked.guide
    count: Counter[str] = Counter()
    for unit in units_of(guide):
        subject = f"{guide.name}:{unit.number}" if unit.number is not None else guide.name
        count[subject] += 1
        mutant = Mutant(
            Kind.ONE,
            subject,
            "text changed",
            f"{unit.kind} {count[subject]}. {unit.beginning}",
            unit.place,
            guide.language,
            chapters=(f"{guide.name}:{unit.number or 0}",),
        )
        yield Edited(mutant, guide.name, partial(_reworded, guide, unit))


def _reworded(guide: Guide, unit: Unit) -> dict[str, str]:
    lines = guide.source.split("\n")
    lines[unit.place.line - 1] = f"{lines[unit.place.line - 1].rstrip()}x"
    return {guide.language: "\n".join(lines)}
