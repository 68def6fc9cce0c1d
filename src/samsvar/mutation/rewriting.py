"""Chapters written anew with other steps, as a careful writer would: keywords stay in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samsvar import editing
from samsvar.guides import Chapter, Guide, Step, table_row
from samsvar.languages import keyword_of
from samsvar.phrases import VALUE


@dataclass(frozen=True)
class Written:
    """One step as its file has it: `below` are the lines of its table and note."""

    part: str
    keyword: str
    text: str
    continues: bool = False
    below: tuple[str, ...] = ()


def written(guide: Guide, chapter: Chapter) -> tuple[Written, ...]:
    """The steps of a chapter as they are written."""
    lines = guide.source.split("\n")
    return tuple(
        Written(
            step.part,
            step.keyword,
            step.text,
            step.continues,
            tuple(lines[step.place.line : editing.last_line(guide, step)]),
        )
        for step in chapter.steps
    )


def dropped(steps: Sequence[Written], index: int) -> tuple[Written, ...]:
    """Without one step; one that continued it begins in its stead."""
    gone, *rest = steps[index:]
    if rest and rest[0].continues and rest[0].part == gone.part:
        rest[0] = replace(rest[0], keyword=gone.keyword, continues=gone.continues)
    return (*steps[:index], *rest)


def duplicated(steps: Sequence[Written], index: int) -> tuple[Written, ...]:
    """With one step twice."""
    return (*steps[: index + 1], *steps[index:])


def swapped(steps: Sequence[Written], index: int) -> tuple[Written, ...]:
    """With a step and the next in each other's place; keywords of the same kind stay in theirs."""
    one, two = steps[index : index + 2]
    if one.part == two.part:
        first = replace(two, keyword=one.keyword, continues=one.continues)
        second = replace(one, keyword=two.keyword, continues=two.continues)
    else:
        first, second = two, one
    return (*steps[:index], first, second, *steps[index + 2 :])


def changed(steps: Sequence[Written], index: int, step: Written) -> tuple[Written, ...]:
    """With another step in the place of one."""
    return (*steps[:index], step, *steps[index + 1 :])


def with_value(step: Written, texts: Mapping[str, str], name: str, value: str) -> Written:
    """The step with another text for one of its values, in the same quotation marks."""
    match = list(VALUE.finditer(step.text))[list(texts).index(name)]
    start, end = match.start() + 1, match.end() - 1
    return replace(step, text=f"{step.text[:start]}{value}{step.text[end:]}")


def with_cell(step: Written, raw: Step, row: int, column: int, value: str) -> Written:
    """The step with another text in one cell of its table; row 0 has the headings."""
    cells = [cell.text for cell in raw.table[row]]
    cells[column] = value
    line = raw.table[row][0].place.line - raw.place.line - 1
    old = step.below[line]
    new = old[: len(old) - len(old.lstrip())] + table_row(cells)
    return replace(step, below=(*step.below[:line], new, *step.below[line + 1 :]))


def without_row(step: Written, raw: Step, row: int) -> Written:
    """The step without one row of its table."""
    line = raw.table[row][0].place.line - raw.place.line - 1
    return replace(step, below=step.below[:line] + step.below[line + 1 :])


def rewritten(guide: Guide, chapter: Chapter, steps: Sequence[Written]) -> str:
    """The guide's source with other steps in a chapter.

    A step that continues one of another kind, or nothing, gets a keyword of its own.
    """
    lines = guide.source.split("\n")
    first, last = chapter.steps[0], chapter.steps[-1]
    indent = " " * (first.place.column - 1)
    body: list[str] = []
    before = ""
    for step in steps:
        stands = not step.continues or step.part == before
        keyword = step.keyword if stands else keyword_of(step.part, guide.language)
        body += [f"{indent}{keyword} {step.text}", *step.below]
        before = step.part
    head, tail = lines[: first.place.line - 1], lines[editing.last_line(guide, last) :]
    return "\n".join([*head, *body, *tail])
