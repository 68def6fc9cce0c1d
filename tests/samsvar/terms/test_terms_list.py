"""The term list itself: exact verdicts on its faults."""

from __future__ import annotations

import pytest
from court import TERMS, say, text_of, told
from toy import Toy

from samsvar.verdicts import CannotGoOn, render


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
    with pytest.raises(CannotGoOn) as refused:
        court.project()
    assert str(refused.value) == (
        "samsvar.toml:5:1: text/config: There is no file where the setting terms says.\n"
        "  found:    terms.yml"
    )


def test_a_project_without_a_list_has_no_term_check(toy: Toy) -> None:
    toy.write("terms.yml", "not a list")
    assert text_of(toy) == ""
