"""The static check: everything that can be known without running a guide."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from samsvar import (
    agreements,
    catalogues,
    guide_files,
    guides,
    labels,
    promises,
    provenance,
    vocabulary,
)
from samsvar.advice import from_twin
from samsvar.agreements import FILE_NAME as RECORD
from samsvar.agreements import Record
from samsvar.config import Config, missing
from samsvar.guide_twins import compare_guides
from samsvar.guides import Chapter, Guide
from samsvar.languages import others
from samsvar.links import check_pages
from samsvar.matching import Match, Twins, compare
from samsvar.pairing import Item, Pairing, pair_chapters
from samsvar.plans import Checked, Compiled, Compiler
from samsvar.step_modules import import_steps
from samsvar.term_check import check_terms
from samsvar.twins import compare_chapters, items_of
from samsvar.verdicts import CannotGoOn, Place, Verdict, in_order

#: Rules whose breach leaves open which lines of a guide are prose.
PROSE_IN_DOUBT = {"text/wrong-keyword", "text/prose"}
#: How many of the texts that a file has had are known: who changes it often changes it back.
KEPT = 3


@dataclass(frozen=True)
class Report:
    """The result of a check: guides by name and language, and what is wrong with them."""

    guides: dict[str, dict[str, Checked]]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Project:
    """A project with its vocabulary and labels loaded; the start of every command."""

    config: Config
    compiler: Compiler

    @property
    def vocabulary(self) -> vocabulary.Vocabulary:
        """The project's steps."""
        return self.compiler.vocabulary

    @cached_property
    def surroundings(self) -> str:
        """The hash of what gives a guide's words their meaning: steps, labels and what
        `samsvar.toml` names as `sealed` (the world, the portal). When it changes, seals lapse."""
        digest = hashlib.sha256()
        for folder in (self.config.steps, self.config.labels, *self.config.sealed):
            files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
            for path in files:
                if path.is_file() and path.suffix != ".pyc":
                    digest.update(f"{self.config.relative(path)}\0".encode())
                    digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    @classmethod
    def load(cls, config: Config, own_labels: Sequence[str] = ()) -> Project:
        """Loads labels and steps; raises `CannotGoOn` for what is wrong with them.

        `own_labels` are files with the labels of another product (see `catalogues`), to be used
        instead; where they have our keys, renamed labels are known by them. What things in the
        world of the examples are called, our labels say as before, unless these have their keys.
        """
        if lost := missing(config, "labels", "steps", "terms"):
            raise CannotGoOn(lost)
        catalogue = _labels(config, config.edition)
        written = _labels(config, config.written) if config.written != config.edition else None
        world = None
        if own_labels:
            ours, catalogue = catalogue, catalogues.load(own_labels, config.languages, Path.cwd())
            shared = ours.texts[config.languages[0]].keys() & catalogue.texts[config.languages[0]]
            written = ours if shared else None
            world = catalogue.over(ours)
        modules = import_steps(config)
        words = vocabulary.Vocabulary.of_modules(modules, config.languages, config.root)
        if words.verdicts:
            raise CannotGoOn(in_order(words.verdicts))
        return cls(config, Compiler(words, catalogue, written, world))

    def check(
        self,
        features: Path | None = None,
        names: Collection[str] | None = None,
        enough: Callable[[Sequence[Verdict]], bool] = lambda verdicts: False,
    ) -> Report:
        """Reads and compares all guides (of another folder than the configured one, if given).

        With `names`, only these guides are read, and nothing is said of others or of pages.
        `enough` is asked when twins have been compared: if it says so, the record of agreements,
        terms and pages are left out.
        """
        if features is None and (lost := missing(self.config, "features")):
            return Report({}, lost)
        folder = features or self.config.features
        found: dict[str, dict[str, Checked]] = {}
        pairs: list[list[Twins]] = []
        verdicts: list[Verdict] = []
        files = guide_files.find(folder, self.config.languages)
        verdicts.extend(_misplaced(self.config, folder, files))
        if not files:
            return Report({}, in_order([_no_guides(self.config, folder), *verdicts]))
        for name, paths in files.items():
            if names is not None and name not in names:
                continue
            wrongs: dict[str, list[Verdict]] = {}
            for language, path in paths.items():
                try:
                    checked, wrongs[language] = self.read(path, language)
                except CannotGoOn as refusal:
                    verdicts.extend(refusal.verdicts)
                    continue
                found.setdefault(name, {})[language] = checked
            for language, wrong in wrongs.items():
                verdicts.extend(self._advise(found[name], language, wrong))
            verdicts.extend(_missing_twins(self.config, name, paths))
            verdicts.extend(promises.verdicts(found.get(name, {})))
            pairs.append(list(self.twins(found.get(name, {}))))
            verdicts.extend(_beside(verdicts, self._compare(pairs[-1])))
        if enough(verdicts):
            return Report(found, in_order(verdicts))
        verdicts.extend(_beside(verdicts, self._provenance(folder, pairs)))
        read = {name: {c: t.guide for c, t in twins.items()} for name, twins in found.items()}
        own = features is None  # hand-written pages belong to the project's own guides
        verdicts.extend(_beside(verdicts, self._terms(read, pairs, own, own and names is None)))
        if own:
            verdicts.extend(check_pages(self.config, files, read))
        if names is not None:
            verdicts = [verdict for verdict in verdicts if _is_about(verdict, names)]
        return Report(found, in_order(verdicts))

    def read(self, path: Path, language: str) -> tuple[Checked, list[Verdict]]:
        """The guide in a file, and what is wrong with it; raises `CannotGoOn` when it is no guide.

        What a file has said first, and lately, is known and not worked out again.
        """
        shown = self.config.relative(path)
        source = guide_files.source_of(path, language, shown)
        known = self._known.setdefault(path, {})
        if source not in known:
            guide = guides.parse(source, path.stem, language, shown)
            before = next(iter(known.values()), None)
            if len(known) == KEPT:
                del known[list(known)[1]]
            known[source] = self.compile(guide, before[0] if before else None)
        return known[source]

    @cached_property
    def _known(self) -> dict[Path, dict[str, tuple[Checked, list[Verdict]]]]:
        return {}

    def compile(self, guide: Guide, known: Checked | None = None) -> tuple[Checked, list[Verdict]]:
        """A guide with those of its chapters that mean something, and what is wrong with others.

        `known` is what the same file has meant: chapters that stand as they stood still mean that.
        """
        chapters: dict[int, Compiled] = {}
        verdicts: list[Verdict] = []
        before = (guide.background,) if guide.background else ()
        verdicts.extend(self.compiler.stray_steps(guide, guide))
        for chapter in (*before, *guide.chapters):
            old = known.chapters.get(chapter.number) if known else None
            if old and old.chapter == chapter:
                chapters[chapter.number] = replace(old, guide=guide)
                continue
            try:
                chapters[chapter.number] = self.compiler.chapter(guide, chapter)
            except CannotGoOn as refusal:
                verdicts.extend(refusal.verdicts)
        return Checked(guide, chapters), verdicts

    def _advise(
        self, twins: dict[str, Checked], language: str, wrong: list[Verdict]
    ) -> Iterator[Verdict]:
        """Verdicts on one language, with what another one says as their suggestions."""
        beside = [twins[code] for code in others(self.config.languages, language) if code in twins]
        for verdict in wrong:
            said = (from_twin(verdict, twins[language].guide, t, self.compiler) for t in beside)
            yield next((v for v in said if v is not verdict), verdict)

    def twins(self, guides: dict[str, Checked]) -> Iterator[Twins]:
        """A guide's languages in pairs, each with the first one that it is written in."""
        present = [guides[code] for code in self.config.languages if code in guides]
        for other in present[1:]:
            yield present[0], other, self._pair(present[0], other)

    def matches(self, report: Report, record: Record) -> tuple[Match, ...]:
        """What a record says of the texts of all guides."""
        return compare(chain.from_iterable(map(self.twins, report.guides.values())), record)

    def _provenance(self, folder: Path, pairs: Iterable[Iterable[Twins]]) -> Iterator[Verdict]:
        path = folder / RECORD
        record = agreements.load(path, self.config.relative(path))
        if record:
            yield from (*record.broken, *record.unmerged)
            yield from provenance.verdicts(compare(chain.from_iterable(pairs), record))

    def _terms(
        self,
        read: dict[str, dict[str, Guide]],
        pairs: Iterable[Iterable[Twins]],
        own: bool,
        pages: bool,
    ) -> Iterator[Verdict]:
        every = (guide for twins in read.values() for guide in twins.values())
        twins = ((a.guide, b.guide, chapters) for a, b, chapters in chain.from_iterable(pairs))
        return check_terms(self.config, every, twins, self.vocabulary if own else None, pages)

    def _compare(self, twins: Iterable[Twins]) -> Iterator[Verdict]:
        for first, other, pairing in twins:
            yield from compare_guides(first.guide, other.guide, pairing)
            numbers = [(i + 1, j + 1) for i, j in (*pairing.pairs, *pairing.moved)]
            for i, j in ((0, 0), *numbers):
                one, two = first.chapters.get(i), other.chapters.get(j)
                if one and two and one.plan.steps != two.plan.steps:
                    yield from compare_chapters(one, two, self.compiler)

    def _pair(self, first: Checked, second: Checked) -> Pairing:
        outlines = [
            [self._outline(twin, chapter) for chapter in twin.guide.chapters]
            for twin in (first, second)
        ]
        return pair_chapters(outlines[0], outlines[1])

    def _outline(self, checked: Checked, chapter: Chapter) -> list[Item]:
        compiled = checked.chapters.get(chapter.number)
        if compiled:
            return items_of(compiled)
        known = self.compiler.outline(checked.guide, chapter)
        return [Item((step, chapter.place), step) for step in known]


def _beside(told: list[Verdict], twins: Iterator[Verdict]) -> Iterator[Verdict]:
    """The verdicts on guides' twins, beside those on their texts: a step that was taken for prose,
    or prose for a step, is not also an introduction that one twin lacks, or that has changed."""
    mixed = {v.guide for v in told if v.rule in PROSE_IN_DOUBT}
    prose = {"translation/prose", "translation/stale", "translation/unrecorded", "term/twins"}
    return (v for v in twins if not (v.guide in mixed and v.rule in prose))


def _is_about(verdict: Verdict, names: Collection[str]) -> bool:
    """Whether a verdict is on one of these guides, or stands in a file of theirs."""
    path = Path(verdict.place.path)
    return verdict.guide in names or (path.suffix == ".feature" and path.stem in names)


def _labels(config: Config, edition: str) -> labels.Labels:
    return labels.load(config.labels, config.editions, edition, config.languages, config.root)


def _missing_twins(config: Config, name: str, paths: dict[str, Path]) -> Iterator[Verdict]:
    for language in config.languages:
        if language not in paths:
            other = next(code for code in others(config.languages, language) if code in paths)
            twin = Place(config.relative(paths[other]))
            folder = config.relative(paths[other].parent.parent)
            yield Verdict(
                "translation/missing-guide",
                twin,
                f"This guide has no twin in {language}.",
                expected=f"{folder}/{language}/{name}.feature",
                language=language,
                guide=name,
            )


def _misplaced(
    config: Config, folder: Path, files: dict[str, dict[str, Path]]
) -> Iterator[Verdict]:
    known = {path for paths in files.values() for path in paths.values()}
    for path in sorted(set(folder.rglob("*.feature")) - known):
        yield Verdict(
            "text/folder",
            Place(config.relative(path)),
            "This guide lies in no language's folder, so nothing reads it.",
            expected=" or ".join(
                config.relative(folder / code / path.name) for code in config.languages
            ),
            guide=path.stem,
        )


def _no_guides(config: Config, folder: Path) -> Verdict:
    return Verdict(
        "text/empty",
        Place(config.relative(folder)),
        "There are no guides here.",
        expected=" and ".join(f"{code}/NAME.feature" for code in config.languages),
    )
