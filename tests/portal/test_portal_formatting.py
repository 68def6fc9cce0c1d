"""Names, numbers and dates (`PORTAL.md 1.3`)."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from systemtilgang.domain.editions import EDITIONS
from systemtilgang.portal.formatting import (
    company_name,
    day,
    grouped,
    initial,
    logged_in_name,
    person_name,
    split_name,
)
from systemtilgang.portal.texts import labels


@pytest.mark.parametrize(
    ("register", "shown"),
    [
        ("BYGG OG REGNSKAP AS", "Bygg og Regnskap AS"),
        ("DISKRET NÆR TIGER AS", "Diskret Nær Tiger AS"),
        ("SOLSIDEN BORETTSLAG", "Solsiden Borettslag"),
        ("NORD-ODAL KOMMUNE", "Nord-Odal kommune"),
        ("VIKEN FYLKESKOMMUNE", "Viken fylkeskommune"),
        ("A.B. VON DER LIPPE ASA", "A.B. von der Lippe ASA"),
        ("OG DERE DA", "Og Dere DA"),
        ("AS BYGG", "As Bygg"),
        ("STI", "Sti"),
        ("BAKKE-LIE ANS", "Bakke-Lie ANS"),
        ("SmartCloud", "SmartCloud"),
        ("Klientkunde AS", "Klientkunde AS"),
        ("", ""),
    ],
)
def test_company_names(register: str, shown: str) -> None:
    assert company_name(register) == shown


@pytest.mark.parametrize(
    ("register", "shown"),
    [
        ("MILD STI", "Mild Sti"),
        ("NORDMANN KARI", "Nordmann Kari"),
        ("LIE-DAHL OLA", "Lie-Dahl Ola"),
    ],
)
def test_person_names_have_no_company_form(register: str, shown: str) -> None:
    assert person_name(register) == shown


@pytest.mark.parametrize(
    ("register", "shown"),
    [("NORDMANN KARI", "Kari Nordmann"), ("HANSEN PER OLAV", "Per Olav Hansen"), ("ODA", "Oda")],
)
def test_the_one_who_is_logged_in_is_named_first_name_first(register: str, shown: str) -> None:
    assert logged_in_name(register) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [("312787075", "312 787 075"), ("1234", "123 4"), ("", "")]
)
def test_organisation_numbers_are_grouped_in_threes(number: str, shown: str) -> None:
    assert grouped(number) == shown


def test_dates_are_day_month_year() -> None:
    assert day(date(2026, 3, 9)) == "09.03.2026"


def test_an_avatar_shows_the_first_letter() -> None:
    assert (initial("ødegård as"), initial(" ")) == ("Ø", "")


@pytest.mark.parametrize(
    ("label", "name", "pieces"),
    [
        (
            "Legg til i systemtilgang",
            "Legg til Kafé AS i systemtilgang",
            ("Legg til ", "Kafé AS ", "i systemtilgang"),
        ),
        ("Gi fullmakt", "Gi fullmakt for Toll", ("Gi fullmakt", " for Toll", "")),
        ("Add to it", "Add to it", ("Add to it", "", "")),
    ],
)
def test_a_row_button_shows_less_than_it_is_called(
    label: str, name: str, pieces: tuple[str, str, str]
) -> None:
    assert split_name(label, name) == pieces
    assert "".join(pieces) == name


def test_a_row_button_must_be_called_what_it_shows() -> None:
    with pytest.raises(ValueError, match="Fjern"):
        split_name("Legg til", "Fjern Kafé AS")


SHOWN_AS = {"row_name": "row_button", "delegation_name": "delegation_button"}


@pytest.mark.parametrize(("edition", "language"), [*product(EDITIONS, ["nb", "en"])])
def test_every_row_button_is_called_what_it_shows(edition: str, language: str) -> None:
    texts = labels(edition, language).texts
    named = {key: name for key, name in texts.items() if key.partition(".")[0] in SHOWN_AS}
    assert {key.partition(".")[0] for key in named} == set(SHOWN_AS)
    for key, name in named.items():
        kind, _, action = key.partition(".")
        _, only_heard, _ = split_name(texts[f"{SHOWN_AS[kind]}.{action}"], name)
        assert only_heard, f"{key} does not name its row"
