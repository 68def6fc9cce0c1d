"""What `mutate` does. It is imported when it is asked for, since pytest is slow to import."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from samsvar.cli.common import (
    console,
    errors,
    interruptible,
    load_project,
    must_exist,
)
from samsvar.evidence.files import cannot_write, write_atomically
from samsvar.mutation import noticed, report, survivors
from samsvar.mutation.ledger import FILE_NAME as RESULTS
from samsvar.mutation.ledger import Ledger
from samsvar.mutation.mutants import GROUPS, Kind
from samsvar.mutation.outcomes import DiedError
from samsvar.mutation.report import TARGETS, Findings, Score, Survivor, share
from samsvar.mutation.sessions import Mutation
from samsvar.mutation.sessions import Progress as Told
from samsvar.verdicts import CannotGoOn, count


def judge(
    groups: Sequence[str],
    guides: Sequence[str],
    workers: int,
    *,
    listed: bool,
    fresh: bool,
    as_data: bool,
) -> None:
    """Judges the mutants that were asked for, or lists them; tells what was noticed, as text or as
    JSON, and exits with 1 unless the targets hold and every survivor is explained."""
    project = load_project()
    config = project.config
    folder = config.build / "mutation"
    path = config.features / survivors.FILE_NAME
    reasons = survivors.load(path, config.relative(path), config.languages)
    ledger = Ledger(folder / RESULTS)
    if fresh:
        ledger.forget()
    chosen = [kind for group in groups for kind in GROUPS[group]]
    run = Mutation(project, ledger, chosen, guides, workers)
    must_exist("--guide", guides, run.report.guides)
    if listed:
        for mutant in run.mutants:
            console.print(f"{mutant.kind}: {mutant.identity}", markup=False)
        return
    started = time.perf_counter()
    with interruptible("What was judged is kept; run the command again to go on."), _bar() as told:
        run.progress = told
        try:
            run.run()
        except DiedError as died:
            _tell_died(died.args)
            raise typer.Exit(1) from None
    whole = not (chosen or guides)
    known = reasons if whole else {r: why for r, why in reasons.items() if r in run.results}
    found = report.findings(run.mutants, run.results, known, run.basis, config.edition)
    if whole and config.edition == config.written:
        _keep(config.features / noticed.FILE_NAME, noticed.as_file(found))
    if as_data:
        console.print(report.as_json(found), markup=False, end="")
    else:
        _tell(found, time.perf_counter() - started)
    raise typer.Exit(0 if found.holds else 1)


def _keep(path: Path, text: str) -> None:
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        raise CannotGoOn([cannot_write(path, error)]) from None


@contextmanager
def _bar() -> Iterator[Told]:
    """One bar on a terminal. It is drawn with each result, since a thread that draws it would be
    copied into the processes that judge."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    progress = Progress(
        *columns,
        TimeElapsedColumn(),
        console=errors,
        transient=True,
        auto_refresh=False,
        disable=not errors.is_terminal,
    )
    tasks: dict[str, TaskID] = {}

    def told(what: str, total: int, done: int) -> None:
        if what not in tasks:
            tasks[what] = progress.add_task(what, total=total)
        progress.advance(tasks[what], done)
        progress.refresh()

    with progress:
        yield told


def _tell(found: Findings, seconds: float) -> None:
    table = Table()
    for name in ("Changed", "Mutants", "By guides", "With tests", "Target"):
        table.add_column(name, no_wrap=True)
    for score in found.scores:
        table.add_row(*_row(score))
    console.print(table)
    for score in found.scores:
        if score.equivalent:
            console.print(
                f"{count(score.equivalent, 'more mutant')} ({score.kind}) can make no difference: "
                "two neighbouring steps that say what is so, or what is seen, in the other order."
            )
        if score.kind is Kind.RULE and score.unreached:
            reached = score.mutants - score.unreached
            console.print(
                f"{count(score.unreached, 'rule mutant')} in code that no guide walks through; of "
                f"the other {reached}, guides notice {_percent(score.reached, reached)}."
            )
    _tell_how(found)
    if found.unspoken:
        console.print(f"{len(found.unspoken)} elements of the screens are in no guide.")
    explained = len(found.survivors) - len(found.unexplained)
    console.print(f"{count(len(found.survivors), 'survivor')}, {explained} of them explained.")
    for survivor in found.unexplained:
        console.print(_unexplained(survivor), style="red", markup=False)
    for identity in found.stale:
        console.print(f"explained, but no survivor: {identity}", style="red", markup=False)
    style = "green" if found.holds else "bold red"
    ending = "The targets hold." if found.holds else "Not every target holds, or is explained."
    console.print(f"{ending} ({seconds:.0f} s)", style=style)


def _tell_how(found: Findings) -> None:
    """What was noticed without a guide or a test saying what is wrong."""
    for score in found.scores:
        if score.crashed:
            console.print(
                f"{count(score.crashed, 'mutant')} ({score.kind}) noticed by an error of the code "
                f"in a guide’s run, {score.by_guides - score.crashed - score.endless} by a verdict."
            )
        if score.endless:
            console.print(
                f"{count(score.endless, 'mutant')} ({score.kind}) noticed by never coming to an "
                "end, also when tried alone."
            )


def _tell_died(identities: Sequence[str]) -> None:
    """Deaths say nothing of a mutant: nothing was kept of these."""
    for identity in identities:
        errors.print(f"its process died: {identity}", style="red", markup=False)
    errors.print(
        "Not all could be judged: perhaps memory was short. Run the command again, with -n 1.",
        style="bold red",
    )


def _row(score: Score) -> list[str]:
    targets = dict.fromkeys(filter(None, TARGETS.get(score.kind, ())))
    guides, total = _percent(score.by_guides, score.mutants), _percent(score.noticed, score.mutants)
    target = " / ".join(f"{target:g} %" for target in targets)
    return [
        str(score.kind),
        str(score.mutants),
        "–" if score.is_for_tests else guides,
        total,
        target,
    ]


def _percent(part: int, whole: int) -> str:
    return f"{share(part, whole):.1f} %"


def _unexplained(survivor: Survivor) -> str:
    who = ", ".join(survivor.chapters) or "no guide walks through it"
    return f"{survivor.place}: {survivor.identity}\n  should have noticed: {who}"
