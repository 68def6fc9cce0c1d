"""Verdicts as values and as text."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from toy import REPO

from samsvar.rules import Kind, Severity
from samsvar.verdicts import (
    CannotGoOn,
    Edit,
    Place,
    Verdict,
    as_data,
    count,
    from_data,
    in_order,
    nearest,
    reason_of,
    render,
)


def test_a_place_is_written_as_file_line_column() -> None:
    assert str(Place("features/nb/a.feature", 3, 7)) == "features/nb/a.feature:3:7"


def test_a_place_is_the_start_of_its_file_unless_told_otherwise() -> None:
    assert str(Place("samsvar.toml")) == "samsvar.toml:1:1"


@pytest.mark.parametrize("kind", list(Kind))
def test_the_kind_is_the_part_of_the_rule_before_the_slash(kind: Kind) -> None:
    assert Verdict(f"{kind.value}/anything", Place("a"), "m").kind is kind


def test_a_rule_of_no_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="weather"):
        _ = Verdict("weather/rain", Place("a"), "m").kind


def test_how_grave_a_verdict_is_and_why_it_matters_is_in_the_table_of_rules() -> None:
    verdict = Verdict("translation/missing-guide", Place("a"), "m")
    assert verdict.severity is Severity.WARNING
    assert verdict.why == "Readers of one language would lack the guide."


def test_a_verdict_is_taken_apart_for_json_and_put_together_again() -> None:
    edits = (Edit(Place("b", 2), "old\n", "new\n"), Edit(Place("c", 3, 4), "", "x"))
    for verdict in (
        Verdict("text/undefined", Place("a", 1, 2), "m"),
        Verdict(
            "text/undefined",
            Place("a"),
            "m",
            found="f",
            expected="e",
            suggestion="s",
            twin=Place("b"),
            language="nb",
            guide="g",
            chapter="c",
            edits=edits,
        ),
    ):
        data = as_data(verdict)
        assert from_data(json.loads(json.dumps(data))) == verdict
    assert data["edits"][0] == {
        "place": {"path": "b", "line": 2, "column": 1},
        "old": "old\n",
        "new": "new\n",
    }


def test_a_verdict_without_details_is_one_line() -> None:
    verdict = Verdict(
        "text/undefined", Place("a.feature", 4, 5), "The vocabulary has no such step."
    )
    assert str(verdict) == "a.feature:4:5: text/undefined: The vocabulary has no such step."


def test_a_verdict_lists_its_details_below_each_other_in_a_fixed_order() -> None:
    verdict = Verdict(
        "translation/argument",
        Place("en.feature", 4, 5),
        "The twins differ.",
        twin=Place("nb.feature", 6, 7),
        suggestion="that",
        expected="the other",
        found="this",
        language="en",
        guide="greet",
        chapter="Greet one",
    )
    assert str(verdict) == (
        "en.feature:4:5: translation/argument: The twins differ.\n"
        "  found:    this\n"
        "  expected: the other\n"
        "  write:    that\n"
        "  twin:     nb.feature:6:7"
    )


def test_further_lines_of_a_detail_stand_under_its_first() -> None:
    verdict = Verdict("behaviour/screen", Place("a"), "m", found="one\ntwo\nthree")
    assert str(verdict).splitlines()[1:] == [
        "  found:    one",
        "            two",
        "            three",
    ]


def test_an_empty_detail_is_shown_as_empty() -> None:
    assert str(Verdict("text/x", Place("a"), "m", found="")) == "a:1:1: text/x: m\n  found:    "


def test_several_verdicts_are_paragraphs() -> None:
    one, two = (Verdict("text/x", Place(name), "m") for name in "ab")
    assert render([one, two]) == "a:1:1: text/x: m\n\nb:1:1: text/x: m"


def test_the_exception_carries_verdicts_and_reads_like_them() -> None:
    verdict = Verdict("text/x", Place("a"), "m")
    refusal = CannotGoOn([verdict])
    assert refusal.verdicts == (verdict,)
    assert str(refusal) == "a:1:1: text/x: m"


def test_order_is_by_place_then_rule_then_message_without_repetitions() -> None:
    verdicts = [
        Verdict("text/b", Place("a", 10), "m"),
        Verdict("text/a", Place("a", 10), "n"),
        Verdict("text/a", Place("a", 10), "m"),
        Verdict("text/z", Place("a", 9), "m"),
        Verdict("text/b", Place("a", 10), "m"),
    ]
    assert [(v.place.line, v.rule, v.message) for v in in_order(verdicts)] == [
        (9, "text/z", "m"),
        (10, "text/a", "m"),
        (10, "text/a", "n"),
        (10, "text/b", "m"),
    ]


@pytest.mark.parametrize(
    ("word", "choices", "found"),
    [
        ("featurs", ["labels", "features"], "features"),
        ("LEGG TIL", ["Legg til", "Fjern"], "Legg til"),
        ("xyzzy", ["labels", "features"], None),
        ("features", [], None),
        ("a b", ["A B", "a b"], "A B"),
    ],
)
def test_the_nearest_choice_is_found_whatever_its_case_or_none(
    word: str, choices: list[str], found: str | None
) -> None:
    assert nearest(word, choices) == found


@pytest.mark.parametrize(
    ("error", "reason", "line"),
    [
        (UnicodeDecodeError("utf-8", b"a\nb\n\xe6", 4, 5, "bad"), "it is not in UTF-8", 3),
        (FileNotFoundError(2, "No such file or directory"), "no such file or directory", 1),
        (OSError("Odd"), "odd", 1),
        (tomllib.TOMLDecodeError("Invalid value (at line 7, column 2)"), "invalid value", 7),
        (ValueError("Invalid value (at end of document)"), "invalid value (at end of document)", 1),
    ],
)
def test_why_a_file_cannot_be_read_is_said_in_plain_words(
    error: Exception, reason: str, line: int
) -> None:
    assert reason_of(error) == (reason, line)


def test_a_number_takes_its_noun_with_it_in_one_place_only() -> None:
    counted = [count(number, "guide") for number in (0, 1, 2)]
    assert counted == ["0 guides", "1 guide", "2 guides"]
    sources = sorted((REPO / "src" / "samsvar").rglob("*.py"))
    own = re.compile(r"""== 1 else ['"]s['"]""")
    found = [path.name for path in sources if own.search(path.read_text(encoding="utf-8"))]
    assert found == ["verdicts.py"]
