"""What has become of the guides and pages of a project since another state of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Generic, TypeVar

from samsvar import config as settings
from samsvar import guides, labels
from samsvar.checking import Project, Report
from samsvar.config import Config
from samsvar.guides import Chapter, Guide
from samsvar.plans import Compiler
from samsvar.review.blocks import (
    Block,
    Line,
    blocks_of_chapter,
    blocks_of_introduction,
    blocks_of_page,
    compare,
)
from samsvar.review.shots import Pictures, Shots
from samsvar.verdicts import CannotGoOn, Verdict

T = TypeVar("T")
#: The lines of a text in each language, in configured order.
Texts = Mapping[str, tuple[Line, ...]]


@dataclass(frozen=True)
class Section:
    """One part of a guide: `number` is None for the introduction and 0 for the prerequisites.

    `shots` are the pictures that changed, by language. `moved_from` is the number that a chapter
    had when it stood before or after others than now.
    """

    number: int | None
    texts: Texts
    shots: Mapping[str, Sequence[Shots]]
    moved_from: int | None = None

    @property
    def is_changed(self) -> bool:
        """Whether a reader sees something else than before."""
        lines = [line for text in self.texts.values() for line in text]
        is_seen = any(self.shots.values()) or any(line.is_changed for line in lines)
        return is_seen or self.moved_from is not None


@dataclass(frozen=True)
class GuideChange:
    """A guide with those of its sections that have changed; `titles` are by language."""

    name: str
    titles: Mapping[str, str]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class PageChange:
    """A hand-written page that has changed, by its path below the languages' folders."""

    path: str
    texts: Texts


@dataclass(frozen=True)
class Told:
    """A verdict on the project as it is, and whether the state before did not have it."""

    verdict: Verdict
    is_new: bool


@dataclass(frozen=True)
class Comparison:
    """All that a change means for readers, and what samsvar says of the project as it is now.

    `settled` is the number of verdicts that are no more.
    """

    guides: tuple[GuideChange, ...]
    pages: tuple[PageChange, ...]
    verdicts: tuple[Told, ...]
    settled: int

    @property
    def is_empty(self) -> bool:
        """Whether readers see just what they saw before."""
        return not (self.guides or self.pages)

    @property
    def shots(self) -> int:
        """How many pictures changed, came or went."""
        sections = [section for guide in self.guides for section in guide.sections]
        return sum(len(found) for section in sections for found in section.shots.values())


def compare_projects(project: Project, report: Report, root: Path) -> Comparison:
    """Compares a project with the state of it that lies in `root`."""
    config, before = project.config, _config_of(root, project.config)
    old = _verdicts_of(project, before)
    known = {_said(verdict) for verdict in old}
    told = [Told(verdict, _said(verdict) not in known) for verdict in report.verdicts]
    now = {_said(verdict) for verdict in report.verdicts}
    found = _Guides(config, before, Pictures.of(project, report, before))
    return Comparison(
        guides=tuple(found.changes()),
        pages=tuple(_pages(config, before)),
        verdicts=tuple(sorted(told, key=lambda each: not each.is_new)),
        settled=sum(_said(verdict) not in now for verdict in old),
    )


def _config_of(root: Path, config: Config) -> Config:
    """The settings of the state before; today's, in its folder, where they cannot be read."""
    try:
        return settings.load(root)
    except CannotGoOn:
        features, docs = (root / config.relative(p) for p in (config.features, config.docs))
        return replace(config, root=root, terms=None, features=features, docs=docs)


def _verdicts_of(project: Project, before: Config) -> tuple[Verdict, ...]:
    """What today's steps and rules say of the texts and labels as they were."""
    try:
        found = labels.load(
            before.labels, before.editions, before.edition, before.languages, before.root
        )
        return Project(before, Compiler(project.vocabulary, found)).check().verdicts
    except (CannotGoOn, KeyError):  # steps may ask for labels that there were not
        return ()


def _said(verdict: Verdict) -> tuple[object, ...]:
    """A verdict without its line, which any change above it moves."""
    what = (verdict.rule, verdict.message, verdict.found)
    return (*what, verdict.place.path, verdict.guide, verdict.chapter, verdict.language)


@dataclass(frozen=True)
class _Pair(Generic[T]):
    """Two states of one thing in one language; one of them can be missing, never both."""

    language: str
    old: T | None
    new: T | None

    @property
    def either(self) -> T:
        """It as it is now, or was last."""
        found = self.old if self.new is None else self.new
        assert found is not None
        return found


@dataclass(frozen=True)
class _Guides:
    """The guides of both states."""

    now: Config
    before: Config
    pictures: Pictures

    def changes(self) -> Iterator[GuideChange]:
        """The guides that have changed, by name."""
        new, old = (_sources_of_guides(c, self.now.languages) for c in (self.now, self.before))
        for name in sorted({*new, *old}):
            twins = [
                _Pair(code, old.get(name, {}).get(code), new.get(name, {}).get(code))
                for code in self.now.languages
                if code in {*old.get(name, {}), *new.get(name, {})}
            ]
            sections = tuple(section for section in self._sections(twins) if section.is_changed)
            if sections:
                yield GuideChange(name, {t.language: t.either.title for t in twins}, sections)

    def _sections(self, twins: Sequence[_Pair[Guide]]) -> Iterator[Section]:
        texts = {
            t.language: compare(*(blocks_of_introduction(g) if g else () for g in (t.old, t.new)))
            for t in twins
        }
        yield Section(None, texts, {})
        backgrounds = {
            t.language: compare(*(_blocks(g.background if g else None) for g in (t.old, t.new)))
            for t in twins
        }
        yield Section(0, backgrounds, {})
        chapters = [_chapters(twin) for twin in twins]
        moved = {id(pair): pair for pairs in chapters for pair in _moved(pairs)}
        for row in zip_longest(*chapters):
            pairs = [pair for pair in row if pair]
            section = self._chapter(pairs, twins[0].either.name)
            was = next((p.old.number for p in pairs if p.old and id(p) in moved), None)
            yield replace(section, moved_from=was)

    def _chapter(self, pairs: Sequence[_Pair[Chapter]], guide: str) -> Section:
        texts = {p.language: compare(_blocks(p.old), _blocks(p.new)) for p in pairs}
        shots = {
            p.language: self.pictures.changes(
                (guide, p.old.number, p.language) if p.old else None,
                (guide, p.new.number, p.language) if p.new else None,
            )
            for p in pairs
        }
        return Section(pairs[0].either.number, texts, shots)


def _sources_of_guides(config: Config, languages: Sequence[str]) -> dict[str, dict[str, Guide]]:
    """The guides of one state that can be read; verdicts speak of the others."""
    found: dict[str, dict[str, Guide]] = {}
    for name, paths in guides.find(config.features, languages).items():
        for code, path in paths.items():
            try:
                found.setdefault(name, {})[code] = guides.load(path, code, config.relative(path))
            except CannotGoOn:
                continue
    return found


def _chapters(twin: _Pair[Guide]) -> list[_Pair[Chapter]]:
    """The chapters of both states: those of one name, then those left at the same point, then
    those that are no more."""
    before = twin.old.chapters if twin.old else ()
    after = twin.new.chapters if twin.new else ()
    named = {chapter.name: chapter for chapter in before}
    kept = {chapter.name for chapter in after}
    left = {chapter.number: chapter for chapter in before if chapter.name not in kept}
    found = [
        _Pair(twin.language, named.get(new.name) or left.pop(new.number, None), new)
        for new in after
    ]
    return [*found, *(_Pair(twin.language, old, None) for old in left.values())]


def _moved(pairs: Sequence[_Pair[Chapter]]) -> list[_Pair[Chapter]]:
    """The chapters that no longer stand between the same ones: as few as explain the new order."""
    kept = [pair for pair in pairs if pair.old and pair.new]
    before = sorted(kept, key=lambda pair: pair.old.number if pair.old else 0)
    order = [id(pair) for pair in before], [id(pair) for pair in kept]
    same = {
        id(pair)
        for block in SequenceMatcher(None, *order, autojunk=False).get_matching_blocks()
        for pair in kept[block.b : block.b + block.size]
    }
    return [pair for pair in kept if id(pair) not in same]


def _blocks(chapter: Chapter | None) -> tuple[Block, ...]:
    return blocks_of_chapter(chapter) if chapter else ()


def _pages(config: Config, before: Config) -> Iterator[PageChange]:
    """The hand-written pages that have changed in some language."""
    now, old = (_sources_of_pages(c, config.languages) for c in (config, before))
    for path in sorted({*now, *old}):
        was, is_now = old.get(path, {}), now.get(path, {})
        if was == is_now:
            continue
        texts = {
            code: compare(blocks_of_page(was.get(code, "")), blocks_of_page(is_now.get(code, "")))
            for code in config.languages
            if code in {*was, *is_now}
        }
        yield PageChange(path, texts)


def _sources_of_pages(config: Config, languages: Sequence[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for code in languages:
        for shown, path in config.pages(code).items():
            text = path.read_text(encoding="utf-8", errors="replace")
            found.setdefault(shown, {})[code] = text
    return found
