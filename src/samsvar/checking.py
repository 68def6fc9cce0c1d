"""The static check: everything that can be known without running a guide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from samsvar import guides, labels, vocabulary
from samsvar.config import Config
from samsvar.guides import Guide
from samsvar.languages import others
from samsvar.plans import Compiled, Compiler
from samsvar.twins import compare_chapters, compare_guides
from samsvar.verdicts import CannotGoOn, Place, Verdict, in_order


@dataclass(frozen=True)
class Checked:
    """A guide that could be read, with those of its chapters that compiled (0: prerequisites)."""

    guide: Guide
    chapters: dict[int, Compiled]


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

    @classmethod
    def load(cls, config: Config) -> Project:
        """Loads labels and steps; raises `CannotGoOn` for what is wrong with them."""
        catalogue = labels.load(config.labels, config.editions, config.edition, config.languages)
        modules = vocabulary.import_steps(config.steps)
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
        for name, paths in files.items():
            for language, path in paths.items():
                try:
                    guide = guides.load(path, language, self.config.relative(path))
                except CannotGoOn as refusal:
                    verdicts.extend(refusal.verdicts)
                    continue
                chapters, wrong = self._compile(guide)
                verdicts.extend(wrong)
                found.setdefault(name, {})[language] = Checked(guide, chapters)
            verdicts.extend(_missing_twins(self.config, name, paths))
            verdicts.extend(self._compare(found.get(name, {})))
        return Report(found, in_order(verdicts))

    def _compile(self, guide: Guide) -> tuple[dict[int, Compiled], list[Verdict]]:
        chapters: dict[int, Compiled] = {}
        verdicts: list[Verdict] = []
        before = (guide.background,) if guide.background else ()
        for chapter in (*before, *guide.chapters):
            try:
                chapters[chapter.number] = self.compiler.chapter(guide, chapter)
            except CannotGoOn as refusal:
                verdicts.extend(refusal.verdicts)
        return chapters, verdicts

    def _compare(self, twins: dict[str, Checked]) -> Iterator[Verdict]:
        present = [twins[code] for code in self.config.languages if code in twins]
        for other in present[1:]:
            first = present[0]
            yield from compare_guides(first.guide, other.guide)
            for number in sorted(first.chapters.keys() & other.chapters.keys()):
                one, two = first.chapters[number], other.chapters[number]
                if one.plan.steps != two.plan.steps:
                    yield from compare_chapters(one, two, self.compiler)


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


def _no_guides(config: Config, folder: Path) -> Verdict:
    return Verdict(
        "text/empty",
        Place(config.relative(folder)),
        "There are no guides here.",
        expected=" and ".join(f"{code}/NAME.feature" for code in config.languages),
    )
