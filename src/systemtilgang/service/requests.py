"""The customer's side of requests: reading, approving, rejecting, passing on (`PORTAL.md 9, 10`).

The vendor's side is in `vendor_requests`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from systemtilgang.domain.catalogue import Package, Service
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import (
    AGENT_REQUEST_NOT_FOUND,
    AGENT_REQUEST_OF_ANOTHER_PARTY,
    MAY_NOT_OPEN_REQUEST,
    NOT_FOUND,
    NOTHING_REQUESTED,
    PACKAGES_INVALID,
    REQUEST_NOT_FOUND,
    REQUEST_NOT_NEW,
    REQUEST_OF_ANOTHER_PARTY,
    SERVICES_NOT_DELEGABLE,
    SYSTEM_HAS_NO_NAME,
    SYSTEM_USER_NOT_FOUND,
    Problem,
    Refused,
)
from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.domain.rights import Rights
from systemtilgang.domain.standing import Standing
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.service.acting import Acting
from systemtilgang.service.gates import acting_party, refuse_unless
from systemtilgang.service.handed_on import packages_at
from systemtilgang.service.setting_up import (
    change,
    must_be_asked_for,
    must_be_free,
    must_be_registered,
    must_be_services_of,
    must_fit,
    must_give,
    set_up,
)
from systemtilgang.service.standings import standing
from systemtilgang.service.system_accesses import SystemAccess, packages_of, rights_of, shown
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class RequestView:
    """A request as the portal shows it to one person acting for the party that it was sent to.

    `packages` and `unwanted` of a change that is new are what would be added and taken away now; an
    unwanted code that no package has is left out. `services` and `unwanted_services` are as asked
    for: a change gives and takes single rights whether they are held or not. `vendor` is the
    party that delivers the system. `may_approve`: may approve and reject (access manager of the
    party), whatever the status; who may not can only pass it on to somebody who may. `for_own_too`:
    an access for clients that can have the party itself as a client, because every package is
    assignable.
    """

    request: Request
    system: RegisteredSystem
    party: Party
    vendor: Party
    packages: tuple[Package, ...]
    unwanted: tuple[Package, ...]
    may_approve: bool
    for_own_too: bool
    services: tuple[Service, ...] = ()
    unwanted_services: tuple[Service, ...] = ()

    @property
    def title(self) -> str:
        """What the access is, or would be, called: the vendor's title, or the system's name."""
        return self.request.title or self.system.name.nb


def party_of(uow: UnitOfWork, person_id: str, request_id: str, kind: RequestKind) -> str:
    """The id of the organisation that the request was sent to, for a person who may open it.

    The portal acts for it by itself (`PORTAL.md 9.1`). Refused: `AUTH-00010` when there is no such
    request of this kind, `AUTH-00066` when the person has nothing at the organisation; a change
    needs an access manager.
    """
    request = _found(uow, request_id, kind)
    _must_open(uow, person_id, request)
    return request.party_id


def read(uow: UnitOfWork, acting: Acting, request_id: str, kind: RequestKind) -> RequestView:
    """The request, which must be the party's.

    Refused as `party_of`, and with `AUTH-00010` when it was sent to another party.
    """
    request = _found(uow, request_id, kind)
    refuse_unless(request.party_id == acting.party, REQUEST_NOT_FOUND)
    has = _must_open(uow, acting.person, request)
    return _view(uow, request, may_approve=has.is_access_manager)


def received(uow: UnitOfWork, acting: Acting) -> tuple[RequestView, ...]:
    """The party's new requests that were passed on, newest first (`PORTAL.md 5, 10`).

    Refused with 403 unless access manager of the party.
    """
    _must_handle(uow, acting)
    pending = (each for each in uow.requests.sent_to(acting.party) if each.is_new)
    return tuple(_view(uow, each, may_approve=True) for each in pending if each.escalated)


def approve(uow: UnitOfWork, acting: Acting, request_id: str, kind: RequestKind) -> SystemAccess:
    """Approve a request; returns the access that was set up or changed.

    It is checked again against the system as it is now. Refused: 403 unless access manager of the
    party, `AUTH-00010` (for clients `AUTH-00030`) unknown, `AUTH-00041` (`AUTH-00042`) sent to
    another party, `AUTH-00013` handled already; then `AUTH-00011` the system was taken out of the
    register, `AUTH-00004` the party has such an access, `AUTH-00001` a service that the system no
    longer asks for, `AUTH-00063` such a package, `AUTH-00064` (`AUTH-00065`) one that accesses of
    this type cannot have; not for clients `AUTH-00068` a service and `AUTH-00053` a package that
    the person cannot give on, `AUTH-00070` and `AUTH-00051` one that no system user can be given;
    `AUTH-00017` the system has no Norwegian name. A change adds packages that are missing and
    removes those held, and only what it adds is checked: `AUTH-00015` the access is gone,
    `AUTH-00001` a service that is not of the system or that the person cannot give on, held or not,
    `AUTH-00052` a package that is not of the system, `AUTH-00053` and `AUTH-00051` as above,
    `AUTH-00059` it would have nothing left. What is at fault is in the refusal.
    """
    unknown = AGENT_REQUEST_NOT_FOUND if kind is RequestKind.AGENT else REQUEST_NOT_FOUND
    giver, request = _to_handle(uow, acting, request_id, kind, unknown)
    if kind is RequestKind.CHANGE:
        user = _changed(uow, giver, request)
    else:
        user = _set_up(uow, giver, request, acting.clock.now())
    uow.requests.handle(request.id, RequestStatus.ACCEPTED)
    return shown(uow, user)


def reject(uow: UnitOfWork, acting: Acting, request_id: str, kind: RequestKind) -> None:
    """Reject a request, which is final.

    Refused: 403 unless access manager of the party, `AUTH-00010` unknown, `AUTH-00041`
    (`AUTH-00042`) sent to another party, `AUTH-00013` handled already.
    """
    _, request = _to_handle(uow, acting, request_id, kind, REQUEST_NOT_FOUND)
    uow.requests.handle(request.id, RequestStatus.REJECTED)


def escalate(uow: UnitOfWork, acting: Acting, request_id: str, kind: RequestKind) -> None:
    """Pass a request on to those who may approve it; it only becomes visible to them. Idempotent.

    Refused: 404 for a change (it cannot be passed on), `AUTH-00010` unknown or sent to another
    party, `AUTH-00066` when the person has nothing at the party.
    """
    refuse_unless(kind is not RequestKind.CHANGE, NOT_FOUND)
    request = _found(uow, request_id, kind)
    refuse_unless(request.party_id == acting.party, REQUEST_NOT_FOUND)
    _must_open(uow, acting.person, request)
    uow.requests.escalate(request.id)


def _found(
    uow: UnitOfWork, request_id: str, kind: RequestKind, unknown: Problem = REQUEST_NOT_FOUND
) -> Request:
    request = uow.requests.get(request_id)
    if request is None or request.kind is not kind:
        raise Refused(unknown)
    return request


def _must_open(uow: UnitOfWork, person_id: str, request: Request) -> Standing:
    """What the person has at the request's party, which must be enough to open the request."""
    party = uow.parties.existing(request.party_id)
    has = standing(uow, person_id, party)
    related = any(relation.assignment.gives_something for relation in has.relations)
    related = related or bool(packages_at(uow, person_id, party))
    may_open = has.is_access_manager or (related and request.kind is not RequestKind.CHANGE)
    refuse_unless(may_open, MAY_NOT_OPEN_REQUEST)
    return has


def _must_handle(uow: UnitOfWork, acting: Acting) -> Standing:
    """The gate of handling: access manager of the party in every edition (`DOMAIN.md 3.1`)."""
    has = standing(uow, acting.person, acting_party(uow, acting))
    refuse_unless(has.is_access_manager)
    return has


def _to_handle(
    uow: UnitOfWork, acting: Acting, request_id: str, kind: RequestKind, unknown: Problem
) -> tuple[Standing, Request]:
    """What the person has at the party, and the request, which nobody has handled.

    Upstream does not compare a change's party with the one acted for (`DOMAIN.md 7`, 4).
    """
    has = _must_handle(uow, acting)
    request = _found(uow, request_id, kind, unknown)
    is_agent = kind is RequestKind.AGENT
    refuse_unless(
        request.party_id == acting.party,
        AGENT_REQUEST_OF_ANOTHER_PARTY if is_agent else REQUEST_OF_ANOTHER_PARTY,
    )
    refuse_unless(request.is_new, REQUEST_NOT_NEW)
    return has, request


def _set_up(uow: UnitOfWork, giver: Standing, request: Request, now: datetime) -> SystemUser:
    """The access that was asked for, after all the checks of its creation (`API.md 3`)."""
    system = uow.systems.existing(request.system_id)
    must_be_registered(system)
    must_be_free(uow, request.party_id, request.external_ref, system.id)
    must_be_asked_for(uow, system, request.rights, request.user_type)
    if request.user_type is UserType.STANDARD:
        must_give(uow, giver, request.rights)
    refuse_unless(bool(system.name.nb), SYSTEM_HAS_NO_NAME)
    user = SystemUser(
        id=request.id,
        owner_id=request.party_id,
        system_id=system.id,
        title=request.title or system.name.nb,
        external_ref=request.external_ref,
        user_type=request.user_type,
        created=now,
        packages=request.packages if request.user_type is UserType.AGENT else (),
    )
    set_up(uow, user, request.rights)
    return user


def _changed(uow: UnitOfWork, giver: Standing, request: Request) -> SystemUser:
    """The access after the change that was asked for; nothing is changed before all is checked."""
    system = uow.systems.existing(request.system_id)
    must_be_registered(system)
    user = uow.system_users.get(request.access_id or "")
    if user is None:
        raise Refused(SYSTEM_USER_NOT_FOUND)
    held = rights_of(uow, user)
    must_be_services_of(system.services, request.services)
    wanted = Rights(request.to_add(held.packages), request.services)
    must_fit(wanted.packages, lambda code: code in system.packages, PACKAGES_INVALID)
    must_give(uow, giver, wanted, SERVICES_NOT_DELEGABLE)
    missing = tuple(each for each in wanted.services if each not in held.services)
    added = Rights(wanted.packages, missing)
    removed = Rights(request.to_remove(held.packages), request.unwanted_services)
    refuse_unless(bool(held.with_change(added, removed)), NOTHING_REQUESTED)
    change(uow, user, added, removed)
    return user


def _view(uow: UnitOfWork, request: Request, *, may_approve: bool) -> RequestView:
    system = uow.systems.existing(request.system_id)
    packages, unwanted = request.packages, request.unwanted
    user = uow.system_users.get(request.access_id) if request.access_id else None
    if user is not None and request.is_new:
        held = packages_of(uow, user)
        packages, unwanted = request.to_add(held), request.to_remove(held)
    known, services = uow.catalogue.packages, uow.catalogue.services
    shown_packages = tuple(known[code] for code in packages)
    for_clients = request.kind is RequestKind.AGENT
    return RequestView(
        request=request,
        system=system,
        party=uow.parties.existing(request.party_id),
        vendor=uow.parties.existing(system.vendor_id),
        packages=shown_packages,
        unwanted=tuple(known[code] for code in unwanted if code in known),
        may_approve=may_approve,
        for_own_too=for_clients and all(each.is_assignable for each in shown_packages),
        services=tuple(services[each] for each in request.services),
        unwanted_services=tuple(
            services[each] for each in request.unwanted_services if each in services
        ),
    )
