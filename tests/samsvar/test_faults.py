"""Errors in a project's code: which place in the project they are told with."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from toy import REPO, Toy

from samsvar.config import Config
from samsvar.faults import fault, place_of


def test_an_error_that_samsvar_raises_is_told_with_who_called_it() -> None:
    config = Config(REPO)
    with pytest.raises(KeyError) as raised:
        config.language("xx")

    place = place_of(raised.value, config)
    assert place
    assert place.path == "tests/samsvar/test_faults.py"
    assert fault(raised.value, config) == f"{place.path}:{place.line}: KeyError: 'xx'"


def test_an_error_that_a_library_raises_is_told_with_who_called_it(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.write("lib/site-packages/broken_library_of_the_toy.py", "\n\n1 / 0\n")
    monkeypatch.syspath_prepend(toy.root / "lib" / "site-packages")
    toy.write("uses_a_broken_library.py", "\nimport broken_library_of_the_toy\n")
    monkeypatch.syspath_prepend(toy.root)

    with pytest.raises(ZeroDivisionError) as raised:
        importlib.import_module("uses_a_broken_library")
    said = "uses_a_broken_library.py:2: ZeroDivisionError: division by zero"
    assert fault(raised.value, Config(toy.root)) == said


def test_an_error_outside_of_the_project_has_no_place(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ten") as raised:
        int("ten")

    assert fault(raised.value, Config(tmp_path)) == (
        "ValueError: invalid literal for int() with base 10: 'ten'"
    )


def test_files_of_the_project_are_named_from_its_folder(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere") as raised:
        (tmp_path / "nowhere.txt").read_bytes()

    assert fault(raised.value, Config(tmp_path)) == (
        "FileNotFoundError: [Errno 2] No such file or directory: 'nowhere.txt'"
    )
