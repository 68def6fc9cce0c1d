"""Who adds users, and gives them powers."""

from __future__ import annotations

import pytest
from town import Cast

from systemtilgang.service import users
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork


@pytest.fixture
def acting(uow: UnitOfWork, cast: Cast) -> Acting:
    """The managing director of Klientkunde AS, which has just added the provider."""
    acting = cast.acting("RASK LYKT", "Klientkunde AS")
    users.add_organisation(uow, acting, "311590839")
    return acting
