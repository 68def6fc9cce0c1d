"""The vocabulary: registering, matching, and what it says about itself and about texts."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Annotated

import pytest
from painting import HERE, Colour, mix, nice, of, see

from samsvar.checking import Project, Report
from samsvar.labels import Label, Labels
from samsvar.verdicts import Place
from samsvar.vocabulary import (
    Vocabulary,
    column,
    guide,
    key_of_phrase,
    key_of_text,
    label,
    parameter_of,
    when,
)

PLACE = Place("x.feature", 3, 5)


@pytest.fixture
def paint() -> Vocabulary:
    return of(nice, mix, see)


def test_steps_are_collected_in_the_order_of_their_source(paint: Vocabulary) -> None:
    assert [d.identity for d in paint.definitions] == [
        "painting.nice",
        "painting.mix",
        "painting.see",
    ]
    assert [d.part for d in paint.definitions] == ["given", "when", "then"]
    assert paint.verdicts == ()


def test_a_step_imported_by_two_modules_is_one_step() -> None:
    modules = [ModuleType("a"), ModuleType("b")]
    for module in modules:
        vars(module)["nice"] = nice
    assert len(Vocabulary.of_modules(modules, ("nb", "en"), HERE).definitions) == 1


def test_a_definition_knows_its_place_summary_parameters_and_fixtures(paint: Vocabulary) -> None:
    first, _, last = paint.definitions
    assert first.place.path == "painting.py"
    assert first.place.line == nice.__code__.co_firstlineno
    assert first.summary == "Says what is nice."
    assert last.summary == ""
    assert list(first.parameters) == ["colour"]
    assert first.fixtures == ("portal",)
    assert last.fixtures == ("words",)
    assert list(last.columns) == ["colour"]


def test_a_definition_outside_the_project_shows_its_whole_path() -> None:
    module = ModuleType("paint")
    vars(module)["nice"] = nice
    (found,) = Vocabulary.of_modules([module], ("nb", "en"), Path("/elsewhere")).definitions
    assert found.place.path == str(HERE / "painting.py")


@pytest.mark.parametrize(
    "text",
    ['at "rødt" er fin', "at «rødt» er fin", "at “rødt” er fin", '  at   "rødt"  er fin '],
)
def test_a_text_matches_its_phrase_with_any_quotation_marks(paint: Vocabulary, text: str) -> None:
    match = paint.match("given", text, "nb")
    assert match is not None
    assert match.definition.function is nice
    assert match.texts == {"colour": "rødt"}


def test_values_go_to_the_placeholders_of_their_own_language(paint: Vocabulary) -> None:
    norwegian = paint.match("when", 'jeg blander "a" og "b"', "nb")
    english = paint.match("when", 'I mix "b" with "a"', "en")
    assert norwegian is not None
    assert english is not None
    assert norwegian.texts == english.texts == {"first": "a", "second": "b"}


@pytest.mark.parametrize(
    ("part", "text", "language"),
    [
        ("when", 'at "rødt" er fin', "nb"),
        ("given", 'at "rødt" er fin', "en"),
        ("given", "at rødt er fin", "nb"),
        ("given", 'at "rødt" er Fin', "nb"),
        ("given", "", "nb"),
    ],
)
def test_another_part_language_or_wording_does_not_match(
    paint: Vocabulary, part: str, text: str, language: str
) -> None:
    assert paint.match(part, text, language) is None


@pytest.mark.parametrize("forged", ["at {} er fin", "at {colour} er fin", "at \0 er fin"])
def test_nobody_can_write_the_gap_of_a_value(paint: Vocabulary, forged: str) -> None:
    assert paint.match("given", forged, "nb") is None


def test_keys_have_a_gap_for_each_value() -> None:
    assert key_of_text('a "b"  c «d»') == key_of_phrase("a {x} c  {y}")


@pytest.mark.parametrize(
    ("part", "text", "keyword", "told"),
    [
        (
            "when",
            'at "rødt" er fin',
            "Når",
            "text/wrong-keyword: This phrase belongs to Gitt, not to Når.\n"
            '  found:    Når at "rødt" er fin\n'
            '  write:    Gitt at "rødt" er fin',
        ),
        (
            "then",
            'at "rødt" er fin',
            "Og",
            "text/wrong-keyword: Og continues the Så step above; this phrase belongs to Gitt.\n"
            '  found:    Og at "rødt" er fin\n'
            '  write:    Gitt at "rødt" er fin',
        ),
        (
            "",
            'at "rødt" er fin',
            "Og",
            "text/wrong-keyword: The first step cannot begin with Og: there is no step to "
            "continue.\n"
            '  found:    Og at "rødt" er fin\n'
            '  write:    Gitt at "rødt" er fin',
        ),
        (
            "then",
            "at «rødt» er fin",
            None,
            "text/wrong-keyword: This phrase belongs to Gitt, not to Så.\n"
            "  found:    at «rødt» er fin\n"
            "  write:    Gitt at «rødt» er fin",
        ),
        (
            "given",
            '"red" is nice',
            "Gitt",
            "text/other-language: This step is written in en; the guide is in nb.\n"
            '  found:    "red" is nice\n'
            '  write:    at "red" er fin',
        ),
        (
            "when",
            'I mix "b" with "a"',
            "Når",
            "text/other-language: This step is written in en; the guide is in nb.\n"
            '  found:    I mix "b" with "a"\n'
            '  write:    jeg blander "a" og "b"',
        ),
        (
            "given",
            'at jeg blander "a" og "b"',
            "Gitt",
            "text/wrong-keyword: This phrase belongs to Når, not to Gitt.\n"
            '  found:    Gitt at jeg blander "a" og "b"\n'
            '  write:    Når jeg blander "a" og "b"',
        ),
        (
            "when",
            'jeg blander "a" og "b" og "c"',
            "Når",
            "text/undefined: The vocabulary has no such step.\n"
            '  found:    jeg blander "a" og "b" og "c"\n'
            '  expected: a step such as Når jeg blander "farge" og "farge"',
        ),
        (
            "given",
            'at "rødt" er fint',
            "Gitt",
            "text/undefined: The vocabulary has no such step.\n"
            '  found:    at "rødt" er fint\n'
            '  write:    at "rødt" er fin',
        ),
        (
            "when",
            "jeg blander og",
            "Når",
            "text/undefined: The vocabulary has no such step.\n"
            "  found:    jeg blander og\n"
            '  expected: a step such as Når jeg blander "farge" og "farge"',
        ),
        (
            "when",
            "xyzzy",
            "Når",
            "text/undefined: The vocabulary has no such step.\n"
            "  found:    xyzzy\n"
            "  expected: one of the phrases that `samsvar steps` prints",
        ),
    ],
)
def test_an_unknown_text_is_explained(
    paint: Vocabulary, part: str, text: str, keyword: str | None, told: str
) -> None:
    verdict = paint.explain(part, text, "nb", PLACE, keyword)
    assert str(verdict) == f"x.feature:3:5: {told}"
    assert verdict.language == "nb"


def test_a_text_is_known_in_whatever_language_it_is(paint: Vocabulary) -> None:
    found = paint.known('"red" is nice')
    assert found is not None
    assert (found[0].function, found[1]) == (nice, "en")
    assert paint.known("red is nice") is None


def test_the_same_phrase_may_stand_for_one_step_per_part() -> None:
    @when(nb="at {colour} er fin", en="{colour} is nice")
    @guide(nb="x", en="x")
    def does(colour: Colour) -> None:
        pass

    assert of(nice, does).verdicts == ()


def test_a_label_parameter_takes_the_texts_of_its_kinds() -> None:
    labels = Labels("1", {"nb": {"button.save": "Lagre", "row_button.add": "Legg til"}})
    parameter = label("row_button", "button", nb="radknapp")
    assert parameter.name == "row button"
    assert parameter.called("nb") == "radknapp"
    assert parameter.called("en") == "row button"
    assert parameter.bold
    assert parameter.values is not None
    assert parameter.values("nb", labels) == {"Lagre": "button.save", "Legg til": "row_button.add"}
    assert parameter.convert("button.save", "Lagre") == Label("button.save", "Lagre")


def test_a_parameter_is_found_in_its_annotation_only() -> None:
    assert parameter_of(Colour) is not None
    assert parameter_of(str) is None
    assert parameter_of(Annotated[str, "colour"]) is None


def test_a_column_of_no_parameter_type_is_a_fault_of_the_code() -> None:
    with pytest.raises(TypeError, match="<class 'str'> is not a parameter type"):
        column(str, nb="Farge")


def test_every_step_of_the_real_vocabulary_is_used_by_a_guide(
    real: Project, report: Report
) -> None:
    used = {
        call.plan.step
        for twins in report.guides.values()
        for checked in twins.values()
        for compiled in checked.chapters.values()
        for call in compiled.calls
    }
    assert {d.identity for d in real.vocabulary.definitions} == used


def test_every_step_of_the_real_vocabulary_says_what_it_does(real: Project) -> None:
    assert [d.identity for d in real.vocabulary.definitions if not d.summary] == []
