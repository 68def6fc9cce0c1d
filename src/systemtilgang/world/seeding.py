"""From a world to a store."""

from __future__ import annotations

from pathlib import Path

from systemtilgang.domain.editions import DEFAULT_EDITION, EDITIONS
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import Refused
from systemtilgang.service.clients import connect
from systemtilgang.service.setting_up import set_up
from systemtilgang.store import MEMORY, Store, UnitOfWork
from systemtilgang.world.errors import WorldError, nearest
from systemtilgang.world.reading import load_world
from systemtilgang.world.worlds import SeededAccess, World


def seed(store: Store, world: World) -> None:
    """Fill an empty store with a world, and commit.

    Raises `WorldError` when a client of an access has not given what the access needs.
    """
    with store.unit_of_work() as uow:
        _fill(uow, world)
        uow.commit()


def template(path: Path, edition: str = DEFAULT_EDITION) -> Store:
    """A seeded store in memory, to be copied for every run.

    A world is the same in every edition so far; the edition is checked, so that a misspelt one is
    noticed here. Raises `WorldError` for that and for everything wrong in the file.
    """
    if edition not in EDITIONS:
        names = ", ".join(EDITIONS)
        raise WorldError(None, f"edition {edition}", f"one of {names}", nearest(edition, EDITIONS))
    return open_world(path, MEMORY)


def open_world(path: Path, url: str) -> Store:
    """The store at an SQLAlchemy URL, seeded with the world if it is empty, as it is otherwise.

    Raises `WorldError` as `load_world` and `seed` do.
    """
    world = load_world(path)
    store = Store.open(url, world.catalogue)
    with store.unit_of_work() as uow:
        if not uow.parties.of_kind(PartyKind.PERSON):
            _fill(uow, world)
            uow.commit()
    return store


def reset_world(path: Path, url: str) -> None:
    """Make the store at an SQLAlchemy URL as the world says, whatever is in it.

    All or nothing: the store is as it was when this raises `WorldError`, as `open_world` does.
    """
    world = load_world(path)
    store = Store.open(url, world.catalogue)
    with store.unit_of_work() as uow:
        uow.clear()
        _fill(uow, world)
        uow.commit()
    store.close()


def _fill(uow: UnitOfWork, world: World) -> None:
    for party in world.parties:
        uow.parties.add(party)
    for assignment in world.assignments:
        uow.assignments.add(assignment)
    for system in world.systems:
        uow.systems.add(system)
    for access in world.accesses:
        _add_access(uow, access)
    for request in world.requests:
        uow.requests.add(request)


def _add_access(uow: UnitOfWork, access: SeededAccess) -> None:
    user = access.user
    set_up(uow, user, access.rights)
    for client_id in access.clients:
        client = uow.parties.existing(client_id)
        try:
            connect(uow, user, client)
        except Refused as refusal:
            raise WorldError(
                access.place,
                f"the client {client.name} ({refusal.problem.title})",
                f"clients that have given {', '.join(access.packages)} to the owner",
            ) from None
