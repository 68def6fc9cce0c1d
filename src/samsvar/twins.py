"""The twin check: what differs between two plans of one chapter, in a writer's words.

Plans say *that* twins differ; this module says where, and what to write in the other language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from gherkin.dialect import Dialect

from samsvar.guides import Chapter, Guide
from samsvar.languages import KNOWN
from samsvar.plans import Call, Compiled, Compiler
from samsvar.verdicts import Place, Verdict


def compare_guides(first: Guide, second: Guide) -> Iterator[Verdict]:
    """What differs between twins before any step is looked at: chapters, prerequisites, tags."""
    if (first.background is None) != (second.background is None):
        has, lacks = (first, second) if first.background else (second, first)
        assert has.background is not None
        yield _verdict(
            "translation/prerequisites",
            lacks,
            lacks.place,
            f"The guide has prerequisites in {has.language}, but none here.",
            twin=has.background.place,
        )
    if len(first.chapters) != len(second.chapters):
        longer, shorter = sorted((first, second), key=lambda g: -len(g.chapters))
        beyond = longer.chapters[len(shorter.chapters)]
        yield _verdict(
            "translation/chapter",
            shorter,
            shorter.chapters[-1].place,
            f"The guide has {len(shorter.chapters)} chapters in {shorter.language} "
            f"and {len(longer.chapters)} in {longer.language}.",
            expected=f"a twin of “{beyond.name}” or of a chapter before it",
            twin=beyond.place,
        )
    pairs: list[tuple[Guide | Chapter, Guide | Chapter]] = [(first, second)]
    pairs.extend(zip(first.chapters, second.chapters, strict=False))
    for one, other in pairs:
        if sorted(one.tags) != sorted(other.tags):
            yield _verdict(
                "translation/tags",
                second,
                other.place,
                "The twins have different tags.",
                found=" ".join(other.tags) or "no tags",
                expected=" ".join(one.tags) or "no tags",
                twin=one.place,
            )


def compare_chapters(first: Compiled, second: Compiled, compiler: Compiler) -> tuple[Verdict, ...]:
    """Every difference between the steps of two chapters; none if and only if the plans agree."""
    return tuple(
        replace(verdict, chapter=second.chapter.name)
        for verdict in _Comparison(first, second, compiler).verdicts()
    )


@dataclass(frozen=True)
class _Comparison:
    first: Compiled
    second: Compiled
    compiler: Compiler

    def verdicts(self) -> Iterator[Verdict]:
        one, other = self.first.calls, self.second.calls
        pairs, lost, added = _align(one, other)
        for i, j in pairs:
            yield from self.arguments(one[i], other[j])
        for i in list(lost):
            twin = next((j for j in added if other[j].plan == one[i].plan), None)
            if twin is not None:
                lost.remove(i)
                added.remove(twin)
                yield self.moved(one[i], other[twin], i)
        for i in lost:
            yield self.missing(i)
        for j in added:
            yield self.extra(other[j])

    def arguments(self, one: Call, other: Call) -> Iterator[Verdict]:
        for (name, mine), (_, yours) in zip(other.plan.arguments, one.plan.arguments, strict=True):
            if mine != yours:
                parameter = other.definition.parameters[name]
                yield self._say(
                    "translation/argument",
                    other.step.place,
                    f"The twins name a different {parameter.name} in this step.",
                    found=other.texts[name],
                    expected=f"{self.compiler.text_of(parameter, yours, self._language)} "
                    f"({self.first.guide.language}: {one.texts[name]})",
                    suggestion=self.write(one),
                    twin=one.step.place,
                )
        if one.plan.note != other.plan.note:
            here = "here" if other.plan.note else f"in {self.first.guide.language}"
            yield self._say(
                "translation/note",
                other.step.place,
                f"This step has a note only {here}.",
                twin=one.step.place,
            )
        yield from self.tables(one, other)

    def tables(self, one: Call, other: Call) -> Iterator[Verdict]:
        theirs, mine = one.plan.table, other.plan.table
        if len(theirs) != len(mine):
            yield self._say(
                "translation/table",
                other.step.place,
                f"The table has {len(mine)} rows here and {len(theirs)} "
                f"in {self.first.guide.language}.",
                suggestion=self.write(one),
                twin=one.step.place,
            )
            return
        columns = other.definition.columns.values()
        for number, (row, wanted) in enumerate(zip(mine, theirs, strict=True), start=1):
            for index, column in enumerate(columns):
                if row[index] != wanted[index]:
                    right = self.compiler.text_of(column.parameter, wanted[index], self._language)
                    yield self._say(
                        "translation/table",
                        other.step.table[number][index].place,
                        f"The twins differ in row {number} of the table, "
                        f"column “{column.headings[self._language]}”.",
                        found=other.step.table[number][index].text,
                        expected=right,
                        suggestion=right,
                        twin=one.step.table[number][index].place,
                    )

    def moved(self, one: Call, other: Call, index: int) -> Verdict:
        before = f"after “{self.write(self.first.calls[index - 1])}”" if index else "first"
        return self._say(
            "translation/order",
            other.step.place,
            "This step stands at another point than in its twin.",
            found=other.step.text,
            expected=before,
            twin=one.step.place,
        )

    def missing(self, index: int) -> Verdict:
        call = self.first.calls[index]
        return self._say(
            "translation/missing-step",
            self._place_before(index),
            f"A step of {self.first.guide.language} is missing here.",
            expected=call.step.text,
            suggestion=self.write(call),
            twin=call.step.place,
        )

    def extra(self, call: Call) -> Verdict:
        language = self.first.guide.language
        return self._say(
            "translation/extra-step",
            call.step.place,
            f"This step is missing in {language}.",
            found=call.step.text,
            suggestion=f"in {language}: {write(call, language, self.compiler)}",
            twin=self.first.chapter.place,
        )

    def write(self, call: Call) -> str:
        return write(call, self._language, self.compiler)

    def _place_before(self, index: int) -> Place:
        """Where in the second chapter the step at `index` of the first belongs: the nearest step
        before it that both have."""
        plans = [call.plan for call in self.second.calls]
        for call in reversed(self.first.calls[:index]):
            if call.plan in plans:
                return self.second.calls[plans.index(call.plan)].step.place
        return self.second.chapter.place

    @property
    def _language(self) -> str:
        return self.second.guide.language

    def _say(self, rule: str, place: Place, message: str, **details: object) -> Verdict:
        return _verdict(rule, self.second.guide, place, message, **details)


def _align(
    one: tuple[Call, ...], other: tuple[Call, ...]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Index pairs that do the same thing with other values, and what stands on one side only."""
    matcher = SequenceMatcher(
        a=[call.plan for call in one], b=[call.plan for call in other], autojunk=False
    )
    pairs: list[tuple[int, int]] = []
    lost: list[int] = []
    added: list[int] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        theirs, mine = list(range(i1, i2)), list(range(j1, j2))
        same_values = {one[i].plan for i in theirs} & {other[j].plan for j in mine}
        for i in list(theirs):
            j = next((j for j in mine if one[i].definition is other[j].definition), None)
            if j is not None and one[i].plan not in same_values:
                pairs.append((i, j))
                theirs.remove(i)
                mine.remove(j)
        lost += theirs
        added += mine
    return pairs, lost, added


def write(call: Call, language: str, compiler: Compiler) -> str:
    """A call as a step in another language: keyword, phrase with its values, table."""
    values = {
        name: f'"{compiler.text_of(call.definition.parameters[name], canonical, language)}"'
        for name, canonical in call.plan.arguments
    }
    keyword = keyword_of(call.plan.part, language)
    lines = [f"{keyword} {call.definition.phrases[language].format(**values)}"]
    if call.plan.table:
        columns = call.definition.columns.values()
        rows = [
            [column.headings[language] for column in columns],
            *(
                [
                    compiler.text_of(column.parameter, cell, language)
                    for column, cell in zip(columns, row, strict=True)
                ]
                for row in call.plan.table
            ),
        ]
        lines += [f"  | {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)


def keyword_of(part: str, language: str) -> str:
    """Gherkin's keyword for given, when or then in a language (the first that is not `*`)."""
    dialect = Dialect.for_name(KNOWN[language].gherkin)
    assert dialect is not None
    keywords: Mapping[str, list[str]] = {
        "given": dialect.given_keywords,
        "when": dialect.when_keywords,
        "then": dialect.then_keywords,
    }
    return str(next(word.strip() for word in keywords[part] if word.strip() != "*"))


def _verdict(rule: str, guide: Guide, place: Place, message: str, **details: object) -> Verdict:
    return Verdict(
        rule,
        place,
        message,
        language=guide.language,
        guide=guide.name,
        **details,  # type: ignore[arg-type]
    )
