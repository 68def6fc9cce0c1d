"""Mutants and what became of them, as values.

A mutant is one small change that somebody could make by mistake. Its `identity` is readable and the
same on every machine, so that results can be kept and survivors explained by it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from samsvar.verdicts import Place

#: What can notice a mutant: the static check, a run of the guides, a unit test of the rules, or
#: this very command (a guide that promises less then overlooks a screen mutant).
CHECK, TEST, UNIT_TEST, MUTATE = "check", "test", "unit test", "mutate"
#: How a mutant is noticed that never comes to an end.
ENDLESS = "it does not end"
#: The scope of a guide mutant that is made in every language at once.
ALL = "all"


class Kind(StrEnum):
    """What is changed; each kind has a score of its own."""

    ONE = "guide in one language"
    ALL = "guide in all languages"
    RULE = "rule"
    UNTOLD = "rule of no guide"
    PART = "part of a rule"
    LABEL = "label"
    CONFIRMATION = "confirmation"
    ELEMENT = "element"
    SILENT = "element of no step"


#: What is changed in the code of rules.
RULES = (Kind.RULE, Kind.UNTOLD, Kind.PART)
#: The kinds that `--kind` chooses by one word.
GROUPS = {
    "guide": (Kind.ONE, Kind.ALL),
    "rule": RULES,
    "screen": (Kind.LABEL, Kind.CONFIRMATION, Kind.ELEMENT, Kind.SILENT),
}


@dataclass(frozen=True)
class Mutant:
    """One change: of what (`subject`: a guide's chapter, a function), which (`operator`, `what`).

    `place` is where it is made. `equivalent` says why nobody could tell the difference, for those
    that are so by construction; they have no part in the score. `chapters` are those which could
    notice: their own, or all that walk through what is changed (`guide:number`).
    """

    kind: Kind
    subject: str
    operator: str
    what: str
    place: Place
    scope: str = ""
    equivalent: str | None = None
    chapters: tuple[str, ...] = ()

    @property
    def chapter(self) -> int:
        """The number of the chapter that it is made in (0: before the first). Raises ValueError
        for one that is not made in a chapter."""
        return int(self.subject.rpartition(":")[2])

    @property
    def identity(self) -> str:
        """What names the mutant, in words."""
        scope = f" [{self.scope}]" if self.scope else ""
        return f"{self.subject}{scope} {self.operator}: {self.what}"


@dataclass(frozen=True)
class Result:
    """What became of a mutant: `by` says what noticed it (check, test, unit test; `None`: nothing),
    `how` with which rule or test (or error of the code, or `ENDLESS`), and `where` it said so."""

    identity: str
    by: str | None = None
    how: str = ""
    where: str = ""
    seconds: float = 0.0

    @property
    def noticed(self) -> bool:
        """Whether anything noticed it."""
        return self.by is not None

    @property
    def is_endless(self) -> bool:
        """Whether it was noticed by never coming to an end."""
        return self.noticed and self.how == ENDLESS

    @property
    def is_crash(self) -> bool:
        """Whether a guide's run was ended by an error of the code, which says nothing of the guide:
        then `how` is the error's name, and no rule (`kind/name`)."""
        return self.by == TEST and "/" not in self.how and not self.is_endless

    def as_data(self) -> dict[str, Any]:
        """The result as JSON has it; `Result(**data)` is the way back."""
        return asdict(self)
