"""What one of two screens has alone, in a form that fits a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

#: How many elements a verdict quotes from either side.
LONGEST = 8
NOTHING = "nothing"


def difference(first: Sequence[str], second: Sequence[str]) -> tuple[list[int], list[int]]:
    """The indices of the lines that each side has alone."""
    lost: list[int] = []
    added: list[int] = []
    for tag, i, j, m, n in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag != "equal":
            lost += range(i, j)
            added += range(m, n)
    return lost, added


def quoted(lines: Sequence[str]) -> str:
    """Lines as a verdict quotes them; “nothing” for none."""
    more = len(lines) - LONGEST
    rest = [f"… and {more} more"] if more > 0 else []
    return "\n".join([*lines[:LONGEST], *rest]) or NOTHING
