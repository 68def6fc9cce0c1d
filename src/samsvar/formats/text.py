"""Verdicts for people: grouped by guide, twins side by side, edits as diffs.

Every verdict begins with `file:line:column: severity: rule: message`, which editors and `grep`
understand. What is the same in several places is said once; so is why a rule matters.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.text import Text

from samsvar.config import Config
from samsvar.patches import Read, line_at, patch
from samsvar.rules import Severity
from samsvar.verdicts import Place, Verdict, count

#: The narrowest terminal, in columns, on which twins stand side by side.
WIDE = 80
#: The styles of severities, and of a diff's lines by how they begin.
SEVERITIES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold"}
DIFF = {"---": "bold", "+++": "bold", "@@": "cyan", "-": "red", "+": "green"}
INDENT = "  "
#: The heading of verdicts that are about no guide, where others are.
OUTSIDE = "outside the guides"
#: How many lines of an edit are shown.
LONGEST = 40
#: What a terminal would obey instead of showing it.
_CONTROLS = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 13)} | {13: None}


def written(
    verdicts: Sequence[Verdict], read: Read, config: Config | None, width: int | None = None
) -> Text:
    """All verdicts, ending with a line feed. On a terminal of `width` columns twins stand side by
    side; where there is none, below each other."""
    leading = config.languages[0] if config else None
    writer = _Writer(read, leading, width)
    guides: dict[str, list[Verdict]] = {}
    for verdict in sorted(verdicts, key=lambda v: (v.guide is None, v.guide or "")):
        guides.setdefault(verdict.guide or OUTSIDE, []).append(verdict)
    if list(guides) == [OUTSIDE]:
        return Text("\n").join(writer.paragraphs(guides[OUTSIDE]))
    return Text("\n").join(
        part
        for name, mine in guides.items()
        for part in (writer.heading(name, mine), *writer.paragraphs(mine))
    )


def summary(verdicts: Sequence[Verdict]) -> str:
    """How many verdicts there are of each severity: “2 errors, 1 warning”."""
    found = Counter(verdict.severity for verdict in verdicts)
    return ", ".join(count(found[severity], severity) for severity in Severity if found[severity])


class _Writer:
    """Writes paragraphs, remembering which rules it has explained."""

    def __init__(self, read: Read, leading: str | None, width: int | None) -> None:
        self.read = read
        self.leading = leading
        self.width = width
        self.explained: set[str] = set()

    def heading(self, name: str, verdicts: list[Verdict]) -> Text:
        """What the paragraphs below it are about, and how many verdicts they tell."""
        heading = f"{name}: {summary(verdicts)}"
        return Text(f"{heading}\n{'─' * len(heading)}\n", style="bold")

    def paragraphs(self, verdicts: list[Verdict]) -> Iterator[Text]:
        """One for each group of equal verdicts."""
        groups: dict[tuple[object, ...], list[Verdict]] = {}
        for verdict in verdicts:
            groups.setdefault(_sameness(verdict), []).append(verdict)
        return map(self.paragraph, groups.values())

    def paragraph(self, group: list[Verdict]) -> Text:
        """The first verdict of a group in full, then where else it is so."""
        verdict = group[0]
        diff = patch([verdict], self.read)
        text = Text()
        text.append(f"{verdict.place}: ", style="cyan")
        text.append(f"{verdict.severity}: ", style=SEVERITIES[verdict.severity])
        text.append(f"{verdict.rule}: ", style="dim")
        text.append(f"{_safe(verdict.message)}\n", style="bold")
        self._details(text, verdict, wants_suggestion=not diff)
        self._twins(text, verdict)
        for number, other in enumerate(group[1:]):
            chapter = f"  {other.chapter}" if other.chapter else ""
            _detail(text, "" if number else "also at:", f"{other.place}{chapter}", "cyan")
        lines = diff.splitlines()
        for line in lines[:LONGEST]:
            style = next((style for start, style in DIFF.items() if line.startswith(start)), "dim")
            text.append(f"{INDENT}{_safe(line)}".rstrip() + "\n", style=style)
        if more := len(lines[LONGEST:]):
            text.append(f"{INDENT}… and {count(more, 'line')} more: --format diff has all\n", "dim")
        return text

    def _details(self, text: Text, verdict: Verdict, *, wants_suggestion: bool) -> None:
        _detail(text, "chapter:", verdict.chapter)
        found = ("found:", verdict.found, "red")
        expected = ("expected:", verdict.expected, "green")
        is_long = "\n" in (verdict.found or "")  # a screen: what was promised comes before it
        for detail in (expected, found) if is_long else (found, expected):
            _detail(text, *detail)
        _detail(text, "state:", verdict.state)
        if wants_suggestion:
            _detail(text, "write:", verdict.suggestion, "green")
        if verdict.rule not in self.explained:
            self.explained.add(verdict.rule)
            _detail(text, "why:", verdict.why, "italic")

    def _twins(self, text: Text, verdict: Verdict) -> None:
        if verdict.twin is None:
            return
        here, there = (line_at(p, self.read).strip() for p in (verdict.place, verdict.twin))
        if self.width is None or self.width < WIDE:
            _detail(text, "here:", here or None)
            _detail(text, "twin:", f"{verdict.twin}\n{there}".strip(), "cyan")
            return
        sides = [(verdict.place, here), (verdict.twin, there)]
        if verdict.language != self.leading:
            sides.reverse()
        for left, right in _columns(sides, (self.width - 7) // 2):
            text.append(f"{INDENT}{left} │ {right}".rstrip() + "\n")


def _sameness(verdict: Verdict) -> tuple[object, ...]:
    """What two verdicts share that are said together: all but their places. One that is about a
    twin is said alone, since its twin has a place of its own."""
    if verdict.twin:
        return (verdict,)
    told = (verdict.found, verdict.expected, verdict.state, verdict.suggestion)
    return (verdict.place.path, verdict.rule, verdict.message, *told)


def _columns(sides: list[tuple[Place, str]], width: int) -> Iterator[tuple[str, str]]:
    """Two places with the lines that stand there, each folded into a column."""
    for row in ([str(place) for place, _ in sides], [_safe(line) for _, line in sides]):
        folded = [textwrap.wrap(text, width) for text in row]
        for left, right in zip_longest(*folded, fillvalue=""):
            yield left.ljust(width), right


def _detail(text: Text, name: str, value: str | None, style: str = "") -> None:
    """A named detail; its further lines stand under its first."""
    if value is None:
        return
    for number, line in enumerate(value.splitlines() or [""]):
        text.append(f"{INDENT}{'' if number else name:<10}", style="dim")
        text.append(f"{_safe(line)}\n", style=style)


def _safe(text: str) -> str:
    """The text with what a terminal would obey made visible."""
    return text.translate(_CONTROLS)
