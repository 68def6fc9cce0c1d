"""Visitors on a fresh copy of the world."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import serving
from visitor import WORLD, NewVisitor, Visitor

from systemtilgang.store import Store
from systemtilgang.world import template


@pytest.fixture(scope="session")
def world_store() -> Store:
    return template(WORLD)


@pytest.fixture
def store(world_store: Store) -> Store:
    return world_store.copy()


@pytest.fixture
def new_visitor(store: Store) -> Iterator[NewVisitor]:
    """Makes visitors of one and the same portal: `new_visitor("en", edition="2026-08")`."""
    made: list[Visitor] = []

    def make(language: str = "nb", edition: str = "2025-12") -> Visitor:
        made.append(Visitor(store, language, edition))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(params=["nb", "en"])
def visitor(request: pytest.FixtureRequest, new_visitor: NewVisitor) -> Visitor:
    """A visitor in each language."""
    return new_visitor(request.param)


@pytest.fixture
def administrator(visitor: Visitor) -> Visitor:
    """The client administrator of the provider, on client administration."""
    visitor.log_in("Klok Hegre", "Diskret Nær Tiger AS")
    visitor.click("link", visitor.t("link.client_administration"))
    return visitor


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    """A portal with a fresh world."""
    with serving(store) as found:
        yield found
