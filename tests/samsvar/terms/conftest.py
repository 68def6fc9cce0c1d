"""The toy with terms."""

from __future__ import annotations

import pytest
from court import add_terms
from toy import Toy


@pytest.fixture
def court(toy: Toy) -> Toy:
    """The toy with a term list."""
    add_terms(toy)
    return toy
