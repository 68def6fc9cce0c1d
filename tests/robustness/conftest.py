"""A toy project that was published once, and a copy of it for each test."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "samsvar"))

from here import Here
from toy import Toy


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Here:
    """A toy with one short guide, checked but not published."""
    root = tmp_path_factory.mktemp("robustness") / "toy"
    toy = Toy(root)
    for language in ("nb", "en"):
        (root / "features" / language / "leave.feature").unlink()
    toy.add_site()
    toy.forget()
    return Here(root, toy.package)


@pytest.fixture(scope="session")
def published(original: Here, tmp_path_factory: pytest.TempPathFactory) -> Here:
    """The toy with its site, made by a run in the browser."""
    made = original.copy(tmp_path_factory.mktemp("published") / "toy")
    made.run("site", "-n", "1").expect(0)
    return made


@pytest.fixture
def here(original: Here, tmp_path: Path) -> Iterator[Here]:
    """A toy to damage, without a site."""
    yield original.copy(tmp_path / "toy")
    shutil.rmtree(tmp_path / "toy", ignore_errors=True)


@pytest.fixture
def site(published: Here, tmp_path: Path) -> Iterator[Here]:
    """A toy to damage, with its published site."""
    yield published.copy(tmp_path / "toy")
    shutil.rmtree(tmp_path / "toy", ignore_errors=True)
