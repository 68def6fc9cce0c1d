from datetime import date

import pytest

from systemtilgang.domain.identifiers import (
    IdentifierError,
    birth_date,
    check_organisation_number,
    check_person_number,
)


@pytest.mark.parametrize(
    "number", ["312000105", "312000202", "312000407", "312000504", "312000601", "312000806"]
)
def test_valid_organisation_numbers_are_accepted(number: str) -> None:
    assert check_organisation_number(number) == number


@pytest.mark.parametrize("number", ["15847512048", "02829030066", "41847513150", "01818520030"])
def test_valid_synthetic_person_numbers_are_accepted(number: str) -> None:
    assert check_person_number(number) == number


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("312000106", "312000106 is not an organisation number: digit 9 must be 5 by mod 11"),
        ("31200010", "31200010 is not an organisation number: 9 digits are expected"),
        ("31200010x", "31200010x is not an organisation number: 9 digits are expected"),
        ("31200010٥", "31200010٥ is not an organisation number: 9 digits are expected"),
        (
            "312000130",
            "312000130 is not an organisation number: no control digit fits its first 8 digits",
        ),
        (
            "991825827",
            "991825827 is outside the synthetic series, which start with 31 or 21",
        ),
    ],
)
def test_invalid_organisation_numbers_are_refused(number: str, message: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        check_organisation_number(number)
    assert str(caught.value) == message


def test_every_single_wrong_digit_of_an_organisation_number_is_noticed() -> None:
    valid = "312000105"
    for position in range(9):
        for digit in "0123456789":
            changed = valid[:position] + digit + valid[position + 1 :]
            if changed != valid:
                with pytest.raises(IdentifierError):
                    check_organisation_number(changed)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("1584751204", "1584751204 is not a person number: 11 digits are expected"),
        ("15847512038", "15847512038 is not a person number: digit 10 must be 4 by mod 11"),
        ("15847512049", "15847512049 is not a person number: digit 11 must be 8 by mod 11"),
    ],
)
def test_invalid_person_numbers_are_refused(number: str, message: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        check_person_number(number)
    assert str(caught.value) == message


def person_number(first_nine: str) -> str:
    """The number with control digits, found by trying: independent of the code under test."""
    for k in range(100):
        digits = [int(digit) for digit in f"{first_nine}{k:02}"]
        first = sum(w * d for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), digits, strict=False))
        second = sum(w * d for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True))
        if first % 11 == 0 and second % 11 == 0:
            return "".join(map(str, digits))
    raise AssertionError(first_nine)


@pytest.mark.parametrize("first_nine", ["010185201", "014185200"])
def test_real_looking_person_numbers_outside_the_synthetic_series_are_refused(
    first_nine: str,
) -> None:
    with pytest.raises(IdentifierError, match="outside the synthetic series"):
        check_person_number(person_number(first_nine))


def test_a_date_that_does_not_exist_is_refused() -> None:
    with pytest.raises(IdentifierError, match="does not begin with a date"):
        check_person_number(person_number("308275120"))


@pytest.mark.parametrize(
    ("first_nine", "born"),
    [
        ("158475120", date(1975, 4, 15)),
        ("028290900", date(1990, 2, 2)),
        ("418475131", date(1975, 4, 1)),
        ("018105500", date(2005, 1, 1)),
        ("018105999", date(2005, 1, 1)),
        ("018105499", date(1905, 1, 1)),
    ],
)
def test_the_birth_date_is_in_the_number(first_nine: str, born: date) -> None:
    assert birth_date(first_nine + "00") == born


def test_individual_digits_without_a_century_are_refused() -> None:
    with pytest.raises(IdentifierError, match="individual digits that no century uses"):
        birth_date("01814180000")
