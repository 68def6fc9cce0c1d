"""What the domain is handed instead of reaching for it: the clock and new identifiers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, with time zone."""
        ...


@dataclass
class FixedClock:
    """A clock that stands still until it is moved; the default moment is that of the seeds."""

    moment: datetime = field(default_factory=lambda: datetime(2025, 12, 12, 9, 0, tzinfo=OSLO))

    def now(self) -> datetime:
        """The moment the clock was set to, in the time zone it was given."""
        return self.moment

    def advance(self, by: timedelta) -> None:
        """Move the clock by a duration."""
        self.moment += by


class Identifiers(Protocol):
    """Hands out identifiers that were never handed out before."""

    def new(self) -> str:
        """A UUID in its canonical lower-case form."""
        ...


class SeededIdentifiers:
    """Version 4 UUIDs from a seed: the same seed gives the same sequence."""

    def __init__(self, seed: int = 0) -> None:
        self._random = Random(seed)

    def new(self) -> str:
        """The next UUID of the sequence."""
        return str(UUID(int=self._random.getrandbits(128), version=4))
