"""Pages of five clients, and which page numbers to show (`PORTAL.md 8.2`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

CLIENTS_PER_PAGE = 5
ROWS_PER_STEP = 10
MOST_ROWS = 99_990
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
    number = number_up_to(count, wanted) or 1
    return Page(items[(number - 1) * size : number * size], number, count)


def shown_rows(wanted: str) -> int:
    """How many rows `Se mer` has brought us to: a multiple of ten, at least ten."""
    return max(ROWS_PER_STEP, number_up_to(MOST_ROWS, wanted))


def number_up_to(most: int, written: str) -> int:
    """The number that somebody wrote in an address; 0 when it is none, or more than `most`."""
    if not written.isdecimal() or len(written) > len(str(most)):
        return 0
    number = int(written)
    return number if number <= most else 0
