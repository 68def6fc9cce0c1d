"""Suggested edits as a unified diff, which `git apply` and `patch -p1` take.

Edits are applied to the text as it is; two that overlap cannot both be followed, so the later one
waits for the next check.
"""

from __future__ import annotations

import difflib
import io
from collections.abc import Callable, Iterable
from pathlib import Path

from samsvar.verdicts import Edit, Verdict

#: What a file says, by the path that verdicts name it with.
Read = Callable[[str], str]


def reader(root: Path) -> Read:
    """Reads files whose paths are relative to `root`."""
    return lambda path: (root / path).read_bytes().decode("utf-8")


def apply(edits: Iterable[Edit], source: str) -> str:
    """The text of a file after its edits; one that overlaps another, or that no longer fits what
    stands there, is left out."""
    starts = [0]
    for line in _lines(source):
        starts.append(starts[-1] + len(line))
    found: list[tuple[int, Edit]] = []
    for edit in dict.fromkeys(edits):
        if edit.place.line <= len(starts):
            start = starts[edit.place.line - 1] + edit.place.column - 1
            if source.startswith(edit.old, start):
                found.append((start, edit))
    end, parts = 0, []
    for start, edit in sorted(found, key=lambda pair: pair[0]):
        if start >= end:
            parts += [source[end:start], edit.new]
            end = start + len(edit.old)
    return "".join([*parts, source[end:]])


def patch(verdicts: Iterable[Verdict], read: Read) -> str:
    """The edits of all verdicts as one unified diff, files in order; empty when there are none."""
    files: dict[str, list[Edit]] = {}
    for verdict in verdicts:
        for edit in verdict.edits:
            files.setdefault(edit.place.path, []).append(edit)
    return "".join(
        _diff(path, read(path), apply(files[path], read(path))) for path in sorted(files)
    )


def _lines(text: str) -> list[str]:
    """The lines, with their ends; only a line feed ends one, as in Gherkin."""
    return list(io.StringIO(text, newline="\n"))


def _diff(path: str, before: str, after: str) -> str:
    lines = difflib.unified_diff(
        _lines(before),
        _lines(after),
        f"a/{path}",
        f"b/{path}",
        n=2,
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
