"""Running guides, and what people are told about it."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console
from toy import Toy

from samsvar.sessions import Choice, Outcome, run_guides
from samsvar.verdicts import in_order


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def console(said: io.StringIO) -> Console:
    return Console(file=said, width=100, soft_wrap=True)


def test_a_choice_of_nothing_is_everything() -> None:
    assert Choice().arguments(Path("/p/features")) == ["/p/features", "--driver", "inprocess"]


def test_a_choice_becomes_pytest_arguments() -> None:
    choice = Choice(
        paths=("a.feature:3", "b.feature"),
        guides=("a", "b"),
        languages=("nb",),
        drivers=("browser", "inprocess"),
        tags="@a and not @b",
    )
    assert choice.arguments(Path("/p/features")) == [
        "a.feature:3",
        "b.feature",
        *("--guide", "a", "--guide", "b"),
        *("--language", "nb"),
        *("--driver", "browser", "--driver", "inprocess"),
        "--tags=@a and not @b",
    ]


def test_chapters_that_pass_are_counted(toy: Toy, console: Console, said: io.StringIO) -> None:
    assert run_guides(toy.project(), Choice(), console) == Outcome(0)
    start, _, end = said.getvalue().partition(" in ")
    assert start == "6 chapters passed (24 steps"
    assert end.endswith(" s).\n")


def test_one_chapter_is_counted_as_one(toy: Toy, console: Console, said: io.StringIO) -> None:
    run_guides(toy.project(), Choice(guides=("leave",), languages=("nb",)), console)
    assert said.getvalue().startswith("1 chapter passed (2 steps in ")


def test_a_tag_that_begins_with_at_is_no_file_name(
    toy: Toy, console: Console, said: io.StringIO
) -> None:
    assert run_guides(toy.project(), Choice(tags="@short"), console) == Outcome(0)
    assert said.getvalue().startswith("2 chapters passed (12 steps in ")


def test_a_choice_that_fits_no_chapter_is_not_success(
    toy: Toy, console: Console, said: io.StringIO
) -> None:
    assert run_guides(toy.project(), Choice(guides=("none",)), console) == Outcome(2)
    assert said.getvalue() == "No chapter fits what was asked for.\n"


def test_what_failed_is_a_verdict_and_counted(
    toy: Toy, console: Console, said: io.StringIO
) -> None:
    toy.replace(f"{toy.package}/greeting.py", "assert person not in", "assert person in")
    outcome = run_guides(toy.project(), Choice(guides=("leave",), languages=("en",)), console)
    assert outcome.code == 1
    assert [str(verdict) for verdict in outcome.verdicts] == [
        "features/en/leave.feature:5:5: behaviour/state: What the step says does not hold in the "
        "system.\n"
        "  found:    king is still here\n"
        '  expected: "the king" is gone'
    ]
    assert said.getvalue().startswith("0 chapters passed, 1 failed (2 steps in ")
    assert said.getvalue().endswith(" s).\n\n")


def test_verdicts_come_back_from_several_processes(toy: Toy, console: Console) -> None:
    toy.replace(f"{toy.package}/greeting.py", "assert person not in", "assert person in")
    alone = run_guides(toy.project(), Choice(guides=("leave",)), console)
    assert len(alone.verdicts) == 2
    several = run_guides(toy.project(), Choice(guides=("leave",)), console, workers=2)
    assert (several.code, in_order(several.verdicts)) == (alone.code, in_order(alone.verdicts))


def test_a_guide_that_is_broken_is_told_as_its_verdict(
    toy: Toy, console: Console, said: io.StringIO
) -> None:
    project = toy.project()
    toy.replace("features/nb/leave.feature", "jeg åpner portalen", "jeg åpner porten")
    assert run_guides(project, Choice(guides=("leave",)), console) == Outcome(2)
    assert "text/undefined: The vocabulary has no such step." in said.getvalue()
    assert "0 chapters passed, 2 failed (0 steps in " in said.getvalue()


def test_a_fault_in_a_step_shows_the_line_of_the_step(
    toy: Toy, console: Console, said: io.StringIO
) -> None:
    toy.replace("features/nb/leave.feature", "jeg åpner portalen", "koden har en feil")
    toy.replace("features/en/leave.feature", "I open the portal", "the code has a fault")
    choice = Choice(guides=("leave",), languages=("nb",))
    assert run_guides(toy.project(), choice, console) == Outcome(1)
    source = (toy.root / toy.package / "greeting.py").read_text(encoding="utf-8")
    line = source[: source.index("raise KeyError")].count("\n") + 1
    assert f'{toy.package}/greeting.py:{line}: in fault\n    raise KeyError("no such key")' in (
        said.getvalue()
    )


def test_several_processes_give_the_same_numbers(
    toy: Toy, console: Console, said: io.StringIO
) -> None:
    assert run_guides(toy.project(), Choice(), console, workers=2) == Outcome(0)
    assert said.getvalue().startswith("6 chapters passed (24 steps in ")


def test_a_junit_report_has_a_case_per_chapter(toy: Toy, console: Console, tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    assert run_guides(toy.project(), Choice(languages=("nb",)), console, junit=path) == Outcome(0)
    suite = ElementTree.parse(path).getroot()[0]
    assert suite.attrib["tests"] == "3"
    assert suite.attrib["failures"] == "0"
    assert [case.attrib["name"] for case in suite] == [
        "test_01_hilse_på_én[inprocess]",
        "test_02_hilse_på_flere[inprocess]",
        "test_01_gå_hjem[inprocess]",
    ]
    assert [[p.attrib["value"] for p in case.iter("property")] for case in suite] == [
        ["features/nb/greet.feature", "12"],
        ["features/nb/greet.feature", "25"],
        ["features/nb/leave.feature", "4"],
    ]


def test_a_terminal_shows_how_far_it_has_come(toy: Toy) -> None:
    said = io.StringIO()
    terminal = Console(file=said, force_terminal=True, no_color=True, highlight=False, width=100)
    assert run_guides(toy.project(), Choice(), terminal) == Outcome(0)
    assert "Chapters" in said.getvalue()
    assert "6 chapters passed" in said.getvalue()
