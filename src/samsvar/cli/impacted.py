"""Which chapters a change reaches, and the run of just these: what `impact` and `test --impacted`
do. It is imported when it is asked for, since running guides is slow to import."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import typer
from rich.console import Console

from samsvar.checking import Project
from samsvar.cli.common import (
    Judgement,
    console,
    errors,
    interruptible,
    load_config,
    must_exist,
    tell,
)
from samsvar.config import Config
from samsvar.formats import Format
from samsvar.impact import footprints
from samsvar.impact.carrying import Result, Session, now
from samsvar.impact.choosing import Chooser, Decision
from samsvar.impact.contents import contents_of
from samsvar.impact.footprints import Footprints
from samsvar.impact.naming import homes_of
from samsvar.impact.telling import as_json, as_text
from samsvar.rules import Severity
from samsvar.verdicts import count

#: What is said before the first run of `samsvar test --impacted`.
UNKNOWN = "What chapters use is not known yet: samsvar test --impacted makes it known."


def tell_impacted(paths: Sequence[Path], *, as_data: bool) -> None:
    """Prints the chapters that changes reach, or that these files do, as text or as JSON."""
    project = Project.load(load_config())
    config = project.config
    report = project.check()
    found = footprints.load(_file(config))
    contents = now(contents_of(project, report), found, config)
    known = {unit for f in found.by_chapter.values() for unit in f.contents} | {*contents}
    homes = homes_of(config, paths, known)
    unused = [path for path in paths if not homes[path]]
    for path in unused:
        if not path.exists():
            raise typer.BadParameter(f"there is no {path}.", param_hint="PATH")
    taken = frozenset().union(*homes.values()) if paths else None
    decisions = Chooser(project, report, found, contents, taken).decisions()
    if as_data:
        typer.echo(as_json(decisions, unused), nl=False)
        return
    console.print(as_text(decisions), markup=False)
    if not found.by_chapter:
        console.print(UNKNOWN, style="yellow")
    for path in unused if found.by_chapter else ():
        console.print(f"No chapter depends on {path}.", markup=False)
    console.print(f"\n{_summary(decisions)}.", style="bold")


def run_impacted(guides: Sequence[str], languages: Sequence[str], judgement: Judgement) -> None:
    """Runs the chapters that changes reach, and takes the footprints of those that hold."""
    config = load_config()
    session = Session.load(config)
    project, report = session.project, session.report
    must_exist("--guide", guides, report.guides)
    must_exist("--language", languages, config.languages)
    wrong = [v for v in report.verdicts if not guides or v.guide in guides]
    if any(verdict.severity is Severity.ERROR for verdict in wrong):
        tell(project, wrong, judgement)
    screen = console if judgement.format is Format.TEXT else errors
    found = footprints.load(_file(config))
    contents = now(session.contents, found, config)
    decisions = [
        d
        for d in Chooser(project, report, found, contents).decisions()
        if (not guides or d.key[0] in guides) and (not languages or d.key[2] in languages)
    ]
    screen.print(as_text(decisions), markup=False)
    screen.print(f"\n{_summary(decisions)}.", style="bold")
    results: list[Result] = []
    with interruptible("The footprints are as they were."):
        session.carry_out([d.key for d in decisions if d.impacted], results.append)
    newer = session.footprints(results)
    footprints.save(_file(config), found.renewed(newer, [r.key for r in results]))
    _tell_numbers(results, newer, screen)
    tell(project, [*wrong, *(v for r in results for v in r.verdicts)], judgement)
    raise typer.Exit(1 if any(result.error for result in results) else 0)


def _tell_numbers(results: Sequence[Result], newer: Footprints, screen: Console) -> None:
    """Errors in the code first, then how many chapters passed."""
    for result in results:
        if result.error:
            screen.print(result.error, markup=False)
    held = sum(result.held for result in results)
    if results:
        lost = f", {len(results) - held} failed" if held < len(results) else ""
        passed = f"{count(held, 'chapter')} passed{lost}."
        screen.print(passed, style="bold red" if lost else "green")
    if held and not newer.by_chapter:
        screen.print("Files changed in the meantime: run it again.", style="yellow")


def _file(config: Config) -> Path:
    return config.build / footprints.FILE_NAME


def _summary(decisions: Iterable[Decision]) -> str:
    found = list(decisions)
    reached = sum(d.impacted for d in found)
    return f"{reached} of {count(len(found), 'chapter')} impacted"
