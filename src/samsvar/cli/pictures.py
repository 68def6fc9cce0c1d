"""The command that looks through the pictures of the last run, and accepts them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samsvar.cli.common import (
    FailOn,
    Judgement,
    OutputFormat,
    app,
    console,
    errors,
    load_project,
    must_exist,
    tell,
)
from samsvar.evidence.files import cannot_write
from samsvar.evidence.seals import Archive
from samsvar.formats import Format
from samsvar.rules import Severity
from samsvar.verdicts import CannotGoOn, Place, Verdict, count

if TYPE_CHECKING:
    from samsvar.pictures.review import Review


@app.command(short_help="Compare the pictures of the last run with the accepted ones.")
def pictures(
    guides: Annotated[
        list[str] | None, typer.Argument(metavar="[GUIDE]...", help="Only these guides.")
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Accept the pictures as they are now.")
    ] = False,
    evidence: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The evidence to look at, if not the last site's."),
    ] = None,
    output: OutputFormat = Format.TEXT,
    fail_on: FailOn = Severity.ERROR,
) -> None:
    """Compare the pictures of the last run with the accepted ones, and the twins' with each other.

    A changed picture is a note: it never fails by itself, but is told until it is accepted.
    """
    from samsvar.pictures.review import review

    project = load_project()
    report = project.check()
    asked = tuple(guides or ())
    must_exist("GUIDE", asked, report.guides)
    folder = (evidence or project.config.build / "evidence").resolve()
    found = review(project, report, Archive(folder))
    _must_have_evidence(found, folder)
    if accept:
        try:
            changed = found.accept(asked)
        except OSError as error:
            raise CannotGoOn([cannot_write(project.config.features, error)]) from None
        console.print(f"Accepted the pictures of {count(changed, 'chapter')}.", style="green")
        return
    mine = [v for v in found.verdicts if not asked or v.guide in (None, *asked)]
    tell(project, mine, Judgement(output, fail_on))
    if not mine and output is Format.TEXT:
        number = sum(len(s) for key, s in found.screens.items() if not asked or key[0] in asked)
        console.print(f"{count(number, 'picture')} as accepted.", style="green")


def _must_have_evidence(found: Review, folder: Path) -> None:
    """Refuses to go on without any evidence; mentions the chapters that have none."""
    if not found.screens:
        raise CannotGoOn(
            [
                Verdict(
                    "site/seal",
                    Place(found.project.config.relative(folder)),
                    "No chapter has passed in the browser as it is written now, so there are no "
                    "pictures to look at.",
                    suggestion="samsvar site",
                )
            ]
        )
    if found.lacking:
        lacking = count(len(found.lacking), "chapter")
        errors.print(
            f"Left out: {lacking} without pictures of what is written now.", style="yellow"
        )
