"""What differs between two plans of one chapter, in a writer's words.

Plans say *that* twins differ; this module says where, and what to write. The first of the project's
languages leads: a difference is told at the other's line, with the first one's as its twin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samsvar import editing
from samsvar.guides import Cell, Step, table_row
from samsvar.languages import keyword_of
from samsvar.pairing import Item, Pairing, pair_items
from samsvar.plans import Call, Compiled, Compiler
from samsvar.verdicts import Edit, Place, Verdict
from samsvar.writing import sentence_of, table_of, write


def compare_chapters(first: Compiled, second: Compiled, compiler: Compiler) -> tuple[Verdict, ...]:
    """Every difference between the steps of two chapters; none if and only if the plans agree."""
    one, other = items_of(first), items_of(second)
    return tuple(
        replace(verdict, chapter=second.chapter.name)
        for verdict in _Comparison(first, second, compiler, pair_items(one, other)).verdicts()
    )


def items_of(chapter: Compiled) -> list[Item]:
    """A chapter's steps, as `pairing` takes them."""
    return [Item(step, step.step, step.arguments) for step in chapter.plan.steps]


@dataclass(frozen=True)
class _Comparison:
    first: Compiled
    second: Compiled
    compiler: Compiler
    steps: Pairing

    def verdicts(self) -> Iterator[Verdict]:
        one, other = self.first.calls, self.second.calls
        for i, j in self.steps.pairs:
            if one[i].plan != other[j].plan:
                yield from self.keyword(one[i], other[j])
                yield from self.arguments(one[i], other[j])
                yield from self.note(one[i], other[j])
                yield from self.table(one[i], other[j])
        for i, j in self.steps.moved:
            yield self.moved(i, other[j])
        for i in self.steps.lost:
            yield self.missing(i)
        for j in self.steps.added:
            yield self.extra(j)

    def arguments(self, one: Call, other: Call) -> Iterator[Verdict]:
        wanted, found = dict(one.plan.arguments), dict(other.plan.arguments)
        names = [name for name in other.texts if wanted[name] != found[name]]
        if not names:
            return
        parameters = other.definition.parameters
        kinds = dict.fromkeys(parameters[name].name for name in names)
        right = [
            f"{self.compiler.text_of(parameters[name], wanted[name], self._language)} "
            f"({self._leading}: {one.texts[name]})"
            for name in names
        ]
        sentence = sentence_of(one, self._language, self.compiler, other.step.keyword)
        yield self._say(
            "translation/argument",
            other.step.place,
            f"The twins name a different {' and '.join(kinds)} in this step.",
            found=", ".join(other.texts[name] for name in names),
            expected=", ".join(right),
            suggestion=sentence,
            twin=one.step.place,
            edits=editing.step_replaced(self.second.guide, other.step, sentence),
        )

    def keyword(self, one: Call, other: Call) -> Iterator[Verdict]:
        if one.plan.continues != other.plan.continues:
            right = keyword_of("and" if one.plan.continues else "when", self._language)
            above = self.second.chapter.steps[: self.second.chapter.steps.index(other.step)]
            is_possible = not one.plan.continues or (above and above[-1].part == "when")
            yield self._say(
                "translation/keyword",
                other.step.place,
                f"This step begins a number of its own here, but not in {self._leading}."
                if one.plan.continues
                else f"This step begins a number of its own in {self._leading}, but not here.",
                found=other.step.keyword,
                suggestion=right,
                twin=one.step.place,
                edits=(Edit(other.step.place, other.step.keyword, right),) if is_possible else (),
            )

    def note(self, one: Call, other: Call) -> Iterator[Verdict]:
        if one.plan.note != other.plan.note:
            yield self._say(
                "translation/note",
                other.step.place,
                f"This step has a note here, but none in {self._leading}."
                if other.plan.note
                else f"This step has a note in {self._leading}, but none here.",
                found=other.step.note,
                expected=one.step.note,
                twin=one.step.place,
            )

    def table(self, one: Call, other: Call) -> Iterator[Verdict]:
        wanted, mine = one.plan.table, other.plan.table
        if wanted == mine:
            return
        if sorted(wanted) == sorted(mine):
            rows = table_of(one, self._language, self.compiler)
            yield self._say(
                "translation/table",
                other.step.place,
                f"The rows of the table stand in another order than in {self._leading}.",
                suggestion="\n".join(rows),
                twin=one.step.place,
                edits=editing.rows_replaced(self.second.guide, other.step, rows),
            )
            return
        pairing = pair_items(
            [Item(row, "row", row) for row in wanted], [Item(row, "row", row) for row in mine]
        )
        yield from self.cells(one, other, pairing)
        yield from self.rows(one, other, pairing)

    def cells(self, one: Call, other: Call, rows: Pairing) -> Iterator[Verdict]:
        for i, j in rows.pairs:
            for index, column in enumerate(other.definition.columns.values()):
                wanted = one.plan.table[i][index]
                if other.plan.table[j][index] != wanted:
                    cell, twin = other.step.table[j + 1][index], one.step.table[i + 1][index]
                    right = self.compiler.text_of(column.parameter, wanted, self._language)
                    yield self._say(
                        "translation/table",
                        cell.place,
                        f"The twins differ in row {j + 1} of the table, "
                        f"column “{column.headings[self._language]}”.",
                        found=cell.text,
                        expected=f"{right} ({self._leading}: {twin.text})",
                        suggestion=right,
                        twin=twin.place,
                        edits=editing.cell_replaced(self.second.guide, cell, right),
                    )

    def rows(self, one: Call, other: Call, rows: Pairing) -> Iterator[Verdict]:
        for i in rows.lost:
            before = rows.second_before(i)
            above = other.step.table[0 if before is None else before + 1][0]
            row = table_of(one, self._language, self.compiler)[i + 1]
            yield self._say(
                "translation/table",
                above.place,
                f"A row of {self._leading} is missing below this one.",
                expected=_written(one.step.table[i + 1]),
                suggestion=row,
                twin=one.step.table[i + 1][0].place,
                edits=editing.row_inserted(self.second.guide, above, row),
            )
        for j in rows.added:
            before = rows.first_before(j)
            above = one.step.table[0 if before is None else before + 1][0]
            row = table_of(other, self._leading, self.compiler)[j + 1]
            yield self._say(
                "translation/table",
                other.step.table[j + 1][0].place,
                f"This row has no twin in {self._leading}: remove it, or write it there, too.",
                found=_written(other.step.table[j + 1]),
                suggestion=f"in {self._leading}: {row}",
                twin=above.place,
                edits=editing.row_inserted(self.first.guide, above, row),
            )
        for _, j in rows.moved:
            yield self._say(
                "translation/table",
                other.step.table[j + 1][0].place,
                f"This row stands at another point than in {self._leading}.",
                found=_written(other.step.table[j + 1]),
                twin=one.step.place,
            )

    def moved(self, index: int, call: Call) -> Verdict:
        before = self.steps.second_before(index)
        after = None if before is None else self.second.calls[before].step
        return self._say(
            "translation/order",
            call.step.place,
            f"This step stands at another point than in {self._leading}.",
            found=call.step.text,
            expected=f"after line {after.place.line}: {after.keyword} {after.text}"
            if after
            else "first in the chapter",
            twin=self.first.calls[index].step.place,
            edits=editing.step_moved(self.second.guide, self.second.chapter, call.step, after),
        )

    def missing(self, index: int) -> Verdict:
        call, before = self.first.calls[index], self.steps.second_before(index)
        after = None if before is None else self.second.calls[before].step
        above = self.first.calls[index - 1].step if index - 1 in self.steps.lost else after
        step = write(_below(call, above), self._language, self.compiler)
        return self._say(
            "translation/missing-step",
            after.place if after else self.second.chapter.place,
            f"A step of {self._leading} is missing "
            + ("after this one." if after else "at the start of this chapter."),
            expected=call.step.text,
            suggestion=step,
            twin=call.step.place,
            edits=editing.step_inserted(self.second.guide, self.second.chapter, after, step),
        )

    def extra(self, index: int) -> Verdict:
        call, before = self.second.calls[index], self.steps.first_before(index)
        after = None if before is None else self.first.calls[before].step
        above = self.second.calls[index - 1].step if index - 1 in self.steps.added else after
        step = write(_below(call, above), self._leading, self.compiler)
        return self._say(
            "translation/extra-step",
            call.step.place,
            f"This step has no twin in {self._leading}: remove it, or write it there, too.",
            found=call.step.text,
            suggestion=f"in {self._leading}: {step}",
            twin=after.place if after else self.first.chapter.place,
            edits=editing.step_inserted(self.first.guide, self.first.chapter, after, step),
        )

    @property
    def _language(self) -> str:
        return self.second.guide.language

    @property
    def _leading(self) -> str:
        return self.first.guide.language

    def _say(self, rule: str, place: Place, message: str, **details: Any) -> Verdict:
        return Verdict(
            rule,
            place,
            message,
            language=self._language,
            guide=self.second.guide.name,
            **details,
        )


def _below(call: Call, above: Step | None) -> Call:
    """A call as it can stand below a step: only an action that follows one can continue it."""
    if above is not None and above.part == "when":
        return call
    return replace(call, plan=replace(call.plan, continues=False))


def _written(row: Sequence[Cell]) -> str:
    return table_row(cell.text for cell in row)
