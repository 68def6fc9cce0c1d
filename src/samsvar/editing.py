"""Edits of a feature file, in terms of steps, rows and values: what suggestions become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from samsvar.guides import Cell, Chapter, Guide, Step
from samsvar.languages import keyword_of, keywords
from samsvar.paragraphs import FENCES
from samsvar.verdicts import Edit, Place

#: The part of a step, and the step where it is in the file already.
_Part = tuple[str, Step | None]


def value_replaced(place: Place, old: str, new: str) -> tuple[Edit, ...]:
    """Another value between the quotation marks that begin at `place`."""
    return (Edit(Place(place.path, place.line, place.column + 1), old, new),)


def cell_replaced(guide: Guide, cell: Cell, new: str) -> tuple[Edit, ...]:
    """Another text in a cell; the column keeps its width where it can."""
    line = guide.lines[cell.place.line - 1]
    old = line[cell.place.column - 1 :]
    if not old.startswith(cell.text):
        return ()  # it is written with escapes
    spaces = len(old[len(cell.text) :]) - len(old[len(cell.text) :].lstrip(" ")) - 1
    width = len(cell.text) + max(spaces, 0)
    return (Edit(cell.place, old[:width], new.ljust(width)),)


def step_replaced(guide: Guide, step: Step, sentence: str) -> tuple[Edit, ...]:
    """Another keyword and text for a step; its table and note stay."""
    old = guide.lines[step.place.line - 1][step.place.column - 1 :].rstrip()
    return (Edit(step.place, old, sentence),)


def text_replaced(guide: Guide, step: Step, text: str) -> tuple[Edit, ...]:
    """Another text after a step's keyword."""
    column = step_text_column(guide, step)
    return (Edit(Place(step.place.path, step.place.line, column), step.text, text),)


def step_text_column(guide: Guide, step: Step) -> int:
    """The column in which the text after a step's keyword begins."""
    line = guide.lines[step.place.line - 1]
    return line.index(step.text, step.place.column - 1 + len(step.keyword)) + 1


def step_inserted(
    guide: Guide, chapter: Chapter, after: Step | None, step: str
) -> tuple[Edit, ...]:
    """A step (lines without indentation) below another, or as the first of a chapter."""
    if not chapter.steps:
        title = chapter.place
        return (
            () if chapter.description else _inserted(guide, title.line + 1, step, title.column + 1)
        )
    kind = keywords(guide.language)[step.partition(" ")[0]]
    part = after.part if after and kind in {"and", "but"} else kind
    above, below = _parted(chapter.steps, after)
    line = last_line(guide, after) + 1 if after else chapter.steps[0].place.line
    indent = (after or chapter.steps[0]).place.column - 1
    order = [*above, (part, None), *below]
    return (*_inserted(guide, line, step, indent), *_parts_kept(guide, order))


def step_moved(guide: Guide, chapter: Chapter, step: Step, after: Step | None) -> tuple[Edit, ...]:
    """The step, with its table and note, below another, or as the first of the chapter."""
    first, *rest = guide.lines[step.place.line - 1 : last_line(guide, step)]
    above, below = _parted([s for s in chapter.steps if s != step], after)
    new = first
    if step.continues and (after is None or after.part != step.part):
        column = step.place.column - 1
        keyword = keyword_of(step.part, guide.language)
        new = first[:column] + keyword + first[column + len(step.keyword) :]
    line = last_line(guide, after) + 1 if after else chapter.steps[0].place.line
    block = "".join(f"{text}\n" for text in (new, *rest))
    return (
        *_lines_removed(guide, step.place.line, 1 + len(rest)),
        _at(guide, line, block),
        *_parts_kept(guide, [*above, (step.part, None), *below]),
    )


def _parted(steps: Iterable[Step], after: Step | None) -> tuple[list[_Part], list[_Part]]:
    """The steps down to one (none of them for None), and those below it."""
    found = [(step.part, step) for step in steps]
    index = [step for _, step in found].index(after) + 1 if after else 0
    return list(found[:index]), list(found[index:])


def _parts_kept(guide: Guide, order: Iterable[_Part]) -> Iterator[Edit]:
    """The keyword of its own for each step that says “and”, but would do so below a step of
    another part."""
    before = ""
    for part, step in order:
        if step is not None and step.continues and part != before:
            yield Edit(step.place, step.keyword, keyword_of(part, guide.language))
        before = part


def table_begun(guide: Guide, step: Step, row: str) -> tuple[Edit, ...]:
    """A first row for the table of a step that has none."""
    return _inserted(guide, step.place.line + 1, row, step.place.column + 1)


def table_removed(guide: Guide, step: Step) -> tuple[Edit, ...]:
    """A step without its table."""
    first, last = step.table[0][0].place.line, step.table[-1][0].place.line
    return _lines_removed(guide, first, last - first + 1)


def row_replaced(guide: Guide, cell: Cell, row: str) -> tuple[Edit, ...]:
    """Another row in place of the one that a cell stands in."""
    line = guide.lines[cell.place.line - 1]
    indent = len(line) - len(line.lstrip())
    return (Edit(Place(cell.place.path, cell.place.line, indent + 1), line.strip(), row),)


def row_inserted_above(guide: Guide, below: Cell, row: str) -> tuple[Edit, ...]:
    """A row above the one that a cell stands in."""
    line = guide.lines[below.place.line - 1]
    return _inserted(guide, below.place.line, row, len(line) - len(line.lstrip()))


def row_inserted(guide: Guide, above: Cell, row: str) -> tuple[Edit, ...]:
    """A row below the one that a cell stands in."""
    line = guide.lines[above.place.line - 1]
    return _inserted(guide, above.place.line + 1, row, len(line) - len(line.lstrip()))


def rows_replaced(guide: Guide, step: Step, rows: Iterable[str]) -> tuple[Edit, ...]:
    """Other rows for a step's table, the headings included."""
    first, last = step.table[0][0].place.line, step.table[-1][0].place.line
    line = guide.lines[first - 1]
    indent = line[: len(line) - len(line.lstrip())]
    old = "\n".join(guide.lines[first - 1 : last])
    new = "\n".join(f"{indent}{row}" for row in rows)
    return (Edit(Place(guide.place.path, first), old, new),)


def last_line(guide: Guide, step: Step) -> int:
    """The number of the last line that belongs to a step: its table, its note."""
    lines = guide.lines
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
    lines = guide.lines
    removed = lines[line - 1 : line - 1 + count]
    if line - 1 + count < len(lines):
        return (Edit(Place(guide.place.path, line), "".join(f"{text}\n" for text in removed), ""),)
    place = Place(guide.place.path, line - 1, len(lines[line - 2]) + 1)
    return (Edit(place, "".join(f"\n{text}" for text in removed), ""),)


def _inserted(guide: Guide, line: int, text: str, indent: int) -> tuple[Edit, ...]:
    return (_at(guide, line, "".join(f"{' ' * indent}{each}\n" for each in text.splitlines())),)


def _at(guide: Guide, line: int, block: str) -> Edit:
    """An insertion before a line, or below the last one, which may lack its line feed."""
    lines = guide.lines
    if line > len(lines):
        return Edit(Place(guide.place.path, len(lines), len(lines[-1]) + 1), "", f"\n{block[:-1]}")
    return Edit(Place(guide.place.path, line), "", block)
