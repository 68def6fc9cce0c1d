"""Each test gets a folder with one guide in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from damage import Copy


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str], Copy]:
    return lambda guide: Copy(tmp_path, guide)
