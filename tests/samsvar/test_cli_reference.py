"""The command `samsvar`: what it tells of itself, the steps and the rules."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from importlib.metadata import version

import pytest
from rich.console import Console
from toy import Command

from samsvar.cli import commands
from samsvar.rules import RULES

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
    monkeypatch.setattr(commands.check, "console", terminal)
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
    monkeypatch.setattr(commands.reference, "console", terminal)
    assert samsvar("rules")[0] == 0
    assert "Why it matters" in said.getvalue()
    assert "\t" not in said.getvalue()


def test_the_schema_of_the_json_format_is_printed(samsvar: Command) -> None:
    code, out, _ = samsvar("schema")
    assert (code, json.loads(out)["title"]) == (0, "Verdicts of samsvar")


def test_what_is_slow_to_import_is_imported_by_the_commands_that_need_it() -> None:
    slow = "{'pytest', 'httpx', 'playwright', 'PIL', 'jinja2', 'mkdocs', 'watchdog'}"
    program = f"import sys, samsvar.cli.commands; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
