"""Pictures before and after: those that were accepted then, and those that the latest run took or,
where there is no run, that are accepted now."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from samsvar.checking import Project, Report
from samsvar.config import Config
from samsvar.evidence.seals import Archive
from samsvar.pictures.accepted import Gallery
from samsvar.pictures.screens import Key, Screen, screens_of
from samsvar.pictures.small import compare


@dataclass(frozen=True)
class Shot:
    """One picture: its file, whether it is one in small, and its accessibility tree."""

    picture: Path
    tree: str
    is_small: bool

    @property
    def lines(self) -> list[str]:
        """The elements of the screen, one a line."""
        return [line.strip() for line in self.tree.splitlines()]

    @property
    def address(self) -> str:
        """The picture as an address that needs no other file."""
        return f"data:image/png;base64,{base64.b64encode(self.picture.read_bytes()).decode()}"


@dataclass(frozen=True)
class Shots:
    """One picture before and after; a new or removed one lacks the other. `lost` and `added` are
    the elements that only one of the two screens has."""

    before: Shot | None
    after: Shot | None

    @property
    def lost(self) -> tuple[str, ...]:
        """What the screen says no longer."""
        return self._only("delete")

    @property
    def added(self) -> tuple[str, ...]:
        """What it says now."""
        return self._only("insert")

    def _only(self, side: str) -> tuple[str, ...]:
        if not (self.before and self.after):
            return ()
        trees = self.before.lines, self.after.lines
        found: list[str] = []
        for tag, i, j, m, n in SequenceMatcher(None, *trees, autojunk=False).get_opcodes():
            if tag in (side, "replace"):
                found += trees[0][i:j] if side == "delete" else trees[1][m:n]
        return tuple(line.removeprefix("- ") for line in found)


@dataclass(frozen=True)
class Pictures:
    """The pictures of both states."""

    before: Gallery
    now: Gallery
    screens: Mapping[Key, tuple[Screen, ...]]

    @classmethod
    def of(cls, project: Project, report: Report, before: Config) -> Pictures:
        """The pictures of a project and of its state before."""
        archive = Archive(project.config.build / "evidence")
        screens = screens_of(project, report, archive)
        return cls(Gallery(before), Gallery(project.config), screens)

    def changes(self, old: Key | None, new: Key | None) -> tuple[Shots, ...]:
        """The pictures of a chapter that are not as they were; none for a chapter that there was,
        but that nobody had accepted pictures of."""
        then = [Shot(a.picture, a.tree, True) for a in self.before.read(old)] if old else []
        if old and not then:
            return ()
        now = self._latest(new) if new else []
        return tuple(_paired(then, now))

    def _latest(self, key: Key) -> list[Shot]:
        if key in self.screens:
            return [Shot(s.picture, s.tree, False) for s in self.screens[key]]
        return [Shot(a.picture, a.tree, True) for a in self.now.read(key)]


def _paired(before: Sequence[Shot], after: Sequence[Shot]) -> list[Shots]:
    """Equal screens first, so that one more picture does not make all later ones another; the rest
    in order."""
    found: list[Shots] = []
    trees = [shot.tree for shot in before], [shot.tree for shot in after]
    for tag, i, j, m, n in SequenceMatcher(None, *trees, autojunk=False).get_opcodes():
        pairs = [Shots(one, other) for one, other in zip_longest(before[i:j], after[m:n])]
        found += [pair for pair in pairs if tag != "equal" or _differ(pair)]
    return found


def _differ(pair: Shots) -> bool:
    """Whether two pictures of equal screens look different."""
    if not (pair.before and pair.after):
        return True
    after = pair.after.picture.read_bytes()
    if pair.after.is_small:
        return after != pair.before.picture.read_bytes()
    change = compare(pair.before.picture, after)
    return change is None or change.is_seen
