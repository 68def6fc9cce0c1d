"""The pictures of the evidence, each with its place in the guide that it was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from samsvar.checking import Project, Report
from samsvar.evidence.seals import Archive, Shot, tree_of
from samsvar.guides import Chapter, Guide
from samsvar.pictures.trees import Node, parse, without_addresses
from samsvar.plans import Checked
from samsvar.verdicts import Place, Verdict, count

#: Guide, number of the chapter, language.
Key = tuple[str, int, str]


@dataclass(frozen=True)
class Screen:
    """One picture: its file, its accessibility tree (without the addresses of links), what is known
    of it, and where the step stands that it was taken for."""

    guide: Guide
    chapter: Chapter
    shot: Shot
    place: Place
    picture: Path
    tree: str

    @property
    def language(self) -> str:
        """The language of the guide."""
        return self.guide.language

    @cached_property
    def root(self) -> Node:
        """The tree, read; raises `ValueError` for what is no accessibility tree."""
        return parse(self.tree)

    def verdict(self, rule: str, message: str, **details: Any) -> Verdict:
        """A verdict on this picture."""
        return Verdict(
            rule,
            self.place,
            message,
            language=self.language,
            guide=self.guide.name,
            chapter=self.chapter.name,
            **details,
        )


def screens_of(project: Project, report: Report, archive: Archive) -> dict[Key, tuple[Screen, ...]]:
    """The pictures of each chapter whose evidence is whole and of what the chapter says now."""
    return {
        (name, chapter.number, language): tuple(found)
        for name, twins in report.guides.items()
        for language, checked in twins.items()
        for chapter in checked.guide.chapters
        if (found := _screens(project, archive, checked, chapter)) is not None
    }


def _screens(
    project: Project, archive: Archive, checked: Checked, chapter: Chapter
) -> list[Screen] | None:
    compiled = checked.chapters.get(chapter.number)
    if compiled is None:
        return None
    seal = archive.valid(
        checked.guide, chapter, compiled.plan.digest, project.config.edition, project.surroundings
    )
    if seal is None:
        return None
    before = checked.chapters.get(0)
    return [
        Screen(
            guide=checked.guide,
            chapter=chapter,
            shot=shot,
            place=(before.calls if shot.step < 0 and before else compiled.calls)[
                shot.step
            ].step.place,
            picture=archive.path(seal, shot.file),
            tree=without_addresses(archive.path(seal, tree_of(shot.file)).read_text("utf-8")),
        )
        for shot in seal.shots
    ]


def told_once(verdicts: Iterable[Verdict], suggestion: str | None = None) -> Iterator[Verdict]:
    """The verdicts, with those that say the same of many pictures as one, at the first of them.

    `suggestion` replaces theirs where they do not suggest the same.
    """
    groups: dict[tuple[object, ...], list[Verdict]] = {}
    for verdict in verdicts:
        said = (verdict.rule, verdict.language, verdict.message, verdict.found, verdict.expected)
        groups.setdefault(said, []).append(verdict)
    for first, *more in groups.values():
        if not more:
            yield first
            continue
        pictures = count(len(more), "more picture")
        is_same = all(verdict.suggestion == first.suggestion for verdict in more)
        yield replace(
            first,
            message=f"{first.message} So it is in {pictures}.",
            suggestion=first.suggestion if is_same else suggestion,
        )
