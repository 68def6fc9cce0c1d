"""Edits of a feature file, in terms of steps, rows and values: what suggestions become."""

from __future__ import annotations

from collections.abc import Iterable

from samsvar.guides import Cell, Chapter, Guide, Step
from samsvar.verdicts import Edit, Place

#: What opens and closes a doc string.
FENCES = ('"""', "```")


def value_replaced(place: Place, old: str, new: str) -> tuple[Edit, ...]:
    """Another value between the quotation marks that begin at `place`."""
    return (Edit(Place(place.path, place.line, place.column + 1), old, new),)


def cell_replaced(guide: Guide, cell: Cell, new: str) -> tuple[Edit, ...]:
    """Another text in a cell; the column keeps its width where it can."""
    line = _lines(guide)[cell.place.line - 1]
    old = line[cell.place.column - 1 :]
    if not old.startswith(cell.text):
        return ()  # it is written with escapes
    spaces = len(old[len(cell.text) :]) - len(old[len(cell.text) :].lstrip(" ")) - 1
    width = len(cell.text) + max(spaces, 0)
    return (Edit(cell.place, old[:width], new.ljust(width)),)


def step_replaced(guide: Guide, step: Step, sentence: str) -> tuple[Edit, ...]:
    """Another keyword and text for a step; its table and note stay."""
    old = _lines(guide)[step.place.line - 1][step.place.column - 1 :].rstrip()
    return (Edit(step.place, old, sentence),)


def text_replaced(guide: Guide, step: Step, text: str) -> tuple[Edit, ...]:
    """Another text after a step's keyword."""
    column = step_text_column(guide, step)
    return (Edit(Place(step.place.path, step.place.line, column), step.text, text),)


def step_text_column(guide: Guide, step: Step) -> int:
    """The column in which the text after a step's keyword begins."""
    line = _lines(guide)[step.place.line - 1]
    return line.index(step.text, step.place.column - 1 + len(step.keyword)) + 1


def step_inserted(
    guide: Guide, chapter: Chapter, after: Step | None, step: str
) -> tuple[Edit, ...]:
    """A step (lines without indentation) below another, or as the first of a chapter."""
    if after is not None:
        return _inserted(guide, last_line(guide, after) + 1, step, after.place.column - 1)
    if not chapter.steps:
        return ()
    first = chapter.steps[0]
    return _inserted(guide, first.place.line, step, first.place.column - 1)


def step_moved(guide: Guide, chapter: Chapter, step: Step, after: Step | None) -> tuple[Edit, ...]:
    """The step, with its table and note, below another, or as the first of the chapter."""
    lines = _lines(guide)[step.place.line - 1 : last_line(guide, step)]
    line = last_line(guide, after) + 1 if after else chapter.steps[0].place.line
    block = "".join(f"{text}\n" for text in lines)
    return (*_lines_removed(guide, step.place.line, len(lines)), _at(guide, line, block))


def row_inserted(guide: Guide, above: Cell, row: str) -> tuple[Edit, ...]:
    """A row below the one that a cell stands in."""
    line = _lines(guide)[above.place.line - 1]
    return _inserted(guide, above.place.line + 1, row, len(line) - len(line.lstrip()))


def rows_replaced(guide: Guide, step: Step, rows: Iterable[str]) -> tuple[Edit, ...]:
    """Other rows for a step's table, the headings included."""
    first, last = step.table[0][0].place.line, step.table[-1][0].place.line
    line = _lines(guide)[first - 1]
    indent = line[: len(line) - len(line.lstrip())]
    old = "".join(f"{text}\n" for text in _lines(guide)[first - 1 : last])
    new = "".join(f"{indent}{row}\n" for row in rows)
    return (Edit(Place(guide.place.path, first), old, new),)


def last_line(guide: Guide, step: Step) -> int:
    """The number of the last line that belongs to a step: its table, its note."""
    lines = _lines(guide)
    last, fence = step.place.line, ""
    for number, line in enumerate(lines[step.place.line :], start=step.place.line + 1):
        text = line.strip()
        if fence:
            fence = "" if text.startswith(fence) else fence
        elif text.startswith(FENCES):
            fence = text[:3]
        elif not text.startswith("|"):
            break
        last = number
    return last


def _lines_removed(guide: Guide, line: int, count: int) -> tuple[Edit, ...]:
    removed = "".join(f"{text}\n" for text in _lines(guide)[line - 1 : line - 1 + count])
    return (Edit(Place(guide.place.path, line), removed, ""),)


def _inserted(guide: Guide, line: int, text: str, indent: int) -> tuple[Edit, ...]:
    return (_at(guide, line, "".join(f"{' ' * indent}{each}\n" for each in text.splitlines())),)


def _at(guide: Guide, line: int, block: str) -> Edit:
    """An insertion before a line, or below the last one, which may lack its line feed."""
    lines = _lines(guide)
    if line > len(lines):
        return Edit(Place(guide.place.path, len(lines), len(lines[-1]) + 1), "", f"\n{block[:-1]}")
    return Edit(Place(guide.place.path, line), "", block)


def _lines(guide: Guide) -> list[str]:
    return guide.source.split("\n")
