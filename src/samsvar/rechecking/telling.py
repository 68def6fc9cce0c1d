"""How `samsvar watch` prints verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from samsvar.config import Config
from samsvar.formats import text
from samsvar.patches import reader
from samsvar.verdicts import Verdict


def tell(screen: Console, verdicts: Sequence[Verdict], config: Config | None) -> None:
    """Prints verdicts, if there are any; there is no `config` where it could not be read."""
    if verdicts:
        read = reader(config.root if config else Path.cwd())
        width = screen.width if screen.is_terminal else None
        screen.print(text.written(verdicts, read, config, width))
