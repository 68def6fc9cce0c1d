"""How verdicts are written: for people, and for the programs that people read them in."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from samsvar.config import Config
from samsvar.patches import Read
from samsvar.verdicts import Verdict, render


class Format(StrEnum):
    """A way to write verdicts."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def rendered(verdicts: Sequence[Verdict], form: Format, read: Read, config: Config) -> str:
    """The verdicts in a format, ending with a line feed; `read` gives the files that they name."""
    return render(verdicts) + "\n"
