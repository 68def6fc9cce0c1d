"""Texts of another language on a screen, known from the portal's labels and the world's values.

Data (names of people and systems, numbers) is the same in every language and is in no such list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from samsvar.plans import Compiler

_PLACEHOLDER = re.compile(r"\{\w+\}")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Foreign:
    """A text that only another language has (`text`), and how the language itself says it."""

    text: str
    own: str

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """Finds it as all that stands in an element, whatever its placeholders hold."""
        return _pattern(self.text)

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """Its words between the placeholders."""
        return tuple(filter(None, (piece.strip() for piece in _PLACEHOLDER.split(self.text))))

    @cached_property
    def within(self) -> re.Pattern[str] | None:
        """Finds it among other text; None for a single word, which may be part of a name."""
        if not any(len(_WORD.findall(piece)) > 1 for piece in self.pieces):
            return None
        return re.compile(rf"(?<!\w){'.+?'.join(map(re.escape, self.pieces))}(?!\w)")

    def stands_in(self, name: str) -> bool:
        """Whether an accessible name or a running text is it, or has it as a part."""
        if self.whole.fullmatch(name):
            return True
        return bool(self.within and self.within.search(name))


class Wordlist:
    """What tells one language from another: the texts that only the other one has."""

    def __init__(self, foreign: Iterable[Foreign]) -> None:
        self._foreign = sorted(foreign, key=lambda f: (-len(f.text), f.text))
        self._known: dict[str, tuple[Foreign, ...]] = {}

    def foreign_in(self, name: str) -> tuple[Foreign, ...]:
        """The other language's texts in an accessible name or running text, longest first."""
        if name not in self._known:
            self._known[name] = tuple(self._find(name))
        return self._known[name]

    def _find(self, name: str) -> Iterator[Foreign]:
        told = ""
        for foreign in self._foreign:
            if foreign.stands_in(name) and foreign.text not in told:
                told += f"{foreign.text}\n"
                yield foreign


def wordlist(compiler: Compiler, language: str, other: str) -> Wordlist:
    """The texts by which `other` is known on a screen in `language`."""
    texts = {code: dict(_texts(compiler, code)) for code in (language, other)}
    own = "\n".join(texts[language].values()).casefold()
    found = {
        text: Foreign(text, texts[language][key])
        for key, text in texts[other].items()
        if key in texts[language] and _is_telling(text) and not _occurs(text, own)
    }
    return Wordlist(found.values())


def _texts(compiler: Compiler, language: str) -> Iterator[tuple[str, str]]:
    """The labels, and the values of the world that each language names in its own way, by key."""
    yield from compiler.labels.texts[language].items()
    for parameter in compiler.vocabulary.parameters:
        values: Mapping[str, str] = compiler.values(parameter, language) or {}
        for text, canonical in values.items():
            yield f"{parameter.name}\0{canonical}", text


def _is_telling(text: str) -> bool:
    """Whether a text has enough of its own, besides placeholders, to be known again."""
    return len("".join(_WORD.findall(_PLACEHOLDER.sub("", text)))) >= 4


def _occurs(text: str, own: str) -> bool:
    """Whether the language itself has such a text, or one that it is a part of."""
    pieces = [re.escape(piece) for piece in _PLACEHOLDER.split(text.casefold())]
    return re.search(rf"(?<!\w){'.+?'.join(pieces)}(?!\w)", own) is not None


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".+?".join(map(re.escape, _PLACEHOLDER.split(text))), re.DOTALL)
