"""Looking up people and organisations by what only they should know, and the lock against guessing.

Who has sent too many wrong answers looks nothing up for an hour (`PORTAL.md 3.2`, `DOMAIN.md 3.8`).
How many are too many is in no source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from systemtilgang.domain.problems import Problem

TOO_MANY_LOOKUPS = Problem("AM-00026", 429, "There has been too many failed lookups")

MOST_MISSES = 5
"""So many wrong answers, each less than `LOCKED_FOR` after the one before it, and no more."""

LOCKED_FOR = timedelta(hours=1)


def mark_of(*answers: str) -> str:
    """A short sign of what was looked for: 64 characters. It is not written out in it, but whoever
    has the sign can try all numbers."""
    return sha256("\x1f".join(answers).encode()).hexdigest()


@dataclass(frozen=True)
class Misses:
    """What a person has looked for in vain: how often, the last time, and the mark of that."""

    count: int
    last_mark: str
    last: datetime

    def count_at(self, now: datetime) -> int:
        """How many of them still count: all, until an hour has gone by without another."""
        return self.count if now < self.last + LOCKED_FOR else 0

    def is_locked(self, now: datetime) -> bool:
        """Whether the person has to wait. Right answers do not help, before or after."""
        return self.count_at(now) >= MOST_MISSES


def after_miss(misses: Misses | None, mark: str, now: datetime) -> Misses:
    """The misses with one more; the same answer sent again, as by reloading a page, is no new one.

    `misses` are those so far, `None` for none.
    """
    if misses is None or misses.count_at(now) == 0:
        return Misses(1, mark, now)
    if misses.last_mark == mark:
        return misses
    return Misses(misses.count + 1, mark, now)
