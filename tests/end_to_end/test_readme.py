"""What the README claims is run, in the copy of the project that a newcomer would have."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from newcomer import ROOT, Newcomer

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (.+)$", README, re.MULTILINE)
TARGETS = sorted(set(re.findall(r"`make (\w+)`", README)))
#: Run by CI itself, or by the fixture `newcomer`.
ELSEWHERE = {"make site", "make test"}
#: What unit tests answer for, and guides do not.
FOR_TESTS = {"rule of no guide", "part of a rule"}


def test_the_readme_has_commands() -> None:
    assert set(COMMANDS) > ELSEWHERE


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ELSEWHERE])
def test_command_of_the_readme_succeeds(newcomer: Newcomer, command: str) -> None:
    done = newcomer.run(command)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("target", TARGETS)
def test_make_target_of_the_readme_exists_and_is_listed(newcomer: Newcomer, target: str) -> None:
    assert newcomer.run(f"make -n {target}").returncode == 0
    assert f"make {target}" in newcomer.run("make").stdout


def test_the_error_that_the_readme_shows_is_the_real_one(newcomer: Newcomer) -> None:
    (shown,) = re.findall(r"```text\n(.+?)```", README, re.DOTALL)
    path = newcomer.folder / "features" / "en" / "set-up-client-relationship.feature"
    source = path.read_text(encoding="utf-8")
    path.write_text(
        source.replace('I click "New user"', 'I click "New users"', 1), encoding="utf-8"
    )
    try:
        done = newcomer.run(".venv/bin/samsvar check")
    finally:
        path.write_text(source, encoding="utf-8")
    assert done.returncode == 1
    assert shown.strip() in done.stdout


def test_the_scores_that_the_readme_shows_are_those_that_were_measured() -> None:
    measured = json.loads((ROOT / "features" / "noticed.json").read_text(encoding="utf-8"))
    rows = re.findall(
        r"^\| ([a-z ]+) \| (\d+) \| ([\d.]+|–)(?: %)? \| (?:([\d.]+) % )?\|", README, re.M
    )
    shown = {kind: (int(mutants), guides, tests) for kind, mutants, guides, tests in rows}
    for score in measured["scores"]:
        if score["kind"] != "element of no step":
            tests = score["by"].get("unit test", 0)
            guides = sum(score["by"].values()) - tests
            shares = [f"{100 * n / score['mutants']:.1f}" for n in (guides, guides + tests)]
            assert shown.pop(score["kind"]) == (
                score["mutants"],
                "–" if score["kind"] in FOR_TESTS else shares[0],
                shares[1] if tests else "",
            )
    assert shown == {}
    assert f"{shares_of(measured, 'guide in all languages')} % where a guide" in README


def shares_of(measured: dict[str, Any], kind: str) -> str:
    (score,) = (score for score in measured["scores"] if score["kind"] == kind)
    return f"{100 * sum(score['by'].values()) / score['mutants']:.1f}"


def test_the_step_that_the_readme_shows_is_in_the_vocabulary() -> None:
    (shown,) = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    assert shown.strip() in (ROOT / "steps" / "screens.py").read_text(encoding="utf-8")


def test_the_guide_that_the_readme_shows_is_the_real_one() -> None:
    (shown,) = re.findall(r"```gherkin\n(.+?)```", README, re.DOTALL)
    path = ROOT / "features" / "nb" / "set-up-client-relationship.feature"
    real = path.read_text(encoding="utf-8")
    lines = [line for line in shown.splitlines() if line.strip() and "Prose in" not in line]
    assert [line for line in lines if line not in real] == []


def test_every_path_that_the_readme_names_exists() -> None:
    paths = re.findall(
        r"`((?:src|features|steps|fixtures|docs|tests|benchmarks)/[\w./-]*)`", README
    )
    paths += re.findall(r"\]\((docs/[^)]+)\)", README)
    missing = [p for p in paths if "NAME" not in p and "EDITION" not in p]
    missing = [p for p in missing if not (ROOT / p).exists() and p != "features/nn/"]
    assert [p for p in missing if p != "docs/nn/"] == []
