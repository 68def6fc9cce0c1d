"""The command that runs guides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from samsvar.checking import Project, Report
from samsvar.cli.common import (
    AgainstEdition,
    FailOn,
    Guides,
    Judgement,
    Languages,
    OutputFormat,
    Strict,
    Workers,
    app,
    console,
    errors,
    interruptible,
    load_project,
    must_exist,
    show,
    tell,
)
from samsvar.cli.impact import must_be_alone
from samsvar.evidence.files import must_be_writable
from samsvar.formats import Format
from samsvar.rules import Kind, Severity
from samsvar.tags import expression_of
from samsvar.verdicts import Verdict, count, in_order, nearest

if TYPE_CHECKING:
    from samsvar.sessions import Choice


@app.command()
@interruptible("Nothing was published.")
def test(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE.feature[:LINE]]...", help="Only these guides or chapters."),
    ] = None,
    guide: Guides = None,
    language: Languages = None,
    driver: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="inprocess (default) or browser (repeatable)."),
    ] = None,
    tags: Annotated[
        str | None, typer.Option(metavar="EXPRESSION", help='For example "@clients and not @slow".')
    ] = None,
    workers: Workers = 1,
    junit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write a JUnit XML report.")
    ] = None,
    impacted: Annotated[
        bool,
        typer.Option("--impacted", help="Only what changes reach since it last held (in process)."),
    ] = False,
    edition: AgainstEdition = None,
    output: OutputFormat = Format.TEXT,
    fail_on: FailOn = Severity.ERROR,
    strict: Strict = False,
) -> None:
    """Run guides, in process unless told otherwise. Reports what does not hold."""
    if impacted:
        others = {
            "FILE": paths,
            "--driver": driver and driver != ["inprocess"],
            "--tags": tags,
            "--workers": workers > 1,
            "--junit": junit,
            "--edition": edition,
        }
        must_be_alone("--impacted", others)
        from samsvar.cli.impacted import run_impacted

        run_impacted(guide or (), language or (), Judgement(output, fail_on, strict))
        return
    from samsvar.sessions import Choice, run_guides

    project = load_project(edition)
    choice = Choice(
        paths=tuple(paths or ()),
        guides=tuple(guide or ()),
        languages=tuple(language or ()),
        drivers=tuple(driver or ("inprocess",)),
        tags=tags,
    )
    report = project.check()
    must_exist("--driver", choice.drivers, ("inprocess", "browser"))
    _must_be_guides(project, report, choice.paths)
    _must_be_expression(tags)
    must_exist("--guide", choice.guides, report.guides)
    must_exist("--language", choice.languages, project.config.languages)
    judgement = Judgement(output, fail_on, strict)
    asked = {*choice.guides, *(Path(p.partition(":")[0]).stem for p in choice.paths)}
    if project.compiler.written and choice.drivers == ("inprocess",):
        alone = {"FILE": paths, "--tags": tags, "--workers": workers > 1, "--junit": junit}
        must_be_alone("--edition", alone)
        _try_edition(project, report, choice, judgement)
        return
    languages = set(choice.languages) or {Path(p).resolve().parent.name for p in choice.paths}
    mine = [v for v in report.verdicts if not asked or v.guide in asked]
    told: list[Verdict] = []
    if asked and len(languages) == 1:
        told = [v for v in mine if v.kind is Kind.TRANSLATION]
        mine = [
            v for v in mine if v.kind is not Kind.TRANSLATION and v.language in (None, *languages)
        ]
    if any(verdict.severity is Severity.ERROR for verdict in mine):
        tell(project, mine, judgement)
    screen = console if output is Format.TEXT else errors
    if junit is not None:
        junit = junit.expanduser()  # as pytest will
        must_be_writable(junit)
    _mention(project, told, screen)
    outcome = run_guides(project, choice, screen, workers=workers, junit=junit)
    tell(project, [*mine, *outcome.verdicts], judgement)
    raise typer.Exit(outcome.code if not outcome.verdicts else 0)


def _try_edition(project: Project, report: Report, choice: Choice, judgement: Judgement) -> None:
    """Tells what a move to another edition breaks in the chosen guides and languages."""
    from samsvar.moves import breaks

    languages = {None, *(choice.languages or project.config.languages)}
    found = breaks(project, report, choice.guides)
    found = tuple(verdict for verdict in found if verdict.language in languages)
    tell(project, found, judgement)
    if not found:
        screen = console if judgement.format is Format.TEXT else errors
        screen.print(f"What was asked for holds in {project.compiler.labels}, too.", style="green")


def _mention(project: Project, verdicts: list[Verdict], screen: Console) -> None:
    """Tells what is still to do, which does not keep a guide of one language from being tried."""
    if verdicts:
        show(in_order(verdicts), Format.TEXT, screen, project.config)
        screen.print("\nThe twins do not agree yet. What was asked for:\n", style="yellow")


def _must_be_guides(project: Project, report: Report, paths: Iterable[str]) -> None:
    """Refuses what is no feature file or folder of this project, and lines without a chapter."""
    folder = project.config.features
    known = sorted(project.config.relative(path) for path in folder.glob("*/*.feature"))
    for path in paths:
        name = re.sub(r":\d+$", "", path)
        found = Path(name).resolve()
        is_guide = found.suffix == ".feature" and found.is_file()
        if not (found.is_relative_to(folder) and (is_guide or found.is_dir())):
            near = nearest(name, known)
            hint = f"The nearest is {near}." if near else f"Guides are in {folder}."
            raise typer.BadParameter(f"there is no guide {name}. {hint}", param_hint="FILE")
        if name != path and is_guide:
            _must_have_line(report, project.config.relative(found), int(path[len(name) + 1 :]))


def _must_have_line(report: Report, shown: str, line: int) -> None:
    """Refuses a line that belongs to no chapter of a guide, if the guide can be read."""
    twins = (twin.guide for twins in report.guides.values() for twin in twins.values())
    guide = next((guide for guide in twins if guide.place.path == shown), None)
    if guide is None:
        return
    length, first = len(guide.source.splitlines()), guide.chapters[0]
    fault = None
    if line > length:
        fault = f"there is no line {line} in {shown}: the file has {count(length, 'line')}."
    elif line < first.place.line - len(first.tags):
        where = f"the first chapter (line {first.place.line})"
        fault = f"line {line} stands before {where} of {shown}."
    if fault:
        raise typer.BadParameter(fault, param_hint="FILE:LINE")


def _must_be_expression(tags: str | None) -> None:
    """Refuses an expression of tags that says nothing."""
    try:
        expression_of(tags or "")
    except ValueError as fault:
        raise typer.BadParameter(str(fault), param_hint="--tags") from None
