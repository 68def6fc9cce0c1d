"""Importing the steps of a project: as one package, anew, and what cannot be imported."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from toy import Toy

from samsvar import step_modules
from samsvar.verdicts import CannotGoOn, Place, Verdict


def test_steps_are_imported_as_the_package_of_their_folder(toy: Toy) -> None:
    modules = step_modules.import_steps(toy.root / toy.package)
    assert [m.__name__ for m in modules] == [f"{toy.package}.greeting", f"{toy.package}.portal"]
    assert step_modules.import_steps(toy.root / toy.package) == modules


def test_another_project_s_folder_of_the_same_name_is_imported_anew(
    toy: Toy, tmp_path: Path
) -> None:
    first = step_modules.import_steps(toy.root / toy.package)
    other = tmp_path / "other" / toy.package
    other.mkdir(parents=True)
    (other / "__init__.py").write_text("", encoding="utf-8")
    (other / "greeting.py").write_text("HERE = 'other'\n", encoding="utf-8")
    (found,) = step_modules.import_steps(other)
    assert found.__name__ == f"{toy.package}.greeting"
    assert found.HERE == "other"
    assert f"{toy.package}.portal" not in sys.modules
    again = step_modules.import_steps(toy.root / toy.package)
    assert [m.__name__ for m in again] == [m.__name__ for m in first]
    assert not hasattr(again[0], "HERE")


def test_a_package_that_cannot_be_imported_leaves_no_half_of_it(toy: Toy) -> None:
    toy.write(f"{toy.package}/__init__.py", "1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        toy.project()
    assert toy.package not in sys.modules


def test_a_folder_that_is_no_package_of_steps_is_a_verdict(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn) as refused:
        step_modules.import_steps(tmp_path)
    assert refused.value.verdicts == (
        Verdict("text/config", Place(str(tmp_path)), "There is no package of steps here."),
    )


def test_an_error_in_a_step_module_is_the_developer_s(toy: Toy) -> None:
    toy.write(f"{toy.package}/broken.py", "1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        toy.project()
