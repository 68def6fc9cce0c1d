"""Sources of terms that disagree, and what is decided."""

from __future__ import annotations

from court import TERMS, say, text_of, told
from toy import Toy

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
