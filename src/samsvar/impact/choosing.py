"""Which chapters a change reaches, and why.

A unit that some run was seen to use belongs to the chapters that used it. What no run has shown
belongs to every chapter: a chapter too many costs seconds, one too few is drift.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from samsvar.checking import Project, Report
from samsvar.guide_files import find
from samsvar.guides import Chapter
from samsvar.impact.contents import (
    CODE,
    FILE,
    FUNCTION,
    INTRODUCTION,
    LABEL,
    OWN,
    PACKAGES,
    PICTURE,
    PLAN,
    PREREQUISITES,
    PYTHON,
    SETTING,
    TEXT,
    Contents,
    Unit,
    home_of,
    name_of,
)
from samsvar.impact.footprints import Footprint, Footprints, Key
from samsvar.plans import Call, Checked, Compiled
from samsvar.rules import Severity

WRONG = "samsvar check finds something wrong in it"
UNTOUCHED = "nothing that it uses has changed since it last held"
UNNAMED = "it uses nothing of what is named"
SETTINGS = {
    "edition": "another edition than the one that it last held in",
    OWN: "samsvar itself has changed",
    PYTHON: "another version of Python",
    PACKAGES: "the installed packages have changed",
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

    `taken` are the files (see `home_of`) that are taken as changed, in full and whether they are or
    not, and no others; None means that contents are compared.
    """

    project: Project
    report: Report
    footprints: Footprints
    now: Contents
    taken: frozenset[str] | None = None

    def decisions(self) -> tuple[Decision, ...]:
        """One decision per chapter and language, in the order of the guides."""
        found = [
            self._decide(name, language, checked, chapter)
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

    def _decide(self, name: str, language: str, checked: Checked, chapter: Chapter) -> Decision:
        key = (name, chapter.number, language)
        compiled = checked.chapters.get(chapter.number)
        if compiled is None or self._is_wrong(checked, chapter):
            reasons: tuple[str, ...] = (WRONG,)
        elif footprint := self.footprints.by_chapter.get(key):
            told = _Reasons(checked, compiled, self._attributed, footprint)
            reasons = told.of(self._changed(footprint))
        else:
            reasons = ("it has no footprint: it has not been run with --impacted, or did not hold",)
        none = UNTOUCHED if self.taken is None else UNNAMED
        return Decision(key, chapter.name, bool(reasons), reasons or (none,))

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
        """All of the files that are taken as changed, and the settings that really did."""
        taken = self.taken or ()
        return {
            *(unit for unit in found if unit.kind == SETTING),
            *(unit for unit in known if home_of(unit) in taken),
        }


@dataclass(frozen=True)
class _Reasons:
    """Why changes reach one chapter."""

    checked: Checked
    compiled: Compiled
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
        elif unit.kind == PICTURE:
            guide, number = self.checked.guide, self.compiled.chapter.number
            if unit.name == name_of(guide.name, number, guide.language):
                yield 7, f"its accepted picture has changed: {unit.path}"
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
        elif unit.kind == TEXT and _are_twins(PurePath(unit.path), PurePath(own)):
            yield 3, f"its twin has changed: {unit.path}"

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


def _are_twins(first: PurePath, other: PurePath) -> bool:
    """Whether two guides have the same name in folders side by side, though one may be gone."""
    return (first.name, first.parent.parent) == (other.name, other.parent.parent)
