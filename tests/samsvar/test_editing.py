"""Edits of a guide: what its file says once they are made."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from samsvar import editing, guides
from samsvar.guides import Chapter, Guide, Step
from samsvar.patches import apply
from samsvar.verdicts import Edit, Place

SOURCE = '''\
Feature: Go

  Background: First
    Given a world

  Scenario: Home
    Given "one" is here
    And these are here:
      | Name   | Age |
      | Ola    | 1   |
      | Kari\\|s | 22  |
    When I walk
      """
      | A note, And
      more of it.
      """
    And I run
    Then I am home
    But not tired'''


def parsed(source: str = SOURCE) -> Guide:
    return guides.parse(source, "go", "en", "go.feature")


def after(edits: Iterable[Edit], source: str = SOURCE) -> list[str]:
    """The lines that the edits leave or make, indentation and all, below the chapter's title."""
    lines = apply(edits, source).split("\n")
    return lines[lines.index("  Scenario: Home") + 1 :]


def lines(*numbers: int) -> list[str]:
    """Lines of the source, counted from 1."""
    return [SOURCE.split("\n")[number - 1] for number in numbers]


@pytest.fixture
def guide() -> Guide:
    return parsed()


@pytest.fixture
def chapter(guide: Guide) -> Chapter:
    return guide.chapters[0]


def step(chapter: Chapter, text: str) -> Step:
    return next(step for step in chapter.steps if step.text.startswith(text))


WORLD, TABLE, WALK, RUN, HOME, TIRED = (7,), (8, 9, 10, 11), range(12, 17), (17,), (18,), (19,)


def test_a_value_is_replaced_within_its_quotation_marks() -> None:
    edits = editing.value_replaced(Place("go.feature", 7, 11), "one", "another")
    assert after(edits)[0] == '    Given "another" is here'


@pytest.mark.parametrize(
    ("row", "column", "new", "line"),
    [
        (1, 0, "Pål", "      | Pål    | 1   |"),
        (1, 0, "Ingrid", "      | Ingrid | 1   |"),
        (1, 0, "Ingeborg", "      | Ingeborg | 1   |"),
        (1, 1, "333", "      | Ola    | 333 |"),
        (1, 1, "4444", "      | Ola    | 4444 |"),
    ],
)
def test_a_cell_is_replaced_and_its_column_kept_where_it_can(
    guide: Guide, chapter: Chapter, row: int, column: int, new: str, line: str
) -> None:
    cell = step(chapter, "these").table[row][column]
    assert after(editing.cell_replaced(guide, cell, new))[3] == line


def test_a_cell_that_is_written_with_escapes_is_left_to_a_person(
    guide: Guide, chapter: Chapter
) -> None:
    assert editing.cell_replaced(guide, step(chapter, "these").table[2][0], "x") == ()


def test_a_step_is_replaced_but_not_what_stands_below_it(guide: Guide, chapter: Chapter) -> None:
    edits = editing.step_replaced(guide, step(chapter, "I walk"), "When I fly")
    assert after(edits)[5:7] == ["    When I fly", '      """']
    edits = editing.text_replaced(guide, step(chapter, "I walk"), "I fly")
    assert after(edits)[5:7] == ["    When I fly", '      """']


def test_the_text_of_a_step_is_found_behind_a_keyword_that_it_repeats() -> None:
    source = SOURCE.replace("And I run", "And   And")
    run = parsed(source).chapters[0].steps[3]
    assert after(editing.text_replaced(parsed(source), run, "I run"), source)[10] == (
        "    And   I run"
    )


def test_a_step_is_inserted_below_another_with_its_table_or_note(
    guide: Guide, chapter: Chapter
) -> None:
    for text, at in (('"one"', 1), ("these", 5), ("I walk", 10), ("I am", 12)):
        above = step(chapter, text)
        keyword = {"given": "Given", "when": "When", "then": "Then"}[above.part]
        edits = editing.step_inserted(guide, chapter, above, f"{keyword} it:\n  | A |\n  | b |")
        told = after(edits)
        assert told[at : at + 3] == [f"    {keyword} it:", "      | A |", "      | b |"]
        assert [*told[:at], *told[at + 3 :]] == lines(*range(7, 20))


def test_a_step_is_inserted_at_both_ends_of_a_chapter(guide: Guide, chapter: Chapter) -> None:
    first = editing.step_inserted(guide, chapter, None, "Given peace")
    assert after(first) == ["    Given peace", *lines(*range(7, 20))]
    last = editing.step_inserted(guide, chapter, chapter.steps[-1], "Then I rest")
    assert after(last) == [*lines(*range(7, 20)), "    Then I rest"]


def test_a_step_below_an_inserted_one_of_another_part_gets_a_keyword_of_its_own(
    guide: Guide, chapter: Chapter
) -> None:
    edits = editing.step_inserted(guide, chapter, step(chapter, "I walk"), "Then I hurry")
    assert after(edits)[10:12] == ["    Then I hurry", "    When I run"]
    edits = editing.step_inserted(guide, chapter, step(chapter, "I walk"), "And I hurry")
    assert after(edits)[10:12] == ["    And I hurry", "    And I run"]
    edits = editing.step_inserted(guide, chapter, step(chapter, "I am"), "When I sit")
    assert after(edits)[12:] == ["    When I sit", "    Then not tired"]


def test_the_first_step_of_an_empty_chapter_is_inserted_below_its_title() -> None:
    source = SOURCE.replace("    Given a world\n", "")
    guide = parsed(source)
    assert guide.background is not None
    edits = editing.step_inserted(guide, guide.background, None, "Given peace")
    assert apply(edits, source) == SOURCE.replace("a world", "peace")
    source = source.replace("Background: First\n", "Background: First\n    In words.\n")
    guide = parsed(source)
    assert guide.background is not None
    assert editing.step_inserted(guide, guide.background, None, "Given peace") == ()


THESE = ["    Given these are here:", *TABLE[1:]]
WHEN_RUN, THEN_TIRED = ["    When I run"], ["    Then not tired"]


@pytest.mark.parametrize(
    ("moved", "below", "order"),
    [
        ('"one"', "these", [THESE, WORLD, WALK, RUN, HOME, TIRED]),
        ("these", None, [THESE, WORLD, WALK, RUN, HOME, TIRED]),
        ("I run", '"one"', [WORLD, WHEN_RUN, THESE, WALK, HOME, TIRED]),
        ("I walk", "I run", [WORLD, TABLE, WHEN_RUN, WALK, HOME, TIRED]),
        ("I am", "not", [WORLD, TABLE, WALK, RUN, THEN_TIRED, HOME]),
        ("not", "I run", [WORLD, TABLE, WALK, RUN, THEN_TIRED, HOME]),
        ("I am", "I walk", [WORLD, TABLE, WALK, HOME, WHEN_RUN, THEN_TIRED]),
    ],
)
def test_a_step_is_moved_with_its_table_or_note_and_every_step_keeps_its_part(
    guide: Guide, chapter: Chapter, moved: str, below: str | None, order: list[Iterable[int | str]]
) -> None:
    anchor = step(chapter, below) if below else None
    told = after(editing.step_moved(guide, chapter, step(chapter, moved), anchor))
    wanted = [
        line if isinstance(line, str) else lines(line)[0] for block in order for line in block
    ]
    assert told == wanted
    found = parsed("\n".join([*lines(*range(1, 7)), *told])).chapters[0]
    assert {s.text: s.part for s in found.steps} == {s.text: s.part for s in chapter.steps}


def test_rows_are_inserted_replaced_and_removed(guide: Guide, chapter: Chapter) -> None:
    table = step(chapter, "these")
    ola = table.table[1][0]
    assert after(editing.row_inserted(guide, ola, "| x | y |"))[3:5] == [
        *lines(10),
        "      | x | y |",
    ]
    assert after(editing.row_inserted_above(guide, ola, "| x | y |"))[2:5] == [
        *lines(9),
        "      | x | y |",
        *lines(10),
    ]
    assert after(editing.row_replaced(guide, ola, "| x | y |"))[2:5] == [
        *lines(9),
        "      | x | y |",
        *lines(11),
    ]
    assert after(editing.rows_replaced(guide, table, ["| A |", "| b |"]))[1:5] == [
        *lines(8),
        "      | A |",
        "      | b |",
        *lines(12),
    ]
    assert after(editing.table_removed(guide, table)) == lines(7, 8, *range(12, 20))


def test_a_table_is_begun_below_its_step(guide: Guide, chapter: Chapter) -> None:
    last = editing.table_begun(guide, chapter.steps[-1], "| A |")
    assert after(last)[-2:] == ["    But not tired", "      | A |"]
    run = editing.table_begun(guide, step(chapter, "I run"), "| A |")
    assert after(run)[10:13] == ["    And I run", "      | A |", *lines(18)]


def test_the_last_line_of_a_step_is_that_of_its_table_or_note(
    guide: Guide, chapter: Chapter
) -> None:
    assert [editing.last_line(guide, s) for s in chapter.steps] == [7, 11, 16, 17, 18, 19]


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_line_ends_of_windows_and_a_last_line_without_one_are_kept(end: str) -> None:
    start = SOURCE[: SOURCE.index("    When I walk")].rstrip("\n")
    unix = f"{start}{end}"
    windows = unix.replace("\n", "\r\n")

    def edited(source: str) -> list[str]:
        guide = parsed(source)
        chapter = guide.chapters[0]
        one, table = chapter.steps
        return [
            apply(edits, source)
            for edits in (
                editing.step_moved(guide, chapter, table, None),
                editing.step_moved(guide, chapter, one, table),
                editing.step_inserted(guide, chapter, table, "When I go"),
                editing.row_inserted(guide, table.table[-1][0], "| x | y |"),
                editing.rows_replaced(guide, table, ["| A |", "| b |"]),
                editing.table_removed(guide, table),
                editing.step_replaced(guide, one, "Given it"),
                editing.cell_replaced(guide, table.table[1][1], "7"),
            )
        ]

    for text, same in zip(edited(unix), edited(windows), strict=True):
        assert text != unix
        assert same == text.replace("\n", "\r\n")
        assert text.endswith(end)
        assert "\n\n    And" not in text
