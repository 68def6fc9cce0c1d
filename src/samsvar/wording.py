"""Finding the words of a term list in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samsvar.passages import Passage
from samsvar.terms import Form
from samsvar.verdicts import Place

#: Between the words of a term: white space, also across the end of a line.
SPACE = r"[ \t]+(?:\n[ \t]*)?|\n[ \t]*"


@dataclass(frozen=True)
class Use:
    """A word of the term list as it stands in a passage, at `start`.

    `inside` are the terms whose words are part of it, as system access is of
    system access for clients. `ending` is the -s that is no part of the form.
    """

    form: Form
    text: str
    ending: str
    passage: Passage
    start: int
    inside: frozenset[str]

    @property
    def key(self) -> str:
        """The term's."""
        return self.form.entry.key

    @property
    def place(self) -> Place:
        """Where it stands in the file."""
        return self.passage.place(self.start)

    @property
    def shown(self) -> str:
        """The word, on one line."""
        return " ".join(self.text.split()) + self.ending


class Finder:
    """Finds the terms of one language, the longest first, in one pass over a text."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = forms
        self._inside: dict[str, frozenset[str]] = {}
        letters: dict[str, list[str]] = {}  # by their first letter, most words are passed at once
        for word in sorted(forms, key=len, reverse=True):
            rest = rf"(?:{SPACE})".join(map(re.escape, word[1:].split(" ")))
            letters.setdefault(word[0], []).append(rest)
        choices = "|".join(rf"{re.escape(k)}(?:{'|'.join(r)})" for k, r in letters.items())
        self._pattern = re.compile(rf"(?<!\w)({choices})(s?)(?!\w)" if forms else r"(?!)")

    def __call__(self, passage: Passage) -> Iterator[Use]:
        """The terms of a passage, in order."""
        for match in self._pattern.finditer(_small(passage.text)):
            name = " ".join(match[1].split())
            start, end = match.span(1)
            text = passage.text[start:end]
            yield Use(self._forms[name], text, match[2], passage, start, self._within(name))

    def _within(self, name: str) -> frozenset[str]:
        if name not in self._inside:
            words = name.split()
            parts = (
                " ".join(words[i:j])
                for i in range(len(words))
                for j in range(i + 1, len(words) + 1)
                if j - i < len(words)
            )
            keys = {self._forms[part].entry.key for part in parts if part in self._forms}
            self._inside[name] = frozenset(keys)
        return self._inside[name]


def _small(text: str) -> str:
    """The text in small letters, each where it was (one capital becomes two letters)."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower()[0] for c in text)
