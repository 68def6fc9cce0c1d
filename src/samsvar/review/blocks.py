"""Texts in blocks, and what became of each block between two states of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from samsvar.guides import Chapter, Guide

#: Two blocks that have less than this in common are two texts, not one that was changed.
ALIKE = 0.35
KEPT, REMOVED, ADDED = "kept", "removed", "added"

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
#: The end of a line that only the file needs: what follows begins no item, table, quote or code.
_WRAPPED = re.compile(r"\n(?![-*+|>#`\d ])")


@dataclass(frozen=True)
class Block:
    """One piece of a text: a heading, paragraph, step, row of a table or note."""

    kind: str
    text: str


@dataclass(frozen=True)
class Piece:
    """Some words of a block that were kept, removed or added."""

    change: str
    text: str


@dataclass(frozen=True)
class Line:
    """One block as the page shows it."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether something of it is not as it was."""
        return any(piece.change != KEPT for piece in self.pieces)

    @property
    def is_whole(self) -> bool:
        """Whether all of it was added, or removed."""
        return self.is_changed and len(self.pieces) == 1


def blocks_of_introduction(guide: Guide) -> tuple[Block, ...]:
    """The guide's title, tags and introduction."""
    return (*_tags(guide.tags), Block("heading", guide.title), *_paragraphs(guide.description))


def blocks_of_chapter(chapter: Chapter) -> tuple[Block, ...]:
    """A chapter's name, tags, introduction and steps, each with its table and note."""
    found = [*_tags(chapter.tags), Block("heading", chapter.name)]
    found += _paragraphs(chapter.description)
    for step in chapter.steps:
        found.append(Block("step", f"{step.keyword} {step.text}"))
        found += [Block("row", " | ".join(cell.text for cell in row)) for row in step.table]
        found += [Block("note", block.text) for block in _paragraphs(step.note or "")]
    return tuple(found)


def blocks_of_page(markdown: str) -> tuple[Block, ...]:
    """The paragraphs of a hand-written page."""
    return tuple(
        Block("heading", text.lstrip("# ")) if text.startswith("#") else Block("source", text)
        for text in _split(markdown)
    )


def compare(before: Sequence[Block], after: Sequence[Block]) -> tuple[Line, ...]:
    """The blocks of both states in reading order, with their changes marked by word."""
    found: list[Line] = []
    for tag, i, j, m, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [_whole(KEPT, block) for block in after[m:n]]
        else:
            found += _changed(before[i:j], after[m:n])
    return tuple(found)


def _changed(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Line]:
    """The blocks of a place where both states differ: those most alike are one, in order."""
    waiting = list(before)
    for block in after:
        likeness = [_likeness(old, block) for old in waiting]
        if max(likeness, default=0.0) < ALIKE:
            yield _whole(ADDED, block)
            continue
        like = likeness.index(max(likeness))
        yield from (_whole(REMOVED, old) for old in waiting[:like])
        yield Line(block.kind, tuple(_words(waiting[like].text, block.text)))
        del waiting[: like + 1]
    yield from (_whole(REMOVED, old) for old in waiting)


def _likeness(one: Block, other: Block) -> float:
    if one.kind != other.kind:
        return 0.0
    return SequenceMatcher(None, _tokens(one.text), _tokens(other.text), autojunk=False).ratio()


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = _tokens(before), _tokens(after)
    for tag, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(KEPT, "".join(new[m:n]))
            continue
        if i < j:
            yield Piece(REMOVED, "".join(old[i:j]))
        if m < n:
            yield Piece(ADDED, "".join(new[m:n]))


def _whole(change: str, block: Block) -> Line:
    return Line(block.kind, (Piece(change, block.text),))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _paragraphs(prose: str) -> list[Block]:
    return [Block("paragraph", text) for text in _split(prose)]


def _split(markdown: str) -> list[str]:
    """The paragraphs of a text, as long as they are, however the file wraps them."""
    found = re.split(r"\n{2,}", markdown.strip("\n"))
    return [_WRAPPED.sub(" ", text) for text in found if text.strip()]


def _tags(tags: Sequence[str]) -> list[Block]:
    return [Block("tags", " ".join(tags))] if tags else []
