"""Passages: the prose of guides and pages, paragraph by paragraph, with the place of every word.

Prose is what a writer says in words of their own: titles, introductions, notes, pages. Values and
labels in quotation marks, code, links' addresses and HTML are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from samsvar.guides import Chapter, Guide
from samsvar.paragraphs import Paragraph, of_introduction, of_note
from samsvar.verdicts import Place

#: What is written over words that are no prose: neither a letter nor a space.
BLANK = "\N{NULL}"
FENCED = re.compile(r"^[ \t]*(```|~~~).*?^[ \t]*\1", re.DOTALL | re.MULTILINE)
NO_PROSE = re.compile(
    r"`[^`]*`|<[^<>]*>|\]\([^()]*\)|\{[^{}]*\}|https?://\S+"  # code, HTML, addresses, attributes
    r'|"[^"]*"|«[^»]*»|“[^”]*”'  # a word in quotation marks is spoken of, not used
)
#: The lines of a page's front matter that readers and search engines see.
SHOWN = re.compile(
    r"""(?P<name>(?:title|description):\s*)(?P<mark>["']?)(?P<text>.*?)(?P=mark)\s*"""
)


@dataclass(frozen=True)
class Passage:
    """A paragraph: its lines joined by line feeds, and the place where each of them begins.

    What is no prose is blank, so that every other letter stands where it stands in the file.
    `editable` is false where the place is not that of the words themselves.
    """

    text: str
    places: tuple[Place, ...]
    editable: bool = True

    def place(self, offset: int) -> Place:
        """The place in the file of a letter of the text."""
        before = self.text[:offset]
        start = self.places[before.count("\n")]
        column = start.column + offset - (before.rfind("\n") + 1) if self.editable else start.column
        return Place(start.path, start.line, column)


@dataclass(frozen=True)
class Section:
    """Prose that belongs together: a title, an introduction, a note, a page.

    `number` is that of its chapter and `chapter` its name, if it is in one; `step` is the number,
    from 1, of the step that it is a note of.
    """

    kind: str
    passages: tuple[Passage, ...]
    number: int | None = None
    chapter: str | None = None
    step: int = 0


def of_guide(guide: Guide) -> Iterator[Section]:
    """The prose of a guide. Steps and tables are the vocabulary's and the portal's words."""
    yield Section("title", _title(guide, guide.title, guide.place))
    yield Section("introduction", _prose(of_introduction(guide, guide)))
    chapters = ([guide.background] if guide.background else []) + list(guide.chapters)
    for chapter in chapters:
        yield from _of_chapter(guide, chapter)


def _of_chapter(guide: Guide, chapter: Chapter) -> Iterator[Section]:
    number, name = chapter.number, chapter.name
    yield Section("title", _title(guide, name, chapter.place), number, name)
    introduction = _prose(of_introduction(guide, chapter))
    yield Section("introduction", introduction, number, name)
    for step, written in enumerate(chapter.steps, start=1):
        if written.note:
            yield Section("note", _prose(of_note(guide, written)), number, name, step)


def _title(guide: Guide, text: str, place: Place) -> tuple[Passage, ...]:
    """The passage of a title, which stands at the end of its line."""
    column = len(guide.lines[place.line - 1].rstrip()) - len(text) + 1
    return tuple(passages([(text, Place(place.path, place.line, column))]))


def _prose(paragraphs: Iterable[Paragraph]) -> tuple[Passage, ...]:
    """The passages of an introduction or a note."""
    found: list[tuple[str, Place]] = []
    for paragraph in paragraphs:
        found += [*paragraph.lines, ("", paragraph.place)]
    return tuple(passages(found))


def of_page(source: str, path: str) -> Section:
    """The prose of a hand-written page in Markdown: what its front matter shows, and its text."""
    lines = source.split("\n")
    start = lines.index("---", 1) + 1 if lines[0] == "---" and "---" in lines[1:] else 0
    found: list[tuple[str, Place]] = []
    for number, line in enumerate(lines[:start], start=1):
        if shown := SHOWN.fullmatch(line):
            found += [
                (shown["text"], Place(path, number, shown.start("text") + 1)),
                ("", Place(path)),
            ]
    for number, line in enumerate(lines[start:], start=start + 1):
        found.append((line, Place(path, number)))
    return Section("page", tuple(passages(found)))


def of_sentences(sentences: Mapping[str, str], place: Place) -> dict[str, Section]:
    """Sentences of the vocabulary by language; in the program, they stand near `place`."""
    return {
        language: Section("sentence", (Passage(_blanked(text), (place,), editable=False),))
        for language, text in sentences.items()
    }


def passages(lines: Iterable[tuple[str, Place]]) -> Iterator[Passage]:
    """The paragraphs of lines with their places; empty lines part them."""
    found = list(lines)
    text = FENCED.sub(_blank, "".join(f"{line}\n" for line, _ in found))
    texts: list[str] = []
    places: list[Place] = []
    for line, (_, place) in zip(text.split("\n"), [*found, ("", Place(""))], strict=True):
        if line.strip():
            texts.append(line)
            places.append(place)
        elif texts:
            yield Passage(_blanked("\n".join(texts)), tuple(places))
            texts, places = [], []


def _blanked(text: str) -> str:
    return NO_PROSE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", BLANK, match[0])
