"""The files that guides stand in: which there are, and what is looked at before Gherkin reads one.

A guide has a file per language, `features/LANGUAGE/NAME.feature`, in UTF-8, whose first line names
the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from unicodedata import is_normalized, normalize

from samsvar.languages import KNOWN
from samsvar.verdicts import CannotGoOn, Edit, Place, Verdict, count

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def find(features: Path, languages: Sequence[str]) -> dict[str, dict[str, Path]]:
    """The guides' files by name and language, in alphabetical order of names."""
    found: dict[str, dict[str, Path]] = {}
    for language in languages:
        for path in sorted((features / language).glob("*.feature")):
            found.setdefault(path.stem, {})[language] = path
    return dict(sorted(found.items()))


def source_of(path: Path, language: str, shown: str) -> str:
    """What stands in a guide's file; raises `CannotGoOn` for one that cannot be read, or is not
    UTF-8. `shown` is the path as verdicts name it."""
    try:
        source = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        verdict = Verdict(
            "text/encoding",
            _place_after(error.object[: error.start].decode("utf-8"), shown),
            "A feature file is written in UTF-8; this byte is not.",
            found=f"0x{error.object[error.start]:02x}",
            suggestion="save the file as UTF-8",
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        verdict = Verdict("text/file", Place(shown), f"This file cannot be read: {reason}.")
    else:
        if source.startswith(BYTE_ORDER_MARK):
            verdict = Verdict(
                "text/encoding",
                Place(shown),
                "The file begins with a byte order mark, which Gherkin takes for a letter.",
                suggestion="save the file as UTF-8 without a byte order mark (BOM)",
            )
        elif not is_normalized("NFC", source):
            verdict = _decomposed(source, shown)
        else:
            return source
    raise CannotGoOn([replace(verdict, language=language, guide=path.stem)])


def _place_after(before: str, shown: str) -> Place:
    """The place in a file of what comes after its first letters."""
    return Place(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _decomposed(source: str, shown: str) -> Verdict:
    """The verdict on letters that are several characters, as some programs on macOS write them:
    they look like the letters of the vocabulary and of the portal, but are not equal to them."""
    edits = tuple(
        Edit(Place(shown, number), line, normalize("NFC", line))
        for number, line in enumerate(lines_of(source), start=1)
        if not is_normalized("NFC", line)
    )
    first = edits[0]
    column = next(n for n, (a, b) in enumerate(zip(first.old, first.new, strict=False)) if a != b)
    letter = first.new[column]
    more = f"; so are others, in {count(len(edits), 'line')}" if len(edits) > 1 else ""
    return Verdict(
        "text/encoding",
        replace(first.place, column=column + 1),
        f"The letter “{letter}” is not written as one character here{more}.",
        found=" ".join(f"U+{ord(part):04X}" for part in normalize("NFD", letter)),
        expected=f"U+{ord(letter):04X} (Unicode NFC)",
        suggestion=first.new.strip(),
        edits=edits,
    )


def lines_of(source: str) -> tuple[str, ...]:
    """Lines without their ends, which may be those of Windows; as in Gherkin, only a line feed ends
    one, so that the places of Gherkin count them."""
    return tuple(line.removesuffix("\r") for line in source.split("\n"))


def check_language_line(source: str, name: str, language: str, shown: str) -> None:
    """Raises `CannotGoOn` when a guide's file does not begin with the language of its folder."""
    gherkin = KNOWN[language].gherkin
    number, line = _first_line(source)
    named = re.match(r"\s*#\s*language\s*:\s*([\w-]+)", line)
    if (named[1] if named else "en") == gherkin:
        return
    folder = next((code for code, k in KNOWN.items() if named and k.gherkin == named[1]), None)
    if named is None:
        message = "Put the language in the first line: without it, Gherkin reads English."
    elif folder:
        message = f"The guide says that it is in {folder}, but lies in the folder of {language}."
    else:
        message = f"Gherkin's name for the language of this folder ({language}) is {gherkin}."
    right = f"# language: {gherkin}"
    place = Place(shown, number)
    edit = Edit(place, line, right) if named else Edit(Place(shown), "", f"{right}\n")
    raise CannotGoOn(
        [
            Verdict(
                "text/language-line",
                Place(shown, number, named.start(1) + 1) if named else place,
                message,
                found=line.strip() if named else None,
                expected="the file in the folder of its language" if folder else None,
                suggestion=right,
                language=language,
                guide=name,
                edits=() if folder else (edit,),
            )
        ]
    )


def _first_line(source: str) -> tuple[int, str]:
    """The number and text of the line that names the language, else of the first with content."""
    lines = [(n, line) for n, line in enumerate(lines_of(source), start=1) if line.strip()]
    for number, line in lines:
        if re.match(r"\s*#\s*language\s*:", line):
            return number, line
        if not line.lstrip().startswith("#"):
            break
    return lines[0] if lines else (1, "")
