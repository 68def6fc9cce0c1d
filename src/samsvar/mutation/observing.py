"""What is on the screens, what steps look at and which lines of the rules are carried out, while
the guides run as they are."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from coverage import Coverage

from samsvar.checking import Project
from samsvar.direct import Runner
from samsvar.drivers.protocol import CHOOSABLE, PRESSABLE, WRITABLE
from samsvar.labels import Words
from samsvar.mutation.html import changing
from samsvar.plans import Call, Checked
from samsvar.verdicts import CannotGoOn, Place

#: A line of a source file.
Line = tuple[str, int]
#: During what the world is made.
LOADING = "loading"
#: How far `Portal`'s methods reach: those that need the element that they name, and its roles.
ACTIONS = {"click": PRESSABLE, "write": WRITABLE, "search": WRITABLE, "choose": CHOOSABLE}


@dataclass(frozen=True)
class Moment:
    """One step of a chapter on its way: the page when it began and the pages it led to."""

    call: Call
    before: str
    pages: list[str] = field(default_factory=list)
    used: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class View:
    """One chapter in one language, as it ran: its prerequisites' steps first."""

    guide: str
    language: str
    number: int
    moments: tuple[Moment, ...]
    lines: frozenset[Line] = frozenset()

    @property
    def chapter(self) -> str:
        """The chapter as mutants name it."""
        return f"{self.guide}:{self.number}"

    @property
    def place(self) -> Place:
        """Where its first step stands."""
        return self.moments[0].call.step.place

    @property
    def pages(self) -> tuple[str, ...]:
        """All pages that the chapter meets, in order."""
        return tuple(page for moment in self.moments for page in moment.pages)


class _Recorder:
    """Stands between the steps and what they receive."""

    def __init__(self) -> None:
        self.moments: list[Moment] = []
        self._page = ""

    def before(self, call: Call) -> None:
        self.moments.append(Moment(call, self._page))

    def page(self, html: str) -> str:
        self._page = html
        if self.moments:
            self.moments[-1].pages.append(html)
        return html

    def lend(self, name: str, fixture: Any) -> Any:
        if name == "portal":
            return _RecordedPortal(fixture, self)
        return _RecordedWords(fixture, self) if name == "words" else fixture


class _RecordedPortal:
    """A portal that remembers which elements are acted on."""

    def __init__(self, portal: Any, recorder: _Recorder) -> None:
        self._portal = portal
        self._recorder = recorder

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._portal, name)
        if name not in ACTIONS:
            return found

        def act(element: str, *arguments: Any, **named: Any) -> Any:
            roles = arguments[:1] if name == "click" else ()
            chosen = named.get("roles", roles[0] if roles else ACTIONS[name])
            self._recorder.moments[-1].used.append((element, tuple(chosen)))
            return found(element, *arguments, **named)

        return act


class _RecordedWords:
    """Words that remember which labels are asked for."""

    def __init__(self, words: Words, recorder: _Recorder) -> None:
        self._words = words
        self._recorder = recorder

    def __call__(self, key: str, **values: str) -> str:
        text = self._words(key, **values)
        self._recorder.moments[-1].words.append((key, text))
        return text

    def __getattr__(self, name: str) -> Any:
        return getattr(self._words, name)


def observe(project: Project, twins: Checked, number: int) -> View:
    """Runs a chapter and tells what there was.

    Raises `CannotGoOn` when the chapter does not hold: then there is nothing to mutate.
    """
    recorder = _Recorder()
    with Runner(project, lambda app: changing(app, recorder.page), recorder.lend) as runner:
        failed = runner.chapter(twins, number, before=recorder.before)
    if failed:
        raise CannotGoOn(failed)
    guide = twins.guide
    return View(guide.name, guide.language, number, tuple(recorder.moments))


class Watch:
    """Notes which lines of some files are carried out, and during what (see `watching`)."""

    def __init__(self, files: Collection[str]) -> None:
        self._files = files
        self._coverage = Coverage(data_file=None, config_file=False, include=sorted(files))
        self._coverage.set_option("run:disable_warnings", ["no-data-collected"])
        self._coverage.set_option("run:core", "ctrace")  # the one that can tell names apart

    @contextmanager
    def watching(self) -> Iterator[Watch]:
        """Notes lines until the end of the block; then they can be asked for."""
        if not self._files:
            yield self
            return
        self._coverage.start()
        try:
            yield self
        finally:
            self._coverage.stop()

    def during(self, name: str) -> None:
        """What is carried out from now on belongs to this name."""
        if self._files:
            self._coverage.switch_context(name)

    def lines(self, name: str) -> frozenset[Line]:
        """The lines that were carried out during something."""
        data = self._coverage.get_data()
        data.set_query_context(name)
        return frozenset((p, line) for p in data.measured_files() for line in data.lines(p) or ())


def lines_of_loading(project: Project, files: Collection[str]) -> frozenset[Line]:
    """The lines that are carried out before the first step, when the world is made."""
    if not files:
        return frozenset()
    forget(project)
    with Watch(files).watching() as watch:
        watch.during(LOADING)
        with project.vocabulary.fresh_world():
            pass
    return watch.lines(LOADING)


def forget(project: Project) -> None:
    """Makes the world be loaded anew: empties what `functools.cache` keeps for the steps, and for
    the packages of the rules."""
    config = project.config
    packages = {config.steps.name, *(name.partition(".")[0] for name in config.rules)}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in packages:
            for found in _cached(module):
                found()


def _cached(module: ModuleType) -> list[Callable[[], None]]:
    return [v.cache_clear for v in vars(module).values() if hasattr(v, "cache_clear")]
