"""A session of `samsvar watch`: at each save the guide's own verdicts, its chapters in process and
how all guides stand; after a change of code or labels, the chapters that it reaches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from samsvar import guide_files
from samsvar.checking import Project, Report
from samsvar.direct import Runner
from samsvar.faults import fault
from samsvar.formats import text
from samsvar.guides import Guide
from samsvar.plans import Checked
from samsvar.rechecking.reach import reached
from samsvar.rechecking.telling import tell
from samsvar.verdicts import CannotGoOn, Verdict, count, in_order


class _SavedAgainError(Exception):
    """Raised within a check that is out of date."""


@dataclass(frozen=True)
class _Interruptible(Project):
    """A project whose check ends when more was saved: with many guides it takes its time."""

    has_more: Callable[[], bool]

    def compile(self, guide: Guide, known: Checked | None = None) -> tuple[Checked, list[Verdict]]:
        if self.has_more():
            raise _SavedAgainError
        return super().compile(guide, known)


class Session:
    """A project that is being worked on: which chapters are known to hold as they are now.

    `_left` are the guides that were saved, `_reached` those that a change of code reaches, until
    their chapters have been run.
    """

    def __init__(self, project: Project, screen: Console, has_more: Callable[[], bool]) -> None:
        self.project = project
        self.screen = screen
        self.has_more = has_more
        self._whole = _Interruptible(project.config, project.compiler, has_more)
        self._known: set[Hashable] = set()
        self._failed: dict[str, int] = {}
        self._faults: set[str] = set()
        self._left: set[str] = set()
        self._reached: set[str] = set()

    def begin(self, *, afresh: bool = False) -> None:
        """Checks everything; runs what has changed if this is to begin `afresh`, else nothing."""
        report = self.project.check()
        self._tell(report.verdicts)
        some = reached(self.project, report) if afresh else frozenset()
        for name, twins in report.guides.items():
            for language, checked in twins.items():
                for number in _runnable(checked):
                    if some is None or (name, number, language) in some:
                        self._reached.add(name)
                    else:
                        self._known.add(_content(checked, number))
        if afresh:
            self._say(self._scope(report, are_known=some is not None))
        if self._run(report, self._reached, is_each_told=False):
            self._sum_up(report)

    def saved(self, paths: Collection[Path]) -> None:
        """Checks what was saved, beginning with its guides; leaves the rest when more was saved."""
        self._left |= {path.stem for path in paths if self._is_guide(path)}
        names = frozenset(self._left)
        if names:
            report = self.project.check(names=names)
            self._tell(report.verdicts)
            self._agree(names, report)
            if not self._run(report, self._left, is_each_told=True):
                return
            self._reached -= names
        try:
            report = self._whole.check()
        except _SavedAgainError:
            return
        if not names:
            self._tell(report.verdicts)
        if self._reached:
            self._say(f"Running {count(self._number(report), 'chapter')} more.")
        if self._run(report, self._reached, is_each_told=False):
            self._sum_up(report)

    def _scope(self, report: Report, *, are_known: bool) -> str:
        """Which chapters are about to be run, and why these."""
        total = sum(len(_runnable(c)) for twins in report.guides.values() for c in twins.values())
        number = self._number(report)
        if not total:
            return "There is no chapter that can be run."
        if not are_known:
            return f"Running all {count(total, 'chapter')}: no footprints tell which this reaches."
        if not number:
            return "Nothing that a chapter uses has changed since it last held."
        return (
            f"Running {number} of {count(total, 'chapter')}: "
            "since these last held, they or what they use have changed."
        )

    def _number(self, report: Report) -> int:
        """How many chapters a change of code reaches that have not been run since."""
        return sum(len(self._changed(report.guides.get(name, {}))) for name in self._reached)

    def _is_guide(self, path: Path) -> bool:
        return path.suffix == ".feature" and path.is_relative_to(self.project.config.features)

    def _agree(self, names: frozenset[str], report: Report) -> None:
        """Says of each guide without a verdict that it has none."""
        config = self.project.config
        found = guide_files.find(config.features, config.languages)
        told = {verdict.guide or Path(verdict.place.path).stem for verdict in report.verdicts}
        for name in sorted(names - told):
            if name in found:
                self._say(f"{name}: {' and '.join(config.languages)} agree.", "green")
            else:
                self._say(f"{name} is gone.")

    def _run(self, report: Report, names: set[str], *, is_each_told: bool) -> bool:
        """Runs the chapters of some guides that have changed, in all languages, and takes these
        guides out of `names`. Whether it came to an end: it leaves off when more is saved."""
        self._faults.clear()
        with Runner(self.project) as runner:
            for name in sorted(names):
                chapters = self._changed(report.guides.get(name, {}))
                verdicts: list[Verdict] = []
                failed = 0
                for checked, number in chapters:
                    if self.has_more():
                        return False
                    found = self._chapter(runner, checked, number, is_each_told)
                    failed += found is not None
                    verdicts += found or ()
                if len(chapters) > failed and not is_each_told:
                    self._say(
                        f"  ok      {name}: {count(len(chapters) - failed, 'chapter')}", "green"
                    )
                self._tell(in_order(verdicts))
                names.discard(name)
                self._failed[name] = failed
        return True

    def _changed(self, twins: dict[str, Checked]) -> list[tuple[Checked, int]]:
        """The chapters that are not known to hold in every language, in all languages."""
        numbers = {
            number
            for checked in twins.values()
            for number in _runnable(checked)
            if _content(checked, number) not in self._known
        }
        return [
            (checked, number)
            for number in sorted(numbers)
            for checked in twins.values()
            if number in _runnable(checked)
        ]

    def _chapter(
        self, runner: Runner, checked: Checked, number: int, is_told: bool
    ) -> Sequence[Verdict] | None:
        """Runs one chapter; the verdicts if it does not hold, which is said in one line, as is
        (where `is_told`) that it does."""
        content = _content(checked, number)
        self._known.discard(content)
        name = f"{checked.guide.language}  {checked.guide.chapters[number - 1].name}"
        try:
            verdicts = runner.chapter(checked, number)
        except CannotGoOn as refusal:
            verdicts = refusal.verdicts
        except Exception as error:
            said = fault(error, self.project.config)
            again = "the same error" if said in self._faults else said
            self._faults.add(said)
            self._say(f"  broken  {name}: {again}", "red")
            return ()
        if verdicts:
            self._say(f"  failed  {name}", "red")
            return verdicts
        self._known.add(content)
        if is_told:
            self._say(f"  ok      {name}", "green")
        return None

    def _sum_up(self, report: Report) -> None:
        """One line on all guides."""
        failed = sum(self._failed.get(name, 0) for name in report.guides)
        parts = [text.summary(report.verdicts)] if report.verdicts else []
        parts += [f"{count(failed, 'chapter')} failed"] if failed else []
        number = count(len(report.guides), "guide")
        if parts:
            self._say(f"All in all, {number}: {', '.join(parts)}.", "yellow")
        else:
            languages = " and ".join(self.project.config.languages)
            self._say(f"All in all, {number} in {languages} agree.", "green")

    def _tell(self, verdicts: Sequence[Verdict]) -> None:
        tell(self.screen, verdicts, self.project.config)

    def _say(self, line: str, style: str = "") -> None:
        self.screen.print(line, style=style, markup=False)


def _runnable(checked: Checked) -> list[int]:
    """The chapters that can be run: those that mean something, as do their prerequisites."""
    if checked.guide.background and 0 not in checked.chapters:
        return []
    return [number for number in checked.chapters if number]


def _content(checked: Checked, number: int) -> Hashable:
    """What a chapter says and means, wherever it stands: when this changes, it is run again."""
    guide, own = checked.guide, checked.chapters[number]
    before = checked.chapters.get(0)
    notes = tuple(step.note for step in own.chapter.steps)
    words = (own.chapter.name, own.chapter.description, notes)
    return guide.name, guide.language, own.plan, before.plan if before else None, words
