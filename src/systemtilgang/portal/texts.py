"""The label catalogues: every text of the portal, by edition, language and key.

A catalogue is `labels/<edition>/<language>.yml`, two levels deep: kind, then key. Edition 2025-12
is complete; each later edition overlays what it changed. The languages are those that have a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from systemtilgang.domain.catalogue import Package
from systemtilgang.domain.editions import DEFAULT_EDITION, EDITIONS

LABELS = Path(__file__).parent / "labels"
DEFAULT_LANGUAGE = "nb"


class LabelError(Exception):
    """A label file is not a mapping of kinds to mappings of texts."""


@dataclass(frozen=True)
class Labels:
    """All texts of one edition in one language; calling it looks one up.

    `labels("heading.users", actor="Klientkunde AS")` fills the placeholders. An unknown key or a
    missing placeholder raises `KeyError`: a mistake in the portal, never in what a user did.
    """

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The text, with its placeholders filled."""
        text = self.texts[key]
        return text.format_map(values) if values else text

    def package(self, package: Package) -> str:
        """A package's name: the catalogue's, unless this edition called it something else."""
        override = self.texts.get(f"package.{package.code}")
        return override if override is not None else package.name.in_language(self.language)

    def description(self, package: Package) -> str:
        """What a package gives; empty where the portal's texts are not known."""
        return self.texts.get(f"description.{package.code}", "")


def read_labels(file: Path) -> dict[str, str]:
    """The texts of one label file by `kind.key`; raises LabelError when it has another shape."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise LabelError(f"{file}: expected a mapping of kinds, found {type(content).__name__}")
    texts: dict[str, str] = {}
    for kind, entries in content.items():
        if not isinstance(entries, dict):
            raise LabelError(f"{file}: expected texts below {kind!r}")
        for key, text in entries.items():
            if not isinstance(text, str):
                raise LabelError(f"{file}: {kind}.{key} is not a text; quote it")
            texts[f"{kind}.{key}"] = text
    return texts


@cache
def languages() -> tuple[str, ...]:
    """The languages that the portal speaks, the default one first."""
    found = sorted(file.stem for file in (LABELS / DEFAULT_EDITION).glob("*.yml"))
    return tuple(sorted(found, key=lambda language: language != DEFAULT_LANGUAGE))


@cache
def labels(edition: str, language: str) -> Labels:
    """The catalogue of an edition in a language: the first edition's, then what every edition up to
    this one changed, in order.
    """
    texts = read_labels(LABELS / DEFAULT_EDITION / f"{language}.yml")
    editions = tuple(EDITIONS)
    for changed in editions[1 : editions.index(edition) + 1]:
        overlay = LABELS / changed / f"{language}.yml"
        if overlay.is_file():
            texts |= read_labels(overlay)
    return Labels(language, MappingProxyType(texts))


@cache
def own_names() -> tuple[tuple[str, str], ...]:
    """Each language with what it calls itself, for the language menu."""
    return tuple(
        (language, labels(DEFAULT_EDITION, language)("button.this_language"))
        for language in languages()
    )


def explanations(key: str, *, first: str) -> tuple[tuple[str, str], ...]:
    """One text in every language, for a visitor whose language is not known yet."""
    ordered = sorted(languages(), key=lambda language: language != first)
    return tuple((language, labels(DEFAULT_EDITION, language)(key)) for language in ordered)
