"""Terms of twins: where one language speaks of one thing, and the other of another.

Translation is free: a term can be a pronoun in the twin. So only two findings count (decision
0011): a term that has become *another* term in the paragraph that corresponds, and a term that
comes back in a section, but that its twin never uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from samsvar.passages import Section
from samsvar.terms import Form
from samsvar.verdicts import Verdict
from samsvar.wording import Use


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
    told: set[str] = set()
    for lost, added in _substitutions(first, second):
        told |= {lost.key, added.key}
        yield Verdict(
            "term/twins",
            added.place,
            f"This is another term than in {first.language}: “{lost.key}” has become "
            f"“{added.key}”.",
            found=added.shown,
            expected=_expected(lost, second.language, first.language, forms),
            twin=lost.place,
            language=second.language,
        )
    for use in _left_out(first, second):
        if use.key not in told:
            yield Verdict(
                "term/twins",
                second.section.passages[0].places[0],
                f"The term “{use.key}” comes back in {first.language}, but is never used here.",
                expected=_expected(use, second.language, first.language, forms),
                twin=use.place,
                language=second.language,
            )
    for use in _left_out(second, first):
        if use.key not in told:
            yield Verdict(
                "term/twins",
                use.place,
                f"The term “{use.key}” comes back here, but is never used in {first.language}.",
                found=use.shown,
                expected=_expected(use, first.language, second.language, forms),
                twin=first.section.passages[0].places[0],
                language=second.language,
            )


def _substitutions(first: Found, second: Found) -> Iterator[tuple[Use, Use]]:
    """A term that only the first has, with one that only the second has, in paragraphs that
    correspond: by position, or all as one where their numbers differ."""
    if len(first.parts) == len(second.parts):
        pairs = list(zip(first.parts, second.parts, strict=True))
    else:
        pairs = [(first.uses, second.uses)]
    for one, other in pairs:
        yield from zip(_without(one, other), _without(other, one), strict=False)


def _left_out(first: Found, second: Found) -> Iterator[Use]:
    """The first use of each term that is used more than once in the first, never in the second."""
    if second.parts:
        for use in _without(first.uses, second.uses):
            if sum(use.key == each.key for each in first.uses) > 1:
                yield use


def _without(uses: Sequence[Use], others: Sequence[Use]) -> list[Use]:
    """The first use of each term that the others do not have, nor as a part of a longer one."""
    known = {key for use in others for key in (use.key, *use.inside)}
    first: dict[str, Use] = {}
    for use in uses:
        if use.key not in known:
            first.setdefault(use.key, use)
    return list(first.values())


def _expected(
    use: Use, language: str, other: str, forms: Mapping[str, Mapping[str, Form]]
) -> str | None:
    """The preferred word in a language for a term that the other uses, if the list has one."""
    known = (form for form in forms[language].values() if form.entry.key == use.key)
    form = next(known, None)
    if form is None:
        return None
    return f"{form.wording.preferred[0]} in {language}, for “{use.shown}” in {other}"
