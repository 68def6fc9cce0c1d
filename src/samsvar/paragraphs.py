"""Paragraphs: the prose of introductions and notes, with the place in the file of every line.

Gherkin hands prose over without the comments between its lines, without its indentation and without
what escapes quotation marks in it, but says nothing of places: line by line, they are found again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from samsvar.guides import Chapter, Guide, Step
from samsvar.verdicts import Place

#: What opens and closes a doc string.
FENCES = ('"""', "```")


@dataclass(frozen=True)
class Paragraph:
    """What blank lines part: `text` as readers get it, and `lines` as they stand in the file,
    without their indentation, each with the place where it begins. There is at least one."""

    text: str
    lines: tuple[tuple[str, Place], ...]

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.lines[0][1]


def of_introduction(guide: Guide, owner: Guide | Chapter) -> Iterator[Paragraph]:
    """The paragraphs before the first chapter, or before a chapter's first step."""
    lines = (
        (number, line)
        for number, line in enumerate(guide.lines[owner.place.line :], owner.place.line + 1)
        if not line.lstrip().startswith("#")
    )
    return _placed(guide, owner.description, lines)


def of_note(guide: Guide, step: Step) -> Iterator[Paragraph]:
    """The paragraphs of a step's note; none without one."""
    if not step.note:
        return iter(())
    lines = iter(enumerate(guide.lines[step.place.line :], step.place.line + 1))
    next((line for _, line in lines if line.lstrip().startswith(FENCES)), None)
    return _placed(guide, step.note, lines)


def _placed(guide: Guide, prose: str, lines: Iterator[tuple[int, str]]) -> Iterator[Paragraph]:
    """The paragraphs of a text whose lines are, but for blank ones, the first of some."""
    filled = ((number, line) for number, line in lines if line.strip())
    for text in filter(None, re.split(r"\n{2,}", prose)):
        yield Paragraph(
            text,
            tuple(
                (line.strip(), Place(guide.place.path, number, line.index(line.strip()) + 1))
                for number, line in islice(filled, text.count("\n") + 1)
            ),
        )
