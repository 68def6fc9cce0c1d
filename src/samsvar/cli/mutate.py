"""The command that tells what samsvar would notice, by changing things on purpose."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from samsvar.cli.common import Guides, Workers, app


class Group(StrEnum):
    """What `--kind` chooses."""

    GUIDE = "guide"
    RULE = "rule"
    SCREEN = "screen"


class MutationFormat(StrEnum):
    """How the findings are written."""

    TEXT = "text"
    JSON = "json"


@app.command(short_help="Change things on purpose, and tell what nobody notices.")
def mutate(
    kinds: Annotated[
        list[Group] | None,
        typer.Option("--kind", help="Only mutants of guides, rules or screens (repeatable)."),
    ] = None,
    guides: Guides = None,
    workers: Workers = 2,
    listed: Annotated[
        bool, typer.Option("--list", help="Print the mutants instead of judging them.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget the results of earlier runs.")
    ] = False,
    output: Annotated[
        MutationFormat, typer.Option("--format", help="How the findings are written.")
    ] = MutationFormat.TEXT,
) -> None:
    """Change guides, rules and screens on purpose, and tell what samsvar would notice.

    A run that is interrupted goes on where it stopped. Exits with 0 when the targets hold and every
    survivor is explained in features/survivors.toml, else with 1. A run of everything writes its
    numbers to features/noticed.json, for the site.
    """
    from samsvar.cli.mutating import judge

    as_data = output is MutationFormat.JSON
    judge(kinds or (), guides or (), workers, listed=listed, fresh=fresh, as_data=as_data)
