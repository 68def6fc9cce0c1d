"""The toy in a Git repository, and its reviews."""

from __future__ import annotations

from pathlib import Path

import pytest
from reviewing import Review, commit, git
from toy import Command, Toy


@pytest.fixture
def toy(toy: Toy) -> Toy:
    """The toy in a Git repository, committed."""
    git(toy.root, "init", "--quiet", "--initial-branch=main")
    commit(toy)
    return toy


@pytest.fixture
def review(toy: Toy, samsvar: Command) -> Review:
    """Runs the command: exit code, and what it printed."""

    def call(base: str = "HEAD", root: Path = toy.root) -> tuple[int, str]:
        code, *said = samsvar("review", "--", base, cwd=root)
        return code, "".join(said)

    return call
