"""Alphabetical order as Norwegian readers expect it, the same on every machine."""

from __future__ import annotations

_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def alphabetical(name: str) -> str:
    """A sort key that ignores case and puts æ, ø, å after z."""
    return name.casefold().translate(_AFTER_Z)
