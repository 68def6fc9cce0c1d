"""Terms of twins: where one language speaks of one thing, and the other of another.

Translation is free: a term can be a pronoun in the twin. So only two findings count (decision
0011): a term that has become *another* term in the paragraph that corresponds, and a term that
comes back in a section, but that its twin never uses.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samsvar.passages import Section
from samsvar.terms import Form, Wording
from samsvar.verdicts import Verdict
from samsvar.wording import Use

#: The wording of each term that a language has words for, by language and key.
Words = Mapping[str, Mapping[str, Wording]]


@dataclass(frozen=True)
class Found:
    """The terms of a section in one language, paragraph by paragraph."""

    language: str
    section: Section
    parts: tuple[tuple[Use, ...], ...]

    @property
    def uses(self) -> tuple[Use, ...]:
        """The terms of all paragraphs."""
        return tuple(use for part in self.parts for use in part)


def compare(
    first: Found, second: Found, forms: Mapping[str, Mapping[str, Form]]
) -> Iterator[Verdict]:
    """Verdicts on the second of two twins; `forms` are those of the term list, by language."""
    one, other = first.language, second.language
    words = {code: {f.entry.key: f.wording for f in forms[code].values()} for code in (one, other)}
    told: set[str] = set()
    for lost, added in _substitutions(first, second, words):
        told |= {lost.key, added.key}
        yield Verdict(
            "term/twins",
            added.place,
            f"This is another term than in {one}: “{lost.key}” has become “{added.key}”.",
            found=added.shown,
            expected=_expected(lost, words, other, one),
            twin=lost.place,
            language=other,
        )
    for use in _left_out(first, second, words):
        if use.key not in told:
            yield Verdict(
                "term/twins",
                second.section.passages[0].places[0],
                f"The term “{use.key}” comes back in {one}, but is never used here.",
                expected=_expected(use, words, other, one),
                twin=use.place,
                language=other,
            )
    for use in _left_out(second, first, words):
        if use.key not in told:
            yield Verdict(
                "term/twins",
                use.place,
                f"The term “{use.key}” comes back here, but is never used in {one}.",
                found=use.shown,
                expected=_expected(use, words, one, other),
                twin=first.section.passages[0].places[0],
                language=other,
            )


def _substitutions(first: Found, second: Found, words: Words) -> Iterator[tuple[Use, Use]]:
    """A term that only the first has, with one that only the second has, in paragraphs that
    correspond: by position, or all as one where their numbers differ."""
    if len(first.parts) == len(second.parts):
        pairs = list(zip(first.parts, second.parts, strict=True))
    else:
        pairs = [(first.uses, second.uses)]
    for one, other in pairs:
        lost = _without(one, other, words[second.language])
        added = _without(other, one, words[first.language])
        yield from zip(lost, added, strict=False)


def _left_out(first: Found, second: Found, words: Words) -> Iterator[Use]:
    """The first use of each term that is used more than once in the first, never in the second."""
    if second.parts:
        for use in _without(first.uses, second.uses, words[second.language]):
            if sum(use.key == each.key for each in first.uses) > 1:
                yield use


def _without(uses: Sequence[Use], others: Sequence[Use], words: Container[str]) -> list[Use]:
    """The first use of each term that the others do not have, nor as a part of a longer one,
    though their language has words for it."""
    known = {key for use in others for key in (use.key, *use.inside)}
    first: dict[str, Use] = {}
    for use in uses:
        if use.key in words and use.key not in known:
            first.setdefault(use.key, use)
    return list(first.values())


def _expected(use: Use, words: Words, language: str, other: str) -> str:
    """The preferred word in a language for a term that the other uses."""
    return f"{words[language][use.key].preferred[0]} in {language}, for “{use.shown}” in {other}"
