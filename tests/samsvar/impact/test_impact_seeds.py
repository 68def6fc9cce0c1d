"""Every change that alters what a chapter does or shows is one that impact names the chapter for.

The changes are made, one at a time, in copies of this project that are reduced to four chapters in
both languages. The bounds below are a little less than what was found (decision 0014), since which
functions are changed depends on how many there are.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from toy import REPO

LABELS = "src/systemtilgang/portal/labels/2025-12"
TEMPLATES = "src/systemtilgang/portal/templates"
SERVICE = "src/systemtilgang/service"
DELEGATE, SET_UP = "delegate-clients", "set-up-client-relationship"

Change = tuple[str, str, str]

#: A change of a text or of a rule: the file, what stands there and what stands there then.
BY_HAND: list[Change] = [
    # labels: quoted, looked up by steps, only shown, shown nowhere, new, equal to a quoted one
    (f"{LABELS}/nb.yml", '"Bekreft og lukk"', '"Ferdig"'),
    (f"{LABELS}/en.yml", 'confirm_and_close: "Confirm and close"', 'confirm_and_close: "Done"'),
    (f"{LABELS}/nb.yml", '"Legg til {client} i systemtilgang"', '"Ta med {client}"'),
    (f"{LABELS}/nb.yml", '"Systemtilganger for kunder"', '"Kundetilganger"'),
    (f"{LABELS}/en.yml", 'log_out: "Log out"', 'log_out: "Leave"'),
    (f"{LABELS}/nb.yml", 'log_out: "Logg ut"', 'log_out: "Bekreft og lukk"'),
    (f"{LABELS}/nb.yml|{LABELS}/en.yml", "button:\n", 'button:\n  another: "Something new"\n'),
    (f"{LABELS}/nb.yml", 'access_packages: "Tilgangspakker"', 'access_packages: "Pakker"'),
    (f"{LABELS}/en.yml", 'access_packages: "Access packages"', 'access_packages: "Packages"'),
    ("src/systemtilgang/portal/labels/2026-08/nb.yml", '"Legg til klienter"', '"Klienter"'),
    # guides: an introduction, a chapter's own words, prerequisites, a step, a value, a title
    (f"features/nb/{SET_UP}.feature", "  Scenario:", "  Et avsnitt.\n\n  Scenario:"),
    (f"features/nb/{SET_UP}.feature", "  Bakgrunn:", "  Et avsnitt.\n\n  Bakgrunn:"),
    (f"features/en/{SET_UP}.feature", "Feature: ", "Feature: How to "),
    (f"features/en/{DELEGATE}.feature", "If your organization", "When your organization"),
    (f"features/nb/{DELEGATE}.feature", '"klientadministrator" eller', '"revisor" eller'),
    (f"features/en/{DELEGATE}.feature", '    When I click "Confirm and close"\n', ""),
    (f"features/nb/{DELEGATE}.feature", '"Ansvarlig revisor" for', '"Revisormedarbeider" for'),
    # steps: what one does, how one is worded, what the page says of it, a value's type, the world
    ("steps/accesses.py", "found.owner_id == reference", "found.owner_id != reference"),
    ("steps/accesses.py", 'en="I choose the system access {access}"', 'en="I pick {access}"'),
    ("steps/screens.py", 'nb="Trykk på {button}."', 'nb="Klikk på {button}."'),
    ("steps/types.py", ".lower(): code", ".upper(): code"),
    ("steps/world.py", 'secret="practice"', 'secret="other"'),
    ("steps/world.py", 'PORTAL = "/accessmanagement/ui"', 'PORTAL = "/accessmanagement"'),
    # the world
    ("fixtures/world.yml", "role: revisor}", "role: regnskapsforer}"),
    ("fixtures/catalogue.yml", 'en: "Customs"', 'en: "Duties"'),
    # rules and screens
    (  # what seeds the world, and what some chapters do, too
        "src/systemtilgang/store/schema.py",
        "if value is not None and value.utcoffset() is None:",
        "if value is not None:",
    ),
    ("src/systemtilgang/domain/editions.py", "at_once=True", "at_once=False"),
    ("src/systemtilgang/portal/formatting.py", "start + 3", "start + 2"),
    ("src/systemtilgang/portal/paging.py", "PER_PAGE = 5", "PER_PAGE = 1"),
    (f"{TEMPLATES}/base.html", "<main", "<p>Hei</p><main"),
    (f"{TEMPLATES}/header.html", "<header", "<p>Hei</p><header"),
    (f"{TEMPLATES}/error.html", "{% block", "Hei {% block"),
    (f"{TEMPLATES}/new_file.html", "", "Hei"),
    ("src/systemtilgang/portal/static/portal.css", "", "main { color: red }\n"),
    ("samsvar.toml", 'edition = "2025-12"', 'edition = "2026-08"'),
]


def raising(folder: Path, name: str, every: int, first: int = 0) -> Iterator[Change]:
    """Some functions of a folder's modules, each made to fail as soon as it is called."""
    places = [
        (path, node)
        for path in sorted((folder / name).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) != "..."
    ]
    for path, node in places[first::every]:
        lines = path.read_text(encoding="utf-8").split("\n")
        start = node.body[0].lineno - 1
        indent = re.match(r"\s*", lines[start])
        assert indent
        changed = [*lines[:start], f'{indent[0]}raise RuntimeError("seeded")', *lines[start:]]
        shown = path.relative_to(folder).as_posix()
        yield shown, "\n".join(lines), "\n".join(changed)


def failing(folder: Path, every: int, first: int = 0) -> Iterator[Change]:
    """Some templates, each made to fail in its first block or macro."""
    for path in sorted((folder / TEMPLATES).glob("*.html"))[first::every]:
        text = path.read_text(encoding="utf-8")
        seeded = re.sub(r"(\{% (?:block|macro) [^%]*%\})", r"\1{{ seeded.seeded }}", text, count=1)
        seeded = seeded if seeded != text else f"{{{{ seeded.seeded }}}}{text}"
        yield f"{TEMPLATES}/{path.name}", text, seeded


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this project with the first chapter of one guide and three of another."""
    folder = tmp_path_factory.mktemp("seeds") / "project"
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "samsvar")
    for name in ("features", "steps", "fixtures", "src"):
        shutil.copytree(REPO / name, folder / name, ignore=ignored)
    shutil.copyfile(REPO / "samsvar.toml", folder / "samsvar.toml")
    for language in ("nb", "en"):
        for path in (folder / "features" / language).glob("*.feature"):
            if path.stem not in (DELEGATE, SET_UP):
                path.unlink()
        for guide, chapters in ((DELEGATE, (1,)), (SET_UP, (1, 2, -1))):
            path = folder / "features" / language / f"{guide}.feature"
            parts = path.read_text(encoding="utf-8").split("\n  Scenario:")
            kept = [parts[0], *(parts[number] for number in chapters)]
            path.write_text("\n  Scenario:".join(kept), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def told(project: Path) -> list[dict[str, Any]]:
    changes = [
        *BY_HAND,
        *raising(project, "src/systemtilgang", every=23),
        *raising(project, "steps", every=17),
        *failing(project, every=5),
    ]
    outcome = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("seeded.py")), str(project)],
        input=json.dumps(changes),
        env={"PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "0"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert outcome.returncode == 0, outcome.stderr
    found: list[dict[str, Any]] = json.loads(outcome.stdout)["told"]
    return found


def name(seed: dict[str, Any]) -> str:
    path, old, new = seed["change"]
    return f"{path}: {old[:60]!r} -> {new[:60]!r}"


def test_no_change_goes_unnoticed(told: list[dict[str, Any]]) -> None:
    assert [name(seed) for seed in told if "unfit" in seed] == []
    missed = {
        name(seed): sorted(set(seed["changed"]) - set(seed["impacted"]))
        for seed in told
        if "refused" not in seed
    }
    assert {seed: chapters for seed, chapters in missed.items() if chapters} == {}


def test_the_changes_are_many_and_most_of_them_alter_a_chapter(told: list[dict[str, Any]]) -> None:
    refused = [seed for seed in told if "refused" in seed]
    altering = [seed for seed in told if seed.get("changed")]

    assert len(told) >= 60
    assert len(refused) <= 6
    assert len(altering) >= 42


def test_a_change_of_what_some_chapters_use_leaves_others_out(told: list[dict[str, Any]]) -> None:
    some = [seed for seed in told if "refused" not in seed and 0 < len(seed["impacted"]) < 8]

    assert len(some) >= 20
