"""The command that shows what a change means for readers."""

from __future__ import annotations

from typing import Annotated

import typer

from samsvar.cli.common import app, console, count, load_project
from samsvar.evidence.files import cannot_write, write_atomically
from samsvar.verdicts import CannotGoOn


@app.command()
def review(
    base: Annotated[
        str, typer.Argument(metavar="BASE", help="A Git revision (main, HEAD~1) or a folder.")
    ],
) -> None:
    """Write one page that shows what has changed for readers since BASE, in all languages."""
    from samsvar.review.base import NoBaseError, open_base  # noqa: PLC0415 - only here
    from samsvar.review.comparing import compare_projects  # noqa: PLC0415
    from samsvar.review.page import render  # noqa: PLC0415

    project = load_project()
    config = project.config
    target = config.build / "review" / "index.html"
    try:
        with open_base(config, base) as before:
            found = compare_projects(project, project.check(), before.root)
            page = render(found, config.languages, before.name)
    except NoBaseError as error:
        raise typer.BadParameter(str(error), param_hint="BASE") from None
    try:
        write_atomically(target, page.encode())
    except OSError as error:
        raise CannotGoOn([cannot_write(target.parent, error)]) from None
    new = sum(told.is_new for told in found.verdicts)
    console.print(
        f"{count(len(found.guides), 'guide')}, {count(len(found.pages), 'page')} and "
        f"{count(found.shots, 'picture')} changed; {count(new, 'new verdict')}.",
        style="green" if not new else "yellow",
    )
    console.print(f"Written to {config.relative(target)}.")
