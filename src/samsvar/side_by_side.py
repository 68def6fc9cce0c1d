"""An explanation as text: in two columns where there is room, else line by line for `grep`.

Line by line, each begins with a sign for how the twins differ, then with the language (`*`: both).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich import box
from rich.table import Table
from rich.text import Text

from samsvar.explaining import Explanation, Mark, Row, Section, Side
from samsvar.verdicts import count

#: The narrowest terminal, in columns, on which twins stand side by side.
WIDE = 100
STYLES = {
    Mark.SAME: "",
    Mark.DIFFERENT: "yellow",
    Mark.FIRST_ONLY: "red",
    Mark.SECOND_ONLY: "green",
    Mark.MOVED: "cyan",
    Mark.UNDEFINED: "bold red",
}
BOTH = "*"


def legend(explanation: Explanation) -> str:
    """What the signs mean that occur, in one line; empty if the twins do not differ."""
    first, second = (*explanation.languages, "", "")[:2]
    meanings = {
        Mark.DIFFERENT: "differs",
        Mark.FIRST_ONLY: f"only in {first}",
        Mark.SECOND_ONLY: f"only in {second}",
        Mark.MOVED: "stands at another point",
        Mark.UNDEFINED: "means nothing yet",
    }
    found = {row.mark for section in explanation.sections for row in section.rows}
    return ", ".join(f"{mark} {meaning}" for mark, meaning in meanings.items() if mark in found)


def heading(section: Section) -> str:
    """What a section is, in one line, with whether its plans are equal."""
    if section.number is None:
        return "Before the chapters"
    name = "Prerequisites" if section.number == 0 else f"Chapter {section.number}"
    steps = [row for row in section.rows if row.is_step]
    unequal = sum(row.mark is not Mark.SAME for row in steps)
    number = count(len(steps), "step")
    if not unequal:
        return f"{name}: the plans are equal ({number})"
    return f"{name}: the plans differ in {unequal} of {number}"


def lines(explanation: Explanation, *, plan_only: bool = False) -> Iterator[Text]:
    """The explanation line by line: `SIGN LANGUAGE STEP` and `SIGN LANGUAGE FILE:LINE: TEXT`."""
    for section in explanation.sections:
        rows = [row for row in section.rows if row.is_step or not plan_only]
        if not rows:
            continue
        yield Text(heading(section) if len(explanation.languages) > 1 else _alone(section), "bold")
        for row in rows:
            yield from _plans(row, explanation.languages)
            if not plan_only:
                yield from _texts(row, explanation.languages)
                yield from _verdicts(row)
        yield Text("")


def _alone(section: Section) -> str:
    return heading(section).partition(":")[0]


def _plans(row: Row, languages: tuple[str, ...]) -> Iterator[Text]:
    """What a step means: once, if it means the same in both languages."""
    plans = [(code, side.plan) for code, side in zip(languages, row.sides, strict=False) if side]
    known = [(code, plan) for code, plan in plans if plan]
    if len(languages) > 1 and len(known) > 1 and len({plan for _, plan in known}) == 1:
        known = [(BOTH, known[0][1])]
    for who, plan in known:
        for line in str(plan).splitlines():
            yield _line(row, who, line, "dim")


def _texts(row: Row, languages: tuple[str, ...]) -> Iterator[Text]:
    for code, side in zip(languages, row.sides, strict=False):
        if side:
            for number, line in enumerate(side.lines, start=side.place.line):
                yield _line(row, code, f"{side.place.path}:{number}: {line}".rstrip())


def _line(row: Row, who: str, text: str, style: str = "") -> Text:
    return Text(f"{row.mark} {who:<2} {text}", STYLES[row.mark] or style)


def _verdicts(row: Row) -> Iterator[Text]:
    for verdict in row.told:
        yield Text(f"> {verdict.place}: {verdict.rule}: {verdict.message}", "italic")


def table(explanation: Explanation, *, plan_only: bool = False) -> Table:
    """The explanation in columns: sign, leading language, its twin."""
    found = Table(expand=True, box=box.SIMPLE_HEAD, padding=(0, 1))
    found.add_column(" ", width=1)
    for code, path in zip(explanation.languages, _paths(explanation), strict=False):
        found.add_column(f"{code}  {path}", overflow="fold", ratio=1)
    for section in explanation.sections:
        rows = [row for row in section.rows if row.is_step or not plan_only]
        if rows:
            found.add_row("", Text(heading(section), "bold"))
        for row in rows:
            for cells in _cells(row, plan_only=plan_only):
                found.add_row(Text(row.mark, STYLES[row.mark]), *cells)
        found.add_section()
    return found


def _paths(explanation: Explanation) -> Iterable[str]:
    for number in range(len(explanation.languages)):
        yield next(
            side.place.path
            for section in explanation.sections
            for row in section.rows
            if (side := row.sides[number])
        )


def _cells(row: Row, *, plan_only: bool) -> Iterator[list[Text]]:
    """The lines of a row in columns: what it means, what it says, what the check says of it."""
    if any(side and side.plan for side in row.sides):
        yield [Text(str(side.plan) if side and side.plan else "", "dim") for side in row.sides]
    if plan_only:
        return
    yield [_cell(row, side) for side in row.sides]
    for verdict in row.told:
        yield [Text(f"> {verdict.place}: {verdict.rule}: {verdict.message}", "italic"), Text("")]


def _cell(row: Row, side: Side | None) -> Text:
    if side is None:
        return Text("")
    numbered = (f"{n:>4}  {line}" for n, line in enumerate(side.lines, start=side.place.line))
    return Text("\n".join(numbered), STYLES[row.mark])
