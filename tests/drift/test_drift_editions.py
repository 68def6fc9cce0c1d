"""The table of editions (`GUIDES.md`, "Editions"): what the guides of `2025-12` meet in `2026-08`.

One command reports it. Each verdict belongs to a row of the table, each row that the guides touch
has its verdicts in both languages where both are touched, and there is nothing else.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAMSVAR = str(Path(sys.executable).with_name("samsvar"))


@dataclass(frozen=True)
class Row:
    """One row as verdicts have it: the rule, the language, what is found, suggested and promised.

    `promised` is a part of what was expected, for rows whose verdicts show the same screen.
    """

    number: int
    rule: str
    language: str
    found: str
    write: str | None = None
    promised: str = ""


RENAMED, NOT_SHOWN, STATE, SCREEN, TERM = (
    "label/renamed",
    "label/not-shown",
    "behaviour/state",
    "behaviour/screen",
    "term/avoided",
)
OVERVIEW = "not so on /accessmanagement/ui/systemuser/overview, which shows:"
CREATING = "not so on /accessmanagement/ui/systemuser/create, which shows:"
MAY_NOT_CREATE = {
    "nb": (
        "Du mangler nødvendige fullmakter. For å lage en systemtilgang trenger du rollen "
        "Tilgangsstyrer."
    ),
    "en": (
        "You do not have sufficient rights. To create a system access you need the role "
        "Access manager"
    ),
}
MAY_NOT_CREATE_NOW = {
    "nb": MAY_NOT_CREATE["nb"].removesuffix(".") + ", Hovedadministrator eller Daglig leder.",
    "en": MAY_NOT_CREATE["en"] + ", Main administrator or General manager",
}
ROWS = (
    Row(1, RENAMED, "nb", "Legg til kunder", "Legg til klienter"),
    Row(1, RENAMED, "nb", "Legg til kunder", "Legg til eller fjern klienter"),
    Row(2, RENAMED, "en", "Add clients", "Add or remove clients"),
    Row(3, RENAMED, "en", "Grant authorization", "Give new power of attorney"),
    Row(4, RENAMED, "en", "Grant authorization", "Give power of attorney"),
    Row(5, RENAMED, "en", "Skattegrunnlag", "Tax base"),
    Row(6, RENAMED, "nb", "Systemtilganger for kunder", "Systemtilganger for klienter"),
    Row(6, TERM, "nb", "systemtilgang for kunder", "systemtilgang for klienter"),
    Row(7, SCREEN, "nb", 'tab "Virksomhet"', 'Når jeg velger fanen "Virksomhet", before this step'),
    Row(
        7,
        SCREEN,
        "en",
        'tab "Organization"',
        'When I choose the tab "Organization", before this step',
    ),
    Row(8, STATE, "nb", "klientadministrator may not set up a client relationship"),
    Row(8, STATE, "en", "klientadministrator may not set up a client relationship"),
    Row(8, NOT_SHOWN, "nb", "Kun tilgangsstyrere kan se andre brukere med fullmakter"),
    Row(8, NOT_SHOWN, "en", "Only access managers can see other users with powers of attorney"),
    Row(9, SCREEN, "nb", OVERVIEW, promised="“Klientene må fjernes fra systemtilgangen først.”"),
    Row(9, SCREEN, "en", OVERVIEW, promised="“The clients must be removed from the system access"),
    Row(9, STATE, "nb", "it was deleted all the same", promised="ikke slettet, fordi den har"),
    Row(9, STATE, "en", "it was deleted all the same", promised="is not deleted, because it has"),
    Row(9, SCREEN, "nb", 'link "Eiendomsforvaltning', promised='heading "Skatt for kunder"'),
    Row(9, SCREEN, "en", 'link "Eiendomsforvaltning', promised='heading "Skatt for kunder"'),
    Row(10, RENAMED, "nb", MAY_NOT_CREATE["nb"], MAY_NOT_CREATE_NOW["nb"]),
    Row(10, RENAMED, "en", MAY_NOT_CREATE["en"], MAY_NOT_CREATE_NOW["en"]),
    Row(10, SCREEN, "nb", OVERVIEW, promised='the absence of link "Lag ny systemtilgang"'),
    Row(10, SCREEN, "en", OVERVIEW, promised='the absence of link "Create new system access"'),
    Row(10, SCREEN, "nb", CREATING, promised=MAY_NOT_CREATE_NOW["nb"]),
    Row(10, SCREEN, "en", CREATING, promised=MAY_NOT_CREATE_NOW["en"]),
    Row(10, STATE, "nb", "the person may create system accesses"),
    Row(10, STATE, "en", "the person may create system accesses"),
)


@cache
def verdicts() -> tuple[Mapping[str, Any], ...]:
    """What `samsvar test --edition 2026-08` says, as JSON."""
    run = samsvar("test", "--edition", "2026-08", "--format", "json")
    assert run.returncode == 1, run.stderr
    return tuple(json.loads(run.stdout)["verdicts"])


def samsvar(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SAMSVAR, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def belongs(verdict: Mapping[str, Any], row: Row) -> bool:
    return (
        (verdict["rule"], verdict["language"]) == (row.rule, row.language)
        and row.found in verdict["found"]
        and verdict["suggestion"] == row.write
        and row.promised in (verdict["expected"] or "")
    )


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row.number}-{row.language}-{row.write or row.promised}"
)
def test_a_row_that_the_guides_touch_is_reported(row: Row) -> None:
    assert any(belongs(verdict, row) for verdict in verdicts())


def test_every_row_of_the_table_is_touched_by_the_guides() -> None:
    assert {row.number for row in ROWS} == set(range(1, 11))


def test_nothing_else_is_reported() -> None:
    rest = [v for v in verdicts() if not any(belongs(v, row) for row in ROWS)]
    assert [(v["place"], v["rule"], v["found"]) for v in rest] == []


def test_a_renamed_label_is_told_in_both_languages() -> None:
    told = {v["found"]: v["expected"] for v in verdicts() if v["rule"] == RENAMED}
    assert told == {
        "Legg til kunder": "nb: “Legg til klienter” or “Legg til eller fjern klienter”; "
        "en: “Add clients” or “Add or remove clients”",
        "Add clients": "nb: “Legg til klienter” or “Legg til eller fjern klienter”; "
        "en: “Add clients” or “Add or remove clients”",
        "Grant authorization": told["Grant authorization"],
        "Skattegrunnlag": "nb: “Skattegrunnlag”; en: “Tax base”",
        "Systemtilganger for kunder": "nb: “Systemtilganger for klienter”; "
        "en: “System accesses for clients”",
        **dict.fromkeys(
            MAY_NOT_CREATE.values(),
            f"nb: “{MAY_NOT_CREATE_NOW['nb']}”; en: “{MAY_NOT_CREATE_NOW['en']}”",
        ),
    }
    grants = {v["expected"] for v in verdicts() if v["found"] == "Grant authorization"}
    assert grants == {
        "nb: “Gi fullmakt”; en: “Give new power of attorney”",
        "nb: “Gi fullmakt”; en: “Give power of attorney”",
    }


def test_every_place_that_names_the_button_is_reported() -> None:
    places = {
        (f"features/nb/{path.name}", number)
        for path in (ROOT / "features/nb").glob("*.feature")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if '"Legg til kunder"' in line
    }
    found = [v["place"] for v in verdicts() if v["found"] == "Legg til kunder"]
    assert {(place["path"], place["line"]) for place in found} == places
    assert {path for path, _ in places} == {
        "features/nb/delegate-clients.feature",
        "features/nb/delete-system-access.feature",
        "features/nb/system-access.feature",
    }


def test_the_static_check_knows_the_names_without_running_anything() -> None:
    run = samsvar("check", "--edition", "2026-08", "--format", "json")
    assert run.returncode == 1
    found = json.loads(run.stdout)["verdicts"]
    assert {v["rule"] for v in found} == {RENAMED, TERM}
    assert {v["found"] for v in found} == {
        row.found for row in ROWS if row.rule in (RENAMED, TERM)
    } - {"Add clients"}  # still the name of one of the two buttons


def test_the_guides_agree_with_their_own_edition() -> None:
    run = samsvar("test", "--edition", "2025-12")
    assert run.returncode == 0, run.stdout
    assert "passed" in run.stdout


def test_an_edition_that_does_not_exist_is_refused_with_the_nearest() -> None:
    run = samsvar("check", "--edition", "2026-07")
    assert run.returncode == 2
    assert "there is no 2026-07. The nearest is 2026-08." in " ".join(run.stderr.split())


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project without what is built or installed, as a git repository."""
    folder = tmp_path_factory.mktemp("moved") / "project"
    ignored = shutil.ignore_patterns("build", ".venv", "node_modules", ".git", "__pycache__")
    shutil.copytree(ROOT, folder, ignore=ignored)
    return folder


def test_one_patch_moves_the_guides_of_both_languages(copy: Path) -> None:
    patch = samsvar("migrate", "--to", "2026-08", "--dry-run", folder=copy)
    assert patch.returncode == 1
    named = {v["place"]["path"] for v in verdicts() if v["rule"] in (RENAMED, TERM)}
    assert set(re.findall(r"^\+\+\+ b/(.+)$", patch.stdout, re.M)) == named | {"samsvar.toml"}
    assert {f"features/{code}/delegate-clients.feature" for code in ("nb", "en")} <= named
    applied = subprocess.run(
        ["git", "apply", "--verbose", "-"],
        cwd=copy,
        input=patch.stdout,
        text=True,
        capture_output=True,
        check=False,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(copy.parent)},
    )
    assert applied.returncode == 0, applied.stderr
    left = samsvar("test", "--format", "json", folder=copy)
    found = json.loads(left.stdout)["verdicts"]
    stale = [v for v in found if v["rule"] == "translation/stale"]
    assert {(v["language"], v["severity"]) for v in stale} == {("en", "warning")}
    rest = [v for v in found if v not in stale]
    numbers = [[r.number for r in ROWS if belongs(v, r)] for v in rest]
    # In each language: the prerequisites, what stops at clients, who may create.
    assert sorted(numbers) == [[8], [8], [9], [9], [10], [10]]


def test_what_a_person_must_settle_is_told_beside_the_patch() -> None:
    run = samsvar("migrate", "--to", "2026-08", "--dry-run")
    assert run.stderr.count("klientadministrator may not set up a client relationship") == 2
    assert run.stderr.rstrip().endswith("For a person to settle: 16 errors.")


def test_a_move_to_the_edition_in_force_changes_nothing() -> None:
    run = samsvar("migrate", "--to", "2025-12")
    assert (run.returncode, run.stdout) == (
        0,
        "The guides are written for edition 2025-12 already.\n",
    )
