"""`samsvar mutate`: what it prints, how it ends, and that a run that was killed goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from toy import Command, Toy
from typer.testing import CliRunner, Result

from samsvar.cli.commands import app
from samsvar.mutation.noticed import FILE_NAME, load

#: Where the numbers of a whole run are kept.
NUMBERS = f"features/{FILE_NAME}"
#: A step that does something else where the portal does not say what it should.
FAILING = """\
    try:
        portal.expect_text(message.text)
    except AssertionError:
        {}
"""
COMMAND = [sys.executable, "-c", "from samsvar.cli import main; main()", "mutate"]


@pytest.fixture
def here(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Toy:
    monkeypatch.chdir(toy.root)
    return toy


def mutate(*options: str) -> Result:
    return CliRunner().invoke(app, ["mutate", *options], catch_exceptions=False)


def explain(toy: Toy, *survivors: str) -> None:
    names = ", ".join(json.dumps(name, ensure_ascii=False) for name in survivors)
    toy.write(
        "features/survivors.toml",
        f'[[because]]\nnb = "Det er like sant."\nen = "It is as true."\nsurvivors = [{names}]\n',
    )


def test_a_kind_is_judged_and_told_as_a_table(here: Toy) -> None:
    result = mutate("--kind", "screen")
    lines = result.output.splitlines()
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines if "│" in line]
    assert cells == [
        ["label", "8", "100.0 %", "100.0 %", "90 %"],
        ["confirmation", "1", "100.0 %", "100.0 %", "90 %"],
        ["element", "3", "100.0 %", "100.0 %", "90 %"],
        ["element of no step", "2", "0.0 %", "0.0 %", ""],
    ]
    assert "2 elements of the screens are in no guide." in lines
    assert "0 survivors, 0 of them explained." in lines
    assert lines[-1].startswith("The targets hold.")
    assert result.exit_code == 0


def test_a_survivor_without_a_reason_fails_with_the_guide_that_should_have_noticed(
    here: Toy,
) -> None:
    here.replace(f"{here.package}/greeting.py", "    portal.expect_text(message.text)\n", "")
    result = mutate("--kind", "screen")
    assert result.exit_code == 1
    assert (
        "features/nb/greet.feature:18: greet:1 [nb] left out: Hilsenen er sendt.\n"
        "  should have noticed: greet:1\n"
    ) in result.output
    assert "Not every target holds, or is explained." in result.output


def test_survivors_that_are_explained_do_not_fail_where_the_targets_hold(here: Toy) -> None:
    chosen = ("--kind", "screen", "--guide", "greet")
    here.replace(f"{here.package}/greeting.py", "    portal.expect_text(message.text)\n", "")
    mutate(*chosen)
    explain(
        here,
        "greet:1 [nb] renamed: Hilsenen er sendt.",
        "greet:1 [en] renamed: The greeting was sent.",
        "greet:1 [nb] left out: Hilsenen er sendt.",
    )
    result = mutate(*chosen)
    assert "3 survivors, 3 of them explained." in result.output
    assert result.exit_code == 1  # labels: 6 of 8


def test_a_reason_for_a_mutant_that_is_noticed_fails(here: Toy) -> None:
    explain(here, "greet:1 [nb] left out: Hilsenen er sendt.")
    result = mutate("--kind", "screen")
    assert "explained, but no survivor: greet:1 [nb] left out: Hilsenen er sendt." in result.output
    assert result.exit_code == 1


def test_a_reason_in_one_language_only_is_told(here: Toy) -> None:
    here.write("features/survivors.toml", '[[because]]\nnb = "x"\nsurvivors = ["y"]\n')
    process = subprocess.run(COMMAND, cwd=here.root, capture_output=True, text=True, check=False)
    assert process.returncode == 2
    assert process.stderr == (
        "features/survivors.toml:1:1: error: text/file: Each [[because]] has a reason per "
        "language, and the survivors that it holds for.\n"
        '  expected: nb = "…" and en = "…" and survivors = ["…"]\n'
        "  why:      What cannot be read cannot be checked.\n"
    )


def test_the_mutants_of_one_guide_are_listed_without_being_judged(here: Toy) -> None:
    result = mutate("--list", "--guide", "leave", "--kind", "guide")
    lines = result.output.splitlines()
    assert lines[0] == "guide in one language: leave:1 [nb] dropped: 1. greeting.open_portal"
    assert all(": leave" in line for line in lines)
    assert len(lines) == 22
    assert not (here.root / "build").exists()


def test_a_guide_that_there_is_not_is_told_with_the_nearest(here: Toy) -> None:
    result = CliRunner().invoke(app, ["mutate", "--guide", "leav"])
    assert result.exit_code == 2
    assert "there is no leav. The nearest is leave." in result.output


def test_the_findings_are_written_as_json_and_the_numbers_kept_after_a_whole_run(here: Toy) -> None:
    result = mutate("--format", "json")
    told = json.loads(result.output)
    noticed = load(here.project())
    assert noticed is not None
    assert not noticed.is_old
    scores = {score.kind.value: (score.noticed, score.mutants) for score in noticed.found.scores}
    assert scores["guide in all languages"] == (35, 40)
    assert scores == {
        score["kind"]: (sum(score["by"].values()), score["mutants"]) for score in told["scores"]
    }
    lost = [survivor["identity"] for survivor in told["survivors"]]
    assert sorted(survivor.identity for survivor in noticed.found.survivors) == sorted(lost)
    assert result.exit_code == 1
    assert not any(survivor["because"] for survivor in told["survivors"])


def test_the_numbers_that_are_kept_name_no_place_and_are_the_same_again(here: Toy) -> None:
    mutate()
    text = (here.root / NUMBERS).read_text(encoding="utf-8")
    assert str(here.root) not in text
    assert "features/" not in text
    mutate("--fresh", "-n", "1")
    assert (here.root / NUMBERS).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("some", [("--kind", "screen"), ("--guide", "leave")])
def test_a_run_of_some_mutants_leaves_the_numbers_of_all_as_they_are(
    here: Toy, some: tuple[str, str]
) -> None:
    mutate(*some)
    assert not (here.root / NUMBERS).exists()


def test_a_run_for_another_edition_leaves_the_numbers_as_they_are(
    here: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = (here.root / "samsvar.toml").read_text()
    here.write("samsvar.toml", settings.replace('editions = ["1"]', 'editions = ["1", "2"]'))
    here.write("labels/2/nb.yml", "{}\n")
    here.write("labels/2/en.yml", "{}\n")
    monkeypatch.setenv("SAMSVAR_EDITION", "2")
    assert "survivors" in mutate().output
    assert not (here.root / NUMBERS).exists()


def test_mutants_whose_process_died_are_named_and_the_run_fails(here: Toy) -> None:
    here.replace(
        f"{here.package}/greeting.py",
        "    portal.expect_text(message.text)\n",
        FAILING.format("__import__('os')._exit(1)"),
    )
    process = subprocess.run(
        [*COMMAND, "--kind", "screen"], cwd=here.root, capture_output=True, text=True, check=False
    )
    assert process.returncode == 1
    assert process.stderr.splitlines() == [
        "its process died: greet:1 [nb] renamed: Hilsenen er sendt.",
        "its process died: greet:1 [en] renamed: The greeting was sent.",
        "its process died: greet:1 [nb] left out: Hilsenen er sendt.",
        "Not all could be judged: perhaps memory was short. Run the command again, with -n 1.",
    ]


def test_what_an_error_of_the_code_notices_is_told_apart(here: Toy) -> None:
    here.replace(
        f"{here.package}/greeting.py",
        "    portal.expect_text(message.text)\n",
        FAILING.format("raise KeyError(1) from None"),
    )
    assert (
        "1 mutant (confirmation) noticed by an error of the code in a guide’s run, 0 by a verdict."
    ) in mutate("--kind", "screen").output.splitlines()


def test_a_run_that_was_killed_goes_on_where_it_stopped(here: Toy) -> None:
    results = here.root / "build/mutation/results.jsonl"
    with subprocess.Popen([*COMMAND, "-n", "1"], cwd=here.root, stdout=subprocess.DEVNULL) as run:
        while lines_of(results) < 5:
            assert run.poll() is None, "it was too quick to be killed"
            time.sleep(0.005)
        os.kill(run.pid, signal.SIGKILL)
    results.write_bytes(results.read_bytes() + b'{"key": "half a li')
    before = lines_of(results)
    assert mutate("--format", "json").exit_code == 1
    keys = [
        json.loads(line)["key"] for line in results.read_text().splitlines() if line[-1:] == "}"
    ]
    assert len(keys) == len(set(keys))
    again = lines_of(results)
    assert again > before
    mutate("--format", "json")
    assert lines_of(results) == again


def test_everything_is_judged_anew_when_that_is_asked_for(here: Toy) -> None:
    mutate("--kind", "screen")
    results = here.root / "build/mutation/results.jsonl"
    count = lines_of(results)
    results.write_text(results.read_text().replace("test", "magic"))
    mutate("--kind", "screen")
    assert "magic" in results.read_text()
    mutate("--kind", "screen", "--fresh")
    assert "magic" not in results.read_text()
    assert lines_of(results) == count


def test_what_a_result_depends_on_makes_it_another(here: Toy) -> None:
    mutate("--kind", "screen")
    results = here.root / "build/mutation/results.jsonl"
    count = lines_of(results)
    here.replace("features/nb/leave.feature", "Gå hjem", "Dra hjem")
    mutate("--kind", "screen")
    assert lines_of(results) == 2 * count


def lines_of(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.is_file() else 0


@pytest.mark.parametrize(
    ("in_the_way", "options", "place"),
    [
        ("build", ("--guide", "leave"), "build/mutation"),
        ("build", ("--fresh",), "build/mutation/results.jsonl"),
    ],
)
def test_a_folder_that_cannot_be_written_is_told(
    toy: Toy, samsvar: Command, in_the_way: str, options: tuple[str, ...], place: str
) -> None:
    toy.write(in_the_way, "")
    code, _, errors = samsvar("mutate", *options)
    told = f"{toy.root}/{place}:1:1: error: site/folder: Nothing can be written here: "
    assert (code, errors.splitlines()[0]) == (2, f"{told}not a directory.")


def test_findings_that_cannot_be_written_are_told(toy: Toy, samsvar: Command) -> None:
    toy.write(f"features/{FILE_NAME}/file", "")
    code, _, errors = samsvar("mutate")
    assert code == 2
    assert "error: site/folder: Nothing can be written here: is a directory." in errors
