"""The command `samsvar`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from toy import Toy

from samsvar import cli
from samsvar.publishing import publication, site
from samsvar.verdicts import Place, Verdict

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def samsvar(
    toy: Toy, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Runs the command in the toy's folder: exit code, output, errors."""

    def call(*arguments: str, cwd: Path = toy.root) -> tuple[int, str, str]:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["samsvar", *arguments])
        monkeypatch.setenv("COLUMNS", "120")
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main()
        output = capsys.readouterr()
        toy.forget()
        return int(end.value.code or 0), output.out, output.err

    return call


def test_guides_that_agree_are_counted(samsvar: Command) -> None:
    assert samsvar("check") == (0, "2 guides in nb and en agree (6 chapters, edition 1).\n", "")


def test_one_guide_of_one_chapter_is_counted_as_one(toy: Toy, samsvar: Command) -> None:
    toy.replace("samsvar.toml", '["nb", "en"]', '["nb"]')
    (toy.root / "features" / "nb" / "greet.feature").unlink()
    shutil.rmtree(toy.root / "features" / "en")
    assert samsvar("check")[1] == "1 guide in nb agree (1 chapter, edition 1).\n"


def test_disagreements_are_printed_and_counted(toy: Toy, samsvar: Command) -> None:
    toy.replace("features/nb/leave.feature", "jeg åpner portalen", "jeg åpner porten")
    code, out, err = samsvar("check")
    assert code == 1
    assert out.startswith(
        "features/nb/leave.feature:5:5: text/undefined: The vocabulary has no such step.\n"
        "  found:    jeg åpner porten\n"
        "  write:    jeg åpner portalen\n"
    )
    assert out.endswith("\n\n1 disagreement.\n")
    assert err == ""


def test_a_command_works_from_any_folder_of_the_project(toy: Toy, samsvar: Command) -> None:
    assert samsvar("check", cwd=toy.root / "features" / "nb")[0] == 0


def test_outside_a_project_the_remedy_is_told(samsvar: Command, tmp_path: Path) -> None:
    assert samsvar("check", cwd=tmp_path) == (
        2,
        "",
        f"{tmp_path}:1:1: text/config: No samsvar.toml here or in a folder above.\n"
        "  write:    go to the project's folder, then run the command again\n",
    )


def test_what_the_command_cannot_go_on_with_is_no_stack_trace(toy: Toy, samsvar: Command) -> None:
    toy.write("samsvar.toml", "languages = [")
    code, out, err = samsvar("check")
    assert (code, out) == (2, "")
    assert "text/config: This file cannot be read" in err
    assert "Traceback" not in err


def test_the_vocabulary_is_printed_in_all_languages(samsvar: Command) -> None:
    code, out, _ = samsvar("steps")
    assert code == 0
    for words in ("Given", "When", "Then", "Norsk (bokmål)", "English"):
        assert words in out
    assert "jeg trykker på {button}" in out
    assert "I click {button}" in out


def test_one_part_of_the_vocabulary_can_be_printed(samsvar: Command) -> None:
    _, out, _ = samsvar("steps", "then")
    assert "Then" in out
    assert "ser jeg meldingen {message}" in out
    assert "jeg trykker på {button}" not in out


def test_a_part_that_there_is_not_is_refused(samsvar: Command) -> None:
    code, _, err = samsvar("steps", "maybe")
    assert code == 2
    assert "'maybe' is not given, when or then." in err


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
        (["--driver", "horse"], "argument --driver: invalid choice: 'horse'"),
        (["--tags", "@a and"], "--tags: and: Too few operands"),
        (["--tags", "@none"], "No chapter fits what was asked for."),
        (["features/nb/none.feature"], "ERROR: file or directory not found: features/nb/none"),
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


def test_a_site_is_published_or_its_disagreements_are_told(
    toy: Toy, samsvar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []
    answers: list[tuple[Verdict, ...]] = [(), (Verdict("site/seal", Place("x"), "m"),)]

    def publish(project: object, console: object, **how: Any) -> tuple[Verdict, ...]:
        asked.append(how)
        return answers[len(asked) - 1]

    monkeypatch.setattr(publication, "publish_site", publish)
    assert samsvar("site", "--url", "https://x.no/y") == (
        0,
        "Published in build/site/. To read it: samsvar preview\n",
        "",
    )
    assert samsvar("site", "--no-run", "-n", "1") == (
        1,
        "x:1:1: site/seal: m\n\n1 disagreement.\n",
        "",
    )
    assert asked == [
        {"url": "https://x.no/y", "run": True, "workers": 2},
        {"url": "http://127.0.0.1:8000/", "run": False, "workers": 1},
    ]


def test_the_published_site_is_previewed(
    toy: Toy, samsvar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, int]] = []
    monkeypatch.setattr(site, "preview", lambda folder, port: asked.append((folder, port)))
    assert samsvar("preview", "--port", "8123")[0] == 0
    assert asked == [(toy.root.resolve() / "build" / "site", 8123)]


def test_a_preview_without_a_site_tells_the_remedy(samsvar: Command) -> None:
    code, _, err = samsvar("preview")
    assert code == 2
    assert "site/preview: There is no site here yet." in err


def test_without_a_command_the_help_is_shown_with_the_exit_codes(samsvar: Command) -> None:
    _, out, err = samsvar()
    for command in ("check", "steps", "test", "site", "preview"):
        assert command in out + err
    assert "0 all is well, 1 something disagrees, 2 the command cannot go on" in " ".join(
        (out + err).split()
    )


def test_the_installed_program_is_this_command(toy: Toy) -> None:
    program = Path(sys.executable).with_name("samsvar")
    done = subprocess.run(
        [program, "check"], cwd=toy.root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (
        0,
        "2 guides in nb and en agree (6 chapters, edition 1).\n",
    )
