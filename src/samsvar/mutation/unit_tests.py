"""Unit tests under rule mutants: those that walk through a changed rule, until one fails.

pytest collects once; every mutant then runs in a process of its own, forked before any fixture is
made. Tests with generated examples (Hypothesis) are left out: they take too long to be run for each
mutant.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from samsvar.mutation.mutants import UNIT_TEST, Result
from samsvar.mutation.noticers import Noticers
from samsvar.mutation.observing import Line, Watch
from samsvar.mutation.outcomes import DiedError, outcomes
from samsvar.mutation.pool import Lost, spread
from samsvar.mutation.rule_mutants import Rule
from samsvar.verdicts import CannotGoOn, Place, Verdict

#: How long the tests of one mutant may take, in seconds.
LIMIT = 30.0
#: How long all tests of a module may take without a mutant, in seconds.
WALK_LIMIT = 4 * LIMIT


@dataclass(frozen=True)
class Walk:
    """One test as it ran without a mutant: whether it passed, and the lines of rules it met."""

    test: str
    passed: bool
    lines: frozenset[Line]


class Walks:
    """The walks of all tests that pass, found by the lines that they met."""

    def __init__(self, walks: Iterable[Walk]) -> None:
        self._all = tuple(walks)
        self._by_line: dict[Line, list[Walk]] = {}
        for walk in self._all:
            for line in walk.lines:
                self._by_line.setdefault(line, []).append(walk)

    def met(self, rule: Rule, files: Collection[str]) -> Collection[Walk]:
        """Those that met what a mutant changes (see `meets`)."""
        if rule.cached:
            return self._all
        found = (self._by_line.get(line, ()) for line in lines_of(rule, files))
        return {walk.test: walk for walks in found for walk in walks}.values()


@dataclass(eq=False)  # pytest keeps plugins in sets
class UnitTests:
    """A pytest plugin that runs tests under mutants instead of once.

    `put_in_place` makes a mutant of a rule in this process; `made_anew` has what is loaded for all
    tests be loaded again, so that it is noted who walks through it; `done` is told each result.
    """

    rules: Sequence[Rule]
    files: Collection[str]
    workers: int
    put_in_place: Callable[[Rule], None]
    made_anew: Callable[[], None]
    done: Callable[[Result], None]
    items: dict[str, pytest.Item] = field(default_factory=dict)
    collected: bool = False
    died: list[str] = field(default_factory=list)
    slow: list[Path] = field(default_factory=list)
    noticers: Noticers = field(default_factory=Noticers)
    #: What notes the lines of tests while they walk, and which of them it is that walks.
    watch: Watch | None = None
    walking: str = ""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Whether a test fails is all that counts, so nothing is said of why."""
        config.option.tbstyle = "no"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs everything; nothing is left for pytest to do."""
        if session.testsfailed or not session.items:
            return True  # what cannot be collected would notice nothing
        self.collected = True
        chosen = [item for item in session.items if not _is_generated(item)]
        self.items = {item.nodeid: item for item in chosen}
        walks = Walks(walk for walk in self._walks(chosen) if walk.passed)
        if self.died or self.slow:
            return True  # what the rest of the tests notice is not all that tests do
        try:
            for rule, result in outcomes(
                [[rule] for rule in self.rules],
                lambda rule: self._judge(rule, walks),
                lambda rule: rule.mutant.identity,
                workers=self.workers,
                limit=LIMIT,
                by=UNIT_TEST,
            ):
                if result.noticed and not result.is_endless:
                    self.noticers.add(rule.mutant.subject, result.how)
                self.done(result)
        except DiedError as error:
            self.died.extend(error.args)
        return True

    def _walks(self, items: Sequence[pytest.Item]) -> Iterator[Walk]:
        modules: dict[Path, list[str]] = {}
        for item in items:
            modules.setdefault(item.path, []).append(item.nodeid)
        batches = [[tuple(names)] for names in modules.values()]
        for names, walks in spread(batches, self._walk, workers=self.workers, limit=WALK_LIMIT):
            if walks is Lost.DEAD:
                self.died.extend(names)
            elif walks is Lost.LATE:
                self.slow.append(self.items[names[0]].path)
            else:
                yield from walks

    def _walk(self, names: Sequence[str]) -> list[Walk]:
        """Runs the tests of a module as they are, and remembers where they went."""
        self.made_anew()
        passed: dict[str, bool] = {}
        items = [self.items[name] for name in names]
        with Watch(self.files).watching() as self.watch:
            for item, following in _with_next(items):
                self.walking = item.nodeid
                self.watch.during(self.walking)
                passed[item.nodeid] = _passes(item, following)
        return [Walk(i.nodeid, passed[i.nodeid], self._lines(i)) for i in items]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any]
    ) -> Generator[None, object, object]:
        """What makes something that tests share belongs to each of them, not to the first."""
        if self.watch is None or fixturedef.scope == "function":
            return (yield)
        self.watch.during(_made(fixturedef.argname))
        try:
            return (yield)
        finally:
            self.watch.during(self.walking)

    def _lines(self, item: pytest.Item) -> frozenset[Line]:
        """The lines that a test met, and those that made what it was given."""
        assert self.watch is not None
        names = (item.nodeid, *map(_made, getattr(item, "fixturenames", ())))
        return frozenset().union(*map(self.watch.lines, names))

    def _judge(self, rule: Rule, walks: Walks) -> Result:
        started = time.perf_counter()
        met = walks.met(rule, self.files)
        self.put_in_place(rule)
        lines = {walk.test: len(walk.lines) for walk in met}
        items = [self.items[test] for test in self.noticers.in_order(rule.mutant.subject, lines)]
        for item, following in _with_next(items):
            if not _passes(item, following):
                took = round(time.perf_counter() - started, 4)
                return Result(rule.mutant.identity, UNIT_TEST, item.nodeid, "", took)
        return Result(rule.mutant.identity, seconds=round(time.perf_counter() - started, 4))


def meets(rule: Rule, files: Collection[str], lines: Collection[Line]) -> bool:
    """Whether a run that went through some lines met what a mutant changes, or may have been given
    what it once worked out."""
    if rule.cached:
        return True
    return any(line in lines for line in lines_of(rule, files))


def lines_of(rule: Rule, files: Collection[str]) -> list[Line]:
    """The lines that a mutant changes, in one of the files of the rules."""
    path = next(name for name in files if name.endswith(f"/{rule.mutant.place.path}"))
    return [(path, line) for line in range(rule.first, rule.last + 1)]


def _is_generated(item: pytest.Item) -> bool:
    return bool(getattr(getattr(item, "obj", None), "is_hypothesis_test", False))


def _made(fixture: str) -> str:
    """Names the lines that make a fixture."""
    return f"fixture {fixture}"


def _with_next(items: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    return zip(items, (*items[1:], None), strict=False)


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    """Whether a test passes; what it shares with the one that follows is kept for that."""
    reports = runtestprotocol(item, log=False, nextitem=following)
    return not any(report.failed for report in reports)


def run_unit_tests(root: Path, tests: Sequence[Path], plugin: UnitTests) -> None:
    """Runs the tests in some folders under each mutant and hands over what came of it.

    Raises `CannotGoOn` when pytest cannot collect them or a module of them takes too long, and
    `DiedError` when processes died.
    """
    if not plugin.rules or not tests:
        return
    arguments = [*map(str, tests), "--rootdir", str(root), "-o", "addopts="]
    for name in ("no:terminal", "no:cacheprovider", "no:xdist", "no:pytest_cov"):
        arguments += ["-p", name]
    code = pytest.main(arguments, plugins=[plugin])
    if code == pytest.ExitCode.INTERNAL_ERROR:
        raise RuntimeError("pytest failed, as it says above")
    if not plugin.collected:
        shown = [path.relative_to(root).as_posix() for path in tests]
        message = "pytest cannot collect the unit tests of the rules."
        verdict = Verdict("text/config", Place(shown[0]), message)
        raise CannotGoOn([replace(verdict, suggestion=f"pytest {' '.join(shown)}")])
    if plugin.slow:
        message = f"The tests of this module take more than {WALK_LIMIT:g} s."
        places = [Place(path.relative_to(root).as_posix()) for path in plugin.slow]
        raise CannotGoOn([Verdict("text/config", place, message) for place in places])
    if plugin.died:
        raise DiedError(*plugin.died)
