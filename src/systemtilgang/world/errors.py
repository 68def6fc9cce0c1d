"""The one error of a world: what is wrong, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Place:
    """A line of a file; `line` counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class WorldError(Exception):
    """A fixture cannot be used.

    The message is for the writer of the file: `file:line: found ..., expected ...`, and the nearest
    valid choice where there is one. `place` is `None` when the file as a whole is the matter.
    """

    def __init__(
        self, place: Place | None, found: str, expected: str, nearest: str | None = None
    ) -> None:
        where = f"{place}: " if place else ""
        hint = f"; nearest: {nearest}" if nearest else ""
        super().__init__(f"{where}found {found}, expected {expected}{hint}")
        self.place = place
        self.found = found
        self.expected = expected
        self.nearest = nearest


def nearest(found: str, choices: Iterable[str]) -> str | None:
    """The choice that is most like what was found, `None` when nothing is alike.

    Capital letters make no difference.
    """
    by_folded = {choice.casefold(): choice for choice in sorted(choices, reverse=True)}
    close = get_close_matches(found.casefold(), sorted(by_folded), n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None
