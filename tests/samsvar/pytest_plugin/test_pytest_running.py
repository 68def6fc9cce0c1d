"""Chapters that pytest runs: how they pass, and what is told of those that do not."""

from __future__ import annotations

import subprocess
import sys

import pytest
from guides_as_tests import Run
from toy import REPO, Toy


def test_all_chapters_pass_in_process(run: Run) -> None:
    assert run("features", "--driver", "inprocess").outcomes == {"call passed": 6}


def test_settings_that_are_wrong_are_told_as_verdicts(toy: Toy, run: Run) -> None:
    toy.write("labels/1/en.yml", "button:\n  greet: Greet\n")
    result = run("features")
    assert result.code == pytest.ExitCode.USAGE_ERROR
    text = result.text
    assert "label/catalogue: The label button.send is missing in this language." in text
    assert "Traceback" not in text


def test_a_broken_guide_is_a_collection_error_with_the_verdict(toy: Toy, run: Run) -> None:
    toy.replace("features/nb/leave.feature", "jeg åpner portalen", "jeg åpner porten")
    result = run("features", "--driver", "inprocess")
    text = result.text
    assert (
        "features/nb/leave.feature:5:5: text/undefined: The vocabulary has no such step.\n"
        "  found:    jeg åpner porten\n"
        "  write:    jeg åpner portalen\n"
    ) in text
    assert "Traceback" not in text
    assert "ERROR features/nb/leave.feature" in text
    assert result.outcomes == {"broken": 2}


def test_a_guide_whose_twin_differs_is_a_collection_error(toy: Toy, run: Run) -> None:
    toy.replace("features/en/leave.feature", '"the king"', '"the queen"')
    result = run("features", "--driver", "inprocess")
    assert "translation/argument" in result.text
    assert result.outcomes == {"broken": 2}


def test_a_failing_chapter_shows_a_verdict_and_no_stack_trace(toy: Toy, run: Run) -> None:
    toy.replace(f"{toy.package}/portal.py", '"Hilsenen er sendt."', '"Hilsenen ble sendt."')
    result = run("features/nb/greet.feature", "--driver", "inprocess")
    assert result.outcomes == {"call passed": 1, "call failed": 1}
    text = result.text
    assert (
        "features/nb/greet.feature:19:5: behaviour/screen: The screen does not show what this step "
        "needs.\n"
        "  found:    not so on /greet, which shows:\n"
        "            - main\n"
        '              - heading "Hils på noen"\n'
        "              - status\n"
        '              - textbox "Navn"\n'
        '              - button "Send"\n'
        "  expected: the text “Hilsenen er sendt.”\n"
    ) in text
    assert "Traceback" not in text
    assert "running.py" not in text
    assert "AssertionError" not in text


def test_a_state_that_does_not_hold_fails_the_chapter_although_the_screen_agrees(
    toy: Toy, run: Run
) -> None:
    toy.replace(f"{toy.package}/portal.py", "self.greeted +=", "self.greeted = ['X'] +")
    result = run("features/en/greet.feature", "--driver", "inprocess")
    assert "behaviour/state: What the step says does not hold in the system.\n" in (result.text)
    assert "  found:    nobody was greeted" in result.text


def test_a_bug_in_a_step_shows_a_traceback(toy: Toy, run: Run) -> None:
    toy.replace("features/nb/leave.feature", "jeg åpner portalen", "koden har en feil")
    toy.replace("features/en/leave.feature", "I open the portal", "the code has a fault")
    result = run("features/nb/leave.feature", "--driver", "inprocess")
    assert result.outcomes == {"call failed": 1}
    source = (toy.root / toy.package / "greeting.py").read_text(encoding="utf-8")
    line = source[: source.index("raise KeyError")].count("\n") + 1
    assert f"{toy.package}/greeting.py:{line}: KeyError" in result.text
    assert "E       KeyError: 'no such key'" in result.text


def test_chapters_run_side_by_side_in_two_processes(toy: Toy, run: Run) -> None:
    result = run("features", "--driver", "inprocess", "-n", "2", "-v")
    assert result.outcomes == {"call passed": 6}
    assert "[gw0]" in result.text
    assert "[gw1]" in result.text


def test_a_missing_chromium_is_told_as_a_verdict(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSVAR_CHROMIUM", "/nowhere/chromium")
    result = run("features/nb/leave.feature", "--driver", "browser")
    assert result.outcomes == {"call failed": 1}
    text = result.text
    assert "$SAMSVAR_CHROMIUM:1:1: text/config: There is no program at this path." in text
    assert "Traceback" not in text


@pytest.mark.parametrize("argument", ["features/nb/delegate-clients.feature:36"])
def test_pytest_alone_runs_a_feature_of_the_repository(argument: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", argument, "--driver", "inprocess", "-q"],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout
