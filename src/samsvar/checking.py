"""The static check: everything that can be known without running a guide."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from samsvar import guides, labels, vocabulary
from samsvar.advice import from_twin
from samsvar.config import Config
from samsvar.guides import Chapter, Guide
from samsvar.languages import others
from samsvar.links import check_pages
from samsvar.pairing import Item, Pairing, pair_chapters
from samsvar.plans import Checked, Compiled, Compiler
from samsvar.step_modules import import_steps
from samsvar.twins import compare_chapters, compare_guides, items_of
from samsvar.verdicts import CannotGoOn, Place, Verdict, in_order


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
    def load(cls, config: Config) -> Project:
        """Loads labels and steps; raises `CannotGoOn` for what is wrong with them."""
        catalogue = labels.load(
            config.labels, config.editions, config.edition, config.languages, config.root
        )
        modules = import_steps(config.steps)
        words = vocabulary.Vocabulary.of_modules(modules, config.languages, config.root)
        if words.verdicts:
            raise CannotGoOn(in_order(words.verdicts))
        return cls(config, Compiler(words, catalogue))

    def check(self, features: Path | None = None) -> Report:
        """Reads and compares all guides (of another folder than the configured one, if given)."""
        folder = features or self.config.features
        found: dict[str, dict[str, Checked]] = {}
        verdicts: list[Verdict] = []
        files = guides.find(folder, self.config.languages)
        if not files:
            verdicts.append(_no_guides(self.config, folder))
        verdicts.extend(_misplaced(self.config, folder, files))
        for name, paths in files.items():
            wrongs: dict[str, list[Verdict]] = {}
            for language, path in paths.items():
                try:
                    guide = guides.load(path, language, self.config.relative(path))
                except CannotGoOn as refusal:
                    verdicts.extend(refusal.verdicts)
                    continue
                chapters, wrong = self._compile(guide)
                wrongs[language] = wrong
                found.setdefault(name, {})[language] = Checked(guide, chapters)
            for language, wrong in wrongs.items():
                verdicts.extend(self._advise(found[name], language, wrong))
            verdicts.extend(_missing_twins(self.config, name, paths))
            verdicts.extend(_beside(verdicts, name, self._compare(found.get(name, {}))))
        if features is None:  # hand-written pages belong to the project's own guides
            read = {name: {c: t.guide for c, t in twins.items()} for name, twins in found.items()}
            verdicts.extend(check_pages(self.config, files, read))
        return Report(found, in_order(verdicts))

    def _compile(self, guide: Guide) -> tuple[dict[int, Compiled], list[Verdict]]:
        chapters: dict[int, Compiled] = {}
        verdicts: list[Verdict] = []
        before = (guide.background,) if guide.background else ()
        verdicts.extend(self.compiler.stray_steps(guide, guide))
        for chapter in (*before, *guide.chapters):
            try:
                chapters[chapter.number] = self.compiler.chapter(guide, chapter)
            except CannotGoOn as refusal:
                verdicts.extend(refusal.verdicts)
        return chapters, verdicts

    def _advise(
        self, twins: dict[str, Checked], language: str, wrong: list[Verdict]
    ) -> Iterator[Verdict]:
        """Verdicts on one language, with what another one says as their suggestions."""
        beside = [twins[code] for code in others(self.config.languages, language) if code in twins]
        for verdict in wrong:
            said = (from_twin(verdict, twins[language].guide, t, self.compiler) for t in beside)
            yield next((v for v in said if v is not verdict), verdict)

    def _compare(self, twins: dict[str, Checked]) -> Iterator[Verdict]:
        present = [twins[code] for code in self.config.languages if code in twins]
        for other in present[1:]:
            first = present[0]
            pairing = self._pair(first, other)
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


def _beside(told: list[Verdict], name: str, twins: Iterator[Verdict]) -> Iterator[Verdict]:
    """The verdicts on a guide's twins, beside those on its texts: a step that was taken for prose,
    or prose for a step, is not also an introduction that one twin lacks."""
    mixed = {"text/wrong-keyword", "text/prose"}
    is_mixed = any(verdict.guide == name and verdict.rule in mixed for verdict in told)
    return (v for v in twins if not (is_mixed and v.rule == "translation/prose"))


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
