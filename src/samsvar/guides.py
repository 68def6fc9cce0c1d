"""Guides: `.feature` files as guides, chapters and steps, each with its place.

Feature = guide, Background = prerequisites, Scenario = chapter (`PRODUCT.md`, "Words").
gherkin-official parses; this module turns its tree into value objects and its errors into
verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from gherkin.errors import CompositeParserException
from gherkin.parser import Parser
from gherkin.token_scanner import TokenScanner

from samsvar.colons import Titles
from samsvar.guide_files import check_language_line, lines_of, source_of
from samsvar.patches import apply
from samsvar.syntax import SyntaxErrors
from samsvar.verdicts import CannotGoOn, Place, Verdict

#: Gherkin's keyword types, in the words that guides use.
PARTS = {"Context": "given", "Action": "when", "Outcome": "then"}


@dataclass(frozen=True)
class Cell:
    """One cell of a data table."""

    text: str
    place: Place


@dataclass(frozen=True)
class Step:
    """One step as written.

    `part` is given, when or then, also for And, But and `*`, which continue the step before
    (`continues`); it is empty for one of these that has no step before it. `note`
    is the doc string: Markdown prose for the reader.
    """

    part: str
    keyword: str
    text: str
    place: Place
    continues: bool = False
    table: tuple[tuple[Cell, ...], ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Chapter:
    """One chapter: a scenario, or the prerequisites of the whole guide (`Guide.background`).

    `number` counts from 1 in the guide; the prerequisites are number 0.
    """

    number: int
    name: str
    description: str
    steps: tuple[Step, ...]
    tags: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Guide:
    """One guide in one language. Its twins have the same `name` (the file's) in other languages."""

    name: str
    language: str
    title: str
    description: str
    background: Chapter | None
    chapters: tuple[Chapter, ...]
    tags: tuple[str, ...]
    place: Place
    source: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file without their ends."""
        return lines_of(self.source)


def load(path: Path, language: str, shown: str | None = None) -> Guide:
    """Reads one guide; raises `CannotGoOn` with a verdict for everything that is wrong in it.

    `shown` is the path as verdicts name it (default: as given).
    """
    shown = shown or str(path)
    return parse(source_of(path, language, shown), path.stem, language, shown)


def parse(source: str, name: str, language: str, shown: str) -> Guide:
    """Parses a guide's source; raises `CannotGoOn` as `load` does."""
    if not source.strip():
        nothing = Verdict(
            "text/empty",
            Place(shown),
            "There is nothing in this file.",
            suggestion="a guide, or restore the file",
            language=language,
            guide=name,
        )
        raise CannotGoOn([nothing])
    check_language_line(source, name, language, shown)
    document, wrong = _read(source, language, shown)
    if wrong:
        raise CannotGoOn([replace(verdict, guide=name) for verdict in wrong])
    feature = document.get("feature")
    if not feature:
        raise CannotGoOn(
            [
                Verdict(
                    "text/empty",
                    Place(shown),
                    "There is no guide in this file.",
                    language=language,
                    guide=name,
                )
            ]
        )
    return _Reader(shown, language).guide(feature, name, source)


def _read(source: str, language: str, shown: str) -> tuple[Mapping[str, Any], list[Verdict]]:
    """Gherkin's tree of a guide, and what keeps Gherkin from reading it: with a title that lacks
    its colon, what is wrong when it has it."""
    titles = Titles(source, shown, language)
    document: Mapping[str, Any] = {}
    told: list[Verdict] = []
    try:
        document = Parser().parse(TokenScanner(source))
        feature = document.get("feature")
        children = feature["children"] if feature else ()
        suspects = () if any("scenario" in child for child in children) else titles.chapters
    except CompositeParserException as errors:
        told = list(SyntaxErrors(source, shown, language).verdicts(errors.errors))
        suspects = tuple(verdict.place.line for verdict in told)
    lost = [v for n in titles.certain or suspects if (v := titles.verdict(n))]
    if not lost:
        return document, told
    mended = apply((edit for verdict in lost for edit in verdict.edits), source)
    return {}, [*lost, *_read(mended, language, shown)[1]]


class _Reader:
    """Turns one Gherkin tree into a guide, collecting verdicts on the way."""

    def __init__(self, path: str, language: str) -> None:
        self.path = path
        self.language = language
        self.verdicts: list[Verdict] = []

    def guide(self, feature: Mapping[str, Any], name: str, source: str) -> Guide:
        background: Chapter | None = None
        chapters: list[Chapter] = []
        for child in feature["children"]:
            if "background" in child:
                background = self.chapter(child["background"], 0)
            elif "scenario" in child:
                chapters.append(self.chapter(child["scenario"], len(chapters) + 1))
            else:
                self.refuse(child["rule"], "A guide has chapters, but no rules around them.")
        guide = Guide(
            name=name,
            language=self.language,
            title=feature["name"],
            description=prose(feature.get("description", "")),
            background=background,
            chapters=tuple(chapters),
            tags=_tags(feature),
            place=self.place(feature),
            source=source,
        )
        self.check(guide)
        if self.verdicts:
            raise CannotGoOn([replace(verdict, guide=name) for verdict in self.verdicts])
        return guide

    def check(self, guide: Guide) -> None:
        if not guide.title:
            self.say("text/title", guide.place, "A guide needs a title after its keyword.")
        if not guide.chapters and not self.verdicts:
            self.say("text/empty", guide.place, "A guide needs at least one chapter.")
        names: dict[str, Chapter] = {}
        for chapter in guide.chapters:
            if not chapter.name:
                self.say("text/title", chapter.place, "A chapter needs a name after its keyword.")
            elif not chapter.steps:
                self.say("text/empty", chapter.place, "A chapter needs at least one step.")
            if chapter.name in names:
                self.say(
                    "text/title",
                    chapter.place,
                    f"Line {names[chapter.name].place.line} has a chapter of the same name.",
                    found=chapter.name,
                )
            names[chapter.name] = chapter

    def chapter(self, node: Mapping[str, Any], number: int) -> Chapter:
        if node.get("examples"):
            self.refuse(node, "A chapter is written out: one reader follows one example.")
        steps: list[Step] = []
        for raw in node["steps"]:
            part = PARTS.get(raw["keywordType"])
            continues = part is None
            if part is None:
                part = steps[-1].part if steps else ""
            steps.append(
                Step(
                    part=part,
                    keyword=raw["keyword"].strip(),
                    text=raw["text"],
                    place=self.place(raw),
                    continues=continues and bool(steps),
                    table=self.table(raw),
                    note=prose(raw["docString"]["content"]) if raw.get("docString") else None,
                )
            )
        return Chapter(
            number=number,
            name=node["name"],
            description=prose(node.get("description", "")),
            steps=tuple(steps),
            tags=_tags(node),
            place=self.place(node),
        )

    def table(self, raw: Mapping[str, Any]) -> tuple[tuple[Cell, ...], ...]:
        rows = raw.get("dataTable", {}).get("rows", ())
        return tuple(
            tuple(Cell(cell["value"], self.place(cell)) for cell in row["cells"]) for row in rows
        )

    def place(self, node: Mapping[str, Any]) -> Place:
        location = node["location"]
        return Place(self.path, location["line"], location.get("column", 1))

    def refuse(self, node: Mapping[str, Any], message: str) -> None:
        self.say("text/unsupported", self.place(node), message, found=node["keyword"])

    def say(self, rule: str, place: Place, message: str, found: str | None = None) -> None:
        self.verdicts.append(Verdict(rule, place, message, found=found, language=self.language))


def _tags(node: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(tag["name"] for tag in node.get("tags", ()))


def prose(text: str) -> str:
    """A description or doc string as Markdown: without the indentation that it has in the file."""
    lines = [line.rstrip() for line in text.expandtabs(4).split("\n")]
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(indents, default=0)
    return "\n".join(line[margin:] for line in lines).strip("\n")


def table_row(cells: Iterable[str]) -> str:
    """A row of a table, as Gherkin and Markdown both write it."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
