"""What is wrong with a vocabulary: the exact text of every mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from painting import Colour, nice, of

from samsvar.vocabulary import (
    column,
    given,
    guide,
    then,
)


@given(nb="at noe er slik")
@guide(nb="Slik.", en="So.")
def only_norwegian() -> None:
    pass


@given(nb="at alt er klart", en="all is ready")
def unwritten() -> None:
    pass


@given(nb="at {colour} mangler", en="{color} is missing")
@guide(nb="{colour}", en="{colour}")
def misnamed(colour: Colour) -> None:
    pass


@given(nb="at det regner", en="it rains {colour}")
@guide(nb="Regn {colour}.", en="Rain.")
def unasked() -> None:
    pass


@given(nb="at noe mangler", en="{colour} and {colour} are missing")
@guide(nb="x", en="x")
def forgetful(colour: Colour) -> None:
    pass


@then(nb="tabell:", en="table:", table={"colour": column(Colour, nb="Farge")})
@guide(nb="T", en="T")
def half_headed(table: tuple[dict[str, str], ...]) -> None:
    pass


@given(nb="at  {other} er fin", en="{other} is fine")
@guide(nb="x", en="x")
def same(other: Colour) -> None:
    pass


def place(function: Any) -> str:
    code = function.__code__
    return f"{Path(code.co_filename).name}:{code.co_firstlineno}:1"


@pytest.mark.parametrize(
    ("functions", "told"),
    [
        (
            [only_norwegian],
            f"{place(only_norwegian)}: translation/phrase: The step "
            "test_bad_steps.only_norwegian has no phrase in en.",
        ),
        (
            [unwritten],
            f"{place(unwritten)}: translation/phrase: The step test_bad_steps.unwritten has no "
            "guide sentence in nb.\n"
            f"{place(unwritten)}: translation/phrase: The step test_bad_steps.unwritten has no "
            "guide sentence in en.",
        ),
        (
            [misnamed],
            f"{place(misnamed)}: text/parameters: The phrase of test_bad_steps.misnamed in en "
            "must use the function's own placeholders, each once.\n"
            "  found:    {color} is missing\n"
            "  expected: {colour}",
        ),
        (
            [unasked],
            f"{place(unasked)}: text/parameters: The guide sentence of test_bad_steps.unasked in "
            "nb must use the function's own placeholders, each once.\n"
            "  found:    Regn {colour}.\n"
            "  expected: no placeholder\n"
            f"{place(unasked)}: text/parameters: The phrase of test_bad_steps.unasked in en must "
            "use the function's own placeholders, each once.\n"
            "  found:    it rains {colour}\n"
            "  expected: no placeholder",
        ),
        (
            [forgetful],
            f"{place(forgetful)}: text/parameters: The phrase of test_bad_steps.forgetful in nb "
            "must use the function's own placeholders, each once.\n"
            "  found:    at noe mangler\n"
            "  expected: {colour}\n"
            f"{place(forgetful)}: text/parameters: The phrase of test_bad_steps.forgetful in en "
            "must use the function's own placeholders, each once.\n"
            "  found:    {colour} and {colour} are missing\n"
            "  expected: {colour}",
        ),
        (
            [half_headed],
            f"{place(half_headed)}: translation/phrase: The step test_bad_steps.half_headed has "
            "no heading in en for colour.",
        ),
        (
            [nice, same],
            f"{place(same)}: text/ambiguous: painting.nice at {place(nice)} has the same "
            "phrase in nb.\n"
            "  found:    at  {other} er fin",
        ),
    ],
    ids=lambda value: value[-1].__name__ if isinstance(value, list) else "",
)
def test_what_is_wrong_with_the_vocabulary_is_told(functions: list[Any], told: str) -> None:
    assert "\n".join(map(str, of(*functions).verdicts)) == told
