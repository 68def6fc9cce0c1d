"""Copies of the guides to damage, and what a writer does who follows a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from samsvar import config as settings
from samsvar import guides
from samsvar.checking import Project
from samsvar.guides import Chapter, Guide, Step
from samsvar.patches import followed, reader
from samsvar.verdicts import Verdict, render

REPO = Path(__file__).resolve().parents[2]
GUIDES = ("delegate-clients", "set-up-client-relationship")
LANGUAGES = ("nb", "en")
OTHER = {"nb": "en", "en": "nb"}
#: Weaknesses of a chapter whether it has a twin or not: they have tests of their own.
PROMISES = frozenset({"text/late", "text/repeated", "text/unchecked"})


def source_of(guide: str, language: str) -> str:
    """A guide of the repository, as it is written."""
    return (REPO / "features" / language / f"{guide}.feature").read_text(encoding="utf-8")


@cache
def project() -> Project:
    return Project.load(settings.load(REPO))


@dataclass(frozen=True)
class Block:
    """A step's lines in its file (counted from 0, `end` excluded): its own, a table's, a note's."""

    chapter: Chapter
    index: int
    step: Step
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """A guide's lines, with its steps found in them."""

    guide: Guide
    lines: tuple[str, ...]

    @classmethod
    def of(cls, guide: str, language: str, source: str | None = None) -> Text:
        source = source_of(guide, language) if source is None else source
        parsed = guides.parse(source, guide, language, f"features/{language}/{guide}.feature")
        return cls(parsed, tuple(source.splitlines()))

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        before = (self.guide.background,) if self.guide.background else ()
        return (*before, *self.guide.chapters)

    @cached_property
    def blocks(self) -> list[Block]:
        found: list[Block] = []
        for chapter in self.chapters:
            for index, step in enumerate(chapter.steps):
                start = step.place.line - 1
                end = start + 1
                others = {s.place.line - 1 for s in chapter.steps}
                while end < len(self.lines) and self.lines[end].strip() and end not in others:
                    end += 1
                found.append(Block(chapter, index, step, start, end))
        return found

    def following(self, block: Block) -> Block | None:
        return self._at(block, block.index + 1)

    def previous(self, block: Block) -> Block | None:
        return self._at(block, block.index - 1)

    def twin_of(self, block: Block) -> Block:
        """The block at the same point of this text, which is the other language's."""
        found = [
            b
            for b in self.blocks
            if (b.chapter.number, b.index) == (block.chapter.number, block.index)
        ]
        return found[0]

    def _at(self, block: Block, index: int) -> Block | None:
        found = [b for b in self.blocks if b.chapter == block.chapter and b.index == index]
        return found[0] if found else None

    def edited(self, block: Block, old: str, new: str, line: int = 0) -> str:
        """The source with a part of a step's line (or one of those below it) replaced."""
        at = block.start + line
        assert old in self.lines[at]
        return self.spliced(at, at + 1, self.lines[at].replace(old, new, 1))

    def spliced(self, start: int, end: int, *lines: str) -> str:
        """The source with some lines replaced."""
        return "\n".join([*self.lines[:start], *lines, *self.lines[end:]]) + "\n"

    def part(self, number: int) -> tuple[int, int]:
        """The lines of a chapter (0: the prerequisites), its tags and blank lines included."""
        starts = [c.place.line - 1 - len(bool(c.tags) * [1]) for c in self.chapters]
        starts.append(len(self.lines))
        position = [c.number for c in self.chapters].index(number)
        return starts[position], starts[position + 1]

    def only(self, number: int) -> Text:
        """The guide with one chapter, on the same lines: a small guide is checked faster."""
        lines = list(self.lines)
        keep = {0, number or self.guide.chapters[0].number}
        for chapter in self.chapters:
            if chapter.number not in keep:
                start, end = self.part(chapter.number)
                lines[start:end] = [""] * (end - start)
        return Text.of(self.guide.name, self.guide.language, "\n".join(lines) + "\n")


class Copy:
    """One guide in both languages in a folder of its own."""

    def __init__(self, root: Path, guide: str) -> None:
        self.guide = guide
        self.whole: dict[str, Text] = {}
        real = project()
        features = root / "features"
        config = replace(real.config, root=root, features=features, docs=root / "docs", terms=None)
        self.project = Project(config, real.compiler)
        self.root = root
        for language in LANGUAGES:
            (features / language).mkdir(parents=True, exist_ok=True)
            pages = (
                root / "docs" / language / "guides"
            )  # so that links to the others lead somewhere
            pages.mkdir(parents=True)
            for other in real.config.features.glob(f"{language}/*.feature"):
                (pages / f"{other.stem}.md").touch()

    def path(self, language: str) -> Path:
        return self.root / "features" / language / f"{self.guide}.feature"

    def put(self, language: str, source: str) -> None:
        self.path(language).write_text(source, encoding="utf-8")

    def put_lines(self, *texts: Text) -> None:
        """Writes texts as they are, each in its language."""
        for text in texts:
            self.put(text.guide.language, "\n".join(text.lines) + "\n")

    def put_both(self, number: int | None = None) -> dict[str, Text]:
        """Writes both twins, with one chapter or all of them."""
        texts: dict[str, Text] = {}
        for language in LANGUAGES:
            text = Text.of(self.guide, language)
            texts[language] = text if number is None else text.only(number)
            self.put(language, "\n".join(texts[language].lines) + "\n")
        self.whole = texts
        return texts

    def check(self) -> tuple[Verdict, ...]:
        """What the damage did; not what it says twice or leaves untried in its own language."""
        return tuple(v for v in self.project.check().verdicts if v.rule not in PROMISES)

    def mend(self, verdicts: tuple[Verdict, ...], rounds: int = 5) -> None:
        """Does what the first verdict says until there is none; fails when that does not help.

        What both twins lack in the end, an outcome after the last action, only a person can write.
        """
        told = [render(verdicts)]
        for _ in range(rounds):
            if not verdicts:
                return
            self.follow(verdicts[0])
            verdicts = tuple(v for v in self.check() if v.rule != "text/unchecked")
            told.append(render(verdicts))
        assert not verdicts, "following the verdicts did not help:\n\n" + "\n--\n".join(told)

    def follow(self, verdict: Verdict) -> None:
        """Makes the edits of a verdict; without edits, does what only a person can."""
        if verdict.edits:
            changed = followed([verdict], reader(self.root))
            assert set(changed) == {edit.place.path for edit in verdict.edits}, str(verdict)
            for path, text in changed.items():
                (self.root / path).write_text(text, encoding="utf-8")
            return
        language, at = verdict.place.path.split("/")[1], verdict.place.line - 1
        lines = self.path(language).read_text(encoding="utf-8").splitlines()
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        if verdict.rule == "translation/note" and verdict.found:
            del lines[at + 1 : lines.index(f'{indent}  """', at + 2) + 1]
        elif verdict.rule == "translation/note":
            note = ['"""', *(verdict.expected or "").splitlines(), '"""']
            lines[at + 1 : at + 1] = [f"{indent}  {line}" for line in note]
        else:
            assert verdict.rule == "text/language-line", str(verdict)
            lines[at] = verdict.suggestion or ""
        self.put(language, "\n".join(lines) + "\n")


def each_step(copy: Copy, language: str) -> Iterator[tuple[Text, Text, Block]]:
    """Every step of a guide in turn, with its text and its twin's; both files are whole again."""
    for chapter in Text.of(copy.guide, language).chapters:
        texts = copy.put_both(chapter.number)
        for block in texts[language].blocks:
            if block.chapter.place == chapter.place:
                copy.put_lines(*texts.values())
                yield texts[language], texts[OTHER[language]], block


def only(verdicts: tuple[Verdict, ...]) -> Verdict:
    """The one verdict that there must be."""
    assert len(verdicts) == 1, render(verdicts) or "there is no verdict"
    return verdicts[0]
