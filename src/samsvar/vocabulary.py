"""The vocabulary: what a step can say, in every language, and what it then does.

Look-up does not grow with the number of phrases (`phrases` tells how they are written). Gaps,
ambiguities and unequal parameters are verdicts before anything runs. Modules of steps import what
they need from here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from samsvar.languages import keyword_of, keywords
from samsvar.phrases import (
    GAP,
    PLACEHOLDER,
    VALUE,
    Column,
    Definition,
    Parameter,
    column,
    definition_of,
    fill,
    fresh_world,
    given,
    guide,
    is_step,
    is_world,
    key_of_phrase,
    key_of_text,
    label,
    parameter_of,
    then,
    when,
)
from samsvar.verdicts import CannotGoOn, Place, Verdict, nearest

__all__ = [
    "GAP",
    "PLACEHOLDER",
    "VALUE",
    "Column",
    "Definition",
    "Match",
    "Parameter",
    "Vocabulary",
    "column",
    "fill",
    "fresh_world",
    "given",
    "guide",
    "key_of_phrase",
    "key_of_text",
    "label",
    "parameter_of",
    "then",
    "when",
]


#: How like a phrase a text must be, from 0 to 1, for the phrase to be of help.
NEAR = 0.6
#: How like a phrase of another part a text must be, from 0 to 1, to be a slip of it.
SLIP = 0.85


@dataclass(frozen=True)
class Match:
    """A step text that the vocabulary knows: the definition and the texts of its values."""

    definition: Definition
    texts: Mapping[str, str]


class Vocabulary:
    """All steps of a project, in every language, and what opens a fresh world for a chapter."""

    def __init__(
        self,
        definitions: Iterable[Definition],
        languages: Sequence[str],
        fresh_world: Callable[[], AbstractContextManager[Any]] | None = None,
    ) -> None:
        self.definitions = tuple(definitions)
        self.languages = tuple(languages)
        self.fresh_world = fresh_world or _no_world
        self._index: dict[tuple[str, str], list[Definition]] = {}
        for definition in self.definitions:
            for language, phrase in definition.phrases.items():
                self._index.setdefault((language, key_of_phrase(phrase)), []).append(definition)

    @classmethod
    def of_modules(
        cls, modules: Iterable[ModuleType], languages: Sequence[str], root: Path
    ) -> Vocabulary:
        """Collects the registered functions of some modules, in the order of their source."""
        everything = [found for module in modules for found in vars(module).values()]
        functions = dict.fromkeys(found for found in everything if is_step(found))
        world = next((found for found in everything if is_world(found)), None)
        return cls([definition_of(function, root) for function in functions], languages, world)

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The types of value that some step takes, in order of their first use."""
        found = (
            parameter
            for d in self.definitions
            for parameter in (*d.parameters.values(), *(c.parameter for c in d.columns.values()))
        )
        return tuple({id(parameter): parameter for parameter in found}.values())

    def match(self, part: str, text: str, language: str) -> Match | None:
        """The step that a text stands for, or None. Takes the same time however many there are."""
        found = [
            definition
            for definition in self._index.get((language, key_of_text(text)), ())
            if definition.part == part
        ]
        if not found:
            return None
        names = PLACEHOLDER.findall(found[0].phrases[language])
        values = ["".join(groups) for groups in VALUE.findall(text)]
        return Match(found[0], dict(zip(names, values, strict=True)))

    def explain(
        self, part: str, text: str, language: str, place: Place, keyword: str | None = None
    ) -> Verdict:
        """The verdict on a text that `match` does not know: what the writer may have meant.

        `part` is empty for a first step whose `keyword` continues the step before it.
        """
        key = key_of_text(text)
        values = [match.group() for match in VALUE.finditer(text)]
        if other := self._index.get((language, key)):
            return _wrong_keyword(part, other[0].part, text, language, place, keyword)
        for code in self.languages:
            if code != language and (other := self._index.get((code, key))):
                return Verdict(
                    "text/other-language",
                    place,
                    f"This step is written in {code}; the guide is in {language}.",
                    found=text,
                    suggestion=other[0].translated(text, code, language),
                    language=language,
                )
        close = self._closest(part, key, language)
        if close is None:
            suggestion, expected = None, "one of the phrases that `samsvar steps` prints"
        elif len(close.parameters) == len(values):
            suggestion, expected = fill(close.phrases[language], values), None
            if part and close.part != part:
                wrong = _wrong_keyword(part, close.part, text, language, place, keyword)
                right = f"{keyword_of(close.part, language)} {suggestion}"
                return replace(wrong, suggestion=right)
        else:
            wanted = keyword_of(close.part, language)
            suggestion, expected = None, f"a step such as {wanted} {close.written(language)}"
        return Verdict(
            "text/undefined",
            place,
            "The vocabulary has no such step.",
            found=text,
            expected=expected,
            suggestion=suggestion,
            language=language,
        )

    def _closest(self, part: str, key: str, language: str) -> Definition | None:
        """The step that a writer most likely meant: one of this part, if none of another part is
        nearly the same. `part` may be empty, for any."""
        phrases: dict[bool, dict[str, Definition]] = {True: {}, False: {}}
        for definition in self.definitions:
            if language in definition.phrases:
                mine = part in (definition.part, "")
                phrases[mine][key_of_phrase(definition.phrases[language])] = definition
        other = nearest(key, phrases[False], SLIP)
        close = nearest(key, [*phrases[True], other] if other else phrases[True], NEAR)
        return phrases[True].get(close) or phrases[False][close] if close else None

    def known(self, text: str) -> tuple[Definition, str] | None:
        """The step that a text is in some language, whatever its keyword; and that language."""
        key = key_of_text(text)
        for code in self.languages:
            if found := self._index.get((code, key)):
                return found[0], code
        return None

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is wrong with the vocabulary itself; must be empty before a guide is read."""
        return (*self._gaps(), *self._ambiguities())

    def _gaps(self) -> Iterator[Verdict]:
        for d in self.definitions:
            arguments = inspect.signature(d.function).parameters
            for language in self.languages:
                for what, texts in (("phrase", d.phrases), ("guide sentence", d.sentences)):
                    if language not in texts:
                        yield self._gap(d, language, f"has no {what} in {language}.")
                        continue
                    names = PLACEHOLDER.findall(texts[language])
                    allowed = [n for n in arguments if n in d.parameters]
                    unequal = sorted(names) != sorted(allowed) if what == "phrase" else False
                    if unequal or not set(names) <= set(allowed):
                        yield Verdict(
                            "text/parameters",
                            d.place,
                            f"The {what} of {d.identity} in {language} must use the function's "
                            "own placeholders, each once.",
                            found=texts[language],
                            expected=" ".join(f"{{{n}}}" for n in allowed) or "no placeholder",
                            language=language,
                        )
                for name, col in d.columns.items():
                    if language not in col.headings:
                        yield self._gap(d, language, f"has no heading in {language} for {name}.")

    def _gap(self, definition: Definition, language: str, problem: str) -> Verdict:
        return Verdict(
            "translation/phrase",
            definition.place,
            f"The step {definition.identity} {problem}",
            language=language,
        )

    def _ambiguities(self) -> Iterator[Verdict]:
        for (language, _), definitions in self._index.items():
            first: dict[str, Definition] = {}
            for d in definitions:
                other = first.setdefault(d.part, d)
                if other is not d:
                    yield Verdict(
                        "text/ambiguous",
                        d.place,
                        f"{other.identity} at {other.place} has the same phrase in {language}.",
                        found=d.phrases[language],
                        language=language,
                    )


def _no_world() -> AbstractContextManager[Any]:
    message = "No function of the steps is marked with @fresh_world, so no chapter can begin."
    raise CannotGoOn([Verdict("text/config", Place("steps"), message)])


def _wrong_keyword(
    part: str, right: str, text: str, language: str, place: Place, keyword: str | None
) -> Verdict:
    wanted = keyword_of(right, language)
    if not part:
        message = f"The first step cannot begin with {keyword}: there is no step to continue."
    elif keyword and keywords(language)[keyword] in ("and", "but"):
        message = (
            f"{keyword} continues the {keyword_of(part, language)} step above; "
            f"this phrase belongs to {wanted}."
        )
    else:
        message = f"This phrase belongs to {wanted}, not to {keyword_of(part, language)}."
    return Verdict(
        "text/wrong-keyword",
        place,
        message,
        found=f"{keyword} {text}" if keyword else text,
        suggestion=f"{wanted} {text}",
        language=language,
    )
