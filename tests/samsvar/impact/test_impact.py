"""`samsvar impact` and `samsvar test --impacted`: what is run, chosen and kept."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest
from impacts import ALL, EVERYTHING, UNTOUCHED, Command, impacted, steps_of
from toy import Toy

from samsvar import config as settings
from samsvar.impact import footprints
from samsvar.impact.carrying import Result, Session


def test_without_footprints_every_chapter_is_run(toy: Toy, samsvar: Command) -> None:
    toy.write("notes.txt", "")
    reason = "  impacted: it has no footprint: it has not been run with --impacted, or did not hold"
    unknown = "What chapters use is not known yet: samsvar test --impacted makes it known."

    for arguments in (["impact"], ["impact", "notes.txt"], ["impact", "samsvar.toml"]):
        assert samsvar(*arguments) == (
            0,
            f"{EVERYTHING}{reason}\n{unknown}\n\n6 of 6 chapters impacted.\n",
        )
    assert samsvar("test", "--impacted") == (
        0,
        f"{EVERYTHING}{reason}\n\n6 of 6 chapters impacted.\n6 chapters passed.\n",
    )


def test_when_nothing_has_changed_nothing_is_run(recorded: Command) -> None:
    expected = (0, f"{EVERYTHING}{UNTOUCHED}\n0 of 6 chapters impacted.\n")

    assert recorded("impact") == expected
    assert recorded("test", "--impacted") == expected


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"form": 0}', '{"form": 1, "units": [[1]]}'])
def test_footprints_that_cannot_be_read_are_none(toy: Toy, recorded: Command, damage: str) -> None:
    toy.write(f"build/{footprints.FILE_NAME}", damage)

    assert impacted(recorded).keys() == ALL


def test_a_chapter_that_does_not_hold_loses_its_footprint(toy: Toy, recorded: Command) -> None:
    labels = (toy.root / "labels/1/nb.yml").read_text()
    toy.replace("labels/1/nb.yml", "name: Navn", "name: Fornavn")
    code, said = recorded("test", "--impacted")
    assert code == 1
    assert "0 chapters passed, 1 failed." in said
    assert "behaviour/screen" in said

    toy.write("labels/1/nb.yml", labels)
    assert impacted(recorded).keys() == {"greet 1 nb"}


def test_an_error_in_the_code_is_shown_and_fails(toy: Toy, recorded: Command) -> None:
    toy.replace("features/nb/leave.feature", "    Så er", "    Når koden har en feil\n    Så er")
    toy.replace("features/en/leave.feature", "    Then", "    When the code has a fault\n    Then")

    code, said = recorded("test", "--impacted")

    assert code == 1
    assert "KeyError: 'no such key'" in said
    assert said.endswith("0 chapters passed, 2 failed.\n")


def test_what_the_check_refuses_is_not_run(toy: Toy, recorded: Command) -> None:
    toy.replace("features/nb/leave.feature", "borte", "bortreist")

    code, said = recorded("test", "--impacted")

    assert code == 1
    assert "text/undefined" in said
    assert "passed" not in said


def test_guides_and_languages_can_be_chosen_from_the_impacted(toy: Toy, recorded: Command) -> None:
    toy.write(f"{toy.package}/new.py", "")

    said = recorded("test", "--impacted", "--guide", "greet", "--language", "nb")[1]
    assert said.endswith("2 of 2 chapters impacted.\n2 chapters passed.\n")
    assert impacted(recorded).keys() == ALL - {"greet 1 nb", "greet 2 nb"}


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--driver", "browser"], "--driver"),
        (["--tags", "@short"], "--tags"),
        (["--junit", "x.xml"], "--junit"),
        (["-n", "2"], "--workers"),
        (["--edition", "1"], "--edition"),
        (["features/nb/greet.feature"], "FILE"),
    ],
)
def test_the_choice_stands_alone(samsvar: Command, arguments: list[str], name: str) -> None:
    code, said = samsvar("test", "--impacted", *arguments)

    assert code == 2
    assert f"leave out {name}." in " ".join(re.sub("[│╭╮╰╯─]+", " ", said).split())


def test_footprints_that_cannot_be_written_are_told(toy: Toy, samsvar: Command) -> None:
    toy.write("build", "a file")

    code, said = samsvar("test", "--impacted")

    assert code == 2
    assert "site/folder" in said
    assert "Traceback" not in said


def session(toy: Toy) -> tuple[Session, list[Result]]:
    toy.forget()
    found = Session.load(settings.load(toy.root))
    results: list[Result] = []
    found.carry_out([("leave", 1, "nb")], results.append)
    return found, results


def test_files_that_change_in_the_meantime_leave_no_footprints(toy: Toy) -> None:
    found, results = session(toy)
    assert found.footprints(results).by_chapter.keys() == {("leave", 1, "nb")}

    toy.replace(steps_of(toy), "is still here", "is here")
    assert found.footprints(results).by_chapter == {}


def test_code_that_was_imported_before_cannot_be_watched(toy: Toy) -> None:
    toy.project()

    with pytest.raises(RuntimeError, match=r"was imported before its footprints could be taken"):
        Session.load(settings.load(toy.root))


def test_the_profile_function_of_others_is_put_back(toy: Toy) -> None:
    def others(*_: Any) -> None:
        """Somebody else's."""

    sys.setprofile(others)
    try:
        session(toy)
        assert sys.getprofile() is others
    finally:
        sys.setprofile(None)
