"""The command that moves guides to another edition of the portal."""

from __future__ import annotations

from typing import Annotated

import typer

from samsvar import config as settings
from samsvar.cli.common import (
    EXIT_CODES,
    app,
    console,
    count,
    errors,
    load_project,
)
from samsvar.evidence.files import write_atomically
from samsvar.formats.text import summary
from samsvar.patches import followed, patch, reader
from samsvar.rules import Severity
from samsvar.verdicts import render


@app.command()
def migrate(
    to: Annotated[str, typer.Option(metavar="EDITION", help="The edition to move to.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print one patch for all languages; write nothing.")
    ] = False,
) -> None:
    """Move the guides to another edition of the portal, as far as a program can.

    Names that have changed are written, and steps that the portal now asks for; what only a person
    can settle is told on standard error. Exit code 1 when there is such a thing.
    """
    from samsvar.moves import breaks  # noqa: PLC0415 - running guides is slow to import

    project = load_project(to)
    if project.config.edition == project.config.written:
        console.print(f"The guides are written for edition {to} already.")
        return
    found = breaks(project, project.check())
    read = reader(project.config.root)
    moved = [*found, settings.edition_verdict(project.config)]
    if dry_run:
        typer.echo(patch(moved, read), nl=False)
    else:
        files = followed(moved, read)
        for path, text in files.items():
            write_atomically(project.config.root / path, text.encode())
        console.print(f"Moved to edition {to}: {count(len(files), 'file')} changed.", style="green")
    rest = [verdict for verdict in found if not verdict.edits]
    if rest:
        errors.print(render(rest), markup=False)
        errors.print(f"\nFor a person to settle: {summary(rest)}.", style="bold red")
        raise typer.Exit(EXIT_CODES[Severity.ERROR])
