"""Terms in both languages of a guide: the same one, or another."""

from __future__ import annotations

import pytest
from court import say, text_of, told
from toy import Toy


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
