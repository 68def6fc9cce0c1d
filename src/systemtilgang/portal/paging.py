"""Pages of five clients, and which page numbers to show (`PORTAL.md 8.2`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

CLIENTS_PER_PAGE = 5
ROWS_PER_STEP = 10
POSITIONS = 7

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page of a list; `number` counts from 1."""

    items: Sequence[Item]
    number: int
    count: int

    @property
    def positions(self) -> tuple[int | None, ...]:
        """The page numbers to show, at most seven; `None` stands for those left out."""
        if self.count <= POSITIONS:
            return tuple(range(1, self.count + 1))
        if self.number <= POSITIONS - 3:
            return (*range(1, POSITIONS - 1), None, self.count)
        if self.number > self.count - (POSITIONS - 3):
            return (1, None, *range(self.count - (POSITIONS - 3), self.count + 1))
        return (1, None, self.number - 1, self.number, self.number + 1, None, self.count)


def page_of(items: Sequence[Item], wanted: str, size: int = CLIENTS_PER_PAGE) -> Page[Item]:
    """The page that the query asks for; the first when it asks for one that does not exist."""
    count = max(1, -(-len(items) // size))
    number = int(wanted) if wanted.isdecimal() and 1 <= int(wanted) <= count else 1
    return Page(items[(number - 1) * size : number * size], number, count)


def shown_rows(wanted: str) -> int:
    """How many rows `Se mer` has brought us to: a multiple of ten, at least ten."""
    rows = int(wanted) if wanted.isdecimal() and len(wanted) < 6 else ROWS_PER_STEP
    return max(ROWS_PER_STEP, rows)
