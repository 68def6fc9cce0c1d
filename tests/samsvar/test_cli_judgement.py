"""What fails a command, and in which format its verdicts are told."""

from __future__ import annotations

import json
import subprocess

import pytest
from toy import Command, Toy

from samsvar.cli.common import EXIT_CODES, Judgement
from samsvar.rules import RULES, Severity
from samsvar.verdicts import Place, Verdict


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
