"""Importing the steps of a project: as one package, anew, and what cannot be imported."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from toy import Command, Toy

from samsvar import step_modules
from samsvar.config import Config
from samsvar.verdicts import CannotGoOn, Place, Verdict


def config_of(steps: Path) -> Config:
    """The settings of a project with these steps."""
    return Config(steps.parent, steps=steps)


def test_steps_are_imported_as_the_package_of_their_folder(toy: Toy) -> None:
    modules = step_modules.import_steps(config_of(toy.root / toy.package))
    assert [m.__name__ for m in modules] == [f"{toy.package}.greeting", f"{toy.package}.portal"]
    assert step_modules.import_steps(config_of(toy.root / toy.package)) == modules


def test_another_project_s_folder_of_the_same_name_is_imported_anew(
    toy: Toy, tmp_path: Path
) -> None:
    first = step_modules.import_steps(config_of(toy.root / toy.package))
    other = tmp_path / "other" / toy.package
    other.mkdir(parents=True)
    (other / "__init__.py").write_text("", encoding="utf-8")
    (other / "greeting.py").write_text("HERE = 'other'\n", encoding="utf-8")
    (found,) = step_modules.import_steps(config_of(other))
    assert found.__name__ == f"{toy.package}.greeting"
    assert found.HERE == "other"
    assert f"{toy.package}.portal" not in sys.modules
    again = step_modules.import_steps(config_of(toy.root / toy.package))
    assert [m.__name__ for m in again] == [m.__name__ for m in first]
    assert not hasattr(again[0], "HERE")


def test_a_package_that_cannot_be_imported_leaves_no_half_of_it(toy: Toy) -> None:
    toy.write(f"{toy.package}/__init__.py", "1 / 0\n")
    with pytest.raises(CannotGoOn):
        toy.project()
    assert toy.package not in sys.modules


def test_a_folder_that_is_no_package_of_steps_is_a_verdict(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn) as refused:
        step_modules.import_steps(config_of(tmp_path))
    assert refused.value.verdicts == (
        Verdict("text/config", Place(str(tmp_path)), "There is no package of steps here."),
    )


@pytest.mark.parametrize(
    ("source", "place", "found"),
    [
        ("def (", (1, 5), "SyntaxError: invalid syntax"),
        ("\nX = 1 / 0\n", (2, 1), "ZeroDivisionError: division by zero"),
        (
            "\n\nimport nothing_of_the_kind\n",
            (3, 1),
            "ModuleNotFoundError: No module named 'nothing_of_the_kind'",
        ),
        (
            "from .portal import Nothing\n",
            (1, 1),
            "ImportError: cannot import name 'Nothing' from '{package}.portal' "
            "({package}/portal.py)",
        ),
        (
            "from .broken import *\n",
            (1, 1),
            "ModuleNotFoundError: No module named '{package}.broken'",
        ),
        (
            "import json\n\nLOADED = json.loads('')\n",
            (3, 1),
            "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)",
        ),
        (
            "from samsvar.vocabulary import column\n\nTABLE = column()\n",
            (3, 1),
            "TypeError: column() missing 1 required positional argument: 'kind'",
        ),
        ("X = 0\0", None, "SyntaxError: source code string cannot contain null bytes"),
    ],
    ids=["syntax", "value", "module", "name", "sibling", "library", "samsvar", "no place"],
)
def test_steps_that_cannot_be_imported_are_a_verdict_on_the_last_place_of_the_project(
    toy: Toy, source: str, place: tuple[int, int] | None, found: str
) -> None:
    toy.write(f"{toy.package}/about.py", source)
    where = Place(f"{toy.package}/about.py", *place) if place else Place(toy.package)
    with pytest.raises(CannotGoOn) as refused:
        toy.project()
    said = found.format(package=toy.package)
    assert refused.value.verdicts == (
        Verdict("text/steps", where, "The steps cannot be loaded.", said),
    )


def test_the_place_is_where_the_import_fails_however_far_from_the_steps(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(toy.root))
    name = toy.package.replace("toy_steps", "rules")
    toy.write(f"{name}/lookups.py", "def after_a_miss():\n    pass\n")
    toy.write(f"{name}/service.py", f"import json\nfrom {name}.lookups import after_miss\n")
    toy.replace(f"{toy.package}/portal.py", "\nTEXTS", f"\nfrom {name} import service\n\nTEXTS")
    with pytest.raises(CannotGoOn) as refused:
        toy.project()
    (verdict,) = refused.value.verdicts
    assert verdict.place == Place(f"{name}/service.py", 2)
    assert verdict.found == (
        f"ImportError: cannot import name 'after_miss' from '{name}.lookups' ({name}/lookups.py)"
    )


COMMANDS = [
    ("check",),
    ("test",),
    ("test", "--impacted"),
    ("impact",),
    ("impact", "samsvar.toml"),
    ("explain", "greet"),
    ("steps",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_that_the_steps_cannot_be_loaded(
    toy: Toy, samsvar: Command, command: tuple[str, ...]
) -> None:
    toy.replace(f"{toy.package}/portal.py", "class Reference", "class Renamed")
    assert samsvar(*command) == (
        2,
        "",
        f"{toy.package}/greeting.py:10:1: error: text/steps: The steps cannot be loaded.\n"
        f"  found:    ImportError: cannot import name 'Reference' from '{toy.package}.portal' "
        f"({toy.package}/portal.py)\n"
        "  why:      Without its steps, samsvar does not know what the words of a guide mean.\n",
    )


@pytest.mark.parametrize("command", COMMANDS[:5], ids=" ".join)
def test_the_same_is_said_to_programs(toy: Toy, samsvar: Command, command: tuple[str, ...]) -> None:
    toy.replace(f"{toy.package}/portal.py", "class Reference", "class Renamed")
    code, out, err = samsvar(*command, "--format", "json")
    (verdict,) = json.loads(out)["verdicts"]
    assert (code, err) == (2, "")
    assert (verdict["rule"], verdict["place"]) == (
        "text/steps",
        {"path": f"{toy.package}/greeting.py", "line": 10, "column": 1},
    )
