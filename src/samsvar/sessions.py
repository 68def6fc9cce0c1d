"""Running guides through pytest, with a progress display and a report for people."""

from __future__ import annotations

import gc
import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from samsvar.checking import Project
from samsvar.drivers.chromium import require
from samsvar.verdicts import Verdict, count, from_data


@dataclass(frozen=True)
class Choice:
    """Which chapters to run, and how; empty means all."""

    paths: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    drivers: tuple[str, ...] = ("inprocess",)
    tags: str | None = None

    def arguments(self, features: Path) -> list[str]:
        """The choice as pytest arguments."""
        arguments = list(self.paths) or [str(features)]
        for option, values in (
            ("--guide", self.guides),
            ("--language", self.languages),
            ("--driver", self.drivers),
        ):
            for value in values:
                arguments += [option, value]
        # One argument: pytest reads one that begins with @ as the name of a file.
        return [*arguments, f"--tags={self.tags}"] if self.tags else arguments


@dataclass(frozen=True)
class Outcome:
    """What came of a run: an exit code (0 all holds, 1 something failed, 2 nothing was run or
    pytest could not go on) and the verdicts of the chapters that did not hold."""

    code: int
    verdicts: tuple[Verdict, ...] = ()


def run_guides(
    project: Project,
    choice: Choice,
    console: Console,
    *,
    workers: int = 1,
    evidence: Path | None = None,
    junit: Path | None = None,
) -> Outcome:
    """Runs the chosen chapters; prints the numbers, and what went wrong in the code, if anything.

    More `workers` than the machine has cores only get in each other's way, so they are not used.
    Raises `CannotGoOn` when a browser is asked for and there is none, and `KeyboardInterrupt` when
    the run was interrupted.
    """
    if "browser" in choice.drivers:
        require()
    arguments = [
        *choice.arguments(project.config.features),
        "--rootdir",
        str(project.config.root),
        "-p",
        "samsvar.pytest_plugin",
        "-p",
        "no:terminal",
        "-p",
        "no:cacheprovider",
        "-o",
        "addopts=",
    ]
    workers = min(workers, os.cpu_count() or 1)
    if workers > 1:
        arguments += ["-n", str(workers)]
    if evidence is not None:
        arguments += ["--evidence", str(evidence)]
    if junit is not None:
        arguments += ["--junit-xml", str(junit)]
    reporter = _Reporter(console)
    code = pytest.main(arguments, plugins=[reporter])
    if reporter.interrupted:
        raise KeyboardInterrupt
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        console.print("No chapter fits what was asked for.", style="bold red")
    elif code != pytest.ExitCode.USAGE_ERROR:  # pytest has said what it does not understand
        reporter.summary()
    if code == pytest.ExitCode.OK:
        return Outcome(0)
    return Outcome(1 if code == pytest.ExitCode.TESTS_FAILED else 2, tuple(reporter.verdicts))


class _Reporter:
    """A pytest plugin that shows one bar on a terminal, and what failed at the end."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.failed: list[pytest.TestReport] = []
        self.verdicts: list[Verdict] = []
        self.broken: list[pytest.CollectReport] = []
        self.passed = 0
        self.interrupted = False
        self.steps: list[float] = []
        self.started = time.perf_counter()
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self.bar = self.progress.add_task("Chapters", total=None)

    def pytest_configure(self, config: pytest.Config) -> None:
        config.option.tbstyle = "short"

    def pytest_sessionstart(self) -> None:
        self.progress.start()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        gc.freeze()  # what is there by now stays, and is not looked through again and again
        if session.items:
            self.progress.update(self.bar, total=len(session.items))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        self.progress.update(self.bar, total=len(ids))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.broken.append(report)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            data = getattr(report, "samsvar_verdict", None)
            if data is None:
                self.failed.append(report)
            else:
                self.verdicts.append(from_data(data))
        elif report.when == "call":
            self.passed += 1
        if report.when == "teardown":
            self.steps += getattr(report, "samsvar_steps", [])
            self.progress.advance(self.bar)

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        # pytest also says "interrupted" when it stops because something cannot be collected
        self.interrupted = excinfo.type is KeyboardInterrupt

    def pytest_unconfigure(self) -> None:
        self.progress.stop()

    def summary(self) -> None:
        """Prints each failure that is no verdict, then one line with the numbers."""
        self.progress.stop()
        for report in (*self.broken, *self.failed):
            self.console.print(f"{report.longrepr}\n", markup=False)
        took = time.perf_counter() - self.started
        total = f"{count(self.passed, 'chapter')} passed"
        failed = len(self.failed) + len(self.broken) + len(self.verdicts)
        if failed:
            total += f", {failed} failed"
        style = "bold red" if failed else "green"
        self.console.print(f"{total} ({len(self.steps)} steps in {took:.1f} s).", style=style)
        if self.verdicts:
            self.console.print()  # they are told below
