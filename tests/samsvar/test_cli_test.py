"""The command `samsvar test`: what is run, and what a choice of what there is not is told."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from toy import Command, Toy


def test_guides_are_run_in_process(samsvar: Command) -> None:
    code, out, _ = samsvar("test")
    assert code == 0
    assert out.startswith("6 chapters passed (24 steps in ")


@pytest.mark.parametrize(
    ("arguments", "chapters"),
    [
        (["--guide", "leave"], 2),
        (["--guide", "leave", "--language", "en"], 1),
        (["--tags", "@greeting and not @short"], 2),
        (["features/en/greet.feature"], 2),
        (["features/en/greet.feature:15"], 1),
        (["features/nb/greet.feature:11"], 1),
        (["features/nb/leave.feature:6"], 1),
        (["features/nb"], 3),
        (["features/nb/leave.feature", "--driver", "inprocess"], 1),
        (["-n", "2"], 6),
    ],
    ids=str,
)
def test_guides_can_be_chosen(samsvar: Command, arguments: list[str], chapters: int) -> None:
    code, out, _ = samsvar("test", *arguments)
    assert code == 0
    assert out.startswith(f"{chapters} chapter{'s' if chapters > 1 else ''} passed (")


def test_a_report_is_written_when_asked_for(toy: Toy, samsvar: Command) -> None:
    assert samsvar("test", "--guide", "leave", "--junit", "report.xml")[0] == 0
    suite = ElementTree.parse(toy.root / "report.xml").getroot()[0]
    assert suite.attrib["tests"] == "2"


@pytest.mark.parametrize(
    ("report", "place", "reason"),
    [
        ("features", "features", "is a directory"),
        ("samsvar.toml/report.xml", "samsvar.toml", "file exists"),
        ("/proc/report.xml", "/proc/report.xml", "no such file or directory"),
        ("/sys/reports/report.xml", "/sys/reports", ".+"),
    ],
)
def test_a_report_that_cannot_be_written_is_told_before_anything_is_run(
    samsvar: Command, report: str, place: str, reason: str
) -> None:
    code, out, err = samsvar("test", "--guide", "leave", "--junit", report)
    assert (code, out) == (2, "")
    told, write, _ = err.splitlines()
    assert re.fullmatch(
        f"{place}:1:1: error: site/folder: Nothing can be written here: {reason}.", told
    )
    assert write == "  write:    free space, the rights to write, or the name of another file"


def test_a_chapter_that_fails_is_exit_code_one(toy: Toy, samsvar: Command) -> None:
    toy.replace(f"{toy.package}/greeting.py", "assert person not in", "assert person in")
    code, out, _ = samsvar("test", "--guide", "leave", "--language", "nb")
    assert code == 1
    assert "behaviour/state: What the step says does not hold in the system." in out
    assert "Traceback" not in out


def test_guides_that_disagree_are_not_run(toy: Toy, samsvar: Command) -> None:
    toy.replace("features/en/leave.feature", '"the king"', '"the queen"')
    code, out, _ = samsvar("test")
    assert code == 1
    assert "translation/argument" in out
    assert "passed" not in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--guide", "leav"], "Invalid value for --guide: there is no leav. The nearest is leave."),
        (["--language", "sv"], "Invalid value for --language: there is no sv. There are: nb, en."),
        (
            ["--driver", "x"],
            "Invalid value for --driver: there is no x. There are: inprocess, browser.",
        ),
        (
            ["--driver", "inproces"],
            "Invalid value for --driver: there is no inproces. The nearest is inprocess.",
        ),
        (
            ["--tags", "@a and"],
            "Invalid value for --tags: “@a and” cannot be understood. Join tags with and, or, not "
            "and brackets, as in “@clients and not @slow”.",
        ),
        (["--tags", "(@a"], "Invalid value for --tags: “(@a” cannot be understood. "),
        (["--tags", "@none"], "No chapter fits what was asked for."),
        (
            ["features/nb/leav.feature"],
            "Invalid value for FILE: there is no guide features/nb/leav.feature. "
            "The nearest is features/nb/leave.feature.",
        ),
        (
            ["features/nb/leave.feature:6", "features/nb/leave.feature:7"],
            "Invalid value for FILE:LINE: there is no line 7 in features/nb/leave.feature: the "
            "file has 6 lines.",
        ),
        (
            ["features/nb/greet.feature:10"],
            "Invalid value for FILE:LINE: line 10 stands before the first chapter (line 12) of "
            "features/nb/greet.feature.",
        ),
        (["samsvar.toml"], "Invalid value for FILE: there is no guide samsvar.toml. "),
        (["labels"], "Invalid value for FILE: there is no guide labels. "),
        (["/"], "Invalid value for FILE: there is no guide /. Guides are in "),
        (
            ["-n", "0"],
            "Invalid value for '-n' / '--workers': Input should be greater than or equal to 1",
        ),
    ],
    ids=str,
)
def test_a_choice_of_what_there_is_not_is_told(
    samsvar: Command, arguments: list[str], told: str
) -> None:
    code, out, err = samsvar("test", *arguments)
    assert code == 2
    assert told in out + err
    assert "Traceback" not in out + err


@pytest.mark.parametrize(
    "chosen", [["--guide", "greet"], ["features/nb/greet.feature", "features/en/greet.feature"]]
)
@pytest.mark.parametrize(
    ("old", "new"), [('"the king"', '"the queen"'), ("When I open", "Whenever I open")]
)
def test_what_is_wrong_with_another_guide_does_not_stop_one(
    toy: Toy, samsvar: Command, chosen: list[str], old: str, new: str
) -> None:
    toy.replace("features/en/leave.feature", old, new)
    code, out, _ = samsvar("test", *chosen)
    assert (code, out.partition(" (")[0]) == (0, "4 chapters passed")
    assert samsvar("test", "--guide", "leave")[0] == 1


def test_a_byte_order_mark_is_told_and_no_stack_trace(toy: Toy, samsvar: Command) -> None:
    path = toy.root / "features" / "en" / "leave.feature"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    for command in ("check", "test"):
        code, out, err = samsvar(command)
        assert code == 1
        assert "\nfeatures/en/leave.feature:1:1: error: text/encoding: The file begins" in out
        assert "Traceback" not in out + err


def test_guides_with_the_line_ends_of_windows_are_run(toy: Toy, samsvar: Command) -> None:
    for path in (toy.root / "features").rglob("*.feature"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert samsvar("check")[0] == 0
    code, out, _ = samsvar("test")
    assert (code, out.partition(" (")[0]) == (0, "6 chapters passed")


def test_a_guide_can_be_tried_before_its_twin_is_written(toy: Toy, samsvar: Command) -> None:
    (toy.root / "features" / "nb" / "leave.feature").unlink()
    code, out, _ = samsvar("test", "features/en/leave.feature")
    assert code == 0
    assert out.startswith(
        "leave: 1 warning\n"
        "────────────────\n"
        "\n"
        "features/en/leave.feature:1:1: warning: translation/missing-guide: This guide has no twin "
        "in nb.\n"
        "  expected: features/nb/leave.feature\n"
        "  why:      Readers of one language would lack the guide.\n"
        "\n"
        "The twins do not agree yet. What was asked for:\n"
        "\n"
        "1 chapter passed ("
    )
    assert "1 chapter passed" in out


def test_a_guide_can_be_tried_while_its_twin_is_broken(toy: Toy, samsvar: Command) -> None:
    toy.replace("features/nb/leave.feature", "Når", "Når ikke")
    code, out, _ = samsvar("test", "features/en/leave.feature")
    assert (code, "1 chapter passed" in out) == (0, True)
    code, out, _ = samsvar("test", "features/nb/leave.feature")
    assert (code, "text/undefined" in out) == (1, True)
