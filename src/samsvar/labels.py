"""Labels: the texts of the portal's user interface, by key and language.

The portal owns the catalogues (`labels/EDITION/LANGUAGE.yml`); samsvar reads the very same files.
The first level of a catalogue is the kind of element (`button`, `link`, `field` …), so that a text
quoted in a guide is looked up among the elements that the step can mean. An edition is an overlay
on the editions before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import yaml

from samsvar.verdicts import CannotGoOn, Place, Verdict
from samsvar.yaml_files import TEXT, compose, place_of


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
    """The labels of one edition: texts by language and key.

    `has_kinds` is whether keys begin with a kind of element; those of another product's catalogue
    (`catalogues`), whose files `edition` then names, do not.
    """

    edition: str
    texts: Mapping[str, Mapping[str, str]]
    has_kinds: bool = True

    def __str__(self) -> str:
        return f"edition {self.edition}" if self.has_kinds else self.edition

    def text(self, key: str, language: str, **values: str) -> str:
        """The text of a key (any of them, for a joined key), with its placeholders filled in.

        Raises `KeyError` for a key that the catalogue does not have: a fault of the code, since
        keys are never written in guides.
        """
        pattern = self.texts[language][key.partition("|")[0]]
        return pattern.format(**values) if values else pattern

    def over(self, ours: Labels) -> Labels:
        """Our labels, with these instead where the keys are the same."""
        texts = {
            language: {key: self.texts[language].get(key, text) for key, text in known.items()}
            for language, known in ours.texts.items()
        }
        return replace(ours, texts=texts)

    def by_text(self, language: str, kinds: Iterable[str]) -> Mapping[str, str]:
        """Keys by text, for the labels of some kinds in one language. Templates are left out."""
        wanted = kinds if self.has_kinds else [""]
        found = (self._index.get((language, kind), {}) for kind in wanted)
        return {text: key for texts in found for text, key in texts.items()}

    def kinds(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """The kinds of element that have each text in one language, as people write them; none
        where keys have no kinds."""
        found: dict[str, tuple[str, ...]] = {}
        for code, kind in self._index:
            if code == language and self.has_kinds:
                for text in self._index[code, kind]:
                    found[text] = (*found.get(text, ()), kind.replace("_", " "))
        return found

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """Joined keys by text, for each language and kind."""
        index: dict[tuple[str, str], dict[str, str]] = {}
        groups = self._groups
        for language, texts in self.texts.items():
            for key, text in texts.items():
                if "{" not in text:
                    index.setdefault((language, self._kind(key)), {})[text] = groups[key]
        return index

    def _kind(self, key: str) -> str:
        return key.partition(".")[0] if self.has_kinds else ""

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        """The joined key of each key: with it, all that share its text in some language."""
        group = {key: {key} for texts in self.texts.values() for key in texts}
        for texts in self.texts.values():
            first: dict[tuple[str, str], str] = {}
            for key, text in texts.items():
                other = first.setdefault((self._kind(key), text), key)
                if group[other] is not group[key]:
                    group[other] |= group[key]
                    for member in group[other]:
                        group[member] = group[other]
        return {key: "|".join(sorted(members)) for key, members in group.items()}


@dataclass(frozen=True)
class Words:
    """The labels in the language of one guide: what a step function looks for on the screen."""

    labels: Labels
    language: str

    def __call__(self, key: str, **values: str) -> str:
        """The text of a key, with its placeholders filled in."""
        return self.labels.text(key, self.language, **values)


def load(
    folder: Path,
    editions: Sequence[str],
    edition: str,
    languages: Sequence[str],
    root: Path | None = None,
) -> Labels:
    """The labels of an edition: every catalogue up to it, laid over each other.

    `root` is the folder that paths in verdicts are relative to. Raises `CannotGoOn` for a catalogue
    that is missing or cannot be read, and when the languages do not have the same keys.
    """
    found: dict[str, dict[str, tuple[str, Place]]] = {}
    for language in languages:
        merged = found.setdefault(language, {})
        for name in editions[: editions.index(edition) + 1]:
            if name != editions[0] and not (folder / name).is_dir():
                message = f"There is no folder with the labels of edition {name}."
                raise CannotGoOn([Verdict("label/catalogue", _shown(folder, root), message)])
            path = folder / name / f"{language}.yml"
            if name == editions[0] or path.is_file():
                merged |= _read(path, root)
    verdicts = list(_unequal_keys(found))
    if verdicts:
        raise CannotGoOn(verdicts)
    return Labels(edition, {code: {k: t for k, (t, _) in e.items()} for code, e in found.items()})


def _read(path: Path, root: Path | None) -> dict[str, tuple[str, Place]]:
    """The texts of one catalogue by key, each with its place."""
    shown = _shown(path, root)
    tree = compose(path, shown.path)
    if isinstance(tree, yaml.MappingNode):
        return _flatten(tree, shown.path)
    raise CannotGoOn([Verdict("label/catalogue", shown, "A catalogue maps kinds to labels.")])


def _flatten(node: yaml.MappingNode, path: str, prefix: str = "") -> dict[str, tuple[str, Place]]:
    entries: dict[str, tuple[str, Place]] = {}
    for name, value in node.value:
        key = f"{prefix}{name.value}"
        place = place_of(name, path)
        message, found = None, key
        if name.tag != TEXT:
            message = "YAML does not read this key as text: put it in quotation marks."
        elif key in entries or any(known.startswith(f"{key}.") for known in entries):
            message = "This key stands twice in the catalogue; the first would be lost."
        elif isinstance(value, yaml.MappingNode):
            entries |= _flatten(value, path, f"{key}.")
        elif value.tag == TEXT:
            entries[key] = (value.value, place)
        else:
            message = f"The label {key} is not a text: put it in quotation marks."
            found = value.value if isinstance(value, yaml.ScalarNode) else "a list"
        if message:
            raise CannotGoOn([Verdict("label/catalogue", place, message, found=found)])
    return entries


def _shown(path: Path, root: Path | None) -> Place:
    inside = root is not None and path.is_relative_to(root)
    return Place(path.relative_to(root).as_posix() if inside and root else str(path))


def _unequal_keys(found: Mapping[str, Mapping[str, tuple[str, Place]]]) -> Iterator[Verdict]:
    everything: dict[str, tuple[str, Place]] = {}
    for entries in found.values():
        everything |= entries
    for language, entries in found.items():
        for key in sorted(everything.keys() - entries.keys()):
            text, place = everything[key]
            yield Verdict(
                "label/catalogue",
                Place(f"{place.path.rpartition('/')[0]}/{language}.yml"),
                f"The label {key} is missing in this language.",
                expected=f"a text for {key}, as in {place}: {text}",
                language=language,
            )
