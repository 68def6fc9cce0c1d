"""Words of guides, pages and the vocabulary that are avoided, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from court import say, text_of, told
from toy import Toy

from samsvar import term_list, wording
from samsvar.guides import parse
from samsvar.passages import Passage, of_guide, of_page
from samsvar.patches import patch, reader
from samsvar.terms import forms
from samsvar.verdicts import Place

# Words that are avoided


def test_an_avoided_word_is_told_in_its_inflection_with_its_source(court: Toy) -> None:
    say(court, "Du hilser på en konge.\n  Se på monarkene.", "You greet a king.\n  Look.")
    assert text_of(court) == (
        "features/nb/greet.feature:6:9: term/avoided: The court says konge.\n"
        "  found:    monarkene\n"
        "  expected: konge (the court)\n"
        "  write:    kongene"
    )
    assert (told(court)[0].guide, told(court)[0].language) == ("greet", "nb")


def test_an_avoided_word_comes_with_the_change_of_the_file(court: Toy) -> None:
    say(court, "Monarkens venn, og MONARKER.", "A king’s friend, and kings.")
    assert patch(told(court), reader(court.root)) == (
        "--- a/features/nb/greet.feature\n"
        "+++ b/features/nb/greet.feature\n"
        "@@ -3,5 +3,5 @@\n"
        " Egenskap: Hilse\n"
        " \n"
        "-  Monarkens venn, og MONARKER.\n"
        "+  Kongens venn, og KONGER.\n"
        " \n"
        "   Bakgrunn: Forutsetninger\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "place", "chapter"),
    [
        ("Feature: Greet", "Feature: Greet monarchs", "3:16", None),
        ("Scenario: Greet one", "Scenario: Greet one monarch", "12:23", "Greet one monarch"),
        ("This is how", "Monarchs: this is how", "13:5", "Greet one"),
        ("Do greet **again**.", "First.\n\n      Do greet **monarchs**.", "23:18", "Greet one"),
    ],
    ids=["title", "chapter", "introduction", "note"],
)
def test_all_prose_of_a_guide_is_read(
    court: Toy, old: str, new: str, place: str, chapter: str | None
) -> None:
    court.replace("features/en/greet.feature", old, new)
    verdicts = [v for v in told(court) if v.rule == "term/avoided"]
    assert [f"{v.place.line}:{v.place.column}" for v in verdicts] == [place]
    assert verdicts[0].chapter == chapter


@pytest.mark.parametrize(
    "text",
    [
        'He said “monarch” and «monarch» and "monarch".',
        "A word such as `monarch`.",
        "See [this](../images/monarch.png) or https://example.com/monarch today.",
        "A <span title='monarch'>word</span>.",
        "Monarchy, comonarch.",
        "```\n  monarch\n\n  monarch\n  ```",
    ],
    ids=["quoted", "code", "address", "HTML", "part of a word", "fenced"],
)
def test_a_word_that_is_not_used_is_not_told(court: Toy, text: str) -> None:
    say(court, "Du hilser.", text)
    assert text_of(court) == ""


def test_values_and_tables_of_steps_are_not_prose(court: Toy) -> None:
    court.replace("features/nb/greet.feature", '"Ola"', '"monark"')
    court.replace("features/en/greet.feature", '"Ola"', '"monark"')
    court.replace("features/nb/greet.feature", "| sist    |", "| monark  |")
    court.replace("features/en/greet.feature", "| sist   |", "| monarch |")
    assert text_of(court) == ""


def test_a_longer_term_wins_over_those_in_it(court: Toy) -> None:
    say(court, "Se kongens hoff.", "See the court\n  of monarchs. And the Royal court.")
    assert text_of(court) == (
        "features/en/greet.feature:5:11: term/avoided: It has a name.\n"
        "  found:    court of monarchs\n"
        "  expected: court of kings (the court)\n"
        "  write:    court of kings\n"
        "\n"
        "features/en/greet.feature:6:24: term/avoided: It has a name.\n"
        "  found:    Royal court\n"
        "  expected: court of kings (the court)\n"
        "  write:    Court of kings"
    )
    assert [len(v.edits) for v in told(court)] == [0, 1], "only a word on one line can be edited"


def test_a_word_without_another_in_its_inflection_has_no_edit(court: Toy) -> None:
    court.replace("terms.yml", "[monarch, monarchs]", "[sovereign]")
    say(court, "En konge.", "A Sovereign.")
    assert text_of(court) == (
        "features/en/greet.feature:5:5: term/avoided: The court says king.\n"
        "  found:    Sovereign\n"
        "  expected: king (the court)\n"
        "  write:    king"
    )
    assert told(court)[0].edits == ()


def test_an_abbreviation_lends_its_capitals_to_no_word(court: Toy) -> None:
    court.replace("terms.yml", "[monarch, monarchs]", "[HRH, HRHs]")
    say(court, "En konge.", "An HRH.")
    assert [v.suggestion for v in told(court)] == ["king"]


def test_a_line_that_stands_twice_is_told_twice(court: Toy) -> None:
    say(court, "Konge.", "Monarch.\n  And:\n  Monarch.")
    assert [str(v.place) for v in told(court)] == [
        "features/en/greet.feature:5:3",
        "features/en/greet.feature:7:3",
    ]


def test_pages_are_read_but_not_their_code_and_settings(court: Toy) -> None:
    court.add_site()
    page = '---\ntitle: {0}\nmonark: monark\ndescription: "{1}"\n---\n\n# {2}\n\n`monark`\n'
    court.write("docs/nb/index.md", page.format("Monarker", "En monark", "En «monark»."))
    court.write("docs/en/index.md", page.format("Kings", "A king", "A king"))
    assert text_of(court) == (
        "docs/nb/index.md:2:8: term/avoided: The court says konge.\n"
        "  found:    Monarker\n"
        "  expected: konge (the court)\n"
        "  write:    Konger\n"
        "\n"
        "docs/nb/index.md:4:18: term/avoided: The court says konge.\n"
        "  found:    monark\n"
        "  expected: konge (the court)\n"
        "  write:    konge"
    )


def test_a_folder_with_the_name_of_a_page_is_no_page(court: Toy) -> None:
    court.write("docs/nb/folder.md/readme.txt", "Monarker\n")
    assert text_of(court) == ""


def test_sentences_of_the_vocabulary_are_told_at_their_step(court: Toy) -> None:
    name = f"{court.package}/greeting.py"
    court.replace(name, "Make sure that {person} is present.", "Make sure of the monarch {person}.")
    court.replace(name, "Sørg for at {person} er", "Sørg for at kongen {person} er")
    lines = (court.root / name).read_text(encoding="utf-8").split("\n")
    line = next(n for n, text in enumerate(lines, start=1) if text.startswith('@given(nb="at {p'))
    assert text_of(court) == (
        f"{name}:{line}:1: term/avoided: The court says king.\n"
        "  found:    monarch\n"
        "  expected: king (the court)\n"
        "  write:    king"
    )
    assert told(court)[0].edits == ()


# Finding words


def test_every_word_of_a_passage_has_its_place() -> None:
    source = "# language: en\nFeature: F\n\n  \tOne two.\n  # none\n  Three.\n\n  Four.\n"
    guide = parse(source + "  Scenario: S\n    Given x\n", "f", "en", "f.feature")
    introduction = next(s for s in of_guide(guide) if s.kind == "introduction")
    places = [str(p.place(p.text.index(w))) for p, w in zip_words(introduction.passages)]
    assert places == ["f.feature:4:4", "f.feature:4:8", "f.feature:6:3", "f.feature:8:3"]


def zip_words(passages: Iterable[Passage]) -> list[tuple[Passage, str]]:
    return [(p, w) for p in passages for w in p.text.split()]


def test_a_line_of_a_note_is_not_looked_for_in_the_table_above_it_nor_lost_for_its_escapes(
    court: Toy,
) -> None:
    note = '| the queen | sist   |\n      """\n      sist\n      \\"\\"\\" monarch\n      """\n'
    court.replace("features/en/greet.feature", "| the queen | sist   |\n", note)
    note = '| dronningen | sist    |\n      """\n      sist\n      konge\n      """\n'
    court.replace("features/nb/greet.feature", "| dronningen | sist    |\n", note)
    assert [str(v.place) for v in told(court)] == ["features/en/greet.feature:34:14"]


def test_a_letter_that_grows_in_small_letters_moves_no_place(court: Toy) -> None:
    entries = term_list.load(court.root / "terms.yml", "terms.yml", ["1"])
    finder = wording.Finder(forms(entries, "en", "guides", "1"))
    passage = of_page("İİ Kings\n", "p.md").passages[0]
    assert [(use.text, use.place) for use in finder(passage)] == [("Kings", Place("p.md", 1, 4))]
