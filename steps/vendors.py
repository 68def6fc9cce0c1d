"""What the vendor behind a request gets to know and may do: predicates that outcomes share.

Each raises `AssertionError` when the reference implementation disagrees. Nothing that is tried is
kept.
"""

from __future__ import annotations

from collections.abc import Callable

from steps.world import Reference, world
from systemtilgang.domain.problems import (
    ACCESS_EXISTS,
    REDIRECT_NOT_REGISTERED,
    SYSTEM_NOT_FOUND,
    SYSTEM_USER_NOT_FOUND,
    Problem,
    Refused,
)
from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.domain.surroundings import SeededIdentifiers
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import vendor_requests
from systemtilgang.service.vendor_requests import Asked, Wanted, WantedChange
from systemtilgang.store import UnitOfWork

#: A page that no system of the world has registered.
ELSEWHERE = "https://elsewhere.example/receipt"


def expect_told(reference: Reference, request: Request, status: RequestStatus) -> None:
    """The vendor, and no other, is told what has become of the request."""
    with reference.state() as uow:
        found = vendor_requests.status(uow, _vendor(reference, request), request.id)
    assert found.status is status, f"the vendor is told that it is {found.status.lower()}"
    other = next(each.id for each in world().parties if each.id != _vendor(reference, request))
    _expect_refused(
        reference, SYSTEM_NOT_FOUND, lambda uow: vendor_requests.status(uow, other, request.id)
    )


def expect_asked_once(reference: Reference, request: Request) -> None:
    """Who asks again for what was asked for is given the request that is there."""
    with reference.state() as uow:
        again = _ask_again(uow, reference, request)
    assert (again.request.id, again.is_new) == (request.id, False), "it can be asked for twice"


def expect_renewable(reference: Reference, request: Request) -> None:
    """Only when the vendor has withdrawn the request can it send a new one in its place."""
    expect_asked_once(reference, request)
    with reference.state() as uow:
        vendor_requests.withdraw(uow, _vendor(reference, request), request.id)
        again = _ask_again(uow, reference, request)
    assert again.is_new, "there is a request already"
    assert again.request.status is RequestStatus.NEW, "the new one is answered already"
    assert again.request.id != request.id, "it is the one that was withdrawn"


def expect_not_wanted_again(reference: Reference, request: Request) -> None:
    """Whose access is there already is not asked for it again."""
    _expect_refused(reference, ACCESS_EXISTS, lambda uow: _ask_again(uow, reference, request))


def expect_registered_receipts_only(reference: Reference, request: Request) -> None:
    """The vendor cannot have anybody sent to a page that it has not registered for the system."""
    customers = (each for each in world().parties if each.form is not None)
    other = next(each for each in customers if each.id != request.party_id)
    wanted = Wanted(request.system_id, str(other.number), request.packages, redirect_url=ELSEWHERE)
    _expect_refused(
        reference,
        REDIRECT_NOT_REGISTERED,
        lambda uow: vendor_requests.ask(
            uow, _vendor(reference, request), wanted, reference.clock, SeededIdentifiers()
        ),
    )


def expect_no_change_for_clients(reference: Reference, request: Request) -> None:
    """The vendor cannot ask for the same change of an access for clients."""
    users = (each.user for each in world().accesses)
    for_clients = next(user for user in users if user.user_type is UserType.AGENT)
    wanted = WantedChange(for_clients.id, request.packages, request.unwanted)
    fresh = SeededIdentifiers().new()
    _expect_refused(
        reference,
        SYSTEM_USER_NOT_FOUND,
        lambda uow: vendor_requests.ask_for_change(
            uow, _vendor(reference, request), fresh, wanted, reference.clock
        ),
    )


def _ask_again(uow: UnitOfWork, reference: Reference, request: Request) -> Asked:
    """Asks for a new access just as the request does."""
    customer = uow.parties.existing(request.party_id)
    wanted = Wanted(
        request.system_id,
        str(customer.number),
        request.packages,
        request.external_ref,
        request.title,
        request.redirect_url,
    )
    is_agent = request.kind is RequestKind.AGENT
    ask = vendor_requests.ask_for_clients if is_agent else vendor_requests.ask
    return ask(uow, _vendor(reference, request), wanted, reference.clock, SeededIdentifiers())


def _vendor(reference: Reference, request: Request) -> str:
    """The id of the party whose system the request is of."""
    return reference.system(request.system_id).vendor_id


def _expect_refused(
    reference: Reference, problem: Problem, use: Callable[[UnitOfWork], object]
) -> None:
    with reference.store.unit_of_work() as uow:
        try:
            use(uow)
        except Refused as refused:
            found = refused.problem
            assert found == problem, f"it is refused for another reason: {found.title}"
            return
    raise AssertionError("the rules permit it")
