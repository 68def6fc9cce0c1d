"""The world's store, a fresh copy of it per test, and an empty one with the same catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from practice import Practice
from town import FIXTURES, WORLD, Cast, Town

from systemtilgang.domain.catalogue import Catalogue
from systemtilgang.domain.parties import Party
from systemtilgang.service.acting import Acting
from systemtilgang.store import MEMORY, Store, UnitOfWork
from systemtilgang.world import template


@pytest.fixture(scope="session")
def world_store() -> Store:
    return template(WORLD)


@pytest.fixture(scope="session")
def empty_store(world_store: Store) -> Store:
    return Store.open(MEMORY, world_store.catalogue)


@pytest.fixture(scope="session")
def catalogue(world_store: Store) -> Catalogue:
    return world_store.catalogue


@pytest.fixture
def store(world_store: Store) -> Store:
    return world_store.copy()


@pytest.fixture
def uow(store: Store) -> Iterator[UnitOfWork]:
    """A unit of work on a fresh copy of the world."""
    with store.unit_of_work() as unit:
        yield unit


@pytest.fixture
def town(empty_store: Store) -> Iterator[Town]:
    """A builder on a fresh empty store."""
    with empty_store.copy().unit_of_work() as unit:
        yield Town(unit)


@pytest.fixture
def cast(uow: UnitOfWork) -> Cast:
    return Cast(uow)


@pytest.fixture
def firm(town: Town) -> Party:
    """An organisation with a managing director, `Director`."""
    firm = town.organisation("Firm")
    town.role(firm, town.person("Director"), "daglig-leder")
    return firm


@pytest.fixture
def director(town: Town, firm: Party) -> Acting:
    person = town.uow.parties.named("Director")
    assert person
    return Acting(person.id, firm.id)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Where a test writes a world file; the catalogue is there."""
    (tmp_path / "catalogue.yml").symlink_to(FIXTURES / "catalogue.yml")
    return tmp_path


@pytest.fixture
def practice(town: Town) -> Practice:
    """An organisation with a client and an agent."""
    return Practice(town)


@pytest.fixture
def audited(practice: Practice) -> Practice:
    """The provider is the client's auditor."""
    practice.town.role(practice.client, practice.provider, "revisor")
    return practice
