"""The vendor's side of requests: asking, reading what came of it, withdrawing (`DOMAIN.md 3.6`).

`vendor_id` is the party that the vendor's token names. No person acts here.
"""

from __future__ import annotations

from dataclasses import dataclass

from systemtilgang.domain.requests import Request
from systemtilgang.domain.surroundings import Clock, Identifiers
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class Wanted:
    """What a vendor asks a customer for. `customer_number` is an organisation number.

    `external_ref` is the vendor's own key, the customer's number if left out.
    """

    system_id: str
    customer_number: str
    packages: tuple[str, ...]
    external_ref: str | None = None
    title: str | None = None
    redirect_url: str | None = None


@dataclass(frozen=True)
class WantedChange:
    """How a vendor wants one of its customers' own accesses changed, by package codes."""

    access_id: str
    packages: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    redirect_url: str | None = None


@dataclass(frozen=True)
class Asked:
    """A request that was made now, or was there already (`is_new` false)."""

    request: Request
    is_new: bool


def ask(uow: UnitOfWork, vendor_id: str, wanted: Wanted, clock: Clock, ids: Identifiers) -> Asked:
    """Ask for an access for the customer's own organisation.

    The same customer, reference and system again gives the request that is there, whatever came of
    it. Refused: `AUTH-00011` no such system of the vendor, `AUTH-00000` no such customer,
    `AUTH-00004` the customer has the access, `AUTH-00026` a redirect URL where the system has none,
    `AUTH-00021` one that is not the system's, `AUTH-00059` no packages, `AUTH-00063` a package that
    the system does not have, `AUTH-00064` one that cannot be given.
    """
    raise NotImplementedError


def ask_for_clients(
    uow: UnitOfWork, vendor_id: str, wanted: Wanted, clock: Clock, ids: Identifiers
) -> Asked:
    """Ask for an access for the customer's clients.

    Refused as `ask`, with `AUTH-00058` for no packages and `AUTH-00065` for one that is not meant
    for client relationships.
    """
    raise NotImplementedError


def ask_for_change(
    uow: UnitOfWork, vendor_id: str, request_id: str, wanted: WantedChange, clock: Clock
) -> Asked | None:
    """Ask for a change of an own access, under an id of the vendor's choice (`DOMAIN.md 3.6.3`).

    The same id again gives the request that is there. `None`: no package was named, so no change
    is needed. Refused: 400 for an id that is the access's, `AUTH-00015` no such own access, 401
    another vendor's, `AUTH-00007` and `AUTH-00061` the id is taken by a request for another access,
    `AUTH-00012` by one that was withdrawn; redirect URL and packages to add as `ask`.
    """
    raise NotImplementedError


def withdraw(uow: UnitOfWork, vendor_id: str, request_id: str) -> None:
    """Take a request back, whatever came of it; an access that it gave stays.

    Refused: `AUTH-00010` unknown, `AUTH-00011` for another vendor's system.
    """
    raise NotImplementedError


def status(uow: UnitOfWork, vendor_id: str, request_id: str) -> Request:
    """The request as it is now. Refused as `withdraw`."""
    raise NotImplementedError
