"""The command that shows what a change means for readers."""

from __future__ import annotations

from typing import Annotated

import typer

from samsvar.cli.common import app, console, load_project
from samsvar.evidence.files import cannot_write, write_atomically
from samsvar.verdicts import CannotGoOn, count


@app.command(short_help="Write one page that shows what has changed for readers.")
def review(
    base: Annotated[
        str, typer.Argument(metavar="BASE", help="A Git revision (main, HEAD~1) or a folder.")
    ],
) -> None:
    """Write one page that shows what has changed for readers since BASE, in all languages."""
    from samsvar.review.base import NoBaseError, open_base
    from samsvar.review.comparing import compare_projects
    from samsvar.review.page import render

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
    known = "new verdicts are not known" if found.unchecked else count(new, "new verdict")
    console.print(
        f"{count(len(found.guides), 'guide')}, {count(len(found.pages), 'page')} and "
        f"{count(found.shots, 'picture')} changed; {known}.",
        style="yellow" if new or found.unchecked else "green",
    )
    if wrong := found.unchecked:
        said = f"{before.name} could not be checked: {wrong.place}: {wrong.message}"
        console.print(said, style="yellow", markup=False)
    console.print(f"Written to {config.relative(target)}.")
