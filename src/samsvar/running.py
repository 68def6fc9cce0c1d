"""Carrying out one chapter: its plan, step by step, with a record of what happened."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from samsvar.drivers.protocol import NotOnScreen, Picture
from samsvar.evidence import seals
from samsvar.evidence.messages import StepRun, chapter_messages
from samsvar.guides import table_row
from samsvar.plans import Call, Checked, all_calls
from samsvar.verdicts import Verdict

#: How many lines of the accessibility tree a verdict quotes, and how many a cut must save.
EXCERPT, WORTH = 40, 5
#: The lines of a tree that begin what a person can reach: nothing but a dialog while one is open.
_DIALOG = re.compile(r" *- (?:alert)?dialog\b")
_MAIN = re.compile(r" *- main\b")


class ChapterFailed(Exception):  # noqa: N818 - a finding about the guide or the portal
    """A step did not hold; `verdict` says which, and what was there instead."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(str(verdict))


@dataclass
class ChapterRun:
    """One chapter on its way: takes the plan's calls in order and remembers what became of them."""

    twins: Checked
    number: int
    driver: str
    edition: str
    surroundings: str = ""
    done: list[StepRun] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    shots: list[seals.Shot] = field(default_factory=list)
    durations: list[float] = field(default_factory=list)
    #: Whether a verdict says what the state was, which can take longer than the step.
    tells_state: bool = True

    def __post_init__(self) -> None:
        before = self.twins.chapters.get(0)
        self._before = before.calls if before else ()
        self.calls = all_calls(self.twins, self.number)
        self._new: list[str] = []

    def next(self, text: str, fixture: Callable[[str], Any]) -> None:
        """Carries out the next call of the plan, which must be the one with this text.

        `fixture` gives what the step function asks for by name. Raises `ChapterFailed` when the
        screen or the state does not agree with the step; errors in the code pass through.
        """
        call = self.calls[len(self.done)]
        if call.step.text != text:
            raise RuntimeError(f"{call.step.place}: the plan has {call.step.text!r}, not {text!r}")
        arguments: dict[str, Any] = dict(call.arguments)
        if call.definition.columns:
            arguments["table"] = call.table
        for name in call.definition.fixtures:
            arguments[name] = fixture(name)
        started, clock = seals.now(), time.perf_counter()
        try:
            call.definition.function(**arguments)
        except AssertionError as error:
            verdict = self._verdict(call, error)
            if self.tells_state:
                verdict = replace(verdict, state=_state_of(fixture("reference")))
            self._record("failed", started, clock, str(verdict))
            raise ChapterFailed(verdict) from error
        except Exception as error:
            self._record("failed", started, clock, repr(error))
            raise
        self._record("passed", started, clock)

    def skip(self, steps: int) -> None:
        """Goes on after the first steps, which have been carried out elsewhere, and held."""
        now = seals.now()
        self.done = [StepRun("passed", now, now)] * steps

    @property
    def passed(self) -> bool:
        """Whether every call was carried out and held."""
        return len(self.done) == len(self.calls) and all(r.status == "passed" for r in self.done)

    def photograph(self, picture: Picture) -> None:
        """Keeps a picture of the step that is being carried out."""
        name = f"{len(self.pictures) + 1:02}.png"
        self.pictures[name] = picture
        self._new.append(name)
        step = len(self.done) - len(self._before)
        self.shots.append(seals.Shot(name, step, picture.target, picture.overflows))

    def messages(self, uri: str) -> bytes:
        """The run as Cucumber Messages; steps that were not reached are skipped."""
        end = self.done[-1].finished if self.done else seals.now()
        rest = [StepRun("skipped", end, end)] * (len(self.calls) - len(self.done))
        definitions = [call.definition for call in self.calls]
        return chapter_messages(
            self.twins.guide, self.number, uri, definitions, [*self.done, *rest]
        )

    def seal(self) -> seals.Seal:
        """The seal of the chapter, broken when it did not pass."""
        guide = self.twins.guide
        chapter = guide.chapters[self.number - 1]
        return seals.Seal(
            guide=guide.name,
            number=self.number,
            language=guide.language,
            edition=self.edition,
            driver=self.driver,
            content=seals.content_of(guide, chapter, self.edition, self.surroundings),
            plan=self.twins.chapters[self.number].plan.digest,
            steps=len(self.calls),
            verified=seals.instant(self.done[-1].started),
            folder=seals.new_folder(),
            shots=tuple(self.shots),
            passed=self.passed,
        )

    def _record(
        self, status: str, started: float, clock: float, message: str | None = None
    ) -> None:
        took = time.perf_counter() - clock
        shown = 0.0 if seals.is_fixed() else took
        files: list[tuple[str, str]] = []
        for name in self._new:
            files += [(name, "image/png"), (seals.tree_of(name), "text/yaml")]
        self._new.clear()
        self.durations.append(took)
        self.done.append(StepRun(status, started, started + shown, message, tuple(files)))

    def _verdict(self, call: Call, error: AssertionError) -> Verdict:
        guide = self.twins.guide
        own = len(self.done) >= len(self._before)
        chapter = (
            guide.chapters[self.number - 1] if own or not guide.background else guide.background
        )
        common = Verdict(
            "behaviour/state",
            call.step.place,
            "What the step says does not hold in the system.",
            found=str(error) or "something else",
            expected=_promise(call),
            language=guide.language,
            guide=guide.name,
            chapter=chapter.name,
        )
        if not isinstance(error, NotOnScreen):
            return common
        shown = replace(
            common,
            rule="behaviour/screen",
            message="The screen does not show what this step needs.",
            found=_found(error),
            expected=error.expected,
        )
        if not _is_quoted(call, error.missing):
            return shown
        message = "The portal has this label, but not on the screen that the reader has come to."
        return replace(shown, rule="label/not-shown", message=message)


def _is_quoted(call: Call, name: str) -> bool:
    """Whether a name is one of the portal's words that the step quotes."""
    parameters = call.definition.parameters.items()
    return name in (call.texts[each] for each, parameter in parameters if parameter.bold)


def _promise(call: Call) -> str:
    """The step as the guide has it, with its table."""
    rows = (table_row(cell.text for cell in row) for row in call.step.table)
    return "\n".join((call.step.text, *rows))


def _found(error: NotOnScreen) -> str:
    """What was there instead: the nearest thing, if any is near, and what the screen shows."""
    near = f"the nearest is {error.near}," if error.near else "not so"
    shown = excerpt(error.tree)
    return f"{near} on {error.address}, which shows" + (f":\n{shown}" if shown else " nothing")


def excerpt(tree: str) -> str:
    """What matters of an accessibility tree, whose lines are indented by level: what is in `main`,
    or all of it while a dialog is open or when there is no `main`. Long ones are cut."""
    lines = tree.splitlines()
    if not any(map(_DIALOG.match, lines)):
        lines = _branch(lines)
    left = len(lines) - EXCERPT
    if left > WORTH:  # the line that tells of the cut counts, too
        lines = [*lines[:EXCERPT], f"… {left} more lines"]
    return "\n".join(lines)


def _branch(lines: list[str]) -> list[str]:
    """The lines of `main` and what is in it, moved to the margin; all lines if there is none."""
    start = next((number for number, line in enumerate(lines) if _MAIN.match(line)), None)
    if start is None:
        return lines
    margin = _indent(lines[start])
    inside = takewhile(lambda line: _indent(line) > margin, lines[start + 1 :])
    return [line[margin:] for line in (lines[start], *inside)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _state_of(reference: Any) -> str | None:
    """What the chapter has changed in the system until now, from a reference that can tell."""
    if not hasattr(reference, "changes"):
        return None
    return "\n".join(reference.changes()) or "nothing has changed since the chapter began"
