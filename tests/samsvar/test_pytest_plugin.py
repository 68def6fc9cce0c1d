"""Guides as pytest tests, on a toy project run by real pytest."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from toy import REPO, Toy

from samsvar import pytest_plugin
from samsvar.evidence.seals import Archive


@dataclass
class Result:
    """What a run of pytest said and did."""

    code: int = -1
    text: str = ""
    chosen: list[str] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.chosen = [item.nodeid for item in session.items]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.outcomes["broken"] += 1

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or not report.passed:
            self.outcomes[f"{report.when} {report.outcome}"] += 1


Run = Callable[..., Result]

OFF = ("cacheprovider", "cov", "hypothesispytest", "anyio")


@pytest.fixture
def run(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs pytest in the toy's folder, in this process."""

    def call(*arguments: str, plugin: object = None) -> Result:
        monkeypatch.chdir(toy.root)
        result = Result()
        without = [part for name in OFF for part in ("-p", f"no:{name}")]
        common = ["--rootdir", str(toy.root), "-p", "samsvar.pytest_plugin", *without]
        output = io.StringIO()
        with redirect_stdout(output), redirect_stderr(output):
            result.code = int(
                pytest.main([*common, *arguments], plugins=[result, plugin or object()])
            )
        result.text = output.getvalue()
        toy.forget()
        return result

    return call


@pytest.fixture
def chosen(run: Run) -> Callable[..., list[str]]:
    """The tests that some arguments choose."""

    def call(*arguments: str) -> list[str]:
        result = run("--collect-only", *arguments)
        assert result.code == 0, result.text
        return result.chosen

    return call


ALL = [
    "features/en/greet.feature::test_01_greet_one",
    "features/en/greet.feature::test_02_greet_several",
    "features/en/leave.feature::test_01_go_home",
    "features/nb/greet.feature::test_01_hilse_på_én",
    "features/nb/greet.feature::test_02_hilse_på_flere",
    "features/nb/leave.feature::test_01_gå_hjem",
]
BOTH = [f"{name}[{driver}]" for name in ALL for driver in ("inprocess", "browser")]
INPROCESS = [f"{name}[inprocess]" for name in ALL]


def test_each_chapter_is_a_test_per_language_and_driver(chosen: Callable[..., list[str]]) -> None:
    assert chosen("features") == BOTH


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--driver", "inprocess"], INPROCESS),
        (["--driver", "browser", "--driver", "inprocess", "--guide", "leave"], None),
        (["--driver", "inprocess", "--guide", "leave"], [INPROCESS[2], INPROCESS[5]]),
        (["--driver", "inprocess", "--guide", "leave", "--guide", "greet"], INPROCESS),
        (["--driver", "inprocess", "--language", "en"], INPROCESS[:3]),
        (["--driver", "inprocess", "--tags=@short"], [INPROCESS[0], INPROCESS[3]]),
        (["--driver", "inprocess", "--tags=@greeting and not @short"], None),
        (["--driver", "inprocess", "--tags=not @greeting"], [INPROCESS[2], INPROCESS[5]]),
    ],
    ids=str,
)
def test_guides_languages_drivers_and_tags_can_be_chosen(
    chosen: Callable[..., list[str]], arguments: list[str], expected: list[str] | None
) -> None:
    if expected is None and "--guide" in arguments:
        expected = [f"{ALL[n]}[{driver}]" for n in (2, 5) for driver in ("browser", "inprocess")]
    elif expected is None:
        expected = [INPROCESS[1], INPROCESS[4]]
    assert chosen("features", *arguments) == expected


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [([13], [1]), ([11], [1]), ([25], [2]), ([31], [2]), ([15, 28], [1, 2])],
)
def test_a_line_of_a_file_chooses_its_chapter(
    chosen: Callable[..., list[str]], lines: list[int], numbers: list[int]
) -> None:
    arguments = [f"features/en/greet.feature:{line}" for line in lines]
    assert chosen("--driver", "inprocess", *arguments) == [INPROCESS[n - 1] for n in numbers]


def test_a_line_beyond_the_end_of_a_file_chooses_nothing(run: Run) -> None:
    result = run("--collect-only", "--driver", "inprocess", "features/nb/leave.feature:7")
    assert (result.code, result.chosen) == (pytest.ExitCode.NO_TESTS_COLLECTED, [])


def test_one_file_can_be_asked_for(chosen: Callable[..., list[str]]) -> None:
    assert chosen("--driver", "inprocess", "features/nb/leave.feature") == [INPROCESS[5]]


def test_other_tests_are_left_out_once_guides_are_chosen(
    toy: Toy, chosen: Callable[..., list[str]]
) -> None:
    toy.write("test_other.py", "def test_other():\n    pass\n")
    assert chosen("test_other.py", "features", "--driver", "inprocess", "--guide", "leave") == [
        INPROCESS[2],
        INPROCESS[5],
    ]
    assert "test_other.py::test_other" in chosen("test_other.py", "features")


def test_what_is_no_feature_of_the_project_is_not_collected(
    toy: Toy, chosen: Callable[..., list[str]]
) -> None:
    for name in ("features/sv/x.feature", "features/nb/deeper/x.feature", "elsewhere/x.feature"):
        toy.write(name, "not Gherkin")
    toy.write("features/nb/notes.txt", "not Gherkin")
    assert chosen(".", "--driver", "inprocess") == INPROCESS


def test_a_project_without_settings_has_no_guides(toy: Toy, run: Run) -> None:
    (toy.root / "samsvar.toml").unlink()
    assert run("features").code == pytest.ExitCode.NO_TESTS_COLLECTED


def test_all_chapters_pass_in_process(run: Run) -> None:
    assert run("features", "--driver", "inprocess").outcomes == {"call passed": 6}


def test_a_tag_expression_that_cannot_be_read_is_told(run: Run) -> None:
    result = run("features", "--tags=@a and")
    assert result.code == pytest.ExitCode.USAGE_ERROR
    assert "ERROR: --tags: “@a and” cannot be understood. Join tags with and, " in result.text
    assert "Literal" not in result.text


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


def test_browser_chapters_leave_evidence_and_those_that_fail_break_their_seal(
    toy: Toy, run: Run, tmp_path: Path, apart: Callable[..., Any]
) -> None:
    toy.replace("features/nb/leave.feature", '"kongen"', '"dronningen"')
    toy.replace("features/en/leave.feature", '"the king"', '"the queen"')
    toy.replace(f"{toy.package}/greeting.py", "assert person not in", "assert person in")
    evidence = tmp_path / "evidence"
    result = apart(run, "features/nb", "--evidence", str(evidence))
    assert result.outcomes == {"call passed": 4, "call failed": 2}
    found = sorted(p.relative_to(evidence).as_posix() for p in evidence.rglob("seal.json"))
    assert found == ["nb/greet/01/seal.json", "nb/greet/02/seal.json", "nb/leave/01/seal.json"]
    archive = Archive(evidence)
    broken, seal = archive.read("nb", "leave", 1), archive.read("nb", "greet", 1)
    assert broken is not None
    assert not broken.passed
    assert archive.is_whole(broken)
    told = archive.path(broken, "messages.ndjson").read_text(encoding="utf-8")
    assert "behaviour/state: What the step says does not hold in the system." in told
    assert '"status":"FAILED"' in told
    assert seal is not None
    assert seal.passed
    assert (seal.driver, seal.steps) == ("browser", 6)
    assert [(s.file, s.step, s.target.role, s.target.name) for s in seal.shots] == [
        ("01.png", 1, "link", "Hils"),
        ("02.png", 2, "textbox", "Navn"),
        ("03.png", 3, "button", "Send"),
    ]
    messages = Archive(evidence).path(seal, "messages.ndjson").read_text(encoding="utf-8")
    source = json.loads(messages.splitlines()[1])["source"]
    assert source["uri"] == "features/nb/greet.feature"


def test_no_evidence_is_left_in_process(run: Run, tmp_path: Path) -> None:
    evidence = tmp_path / "evidence"
    result = run("features", "--driver", "inprocess", "--evidence", str(evidence))
    assert result.outcomes == {"call passed": 6}
    assert not evidence.exists()


def test_evidence_that_cannot_be_written_is_told_as_a_verdict(
    run: Run, tmp_path: Path, apart: Callable[..., Any]
) -> None:
    place = tmp_path / "evidence"
    place.write_text("a file", encoding="utf-8")
    result = apart(
        run, "features/nb/leave.feature", "--driver", "browser", "--evidence", str(place)
    )
    assert result.outcomes == {"call passed": 1, "teardown failed": 1}
    text = result.text
    assert "site/folder: Nothing can be written here: not a directory." in text
    assert "Traceback" not in text


def test_a_missing_chromium_is_told_as_a_verdict(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSVAR_CHROMIUM", "/nowhere/chromium")
    result = run("features/nb/leave.feature", "--driver", "browser")
    assert result.outcomes == {"call failed": 1}
    text = result.text
    assert "$SAMSVAR_CHROMIUM:1:1: text/config: There is no program at this path." in text
    assert "Traceback" not in text


@pytest.mark.parametrize("workers", ["0", "2"])
def test_the_time_of_each_step_is_reported_but_not_to_junit(
    toy: Toy, run: Run, workers: str
) -> None:
    class Times:
        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            times[report.when] = getattr(report, "samsvar_steps", None)

    times: dict[str, list[float] | None] = {}
    arguments = ["features/nb/leave.feature", "--driver", "inprocess", "-n", workers]
    run(*arguments, "--junit-xml", "report.xml", plugin=Times())
    assert times["call"] is None
    assert times["teardown"] is not None
    assert len(times["teardown"]) == 2
    assert all(0 < seconds < 10 for seconds in times["teardown"])
    report = ElementTree.parse(toy.root / "report.xml").getroot()
    assert {p.attrib["name"]: p.attrib["value"] for p in report.iter("property")} == {
        "file": "features/nb/leave.feature",
        "line": "4",
    }


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


def test_names_of_tests_are_made_of_letters_and_digits() -> None:
    assert pytest_plugin._slug("Forretningsfører: bare «borettslag»!") == (
        "forretningsfører_bare_borettslag"
    )
