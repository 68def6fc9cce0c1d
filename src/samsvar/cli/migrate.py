"""The command that moves guides to another edition of the portal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from samsvar import agreements
from samsvar import config as settings
from samsvar.checking import Project
from samsvar.cli.common import (
    EXIT_CODES,
    app,
    console,
    errors,
    interruptible,
    load_project,
)
from samsvar.evidence.files import cannot_write, write_atomically
from samsvar.formats.text import summary
from samsvar.patches import followed, patch, reader
from samsvar.rules import Kind, Severity
from samsvar.verdicts import CannotGoOn, Place, Verdict, count, render


@app.command(short_help="Move the guides to another edition of the portal.")
@interruptible("Nothing was written.")
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
    from samsvar.moves import breaks

    project = load_project(to, option="--to")
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
        with interruptible("Some files may be written: run the command again to go on."):
            _write(files, project.config.root)
        console.print(f"Moved to edition {to}: {count(len(files), 'file')} changed.", style="green")
        if _changes_prose(project, found):
            console.print("Texts may be to review now, in one language: samsvar check says which.")
    rest = [verdict for verdict in found if not verdict.edits]
    if rest:
        errors.print(render(rest), markup=False)
        errors.print(f"\nFor a person to settle: {summary(rest)}.", style="bold red")
        raise typer.Exit(EXIT_CODES[Severity.ERROR])


def _changes_prose(project: Project, found: Iterable[Verdict]) -> bool:
    """Whether edits reach texts that a record says agree with those of other languages."""
    is_recorded = (project.config.features / agreements.FILE_NAME).is_file()
    return is_recorded and any(v.edits for v in found if v.kind is Kind.TERM)


def _write(files: Mapping[str, str], root: Path) -> None:
    """Writes files, the one that names the edition last, so that the command can be run again.

    Raises `CannotGoOn` for the first that cannot be written; tells which were before it.
    """
    written: list[str] = []
    for path in sorted(files, key=lambda path: (path == settings.FILE_NAME, path)):
        try:
            write_atomically(root / path, files[path].encode())
        except OSError as error:
            verdict = cannot_write(Path(path), error)
            also = f" Written before it: {', '.join(written)}." if written else ""
            rest = replace(
                verdict,
                place=Place(path),
                message=f"{verdict.message}{also}",
                suggestion="free space or the rights to write, then run this command again",
            )
            raise CannotGoOn([rest]) from None
        written.append(path)
