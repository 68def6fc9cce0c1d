"""What to write instead, as the twin has it.

The nearest spelling is only a guess. When the same step of the twin means something, what it means
is said in the language of the guide: that is what the writer most likely wants.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from samsvar import editing
from samsvar.arguments import MISSPELT, other_kinds
from samsvar.guides import Guide, Step
from samsvar.languages import keyword_of
from samsvar.plans import Call, Checked, Compiler
from samsvar.verdicts import Edit, Verdict, nearest
from samsvar.writing import sentence_of

#: Verdicts on a whole step, and on one of its values.
STEPS = frozenset({"text/undefined", "text/other-language"})
VALUES = frozenset({"label/unknown", "text/unknown-value"})
#: The verdict on a step whose keyword is that of another part.
KEYWORD = "text/wrong-keyword"


def from_twin(verdict: Verdict, guide: Guide, twin: Checked, compiler: Compiler) -> Verdict:
    """The verdict with the twin's way to say it as its suggestion, where the twin has one."""
    found = _step_and_twin(verdict, guide, twin)
    if found is None or verdict.rule not in {*STEPS, *VALUES, KEYWORD}:
        return verdict
    step, call, keyword = found
    if verdict.rule == KEYWORD:
        return _with_twins_keyword(verdict, guide, step, call, keyword, compiler)
    if verdict.rule in STEPS or _says_it_in_another_step(verdict, guide, step, call, compiler):
        return _as_twin(verdict, guide, step, call, keyword, compiler)
    return _with_twins_value(verdict, guide, step, call, compiler)


def _says_it_in_another_step(
    verdict: Verdict, guide: Guide, step: Step, call: Call, compiler: Compiler
) -> bool:
    """Whether a label that this step does not take is one that the twin's step takes."""
    match = compiler.vocabulary.match(step.part, step.text, guide.language)
    is_other = match is None or match.definition is not call.definition
    labels = _labels(call, guide.language, compiler)
    is_meant = nearest(verdict.found or "", labels, MISSPELT) is not None
    return is_other and is_meant and not verdict.edits and call.plan.part == step.part


def _with_twins_value(
    verdict: Verdict, guide: Guide, step: Step, call: Call, compiler: Compiler
) -> Verdict:
    """The verdict on a value with the twin's as its suggestion; not on one that names something
    else than the step takes, since the writer may mean just that."""
    match = compiler.vocabulary.match(step.part, step.text, guide.language)
    if match is None or match.definition is not call.definition:
        return verdict
    if verdict.place.line != step.place.line:
        return _with_twins_cell(verdict, guide, step, call, compiler)
    canonical = dict(call.plan.arguments)
    for name, text in match.texts.items():
        parameter = match.definition.parameters[name]
        if text != verdict.found or other_kinds(compiler, parameter, text, guide.language):
            continue
        wanted = compiler.text_of(parameter, canonical[name], guide.language)
        edits = editing.value_replaced(verdict.place, text, wanted)
        return _advised(verdict, wanted, call, edits)
    return verdict


def _with_twins_cell(
    verdict: Verdict, guide: Guide, step: Step, call: Call, compiler: Compiler
) -> Verdict:
    """The verdict on a cell with the twin's as its suggestion, where the tables have as many rows,
    and the row is the twin's but for that cell or the twin's is in no other row."""
    header, *rows = step.table
    types = {each.headings[guide.language]: each for each in call.definition.columns.values()}
    headings = [cell.text for cell in header]
    if len(rows) != len(call.plan.table) or sorted(headings) != sorted(types):
        return verdict
    known = {cell.text for row in rows for cell in row}
    for row, canonical in zip(rows, call.plan.table, strict=True):
        values = dict(zip(types, canonical, strict=True))
        right = [
            compiler.text_of(types[each].parameter, values[each], guide.language)
            for each in headings
        ]
        for cell, wanted in zip(row, right, strict=False):
            rest = [(one.text, twin) for one, twin in zip(row, right, strict=False) if one != cell]
            is_row = bool(rest) and all(one == twin for one, twin in rest)
            if cell.place == verdict.place and (is_row or wanted not in known):
                return _advised(verdict, wanted, call, editing.cell_replaced(guide, cell, wanted))
    return verdict


def _with_twins_keyword(
    verdict: Verdict, guide: Guide, step: Step, call: Call, keyword: str, compiler: Compiler
) -> Verdict:
    """The verdict on a keyword with the one that continues the step above, if the twin's same step
    does that."""
    rest = (verdict.suggestion or "").partition(" ")[2]
    match = compiler.vocabulary.match(call.plan.part, rest, guide.language)
    is_same = match is not None and match.definition is call.definition
    if not is_same or keyword == keyword_of(call.plan.part, guide.language):
        return verdict
    right = f"{keyword} {rest}"
    return _advised(verdict, right, call, editing.step_replaced(guide, step, right))


def _as_twin(
    verdict: Verdict, guide: Guide, step: Step, call: Call, keyword: str, compiler: Compiler
) -> Verdict:
    """The verdict with the twin's step as its suggestion, with its keyword if it has another."""
    if call.plan.part == step.part:
        suggestion = sentence_of(call, guide.language, compiler, "").strip()
        return _advised(verdict, suggestion, call, editing.text_replaced(guide, step, suggestion))
    suggestion = sentence_of(call, guide.language, compiler, keyword)
    return _advised(verdict, suggestion, call, editing.step_replaced(guide, step, suggestion))


def _labels(call: Call, language: str, compiler: Compiler) -> Iterator[str]:
    """The labels that a step of the twin names, as it does, and in another language."""
    for name, canonical in call.plan.arguments:
        parameter = call.definition.parameters[name]
        if parameter.bold:
            yield call.texts[name]
            yield compiler.text_of(parameter, canonical, language)


def _advised(verdict: Verdict, suggestion: str, call: Call, edits: tuple[Edit, ...]) -> Verdict:
    if suggestion == verdict.suggestion:
        return verdict
    return replace(verdict, expected=None, suggestion=suggestion, twin=call.step.place, edits=edits)


def _step_and_twin(verdict: Verdict, guide: Guide, twin: Checked) -> tuple[Step, Call, str] | None:
    """The step that a verdict is about, the call at the same point of the twin, and the keyword
    that its step has here: one that continues the step above, where the twin's does that."""
    for chapter in (*((guide.background,) if guide.background else ()), *guide.chapters):
        compiled = twin.chapters.get(chapter.number)
        if compiled is None or len(compiled.calls) != len(chapter.steps):
            continue
        above = ""
        for step, call in zip(chapter.steps, compiled.calls, strict=True):
            lines = {step.place.line, *(row[0].place.line for row in step.table)}
            if verdict.place.line in lines:
                part = call.plan.part
                kind = "and" if call.plan.continues and above == part else part
                return step, call, keyword_of(kind, guide.language)
            above = step.part
    return None
