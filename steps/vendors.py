"""What the vendor behind a request may ask for, and gets to know: predicates that outcomes share.

Each raises `AssertionError` when the reference implementation disagrees. Nothing that is tried is
kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from steps.witness import refusal
from steps.world import Reference, world
from systemtilgang.domain.problems import (
    ACCESS_EXISTS,
    BAD_REQUEST,
    CUSTOMER_UNKNOWN,
    NOTHING_REQUESTED,
    NOTHING_REQUESTED_FOR_CLIENTS,
    PACKAGES_NOT_OF_SYSTEM,
    REDIRECT_NOT_REGISTERED,
    REQUEST_NOT_FOUND,
    SERVICES_NOT_DELEGABLE,
    SYSTEM_HAS_NO_REDIRECTS,
    SYSTEM_NOT_FOUND,
    SYSTEM_USER_NOT_FOUND,
    UNAUTHORIZED,
    Problem,
)
from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.domain.surroundings import SeededIdentifiers
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import vendor_requests
from systemtilgang.service.vendor_requests import Asked, Wanted, WantedChange
from systemtilgang.store import UnitOfWork

#: A page that no system of the world has registered.
ELSEWHERE = "https://elsewhere.example/receipt"
#: Nobody's organisation number.
NOBODY = "310000000"


def expect_told(reference: Reference, request: Request, status: RequestStatus) -> None:
    """The vendor, and no other, is told what has become of the request."""
    with reference.state() as uow:
        found = vendor_requests.status(uow, _vendor(reference, request), request.id)
    assert found.status is status, f"the vendor is told that it is {found.status.lower()}"
    expect_to_grow_old(found)
    other = _another_vendor(reference, request)
    _expect_refused(
        reference, SYSTEM_NOT_FOUND, lambda uow: vendor_requests.status(uow, other, request.id)
    )


def expect_to_grow_old(request: Request) -> None:
    """The request is told to have timed out half a year after it was sent, and not before."""
    sent = request.created
    assert not request.timed_out(sent + timedelta(days=180)), "it is told to have timed out"
    assert request.timed_out(sent + timedelta(days=181)), "it is told that it has not timed out"


def expect_forgotten(reference: Reference, request: Request) -> None:
    """The vendor's request has gone, with the access that it was about."""
    _expect_refused(
        reference,
        REQUEST_NOT_FOUND,
        lambda uow: vendor_requests.status(uow, _vendor(reference, request), request.id),
    )


def expect_asked_once(reference: Reference, request: Request) -> None:
    """Who asks again for what was asked for is given the request that is there."""
    wanted = _as_asked(reference, request)
    with reference.state() as uow:
        again = _ask(uow, reference, request, wanted)
    assert (again.request.id, again.is_new) == (request.id, False), "it can be asked for twice"


def expect_renewable(reference: Reference, request: Request) -> None:
    """Only when the vendor has withdrawn the request can it send a new one in its place."""
    expect_asked_once(reference, request)
    wanted = _as_asked(reference, request)
    with reference.state() as uow:
        vendor_requests.withdraw(uow, _vendor(reference, request), request.id)
        again = _ask(uow, reference, request, wanted)
    assert again.is_new, "there is a request already"
    assert again.request.status is RequestStatus.NEW, "the new one is answered already"
    assert again.request.id != request.id, "it is the one that was withdrawn"


def expect_not_wanted_again(reference: Reference, request: Request) -> None:
    """Whose access is there already is not asked for it again."""
    _expect_not_asked(reference, request, _as_asked(reference, request), ACCESS_EXISTS)


def expect_within_bounds(reference: Reference, request: Request) -> None:
    """The vendor could have asked another organisation for the same, but not for nothing, not for
    what its system is not registered with, and not for the system of somebody else."""
    is_agent = request.kind is RequestKind.AGENT
    nothing = NOTHING_REQUESTED_FOR_CLIENTS if is_agent else NOTHING_REQUESTED
    more = (*request.packages, _of_other_systems(reference, request))
    same = _of_another(reference, request)
    with reference.state() as uow:
        assert _ask(uow, reference, request, same).is_new, "it has been asked for already"
    for wanted, problem in (
        (replace(same, customer_number=NOBODY), CUSTOMER_UNKNOWN),
        (replace(same, packages=(), services=()), nothing),
        (replace(same, packages=more), PACKAGES_NOT_OF_SYSTEM),
        (replace(same, services=_more_services(reference, request)), SERVICES_NOT_DELEGABLE),
        (replace(same, redirect_url=ELSEWHERE), SYSTEM_HAS_NO_REDIRECTS),
    ):
        _expect_not_asked(reference, request, wanted, problem)
    other = _another_vendor(reference, request)
    _expect_not_asked(reference, request, same, SYSTEM_NOT_FOUND, by=other)


def expect_registered_receipts_only(reference: Reference, request: Request) -> None:
    """The vendor cannot have anybody sent to a page that it has not registered for the system."""
    wanted = replace(_of_another(reference, request), redirect_url=ELSEWHERE)
    _expect_not_asked(reference, request, wanted, REDIRECT_NOT_REGISTERED)


def expect_change_within_bounds(reference: Reference, request: Request) -> None:
    """The vendor of the access, and no other, can ask for its change, but not for that of an access
    for clients, and not to add what its system is not registered with."""
    users = (each.user for each in world().accesses)
    for_clients = next(user for user in users if user.user_type is UserType.AGENT)
    assert request.access_id is not None, "it is not about a change"
    same = WantedChange(
        request.access_id,
        request.packages,
        request.unwanted,
        services=request.services,
        unwanted_services=request.unwanted_services,
    )
    more_services = _more_services(reference, request)
    more = (*request.packages, _of_other_systems(reference, request))
    fresh, vendor = SeededIdentifiers().new(), _vendor(reference, request)

    def ask(uow: UnitOfWork, by: str, identifier: str, wanted: WantedChange) -> Asked | None:
        return vendor_requests.ask_for_change(uow, by, identifier, wanted, reference.clock)

    with reference.state() as uow:
        again, other = ask(uow, vendor, request.id, same), ask(uow, vendor, fresh, same)
        nothing = ask(uow, vendor, SeededIdentifiers(1).new(), WantedChange(request.access_id))
    assert again == Asked(request, is_new=False), "the same change can be asked for twice"
    assert other is not None, "another change cannot be asked for"
    assert other.is_new, "another change has been asked for already"
    assert nothing is None, "no change at all can be asked for"
    for by, identifier, wanted, problem in (
        (vendor, request.access_id, same, BAD_REQUEST),
        (vendor, fresh, replace(same, access_id=for_clients.id), SYSTEM_USER_NOT_FOUND),
        (vendor, fresh, replace(same, packages=more), PACKAGES_NOT_OF_SYSTEM),
        (vendor, fresh, replace(same, services=more_services), SERVICES_NOT_DELEGABLE),
        (_another_vendor(reference, request), fresh, same, UNAUTHORIZED),
    ):
        _expect_refused(
            reference, problem, partial(ask, by=by, identifier=identifier, wanted=wanted)
        )


def _as_asked(reference: Reference, request: Request) -> Wanted:
    """What the vendor asked for with the request."""
    with reference.state() as uow:
        customer = uow.parties.existing(request.party_id)
    return Wanted(
        request.system_id,
        str(customer.number),
        request.packages,
        request.external_ref,
        request.title,
        request.redirect_url,
        request.services,
    )


def _of_other_systems(reference: Reference, request: Request) -> str:
    """A package that other systems are registered with, but not the one that asks."""
    own = set(reference.system(request.system_id).packages)
    return min({code for each in world().systems for code in each.packages} - own)


def _more_services(reference: Reference, request: Request) -> tuple[str, ...]:
    """What services are asked for, and one more, which the system is not registered with."""
    own = set(reference.system(request.system_id).services)
    return (*request.services, min(set(world().catalogue.services) - own))


def _of_another(reference: Reference, request: Request) -> Wanted:
    """The same as was asked for, of an organisation that was not asked."""
    customers = (each for each in world().parties if each.form is not None)
    other = next(each for each in customers if each.id != request.party_id)
    asked = _as_asked(reference, request)
    return replace(asked, customer_number=str(other.number), external_ref=None)


def _ask(
    uow: UnitOfWork, reference: Reference, request: Request, wanted: Wanted, by: str = ""
) -> Asked:
    """Asks for an access of the request's kind, as its vendor or as another."""
    is_agent = request.kind is RequestKind.AGENT
    ask = vendor_requests.ask_for_clients if is_agent else vendor_requests.ask
    vendor = by or _vendor(reference, request)
    return ask(uow, vendor, wanted, reference.clock, SeededIdentifiers())


def _expect_not_asked(
    reference: Reference, request: Request, wanted: Wanted, problem: Problem, by: str = ""
) -> None:
    _expect_refused(reference, problem, lambda uow: _ask(uow, reference, request, wanted, by))


def _vendor(reference: Reference, request: Request) -> str:
    """The id of the party whose system the request is of."""
    return reference.system(request.system_id).vendor_id


def _another_vendor(reference: Reference, request: Request) -> str:
    """The id of a party whose system it is not."""
    return next(each.id for each in world().parties if each.id != _vendor(reference, request))


def _expect_refused(
    reference: Reference, problem: Problem, use: Callable[[UnitOfWork], object]
) -> None:
    found = refusal(reference, use).problem
    assert found == problem, f"it is refused for another reason: {found.title}"
