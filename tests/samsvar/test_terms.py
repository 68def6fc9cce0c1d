"""The term check: exact verdicts on words of guides, pages, vocabulary and the list itself."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from toy import REPO, Toy

from samsvar import config as settings
from samsvar import term_list, wording
from samsvar.checking import Project
from samsvar.guides import parse
from samsvar.passages import Passage, of_guide, of_page
from samsvar.patches import patch, reader
from samsvar.terms import forms
from samsvar.verdicts import Place, Verdict, render

TERMS = """\
- key: king
  audience: guides
  source: "the court"
  nb:
    preferred: [konge, kongen, konger, kongene]
    avoided:
      - words: [monark, monarken, monarker, monarkene]
        because: "The court says konge."
  en:
    preferred: [king, kings]
    avoided:
      - words: [monarch, monarchs]
        because: "The court says king."
- key: court
  audience: all
  source: "the court"
  nb:
    preferred: [hoff, hoffet]
  en:
    preferred: [court, courts]
- key: court-of-kings
  audience: guides
  source: "the court"
  nb:
    preferred: [kongens hoff]
  en:
    preferred: [court of kings]
    avoided:
      - words: [royal court, court of monarchs]
        because: "It has a name."
        instead: [court of kings, court of kings]
- key: queen
  audience: guides
  source: "the court"
  nb:
    preferred: [dronning, dronningen, dronninger, dronningene]
"""
NB = ("Du hilser på noen.", "  Det tar kort tid.")
EN = ("You greet someone.", "  It takes a moment.")


@pytest.fixture
def court(toy: Toy) -> Toy:
    """The toy with a term list."""
    toy.write("terms.yml", TERMS)
    config = (toy.root / "samsvar.toml").read_text(encoding="utf-8")
    toy.write("samsvar.toml", f'{config}terms = "terms.yml"\n')
    return toy


def say(toy: Toy, nb: str, en: str) -> None:
    """Writes an introduction into both twins of a guide."""
    for code, (first, second), text in (("nb", NB, nb), ("en", EN, en)):
        toy.replace(f"features/{code}/greet.feature", f"{first}\n{second}", text)


def told(toy: Toy) -> list[Verdict]:
    return [v for v in toy.project().check().verdicts if v.rule.startswith("term/")]


def text_of(toy: Toy) -> str:
    return render(told(toy))


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


# Whom and when an entry is for


def test_an_entry_for_the_portal_says_nothing_of_guides(court: Toy) -> None:
    court.replace("terms.yml", "audience: guides", "audience: portal")
    say(court, "En konge.", "A monarch.")
    assert text_of(court) == ""


def test_an_entry_of_another_edition_says_nothing(
    court: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    court.replace("terms.yml", "audience: guides\n", 'audience: guides\n  editions: ["2"]\n')
    court.replace("samsvar.toml", 'editions = ["1"]', 'editions = ["1", "2"]')
    court.write("labels/2/en.yml", "{}\n")
    say(court, "En konge.", "A monarch.")
    assert text_of(court) == ""
    monkeypatch.setenv("SAMSVAR_EDITION", "2")
    assert [v.found for v in told(court)] == ["monarch"]


def test_the_vocabulary_is_not_held_against_what_holds_in_some_editions(court: Toy) -> None:
    court.replace("terms.yml", "audience: guides\n", 'audience: guides\n  editions: ["1"]\n')
    name = f"{court.package}/greeting.py"
    court.replace(name, "Make sure that", "Make sure, monarch, that")
    court.replace("features/en/greet.feature", "You greet someone", "You greet a monarch")
    assert [v.place.path for v in told(court)] == ["features/en/greet.feature"]


# Twins


def test_a_term_that_has_become_another_one_is_told_with_its_twin(court: Toy) -> None:
    say(court, "Slik hilser\n  du på kongen.\n\n  Ha det.", "You greet\n  the court.\n\n  Bye.")
    assert text_of(court) == (
        "features/en/greet.feature:6:7: term/twins: This is another term than in nb: “king” has "
        "become “court”.\n"
        "  found:    court\n"
        "  expected: king in en, for “kongen” in nb\n"
        "  twin:     features/nb/greet.feature:6:9"
    )
    assert (told(court)[0].guide, told(court)[0].language) == ("greet", "en")


def test_a_term_that_comes_back_and_has_no_twin_is_told(court: Toy) -> None:
    say(court, "Kongen hilser.\n\n  Hils på kongen.", "He greets.\n\n  Greet him.")
    assert text_of(court) == (
        "features/en/greet.feature:5:3: term/twins: The term “king” comes back in nb, but is never "
        "used here.\n"
        "  expected: king in en, for “Kongen” in nb\n"
        "  twin:     features/nb/greet.feature:5:3"
    )


def test_a_term_that_comes_back_here_only_is_told(court: Toy) -> None:
    say(court, "Han hilser. Hils på ham.", "The king greets. Greet the king.")
    assert text_of(court) == (
        "features/en/greet.feature:5:7: term/twins: The term “king” comes back here, but is never "
        "used in nb.\n"
        "  found:    king\n"
        "  expected: konge in nb, for “king” in en\n"
        "  twin:     features/nb/greet.feature:5:3"
    )


def test_paragraphs_correspond_by_their_position(court: Toy) -> None:
    say(court, "Kongen.\n\n  Hoffet.", "The court.\n\n  The king.")
    assert [v.found for v in told(court)] == ["court", "king"]


def test_a_term_that_has_become_another_one_is_told_once(court: Toy) -> None:
    say(court, "Kongen og kongen.", "The court and the court.")
    assert [v.found for v in told(court)] == ["court"]


@pytest.mark.parametrize(
    ("nb", "en"),
    [
        ("Hils på kongen.", "Greet him."),
        ("Kongen og kongen.", ""),
        ("Hils på kongen.\n\n  Se hoffet.", "Greet the court.\n  See the king."),
        ("Monarken.", "A king."),
        ("Kongens hoff.", "The court."),
        ("Hoffet.", "The court of kings."),
        ("Dronningen og dronningene.", "Her court."),
    ],
    ids=[
        "a pronoun",
        "nothing",
        "other paragraphs",
        "an avoided word",
        "a part",
        "a part, too",
        "a term of one language",
    ],
)
def test_a_free_translation_is_no_other_term(court: Toy, nb: str, en: str) -> None:
    say(court, nb, en)
    assert [v for v in told(court) if v.rule == "term/twins"] == []


def test_chapters_are_not_compared_by_number_where_one_is_missing(court: Toy) -> None:
    for code, one, other in (
        ("nb", "Slik hilser du på én", "konge"),
        ("en", "This is how", "king"),
    ):
        court.replace(f"features/{code}/greet.feature", one, f"{other} {one}")
    path = court.root / "features/en/greet.feature"
    head, tag, rest = path.read_text(encoding="utf-8").partition("  @short")
    _, tag, rest = rest.partition("  @long")
    rest = rest.replace("Scenario: Greet several", "Scenario: Greet several\n    At court.\n")
    path.write_text(head + tag + rest, encoding="utf-8")
    assert text_of(court) == ""


def test_a_chapter_that_only_the_other_language_has_is_compared_with_none(court: Toy) -> None:
    path = court.root / "features/nb/greet.feature"
    path.write_text(path.read_text(encoding="utf-8").partition("  @long")[0], encoding="utf-8")
    court.replace(
        "features/en/greet.feature", "Greet several\n", "Greet several\n    King, king.\n"
    )
    assert "translation/chapter" in {v.rule for v in court.project().check().verdicts}
    assert text_of(court) == ""


def test_a_chapter_is_compared_with_its_twin_wherever_it_stands(court: Toy) -> None:
    path = court.root / "features/en/greet.feature"
    court.replace("features/nb/greet.feature", "Slik hilser", "Kongen, kongen, slik hilser")
    court.replace("features/en/greet.feature", "This is how", "King, king, this is how")
    head, _, rest = path.read_text(encoding="utf-8").partition("  @short\n")
    short, _, long = rest.partition("  @long\n")
    long = long.replace("Scenario: Greet several", "Scenario: Greet several\n    Now.\n")
    path.write_text(f"{head}  @long\n{long}\n  @short\n{short}", encoding="utf-8")
    assert "translation/order" in {v.rule for v in court.project().check().verdicts}
    assert text_of(court) == ""


def test_notes_are_not_compared_where_the_steps_differ(court: Toy) -> None:
    note = '      """\n      Kongen, kongen.\n      """\n'
    court.replace("features/nb/greet.feature", '"Send"\n', f'"Send"\n{note}')
    court.replace(
        "features/en/greet.feature", "    When I open the portal\n    And I", "    When I"
    )
    assert "translation/missing-step" in {v.rule for v in court.project().check().verdicts}
    assert text_of(court) == ""


def test_what_may_be_a_step_is_not_compared(court: Toy) -> None:
    say(court, "Kongen, kongen.", "When I open the portal")
    assert {v.rule for v in court.project().check().verdicts} == {"text/wrong-keyword"}


# Sources that disagree

OTHER = """\
- key: king
  audience: {audience}
  editions: ["1"]
  source: "the people"
  nb:
    preferred: [monark]
"""


def test_two_sources_that_prefer_different_words_are_a_conflict(court: Toy) -> None:
    court.write("terms.yml", TERMS + OTHER.format(audience="all"))
    assert text_of(court) == (
        "terms.yml:42:5: term/conflict: Two sources prefer different words for the term king.\n"
        "  found:    monark (the people)\n"
        "  expected: konge (the court)\n"
        '  write:    decided: "…", in the entry that holds, with the reason\n'
        "  twin:     terms.yml:5:5"
    )


def test_until_it_is_decided_the_first_source_holds(court: Toy) -> None:
    court.write("terms.yml", TERMS + OTHER.format(audience="all"))
    say(court, "En monark.", "A king.")
    assert [v.rule for v in told(court)] == ["term/avoided", "term/conflict"]


def test_a_decided_source_holds_against_the_first(court: Toy) -> None:
    decided = 'decided: "vox populi"\n  source: "the people"'
    text = OTHER.format(audience="guides").replace('source: "the people"', decided)
    court.write("terms.yml", TERMS + text)
    say(court, "En monark, og kongen.", "A king.")
    assert text_of(court) == ""


def test_the_word_of_a_source_that_does_not_hold_is_known_for_the_same_term(court: Toy) -> None:
    text = TERMS.replace("- key: king\n", '- key: king\n  decided: "x"\n', 1)
    court.write("terms.yml", text + OTHER.format(audience="all").replace("monark", "drott"))
    say(court, "Drott.", "The king.")
    assert text_of(court) == ""
    court.replace("features/en/greet.feature", "The king.", "The court.")
    assert [(v.rule, v.expected) for v in told(court)] == [
        ("term/twins", "king in en, for “Drott” in nb")
    ]


def test_two_sources_cannot_both_be_decided_for(court: Toy) -> None:
    text = (TERMS + OTHER.format(audience="guides")).replace(
        "  source:", '  decided: "x"\n  source:'
    )
    court.write("terms.yml", text)
    assert text_of(court) == (
        "terms.yml:47:5: term/conflict: Two sources that disagree on the term king are both "
        "decided for.\n"
        "  found:    monark (the people)\n"
        "  expected: konge (the court)\n"
        "  write:    only the entry that holds has a line decided: …\n"
        "  twin:     terms.yml:6:5"
    )


def test_one_decision_settles_what_two_other_sources_say(court: Toy) -> None:
    text = TERMS.replace("- key: king\n", '- key: king\n  decided: "x"\n', 1)
    others = OTHER.format(audience="all") + OTHER.format(audience="all").replace("monark", "drott")
    court.write("terms.yml", text + others)
    assert text_of(court) == ""


def test_two_sources_that_prefer_the_same_word_agree(court: Toy) -> None:
    court.write("terms.yml", TERMS + OTHER.format(audience="all").replace("monark", "konge"))
    assert text_of(court) == ""


def test_a_word_may_stand_for_another_term_before_other_readers(court: Toy) -> None:
    text = OTHER.format(audience="portal").replace("king", "cat").replace("monark", "konge")
    court.write("terms.yml", TERMS + text)
    assert text_of(court) == ""


def test_sources_for_other_readers_do_not_disagree(court: Toy) -> None:
    court.write("terms.yml", TERMS + OTHER.format(audience="portal"))
    assert text_of(court) == ""


# The list itself


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (
            TERMS,
            "king: konge\n",
            "terms.yml:1:1: term/catalogue: A term list is a list of terms.\n  expected: - key: …",
        ),
        (
            TERMS,
            "",
            "terms.yml:1:1: term/catalogue: A term list is a list of terms.\n  expected: - key: …",
        ),
        (
            "  audience: guides\n",
            "  audiense: guides\n",
            "terms.yml:1:3: term/catalogue: A term needs the field audience.\n"
            "  expected: audience: …\n\n"
            "terms.yml:2:3: term/catalogue: There is no field with this name.\n"
            "  found:    audiense\n"
            "  expected: one of key, audience, source, editions, decided, nb, nn, en\n"
            "  write:    audience",
        ),
        (
            "audience: guides",
            "audience: guide",
            "terms.yml:2:13: term/catalogue: There is no audience with this name.\n"
            "  found:    guide\n"
            "  expected: one of guides, portal, all\n"
            "  write:    guides",
        ),
        (
            "audience: guides\n",
            'audience: guides\n  editions: ["11"]\n',
            "terms.yml:3:13: term/catalogue: There is no edition with this name.\n"
            "  found:    11\n"
            "  expected: one of 1\n"
            "  write:    1",
        ),
        (
            "[king, kings]",
            "[king, no]",
            "terms.yml:10:23: term/catalogue: This is not a text: put it in quotation marks.\n"
            "  found:    no",
        ),
        (
            "[king, kings]",
            '[king, ""]',
            "terms.yml:10:23: term/catalogue: This is not a text: put it in quotation marks.\n"
            "  found:    nothing",
        ),
        (
            "[king, kings]",
            "[]",
            "terms.yml:10:16: term/catalogue: This list needs at least one text.",
        ),
        (
            "  en:\n    preferred: [king, kings]\n    avoided:\n",
            "  en:\n    preferred: [king, kings]\n  en:\n    avoided:\n",
            "terms.yml:11:3: term/catalogue: This field stands twice; the first would be lost.\n"
            "  found:    en\n\n"
            "terms.yml:12:5: term/catalogue: A language needs the field preferred.\n"
            "  expected: preferred: …",
        ),
        (
            'avoided:\n      - words: [monarch, monarchs]\n        because: "The court says king."',
            "avoided: monarch",
            "terms.yml:11:14: term/catalogue: What is avoided is a list.\n  expected: - words: […]",
        ),
        (
            '      - words: [monarch, monarchs]\n        because: "The court says king."\n',
            "      - monarch\n",
            "terms.yml:12:9: term/catalogue: What is avoided maps names to what they say.\n"
            "  expected: words: …",
        ),
        (
            "[court of kings, court of kings]\n",
            "court of kings\n",
            "terms.yml:31:18: term/catalogue: There is one word instead of each that is avoided, "
            "in the same order.\n"
            "  found:    court of kings\n"
            "  expected: 2 for royal court, court of monarchs",
        ),
        (
            "  nb:\n    preferred: [hoff, hoffet]\n  en:\n    preferred: [court, courts]\n",
            "",
            "terms.yml:14:3: term/catalogue: A term has words in at least one language.\n"
            "  expected: nb: …",
        ),
        (
            "[court, courts]",
            "[court, King]",
            "terms.yml:20:5: term/catalogue: This word stands for the term king as well as for "
            "court.\n"
            "  found:    king\n"
            "  twin:     terms.yml:10:5",
        ),
        (
            "[monarch, monarchs]",
            "[monarch, Kings]",
            "terms.yml:10:5: term/catalogue: The term king prefers and avoids this word.\n"
            "  found:    kings",
        ),
        (
            'source: "the court"',
            "source: [the court",
            "terms.yml:4:5: text/yaml: This is not valid YAML: did not find expected ',' or ']'.",
        ),
    ],
    ids=[
        "no list",
        "empty",
        "field",
        "audience",
        "edition",
        "not a text",
        "an empty text",
        "no text",
        "twice",
        "avoided is no list",
        "avoided is no mapping",
        "instead",
        "no language",
        "two terms",
        "preferred and avoided",
        "no YAML",
    ],
)
def test_a_fault_of_the_list_is_told_where_it_stands(
    court: Toy, old: str, new: str, verdict: str
) -> None:
    court.replace("terms.yml", old, new)
    assert render(court.project().check().verdicts) == verdict


def test_what_is_not_a_text_is_no_word_of_two_terms(court: Toy) -> None:
    court.replace("terms.yml", "[king, kings]", "[king, no]")
    court.replace("terms.yml", "[court, courts]", "[court, no]")
    assert {v.message for v in told(court)} == {"This is not a text: put it in quotation marks."}


def test_a_list_may_have_words_of_one_language_only(court: Toy) -> None:
    court.write("terms.yml", TERMS.partition("  en:")[0])
    say(court, "En monark og et x.", "An x, and a monarch.")
    assert [v.found for v in told(court)] == ["monark"]


def test_a_list_that_is_missing_is_told(court: Toy) -> None:
    (court.root / "terms.yml").unlink()
    assert render(court.project().check().verdicts) == (
        "terms.yml:1:1: text/yaml: This file cannot be read: no such file or directory."
    )


def test_a_project_without_a_list_has_no_term_check(toy: Toy) -> None:
    toy.write("terms.yml", "not a list")
    assert text_of(toy) == ""


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


# The real list


def test_the_real_guides_and_pages_use_the_real_terms(real: Project) -> None:
    assert [v for v in real.check().verdicts if v.rule.startswith("term/")] == []


def test_the_real_list_has_every_kind_of_scope_and_decision(real: Project) -> None:
    path = REPO / "fixtures" / "terms.yml"
    assert real.config.terms == path
    entries = term_list.load(path, "terms.yml", real.config.editions)
    keys = [entry.key for entry in entries]
    assert len(entries) > len(set(keys)) > 20, "some terms have several sources"
    assert any(entry.decided for entry in entries)
    assert any(entry.editions for entry in entries)


def test_the_newer_portal_asks_for_another_word_in_the_guides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SAMSVAR_EDITION", "2026-08")
    verdicts = Project.load(settings.load(REPO)).check().verdicts
    found = [v for v in verdicts if v.rule.startswith("term/")]
    old, new = "systemtilgang for kunder", "systemtilgang for klienter"
    assert {(v.found, v.suggestion, v.language) for v in found} == {(old, new, "nb")}
    lines = {
        f"{path.relative_to(REPO)}:{number}"
        for path in sorted((REPO / "features/nb").glob("*.feature"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if old in line.lower() and '"' not in line  # steps are the vocabulary's words
    }
    assert {f"{v.place.path}:{v.place.line}" for v in found} == lines
