"""The vendor's side of requests: asking, reading what came of it, withdrawing (`DOMAIN.md 3.6`).

`vendor_id` is the party that the vendor's token names. No person acts here.
"""

from __future__ import annotations

from dataclasses import dataclass

from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.problems import (
    BAD_REQUEST,
    CHANGE_HANDLED,
    CUSTOMER_UNKNOWN,
    NOTHING_REQUESTED,
    NOTHING_REQUESTED_FOR_CLIENTS,
    REDIRECT_NOT_REGISTERED,
    REQUEST_NOT_FOUND,
    REQUEST_NOT_STORED,
    REQUEST_PENDING,
    SYSTEM_HAS_NO_REDIRECTS,
    SYSTEM_USER_NOT_FOUND,
    UNAUTHORIZED,
    Refused,
)
from systemtilgang.domain.requests import Request, RequestKind, is_registered
from systemtilgang.domain.rights import Rights
from systemtilgang.domain.surroundings import Clock, Identifiers
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.service.gates import refuse_unless, system_of_vendor
from systemtilgang.service.setting_up import must_be_asked_for, must_be_free, must_be_registered
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
    services: tuple[str, ...] = ()

    @property
    def rights(self) -> Rights:
        """All that is asked for, each once."""
        return Rights(_once(self.packages), _once(self.services))


@dataclass(frozen=True)
class WantedChange:
    """How a vendor wants one of its customers' own accesses changed: packages by code, services
    that it is to have single rights to by id.
    """

    access_id: str
    packages: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    redirect_url: str | None = None
    services: tuple[str, ...] = ()
    unwanted_services: tuple[str, ...] = ()

    @property
    def added(self) -> Rights:
        """All that it is to have, each once."""
        return Rights(_once(self.packages), _once(self.services))

    @property
    def removed(self) -> Rights:
        """All that it is to have no longer, each once."""
        return Rights(_once(self.unwanted), _once(self.unwanted_services))


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
    `AUTH-00021` one that is not the system's, `AUTH-00059` neither packages nor services,
    `AUTH-00001` a service and `AUTH-00063` a package that the system does not ask for, `AUTH-00064`
    a package that cannot be given.
    """
    return _ask(uow, vendor_id, wanted, RequestKind.STANDARD, clock, ids)


def ask_for_clients(
    uow: UnitOfWork, vendor_id: str, wanted: Wanted, clock: Clock, ids: Identifiers
) -> Asked:
    """Ask for an access for the customer's clients.

    Refused as `ask`, with `AUTH-00058` for no packages, `AUTH-00065` for one that is not meant for
    client relationships, and `AUTH-00001` for any service: such an access has no single rights.
    """
    return _ask(uow, vendor_id, wanted, RequestKind.AGENT, clock, ids)


def ask_for_change(
    uow: UnitOfWork, vendor_id: str, request_id: str, wanted: WantedChange, clock: Clock
) -> Asked | None:
    """Ask for a change of an own access, under an id of the vendor's choice (`DOMAIN.md 3.6.3`).

    The same id again gives the request that is there. `None`: nothing was named, so no change is
    needed. Refused: 400 for an id that is the access's, `AUTH-00015` no such own access, 401
    another vendor's, `AUTH-00007` and `AUTH-00061` the id is taken by a request about something
    else, `AUTH-00012` by one that was withdrawn; redirect URL and what is to be added as `ask`.
    """
    refuse_unless(request_id != wanted.access_id, BAD_REQUEST)
    user, system = _access_of(uow, vendor_id, wanted.access_id)
    existing = uow.requests.get(request_id)
    if existing is not None:
        taken = REQUEST_PENDING if existing.is_new else CHANGE_HANDLED
        refuse_unless(existing.access_id == user.id, taken)
        return Asked(existing, is_new=False)
    added, removed = wanted.added, wanted.removed
    if not added and not removed:
        return None
    must_be_registered(system)
    _check_redirect(system, wanted.redirect_url)
    must_be_asked_for(uow, system, added, UserType.STANDARD)
    refuse_unless(not uow.requests.is_taken(request_id), REQUEST_NOT_STORED)
    request = Request(
        id=request_id,
        kind=RequestKind.CHANGE,
        system_id=system.id,
        party_id=user.owner_id,
        external_ref=user.external_ref,
        packages=added.packages,
        created=clock.now(),
        unwanted=removed.packages,
        title=user.title,
        redirect_url=wanted.redirect_url,
        access_id=user.id,
        services=added.services,
        unwanted_services=removed.services,
    )
    uow.requests.add(request)
    return Asked(request, is_new=True)


def withdraw(uow: UnitOfWork, vendor_id: str, request_id: str) -> None:
    """Take a request back, whatever came of it; an access that it gave stays.

    Refused: `AUTH-00010` unknown, `AUTH-00011` for another vendor's system, which upstream lets
    pass (`DOMAIN.md 7`, 5).
    """
    uow.requests.delete(status(uow, vendor_id, request_id).id)


def status(uow: UnitOfWork, vendor_id: str, request_id: str) -> Request:
    """The request as it is now. Refused: `AUTH-00010` unknown, `AUTH-00011` another vendor's."""
    request = uow.requests.get(request_id)
    if request is None:
        raise Refused(REQUEST_NOT_FOUND)
    system_of_vendor(uow, vendor_id, request.system_id)
    return request


def asked(uow: UnitOfWork, vendor_id: str, system_id: str) -> tuple[Request, ...]:
    """Everything that one of the vendor's systems asks or asked for, newest first, each once.

    Upstream's list leaves out one request on every page (`DOMAIN.md 7`, 1). Refused with
    `AUTH-00011` when the vendor has no such system.
    """
    return uow.requests.of_system(system_of_vendor(uow, vendor_id, system_id).id)


def _ask(
    uow: UnitOfWork,
    vendor_id: str,
    wanted: Wanted,
    kind: RequestKind,
    clock: Clock,
    ids: Identifiers,
) -> Asked:
    """The order of `API.md 3`, but that another vendor's system is refused before anything else."""
    system = system_of_vendor(uow, vendor_id, wanted.system_id)
    must_be_registered(system)
    customer = _customer(uow, wanted.customer_number)
    reference = wanted.external_ref or wanted.customer_number
    must_be_free(uow, customer.id, reference, system.id)
    existing = uow.requests.for_access(customer.id, reference, system.id)
    if existing is not None:
        return Asked(existing, is_new=False)
    _check_redirect(system, wanted.redirect_url)
    is_agent = kind is RequestKind.AGENT
    if is_agent:
        refuse_unless(bool(wanted.packages), NOTHING_REQUESTED_FOR_CLIENTS)
    refuse_unless(bool(wanted.rights), NOTHING_REQUESTED)
    request = Request(
        id=ids.new(),
        kind=kind,
        system_id=system.id,
        party_id=customer.id,
        external_ref=reference,
        packages=wanted.rights.packages,
        created=clock.now(),
        title=wanted.title,
        redirect_url=wanted.redirect_url,
        services=wanted.rights.services,
    )
    must_be_asked_for(uow, system, request.rights, request.user_type)
    uow.requests.add(request)
    return Asked(request, is_new=True)


def _access_of(
    uow: UnitOfWork, vendor_id: str, access_id: str
) -> tuple[SystemUser, RegisteredSystem]:
    user = uow.system_users.get(access_id)
    if user is None or user.user_type is UserType.AGENT:
        raise Refused(SYSTEM_USER_NOT_FOUND)
    system = uow.systems.existing(user.system_id)
    refuse_unless(system.vendor_id == vendor_id, UNAUTHORIZED)
    return user, system


def _customer(uow: UnitOfWork, number: str) -> Party:
    found = uow.parties.by_number(number)
    if found is None or found.kind is not PartyKind.ORGANISATION:
        raise Refused(CUSTOMER_UNKNOWN)
    return found


def _check_redirect(system: RegisteredSystem, url: str | None) -> None:
    if url is not None:
        refuse_unless(bool(system.redirect_urls), SYSTEM_HAS_NO_REDIRECTS)
        refuse_unless(is_registered(url, system.redirect_urls), REDIRECT_NOT_REGISTERED)


def _once(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Each code once, in the order given."""
    return tuple(dict.fromkeys(codes))
