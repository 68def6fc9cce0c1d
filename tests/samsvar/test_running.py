"""One chapter on its way."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from toy import Toy

from samsvar.drivers.protocol import NotOnScreen, Picture, Target
from samsvar.evidence.seals import Shot, content_of
from samsvar.plans import Checked
from samsvar.running import ChapterFailed, ChapterRun, excerpt

TARGET = Target("button", "Send", "Hils på noen")


class FakePortal:
    """Does what a test says, instead of a portal: what is tested here is the record."""

    def __init__(self, on_click: Callable[[], None] = lambda: None) -> None:
        self.on_click = on_click
        self.opened: list[str] = []

    def open(self, path: str) -> None:
        self.opened.append(path)

    def click(self, name: str) -> None:
        self.on_click()


class Fixtures:
    def __init__(self, portal: FakePortal, present: list[str] | None = None) -> None:
        self.portal = portal
        self.reference = type("R", (), {"present": present or [], "greeted": []})()
        self.asked: list[str] = []

    def __call__(self, name: str) -> Any:
        self.asked.append(name)
        return getattr(self, name)


@pytest.fixture
def checked(toy: Toy) -> Checked:
    return toy.project().check().guides["greet"]["nb"]


@pytest.fixture
def leaving(toy: Toy) -> Checked:
    return toy.project().check().guides["leave"]["nb"]


def run_of(checked: Checked, number: int = 1) -> ChapterRun:
    return ChapterRun(checked, number, "browser", "1")


def test_prerequisites_are_carried_out_before_the_chapter_s_own_steps(checked: Checked) -> None:
    assert [call.step.text for call in run_of(checked, 2).calls] == [
        'at "kongen" er til stede',
        'at "dronningen" er til stede',
        "jeg åpner portalen",
        "er disse til stede:",
    ]


def test_a_step_receives_its_values_its_table_and_the_fixtures_that_it_names(
    checked: Checked,
) -> None:
    run, fixtures = run_of(checked, 2), Fixtures(FakePortal())
    for call in run.calls:
        run.next(call.step.text, fixtures)
    assert fixtures.reference.present == ["king", "queen"]
    assert fixtures.portal.opened == ["/"]
    assert fixtures.asked == ["reference", "reference", "portal", "reference"]
    assert run.passed
    assert [r.status for r in run.done] == ["passed"] * 4
    assert len(run.durations) == 4


def test_a_chapter_has_not_passed_before_its_last_step(checked: Checked) -> None:
    run = run_of(checked, 2)
    run.next(run.calls[0].step.text, Fixtures(FakePortal()))
    assert not run.passed


def test_a_text_that_the_plan_does_not_have_next_is_a_fault_of_the_program(
    checked: Checked,
) -> None:
    with pytest.raises(RuntimeError, match="the plan has 'at \"kongen\" er til stede', not 'x'"):
        run_of(checked).next("x", Fixtures(FakePortal()))


def test_a_state_that_does_not_hold_is_a_verdict_in_the_words_of_the_witness(
    leaving: Checked,
) -> None:
    run, fixtures = run_of(leaving), Fixtures(FakePortal(), present=["king"])
    run.next("jeg åpner portalen", fixtures)
    with pytest.raises(ChapterFailed) as failed:
        run.next('er "kongen" borte', fixtures)
    assert str(failed.value.verdict) == (
        "features/nb/leave.feature:6:5: behaviour/state: What the step says does not hold in the "
        "system.\n"
        "  found:    king is still here\n"
        '  expected: er "kongen" borte'
    )
    verdict = failed.value.verdict
    assert (verdict.guide, verdict.chapter, verdict.language) == ("leave", "Gå hjem", "nb")
    assert run.done[-1].status == "failed"
    assert run.done[-1].message == str(verdict)
    assert not run.passed


def test_what_a_table_promises_is_told_with_it(checked: Checked) -> None:
    run, fixtures = run_of(checked, 2), Fixtures(FakePortal())
    for call in run.calls[:3]:
        run.next(call.step.text, fixtures)
    fixtures.reference.present.remove("queen")
    with pytest.raises(ChapterFailed) as failed:
        run.next(run.calls[3].step.text, fixtures)
    assert failed.value.verdict.expected == (
        "er disse til stede:\n| Person | Merknad |\n| kongen | først |\n| dronningen | sist |"
    )


def test_a_verdict_tells_what_the_chapter_has_changed_until_then(leaving: Checked) -> None:
    run, fixtures = run_of(leaving), Fixtures(FakePortal(), present=["king"])
    changed: list[str] = []
    fixtures.reference.changes = lambda: changed
    run.next("jeg åpner portalen", fixtures)
    with pytest.raises(ChapterFailed) as failed:
        run.next('er "kongen" borte', fixtures)
    assert failed.value.verdict.state == "nothing has changed since the chapter began"
    changed += ["the queen came", "no longer: the king slept"]
    again = run_of(leaving)
    again.next("jeg åpner portalen", fixtures)
    with pytest.raises(ChapterFailed) as failed:
        again.next('er "kongen" borte', fixtures)
    assert failed.value.verdict.state == "the queen came\nno longer: the king slept"
    assert "  state:    the queen came\n            no longer: the king slept" in str(
        failed.value.verdict
    )


def test_a_prerequisite_that_fails_is_told_as_one(toy: Toy) -> None:
    toy.replace(
        "features/nb/greet.feature", 'Gitt at "kongen" er til stede', 'Så er "kongen" borte'
    )
    run = run_of(toy.project().check().guides["greet"]["nb"])
    with pytest.raises(ChapterFailed) as failed:
        run.next('er "kongen" borte', Fixtures(FakePortal(), present=["king"]))
    assert failed.value.verdict.chapter == "Forutsetninger"


def test_an_assertion_without_words_is_told_too(checked: Checked) -> None:
    def nothing() -> None:
        raise AssertionError

    run = run_of(checked)
    fixtures = Fixtures(FakePortal(nothing))
    for call in run.calls[:2]:
        run.next(call.step.text, fixtures)
    with pytest.raises(ChapterFailed) as failed:
        run.next(run.calls[2].step.text, fixtures)
    assert failed.value.verdict.found == "something else"


@pytest.mark.parametrize(
    ("near", "lines", "found"),
    [
        (
            'button "Sent"',
            1,
            'the nearest is button "Sent", on /greet, which shows:\n- line 0',
        ),
        (None, 2, "not so on /greet, which shows:\n- line 0\n- line 1"),
        (None, 0, "not so on /greet, which shows nothing"),
    ],
)
def test_what_the_screen_lacks_is_a_verdict_with_its_tree(
    checked: Checked, near: str | None, lines: int, found: str
) -> None:
    def missing() -> None:
        tree = "\n".join(f"- line {n}" for n in range(lines))
        raise NotOnScreen('button "Send"', near, tree, "/greet")

    run, fixtures = run_of(checked), Fixtures(FakePortal(missing))
    for call in run.calls[:2]:
        run.next(call.step.text, fixtures)
    with pytest.raises(ChapterFailed) as failed:
        run.next(run.calls[2].step.text, fixtures)
    verdict = failed.value.verdict
    assert (verdict.rule, verdict.message) == (
        "behaviour/screen",
        "The screen does not show what this step needs.",
    )
    assert (verdict.expected, verdict.found) == ('button "Send"', found)


def test_a_label_that_the_screen_does_not_show_is_a_verdict_on_the_label(checked: Checked) -> None:
    def missing() -> None:
        raise NotOnScreen('button "Hils"', None, '- main:\n  - button "Hjem"', "/home", "Hils")

    run, fixtures = run_of(checked), Fixtures(FakePortal(missing))
    first, press = (call.step for call in run.calls[1:3])
    run.skip(1)
    run.next(first.text, fixtures)
    with pytest.raises(ChapterFailed) as failed:
        run.next(press.text, fixtures)
    assert str(failed.value.verdict) == (
        f"{press.place}: label/not-shown: The portal has this label, but not on the screen that "
        "the reader has come to.\n"
        "  found:    not so on /home, which shows:\n"
        '            - main:\n              - button "Hjem"\n'
        '  expected: button "Hils"'
    )


@pytest.mark.parametrize(
    ("lines", "shown"), [(40, 40), (45, 45), (46, "… 6 more lines"), (143, "… 103 more lines")]
)
def test_a_long_screen_is_cut_where_that_saves_at_least_five_lines(
    lines: int, shown: int | str
) -> None:
    tree = [f"- line {n}" for n in range(lines)]
    end = tree[40:shown] if isinstance(shown, int) else [shown]
    assert excerpt("\n".join(tree)).splitlines() == [*tree[:40], *end]


TREE = """\
- banner
  - link "Home"
- region
  - main
    - heading "Greet"
      - link "Greet someone"
    - main thing
  - text: main
- contentinfo"""


def test_of_a_screen_only_the_main_part_is_shown() -> None:
    assert excerpt(TREE) == (
        '- main\n  - heading "Greet"\n    - link "Greet someone"\n  - main thing'
    )


@pytest.mark.parametrize("dialog", ['- dialog "Sure?"', '- alertdialog "Sure?":'])
def test_of_a_screen_with_an_open_dialog_all_is_shown(dialog: str) -> None:
    tree = TREE.replace("- contentinfo", dialog)
    assert excerpt(tree) == tree


def test_a_fault_in_a_step_passes_through_and_is_recorded(checked: Checked) -> None:
    def fault() -> None:
        raise KeyError("x")

    run, fixtures = run_of(checked), Fixtures(FakePortal(fault))
    for call in run.calls[:2]:
        run.next(call.step.text, fixtures)
    with pytest.raises(KeyError):
        run.next(run.calls[2].step.text, fixtures)
    assert (run.done[-1].status, run.done[-1].message) == ("failed", "KeyError('x')")


def test_pictures_belong_to_the_step_that_was_carried_out(checked: Checked) -> None:
    run = run_of(checked)
    picture = Picture(b"png", TARGET, "tree")
    fixtures = Fixtures(FakePortal(lambda: run.photograph(picture)))
    for call in run.calls[:3]:
        run.next(call.step.text, fixtures)
    assert run.pictures == {"01.png": picture}
    assert run.shots == [Shot("01.png", 1, TARGET)]
    assert [step.files for step in run.done] == [
        (),
        (),
        (("01.png", "image/png"), ("01.tree.yml", "text/yaml")),
    ]


def test_a_seal_says_what_passed_when_and_with_which_pictures(
    checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795262400")
    run, fixtures = run_of(checked, 2), Fixtures(FakePortal())
    for call in run.calls:
        run.next(call.step.text, fixtures)
    run.surroundings = "s"
    seal = run.seal()
    assert seal.passed
    assert (seal.guide, seal.number, seal.language, seal.driver) == ("greet", 2, "nb", "browser")
    assert (seal.edition, seal.steps, seal.shots) == ("1", 4, ())
    assert seal.content == content_of(checked.guide, checked.guide.chapters[1], "1", "s")
    assert seal.plan == checked.chapters[2].plan.digest
    assert seal.verified == "2026-11-21T12:00:00+00:00"


def test_a_chapter_that_did_not_hold_breaks_its_seal(leaving: Checked) -> None:
    run, fixtures = run_of(leaving), Fixtures(FakePortal(), present=["king"])
    run.next("jeg åpner portalen", fixtures)
    with pytest.raises(ChapterFailed):
        run.next('er "kongen" borte', fixtures)
    seal = run.seal()
    assert not seal.passed
    assert (seal.guide, seal.number, seal.steps) == ("leave", 1, 2)


@pytest.mark.parametrize("fixed", [True, False])
def test_steps_take_no_time_in_evidence_whose_time_is_fixed(
    leaving: Checked, monkeypatch: pytest.MonkeyPatch, fixed: bool
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000" if fixed else "")
    run, fixtures = run_of(leaving), Fixtures(FakePortal())
    for call in run.calls:
        run.next(call.step.text, fixtures)
    envelopes = [json.loads(line) for line in run.messages("x").splitlines()]
    times = [
        e["testStepFinished"]["testStepResult"]["duration"]
        for e in envelopes
        if "testStepFinished" in e
    ]
    assert len(times) == 2
    assert [time == {"seconds": 0, "nanos": 0} for time in times] == [fixed] * 2
    assert all(seconds > 0 for seconds in run.durations)


def test_messages_of_a_chapter_cut_short_skip_the_rest(checked: Checked) -> None:
    run = run_of(checked, 2)
    run.next(run.calls[0].step.text, Fixtures(FakePortal()))
    envelopes = [json.loads(line) for line in run.messages("x").splitlines()]
    statuses = [
        e["testStepFinished"]["testStepResult"]["status"]
        for e in envelopes
        if "testStepFinished" in e
    ]
    assert statuses == ["PASSED", "SKIPPED", "SKIPPED", "SKIPPED"]
