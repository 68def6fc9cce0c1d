"""What became of mutants, as the processes that judge them answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from samsvar.mutation.mutants import ENDLESS, Result
from samsvar.mutation.pool import Lost, spread

T = TypeVar("T")


class DiedError(Exception):
    """Processes died, twice, before they said what became of some mutants (`args`: identities).
    That says nothing of the mutants, so nothing is kept of them."""


def outcomes(
    batches: Sequence[Sequence[T]],
    work: Callable[[T], Result],
    identity: Callable[[T], str],
    *,
    workers: int,
    limit: float,
    by: str | None,
) -> Iterator[tuple[T, Result]]:
    """Each mutant with what `work` says of it, as `spread` does the work; one that takes longer
    than `limit` seconds never comes to an end, and is noticed by `by`.

    Raises `DiedError` at the end for those whose processes died.
    """
    died = []
    for each, answer in spread(batches, work, workers=workers, limit=limit):
        if answer is Lost.DEAD:
            died.append(identity(each))
        elif answer is Lost.LATE:
            yield each, Result(identity(each), by, ENDLESS, "", limit)
        else:
            yield each, answer
    if died:
        raise DiedError(*died)
