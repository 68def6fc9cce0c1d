"""The paragraphs of introductions and notes, and where in the file each of their lines stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsvar.guides import parse
from samsvar.paragraphs import of_introduction, of_note
from samsvar.passages import of_guide
from samsvar.units import units_of

GUIDE = """\
# language: en
Feature: Greet

  # No reader sees this.
  You greet\tsomeone.
  # Nor this.
  It takes a moment.

  Say “Hello”.

  Scenario: Greet one
    When I open the portal
      # Nor this.
      {fence}

      {escaped} is a sign.
        # This is a heading.

      {escaped}
      {fence}
"""


def placed(source: str) -> list[tuple[str, list[tuple[str, int, int]]]]:
    guide = parse(source, "greet", "en", "greet.feature")
    chapter = guide.chapters[0]
    return [
        (paragraph.text, [(line, at.line, at.column) for line, at in paragraph.lines])
        for paragraphs in (of_introduction(guide, guide), of_note(guide, chapter.steps[0]))
        for paragraph in paragraphs
    ]


@pytest.mark.parametrize("fence", ['"""', "```"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_line_stands_where_it_is_written_comments_and_escapes_or_not(
    fence: str, end: str
) -> None:
    escaped = "".join(rf"\{mark}" for mark in fence)
    source = GUIDE.format(fence=fence, escaped=escaped).replace("\n", end)
    assert placed(source) == [
        (
            "You greet someone.\nIt takes a moment.",
            [("You greet\tsomeone.", 5, 3), ("It takes a moment.", 7, 3)],
        ),
        ("Say “Hello”.", [("Say “Hello”.", 9, 3)]),
        (
            f"{fence} is a sign.\n  # This is a heading.",
            [(f"{escaped} is a sign.", 16, 7), ("# This is a heading.", 17, 9)],
        ),
        (fence, [(escaped, 19, 7)]),
    ]


@pytest.mark.parametrize("letter", ["\N{LINE SEPARATOR}", "\f", "\x1c", "\x85"])
def test_only_a_line_feed_ends_a_line(letter: str) -> None:
    source = GUIDE.format(fence='"""', escaped="A").replace("It takes", f"It{letter}takes")
    guide = parse(source, "greet", "en", "greet.feature")
    assert guide.description.split("\n")[1] == f"It{letter}takes a moment."
    units = [unit.place for unit in units_of(guide) if unit.kind in ("paragraph", "note")]
    assert [place.line for place in units] == [5, 9, 16, 19]
    passages = [
        passage.places
        for section in of_guide(guide)
        if section.kind in ("introduction", "note")
        for passage in section.passages
    ]
    assert [[at.line for at in places] for places in passages] == [[5, 7], [9], [16, 17], [19]]


LINES = st.lists(
    st.text(st.sampled_from('ab \t\r\f\xa0\u2028#|@*\\"`'), max_size=6), max_size=8
).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_every_word_of_a_note_is_where_its_line_is_said_to_stand(text: str) -> None:
    note = text.replace('"""', r"\"\"\"")
    source = GUIDE.replace("      {escaped} is a sign.", note).format(fence='"""', escaped="A")
    guide = parse(source, "greet", "en", "greet.feature")
    for paragraph in of_note(guide, guide.chapters[0].steps[0]):
        shown = paragraph.text.split("\n")
        assert len(shown) == len(paragraph.lines)
        for wanted, (line, at) in zip(shown, paragraph.lines, strict=True):
            assert guide.lines[at.line - 1][at.column - 1 :].startswith(line)
            assert line.replace(r"\"\"\"", '"""').split() == wanted.split()
