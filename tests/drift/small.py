"""A small guide in both languages, for verdicts that are quoted word for word."""

from __future__ import annotations

from pathlib import Path

NAME = "small"
NB, EN = (
    (Path(__file__).with_name(NAME) / f"{language}.feature").read_text(encoding="utf-8")
    for language in ("nb", "en")
)
