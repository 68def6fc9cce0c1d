"""The command that says which chapters a change reaches."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from samsvar.cli.common import Asked, app, interruptible
from samsvar.formats import Format


class Form(StrEnum):
    """How decisions are written."""

    TEXT = "text"
    JSON = "json"


def _remembered(context: typer.Context, form: Form) -> Form:
    if isinstance(context.obj, Asked):
        context.obj.format = Format(form)
    return form


@app.command(short_help="Name the chapters that changes reach.")
@interruptible("Nothing was written.")
def impact(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...", help="These files or folders, taken as changed in full."
        ),
    ] = None,
    output: Annotated[
        Form, typer.Option("--format", callback=_remembered, help="text or json.")
    ] = Form.TEXT,
) -> None:
    """Name the chapters that changes reach: those since each last held, or of the files named.

    What a chapter uses is known from its last run with samsvar test --impacted. What no run has
    shown is taken to reach every chapter.
    """
    from samsvar.cli.impacted import tell_impacted

    tell_impacted(paths or [], as_data=output is Form.JSON)


def must_be_alone(option: str, others: Mapping[str, object]) -> None:
    """Refuses an option beside others that it cannot be combined with."""
    for name, value in others.items():
        if value:
            message = f"{option} chooses what is run, in process: leave out {name}."
            raise typer.BadParameter(message, param_hint=option)
