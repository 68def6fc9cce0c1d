"""Plans: a chapter as the language-free sequence of what is done and promised.

Compiling resolves every step to its definition and every value to its canonical form. Two chapters
are twins if and only if their plans are equal (`PRODUCT.md`, point 4).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from samsvar import editing
from samsvar.arguments import Arguments
from samsvar.guides import Chapter, Guide, Step
from samsvar.labels import Labels
from samsvar.languages import keyword_of
from samsvar.paragraphs import of_introduction
from samsvar.syntax import prose_step
from samsvar.values import Values
from samsvar.verdicts import CannotGoOn, Edit, Verdict
from samsvar.vocabulary import Definition, Vocabulary


@dataclass(frozen=True)
class PlanStep:
    """One step without its language: who does it (`step`), with which canonical values.

    `table` holds the canonical cells by row, in the order of the definition's columns; `note` says
    whether the reader gets a note there (its prose belongs to the language); `continues` is whether
    an action belongs to the number of the action before it on the page.
    """

    part: str
    step: str
    arguments: tuple[tuple[str, str], ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    note: bool = False
    continues: bool = False

    def __str__(self) -> str:
        arguments = ", ".join(f"{name}={value}" for name, value in self.arguments)
        rows = "".join(f"\n    | {' | '.join(row)} |" for row in self.table)
        part = f"and {self.part}" if self.continues else self.part
        return f"{part} {self.step}({arguments}){' + note' if self.note else ''}{rows}"


@dataclass(frozen=True)
class Plan:
    """A chapter's steps and tags without their language."""

    steps: tuple[PlanStep, ...]
    tags: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self.steps))

    @property
    def digest(self) -> str:
        """A hash of the plan: equal in every language, on every machine."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True)
class Call:
    """One step ready to be run: its plan, and what its function receives in this language."""

    plan: PlanStep
    step: Step
    definition: Definition
    arguments: Mapping[str, Any]
    texts: Mapping[str, str]

    @property
    def table(self) -> tuple[Mapping[str, str], ...]:
        """The table's canonical cells, by the names that the definition gives its columns."""
        return tuple(
            dict(zip(self.definition.columns, row, strict=True)) for row in self.plan.table
        )


@dataclass(frozen=True)
class Compiled:
    """A chapter with its plan and the calls that carry it out."""

    guide: Guide
    chapter: Chapter
    plan: Plan
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Checked:
    """A guide that could be read, with those of its chapters that compiled (0: prerequisites)."""

    guide: Guide
    chapters: dict[int, Compiled]


def all_calls(checked: Checked, number: int) -> tuple[Call, ...]:
    """What a run of a chapter carries out: its prerequisites first."""
    before = checked.chapters.get(0)
    return (*(before.calls if before else ()), *checked.chapters[number].calls)


class Compiler(Values):
    """Compiles chapters with one vocabulary and the labels of one edition (see `Values`)."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        labels: Labels,
        written: Labels | None = None,
        world: Labels | None = None,
    ) -> None:
        super().__init__(vocabulary.languages, labels, written, world)
        self.vocabulary = vocabulary

    def chapter(self, guide: Guide, chapter: Chapter) -> Compiled:
        """The chapter's plan; raises `CannotGoOn` with a verdict per step that means nothing."""
        calls: list[Call] = []
        verdicts = list(self.stray_steps(guide, chapter))
        for step in chapter.steps:
            if not step.part and step.continues:
                continue  # the first step, which this one continues, has its verdict
            match = self.vocabulary.match(step.part, step.text, guide.language)
            if match is None:
                verdicts.append(self._explain(guide, chapter, step))
                continue
            found = Arguments(self, guide, step)
            canonical = found.values(match.definition, match.texts)
            table = found.table(match.definition)
            verdicts.extend(found.verdicts)
            if not found.verdicts:
                calls.append(_call(match.definition, step, match.texts, canonical, table))
        if verdicts:
            raise CannotGoOn([_within(v, guide, chapter) for v in verdicts])
        plan = Plan(tuple(call.plan for call in calls), tuple(sorted(chapter.tags)))
        return Compiled(guide, chapter, plan, tuple(calls))

    def outline(self, guide: Guide, chapter: Chapter) -> tuple[str, ...]:
        """The identities of the steps that the vocabulary knows: what can be said of a chapter
        that does not compile."""
        found = (self.vocabulary.match(s.part, s.text, guide.language) for s in chapter.steps)
        return tuple(match.definition.identity for match in found if match)

    def stray_steps(self, guide: Guide, owner: Guide | Chapter) -> Iterator[Verdict]:
        """Steps that Gherkin takes for prose, since their keyword is not one, or is not there."""
        for line, place in chain.from_iterable(p.lines for p in of_introduction(guide, owner)):
            word, _, rest = line.partition(" ")
            known = self.vocabulary.known(rest)
            if known is None:
                continue
            definition, code = known
            verdict = Verdict(
                "text/wrong-keyword",
                place,
                "This step stands before the chapters, where it is only prose.",
                found=line,
                language=guide.language,
                guide=guide.name,
            )
            if isinstance(owner, Chapter):
                phrase = definition.translated(rest, code, guide.language)
                step = f"{keyword_of(definition.part, guide.language)} {phrase}"
                verdict = replace(
                    verdict,
                    message=f"{word} begins no step in {guide.language}: this line is only prose.",
                    suggestion=step,
                    edits=(Edit(place, line, step),),
                )
            yield verdict

    def _explain(self, guide: Guide, chapter: Chapter, step: Step) -> Verdict:
        verdict = self.vocabulary.explain(
            step.part, step.text, guide.language, step.place, step.keyword
        )
        if verdict.suggestion and verdict.rule == "text/wrong-keyword":
            edits = editing.step_replaced(guide, step, verdict.suggestion)
            verdict = replace(verdict, edits=edits)
        elif verdict.suggestion:
            edits = editing.text_replaced(guide, step, verdict.suggestion)
            verdict = replace(verdict, edits=edits)
        above = guide.lines[step.place.line - 2].strip()
        prose = [line.strip() for line in chapter.description.split("\n")]
        if verdict.rule != "text/undefined" or above not in prose[-1:]:
            return verdict
        return prose_step(step.place, step.keyword, f"{step.keyword} {step.text}", guide.language)


def _call(
    definition: Definition,
    step: Step,
    texts: Mapping[str, str],
    canonical: Mapping[str, str],
    table: tuple[tuple[str, ...], ...],
) -> Call:
    arguments = {
        name: parameter.convert(canonical[name], texts[name])
        for name, parameter in definition.parameters.items()
    }
    plan = PlanStep(
        part=definition.part,
        step=definition.identity,
        arguments=tuple(canonical.items()),
        table=table,
        note=step.note is not None,
        continues=definition.part == "when" and step.continues,
    )
    return Call(plan, step, definition, arguments, texts)


def _within(verdict: Verdict, guide: Guide, chapter: Chapter) -> Verdict:
    return replace(verdict, guide=guide.name, chapter=chapter.name)
