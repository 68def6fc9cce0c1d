"""Carrying chapters out in process while their footprints are taken.

Each chapter is carried out twice. What happened more often the first time was remembered from then
on (caches, compiled templates, the world as it was read), so it belongs to every chapter, whoever
came first.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from samsvar.checking import Project, Report
from samsvar.config import Config
from samsvar.direct import Runner
from samsvar.impact.contents import FILE, Contents, Unit, contents_of, state_of
from samsvar.impact.footprints import Footprint, Footprints, Key
from samsvar.impact.sources import digest
from samsvar.impact.tracing import LabelUse, Trace, Tracer
from samsvar.verdicts import CannotGoOn, Verdict


@dataclass(frozen=True)
class Result:
    """What came of one chapter: verdicts, or the error that its code ended with."""

    key: Key
    verdicts: tuple[Verdict, ...] = ()
    error: str = ""

    @property
    def held(self) -> bool:
        """Whether the chapter did all that it says."""
        return not (self.verdicts or self.error)


@dataclass
class Session:
    """A project that was loaded while it was watched, and what its chapters were seen to use."""

    project: Project
    report: Report
    contents: Contents
    tracer: Tracer
    shared: set[Unit]
    read: Mapping[str, str]
    uses: dict[Key, set[Unit]] = field(default_factory=dict)

    @classmethod
    def load(cls, config: Config) -> Session:
        """Loads and checks a project; raises `CannotGoOn` as `Project.load` does.

        Raises `RuntimeError` where the project's code was imported before: nobody would have seen
        what happened then.
        """
        if early := _imported(config):
            raise RuntimeError(f"{early[0]} was imported before its footprints could be taken")
        files = state_of(config)
        tracer = Tracer(config)
        with tracer.on() as loading:
            project = Project.load(config)
        with tracer.on() as checking:
            report = project.check()
        # Which labels the check looks up is known from plans, which are compiled anew each time.
        shared = {*loading.units, *checking.units}
        for language in config.languages:
            shared |= LabelUse(project.compiler.labels).units(loading, language)
        return cls(project, report, contents_of(project, report), tracer, shared, files)

    def carry_out(self, keys: Iterable[Key], done: Callable[[Result], None]) -> None:
        """Carries out chapters, telling `done` what came of each."""
        for key in keys:
            result, first = self._watched(key)
            again, second = self._watched(key)
            self.shared |= self._used(first.beyond(second), key[2])
            self.uses[key] = self._used(second, key[2])
            done(result if not result.held else again)

    def footprints(self, results: Iterable[Result]) -> Footprints:
        """The footprints of the chapters that held; none if files have changed in the meantime, so
        that nobody knows which of their contents was used."""
        if state_of(self.project.config) != self.read:
            return Footprints()
        contents = {**self.contents, **self._elsewhere()}
        return Footprints(
            {
                r.key: Footprint(frozenset(self.uses[r.key] | self.shared), contents)
                for r in results
                if r.held
            }
        )

    def _watched(self, key: Key) -> tuple[Result, Trace]:
        name, number, language = key
        pages = Trace()
        error = ""
        verdicts: tuple[Verdict, ...] = ()
        with self.tracer.on() as trace, Runner(self.project, pages.recording) as runner:
            try:
                verdicts = runner.chapter(self.report.guides[name][language], number)
            except CannotGoOn:
                raise
            except Exception:  # the developer's, not the guide's
                error = traceback.format_exc()
        trace.pages = pages.pages
        return Result(key, verdicts, error), trace

    def _used(self, trace: Trace, language: str) -> set[Unit]:
        labels = LabelUse(self.project.compiler.labels).units(trace, language)
        return {*trace.units, *labels}

    def _elsewhere(self) -> dict[Unit, str]:
        """Modules of the project that lie neither with the steps nor in what is `sealed`."""
        config = self.project.config
        known = {unit.path for unit in self.contents}
        found = {
            Unit(FILE, config.relative(path)): digest(path.read_bytes())
            for path in _modules(config)
            if path.is_relative_to(config.root) and path.is_file()
        }
        return {unit: said for unit, said in found.items() if unit.path not in known}


def now(session_contents: Contents, footprints: Footprints, config: Config) -> dict[Unit, str]:
    """The contents as they are, with those files elsewhere that some footprint knows."""
    found = dict(session_contents)
    for footprint in footprints.by_chapter.values():
        for unit in footprint.contents:
            path = config.root / unit.path
            if unit.kind == FILE and unit not in found and path.is_file():
                found[unit] = digest(path.read_bytes())
    return found


def _imported(config: Config) -> list[str]:
    """The modules of the steps and the sealed folders that are imported already."""
    tops = (config.steps, *config.sealed)
    return sorted(str(p) for p in _modules(config) if any(p.is_relative_to(t) for t in tops))


def _modules(config: Config) -> set[Path]:
    """The files of the imported modules that a person has written: not what is installed, and not
    samsvar itself."""
    found: set[Path] = set()
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and name.partition(".")[0] not in ("samsvar", "__main__"):
            path = Path(file).resolve()
            if "site-packages" not in path.parts and path.is_relative_to(config.root):
                found.add(path)
    return found
