"""What a chapter promises: what must be in place comes first, after what the reader did there is
something to see, and nothing is said twice.

These are slips that the twins can share, so that comparing them does not help, and that a run does
not mind, since what is still said is true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from samsvar import editing
from samsvar.plans import Checked, Compiled, PlanStep
from samsvar.verdicts import Edit, Place, Verdict


def verdicts(twins: Mapping[str, Checked]) -> Iterator[Verdict]:
    """The verdicts on those chapters of a guide that agree in all languages, told at the first; of
    the others, the twin check tells what is to be done first."""
    present = list(twins.values())
    for number, first in present[0].chapters.items() if present else ():
        same = [twin.chapters.get(number) for twin in present]
        chapters = [c for c in same if c and c.plan.steps == first.plan.steps]
        if len(chapters) == len(same):
            yield from _late(chapters)
            yield from _repeated(chapters)
            yield from _unchecked(chapters)


def _late(chapters: Sequence[Compiled]) -> Iterator[Verdict]:
    """A prerequisite after an action or an outcome."""
    begun = False
    for index, step in enumerate(chapters[0].plan.steps):
        if begun and step.part == "given":
            message = "This prerequisite stands after the chapter has begun."
            verdict = _verdict("text/late", chapters, index, message)
            yield replace(verdict, expected="what must be in place before the first action")
        begun = begun or step.part != "given"


def _repeated(chapters: Sequence[Compiled]) -> Iterator[Verdict]:
    """An action that was done just before; of what is so, or is seen, whatever has been said since
    the last step of another part."""
    said: dict[PlanStep, int] = {}
    part = ""
    for index, step in enumerate(chapters[0].plan.steps):
        bare = replace(step, continues=False, note=False)
        if step.part != part:
            said = {}
        if (earlier := said.get(bare)) is not None:
            line = chapters[0].calls[earlier].step.place.line
            verdict = _verdict("text/repeated", chapters, index, f"Line {line} says the same.")
            yield replace(verdict, edits=tuple(_removed(c, index) for c in chapters))
        part = step.part
        said = {bare: index} if part == "when" else {bare: index, **said}


def _removed(chapter: Compiled, index: int) -> Edit:
    """A step gone, with its table and note."""
    step = chapter.calls[index].step
    block = chapter.guide.lines[step.place.line - 1 : editing.last_line(chapter.guide, step)]
    place = Place(step.place.path, step.place.line)
    return Edit(place, "".join(f"{line}\n" for line in block), "")


def _unchecked(chapters: Sequence[Compiled]) -> Iterator[Verdict]:
    steps = chapters[0].plan.steps
    if steps and steps[-1].part == "when":
        message = "The chapter ends with this action, and does not say what it leads to."
        verdict = _verdict("text/unchecked", chapters, len(steps) - 1, message)
        yield replace(verdict, expected="a step that says what one should see")


def _verdict(rule: str, chapters: Sequence[Compiled], index: int, message: str) -> Verdict:
    first, *others = chapters
    return Verdict(
        rule,
        first.calls[index].step.place,
        message,
        found=first.calls[index].step.text,
        twin=others[0].calls[index].step.place if others else None,
        language=first.guide.language,
        guide=first.guide.name,
        chapter=first.chapter.name,
    )
