"""What samsvar says of a mutant: the static check first, then the chapters that can notice."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samsvar import guides
from samsvar.agreements import FILE_NAME as RECORD
from samsvar.checking import Project, Report
from samsvar.direct import Runner
from samsvar.drivers.inprocess import App
from samsvar.mutation.guide_mutants import Edited
from samsvar.mutation.mutants import ALL, CHECK, ENDLESS, TEST, Result
from samsvar.mutation.pool import Lost
from samsvar.plans import Checked
from samsvar.rules import Severity
from samsvar.verdicts import CannotGoOn, Verdict


class DiedError(Exception):
    """Processes died, twice, before they said what became of some mutants (`args`: identities).
    That says nothing of the mutants, so nothing is kept of them."""


def heard(identity: str, answer: Result | Lost, by: str | None, limit: float) -> Result:
    """What became of a mutant by the answer of its process: one that never comes to an end is
    noticed by `by`. Raises `DiedError` when there is no telling."""
    match answer:
        case Lost.DEAD:
            raise DiedError(identity)
        case Lost.LATE:
            return Result(identity, by, ENDLESS, "", limit)
        case _:
            return answer


def same(app: App) -> App:
    """The portal as it is."""
    return app


@dataclass
class Judge:
    """Judges mutants of one project, whose guides (`report`) hold as they are."""

    project: Project
    report: Report

    def __post_init__(self) -> None:
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
        path = self.report.guides[edited.guide][language].guide.place.path
        try:
            guide = guides.parse(source, edited.guide, language, path)
        except CannotGoOn:
            return None  # the check says why
        checked, wrong = self.project.compile(guide)
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
        number = int(edited.mutant.subject.rpartition(":")[2])
        numbers = [number] if number else [c.number for c in checked.guide.chapters]
        found = self.chapters([(checked, n) for n in numbers])
        if not found:
            return None
        own, made = self.report.guides[edited.guide], checked.guide
        path = own[made.language].guide.place.path
        return replace(found, where=found.where.replace(made.place.path, path))

    def chapters(
        self, chapters: Iterable[tuple[Checked, int]], wrap: Callable[[App], App] = same
    ) -> Result | None:
        """The first thing that a run of some chapters does not find as they say; None if all is."""
        with Runner(self.project, wrap) as runner:
            for checked, number in chapters:
                try:
                    failed = runner.chapter(checked, number)
                except Exception as error:  # a mutant may break the code that it is in
                    where = f"{checked.guide.place.path}:{checked.guide.place.line}"
                    return Result("", TEST, type(error).__name__, where)
                if failed:
                    return _result(TEST, failed[0])
        return None

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
        folder = Path(self._folder.name, str(os.getpid()), guide)
        for language, source in sources.items():
            path = folder / language / f"{guide}.feature"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
        features = self.project.config.features
        if (features / RECORD).is_file() and not (folder / RECORD).exists():
            shutil.copyfile(features / RECORD, folder / RECORD)
        report = self.project.check(folder, enough=enough)
        shown = self.project.config.relative(features)
        verdicts = tuple(_at(v, v.place.path.replace(str(folder), shown)) for v in report.verdicts)
        return Report(report.guides, verdicts)

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


def _said(verdict: Verdict) -> tuple[str, ...]:
    """A verdict without its place, which a mutant may move."""
    return (verdict.rule, verdict.message, verdict.found or "")


def _at(verdict: Verdict, path: str) -> Verdict:
    return replace(verdict, place=replace(verdict.place, path=path))


def _result(by: str, verdict: Verdict) -> Result:
    return Result("", by, verdict.rule, f"{verdict.place.path}:{verdict.place.line}")


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 4)
