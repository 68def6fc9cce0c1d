"""The command that shows twins side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from samsvar import guide_files
from samsvar.cli.common import AgainstEdition, app, console, interruptible, load_project, must_exist
from samsvar.explaining import Explanation, explain, one_chapter
from samsvar.side_by_side import WIDE, legend, lines, table
from samsvar.verdicts import render


@app.command("explain", short_help="Show a guide's twins side by side, as plans and text.")
@interruptible("Nothing was written.")
def explain_guide(
    guide: Annotated[
        str,
        typer.Argument(
            metavar="GUIDE[:CHAPTER]",
            help="A guide, or a chapter of it by its number or name (0: prerequisites).",
        ),
    ],
    plan: Annotated[
        bool, typer.Option("--plan", help="Only what the steps mean, not what they say.")
    ] = False,
    edition: AgainstEdition = None,
) -> None:
    """Show a guide's twins side by side, as plans and text, with what differs marked."""
    project = load_project(edition)
    report = project.check()
    name, _, chapter = guide.partition(":")
    must_exist("GUIDE", [name], guide_files.find(project.config.features, project.config.languages))
    found = explain(project, report, name)
    if chapter:
        sections = [s for e in found for s in e.sections if s.number is not None]
        names = [name for section in sections for name in section.names]
        known = dict.fromkeys((*names, *(str(section.number) for section in sections)))
        must_exist("CHAPTER", [chapter], known)
        found = tuple(one_chapter(explanation, chapter) for explanation in found)
    for explanation in found:
        _show(explanation, plan_only=plan)


def _show(explanation: Explanation, *, plan_only: bool) -> None:
    two = len(explanation.languages) > 1
    if two and console.is_terminal and console.width >= WIDE:
        console.print(table(explanation, plan_only=plan_only))
    else:
        for line in lines(explanation, plan_only=plan_only):
            console.print(line)
    if explanation.rest:
        console.print(render(explanation.rest) + "\n", markup=False)
    if signs := legend(explanation):
        console.print(signs, style="dim")
