"""The clock and the identifiers that are handed in."""

from __future__ import annotations

from datetime import timedelta

from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers


def test_the_clock_stands_still_until_it_is_moved() -> None:
    clock = FixedClock()
    assert clock.now().isoformat() == "2025-12-12T09:00:00+01:00"
    clock.advance(timedelta(hours=2))
    assert clock.now().isoformat() == "2025-12-12T11:00:00+01:00"


def test_seeded_identifiers_repeat_with_their_seed_only() -> None:
    def first_two(seed: int) -> list[str]:
        identifiers = SeededIdentifiers(seed)
        return [identifiers.new() for _ in range(2)]

    assert first_two(1) == first_two(1)
    assert first_two(1) != first_two(2)
    assert len(set(first_two(1))) == 2
    assert all(len(each) == 36 and each[14] == "4" for each in first_two(3))
