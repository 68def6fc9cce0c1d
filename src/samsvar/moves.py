"""What a move to another edition of the portal breaks, and what to write instead.

Names that the portal has changed are known without running anything. Which of two new names a
button has at some point, and what the new rules refuse, is known by trying: the guides are carried
out in process with the new names, and what does not hold then is a verdict at the place in the
guide as it is. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from samsvar.checking import Project, Report
from samsvar.direct import Runner
from samsvar.editing import step_inserted, step_text_column, value_replaced
from samsvar.guides import Chapter, Guide, parse
from samsvar.languages import keyword_of
from samsvar.patches import apply
from samsvar.values import in_each
from samsvar.verdicts import Edit, Place, Verdict, in_order
from samsvar.vocabulary import VALUE, fill

RENAMED = "label/renamed"
#: The rules of what an action does not find on the screen.
NOT_THERE = ("behaviour/screen", "label/not-shown")


@dataclass(frozen=True)
class Choice:
    """A value with several names in the new edition: where it stands, its text and kind, and the
    names by language."""

    place: Place
    text: str
    kind: str
    names: Mapping[str, Sequence[str]]


def breaks(project: Project, report: Report, names: Collection[str] = ()) -> tuple[Verdict, ...]:
    """What a move to the project's edition breaks in its guides, which are written for another.

    `report` is the static check against the new edition; its verdicts are part of the answer.
    `names` are the guides that are asked about; none means all.
    """
    mine = [v for v in report.verdicts if not names or v.guide in names]
    static = [v for v in mine if v.rule == RENAMED]
    rest = [v for v in mine if v.rule != RENAMED]
    found: list[Verdict] = []
    with Runner(project) as runner:
        for name, twins in report.guides.items():
            for checked in twins.values() if not names or name in names else ():
                mine = [v for v in static if v.place.path == checked.guide.place.path]
                found.extend(_Move(project, runner, checked.guide, mine).verdicts())
    return in_order([*rest, *found])


class _Move:
    """One guide in one language on its way to the new edition."""

    def __init__(
        self, project: Project, runner: Runner, guide: Guide, renamed: list[Verdict]
    ) -> None:
        self.project = project
        self.runner = runner
        self.guide = guide
        self.renamed = {verdict.place: verdict for verdict in renamed}
        self.inserted: dict[int, tuple[Edit, ...]] = {}

    def verdicts(self) -> Iterator[Verdict]:
        """What the guide must change, then what does not hold even so."""
        failed: list[Verdict] = []
        for chapter in self.guide.chapters:
            failed.extend(self._chapter(chapter))
        yield from self.renamed.values()
        yield from failed

    def _chapter(self, chapter: Chapter) -> Iterator[Verdict]:
        failed = self._named(chapter, self._run(chapter.number))
        while failed and (found := self._new_step(chapter, failed[-1])):
            yield from failed[:-1]
            yield found
            after = found.place.line
            failed = tuple(v for v in self._run(chapter.number) if v.place.line > after)
            failed = self._named(chapter, failed)
        yield from failed

    def _named(self, chapter: Chapter, failed: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
        """What still fails once each value with several names has the one that fits."""
        for choice in self._choices(chapter):
            if not failed or failed[-1].place.line != choice.place.line:
                continue
            before = self.renamed.pop(choice.place, None)
            for name in choice.names[self.guide.language]:
                self.renamed[choice.place] = self._renamed(choice, name, chapter)
                again = self._run(chapter.number)
                if choice.place.line not in {verdict.place.line for verdict in again}:
                    failed = again
                    break
            else:
                del self.renamed[choice.place]
                if before:
                    self.renamed[choice.place] = before
        return failed

    def _new_step(self, chapter: Chapter, failed: Verdict) -> Verdict | None:
        """A failed action that holds once something else on the screen is pressed first."""
        lines = [step.place.line for step in chapter.steps]
        if failed.rule not in NOT_THERE or failed.place.line not in lines:
            return None
        index = lines.index(failed.place.line)
        above = chapter.steps[index - 1] if index else None
        for sentence in self._pressable(failed):
            edits = step_inserted(self.guide, chapter, above, sentence)
            self.inserted[failed.place.line] = edits
            again = self._run(chapter.number)
            if failed.place.line not in {verdict.place.line for verdict in again}:
                return replace(failed, suggestion=f"{sentence}, before this step", edits=edits)
            del self.inserted[failed.place.line]
        return None

    def _pressable(self, failed: Verdict) -> Iterator[str]:
        """Steps that press something on the screen where an action failed."""
        compiler, language = self.project.compiler, self.guide.language
        keyword = keyword_of("when", language)
        for definition in compiler.vocabulary.definitions:
            [*parameters] = definition.parameters.values()
            if definition.part == "when" and not definition.columns and len(parameters) == 1:
                for text in compiler.values(parameters[0], language) or ():
                    quoted = f'"{text}"'  # as the accessibility tree writes names, too
                    if parameters[0].bold and quoted in (failed.found or ""):
                        yield f"{keyword} {fill(definition.phrases[language], [quoted])}"

    def _run(self, number: int) -> tuple[Verdict, ...]:
        """What does not hold in a chapter with the new names and steps as they are chosen now, at
        its places in the guide as it is."""
        edits = [edit for verdict in self.renamed.values() for edit in verdict.edits]
        edits += [edit for group in self.inserted.values() for edit in group]
        name, path = self.guide.name, self.guide.place.path
        source = apply(edits, self.guide.source)
        moved, _ = self.project.compile(parse(source, name, self.guide.language, path))
        if number not in moved.chapters:
            return ()  # the static check has said why
        failed = self.runner.chapter(moved, number, keep_going=True)
        return tuple(replace(v, place=self._as_it_is(v.place)) for v in failed)

    def _as_it_is(self, place: Place) -> Place:
        line = place.line
        for inserted in sorted(self.inserted):
            if inserted < line:
                line -= 1
        return replace(place, line=line)

    def _choices(self, chapter: Chapter) -> Iterator[Choice]:
        """The values of a chapter's steps that have several names now, in order."""
        compiler, language = self.project.compiler, self.guide.language
        for step in chapter.steps:
            match = compiler.vocabulary.match(step.part, step.text, language)
            if match is None:
                continue
            column = step_text_column(self.guide, step)
            quotes = [column + quoted.start() for quoted in VALUE.finditer(step.text)]
            for (name, text), start in zip(match.texts.items(), quotes, strict=True):
                parameter = match.definition.parameters[name]
                names = compiler.renamed(parameter, text, language)
                if len(names.get(language, ())) > 1:
                    place = Place(step.place.path, step.place.line, start)
                    yield Choice(place, text, parameter.name, names)

    def _renamed(self, choice: Choice, name: str, chapter: Chapter) -> Verdict:
        return Verdict(
            RENAMED,
            choice.place,
            f"This {choice.kind} reads differently in {self.project.compiler.labels}.",
            found=choice.text,
            expected=in_each(choice.names),
            suggestion=name,
            language=self.guide.language,
            guide=self.guide.name,
            chapter=chapter.name,
            edits=value_replaced(choice.place, choice.text, name),
        )
