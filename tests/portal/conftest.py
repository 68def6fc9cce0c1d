"""Visitors on a fresh copy of the world."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from visitor import Visitor

from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.store import Store
from systemtilgang.world import template

WORLD = Path(__file__).parents[2] / "fixtures" / "world.yml"

NewVisitor = Callable[..., Visitor]


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


def add_organisation(store: Store, name: str, number: str) -> Party:
    """One more organisation in the register."""
    party = Party(
        f"00000000-0000-4000-8000-000{number}", PartyKind.ORGANISATION, name, number, "AS"
    )
    with store.unit_of_work() as uow:
        uow.parties.add(party)
        uow.commit()
    return party


def party(store: Store, name: str) -> Party:
    """The party with this register name."""
    with store.unit_of_work() as uow:
        return uow.parties.named(name)
