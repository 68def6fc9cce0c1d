"""Plans: a chapter as the language-free sequence of what is done and promised.

Compiling resolves every step to its definition and every value to its canonical form. Two chapters
are twins if and only if their plans are equal (`PRODUCT.md`, point 4).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samsvar import editing
from samsvar.guides import Cell, Chapter, Guide, Step, table_row
from samsvar.labels import Labels
from samsvar.languages import keyword_of, others
from samsvar.syntax import prose_step
from samsvar.verdicts import CannotGoOn, Edit, Place, Verdict, nearest
from samsvar.vocabulary import VALUE, Definition, Parameter, Vocabulary, fill


@dataclass(frozen=True)
class PlanStep:
    """One step without its language: who does it (`step`), with which canonical values.

    `table` holds the canonical cells by row, in the order of the definition's columns; `note` says
    whether the reader gets a note there (its prose belongs to the language); `continues` is whether
    an action belongs to the number of the action before it on the page.
    """

    part: str
    step: str
    arguments: tuple[tuple[str, str], ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    note: bool = False
    continues: bool = False

    def __str__(self) -> str:
        arguments = ", ".join(f"{name}={value}" for name, value in self.arguments)
        rows = "".join(f"\n    | {' | '.join(row)} |" for row in self.table)
        part = f"and {self.part}" if self.continues else self.part
        return f"{part} {self.step}({arguments}){' + note' if self.note else ''}{rows}"


@dataclass(frozen=True)
class Plan:
    """A chapter's steps and tags without their language."""

    steps: tuple[PlanStep, ...]
    tags: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self.steps))

    @property
    def digest(self) -> str:
        """A hash of the plan: equal in every language, on every machine."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True)
class Call:
    """One step ready to be run: its plan, and what its function receives in this language."""

    plan: PlanStep
    step: Step
    definition: Definition
    arguments: Mapping[str, Any]
    texts: Mapping[str, str]

    @property
    def table(self) -> tuple[Mapping[str, str], ...]:
        """The table's canonical cells, by the names that the definition gives its columns."""
        return tuple(
            dict(zip(self.definition.columns, row, strict=True)) for row in self.plan.table
        )


@dataclass(frozen=True)
class Compiled:
    """A chapter with its plan and the calls that carry it out."""

    guide: Guide
    chapter: Chapter
    plan: Plan
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Checked:
    """A guide that could be read, with those of its chapters that compiled (0: prerequisites)."""

    guide: Guide
    chapters: dict[int, Compiled]


class Compiler:
    """Compiles chapters with one vocabulary and the labels of one edition.

    `written` are the labels of the edition that the guides are written for, when they are held
    against another one.
    """

    def __init__(
        self, vocabulary: Vocabulary, labels: Labels, written: Labels | None = None
    ) -> None:
        self.vocabulary = vocabulary
        self.labels = labels
        self.written = written
        self._values: dict[tuple[int, str], Mapping[str, str] | None] = {}

    def chapter(self, guide: Guide, chapter: Chapter) -> Compiled:
        """The chapter's plan; raises `CannotGoOn` with a verdict per step that means nothing."""
        calls: list[Call] = []
        verdicts = list(self.stray_steps(guide, chapter))
        for step in chapter.steps:
            if not step.part and step.continues:
                continue  # the first step, which this one continues, has its verdict
            match = self.vocabulary.match(step.part, step.text, guide.language)
            if match is None:
                verdicts.append(self._explain(guide, chapter, step))
                continue
            found = _Arguments(self, guide, step)
            canonical = found.values(match.definition, match.texts)
            table = found.table(match.definition)
            verdicts.extend(found.verdicts)
            if not found.verdicts:
                calls.append(_call(match.definition, step, match.texts, canonical, table))
        if verdicts:
            raise CannotGoOn([_within(v, guide, chapter) for v in verdicts])
        plan = Plan(tuple(call.plan for call in calls), tuple(sorted(chapter.tags)))
        return Compiled(guide, chapter, plan, tuple(calls))

    def outline(self, guide: Guide, chapter: Chapter) -> tuple[str, ...]:
        """The identities of the steps that the vocabulary knows: what can be said of a chapter
        that does not compile."""
        found = (self.vocabulary.match(s.part, s.text, guide.language) for s in chapter.steps)
        return tuple(match.definition.identity for match in found if match)

    def stray_steps(self, guide: Guide, owner: Guide | Chapter) -> Iterator[Verdict]:
        """Steps that Gherkin takes for prose, since their keyword is not one, or is not there."""
        for line in owner.description.splitlines():
            word, _, rest = line.strip().partition(" ")
            known = self.vocabulary.known(rest)
            if known is None:
                continue
            definition, _ = known
            verdict = Verdict(
                "text/wrong-keyword",
                _place_of(line, guide, owner),
                "This step stands before the chapters, where it is only prose.",
                found=line.strip(),
                language=guide.language,
                guide=guide.name,
            )
            if isinstance(owner, Chapter):
                values = [match.group() for match in VALUE.finditer(rest)]
                phrase = fill(definition.phrases[guide.language], values)
                step = f"{keyword_of(definition.part, guide.language)} {phrase}"
                verdict = replace(
                    verdict,
                    message=f"{word} begins no step in {guide.language}: this line is only prose.",
                    suggestion=step,
                    edits=(Edit(verdict.place, line.strip(), step),),
                )
            yield verdict

    def _explain(self, guide: Guide, chapter: Chapter, step: Step) -> Verdict:
        verdict = self.vocabulary.explain(
            step.part, step.text, guide.language, step.place, step.keyword
        )
        if verdict.suggestion and verdict.rule == "text/wrong-keyword":
            edits = editing.step_replaced(guide, step, verdict.suggestion)
            verdict = replace(verdict, edits=edits)
        elif verdict.suggestion:
            edits = editing.text_replaced(guide, step, verdict.suggestion)
            verdict = replace(verdict, edits=edits)
        above = guide.source.splitlines()[step.place.line - 2].strip()
        prose = [line.strip() for line in chapter.description.splitlines()]
        if verdict.rule != "text/undefined" or above not in prose[-1:]:
            return verdict
        return prose_step(step.place, step.keyword, f"{step.keyword} {step.text}", guide.language)

    def values(self, parameter: Parameter, language: str) -> Mapping[str, str] | None:
        """The canonical values of a parameter type by text in one language; None: any text."""
        key = (id(parameter), language)
        if key not in self._values:
            self._values[key] = (
                parameter.values(language, self.labels) if parameter.values else None
            )
        return self._values[key]

    def renamed(self, parameter: Parameter, text: str, language: str) -> dict[str, list[str]]:
        """What a text of the guides' own edition is called in this one, by language.

        A text that stood for one thing which has become several has them all, in the order of their
        keys; in the guide's own language its old name is among them if something still has it.
        Empty when the guides' own edition has no such text, or is this one.
        """
        if self.written is None or parameter.values is None:
            return {}
        key = parameter.values(language, self.written).get(text)
        if key is None:
            return {}
        parts = set(key.split("|"))
        return {
            code: [
                t
                for t, k in (self.values(parameter, code) or {}).items()
                if parts & {*k.split("|")}
            ]
            for code in self.vocabulary.languages
        }

    def text_of(self, parameter: Parameter, canonical: str, language: str) -> str:
        """How one language writes a canonical value."""
        values = self.values(parameter, language) or {}
        return next((text for text, value in values.items() if value == canonical), canonical)


#: The edits that write another text where a value stands.
Replace = Callable[[str], tuple[Edit, ...]]


@dataclass
class _Arguments:
    """Resolves the values of one step, collecting verdicts."""

    compiler: Compiler
    guide: Guide
    step: Step

    def __post_init__(self) -> None:
        self.verdicts: list[Verdict] = []

    @property
    def language(self) -> str:
        return self.guide.language

    def values(self, definition: Definition, texts: Mapping[str, str]) -> dict[str, str]:
        places = [self._place(m.start()) for m in VALUE.finditer(self.step.text)]
        by_name = dict(zip(texts, places, strict=True))
        return {
            name: self._value(parameter, texts[name], by_name[name])
            for name, parameter in definition.parameters.items()
        }

    def _value(self, parameter: Parameter, text: str, place: Place) -> str:
        def replaced(new: str) -> tuple[Edit, ...]:
            return editing.value_replaced(place, text, new)

        return self._resolve(parameter, text, place, replaced)

    def table(self, definition: Definition) -> tuple[tuple[str, ...], ...]:
        rows = self.step.table
        if not definition.columns:
            if rows:
                self._say(
                    "text/table",
                    rows[0][0].place,
                    "This step takes no table.",
                    edits=editing.table_removed(self.guide, self.step),
                )
            return ()
        headings = [c.headings[self.language] for c in definition.columns.values()]
        parameters = [column.parameter for column in definition.columns.values()]
        if not rows:
            self._say(
                "text/table",
                self.step.place,
                "This step needs a table below it.",
                suggestion=table_row(headings),
                edits=editing.table_begun(self.guide, self.step, table_row(headings)),
            )
            return ()
        found = [cell.text for cell in rows[0]]
        if found != headings:
            lacking = len(found) == len(headings) and all(map(self._is_value, parameters, found))
            change = editing.row_inserted_above if lacking else editing.row_replaced
            self._say(
                "text/table",
                rows[0][0].place,
                "The table lacks its headings: write them above this row."
                if lacking
                else "The table's headings are not those of this step.",
                found=table_row(found),
                suggestion=table_row(headings),
                edits=change(self.guide, rows[0][0], table_row(headings)),
            )
            return ()
        if len(rows) == 1:
            self._say("text/table", rows[0][0].place, "The table has headings, but no rows.")
        return tuple(tuple(map(self._cell, parameters, row)) for row in rows[1:])

    def _is_value(self, parameter: Parameter, text: str) -> bool:
        values = self.compiler.values(parameter, self.language)
        return values is None or text in values

    def _cell(self, parameter: Parameter, cell: Cell) -> str:
        def replaced(new: str) -> tuple[Edit, ...]:
            return editing.cell_replaced(self.guide, cell, new)

        return self._resolve(parameter, cell.text, cell.place, replaced)

    def _resolve(self, parameter: Parameter, text: str, place: Place, edits: Replace) -> str:
        values = self.compiler.values(parameter, self.language)
        if values is None:
            return text
        if text in values:
            return values[text]
        if renamed := self.compiler.renamed(parameter, text, self.language):
            self._renamed(parameter, text, place, renamed, edits)
            return text
        rule = "label/unknown" if parameter.bold else "text/unknown-value"
        for other in others(self.compiler.vocabulary.languages, self.language):
            canonical = (self.compiler.values(parameter, other) or {}).get(text)
            if canonical is not None:
                mine = self.compiler.text_of(parameter, canonical, self.language)
                self._say(
                    rule,
                    place,
                    f"This {parameter.name} is written in {other}; the guide is in "
                    f"{self.language}.",
                    found=text,
                    suggestion=mine,
                    edits=edits(mine),
                )
                return text
        near = nearest(text, values)
        self._say(
            rule,
            place,
            f"There is no {parameter.name} with this name"
            + (f" in {self.compiler.labels}." if parameter.bold else "."),
            found=text,
            expected=None if near else "one of: " + _some(values),
            suggestion=near,
            edits=edits(near) if near else (),
        )
        return text

    def _renamed(
        self,
        parameter: Parameter,
        text: str,
        place: Place,
        names: Mapping[str, list[str]],
        edits: Replace,
    ) -> None:
        labels, new = self.compiler.labels, names[self.language]
        if not new:
            message = f"There is no such {parameter.name} in {labels} any more."
            self._say("label/gone", place, message, found=text)
            return
        self._say(
            "label/renamed",
            place,
            f"This {parameter.name} is called something else in {labels}.",
            found=text,
            expected=in_each(names),
            suggestion=new[0],
            edits=edits(new[0]),
        )

    def _place(self, offset: int) -> Place:
        place = self.step.place
        column = editing.step_text_column(self.guide, self.step)
        return Place(place.path, place.line, column + offset)

    def _say(self, rule: str, place: Place, message: str, **details: Any) -> None:
        self.verdicts.append(Verdict(rule, place, message, language=self.language, **details))


def _call(
    definition: Definition,
    step: Step,
    texts: Mapping[str, str],
    canonical: Mapping[str, str],
    table: tuple[tuple[str, ...], ...],
) -> Call:
    arguments = {
        name: parameter.convert(canonical[name], texts[name])
        for name, parameter in definition.parameters.items()
    }
    plan = PlanStep(
        part=definition.part,
        step=definition.identity,
        arguments=tuple(canonical.items()),
        table=table,
        note=step.note is not None,
        continues=definition.part == "when" and step.continues,
    )
    return Call(plan, step, definition, arguments, texts)


def _place_of(line: str, guide: Guide, owner: Guide | Chapter) -> Place:
    """Where a line of a description stands in the file."""
    for number, written in enumerate(guide.source.splitlines(), start=1):
        if number > owner.place.line and written.strip() == line.strip():
            return Place(owner.place.path, number, len(written) - len(written.lstrip()) + 1)
    return owner.place  # pragma: no cover - Gherkin took the line from there


def _within(verdict: Verdict, guide: Guide, chapter: Chapter) -> Verdict:
    return replace(verdict, guide=guide.name, chapter=chapter.name)


def in_each(names: Mapping[str, Sequence[str]]) -> str:
    """Names to choose from by language: “nb: “Hils” or “Ny hilsen”; en: “Greet””."""
    choices = {code: " or ".join(f"“{name}”" for name in names[code]) for code in names}
    return "; ".join(f"{code}: {choice}" for code, choice in choices.items() if choice)


def _some(values: Mapping[str, str]) -> str:
    shown = list(values)[:8]
    return ", ".join(shown) + (" …" if len(values) > len(shown) else "")
