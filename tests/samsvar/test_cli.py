"""The command `samsvar`."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.console import Console
from toy import Toy

from samsvar import cli
from samsvar.cli.common import EXIT_CODES, Judgement
from samsvar.publishing import publication, site
from samsvar.rules import RULES, Severity
from samsvar.verdicts import Place, Verdict

Command = Callable[..., tuple[int, str, str]]


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
    assert out == (
        "leave: 1 error\n"
        "──────────────\n"
        "\n"
        "features/nb/leave.feature:5:5: error: text/undefined: The vocabulary has no such step.\n"
        "  chapter:  Gå hjem\n"
        "  found:    jeg åpner porten\n"
        "  why:      A step that means nothing is not carried out, so nobody knows if it holds.\n"
        "  --- a/features/nb/leave.feature\n"
        "  +++ b/features/nb/leave.feature\n"
        "  @@ -3,4 +3,4 @@\n"
        "\n"
        "     Scenario: Gå hjem\n"
        "  -    Når jeg åpner porten\n"
        "  +    Når jeg åpner portalen\n"
        '       Så er "kongen" borte\n'
        "\n"
        "1 error.\n"
    )
    assert err == ""


def test_a_command_works_from_any_folder_of_the_project(toy: Toy, samsvar: Command) -> None:
    assert samsvar("check", cwd=toy.root / "features" / "nb")[0] == 0


def test_outside_a_project_the_remedy_is_told(samsvar: Command, tmp_path: Path) -> None:
    assert samsvar("check", cwd=tmp_path) == (
        2,
        "",
        f"{tmp_path}:1:1: error: text/config: No samsvar.toml here or in a folder above.\n"
        "  write:    go to the project's folder, then run the command again\n"
        "  why:      Without its settings, samsvar does not know what to check.\n",
    )


def test_what_the_command_cannot_go_on_with_is_no_stack_trace(toy: Toy, samsvar: Command) -> None:
    toy.write("samsvar.toml", "languages = [")
    code, out, err = samsvar("check")
    assert (code, out) == (2, "")
    assert "text/config: This file cannot be read" in err
    assert "Traceback" not in err


STEPS = """\
given|at "person" er til stede|"person" is present
when|jeg åpner portalen|I open the portal
when|jeg trykker på "button"|I click "button"
when|jeg skriver navnet "text"|I write the name "text"
when|koden har en feil|the code has a fault
then|ser jeg meldingen "message"|I see the message "message"
then|er "person" borte|"person" is gone
then|er disse til stede: / Person / Merknad /|these are present: / Person / Remark /
"""


def test_the_vocabulary_is_printed_as_lines_with_tabs_when_piped(samsvar: Command) -> None:
    lines = STEPS.replace("|", "\t").replace("/", "|")
    assert samsvar("steps") == (0, lines, "")


def test_one_part_of_the_vocabulary_can_be_printed(samsvar: Command) -> None:
    code, out, _ = samsvar("steps", "then")
    assert code == 0
    assert [line.split("\t")[:2] for line in out.splitlines()] == [
        ["then", 'ser jeg meldingen "message"'],
        ["then", 'er "person" borte'],
        ["then", "er disse til stede: | Person | Merknad |"],
    ]


def test_values_are_printed_as_each_language_writes_them(samsvar: Command) -> None:
    code, out, _ = samsvar("steps", "--values")
    assert code == 0
    assert [line.split("\t") for line in out.splitlines()] == [
        ["person", "kongen", "the king"],
        ["person", "dronningen", "the queen"],
        ["button", "Hils", "Greet"],
        ["button", "Send", "Send"],
        ["message", "Hilsenen er sendt.", "The greeting was sent."],
    ]


def test_the_vocabulary_is_a_table_on_a_terminal(
    samsvar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = io.StringIO()
    terminal = Console(file=said, force_terminal=True, no_color=True, highlight=False, width=200)
    monkeypatch.setattr(cli.check, "console", terminal)
    assert samsvar("steps", "when")[0] == 0
    text = said.getvalue()
    assert "\t" not in text
    heading = next(line for line in text.splitlines() if "English" in line)
    assert "Norsk (bokmål)" in heading
    row = next(line for line in text.splitlines() if "I click" in line)
    assert 'jeg trykker på "button"' in row
    assert 'I click "button"' in row


def test_the_version_is_printed(samsvar: Command) -> None:
    assert samsvar("--version") == (0, f"samsvar {version('samsvar')}\n", "")


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


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["test"], "Interrupted. Nothing was published.\n"),
        (["test", "-n", "2"], "Interrupted. Nothing was published.\n"),
        (["site"], "Interrupted. Nothing was published; what was published before is as it was.\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_ctrl_c_ends_a_run_with_one_sentence(toy: Toy, arguments: list[str], told: str) -> None:
    toy.add_site()
    begun = toy.root / "begun"
    begun.mkdir()
    processes = 1 if arguments == ["test"] else min(2, os.cpu_count() or 1)
    toy.replace(
        f"{toy.package}/greeting.py",
        '    portal.open("/")\n',
        "    import os, pathlib, time\n"
        f"    pathlib.Path({str(begun)!r}, str(os.getpid())).touch()\n"
        "    time.sleep(60)\n",
    )
    program = Path(sys.executable).with_name("samsvar")
    running = subprocess.Popen(
        [program, *arguments],
        cwd=toy.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 30
        while len(list(begun.iterdir())) < processes and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(list(begun.iterdir())) == processes  # all of them, or one may be starting still
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to every process
        out, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == 130
    assert err == told
    assert "Traceback" not in out


@pytest.mark.parametrize(
    "url", ["guides.example", "ftp://guides.example/", "https://", "https:// x"]
)
def test_an_address_that_is_none_is_refused(samsvar: Command, url: str) -> None:
    code, _, err = samsvar("site", "--url", url)
    assert code == 2
    assert f"{url} is not an address like https://guides.example/." in " ".join(err.split("\n"))


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
        "Published in build/site/.\n",
        "",
    )
    assert samsvar("site", "--no-run", "-n", "1") == (
        1,
        "x:1:1: error: site/seal: m\n"
        "  why:      A page may only say that it was verified when what it says was tried.\n"
        "\n"
        "1 error.\n",
        "",
    )
    assert asked == [
        {"url": "https://x.no/y/", "run": True, "workers": 2},
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
    for command in ("check", "steps", "test", "site", "preview", "rules", "schema"):
        assert command in out + err
    assert (
        "Exit codes: 0 all is well; 1 errors; 2 the command cannot go on; 3 warnings, where they "
        "count (--strict); 4 notes, where they count; 130 interrupted."
    ) in " ".join((out + err).split())


def test_the_help_tells_of_each_command_in_a_whole_sentence(samsvar: Command) -> None:
    _, out, _ = samsvar("--help", columns=80)
    commands = out.partition("\nCommands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line for line in commands if not line.endswith(".") or line.endswith("...")] == []
    assert {"accept", "mutate", "watch"} <= {line.split()[0] for line in commands}


def test_titles_are_for_languages_that_the_project_has(samsvar: Command) -> None:
    _, out, _ = samsvar("new", "--help")
    assert "--title-nn TITLE  Its title in Norwegian nynorsk, if the project has it.\n" in out


def test_the_installed_program_is_this_command(toy: Toy) -> None:
    program = Path(sys.executable).with_name("samsvar")
    done = subprocess.run(
        [program, "check"], cwd=toy.root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (
        0,
        "2 guides in nb and en agree (6 chapters, edition 1).\n",
    )


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


def test_a_twin_that_is_not_written_yet_is_a_warning(toy: Toy, samsvar: Command) -> None:
    (toy.root / "features" / "nb" / "leave.feature").unlink()
    for command in (["check"], ["test", "--guide", "leave"]):
        code, out, err = samsvar(*command)
        assert (code, err) == (0, "")
        assert out.endswith(
            "leave: 1 warning\n"
            "────────────────\n"
            "\n"
            "features/en/leave.feature:1:1: warning: translation/missing-guide: This guide has no "
            "twin in nb.\n"
            "  expected: features/nb/leave.feature\n"
            "  why:      Readers of one language would lack the guide.\n"
            "\n"
            "1 warning.\n"
        )


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--fail-on", "error"], 0),
        (["--strict"], 3),
        (["--fail-on", "warning"], 3),
        (["--fail-on", "note"], 3),
    ],
    ids=str,
)
@pytest.mark.parametrize("command", ["check", "test"])
def test_a_warning_fails_when_it_was_asked_to(
    toy: Toy, samsvar: Command, command: str, options: list[str], code: int
) -> None:
    (toy.root / "features" / "nb" / "leave.feature").unlink()
    assert samsvar(command, *options)[0] == code


def test_an_error_is_exit_code_one_beside_any_warning(toy: Toy, samsvar: Command) -> None:
    (toy.root / "features" / "nb" / "leave.feature").unlink()
    toy.replace("features/en/greet.feature", "I open the portal", "I open the door")
    code, out, _ = samsvar("check", "--strict")
    assert (code, out.splitlines()[-1]) == (1, "1 error, 1 warning.")


ERROR, WARNING, NOTE = (
    Verdict(next(n for n, rule in RULES.items() if rule.severity is severity), Place("a"), "m")
    for severity in Severity
)


@pytest.mark.parametrize(
    ("fail_on", "strict", "verdicts", "code"),
    [
        (Severity.ERROR, False, [], None),
        (Severity.NOTE, True, [], None),
        (Severity.ERROR, False, [WARNING, NOTE], None),
        (Severity.ERROR, True, [NOTE], None),
        (Severity.WARNING, False, [NOTE], None),
        (Severity.NOTE, False, [NOTE], 4),
        (Severity.NOTE, True, [NOTE], 4),
        (Severity.NOTE, False, [NOTE, WARNING], 3),
        (Severity.ERROR, True, [NOTE, WARNING], 3),
        (Severity.NOTE, False, [NOTE, WARNING, ERROR], 1),
        (Severity.ERROR, False, [NOTE, ERROR], 1),
    ],
)
def test_the_gravest_verdict_that_counts_gives_the_exit_code(
    fail_on: Severity, strict: bool, verdicts: list[Verdict], code: int | None
) -> None:
    gravest = Judgement(fail_on=fail_on, strict=strict).counts(verdicts)
    assert (EXIT_CODES[gravest] if gravest else None) == code


@pytest.mark.parametrize("command", ["check", "test", "site"])
def test_programs_are_told_in_their_format_why_a_command_cannot_go_on(
    toy: Toy, samsvar: Command, command: str
) -> None:
    toy.write("samsvar.toml", "languages = [")
    code, out, err = samsvar(command, "--format", "json")
    assert (code, err) == (2, "")
    told = json.loads(out)
    assert (told["edition"], [v["rule"] for v in told["verdicts"]]) == (None, ["text/config"])
    code, out, err = samsvar(command, "--format", "github")
    assert (code, err) == (2, "")
    assert out.startswith("::error file=")


def test_programs_are_told_that_there_is_nothing_to_tell(samsvar: Command) -> None:
    code, out, err = samsvar("check", "--format", "json")
    assert (code, json.loads(out)["verdicts"], err) == (0, [], "")
    assert samsvar("check", "--format", "github") == (0, "", "")
    assert samsvar("check", "--format", "diff") == (0, "", "")


def test_what_a_run_says_beside_its_verdicts_does_not_stand_among_them(samsvar: Command) -> None:
    code, out, err = samsvar("test", "--guide", "leave", "--format", "json")
    assert (code, json.loads(out)["verdicts"]) == (0, [])
    assert err.startswith("2 chapters passed (4 steps in ")


def test_the_suggested_edits_are_a_patch_that_mends_the_guide(toy: Toy, samsvar: Command) -> None:
    whole = (toy.root / "features/nb/leave.feature").read_text(encoding="utf-8")
    toy.replace("features/nb/leave.feature", "jeg åpner portalen", "jeg åpner porten")
    code, out, err = samsvar("check", "--format", "diff")
    assert (code, err) == (1, "")
    subprocess.run(["git", "apply"], input=out, cwd=toy.root, text=True, check=True)
    assert (toy.root / "features/nb/leave.feature").read_text(encoding="utf-8") == whole


@pytest.mark.parametrize(
    ("option", "name", "hint"),
    [
        ("--format", "xml", "There are: text, json, github, sarif, diff."),
        ("--format", "jso", "The nearest is json."),
        ("--fail-on", "all", "There are: error, warning, note."),
    ],
)
def test_what_an_option_cannot_be_is_refused(
    samsvar: Command, option: str, name: str, hint: str
) -> None:
    code, _, err = samsvar("check", option, name)
    assert (code, err.splitlines()[-1]) == (
        2,
        f"Error: Invalid value for {option}: there is no {name}. {hint}",
    )


def test_the_rules_are_printed_as_lines_with_tabs_when_piped(samsvar: Command) -> None:
    code, out, _ = samsvar("rules")
    rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert rows == [[name, rule.severity, rule.why] for name, rule in RULES.items()]


def test_the_rules_are_a_table_on_a_terminal(
    samsvar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = io.StringIO()
    terminal = Console(file=said, force_terminal=True, no_color=True, highlight=False, width=200)
    monkeypatch.setattr(cli.reference, "console", terminal)
    assert samsvar("rules")[0] == 0
    assert "Why it matters" in said.getvalue()
    assert "\t" not in said.getvalue()


def test_the_schema_of_the_json_format_is_printed(samsvar: Command) -> None:
    code, out, _ = samsvar("schema")
    assert (code, json.loads(out)["title"]) == (0, "Verdicts of samsvar")


def test_a_guide_can_be_tried_while_its_twin_is_broken(toy: Toy, samsvar: Command) -> None:
    toy.replace("features/nb/leave.feature", "Når", "Når ikke")
    code, out, _ = samsvar("test", "features/en/leave.feature")
    assert (code, "1 chapter passed" in out) == (0, True)
    code, out, _ = samsvar("test", "features/nb/leave.feature")
    assert (code, "text/undefined" in out) == (1, True)


def test_what_is_slow_to_import_is_imported_by_the_commands_that_need_it() -> None:
    slow = "{'pytest', 'httpx', 'playwright', 'PIL', 'jinja2', 'mkdocs', 'watchdog'}"
    program = f"import sys, samsvar.cli; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
