"""What has become of the guides and pages of a project since another state of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from samsvar import guide_files, guides
from samsvar.checking import Project, Report
from samsvar.config import Config
from samsvar.guides import Chapter, Guide
from samsvar.review.before import Before
from samsvar.review.blocks import (
    Block,
    Line,
    blocks_of_chapter,
    blocks_of_introduction,
    blocks_of_page,
    compare,
)
from samsvar.review.chapters import Pair, Partners, moved, partners, rows, states
from samsvar.review.shots import Pictures, Shots
from samsvar.verdicts import CannotGoOn, Verdict

#: The lines of a text in each language, in configured order.
Texts = Mapping[str, tuple[Line, ...]]


@dataclass(frozen=True)
class Section:
    """One part of a guide: `number` is None for the introduction and 0 for the prerequisites.

    `shots` are the pictures that changed, by language. `numbers` are those of a chapter, by
    language; `moved_from` those that it had where it stood before or after others than now.
    """

    number: int | None
    texts: Texts
    shots: Mapping[str, Sequence[Shots]]
    numbers: Mapping[str, int] = field(default_factory=dict)
    moved_from: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        """Whether a reader sees something else than before."""
        lines = [line for text in self.texts.values() for line in text]
        is_seen = any(self.shots.values()) or any(line.is_changed for line in lines)
        return is_seen or bool(self.moved_from)


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
    """A verdict on the project as it is, and whether the state before is known not to have it."""

    verdict: Verdict
    is_new: bool


@dataclass(frozen=True)
class Comparison:
    """All that a change means for readers, and what samsvar says of the project as it is now.

    `settled` is the number of verdicts that are no more. `unchecked` says why the state before
    could not be checked, if so: then nobody knows which verdicts are new.
    """

    guides: tuple[GuideChange, ...]
    pages: tuple[PageChange, ...]
    verdicts: tuple[Told, ...]
    settled: int
    unchecked: Verdict | None

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
    config, before = project.config, Before.of(project, root)
    known = {_said(verdict) for verdict in before.verdicts}
    now = {_said(verdict) for verdict in report.verdicts}
    new = now - known if before.unchecked is None else set()
    told = [Told(verdict, _said(verdict) in new) for verdict in report.verdicts]
    pictures = Pictures.of(project, report, before.config)
    found = _Guides(config, before.config, pictures, partners(project, report))
    return Comparison(
        guides=tuple(found.changes()),
        pages=tuple(_pages(config, before.config)),
        verdicts=tuple(sorted(told, key=lambda each: not each.is_new)),
        settled=sum(_said(verdict) not in now for verdict in before.verdicts),
        unchecked=before.unchecked,
    )


def _said(verdict: Verdict) -> tuple[object, ...]:
    """A verdict without its line, which any change above it moves."""
    what = (verdict.rule, verdict.message, verdict.found)
    return (*what, verdict.place.path, verdict.guide, verdict.chapter, verdict.language)


@dataclass(frozen=True)
class _Guides:
    """The guides of both states."""

    now: Config
    before: Config
    pictures: Pictures
    partners: Mapping[str, Partners]

    def changes(self) -> Iterator[GuideChange]:
        """The guides that have changed, by name."""
        new, old = (_sources_of_guides(c, self.now.languages) for c in (self.now, self.before))
        for name in sorted({*new, *old}):
            twins = [
                Pair(code, old.get(name, {}).get(code), new.get(name, {}).get(code))
                for code in self.now.languages
                if code in {*old.get(name, {}), *new.get(name, {})}
            ]
            sections = tuple(section for section in self._sections(twins) if section.is_changed)
            if sections:
                yield GuideChange(name, {t.language: t.either.title for t in twins}, sections)

    def _sections(self, twins: Sequence[Pair[Guide]]) -> Iterator[Section]:
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
        chapters = [states(twin) for twin in twins]
        shifted = {id(pair) for pairs in chapters for pair in moved(pairs)}
        name = twins[0].either.name
        for row in rows(chain.from_iterable(chapters), self.partners.get(name, {})):
            was = {p.language: p.old.number for p in row if p.old and id(p) in shifted}
            yield replace(self._chapter(row, name), moved_from=was)

    def _chapter(self, pairs: Sequence[Pair[Chapter]], guide: str) -> Section:
        texts = {p.language: compare(_blocks(p.old), _blocks(p.new)) for p in pairs}
        shots = {
            p.language: self.pictures.changes(
                (guide, p.old.number, p.language) if p.old else None,
                (guide, p.new.number, p.language) if p.new else None,
            )
            for p in pairs
        }
        numbers = {p.language: p.either.number for p in pairs}
        return Section(pairs[0].either.number, texts, shots, numbers)


def _sources_of_guides(config: Config, languages: Sequence[str]) -> dict[str, dict[str, Guide]]:
    """The guides of one state that can be read; verdicts speak of the others."""
    found: dict[str, dict[str, Guide]] = {}
    for name, paths in guide_files.find(config.features, languages).items():
        for code, path in paths.items():
            try:
                found.setdefault(name, {})[code] = guides.load(path, code, config.relative(path))
            except CannotGoOn:
                continue
    return found


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
