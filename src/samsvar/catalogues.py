"""A product's own label catalogue, in the formats that translators use: i18next JSON, YAML, PO.

So guides can be checked against a portal that is not run, and that somebody else makes. Keys are
the product's own and say nothing of the kind of element, so a label is looked up among all texts.
Texts with placeholders are templates, as in our own catalogues, and never quoted whole.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml
from babel.messages.pofile import PoFileError, read_po

from samsvar.labels import Labels
from samsvar.languages import KNOWN
from samsvar.verdicts import CannotGoOn, Place, Verdict, nearest, reason_of
from samsvar.yaml_files import TOO_DEEP, checked

#: Texts by key.
Texts = dict[str, str]
#: Placeholders of i18next (`{{name}}`, `$t(key)`) and gettext (`%(name)s`, `%s`), as ours.
PLACEHOLDERS = re.compile(r"\{\{-?\s*([\w.]+)[^}]*\}\}|\$t\(([^)]*)\)|%\((\w+)\)[sd]|%[sd]")
TAG = re.compile(r"</?\w+\s*/?>")


def load(arguments: Sequence[str], languages: Sequence[str], relative: Path) -> Labels:
    """The labels in some files, each given as `FILE` or `LANGUAGE=FILE`.

    The language is the one named, else the one that a PO file's header, the only level above the
    keys (`nb:`) or the path (`locales/nb/portal.json`, `en.po`) tells. A language that only PO
    files of others are given for has the texts that these translate from. Relative paths begin at
    `relative`. Raises `CannotGoOn` for what cannot be read, and for a language without a catalogue.
    """
    found: dict[str, Texts] = {}
    sources: Texts = {}
    for argument in arguments:
        named, _, name = argument.rpartition("=")
        path = relative / name
        try:
            texts, source, declared = _read(path, name)
            sources |= source
            for code, mine in _by_language(texts, named or declared, name, languages):
                found.setdefault(code, {}).update(mine)
        except RecursionError:
            raise CannotGoOn([_unreadable(Place(name), TOO_DEEP)]) from None
    for code in languages:
        if code not in found and not sources:
            message = f"There is no catalogue for {code}, so its guides cannot be checked."
            raise CannotGoOn(
                [
                    Verdict(
                        "label/catalogue", Place(name), message, suggestion=f"--labels {code}=FILE"
                    )
                ]
            )
    texts_of = {code: found.get(code, sources) for code in languages}
    common = set.intersection(*(set(texts) for texts in texts_of.values()))
    shared = {code: {key: texts[key] for key in sorted(common)} for code, texts in texts_of.items()}
    return Labels(", ".join(argument.rpartition("=")[2] for argument in arguments), shared, False)


def _read(path: Path, shown: str) -> tuple[Mapping[str, Any], Texts, str]:
    """The tree of a file, the source texts of a PO file, and the language that it declares."""
    readers: dict[str, Callable[[str], tuple[Mapping[str, Any], Texts, str]]] = {
        ".json": _json,
        ".yml": _yaml,
        ".yaml": _yaml,
        ".po": _po,
    }
    read = readers.get(path.suffix)
    if read is None:
        verdict = Verdict(
            "label/catalogue",
            Place(shown),
            "A catalogue is i18next JSON, YAML or gettext PO.",
            found=path.suffix or "no ending",
            expected="one of " + ", ".join(readers),
            suggestion=nearest(path.suffix, readers),
        )
        raise CannotGoOn([verdict])
    try:
        tree, sources, declared = read(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, PoFileError) as error:
        reason, *position = _reason(error)
        raise CannotGoOn([_unreadable(Place(shown, *position), reason)]) from None
    if not tree:
        raise CannotGoOn([Verdict("label/catalogue", Place(shown), "There are no labels here.")])
    return tree, sources, declared


def _unreadable(place: Place, reason: str) -> Verdict:
    return Verdict("label/catalogue", place, f"This file cannot be read: {reason}.")


def _reason(error: Exception) -> tuple[str, int, int]:
    """Why a file cannot be read, and the line and column."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]}", error.lineno, error.colno
    if isinstance(error, yaml.MarkedYAMLError) and (mark := error.problem_mark):
        return str(error.problem), mark.line + 1, mark.column + 1
    if isinstance(error, PoFileError):
        return str(error).rstrip("."), error.lineno or 1, 1
    return (*reason_of(error), 1)


def _json(source: str) -> tuple[Mapping[str, Any], Texts, str]:
    return _mapping(json.loads(source)), {}, ""


def _yaml(source: str) -> tuple[Mapping[str, Any], Texts, str]:
    return _mapping(yaml.safe_load(checked(source))), {}, ""


def _mapping(tree: object) -> Mapping[str, Any]:
    if not isinstance(tree, dict):
        raise ValueError("a catalogue maps keys to texts")
    return tree


def _po(source: str) -> tuple[Mapping[str, Any], Texts, str]:
    catalogue = read_po(io.StringIO(source), abort_invalid=True)
    texts: Texts = {}
    sources: Texts = {}
    for message in catalogue:
        if message.id and not message.fuzzy:
            ids, strings = _forms(message.id), _forms(message.string)
            for text, translated in zip_longest(ids, strings[: len(ids)], fillvalue=""):
                key = f"{message.context or ''}\N{END OF TRANSMISSION}{text}"
                sources[key] = text
                texts[key] = translated or text  # as gettext shows what is not translated
    return texts, _texts(sources), str(catalogue.locale_identifier or "")


def _forms(value: object) -> list[str]:
    """A text's forms: singular and plural, or only the one."""
    return [str(form) for form in value] if isinstance(value, (tuple, list)) else [str(value)]


def _by_language(
    tree: Mapping[str, Any], named: str, shown: str, languages: Sequence[str]
) -> Iterator[tuple[str, Texts]]:
    """The texts of a file, by the language that they are in."""
    inside = {str(key): code for key in tree if (code := _code(str(key)))}
    if not named and len(inside) == len(tree):
        for key, code in inside.items():
            yield code, _texts(_mapping(tree[key]))
        return
    words = re.split(r"[/._=-]", named or shown)
    code = _code(named) or next((c for word in reversed(words) if (c := _code(word))), None)
    if code is None or code not in languages:
        message = "Which language this catalogue is in, neither its name nor its contents tell."
        raise CannotGoOn(
            [
                Verdict(
                    "label/catalogue",
                    Place(shown),
                    message,
                    found=named or shown,
                    expected="one of " + ", ".join(languages),
                    suggestion=f"--labels {languages[0]}={shown}",
                )
            ]
        )
    yield code, _texts(tree)


def _code(name: str) -> str | None:
    """The language that a name such as `nb`, `nb-NO`, `en_GB` or `no` stands for."""
    first = re.split(r"[-_]", name)[0].lower()
    code = {"no": "nb"}.get(first, first)
    return code if code in KNOWN else None


def _texts(tree: Mapping[str, Any], prefix: str = "") -> Texts:
    """Texts by key, levels joined by dots, as the screen shows them: without markup."""
    texts: Texts = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            texts |= _texts(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            texts |= _texts(dict(enumerate(value)), f"{prefix}{key}.")  # type: ignore[arg-type]
        elif value is not None:
            plain = PLACEHOLDERS.sub(_placeholder, TAG.sub("", str(value)))
            texts[f"{prefix}{key}"] = " ".join(plain.split())
    return texts


def _placeholder(match: re.Match[str]) -> str:
    return f"{{{next((group for group in match.groups() if group), 'value')}}}"
