"""Labels: the texts of the portal's user interface, by key and language.

The portal owns the catalogues (`labels/EDITION/LANGUAGE.yml`); samsvar reads the very same files.
The first level of a catalogue is the kind of element (`button`, `link`, `field` …), so that a text
quoted in a guide is looked up among the elements that the step can mean. An edition is an overlay
on the editions before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from samsvar.verdicts import CannotGoOn, Place, Verdict, nearest


@dataclass(frozen=True)
class Label:
    """A label as a guide quotes it: its text in one language and the key that it stands for.

    `key` is the same in every language. When a language uses one text for several keys (a button
    that later became two), all of them are named, joined by `|`.
    """

    key: str
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Labels:
    """The labels of one edition: texts by language and key."""

    edition: str
    texts: Mapping[str, Mapping[str, str]]

    def text(self, key: str, language: str, **values: str) -> str:
        """The text of a key (any of them, for a joined key), with its placeholders filled in.

        Raises `KeyError` for a key that the catalogue does not have: a fault of the code, since
        keys are never written in guides.
        """
        pattern = self.texts[language][key.partition("|")[0]]
        return pattern.format(**values) if values else pattern

    def by_text(self, language: str, kinds: Iterable[str]) -> Mapping[str, str]:
        """Keys by text, for the labels of some kinds in one language. Templates are left out."""
        found = (self._index.get((language, kind), {}) for kind in kinds)
        return {text: key for texts in found for text, key in texts.items()}

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """Joined keys by text, for each language and kind."""
        index: dict[tuple[str, str], dict[str, str]] = {}
        groups = self._groups
        for language, texts in self.texts.items():
            for key, text in texts.items():
                kind = key.partition(".")[0]
                if "{" not in text:
                    index.setdefault((language, kind), {})[text] = groups[key]
        return index

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        """The joined key of each key: with it, all that share its text in some language."""
        group = {key: {key} for texts in self.texts.values() for key in texts}
        for texts in self.texts.values():
            first: dict[tuple[str, str], str] = {}
            for key, text in texts.items():
                other = first.setdefault((key.partition(".")[0], text), key)
                if group[other] is not group[key]:
                    group[other] |= group[key]
                    for member in group[other]:
                        group[member] = group[other]
        return {key: "|".join(sorted(members)) for key, members in group.items()}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of elements in the catalogue, in alphabetical order."""
        return tuple(sorted({kind for _, kind in self._index}))

    def shown_as(self, text: str, language: str) -> Iterator[str]:
        """The keys of any kind with this text, in one language."""
        for (code, _), found in self._index.items():
            if code == language and text in found:
                yield found[text]


@dataclass(frozen=True)
class Words:
    """The labels in the language of one guide: what a step function looks for on the screen."""

    labels: Labels
    language: str

    def __call__(self, key: str, **values: str) -> str:
        """The text of a key, with its placeholders filled in."""
        return self.labels.text(key, self.language, **values)


def load(folder: Path, editions: Sequence[str], edition: str, languages: Sequence[str]) -> Labels:
    """The labels of an edition: every catalogue up to it, laid over each other.

    Raises `CannotGoOn` for a catalogue that cannot be read, and when the languages do not have the
    same keys.
    """
    texts: dict[str, dict[str, str]] = {}
    for language in languages:
        merged: dict[str, str] = {}
        for name in editions[: editions.index(edition) + 1]:
            merged |= _read(folder / name / f"{language}.yml", required=name == editions[0])
        texts[language] = merged
    labels = Labels(edition, texts)
    verdicts = list(_unequal_keys(labels, folder / editions[0]))
    if verdicts:
        raise CannotGoOn(verdicts)
    return labels


def read_yaml(path: Path) -> Any:
    """The contents of a YAML file; raises `CannotGoOn` with the line when it cannot be read."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(str(path), mark.line + 1, mark.column + 1) if mark else Place(str(path))
        message = f"This is not valid YAML: {error.problem}."
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        place, message = Place(str(path)), f"This file cannot be read: {error}."
    raise CannotGoOn([Verdict("text/yaml", place, message)])


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The C parser where PyYAML has it: catalogues are read at every start."""


def _read(path: Path, *, required: bool) -> dict[str, str]:
    if not required and not path.is_file():
        return {}
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise CannotGoOn(
            [Verdict("label/catalogue", Place(str(path)), "A catalogue maps kinds to labels.")]
        )
    return dict(_flatten(data, path))


def _flatten(data: Mapping[Any, Any], path: Path, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if not isinstance(key, str):
            raise CannotGoOn(
                [
                    Verdict(
                        "label/catalogue",
                        Place(str(path)),
                        "YAML does not read this key as text: put it in quotation marks.",
                        found=f"{prefix}{key}",
                    )
                ]
            )
        if isinstance(value, dict):
            yield from _flatten(value, path, f"{prefix}{key}.")
        elif isinstance(value, str):
            yield f"{prefix}{key}", value
        else:
            raise CannotGoOn(
                [
                    Verdict(
                        "label/catalogue",
                        Place(str(path)),
                        f"The label {prefix}{key} is not a text: put it in quotation marks.",
                        found=str(value),
                    )
                ]
            )


def _unequal_keys(labels: Labels, folder: Path) -> Iterator[Verdict]:
    everything = {key for texts in labels.texts.values() for key in texts}
    for language, texts in labels.texts.items():
        for key in sorted(everything - texts.keys()):
            yield Verdict(
                "label/catalogue",
                Place(str(folder / f"{language}.yml")),
                f"The label {key} is missing in this language.",
                suggestion=nearest(key, texts),
                language=language,
            )
