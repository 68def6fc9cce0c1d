"""What chapters leave behind when pytest runs them: evidence, times, reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from guides_as_tests import Run
from toy import Toy

from samsvar.evidence.seals import Archive


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
