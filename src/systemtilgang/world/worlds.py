"""A world as a value: what a run starts from."""

from __future__ import annotations

from dataclasses import dataclass

from systemtilgang.domain.catalogue import Catalogue
from systemtilgang.domain.connections import Assignment
from systemtilgang.domain.parties import Party
from systemtilgang.domain.requests import Request
from systemtilgang.domain.rights import Rights
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser
from systemtilgang.world.errors import Place


@dataclass(frozen=True)
class SeededAccess:
    """A system access of the world; `rights` are what it has, `clients` party ids.

    `place` is where the file describes it.
    """

    user: SystemUser
    rights: Rights
    clients: tuple[str, ...]
    place: Place

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages that it has, by code."""
        return self.rights.packages


@dataclass(frozen=True)
class World:
    """Everything of a world, checked: all references are to things that exist."""

    catalogue: Catalogue
    parties: tuple[Party, ...]
    assignments: tuple[Assignment, ...]
    systems: tuple[RegisteredSystem, ...]
    accesses: tuple[SeededAccess, ...]
    requests: tuple[Request, ...] = ()
