"""Which chapters a change reaches, and why.

A unit that some run was seen to use belongs to the chapters that used it. What no run has shown
belongs to every chapter: a chapter too many costs seconds, one too few is drift.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from samsvar.checking import Project, Report
from samsvar.guide_files import find
from samsvar.guides import Chapter
from samsvar.impact.contents import (
    CODE,
    FILE,
    FUNCTION,
    INTRODUCTION,
    LABEL,
    PLAN,
    PREREQUISITES,
    SETTING,
    TEXT,
    Contents,
    Unit,
    home_of,
)
from samsvar.impact.footprints import Footprint, Footprints, Key
from samsvar.plans import Call, Checked, Compiled
from samsvar.rules import Severity

WRONG = "samsvar check finds something wrong in it"
UNTOUCHED = "nothing that it uses has changed since it last held"
SETTINGS = {
    "edition": "another edition than the one that it last held in",
    "samsvar": "samsvar itself has changed",
    "python": "another version of Python",
    "packages": "the installed packages have changed",
}


@dataclass(frozen=True)
class Decision:
    """Whether a change reaches a chapter in one language, and the reasons, the nearest first."""

    key: Key
    chapter: str
    impacted: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Chooser:
    """Decides on all chapters of a project as it is now.

    `taken` are the files (see `home_of`) that are taken as changed, whether they are or not, and no
    others; None means that contents are compared.
    """

    project: Project
    report: Report
    footprints: Footprints
    now: Contents
    taken: frozenset[str] | None = None

    def decisions(self) -> tuple[Decision, ...]:
        """One decision per chapter and language, in the order of the guides."""
        found = [
            self._decide(name, twins, language, checked, chapter)
            for name, twins in self.report.guides.items()
            for language, checked in twins.items()
            for chapter in checked.guide.chapters
        ]
        return (*found, *self._unread())

    def _unread(self) -> Iterator[Decision]:
        """The chapters that there were in guides which cannot be read now."""
        config = self.project.config
        for name, paths in find(config.features, config.languages).items():
            for language in paths.keys() - self.report.guides.get(name, {}).keys():
                for key in sorted(self.footprints.by_chapter):
                    if (key[0], key[2]) == (name, language):
                        yield Decision(key, "", True, (WRONG,))

    @cached_property
    def _attributed(self) -> frozenset[Unit]:
        return self.footprints.attributed

    @cached_property
    def _changes(self) -> dict[int, frozenset[Unit]]:
        return {}

    def _decide(
        self,
        name: str,
        twins: Mapping[str, Checked],
        language: str,
        checked: Checked,
        chapter: Chapter,
    ) -> Decision:
        key = (name, chapter.number, language)
        compiled = checked.chapters.get(chapter.number)
        if compiled is None or self._is_wrong(checked, chapter):
            reasons: tuple[str, ...] = (WRONG,)
        elif footprint := self.footprints.by_chapter.get(key):
            told = _Reasons(checked, compiled, twins, self._attributed, footprint)
            reasons = told.of(self._changed(footprint))
        else:
            reasons = ("it has no footprint: it has not been run with --impacted, or did not hold",)
        return Decision(key, chapter.name, bool(reasons), reasons or (UNTOUCHED,))

    def _is_wrong(self, checked: Checked, chapter: Chapter) -> bool:
        name, language = checked.guide.name, checked.guide.language
        before = checked.guide.background
        return any(
            v.severity is Severity.ERROR
            and v.guide == name
            and v.language in (None, language)
            and v.chapter in (None, chapter.name, before.name if before else None)
            for v in self.report.verdicts
        )

    def _changed(self, footprint: Footprint) -> frozenset[Unit]:
        then = footprint.contents
        if id(then) not in self._changes:
            found = {u for u in {*then, *self.now} if then.get(u) != self.now.get(u)}
            if self.taken is not None:
                found = self._asked(found, {*then, *self.now})
            self._changes[id(then)] = frozenset(found)
        return self._changes[id(then)]

    def _asked(self, found: set[Unit], known: set[Unit]) -> set[Unit]:
        """What changed in the files that are taken as changed, and all of those that did not."""
        really = {home_of(unit) for unit in found}
        unchanged = (self.taken or frozenset()) - really
        return {
            *(u for u in found if u.kind == SETTING or home_of(u) in (self.taken or ())),
            *(u for u in known if u.kind != SETTING and home_of(u) in unchanged),
        }


@dataclass(frozen=True)
class _Reasons:
    """Why changes reach one chapter."""

    checked: Checked
    compiled: Compiled
    twins: Mapping[str, Checked]
    attributed: frozenset[Unit]
    footprint: Footprint

    def of(self, changed: Iterable[Unit]) -> tuple[str, ...]:
        """One reason per change that reaches the chapter; nearest first."""
        found = sorted((rank, reason) for unit in changed for rank, reason in self._reason(unit))
        if any(rank < 2 for rank, _ in found):  # a new text says why there is a new plan
            found = [(rank, reason) for rank, reason in found if rank != 2]
        return tuple(dict.fromkeys(reason for _, reason in found))

    def _reason(self, unit: Unit) -> Iterator[tuple[int, str]]:
        if unit.kind == SETTING:
            yield 0, SETTINGS[unit.path]
        elif unit.kind in (TEXT, PLAN):
            yield from self._guide(unit)
        elif unit in self.footprint.uses:
            yield self._use(unit)
        elif unit not in self.attributed:
            yield 9, self._everybody(unit)

    def _guide(self, unit: Unit) -> Iterator[tuple[int, str]]:
        parts = {
            INTRODUCTION: "the introduction of its guide",
            PREREQUISITES: "the prerequisites of its guide",
            str(self.compiled.chapter.number): "its own text",
        }
        if unit.name not in parts:
            return
        part = parts[unit.name]
        own = self.checked.guide.place.path
        if unit.path == own:
            if unit.kind == TEXT:
                yield 1, f"{part} {'have' if unit.name == PREREQUISITES else 'has'} changed"
            else:
                yield 2, "its steps mean something else than before"
        elif unit.kind == TEXT and unit.path in self._twin_paths():
            yield 3, f"its twin has changed: {unit.path}"

    def _twin_paths(self) -> set[str]:
        return {twin.guide.place.path for twin in self.twins.values()}

    def _use(self, unit: Unit) -> tuple[int, str]:
        if unit.kind == LABEL:
            quoted = unit.name in self._quoted()
            does = "quotes" if quoted else "meets the label"
            return 4 if quoted else 6, f"{does} {unit.name}, whose text has changed in {unit.path}"
        if unit.kind == FUNCTION:
            identity = self._called().get((unit.path, unit.name))
            if identity:
                return 4, f"calls {identity}, which has changed"
            return 5, f"runs {unit.name} of {unit.path}, which has changed"
        return 5, f"renders {unit.path}, which has changed"

    def _everybody(self, unit: Unit) -> str:
        if unit.kind == FUNCTION:
            return f"{unit.name} of {unit.path} has changed: no run has shown who uses it"
        if unit.kind == LABEL:
            return f"{unit.name} has changed in {unit.path}: no run has shown who meets it"
        if unit.kind == CODE:
            return f"{unit.path} has changed outside its functions: it reaches every chapter"
        if unit.kind == FILE:
            return f"{unit.path} has changed: it reaches every chapter"
        return f"the labels in {unit.path} have other keys than before"

    def _quoted(self) -> set[str]:
        plans = [call.plan for call in self._calls()]
        values = [value for plan in plans for _, value in plan.arguments]
        values += [value for plan in plans for row in plan.table for value in row]
        return {key for value in values for key in value.split("|")}

    def _called(self) -> dict[tuple[str, str], str]:
        found = [call.definition for call in self._calls()]
        return {(d.place.path, d.function.__name__): d.identity for d in found}

    def _calls(self) -> tuple[Call, ...]:
        before = self.checked.chapters.get(0)
        return (*(before.calls if before else ()), *self.compiled.calls)
