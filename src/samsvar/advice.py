"""What to write instead, as the twin has it.

The nearest spelling is only a guess. When the same step of the twin means something, what it means
is said in the language of the guide: that is what the writer most likely wants.
"""

from __future__ import annotations

from dataclasses import replace

from samsvar import editing
from samsvar.guides import Guide, Step
from samsvar.plans import Call, Checked, Compiler
from samsvar.verdicts import Edit, Verdict
from samsvar.writing import sentence_of

#: Verdicts on a whole step, and on one of its values.
STEPS = frozenset({"text/undefined", "text/other-language"})
VALUES = frozenset({"label/unknown", "text/unknown-value"})


def from_twin(verdict: Verdict, guide: Guide, twin: Checked, compiler: Compiler) -> Verdict:
    """The verdict with the twin's way to say it as its suggestion, where the twin has one."""
    if verdict.rule not in STEPS | VALUES:
        return verdict
    found = _step_and_twin(verdict, guide, twin)
    if found is None:
        return verdict
    step, call = found
    if verdict.rule in STEPS:
        suggestion = sentence_of(call, guide.language, compiler, "").strip()
        edits = editing.text_replaced(guide, step, suggestion)
        return _advised(verdict, suggestion, call, edits)
    match = compiler.vocabulary.match(step.part, step.text, guide.language)
    if match is None or match.definition is not call.definition:
        return verdict
    canonical = dict(call.plan.arguments)
    for name, text in match.texts.items():
        if text == verdict.found:
            parameter = match.definition.parameters[name]
            wanted = compiler.text_of(parameter, canonical[name], guide.language)
            edits = editing.value_replaced(verdict.place, text, wanted)
            return _advised(verdict, wanted, call, edits)
    return verdict


def _advised(verdict: Verdict, suggestion: str, call: Call, edits: tuple[Edit, ...]) -> Verdict:
    if suggestion == verdict.suggestion:
        return verdict
    return replace(verdict, expected=None, suggestion=suggestion, twin=call.step.place, edits=edits)


def _step_and_twin(verdict: Verdict, guide: Guide, twin: Checked) -> tuple[Step, Call] | None:
    """The step that a verdict is about, and the call at the same point of the twin."""
    for chapter in (*((guide.background,) if guide.background else ()), *guide.chapters):
        compiled = twin.chapters.get(chapter.number)
        if compiled is None or len(compiled.calls) != len(chapter.steps):
            continue
        for step, call in zip(chapter.steps, compiled.calls, strict=True):
            if step.place.line == verdict.place.line:
                return step, call
    return None
