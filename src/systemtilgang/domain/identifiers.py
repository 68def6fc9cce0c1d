"""Organisation numbers and person numbers (`DOMAIN.md 5`). Only synthetic ones are accepted.

Real-looking numbers outside the synthetic series are refused, so that no world can hold a person
or an organisation that exists.
"""

from __future__ import annotations

from datetime import date

SYNTHETIC_ORGANISATION_PREFIXES = ("31", "21")

_ORGANISATION_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
_K1_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_K2_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


class IdentifierError(ValueError):
    """A number was refused; the message says what is wrong with it and what would be right."""


def check_organisation_number(number: str) -> str:
    """The number itself, when it is a valid synthetic organisation number.

    Raises `IdentifierError` otherwise.
    """
    digits = _digits(number, 9, "an organisation number")
    expected = _mod_11(digits, _ORGANISATION_WEIGHTS)
    if expected != digits[8]:
        raise IdentifierError(_control(number, "an organisation number", expected, 8))
    if not number.startswith(SYNTHETIC_ORGANISATION_PREFIXES):
        raise IdentifierError(
            f"{number} is outside the synthetic series, which start with 31 or 21"
        )
    return number


def check_person_number(number: str) -> str:
    """The number itself, when it is a valid synthetic person number (month + 80).

    Both control digits are checked strictly, and the date must exist; a D-number has day + 40.
    Raises `IdentifierError` otherwise.
    """
    digits = _digits(number, 11, "a person number")
    for weights, position in ((_K1_WEIGHTS, 9), (_K2_WEIGHTS, 10)):
        expected = _mod_11(digits, weights)
        if expected != digits[position]:
            raise IdentifierError(_control(number, "a person number", expected, position))
    if not 81 <= int(number[2:4]) <= 92:
        raise IdentifierError(f"{number} is outside the synthetic series: its month must be + 80")
    birth_date(number)
    return number


def birth_date(number: str) -> date:
    """The birth date in a synthetic person number or D-number.

    Raises `IdentifierError` when the date does not exist or the century is not assigned.
    """
    day, month, year = int(number[:2]), int(number[2:4]) - 80, int(number[4:6])
    individual = int(number[6:9])
    if day > 40:
        day -= 40
    if individual < 500 or (individual >= 900 and year >= 40):
        century = 1900
    elif year < 40:
        century = 2000
    else:
        raise IdentifierError(f"{number} has individual digits that no century uses")
    try:
        return date(century + year, month, day)
    except ValueError:
        raise IdentifierError(f"{number} does not begin with a date") from None


def _digits(number: str, length: int, what: str) -> tuple[int, ...]:
    if len(number) != length or not (number.isascii() and number.isdigit()):
        raise IdentifierError(f"{number} is not {what}: {length} digits are expected")
    return tuple(int(digit) for digit in number)


def _mod_11(digits: tuple[int, ...], weights: tuple[int, ...]) -> int:
    """The control digit for these weights; 10 is one that no number can have."""
    total = sum(weight * digit for weight, digit in zip(weights, digits, strict=False))
    return (11 - total % 11) % 11


def _control(number: str, what: str, expected: int, position: int) -> str:
    if expected == 10:
        return f"{number} is not {what}: no control digit fits its first {position} digits"
    return f"{number} is not {what}: digit {position + 1} must be {expected} by mod 11"
