"""Running chapters in process without pytest."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from toy import Toy

from samsvar.direct import Runner, begin
from samsvar.drivers.inprocess import App
from samsvar.plans import Call, all_calls
from samsvar.verdicts import CannotGoOn


def test_a_chapter_that_holds_has_no_verdict(toy: Toy) -> None:
    project = toy.project()
    twins = project.check().guides["greet"]
    with Runner(project) as runner:
        assert [runner.chapter(checked, n) for checked in twins.values() for n in (1, 2)] == [
            ()
        ] * 4


def test_chapters_do_not_see_each_other(toy: Toy) -> None:
    project = toy.project()
    checked = project.check().guides["greet"]["nb"]
    with Runner(project) as runner:
        runner.chapter(checked, 2)
        assert runner.chapter(checked, 2) == ()


def test_a_chapter_ends_at_what_does_not_hold_unless_it_shall_go_on(toy: Toy) -> None:
    toy.replace(
        "features/nb/greet.feature",
        "    Så ser jeg meldingen",
        '    Så er "kongen" borte\n    Og ser jeg meldingen',
    )
    project = toy.project()
    checked = project.check().guides["greet"]["nb"]
    with Runner(project) as runner:
        (failed,) = runner.chapter(checked, 1)
        assert (failed.rule, failed.found) == ("behaviour/state", "king is still here")
        assert runner.chapter(checked, 1, keep_going=True) == (failed,)


def test_the_portal_can_be_changed_for_a_run(toy: Toy) -> None:
    def without_buttons(app: App) -> App:
        async def changed(scope: Any, receive: Any, send: Any) -> None:
            async def sent(message: Any) -> None:
                if message["type"] == "http.response.body":
                    message = {**message, "body": message["body"].replace(b"button", b"i")}
                if message["type"] == "http.response.start":
                    names = (b"content-length",)
                    rest = [pair for pair in message["headers"] if pair[0] not in names]
                    message = {**message, "headers": rest}
                await send(message)

            await app(scope, receive, sent)

        return changed

    project = toy.project()
    checked = project.check().guides["greet"]["nb"]
    with Runner(project, without_buttons) as runner:
        (failed,) = runner.chapter(checked, 1)
    assert failed.rule == "label/not-shown"


def test_what_only_pytest_can_give_is_told(toy: Toy) -> None:
    toy.replace(
        f"{toy.package}/greeting.py", "def gone(portal", "def gone(tmp_path: object, portal"
    )
    project = toy.project()
    checked = project.check().guides["leave"]["nb"]
    with Runner(project) as runner, pytest.raises(CannotGoOn) as refusal:
        runner.chapter(checked, 1)
    assert str(refusal.value) == (
        "features/nb/leave.feature:1:1: text/config: A step asks for tmp_path, which only pytest "
        "can give: use `samsvar test`."
    )


def test_a_chapter_goes_on_from_halfway_as_often_as_wanted(toy: Toy) -> None:
    project = toy.project()
    for checked in project.check().guides["greet"].values():
        steps = len(all_calls(checked, 1))
        with Runner(project) as runner:
            begun = None
            for done in range(steps + 1):
                begun = begin(project, checked, 1, done, begun)
                assert begun is not None
                carried: list[Call] = []
                for _ in range(2):
                    assert runner.chapter(checked, 1, before=carried.append, after=begun) == ()
                assert carried == [*all_calls(checked, 1)[done:]] * 2


def test_what_a_run_from_halfway_changes_is_its_own(toy: Toy) -> None:
    project = toy.project()
    checked = project.check().guides["greet"]["nb"]
    with Runner(project) as runner:
        begun = begin(project, checked, 1, 4)
        assert begun is not None
        before = list(begun.lent["reference"].greeted)
        runner.chapter(checked, 1, after=begun)
        assert begun.lent["reference"].greeted == before == []


def test_a_world_that_cannot_be_copied_has_no_halfway(toy: Toy) -> None:
    toy.replace(f"{toy.package}/portal.py", "def copy", "def duplicate")
    project = toy.project()
    assert begin(project, project.check().guides["greet"]["nb"], 1, 2) is None


def test_a_verdict_leaves_out_the_state_where_nobody_reads_it(toy: Toy) -> None:
    toy.replace("features/nb/greet.feature", "    Så ser", '    Så er "kongen" borte\n    Og ser')
    came = '    def changes(self):\n        return ["somebody came"]\n\n'
    toy.replace(f"{toy.package}/portal.py", "    def copy", f"{came}    def copy")
    project = toy.project()
    checked = project.check().guides["greet"]["nb"]
    for tells, state in ((True, "somebody came"), (False, None)):
        with Runner(project, tells_state=tells) as runner:
            (failed,) = runner.chapter(checked, 1)
            assert failed.state == state


def test_a_world_is_tidied_up_when_what_was_begun_is_closed_and_not_before(toy: Toy) -> None:
    toy.replace(
        f"{toy.package}/greeting.py",
        "    yield Reference()\n",
        "    opened = Reference()\n    try:\n        yield opened\n"
        "    finally:\n        opened.present.append('closed')\n",
    )
    project = toy.project()
    begun = begin(project, project.check().guides["greet"]["nb"], 1, 2)
    assert begun is not None
    gc.collect()
    assert "closed" not in begun.lent["reference"].present
    begun.close()
    assert begun.lent["reference"].present[-1] == "closed"
