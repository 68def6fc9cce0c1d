"""A small vocabulary about colours, for tests."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

from samsvar.vocabulary import (
    Parameter,
    Vocabulary,
    column,
    given,
    guide,
    then,
    when,
)

HERE = Path(__file__).resolve().parent


Colour = Annotated[str, Parameter("colour", None, names={"nb": "farge"})]


@given(nb="at {colour} er fin", en="{colour} is nice")
@guide(nb="Sørg for {colour}.", en="Take {colour}.")
def nice(portal: object, colour: Colour) -> None:
    """Says what is nice.

    And more.
    """


@when(nb="jeg blander {first} og {second}", en="I mix {second} with {first}")
@guide(nb="Bland.", en="Mix.")
def mix(first: Colour, second: Colour) -> None:
    pass


@then(
    nb="ser jeg:",
    en="I see:",
    table={"colour": column(Colour, nb="Farge", en="Colour")},
)
@guide(nb="Du ser:", en="You see:")
def see(words: object, table: tuple[dict[str, str], ...]) -> None:
    pass


def of(*functions: Any, languages: tuple[str, ...] = ("nb", "en")) -> Vocabulary:
    module = ModuleType("paint")
    for function in functions:
        setattr(module, function.__name__, function)
    return Vocabulary.of_modules([module], languages, HERE)
