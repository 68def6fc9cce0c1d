"""`samsvar impact PATH…`: what is named counts as changed in full, whether it has or not."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from impacts import ALL, EVERYTHING, Command, impacted, steps_of
from toy import Toy

import samsvar as package

OWN = Path(package.__file__).parent
PICTURE = "features/pictures/nb/greet/01/02"
GREET_NB, GREET_EN = {"greet 1 nb", "greet 2 nb"}, {"greet 1 en", "greet 2 en"}
LEAVE = {"leave 1 nb", "leave 1 en"}


@pytest.fixture
def furnished(toy: Toy, samsvar: Command, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """The command in a toy with every kind of file, once all chapters have left their
    footprints."""
    toy.write("samsvar.toml", f'{(toy.root / "samsvar.toml").read_text()}sealed = ["world.yml"]\n')
    for name in ("world.yml", "pyproject.toml", "requirements.lock", "package-lock.json"):
        toy.write(name, "one = 1\n")
    for name in (".python-version", "uv.lock", "pylock.toml", "requirements-dev.txt"):
        toy.write(name, "one = 1\n")
    toy.write(f"{toy.package}/data.txt", "one\n")
    toy.write(f"{PICTURE}.png", "one")
    toy.write(f"{PICTURE}.tree.yml", "one")
    toy.write("features/pictures/en/leave/01/01.png", "one")
    toy.write("elsewhere_in_another_toy.py", "ONE = 1\n")
    toy.write("docs/nb/index.md", "# En lek\n")
    toy.write("docs/en/index.md", "# A toy\n")
    toy.write("features/agreed.txt", "")
    monkeypatch.syspath_prepend(str(toy.root))
    toy.replace(steps_of(toy), "\nPEOPLE", "\nimport elsewhere_in_another_toy\n\nPEOPLE")
    code, said = samsvar("test", "--impacted")
    assert code == 0, said
    yield samsvar
    del sys.modules["elsewhere_in_another_toy"]  # the next toy has its own


@pytest.mark.parametrize(
    ("name", "old", "new", "chosen"),
    [
        ("features/nb/greet.feature", "Slik hilser du på én.", "Slik.", GREET_NB | GREET_EN),
        ("features/en/leave.feature", "Feature: Leave", "Feature: Go", LEAVE),
        ("{steps}/greeting.py", "is still here", "is here", ALL),
        ("{steps}/portal.py", "<h1>404</h1>", "<h1>405</h1>", ALL),
        ("{steps}/__init__.py", "Steps.", "Some", ALL),
        ("{steps}/data.txt", "one", "two", ALL),
        ("world.yml", "one", "two", ALL),
        ("samsvar.toml", 'editions = ["1"]', 'editions = ["1", "2"]', ALL),
        ("labels/1/nb.yml", "name: Navn", "name: Fornavn", ALL),
        ("labels/1/en.yml", "name: Name", "name: First name", ALL),
        ("elsewhere_in_another_toy.py", "1", "2", ALL),
        ("pyproject.toml", "one", "two", ALL),
        ("requirements.lock", "one", "two", ALL),
        ("requirements-dev.txt", "one", "two", ALL),
        ("uv.lock", "one", "two", ALL),
        ("pylock.toml", "one", "two", ALL),
        ("package-lock.json", "one", "two", ALL),
        (".python-version", "one", "two", ALL),
        (f"{PICTURE}.png", "one", "two", {"greet 1 nb"}),
        (f"{PICTURE}.tree.yml", "one", "two", {"greet 1 nb"}),
        ("docs/nb/index.md", "lek", "liten lek", set()),
        ("features/agreed.txt", "", "\n", set()),
    ],
)
def test_a_file_that_is_named_chooses_at_least_what_a_change_of_it_does(
    toy: Toy, furnished: Command, name: str, old: str, new: str, chosen: set[str]
) -> None:
    name = name.format(steps=toy.package)
    assert impacted(furnished) == {}
    assert impacted(furnished, name).keys() == chosen

    toy.replace(name, old, new)
    assert impacted(furnished).keys() <= chosen
    assert impacted(furnished, name).keys() == chosen


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        (f"{PICTURE}.png", {"greet 1 nb"}),
        (f"{PICTURE}.tree.yml", {"greet 1 nb"}),
        ("features/pictures/nb", {"greet 1 nb"}),
        ("features/pictures", {"greet 1 nb", "leave 1 en"}),
        ("features/nb/leave.feature", {"leave 1 en"}),
        ("{steps}/data.txt", ALL),
        ("requirements.lock", ALL),
    ],
)
def test_what_is_gone_chooses_the_same_named_or_not(
    toy: Toy, furnished: Command, name: str, chosen: set[str]
) -> None:
    path = toy.root / name.format(steps=toy.package)
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()

    assert impacted(furnished).keys() == chosen
    assert impacted(furnished, name.format(steps=toy.package)).keys() == chosen


@pytest.mark.parametrize(
    "path",
    [
        OWN,
        OWN.parent,
        OWN / "direct.py",
        OWN / "texts" / "nb.yml",
        OWN / "drivers",
        OWN / "gone_long_ago.py",
        Path(pytest.__file__).parent,
        Path(sys.prefix) / "pyvenv.cfg",
    ],
    ids=lambda path: path.name,
)
def test_samsvar_itself_and_what_is_installed_choose_every_chapter(
    recorded: Command, path: Path
) -> None:
    assert impacted(recorded, str(path)).keys() == ALL


def test_packages_elsewhere_choose_every_chapter_and_what_python_compiled_there_nobody(
    toy: Toy, samsvar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = toy.write("../lib/site-packages/one/__init__.py", "")
    compiled = toy.write("../lib/site-packages/one/__pycache__/x.cpython-311.pyc", "")
    monkeypatch.syspath_prepend(package.parent.parent)
    assert samsvar("test", "--impacted")[0] == 0

    assert impacted(samsvar) == {}
    assert impacted(samsvar, str(package)).keys() == ALL
    assert impacted(samsvar, str(compiled), str(compiled.parent)) == {}


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        (".", ALL),
        ("features", ALL),
        ("features/nb", ALL),
        ("labels", ALL),
        ("features/en/../nb/leave.feature", LEAVE),
        ("features/pictures/nb/greet", {"greet 1 nb"}),
        ("docs", set()),
    ],
)
def test_a_folder_chooses_what_all_that_is_in_it_does(
    furnished: Command, name: str, chosen: set[str]
) -> None:
    assert impacted(furnished, name).keys() == chosen


def test_a_file_is_known_by_each_of_its_names(toy: Toy, samsvar: Command) -> None:
    guide, other = toy.root / "features/en/leave.feature", toy.root / "texts/leave.feature"
    toy.write("texts/leave.feature", guide.read_text())
    guide.unlink()
    guide.symlink_to(os.path.relpath(other, guide.parent))
    samsvar("test", "--impacted")

    assert impacted(samsvar, "features/en/leave.feature").keys() == LEAVE
    assert impacted(samsvar, "texts/leave.feature").keys() == LEAVE


def test_files_that_are_named_together_choose_together(furnished: Command) -> None:
    found = impacted(furnished, f"{PICTURE}.png", "features/en/leave.feature", "docs/nb/index.md")

    assert found == {
        "greet 1 nb": [f"its accepted picture has changed: {PICTURE}.png"],
        "leave 1 nb": ["its twin has changed: features/en/leave.feature"],
        "leave 1 en": [
            "its own text has changed",
            "the introduction of its guide has changed",
        ],
    }


def test_that_no_chapter_depends_on_a_file_is_said(furnished: Command) -> None:
    assert furnished("impact", "docs/nb/index.md", "build") == (
        0,
        f"{EVERYTHING}  not impacted: it uses nothing of what is named\n"
        "No chapter depends on docs/nb/index.md.\n"
        "No chapter depends on build.\n"
        "\n0 of 6 chapters impacted.\n",
    )
    said = furnished("impact", "docs/nb/index.md", PICTURE + ".png", "--format", "json")[1]
    assert '"unused": [\n    "docs/nb/index.md"\n  ]' in said


def test_a_named_file_that_is_not_there_is_refused(recorded: Command) -> None:
    code, said = recorded("impact", "nowhere.py")

    assert code == 2
    assert "there is no nowhere.py." in said
