"""The loop of `samsvar watch`: what is watched, and what a change begins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from samsvar import config as settings
from samsvar.checking import Project
from samsvar.config import Config
from samsvar.faults import fault
from samsvar.rechecking.session import Session
from samsvar.rechecking.telling import tell
from samsvar.verdicts import CannotGoOn
from samsvar.watching import Watcher

T = TypeVar("T")

#: The code that gives guides their meaning, beside the project's own.
CODE = Path(__file__).parent.parent


def watch(root: Path, screen: Console, *, clear: bool = False, afresh: bool = False) -> None:
    """Tells how the project stands, then what each save has changed; returns when the project is to
    be loaded afresh, in a new process: Python does not forget what it has imported.

    `afresh` says that this is such a process: the chapters that the change reaches are run first.
    What keeps the project from being loaded is told, too, and the next change waited for.
    """
    try:
        read: Config | None = settings.load(root)
    except CannotGoOn as refusal:
        tell(screen, refusal.verdicts, None)
        read = None
    config = read or Config(root)  # it knows how paths are shown
    places = places_of(read) if read else [root / settings.FILE_NAME]
    with Watcher(places) as watcher:
        session = None
        if read:
            begin = partial(_begun, read, screen, watcher.has_more, afresh)
            session = _done(begin, screen, config)
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
            _done(partial(session.saved, changed), screen, config)


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


def _begun(config: Config, screen: Console, has_more: Callable[[], bool], afresh: bool) -> Session:
    """The session after its first check."""
    session = Session(Project.load(config), screen, has_more)
    session.begin(afresh=afresh)
    return session


def _done(work: Callable[[], T], screen: Console, config: Config) -> T | None:
    """Does some work. None if it fails in the project's code (whose world is made for a check), or
    reads a file that has gone meanwhile: that is told in one line, and mending it the next change.
    """
    try:
        return work()
    except CannotGoOn as refusal:
        tell(screen, refusal.verdicts, config)
    except Exception as error:
        said = f"The guides cannot be checked: {fault(error, config)}"
        if isinstance(error, OSError) and error.filename:
            said = f"{error.filename}: {error.strerror}"
        screen.print(said, style="red", markup=False)
    return None
