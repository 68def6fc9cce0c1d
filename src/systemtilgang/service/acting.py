"""Who acts, for whom, under which edition's rules, and when."""

from __future__ import annotations

from dataclasses import dataclass, field

from systemtilgang.domain.editions import DEFAULT_EDITION, EDITIONS, Edition
from systemtilgang.domain.surroundings import Clock, FixedClock


@dataclass(frozen=True)
class Acting:
    """A logged-in person acting for a party (`person == party`: for himself or herself).

    `person` and `party` are party ids. `edition` and `clock` are what rules and ages are asked of.
    """

    person: str
    party: str
    edition: Edition = EDITIONS[DEFAULT_EDITION]
    clock: Clock = field(default_factory=FixedClock)
