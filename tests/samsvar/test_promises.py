"""Slips that twins can share: a step said twice, an action that leads to nothing."""

from __future__ import annotations

from toy import Toy

from samsvar.patches import followed, reader
from samsvar.verdicts import render


def put_both(toy: Toy, norwegian: tuple[str, str], english: tuple[str, str]) -> None:
    toy.replace("features/nb/leave.feature", *norwegian)
    toy.replace("features/en/leave.feature", *english)


def double_outcome(toy: Toy) -> None:
    put_both(
        toy,
        ('    Så er "kongen" borte\n', '    Så er "kongen" borte\n    Og er "kongen" borte\n'),
        (
            '    Then "the king" is gone\n',
            '    Then "the king" is gone\n    And "the king" is gone\n',
        ),
    )


def test_a_promise_that_is_made_twice_is_told_with_the_edits_for_all_languages(toy: Toy) -> None:
    double_outcome(toy)
    assert render(toy.project().check().verdicts) == (
        "features/nb/leave.feature:7:5: text/repeated: Line 6 says the same.\n"
        '  found:    er "kongen" borte\n'
        "  twin:     features/en/leave.feature:6:5"
    )


def test_following_the_edits_leaves_one_promise(toy: Toy) -> None:
    before = {p: p.read_text() for p in toy.root.glob("features/*/leave.feature")}
    double_outcome(toy)
    texts = followed(toy.project().check().verdicts, reader(toy.root))
    assert texts == {p.relative_to(toy.root).as_posix(): text for p, text in before.items()}


def test_an_action_that_is_done_twice_in_a_row_is_told(toy: Toy) -> None:
    put_both(
        toy,
        ("    Når jeg åpner portalen\n", "    Når jeg åpner portalen\n" * 2),
        ("    When I open the portal\n", "    When I open the portal\n" * 2),
    )
    verdicts = toy.project().check().verdicts
    assert [(v.rule, v.place.line, v.message) for v in verdicts] == [
        ("text/repeated", 6, "Line 5 says the same.")
    ]


def test_an_action_may_be_done_again_after_another_step(toy: Toy) -> None:
    put_both(
        toy,
        (
            '    Så er "kongen" borte\n',
            '    Så er "kongen" borte\n    Når jeg åpner portalen\n' * 2,
        ),
        (
            '    Then "the king" is gone\n',
            '    Then "the king" is gone\n    When I open the portal\n' * 2,
        ),
    )
    rules = [verdict.rule for verdict in toy.project().check().verdicts]
    assert rules == ["text/unchecked"]


def test_a_prerequisite_that_comes_late_is_told(toy: Toy) -> None:
    here = '    Gitt at "kongen" er til stede\n', '    Given "the king" is present\n'
    opens = "    Når jeg åpner portalen\n", "    When I open the portal\n"
    put_both(toy, (opens[0], opens[0] + here[0]), (opens[1], opens[1] + here[1]))
    assert render(toy.project().check().verdicts) == (
        "features/nb/leave.feature:6:5: text/late: This prerequisite stands after the chapter has "
        "begun.\n"
        '  found:    at "kongen" er til stede\n'
        "  expected: what must be in place before the first action\n"
        "  twin:     features/en/leave.feature:5:5"
    )


def test_a_chapter_that_ends_with_an_action_promises_too_little(toy: Toy) -> None:
    put_both(toy, ('    Så er "kongen" borte\n', ""), ('    Then "the king" is gone\n', ""))
    assert render(toy.project().check().verdicts) == (
        "features/nb/leave.feature:5:5: text/unchecked: The chapter ends with this action, "
        "and does not say what it leads to.\n"
        "  found:    jeg åpner portalen\n"
        "  expected: a step that says what one should see\n"
        "  twin:     features/en/leave.feature:4:5"
    )


def test_of_twins_that_differ_only_the_difference_is_told(toy: Toy) -> None:
    toy.replace("features/nb/leave.feature", '    Så er "kongen" borte\n', "")
    rules = [verdict.rule for verdict in toy.project().check().verdicts]
    assert rules == ["translation/extra-step"]
