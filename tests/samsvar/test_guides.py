"""Reading guides: structure, places, and what a writer hears when something is wrong."""

from __future__ import annotations

import pytest
from toy_files import GREET_EN, GREET_NB

from samsvar import guides
from samsvar.guides import Cell, Guide, prose
from samsvar.verdicts import CannotGoOn, Place

SHOWN = "features/en/x.feature"


def parse(source: str, language: str = "en") -> Guide:
    return guides.parse(source, "x", language, SHOWN)


def refusal(source: str, language: str = "en") -> str:
    with pytest.raises(CannotGoOn) as refused:
        parse(source, language)
    return str(refused.value)


def test_a_guide_has_its_title_prose_tags_and_place() -> None:
    guide = guides.parse(GREET_EN, "greet", "en", "features/en/greet.feature")
    assert (guide.name, guide.language, guide.title) == ("greet", "en", "Greet")
    assert guide.description == "You greet someone.\nIt takes a moment."
    assert guide.tags == ("@greeting",)
    assert guide.place == Place("features/en/greet.feature", 3, 1)
    assert guide.source == GREET_EN


def test_the_background_is_chapter_zero() -> None:
    guide = parse(GREET_EN)
    assert guide.background is not None
    assert (guide.background.number, guide.background.name) == (0, "Prerequisites")
    first, second = guide.chapters
    assert (first.number, first.name, first.tags) == (1, "Greet one", ("@short",))
    assert first.description == "This is how you greet one person."
    assert [s.text for s in guide.background.steps] == ['"the king" is present']
    assert [s.text for s in second.steps] == [
        '"the queen" is present',
        "I open the portal",
        "these are present:",
    ]


def test_a_guide_without_a_background_has_only_its_chapters_steps() -> None:
    guide = parse("Feature: F\n\n  Scenario: S\n    When a\n")
    assert guide.background is None
    assert [s.text for s in guide.chapters[0].steps] == ["a"]


def test_norwegian_keywords_are_read_as_parts() -> None:
    guide = guides.parse(GREET_NB, "greet", "nb", "f")
    assert [(s.part, s.keyword, s.continues) for s in guide.chapters[0].steps] == [
        ("when", "Når", False),
        ("when", "Og", True),
        ("when", "Når", False),
        ("when", "Når", False),
        ("then", "Så", False),
    ]


def test_and_but_and_star_continue_the_part_before_them() -> None:
    guide = parse("Feature: F\n  Scenario: S\n    Then a\n    And b\n    But c\n    * d\n")
    assert [(s.part, s.continues) for s in guide.chapters[0].steps] == [
        ("then", False),
        ("then", True),
        ("then", True),
        ("then", True),
    ]


def test_a_star_at_the_start_has_no_part_and_continues_nothing() -> None:
    (step,) = parse("Feature: F\n  Scenario: S\n    * a\n").chapters[0].steps
    assert (step.part, step.continues) == ("", False)


def test_steps_and_cells_know_their_line_and_column() -> None:
    guide = parse(GREET_EN)
    step = guide.chapters[1].steps[2]
    assert step.place == Place(SHOWN, 28, 5)
    assert step.table[1] == (
        Cell("the king", Place(SHOWN, 30, 9)),
        Cell("først", Place(SHOWN, 30, 21)),
    )


def test_a_doc_string_is_the_step_s_note_without_its_indentation() -> None:
    assert parse(GREET_EN).chapters[0].steps[-1].note == "Do greet **again**."
    assert parse(GREET_EN).chapters[0].steps[0].note is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        ("\n\n  a\n\n", "a"),
        ("    a\n      b\n\n    c", "a\n  b\n\nc"),
        ("\ta\n\tb", "a\nb"),
        ("  a  \n  b\t", "a\nb"),
    ],
)
def test_prose_loses_the_margin_but_keeps_its_shape(written: str, read: str) -> None:
    assert prose(written) == read


def test_a_norwegian_guide_must_name_its_language() -> None:
    assert refusal("Egenskap: F\n", "nb") == (
        "features/en/x.feature:1:1: text/language-line: Put the language in the first line: "
        "without it, Gherkin reads English.\n"
        "  write:    # language: no"
    )


def test_a_wrong_language_line_is_refused_at_its_code() -> None:
    assert refusal("\n#  language:  nb\nEgenskap: F\n", "nb") == (
        "features/en/x.feature:2:15: text/language-line: Gherkin's name for the language of this "
        "folder (nb) is no.\n"
        "  found:    #  language:  nb\n"
        "  write:    # language: no"
    )


def test_the_language_line_may_follow_other_comments() -> None:
    source = "# Written by hand.\n\n# language: no\nEgenskap: F\n  Scenario: S\n    Når a\n"
    assert parse(source, "nb").title == "F"


def test_a_guide_in_another_language_s_folder_is_told_so() -> None:
    told = refusal("# language: en\nFeature: F\n", "nb")
    assert told == (
        "features/en/x.feature:1:13: text/language-line: The guide says that it is in en, but "
        "lies in the folder of nb.\n"
        "  found:    # language: en\n"
        "  expected: the file in the folder of its language\n"
        "  write:    # language: no"
    )


def test_an_english_guide_needs_no_language_line_but_not_another_language() -> None:
    assert parse("Feature: F\n  Scenario: S\n    When a\n").title == "F"
    assert "text/language-line" in refusal("# language: no\nEgenskap: F\n")


def test_a_file_without_a_guide_is_told_apart() -> None:
    told = "features/en/x.feature:1:1: text/empty: There is no guide in this file."
    assert refusal("# only a remark\n") == told
    assert "text/language-line" in refusal("# only a remark\n", "nb")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("Feature: F\n  Scenario: S\n    When a\n      | a |\n\n    nonsense\n", 6),
        ("nonsense\n", 1),
        ("Feature: F\n  Scenario: S\n    When a\n      | a |\n\n    x\n    y\n", 6),
    ],
)
def test_one_mistake_that_gherkin_cannot_read_is_one_verdict_at_its_line(
    source: str, line: int
) -> None:
    with pytest.raises(CannotGoOn) as refused:
        parse(source)
    (verdict,) = refused.value.verdicts
    assert (verdict.rule, verdict.place.line, verdict.guide) == ("text/syntax", line, "x")


def test_mistakes_apart_from_each_other_are_all_told() -> None:
    source = (
        "Feature: F\n  Scenario: S\n    When a\n      | a |\n    one\n"
        "  Scenario: T\n    When a\n      | a |\n    two\n"
    )
    assert refusal(source).count("text/syntax") == 2


def test_a_row_with_too_few_cells_is_told_beside_the_headings() -> None:
    source = "Feature: F\n  Scenario: S\n    When a\n      | a \\| z | b |\n      | c |\n"
    assert refusal(source) == (
        "features/en/x.feature:5:7: text/syntax: This row has 1 cell, but the table has 2 "
        "columns.\n"
        "  found:    | c |\n"
        "  expected: a row like | a \\| z | b |"
    )


def test_a_row_that_does_not_end_is_told_how_to_end() -> None:
    source = "Feature: F\n  Scenario: S\n    When a\n      | a |\n      | c\n"
    assert refusal(source) == (
        "features/en/x.feature:5:7: text/syntax: This row has 0 cells, but the table has 1 "
        "column.\n"
        "  found:    | c\n"
        "  expected: a row like | a |, which ends with |"
    )


def test_an_empty_file_is_told_as_empty() -> None:
    for source in ("", " \n\n"):
        assert "text/empty" in refusal(source, "nb")
        assert refusal(source) == (
            "features/en/x.feature:1:1: text/empty: There is nothing in this file.\n"
            "  write:    a guide, or restore the file"
        )


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "Feature:\n  Scenario: S\n    When a\n",
            "1:1: text/title: A guide needs a title after its keyword.",
        ),
        ("Feature: F\n", "1:1: text/empty: A guide needs at least one chapter."),
        (
            "Feature: F\n  Scenario:\n    When a\n",
            "2:3: text/title: A chapter needs a name after its keyword.",
        ),
        (
            "Feature: F\n  Scenario: S\n",
            "2:3: text/empty: A chapter needs at least one step.",
        ),
        (
            "Feature: F\n  Scenario: S\n    When a\n  Scenario: S\n    When b\n",
            "4:3: text/title: Line 2 has a chapter of the same name.\n  found:    S",
        ),
        (
            "Feature: F\n  Rule: R\n    Scenario: S\n      When a\n",
            "2:3: text/unsupported: A guide has chapters, but no rules around them.\n"
            "  found:    Rule",
        ),
        (
            "Feature: F\n  Scenario Outline: S\n    When <a>\n    Examples:\n"
            "      | a |\n      | 1 |\n",
            "2:3: text/unsupported: A chapter is written out: one reader follows one example.\n"
            "  found:    Scenario Outline",
        ),
    ],
)
def test_what_gherkin_allows_but_a_guide_does_not_is_refused(source: str, told: str) -> None:
    assert refusal(source) == f"features/en/x.feature:{told}"


def test_all_that_is_wrong_with_a_guide_is_told_at_once_and_names_the_guide() -> None:
    with pytest.raises(CannotGoOn) as refused:
        parse("Feature:\n  Scenario:\n    When a\n  Scenario: S\n")
    assert [v.rule for v in refused.value.verdicts] == ["text/title", "text/title", "text/empty"]
    assert {v.guide for v in refused.value.verdicts} == {"x"}
    assert {v.language for v in refused.value.verdicts} == {"en"}


def test_a_row_of_a_table_escapes_what_separates_cells() -> None:
    row = guides.table_row(["a|b", "c"])
    assert row == r"| a\|b | c |"
    source = f"Feature: F\n  Scenario: S\n    When a\n      {row}\n"
    (step,) = guides.parse(source, "x", "en", "f").chapters[0].steps
    assert [cell.text for cell in step.table[0]] == ["a|b", "c"]
