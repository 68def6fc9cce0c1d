"""The record of agreements: which text of one language was last agreed on with which of another.

A readable file with one agreement a line. The hashes alone count, so that it does not matter where
a text stands; the words after them are for readers. Blank lines between keep changes to neighbours
from meeting in a merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from samsvar.units import DIGITS, Half
from samsvar.verdicts import Place, Verdict, reason_of

#: The record's file, in the folder of the guides.
FILE_NAME = "agreed.txt"
#: Stands for the hash where a text is agreed to have no twin.
NONE = "none"

HEADER = """\
# Which texts of the guides agree with one another: their hashes, then how they begin. The hashes
# alone count. `samsvar accept` writes this file; in a merge, keep the lines of both sides.
"""
EXAMPLE = f"nb:{'0' * DIGITS} en:{'0' * DIGITS}  kind: how the text begins"

_HALF = rf"([a-z]{{2,3}}):([0-9a-f]{{{DIGITS}}}|{NONE})"
#: Two spaces part the fields, which have none in themselves.
_LINE = re.compile(rf"{_HALF} {_HALF}(?:  (?!because: )(.*?))?(?:  because: (.*))?")
_MARKER = re.compile(r"(<{7}|\|{7}|>{7})( .*)?$|={7}$")


@dataclass(frozen=True)
class Agreement:
    """Two texts that agree (`NONE`: no twin is wanted), how they begin, and why they were accepted
    though one of them had changed."""

    halves: tuple[Half, Half]
    words: str = ""
    because: str | None = None

    def __str__(self) -> str:
        hashes = " ".join(f"{language}:{digest}" for language, digest in self.halves)
        because = f"because: {self.because}" if self.because else ""
        return "  ".join(filter(None, (hashes, self.words, because)))


@dataclass(frozen=True)
class Record:
    """All agreements. `broken` are verdicts on lines that cannot be read, `unmerged` on what a
    merge has left open."""

    agreements: tuple[Agreement, ...] = ()
    broken: tuple[Verdict, ...] = ()
    unmerged: tuple[Verdict, ...] = ()

    @cached_property
    def _by_pair(self) -> Mapping[frozenset[Half], Agreement]:
        """By the two texts; one that says why counts before one that does not."""
        last_counts = sorted(self.agreements, key=lambda a: a.because is not None)
        return {frozenset(agreement.halves): agreement for agreement in last_counts}

    @cached_property
    def _twins(self) -> Mapping[tuple[Half, str], set[Half]]:
        found: dict[tuple[Half, str], set[Half]] = {}
        for one, other in (agreement.halves for agreement in self.agreements):
            found.setdefault((one, other[0]), set()).add(other)
            found.setdefault((other, one[0]), set()).add(one)
        return found

    def find(self, one: Half, other: Half) -> Agreement | None:
        """The agreement on two texts."""
        return self._by_pair.get(frozenset((one, other)))

    def twins(self, half: Half, language: str) -> set[Half]:
        """What a text has been agreed on with in another language; nothing if it is not known."""
        return self._twins.get((half, language), set())

    def write(self) -> str:
        """The record as it stands in its file."""
        return "\n".join([HEADER, *(f"{agreement}\n" for agreement in self.agreements)])


def load(path: Path, shown: str) -> Record | None:
    """Reads a record; None when there is none, which is how a project does without.

    `shown` is the path as verdicts name it.
    """
    try:
        source = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason, line = reason_of(error)
        message = f"This record cannot be read: {reason}."
        return Record(broken=(Verdict("text/record", Place(shown, line), message),))
    return parse(source, shown)


@dataclass
class _Findings:
    agreements: list[Agreement] = field(default_factory=list)
    broken: list[Verdict] = field(default_factory=list)
    unmerged: list[Verdict] = field(default_factory=list)


def parse(source: str, shown: str) -> Record:
    """The record that a text says; lines that cannot be read become verdicts."""
    found = _Findings()
    for number, line in enumerate(source.splitlines(), start=1):
        match = _LINE.fullmatch(line.rstrip())
        if match:
            one, first, other, second, words, because = match.groups()
            halves = ((one, first), (other, second))
            found.agreements.append(Agreement(halves, words or "", because))
        elif line.startswith("<<<<<<<"):
            found.unmerged.append(_unmerged(line, Place(shown, number)))
        elif line.strip() and not line.startswith("#") and not _MARKER.match(line):
            found.broken.append(_broken(line, Place(shown, number)))
    return Record(tuple(found.agreements), tuple(found.broken), tuple(found.unmerged))


def _unmerged(line: str, place: Place) -> Verdict:
    return Verdict(
        "text/record",
        place,
        "A merge has left its marks in the record.",
        found=line,
        suggestion="samsvar accept (it keeps the agreements of both sides)",
    )


def _broken(line: str, place: Place) -> Verdict:
    return Verdict(
        "text/record",
        place,
        "This line of the record cannot be read.",
        found=line.strip(),
        expected=EXAMPLE,
        suggestion="remove the line, then see what samsvar check says",
    )


def in_reading_order(
    agreements: Iterable[Agreement], order: Mapping[Half, tuple[str, int]]
) -> Record:
    """A record in the order of the guides: neighbours there are neighbours here.

    `order` has the guide of every text that is in use, and its number there; agreements on none of
    them come last. Of several on the same texts, the first is taken.
    """

    def key(agreement: Agreement) -> tuple[bool, list[tuple[str, int]], str]:
        places = [order[half] for half in agreement.halves if half in order]
        return not places, places[:1], str(agreement)

    different: dict[frozenset[Half], Agreement] = {}
    for agreement in agreements:
        different.setdefault(frozenset(agreement.halves), agreement)
    return Record(tuple(sorted(different.values(), key=key)))
