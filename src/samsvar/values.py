"""What values mean: the texts that a type of argument has in each language, in one edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samsvar.labels import Labels
from samsvar.phrases import Parameter


class Values:
    """The values of all types of argument, with the labels of one edition.

    `written` are the labels of the edition that the guides are written for, when they are held
    against another one. `world` are the labels that the world of the examples has for the things in
    it, when another product's are checked against: those know nothing of that world.
    """

    def __init__(
        self,
        languages: Sequence[str],
        labels: Labels,
        written: Labels | None = None,
        world: Labels | None = None,
    ) -> None:
        self.languages = tuple(languages)
        self.labels = labels
        self.written = written
        self.world = world or labels
        self._values: dict[tuple[int, str], Mapping[str, str] | None] = {}

    def values(self, parameter: Parameter, language: str) -> Mapping[str, str] | None:
        """The canonical values of a parameter type by text in one language; None: any text."""
        key = (id(parameter), language)
        if key not in self._values:
            labels = self.labels if parameter.bold else self.world
            self._values[key] = parameter.values(language, labels) if parameter.values else None
        return self._values[key]

    def renamed(self, parameter: Parameter, text: str, language: str) -> dict[str, list[str]]:
        """What a text of the guides' own edition is called in this one, by language.

        A text that stood for one thing which has become several has them all, in the order of their
        keys; in the guide's own language its old name is among them if something still has it.
        Empty when the guides' own edition has no such text, or is this one.
        """
        if self.written is None or parameter.values is None:
            return {}
        key = parameter.values(language, self.written).get(text)
        if key is None:
            return {}
        parts = set(key.split("|"))
        return {
            code: [
                t
                for t, k in (self.values(parameter, code) or {}).items()
                if parts & {*k.split("|")}
            ]
            for code in self.languages
        }

    def text_of(self, parameter: Parameter, canonical: str, language: str) -> str:
        """How one language writes a canonical value."""
        values = self.values(parameter, language) or {}
        return next((text for text, value in values.items() if value == canonical), canonical)


def in_each(names: Mapping[str, Sequence[str]]) -> str:
    """Names to choose from by language: “nb: “Hils” or “Ny hilsen”; en: “Greet””."""
    choices = {code: " or ".join(f"“{name}”" for name in names[code]) for code in names}
    return "; ".join(f"{code}: {choice}" for code, choice in choices.items() if choice)


def some(values: Mapping[str, str]) -> str:
    """The first few texts of some values, for a message."""
    shown = list(values)[:8]
    return ", ".join(shown) + (" …" if len(values) > len(shown) else "")
