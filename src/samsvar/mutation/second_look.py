"""Whether a guide that promises less also sees less: a screen mutant that its chapter noticed at
the step that is gone would then be a new survivor of a run on that guide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samsvar.checking import Project, Report
from samsvar.mutation.guide_mutants import Edited
from samsvar.mutation.judging import Judge, shared
from samsvar.mutation.mutants import MUTATE, Kind, Result
from samsvar.mutation.observing import observe
from samsvar.mutation.screen_mutants import Shown, screen_mutants


@dataclass(frozen=True)
class SecondLook:
    """Looks for what a weaker guide overlooks, in one language, among the screen mutants of the
    guides as they are and what became of these (`results`, by identity)."""

    project: Project
    report: Report
    judge: Judge
    screens: Sequence[Shown]
    results: Mapping[str, Result]
    language: str

    def seen_at(self, edited: Edited) -> list[Shown]:
        """The screen mutants that were noticed at the step which a guide mutant weakens."""
        leading = self.report.guides[edited.guide][self.language]
        step = leading.chapters[edited.mutant.chapter].calls[edited.step or 0].step.place
        where = f"{step.path}:{step.line}"
        return [
            shown
            for shown in self.screens
            if shown.language == self.language and shown.mutant.kind is not Kind.SILENT
            if self.results[shown.mutant.identity].where == where
        ]

    def judged(self, batch: Sequence[tuple[Edited, Shown]]) -> Result:
        """What the weaker guide of a batch overlooks, of what a run on that guide would try: a
        label that no step of it speaks of any more is none of its mutants."""
        edited = batch[0][0]
        checked = self.judge.checked(edited).guides[edited.guide][self.language]
        numbers = {shown.mutant.chapter for _, shown in batch}
        views = [observe(self.project, checked, number) for number in sorted(numbers)]
        tried = {shown.mutant.identity for shown in screen_mutants(views, self.language)}
        own = self.report.guides[edited.guide][self.language]
        for _, shown in batch:
            if shown.mutant.identity not in tried:
                continue
            number = shown.mutant.chapter
            alike = shared(own, checked, number)
            begun = {name: min(first, alike) for name, first in shown.first.items()}
            if self.judge.chapters([(checked, number)], shown.wrap, begun) is None:
                return Result(edited.mutant.identity, MUTATE, shown.mutant.identity)
        return Result(edited.mutant.identity)
