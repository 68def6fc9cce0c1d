"""The languages that guides are written in.

BCP 47 codes (`nb`, `nn`, `en`) are used everywhere; Gherkin and the search index say `no` where
they mean Norwegian, and only there. `no` is also how YAML spells *false*: every locale that is read
from a file goes through `locale_code`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from gherkin.dialect import Dialect

from samsvar.verdicts import CannotGoOn, Place, Verdict, nearest


@dataclass(frozen=True)
class Language:
    """One language: its BCP 47 code, and what Gherkin, MkDocs' search and its readers call it.

    `locale` is where its readers live, for browsers and dates.
    """

    code: str
    gherkin: str
    search: str
    name: str
    locale: str


KNOWN = {
    language.code: language
    for language in (
        Language("nb", "no", "no", "Norsk (bokmål)", "nb-NO"),
        Language("nn", "no", "no", "Norsk (nynorsk)", "nn-NO"),
        Language("en", "en", "en", "English", "en-GB"),
    )
}


def locale_code(value: object, place: Place) -> str:
    """The BCP 47 code that a file names, or `CannotGoOn` with the remedy."""
    if value is False:
        raise CannotGoOn(
            [
                Verdict(
                    "text/language",
                    place,
                    "YAML reads no without quotation marks as false.",
                    found="no",
                    expected=_choices(),
                    suggestion='"nb"',
                )
            ]
        )
    if not isinstance(value, str) or value not in KNOWN:
        hint = {"no": "nb", "nor": "nb"}.get(str(value)) or nearest(str(value), KNOWN)
        raise CannotGoOn(
            [
                Verdict(
                    "text/language",
                    place,
                    "This is not a language that samsvar knows.",
                    found=str(value),
                    expected=_choices(),
                    suggestion=f'"{hint}"' if hint else None,
                )
            ]
        )
    return value


def _choices() -> str:
    return "one of " + ", ".join(f'"{code}"' for code in KNOWN)


@cache
def keywords(language: str) -> Mapping[str, str]:
    """Gherkin's step keywords in a language: what each begins (given, when, then) or that it
    continues the step before (and, but)."""
    dialect = Dialect.for_name(KNOWN[language].gherkin)
    assert dialect is not None
    spellings = {
        "given": dialect.given_keywords,
        "when": dialect.when_keywords,
        "then": dialect.then_keywords,
        "and": dialect.and_keywords,
        "but": dialect.but_keywords,
    }
    found = {word.strip(): kind for kind, words in spellings.items() for word in words}
    return {**found, "*": "and"}


def keyword_of(kind: str, language: str) -> str:
    """Gherkin's keyword for given, when, then, and or but in a language (never `*`)."""
    return next(word for word, k in keywords(language).items() if k == kind and word != "*")


@cache
def texts(language: str) -> dict[str, str]:
    """The words that samsvar itself puts on a page, by key, in one language."""
    source = files("samsvar").joinpath("texts", f"{language}.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(source))


def others(languages: Sequence[str], language: str) -> tuple[str, ...]:
    """The configured languages except one, in configured order."""
    return tuple(code for code in languages if code != language)
