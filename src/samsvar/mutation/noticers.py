"""Whom to ask first about a mutant: who has noticed others like it will often notice this one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


class Noticers:
    """How many mutants each chapter or test has noticed, by what was changed (`Mutant.subject`)."""

    def __init__(self) -> None:
        self._own: Counter[tuple[str, str]] = Counter()
        self._near: Counter[tuple[str, str]] = Counter()

    def add(self, subject: str, who: str) -> None:
        """A chapter or test noticed a mutant of this subject."""
        self._own[subject, who] += 1
        self._near[_near(subject, who)] += 1

    def in_order(self, subject: str, walked: Mapping[str, int]) -> list[str]:
        """Whom to ask, of those who walk through so many lines: first who noticed most in the
        subject, then in its class or module, then who is about little else."""
        return sorted(
            walked,
            key=lambda who: (
                -self._own[subject, who],
                -self._near[_near(subject, who)],
                walked[who],
            ),
        )


def _near(subject: str, who: str) -> tuple[str, str]:
    """The class or module of a function, and a test without its parameters."""
    return subject.rpartition(".")[0] or subject, who.partition("[")[0]
