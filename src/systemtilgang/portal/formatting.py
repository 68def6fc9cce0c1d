"""How names, numbers and dates are written on the screen (`PORTAL.md 1.3`). Pure functions."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Protocol

from systemtilgang.domain.parties import PartyKind

COMPANY_SUFFIXES = frozenset(
    [
        "enk",
        "as",
        "da",
        "sa",
        "asa",
        "ba",
        "ans",
        "sti",
        "nuf",
        "se",
        "fkf",
        "kf",
        "ks",
        "iks",
        "gfs",
        "sf",
        "hf",
        "rhf",
    ]
)
LOWER_CASE_WORDS = frozenset(
    ["og", "kommune", "fylkeskommune", "von", "van", "der", "de", "la", "dos"]
)
DOTTED_ABBREVIATION = re.compile(r"(?:\w\.)+\w?")


class Named(Protocol):
    """A party as far as its name goes."""

    @property
    def kind(self) -> PartyKind:
        """Organisation, person or system user."""
        ...

    @property
    def name(self) -> str:
        """The name as the register spells it."""
        ...


def display_name(party: Named) -> str:
    """A party's name as the portal shows it."""
    return person_name(party.name) if party.kind is PartyKind.PERSON else company_name(party.name)


def company_name(name: str) -> str:
    """`BYGG OG REGNSKAP AS` becomes `Bygg og Regnskap AS`.

    A name that is not all upper case was spelt so on purpose (`SmartCloud`) and stays as it is.
    """
    if name != name.upper():
        return name
    *words, last = name.split() or [""]
    shown = person_name(" ".join([*words, last]))
    is_form = bool(words) and last.lower() in COMPANY_SUFFIXES
    return f"{shown[: -len(last)]}{last}" if is_form else shown


def person_name(name: str) -> str:
    """`NORDMANN KARI` becomes `Nordmann Kari`; a name that is not all upper case stays."""
    if name != name.upper():
        return name
    words = name.lower().split()
    return " ".join(_word(word, is_first=index == 0) for index, word in enumerate(words))


def _word(word: str, *, is_first: bool) -> str:
    if not is_first and word in LOWER_CASE_WORDS:
        return word
    if DOTTED_ABBREVIATION.fullmatch(word):
        return word.upper()
    return "-".join(part.capitalize() for part in word.split("-"))


def logged_in_name(name: str) -> str:
    """A person's name in `Logget inn som`: the first word, the last name, goes last."""
    first, _, rest = person_name(name).partition(" ")
    return f"{rest} {first}".strip()


def grouped(number: str) -> str:
    """An organisation number in groups of three: `312787075` becomes `312 787 075`."""
    return " ".join(number[start : start + 3] for start in range(0, len(number), 3))


def day(moment: date) -> str:
    """A date as dd.mm.yyyy, in both languages."""
    return f"{moment:%d.%m.%Y}"


def second(moment: datetime) -> str:
    """A moment as dd.mm.yyyy, hh:mm:ss, in both languages."""
    return f"{moment:%d.%m.%Y, %H:%M:%S}"


def initial(name: str) -> str:
    """The letter in a party's avatar."""
    return name.strip()[:1].upper()


def split_name(label: str, name: str) -> tuple[str, str, str]:
    """A row button's accessible name in three: shown, only heard, shown.

    `Legg til i systemtilgang` and `Legg til X i systemtilgang` give `Legg til `, `X `,
    `i systemtilgang`. Raises ValueError when the label is not the name with a piece left out.
    """
    for cut in range(len(label), -1, -1):
        before, after = label[:cut], label[cut:]
        if name.startswith(before) and name[cut:].endswith(after):
            return before, name[cut : len(name) - len(after)], after
    raise ValueError(f"{name!r} is not {label!r} with something put in")
