"""The command, and chapters that have left their footprints."""

from __future__ import annotations

import pytest
import toy
from impacts import Command


@pytest.fixture
def samsvar(samsvar: toy.Command) -> Command:
    """The command: exit code, and output with errors."""

    def call(*arguments: str) -> tuple[int, str]:
        code, *said = samsvar(*arguments)
        return code, "".join(said)

    return call


@pytest.fixture
def recorded(samsvar: Command) -> Command:
    """The same, once all chapters have left their footprints."""
    assert samsvar("test", "--impacted")[0] == 0
    return samsvar
