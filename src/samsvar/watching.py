"""Waiting for files to change, however an editor saves them.

What the system reports only wakes the watcher; what has changed is seen by looking at the files. So
it does not matter whether a file was written, replaced or renamed, nor whether a report was lost.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from samsvar.verdicts import CannotGoOn, Place, Verdict

#: Seconds without a change after which a save is done; how many times as long is waited at most.
QUIET = 0.05
PATIENCE = 10
#: What the system is to report. Not that files are read: a check of many guides would be reported
#: for longer than it lasts, and the next save only after that.
CHANGES = (
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
)

#: What tells one state of a file from another: when it was written, its size, which file it is.
State = tuple[int, int, int]


class Watcher:
    """Watches files and folders, also such as are not there yet; use as a context manager."""

    def __init__(self, places: Sequence[Path], quiet: float = QUIET) -> None:
        self._places = places
        self._quiet = quiet
        self._woken: SimpleQueue[None] = SimpleQueue()
        self._files: Mapping[Path, State] = {}
        self._folders: Sequence[int | None] = ()

    def __enter__(self) -> Watcher:
        self._begin()
        return self

    def __exit__(self, *_error: object) -> None:
        self._observer.stop()
        self._observer.join()

    def changes(self) -> frozenset[Path]:
        """Waits until files have changed, idle, and returns them: new, other or gone."""
        while True:
            self._woken.get()
            self._until_quiet()
            before = self._files
            if self._folders == _identities(self._places):
                self._files = _states(self._places)
            else:
                self._observer.stop()
                self._begin()
            if changed := _differences(before, self._files):
                return changed

    def has_more(self) -> bool:
        """Whether something has changed since."""
        if self._woken.empty():
            return False
        while not self._woken.empty():
            self._woken.get()
        is_other = bool(_differences(self._files, _states(self._places)))
        if is_other:
            self._woken.put(None)  # so that they are found without another report
        return is_other

    def _begin(self) -> None:
        """Begins to watch what is there now."""
        handler = _Handler(self._woken)
        try:
            self._observer = Observer()
            for folder, is_whole in _to_watch(self._places).items():
                self._observer.schedule(
                    handler, str(folder), recursive=is_whole, event_filter=list(CHANGES)
                )
            self._observer.start()
        except OSError as error:
            message = f"No change can be seen here: {(error.strerror or str(error)).lower()}."
            raise CannotGoOn(
                [Verdict("text/config", Place(str(self._places[0])), message)]
            ) from None
        self._folders = _identities(self._places)
        self._files = _states(self._places)

    def _until_quiet(self) -> None:
        end = time.monotonic() + PATIENCE * self._quiet
        while time.monotonic() < end:
            try:
                self._woken.get(timeout=self._quiet)
            except Empty:
                return


class _Handler(FileSystemEventHandler):
    def __init__(self, woken: SimpleQueue[None]) -> None:
        self._woken = woken

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        if not all(is_noise(Path(path)) for path in paths):
            self._woken.put(None)


def is_noise(path: Path) -> bool:
    """Whether a file is an editor's or Python's own: hidden, a backup, compiled."""
    return path.name.startswith(".") or path.name.endswith("~") or "__pycache__" in path.parts


def _to_watch(places: Iterable[Path]) -> Mapping[Path, bool]:
    """The folders to watch, and whether with all that is in them: the parent of a file, and of a
    folder that is not there yet, is watched by itself."""
    found: dict[Path, bool] = {}
    for place in sorted(places):
        if place.is_dir():
            inside = any(is_whole and place.is_relative_to(f) for f, is_whole in found.items())
            if not inside:
                found[place] = True
        parent = next(folder for folder in place.parents if folder.is_dir())
        found.setdefault(parent, False)
    return found


def _identities(places: Iterable[Path]) -> list[int | None]:
    """Which folders these are: one that was removed and made again is watched no more."""
    return [place.stat().st_ino if place.is_dir() else None for place in places]


def _states(places: Iterable[Path]) -> Mapping[Path, State]:
    found: dict[Path, State] = {}
    for path in _files(places):
        try:
            state = path.stat()
        except OSError:  # gone while we look
            continue
        found[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_file():
            yield place
        for folder, _, names in os.walk(place):
            for name in names:
                path = Path(folder, name)
                if not is_noise(path):
                    yield path


def _differences(before: Mapping[Path, State], after: Mapping[Path, State]) -> frozenset[Path]:
    paths = before.keys() | after.keys()
    return frozenset(path for path in paths if before.get(path) != after.get(path))
