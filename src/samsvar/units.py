"""Units: the texts of a guide that are translated freely, each with a hash of what it says.

A unit is a title, a chapter's name, a paragraph of an introduction or a paragraph of a note. Steps
and tables are no units: their plan says all that they say, in every language (decision 0009).
"""

from __future__ import annotations

import hashlib
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from samsvar.guides import Chapter, Guide, Step
from samsvar.paragraphs import Paragraph, of_introduction, of_note
from samsvar.verdicts import Place

#: A language and the hash of a text in it: what a unit is, wherever it stands.
Half = tuple[str, str]

#: Hexadecimal digits of a hash: 40 bits, so that two of 10,000 texts are alike once in 20,000.
DIGITS = 10
#: How much of a text is quoted to show which one is meant.
QUOTED = 60

_DOUBLE = re.compile('["«»“”„‟‹›]')
#: Between letters, it is an apostrophe, which belongs to the word.
_SINGLE = re.compile(r"(?<!\w)['‘’‚‛]|['‘’‚‛](?!\w)")
_APOSTROPHE = re.compile("[‘’‛]")


@dataclass(frozen=True)
class Unit:
    """One text of a guide. `kind` is title, prerequisites, chapter, paragraph or note; `number` and
    `chapter` say in which chapter it stands (`None`: before the first one)."""

    kind: str
    text: str
    place: Place
    language: str
    guide: str
    number: int | None = None
    chapter: str | None = None

    @cached_property
    def half(self) -> Half:
        """Its language and hash: what an agreement is made of."""
        return (self.language, digest(self.text))

    @property
    def beginning(self) -> str:
        """How it begins, on one line."""
        return textwrap.shorten(self.text, QUOTED, placeholder=" …")


def normalised(text: str) -> str:
    """A text without what does not count: white space, quotation marks, how letters are encoded."""
    text = unicodedata.normalize("NFC", text)
    text = _APOSTROPHE.sub("'", _SINGLE.sub("", _DOUBLE.sub("", text)))
    return " ".join(text.split())


def digest(text: str) -> str:
    """The hash of what a text says: equal on every machine, at every place."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:DIGITS]


def units_of(guide: Guide) -> Iterator[Unit]:
    """All units of a guide, in reading order."""
    yield from heading(guide, guide)
    yield from introduction(guide, guide)
    for chapter in (*((guide.background,) if guide.background else ()), *guide.chapters):
        yield from heading(guide, chapter)
        yield from introduction(guide, chapter)
        for step in chapter.steps:
            yield from note(guide, chapter, step)


def heading(guide: Guide, owner: Guide | Chapter) -> Sequence[Unit]:
    """The guide's title, or a chapter's name, if it has one."""
    if isinstance(owner, Guide):
        return _units("title", [(owner.title, owner.place)], guide, None)
    kind = "chapter" if owner.number else "prerequisites"
    return _units(kind, [(owner.name, owner.place)], guide, owner)


def introduction(guide: Guide, owner: Guide | Chapter) -> Sequence[Unit]:
    """The paragraphs before the first chapter or step."""
    chapter = None if isinstance(owner, Guide) else owner
    return _units("paragraph", _texts(of_introduction(guide, owner)), guide, chapter)


def note(guide: Guide, chapter: Chapter, step: Step) -> Sequence[Unit]:
    """The paragraphs of a step's note."""
    return _units("note", _texts(of_note(guide, step)), guide, chapter)


def _texts(paragraphs: Iterable[Paragraph]) -> Sequence[tuple[str, Place]]:
    return [(paragraph.text, paragraph.place) for paragraph in paragraphs]


def _units(
    kind: str, texts: Sequence[tuple[str, Place]], guide: Guide, chapter: Chapter | None
) -> Sequence[Unit]:
    number, name = (chapter.number, chapter.name) if chapter else (None, None)
    return [
        Unit(kind, text, place, guide.language, guide.name, number, name)
        for text, place in texts
        if normalised(text)
    ]
