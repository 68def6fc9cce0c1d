"""What `samsvar watch` does at each save: the guide's own verdicts first, then its chapters in
process, then how all guides stand."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console

from samsvar import config as settings
from samsvar import guide_files
from samsvar.checking import Project, Report
from samsvar.config import Config
from samsvar.direct import Runner
from samsvar.formats import text
from samsvar.guides import Guide
from samsvar.patches import reader
from samsvar.plans import Checked
from samsvar.verdicts import CannotGoOn, Verdict, count, in_order
from samsvar.watching import Watcher

#: The code that gives guides their meaning, beside the project's own.
CODE = Path(__file__).parent


def watch(root: Path, screen: Console, *, clear: bool = False) -> None:
    """Tells how the project stands, then what each save has changed; returns when the project is to
    be loaded afresh, in a new process: Python does not forget what it has imported.

    What keeps the project from being loaded is told, too, and the next change waited for.
    """
    try:
        read: Config | None = settings.load(root)
    except CannotGoOn as refusal:
        _tell(screen, refusal.verdicts, None)
        read = None
    config = read or Config(root)  # it knows how paths are shown
    places = places_of(read) if read else [root / settings.FILE_NAME]
    with Watcher(places) as watcher:
        session = _begun(read, screen, watcher.has_more) if read else None
        shown = ", ".join(config.relative(place) for place in places)
        screen.print(f"Watching {shown} (Ctrl+C ends).", style="dim", markup=False)
        while True:
            changed = watcher.changes()
            if clear:
                screen.clear()
            names = ", ".join(sorted(config.relative(path) for path in changed))
            screen.print(f"{datetime.now():%H:%M:%S} {names}", style="bold", markup=False)
            if session is None or not all(_is_read_at_each_check(config, p) for p in changed):
                screen.print("Starting afresh with what has changed.", style="dim")
                return
            with _files_may_go(screen):
                session.saved(changed)


def places_of(config: Config) -> list[Path]:
    """The files and folders that a project consists of."""
    own = [config.features, config.docs, config.steps, config.labels, *config.sealed]
    own += [config.terms] if config.terms else []
    own += [CODE] if CODE.is_relative_to(config.root) else []
    places = dict.fromkeys((config.root / settings.FILE_NAME, *own))
    return [p for p in places if not any(p != q and p.is_relative_to(q) for q in places)]


def _is_read_at_each_check(config: Config, path: Path) -> bool:
    """Whether a file is read anew by each check; all others are loaded once."""
    folders = (config.features, config.docs)
    return path == config.terms or any(path.is_relative_to(folder) for folder in folders)


def _begun(config: Config, screen: Console, has_more: Callable[[], bool]) -> Session | None:
    """The session after its first check; None if the project cannot be loaded."""
    try:
        session = Session(Project.load(config), screen, has_more)
    except CannotGoOn as refusal:
        _tell(screen, refusal.verdicts, config)
    except Exception as error:
        screen.print(f"The project cannot be loaded: {fault(error, config)}", markup=False)
    else:
        with _files_may_go(screen):
            session.begin()
        return session
    return None


@contextmanager
def _files_may_go(screen: Console) -> Iterator[None]:
    """Ends with one line what reads a file that has gone meanwhile, which is the next change."""
    try:
        yield
    except OSError as error:
        screen.print(f"{error.filename}: {error.strerror}", style="red", markup=False)


def fault(error: BaseException, config: Config) -> str:
    """An error in a project's code in one line, with the last place in it that is the project's."""
    said = traceback.format_exception_only(error)[-1].strip()
    if isinstance(error, SyntaxError) and error.filename:
        return f"{config.relative(Path(error.filename))}:{error.lineno}: {said}"
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(config.root)
    ]
    place = f"{config.relative(Path(frames[-1].filename))}:{frames[-1].lineno}: " if frames else ""
    return f"{place}{said}"


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
    """A project that is being worked on: which chapters are known as they are now."""

    def __init__(self, project: Project, screen: Console, has_more: Callable[[], bool]) -> None:
        self.project = project
        self.screen = screen
        self.has_more = has_more
        self._whole = _Interruptible(project.config, project.compiler, has_more)
        self._known: set[Hashable] = set()
        self._failed: dict[str, int] = {}
        self._left: set[str] = set()

    def begin(self) -> None:
        """Checks everything, runs nothing."""
        report = self.project.check()
        for twins in report.guides.values():
            for checked in twins.values():
                self._known |= {_content(checked, number) for number in _runnable(checked)}
        self._tell(report.verdicts)
        self._sum_up(report)

    def saved(self, paths: Collection[Path]) -> None:
        """Checks what was saved, beginning with its guides; leaves the rest when more was saved."""
        self._left |= {path.stem for path in paths if self._is_guide(path)}
        names = frozenset(self._left)
        if names:
            report = self.project.check(names=names)
            self._tell(report.verdicts)
            self._agree(names, report)
            self._run(report)
        try:
            report = self._whole.check()
        except _SavedAgainError:
            return
        if not names:
            self._tell(report.verdicts)
        self._sum_up(report)

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

    def _run(self, report: Report) -> None:
        """Runs the chapters that have changed, in all languages, until something else is saved."""
        with Runner(self.project) as runner:
            for name in sorted(self._left):
                twins = report.guides.get(name, {})
                verdicts: list[Verdict] = []
                failed = 0
                for checked, number in self._changed(twins):
                    if self.has_more():
                        return
                    found = self._chapter(runner, checked, number)
                    failed += found is not None
                    verdicts += found or ()
                self._tell(in_order(verdicts))
                self._left.discard(name)
                self._failed[name] = failed

    def _changed(self, twins: dict[str, Checked]) -> Iterator[tuple[Checked, int]]:
        numbers = {
            number
            for checked in twins.values()
            for number in _runnable(checked)
            if _content(checked, number) not in self._known
        }
        for number in sorted(numbers):
            for checked in twins.values():
                if number in _runnable(checked):
                    yield checked, number

    def _chapter(self, runner: Runner, checked: Checked, number: int) -> Sequence[Verdict] | None:
        """Runs one chapter and says in one line whether it holds; the verdicts if it does not."""
        content = _content(checked, number)
        self._known.discard(content)
        name = f"{checked.guide.language}  {checked.guide.chapters[number - 1].name}"
        try:
            verdicts = runner.chapter(checked, number)
        except CannotGoOn as refusal:
            verdicts = refusal.verdicts
        except Exception as error:
            self._say(f"  broken  {name}: {fault(error, self.project.config)}", "red")
            return ()
        if verdicts:
            self._say(f"  failed  {name}", "red")
            return verdicts
        self._known.add(content)
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
        _tell(self.screen, verdicts, self.project.config)

    def _say(self, line: str, style: str = "") -> None:
        self.screen.print(line, style=style, markup=False)


def _tell(screen: Console, verdicts: Sequence[Verdict], config: Config | None) -> None:
    if verdicts:
        read = reader(config.root if config else Path.cwd())
        width = screen.width if screen.is_terminal else None
        screen.print(text.written(verdicts, read, config, width))


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
