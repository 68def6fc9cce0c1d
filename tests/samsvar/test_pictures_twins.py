"""Pictures of one step in two languages: built alike, with texts, each in its own language."""

from __future__ import annotations

import pytest
from screenshots import photographed, screen, told
from toy import Toy

from samsvar.drivers.protocol import Overflow
from samsvar.rules import Severity
from samsvar.verdicts import Verdict

NB = """\
- main:
  - heading "Hils på noen" [level=1]
  - paragraph: Velkommen
  - list:
    - listitem:
      - button "Send"
      - text: Ola Org.nr. 1
    - listitem: Kari
  - textbox "Navn"
"""
EN = """\
- main:
  - heading "Greet someone" [level=1]
  - paragraph: Welcome
  - list:
    - listitem: Kari
    - listitem:
      - button "Send"
      - text: Ola Org.no. 1
  - textbox "Name"
"""


def judged(toy: Toy, nb: str, en: str) -> tuple[Verdict, ...]:
    """The errors when the first picture of a chapter shows these screens."""
    pictures = {("greet", 1, "nb"): [screen(nb)], ("greet", 1, "en"): [screen(en)]}
    verdicts = photographed(toy, pictures).verdicts
    return tuple(v for v in verdicts if v.severity is Severity.ERROR)


def test_twins_that_say_the_same_each_in_its_language_agree(toy: Toy) -> None:
    assert judged(toy, NB, EN) == ()


def test_an_element_that_only_one_language_has_is_found(toy: Toy) -> None:
    (verdict,) = judged(toy, NB, EN.replace('  - textbox "Name"\n', '  - link "Name"\n'))
    assert str(verdict) == (
        "features/en/greet.feature:16:5: picture/twins: The screen is not built like the one in "
        "nb.\n"
        "  found:    link “Name”\n"
        "  expected: textbox “Navn”\n"
        "  twin:     features/nb/greet.feature:16:5"
    )
    assert (verdict.language, verdict.guide, verdict.chapter) == ("en", "greet", "Greet one")


def test_another_state_is_another_element(toy: Toy) -> None:
    (verdict,) = judged(toy, NB, EN.replace('button "Send"', 'button "Send" [disabled]'))
    assert (verdict.rule, verdict.found) == ("picture/twins", "button “Send” [disabled]")


def test_no_more_than_a_few_elements_are_quoted(toy: Toy) -> None:
    more = "".join(f'  - link "{n}"\n' for n in range(10))
    (verdict,) = judged(toy, NB, EN + more)
    assert verdict.found is not None
    assert verdict.found.splitlines()[-2:] == ["link “7”", "… and 2 more"]
    assert verdict.expected == "nothing"


def test_an_element_without_a_name_in_one_language_is_found(toy: Toy) -> None:
    (verdict,) = judged(toy, NB, EN.replace('textbox "Name"', "textbox"))
    assert str(verdict) == (
        "features/en/greet.feature:16:5: picture/missing-text: The screen lacks a text that it has "
        "in nb.\n"
        "  found:    textbox\n"
        "  expected: textbox “Navn”\n"
        "  twin:     features/nb/greet.feature:16:5"
    )


def test_running_text_that_one_language_lacks_is_told_where_it_is_missing(toy: Toy) -> None:
    (verdict,) = judged(toy, NB.replace("  - paragraph: Velkommen\n", ""), EN)
    assert (verdict.rule, verdict.language) == ("picture/missing-text", "nb")
    assert verdict.place.path == "features/nb/greet.feature"
    assert (verdict.found, verdict.expected) == ("nothing", "paragraph\ntext “Welcome”")


def test_a_text_in_the_other_language_is_found(toy: Toy) -> None:
    (verdict,) = judged(toy, NB, EN.replace("Greet someone", "Hils på noen"))
    assert str(verdict) == (
        "features/en/greet.feature:16:5: picture/language: This text is in nb; the screen is in "
        "en.\n"
        "  found:    heading “Hils på noen” [level=1]\n"
        "  expected: “Greet someone”"
    )


def test_so_is_one_among_other_words_or_of_one_word_alone(toy: Toy) -> None:
    english = EN.replace("Ola Org.no. 1", "Ola Hils på noen 1")
    (verdict,) = judged(toy, NB, english)
    assert verdict.found == "text “Ola Hils på noen 1”"
    (verdict,) = judged(toy, NB, EN.replace("Welcome", "Velkommen"))
    assert (verdict.found, verdict.expected) == ("text “Velkommen”", "“Welcome”")
    assert judged(toy, NB, EN.replace("Welcome", "Welcome to Velkommen AS")) == ()


def add_label(toy: Toy, nb: str, en: str) -> None:
    for code, text in (("nb", nb), ("en", en)):
        toy.replace(f"labels/1/{code}.yml", "button:\n", f'button:\n  more: "{text}"\n')


def test_a_text_that_has_another_as_a_part_is_told_alone(toy: Toy) -> None:
    add_label(toy, "Hils på noen igjen", "Greet again")
    nb, en = NB.replace('"Send"', '"Hils på noen igjen"'), EN.replace('"Send"', '"Greet again"')
    assert judged(toy, nb, en) == ()
    (verdict,) = judged(toy, nb, en.replace("Greet again", "Hils på noen igjen"))
    assert verdict.expected == "“Greet again”"


def test_words_that_the_language_has_too_are_not_foreign(toy: Toy) -> None:
    add_label(toy, "Start", "Begin")
    toy.replace("labels/1/nb.yml", "  send: Send\n", "  send: Send\n  go: Kom i gang\n")
    toy.replace("labels/1/en.yml", "  send: Send\n", "  send: Send\n  go: Make a start\n")
    nb, en = NB.replace('"Send"', '"Start"'), EN.replace('"Send"', '"Start"')
    assert judged(toy, nb, en) == ()


def test_a_text_of_english_on_a_norwegian_screen_is_found_too(toy: Toy) -> None:
    (verdict,) = judged(toy, NB.replace("Hils på noen", "Greet someone"), EN)
    assert (verdict.rule, verdict.language) == ("picture/language", "nb")
    assert verdict.place.path == "features/nb/greet.feature"


def test_a_label_with_a_placeholder_is_known_whatever_stands_in_it(toy: Toy) -> None:
    add_label(toy, "Legg til {person} i lista", "Add {person} to the list")
    norwegian = NB.replace('"Send"', '"Legg til Kari i lista"')
    english = EN.replace('"Send"', '"Add Kari to the list"')
    assert judged(toy, norwegian, english) == ()
    untranslated = english.replace("Add Kari to the list", "Legg til Kari i lista")
    (verdict,) = judged(toy, norwegian, untranslated)
    assert verdict.found == "button “Legg til Kari i lista”"
    assert verdict.expected == "“Add {person} to the list”"


def test_values_that_each_language_names_in_its_own_way_are_known_as_labels_are(toy: Toy) -> None:
    (verdict,) = judged(toy, NB.replace("Kari", "dronningen"), EN.replace("Kari", "dronningen"))
    assert (verdict.language, verdict.found, verdict.expected) == (
        "en",
        "text “dronningen”",
        "“the queen”",
    )


def test_names_that_are_the_same_in_both_languages_are_data(toy: Toy) -> None:
    assert judged(toy, NB.replace("Kari", "Huset AS"), EN.replace("Kari", "Huset AS")) == ()


BOTH = '  - button "Hils på noen"\n  - button "Greet someone"\n'


def test_a_screen_that_says_it_in_both_languages_does_so_on_purpose(toy: Toy) -> None:
    assert judged(toy, NB + BOTH, EN + BOTH) == ()


def test_but_not_if_the_twin_does_not(toy: Toy) -> None:
    only = '  - button "Hils på noen"\n'
    (verdict,) = judged(toy, NB + only, EN + only)
    assert (verdict.language, verdict.expected) == ("en", "“Greet someone”")


def test_what_many_pictures_have_in_common_is_told_once(toy: Toy) -> None:
    english = EN.replace("Greet someone", "Hils på noen")
    pictures = {("greet", 1, "nb"): [screen(NB)] * 3, ("greet", 1, "en"): [screen(english)] * 3}
    first, *more = (v for v in photographed(toy, pictures).verdicts if v.rule != "picture/new")
    assert more == []
    assert first.place.line == 16
    assert first.message == (
        "This text is in nb; the screen is in en. So it is in 2 more pictures."
    )


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ("cut", "This text is cut off: its box is too small for it."),
        ("spills", "This text sticks out of its box."),
        ("outside", "This text goes beyond the edge of the window."),
    ],
)
def test_a_text_that_does_not_show_whole_is_told_at_the_step(
    toy: Toy, how: str, message: str
) -> None:
    shown = screen(NB, overflows=[Overflow("Hils på noen", how, 12)])
    assert told(photographed(toy, {("greet", 1, "nb"): [shown]}))[:1] == [
        f"features/nb/greet.feature:16:5: picture/cut-off: {message}\n"
        "  found:    “Hils på noen”\n"
        "  expected: room for 12 pixels more"
    ]


def test_a_picture_of_the_prerequisites_has_its_place_there(toy: Toy) -> None:
    shown = screen(NB, overflows=[Overflow("x", "cut", 1)])
    found = photographed(toy, {("greet", 1, "nb"): [shown]}, first=-1)
    assert told(found)[0].startswith("features/nb/greet.feature:9:5: picture/cut-off: ")
