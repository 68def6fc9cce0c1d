"""Texts of guides as units: what counts in them, and where they stand."""

from __future__ import annotations

import pytest
from agreed import (
    INTRODUCTION_NB,
    NB,
)
from toy_files import GREET_NB

from samsvar.guides import parse as parse_guide
from samsvar.units import digest, normalised, units_of


@pytest.mark.parametrize(
    "same",
    [
        "Trykk  på\n  «Lagre»,\u00a0så på 'Lukk'",
        'Trykk på "Lagre", så på ‘Lukk’',
        "Trykk på Lagre, så på „Lukk“ ",
        "Trykk pa\u030a Lagre, så på Lukk",
    ],
)
def test_white_space_quotation_marks_and_encoding_do_not_count(same: str) -> None:
    assert digest(same) == digest("Trykk på «Lagre», så på “Lukk”")
    assert normalised(same) == "Trykk på Lagre, så på Lukk"


@pytest.mark.parametrize(
    "other",
    [
        "Trykk på Lagre",
        "Trykk på Lagre!",
        "Trykk på lagre.",
        "Trykk på Lag re.",
        "**Trykk** på Lagre.",
    ],
)
def test_anything_else_counts(other: str) -> None:
    assert digest(other) != digest("Trykk på Lagre.")


def test_an_apostrophe_belongs_to_its_word() -> None:
    assert digest("the client’s access") == digest("the client's access")
    assert digest("the client's access") != digest("the clients access")


def test_the_units_of_a_guide_are_its_texts_in_reading_order() -> None:
    units = units_of(parse_guide(GREET_NB, "greet", "nb", NB))
    assert [(unit.kind, unit.number, str(unit.place), unit.beginning) for unit in units] == [
        ("title", None, f"{NB}:3:1", "Hilse"),
        ("paragraph", None, f"{NB}:5:3", "Du hilser på noen. Det tar kort tid."),
        ("prerequisites", 0, f"{NB}:8:3", "Forutsetninger"),
        ("chapter", 1, f"{NB}:12:3", "Hilse på én"),
        ("paragraph", 1, f"{NB}:13:5", "Slik hilser du på én."),
        ("note", 1, f"{NB}:21:7", "Hils **gjerne** igjen."),
        ("chapter", 2, f"{NB}:25:3", "Hilse på flere"),
    ]


def test_paragraphs_that_begin_alike_have_their_own_places() -> None:
    source = GREET_NB.replace(INTRODUCTION_NB, "  Hils.\n  Nå.\n\n  Hils.\n  Så.\n")
    source = source.replace("Hils **gjerne** igjen.", "Én.\n\n      Hils.")
    units = list(units_of(parse_guide(source, "greet", "nb", NB)))
    assert [(u.kind, u.place.line) for u in units if u.kind in ("paragraph", "note")] == [
        ("paragraph", 5),
        ("paragraph", 8),
        ("paragraph", 16),
        ("note", 24),
        ("note", 26),
    ]


def test_a_note_that_is_written_with_an_escape_stands_where_it_is_written() -> None:
    source = GREET_NB.replace("Hils **gjerne** igjen.", r"\"\"\" er et tegn.")
    note = next(u for u in units_of(parse_guide(source, "greet", "nb", NB)) if u.kind == "note")
    assert (note.text, note.place.line) == ('""" er et tegn.', 21)


def test_prerequisites_without_a_name_have_no_unit_for_it() -> None:
    source = GREET_NB.replace("Bakgrunn: Forutsetninger", "Bakgrunn:")
    assert {unit.number for unit in units_of(parse_guide(source, "greet", "nb", NB))} == {
        None,
        1,
        2,
    }
