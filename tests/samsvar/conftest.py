"""A toy project, the real one, and one Chromium for all."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from agreed import settle
from ruled import add_rules
from toy import REPO, Command, Toy, seal_all
from watch import Watching

from samsvar import cli
from samsvar import config as settings
from samsvar.checking import Project, Report
from samsvar.evidence.seals import Archive

T = TypeVar("T")


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[Toy]:
    """A fresh project to change."""
    made = Toy(tmp_path / "toy")
    yield made
    made.forget()


@pytest.fixture(scope="session")
def real() -> Project:
    """The repository's own project."""
    return Project.load(settings.load(REPO))


@pytest.fixture(scope="session")
def report(real: Project) -> Report:
    """Its guides, read and compiled."""
    return real.check()


@pytest.fixture(scope="session")
def apart() -> Callable[..., Any]:
    """Calls a function in a thread of its own: Playwright takes one instance per thread."""

    def call(function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        results: list[T] = []
        errors: list[BaseException] = []

        def work() -> None:
            try:
                results.append(function(*arguments, **named))
            except BaseException as error:
                errors.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        if errors:
            raise errors[0]
        return results[0]

    return call


@pytest.fixture
def samsvar(
    toy: Toy, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Runs the command in the toy's folder: exit code, output, errors."""
    monkeypatch.setenv(settings.EDITION, "")  # what a command makes of it is gone afterwards

    def call(*arguments: str, cwd: Path = toy.root, columns: int = 120) -> tuple[int, str, str]:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["samsvar", *arguments])
        monkeypatch.setenv("COLUMNS", str(columns))
        capsys.readouterr()
        toy.forget()  # as a new process would find it
        with pytest.raises(SystemExit) as end:
            cli.main()
        output = capsys.readouterr()
        toy.forget()
        return int(end.value.code or 0), output.out, output.err

    return call


@pytest.fixture
def sealed(toy: Toy) -> tuple[Project, Report, Archive]:
    """The toy with pages of its own and a seal for every chapter."""
    toy.add_site()
    return seal_all(toy)


@pytest.fixture
def recorded(toy: Toy) -> Project:
    """The toy with a record of all its texts."""
    project = toy.project()
    assert settle(project)
    return project


@pytest.fixture
def ruled(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """The toy with rules that its portal asks."""
    add_rules(toy)
    monkeypatch.syspath_prepend(toy.root)
    return toy


@pytest.fixture
def watching(toy: Toy) -> Iterator[Watching]:
    """`samsvar watch` in the toy's folder, once it has told how everything stands."""
    made = Watching(toy)
    made.until("Watching")
    yield made
    made.process.kill()
    made.process.wait()
