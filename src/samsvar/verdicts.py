"""Verdicts: what samsvar says when two things that should agree do not.

A verdict is a value, never an exception: checks return tuples of them, and the callers decide
what to do. Only `CannotGoOn` crosses function boundaries as an exception, and it carries verdicts.
How grave a rule is, and why it matters, is in the table of `rules`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from samsvar.rules import RULES, Kind, Severity


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Edit:
    """A change of a file: where `old` stands, beginning at `place`, `new` is written.

    An empty `old` is an insertion; whole lines end with a line feed.
    """

    place: Place
    old: str
    new: str


@dataclass(frozen=True)
class Verdict:
    """One disagreement, in the words of the person who can settle it.

    `rule` names the check (`text/undefined`), `found` and `expected` quote the two sides,
    `suggestion` says what to write instead, `twin` points at the other language when the
    disagreement is between two files. `edits` are what to change, in one file or several, to
    follow the suggestion; none where only a person can know. `state` is what a chapter had changed
    in the system when it failed, a line each.
    """

    rule: str
    place: Place
    message: str
    found: str | None = None
    expected: str | None = None
    suggestion: str | None = None
    twin: Place | None = None
    language: str | None = None
    guide: str | None = None
    chapter: str | None = None
    edits: tuple[Edit, ...] = ()
    state: str | None = None

    @property
    def kind(self) -> Kind:
        """The kind, which is the part of `rule` before the slash."""
        return Kind(self.rule.partition("/")[0])

    @property
    def severity(self) -> Severity:
        """How grave it is (see the table of rules)."""
        return RULES[self.rule].severity

    @property
    def why(self) -> str:
        """Why it matters, in one sentence."""
        return RULES[self.rule].why

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.rule}: {self.message}"]
        for name, value in (
            ("found", self.found),
            ("expected", self.expected),
            ("state", self.state),
            ("write", self.suggestion),
            ("twin", str(self.twin) if self.twin else None),
        ):
            if value is not None:
                first, *rest = value.splitlines() or [""]
                lines.append(f"  {name + ':':<10}{first}")
                lines.extend(f"  {'':<10}{line}" for line in rest)
        return "\n".join(lines)


def as_data(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON has it; `from_data` is the way back."""
    return asdict(verdict)


def from_data(data: Mapping[str, Any]) -> Verdict:
    """The verdict that `as_data` took apart."""
    values = dict(data)
    edits = tuple(Edit(Place(**e["place"]), e["old"], e["new"]) for e in values.pop("edits"))
    twin = Place(**values["twin"]) if values["twin"] else None
    return Verdict(**{**values, "place": Place(**values["place"]), "twin": twin, "edits": edits})


class CannotGoOn(Exception):  # noqa: N818 - it is not an error of the program, but of its input
    """Raised where the caller cannot go on without what the verdicts ask for."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self.verdicts = tuple(verdicts)
        super().__init__(render(self.verdicts))


def reason_of(error: Exception) -> tuple[str, int]:
    """Why a file cannot be read, in plain words, and the line in it (1 if the error knows none)."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not in UTF-8", error.object[: error.start].count(b"\n") + 1
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower(), 1
    text, _, where = str(error).partition(" (at line ")
    line = where.partition(",")[0]
    return text[:1].lower() + text[1:], int(line) if line.isdigit() else 1


def in_order(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts without repetitions, by place: output never depends on the check's way."""
    return tuple(sorted(dict.fromkeys(verdicts), key=lambda v: (v.place, v.rule, v.message)))


def render(verdicts: Sequence[Verdict]) -> str:
    """The verdicts as text, one paragraph each."""
    return "\n\n".join(str(verdict) for verdict in verdicts)


def count(number: int, noun: str) -> str:
    """A number with its noun: “1 guide”, “2 guides”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def a(noun: str) -> str:
    """A noun with its article: “a link”, “an element”."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def nearest(word: str, choices: Iterable[str], alike: float = 0.5) -> str | None:
    """The choice most like `word`, or None when nothing is near enough to be a help.

    `alike` is how like it must be, from 0 to 1 (the same).
    """
    options = list(choices)
    lowered = {option.lower(): option for option in reversed(options)}
    found = difflib.get_close_matches(word.lower(), list(lowered), n=1, cutoff=alike)
    return lowered[found[0]] if found else None
