"""Names, numbers and dates (`PORTAL.md 1.3`)."""

from __future__ import annotations

from datetime import date

import pytest

from systemtilgang.portal.formatting import (
    company_name,
    day,
    grouped,
    initial,
    logged_in_name,
    person_name,
)


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
    [("MILD STI", "Mild Sti"), ("NORDMANN KARI", "Nordmann Kari"), ("LIE-DAHL OLA", "Lie-Dahl Ola")],
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
