"""Suggested edits as a unified diff, which `git apply` and `patch -p1` take.

The edits of one verdict belong together: a step that is moved is not removed in one place without
being written in the other.
"""

from __future__ import annotations

import difflib
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samsvar.verdicts import Edit, Place, Verdict

#: What a file says, by the path that verdicts name it with.
Read = Callable[[str], str]


@dataclass(frozen=True)
class _Span:
    """An edit by offsets in its file: what stands from `start` to `end` becomes `new`."""

    start: int
    end: int
    new: str

    def collides(self, other: _Span) -> bool:
        return self.start < other.end and other.start < self.end


def reader(root: Path) -> Read:
    """Reads files whose paths are relative to `root`."""
    return lambda path: (root / path).read_bytes().decode("utf-8")


def line_at(place: Place, read: Read) -> str:
    """The line that a place is in, or nothing where no file says it."""
    try:
        lines = _lines(read(place.path))
    except (OSError, ValueError):
        return ""
    return lines[place.line - 1].rstrip("\r\n") if place.line <= len(lines) else ""


def apply(edits: Iterable[Edit], source: str) -> str:
    """The text of a file after its edits; one that collides with an earlier one, or that no longer
    fits what stands there, is left out."""
    kept: list[_Span] = []
    for edit in edits:
        span = _span(edit, source)
        if span and _is_free(span, kept):
            _keep(span, kept)
    return _after(kept, source)


def followed(verdicts: Iterable[Verdict], read: Read) -> dict[str, str]:
    """The text of each file that the verdicts' edits change, after them; files in order.

    All edits of a verdict are made, or none. Where two verdicts want different things of the same
    text, the later one waits for the next check.
    """
    text = cache(read)
    kept: defaultdict[str, list[_Span]] = defaultdict(list)
    for verdict in verdicts:
        spans = [(e.place.path, _span(e, text(e.place.path))) for e in verdict.edits]
        if all(span and _is_free(span, kept[path]) for path, span in spans):
            for path, span in spans:
                if span:
                    _keep(span, kept[path])
    return {path: _after(kept[path], text(path)) for path in sorted(kept) if kept[path]}


def patch(verdicts: Iterable[Verdict], read: Read) -> str:
    """The edits of all verdicts as one unified diff, files in order; empty when there are none."""
    return "".join(
        _diff(path, read(path), after) for path, after in followed(verdicts, read).items()
    )


def _span(edit: Edit, source: str) -> _Span | None:
    """Where an edit's text stands in its file, with the file's line ends; None if it does not."""
    lines = _lines(source)
    if edit.place.line > len(lines) + 1:
        return None
    start = sum(map(len, lines[: edit.place.line - 1])) + edit.place.column - 1
    ends = "\r\n" if "\r\n" in source else "\n"
    old, new = (re.sub(r"\r?\n", ends, text) for text in (edit.old, edit.new))
    return _Span(start, start + len(old), new) if source.startswith(old, start) else None


def _is_free(span: _Span, kept: list[_Span]) -> bool:
    return all(span == other or not span.collides(other) for other in kept)


def _keep(span: _Span, kept: list[_Span]) -> None:
    """A replacement is made once, whoever asks for it; insertions add up."""
    if span.start == span.end or span not in kept:
        kept.append(span)


def _after(kept: list[_Span], source: str) -> str:
    end, parts = 0, []
    for span in sorted(kept, key=lambda span: (span.start, span.end)):
        parts += [source[end : span.start], span.new]
        end = span.end
    return "".join([*parts, source[end:]])


def _lines(text: str) -> list[str]:
    """The lines, with their ends; only a line feed ends one, as in Gherkin."""
    return list(io.StringIO(text, newline="\n"))


def _diff(path: str, before: str, after: str) -> str:
    name = f"{path}\t" if " " in path else path  # as git does: `patch` stops at a space otherwise
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}", n=2)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
