"""What samsvar says of a mutant: the static check first, then the chapters that can notice."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType

from samsvar.agreements import FILE_NAME as RECORD
from samsvar.checking import Project, Report
from samsvar.direct import Halfway, Runner, begin
from samsvar.drivers.inprocess import App
from samsvar.mutation.guide_mutants import Edited
from samsvar.mutation.mutants import ALL, CHECK, TEST, Result
from samsvar.plans import Call, Checked, PlanStep, all_calls
from samsvar.rules import Severity
from samsvar.verdicts import CannotGoOn, Verdict

#: No chapter has been begun.
NOTHING: Mapping[str, int] = MappingProxyType({})


def same(app: App) -> App:
    """The portal as it is."""
    return app


@dataclass
class Judge:
    """Judges mutants of one project, whose guides (`report`) hold as they are."""

    project: Project
    report: Report

    def __post_init__(self) -> None:
        self._begun: dict[tuple[int, str, str, int], Halfway | None] = {}
        self._written: dict[Path, str] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="samsvar-mutants-")
        self._known = {
            guide: Counter(map(_said, self._check(guide, self._sources(guide)).verdicts))
            for guide in self.report.guides
        }

    def guide(self, edited: Edited) -> Result:
        """What samsvar says of a guide that is written otherwise.

        When all languages say the same, they do not give each other away: what is carried out is
        asked first, in one language, since a run is sooner over than the check of all of them.
        """
        started = time.perf_counter()
        sooner = self._sooner(edited)
        run = next(iter(edited.sources)) if sooner else None
        found = sooner if sooner and sooner.noticed else self._checked_and_run(edited, run)
        return replace(found, identity=edited.mutant.identity, seconds=_since(started))

    def _sooner(self, edited: Edited) -> Result | None:
        """What a run in the first language notices; None when nothing was run."""
        if edited.mutant.scope != ALL or edited.step is None:
            return None
        language, source = next(iter(edited.sources.items()))
        try:
            path = self._write(edited.guide, language, source)
            checked, wrong = self.project.read(path, language)
        except CannotGoOn:
            return None  # the check says why
        return None if wrong else self._run(edited, checked) or Result("")

    def _checked_and_run(self, edited: Edited, run: str | None) -> Result:
        """What the check notices, or a run in the languages that have not been run yet."""
        report = self.checked(edited)
        verdict = next(iter(self._new(edited.guide, report.verdicts)), None)
        if verdict:
            return _result(CHECK, verdict)
        if edited.step is None:  # its prose is not carried out
            return Result("")
        twins = report.guides[edited.guide]
        chosen = (t for c, t in twins.items() if c != run and edited.mutant.scope in (ALL, c))
        return next(filter(None, (self._run(edited, t) for t in chosen)), Result(""))

    def _run(self, edited: Edited, checked: Checked) -> Result | None:
        """What a run of the chapter, or of all that its prerequisites are those of, notices."""
        number = edited.mutant.chapter
        numbers = [number] if number else [c.number for c in checked.guide.chapters]
        own = self.report.guides[edited.guide][checked.guide.language]
        begun = {f"{edited.guide}:{n}": shared(own, checked, n) for n in numbers}
        found = self.chapters([(checked, n) for n in numbers], same, begun)
        if not found:
            return None
        made, path = checked.guide, own.guide.place.path
        return replace(found, where=found.where.replace(made.place.path, path))

    def chapters(
        self,
        chapters: Iterable[tuple[Checked, int]],
        wrap: Callable[[App], App] = same,
        begun: Mapping[str, int] = NOTHING,
    ) -> Result | None:
        """The first thing that a run of some chapters does not find as they say; None if all is.

        `begun` says with how many of a chapter's steps (`guide:number`) the mutant has nothing to
        do: they are carried out once, for all mutants of the chapter.
        """
        with Runner(self.project, wrap, tells_state=False) as runner:
            for checked, number in chapters:
                steps = begun.get(f"{checked.guide.name}:{number}", 0)
                after = self._halfway(checked, number, steps)
                try:
                    failed = runner.chapter(checked, number, after=after)
                except Exception as error:  # a mutant may break the code that it is in
                    where = f"{checked.guide.place.path}:{checked.guide.place.line}"
                    return Result("", TEST, type(error).__name__, where)
                if failed:
                    return _result(TEST, failed[0])
        return None

    def _halfway(self, checked: Checked, number: int, steps: int) -> Halfway | None:
        """The chapter as it is, after some steps: where it is known from before, it goes on from
        there. (What a process has begun is of no use to those that are forked from it.)"""
        if not steps:
            return None
        guide = checked.guide
        key = (os.getpid(), guide.name, guide.language, number)
        own = self.report.guides[guide.name][guide.language]
        known = self._begun.get(key)
        if key in self._begun and (known is None or known.steps == steps):
            return known
        before = known if known and known.steps < steps else None
        self._begun[key] = begin(self.project, own, number, steps, before)
        if known:
            known.close()
        return self._begun[key]

    def checked(self, edited: Edited) -> Report:
        """What the static check says of a guide mutant's files, until something is new."""
        sources = {**self._sources(edited.guide), **edited.sources}
        return self._check(
            edited.guide, sources, lambda verdicts: bool(self._new(edited.guide, verdicts))
        )

    def _sources(self, guide: str) -> dict[str, str]:
        return {code: t.guide.source for code, t in self.report.guides[guide].items()}

    def _check(
        self,
        guide: str,
        sources: Mapping[str, str],
        enough: Callable[[Sequence[Verdict]], bool] = lambda verdicts: False,
    ) -> Report:
        """What the static check says of a guide with these sources, in a folder of this process:
        what has not changed since the last mutant is not read again."""
        for language, source in sources.items():
            self._write(guide, language, source)
        folder = self._place(guide)
        features = self.project.config.features
        if (features / RECORD).is_file() and not (folder / RECORD).exists():
            shutil.copyfile(features / RECORD, folder / RECORD)
        report = self.project.check(folder, enough=enough)
        shown = self.project.config.relative(features)
        verdicts = tuple(_at(v, v.place.path.replace(str(folder), shown)) for v in report.verdicts)
        return Report(report.guides, verdicts)

    def _place(self, guide: str) -> Path:
        return Path(self._folder.name, str(os.getpid()), guide)

    def _write(self, guide: str, language: str, source: str) -> Path:
        """Writes a file of the guide in this process's folder; the first is read as it is, so that
        only what changes has to be read anew."""
        path = self._place(guide) / language / f"{guide}.feature"
        own = self._sources(guide)[language]
        if path not in self._written:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._save(path, own)
            self.project.read(path, language)
        if self._written[path] != source:
            self._save(path, source)
        return path

    def _save(self, path: Path, source: str) -> None:
        path.write_text(source, encoding="utf-8")
        self._written[path] = source

    def _new(self, guide: str, verdicts: Iterable[Verdict]) -> list[Verdict]:
        """What the check says of a mutant, but does not say of the guide as it is."""
        left = Counter(self._known[guide])
        new = []
        for verdict in verdicts:
            if left[_said(verdict)]:
                left[_said(verdict)] -= 1
            elif verdict.severity is not Severity.NOTE:
                new.append(verdict)
        return new


def shared(one: Checked, other: Checked, number: int) -> int:
    """With how many steps a chapter begins alike, prerequisites first, in two texts of a guide."""
    calls = zip(all_calls(one, number), all_calls(other, number), strict=False)
    alike = takewhile(lambda two: _does(two[0]) == _does(two[1]), calls)
    return sum(1 for _ in alike)


def _does(call: Call) -> tuple[str, PlanStep]:
    return call.step.text, call.plan


def _said(verdict: Verdict) -> tuple[str, ...]:
    """A verdict without its place, which a mutant may move."""
    return (verdict.rule, verdict.message, verdict.found or "")


def _at(verdict: Verdict, path: str) -> Verdict:
    return replace(verdict, place=replace(verdict.place, path=path))


def _result(by: str, verdict: Verdict) -> Result:
    return Result("", by, verdict.rule, f"{verdict.place.path}:{verdict.place.line}")


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 4)
