"""Requests as they are now, and what their pages show: predicates that several outcomes share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from steps.single_rights import codes_of, expect_services_permitted_only
from steps.vendors import (
    expect_change_within_bounds,
    expect_not_wanted_again,
    expect_told,
    expect_within_bounds,
)
from steps.witness import UseCase, expect_permitted_only, expect_refused_to, refusal
from steps.world import Reference, edition, world
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import (
    AGENT_REQUEST_OF_ANOTHER_PARTY,
    NOT_FOUND,
    PACKAGES_NOT_OF_SYSTEM,
    REQUEST_NOT_FOUND,
    REQUEST_OF_ANOTHER_PARTY,
    SERVICES_NOT_DELEGABLE,
    Refused,
)
from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.domain.rights import Rights
from systemtilgang.domain.system_accesses import SystemUser
from systemtilgang.service import requests
from systemtilgang.service.acting import Acting
from systemtilgang.service.system_accesses import rights_of
from systemtilgang.store import UnitOfWork

#: What the page of each kind is headed, and who it says asks for what.
HEADINGS = {
    RequestKind.STANDARD: ("heading.request", "heading.asks_for_access"),
    RequestKind.AGENT: ("heading.request_for_clients", "heading.asks_for_access"),
    RequestKind.CHANGE: ("heading.request_for_change", "heading.asks_for_change"),
}
#: What a request is answered with.
BUTTONS = ("button.approve_access", "button.approve_change", "button.reject")


def request_of(reference: Reference, identifier: str) -> Request:
    """The request with this id, as it is now."""
    with reference.state() as uow:
        found = uow.requests.get(identifier)
    assert found is not None, "there is no such request any more"
    return found


def customer_of(reference: Reference, request: Request) -> Party:
    """The organisation that the request was sent to."""
    with reference.state() as uow:
        return uow.parties.existing(request.party_id)


def held_by(reference: Reference, request: Request) -> frozenset[str]:
    """The packages and services of the access that the request is about, as they are now; none
    without one."""
    with reference.state() as uow:
        user = uow.system_users.get(request.access_id or request.id)
        return codes_of(rights_of(uow, user)) if user else frozenset()


def acting_as(reference: Reference, role: str, organisation: str) -> Acting:
    """Who is this to the organisation, acting for it."""
    return reference.acting(reference.person_as(role, organisation), organisation)


def received(reference: Reference, role: str, organisation: str) -> frozenset[str]:
    """The ids of the requests that were passed on to who is this to the organisation.

    Raises `AssertionError` when the rules refuse that person to see them.
    """
    acting = acting_as(reference, role, organisation)
    with reference.state() as uow:
        return frozenset(view.request.id for view in requests.received(uow, acting))


def expect_page(portal: Portal, reference: Reference, words: Words, request: Request) -> None:
    """The screen is the page of this request: what kind it is, and which system asks whom."""
    heading, asks = HEADINGS[request.kind]
    system = reference.system(request.system_id).name.in_language(words.language)
    portal.expect(words(heading), ["heading"])
    portal.expect(words(asks, system=system), ["heading"])
    actor = reference.shown_name(customer_of(reference, request).number or "")
    for_clients = request.kind is RequestKind.AGENT
    explained = "text.request_for_clients_explained" if for_clients else "text.request_explained"
    portal.expect_text(words(explained, system=system, actor=actor))
    packages = world().catalogue.packages
    for_own_too = for_clients and all(packages[code].is_assignable for code in request.packages)
    expect = portal.expect_text if for_own_too else portal.expect_no_text
    expect(words("text.also_own_organization"))


def answers(request: Request) -> tuple[UseCase, UseCase]:
    """Approving and rejecting it."""
    return (
        lambda uow, me: requests.approve(uow, me, request.id, request.kind),
        lambda uow, me: requests.reject(uow, me, request.id, request.kind),
    )


def opening(request: Request) -> UseCase:
    """Reading it."""
    return lambda uow, me: requests.read(uow, me, request.id, request.kind)


def passing_on(request: Request) -> UseCase:
    """Passing it on to those who may approve."""
    return lambda uow, me: requests.escalate(uow, me, request.id, request.kind)


def sent_to(reference: Reference, request: Request) -> str:
    """The number of the organisation that the request was sent to."""
    return customer_of(reference, request).number or ""


def user_of(reference: Reference, request: Request) -> SystemUser | None:
    """The access that came of a request for a new one."""
    with reference.state() as uow:
        return uow.system_users.get(request.id)


def expect_logged_out(portal: Portal, words: Words) -> None:
    """The screen says that nobody is logged in, and offers to log in, but not to answer."""
    portal.expect(words("heading.logged_out"), ["heading"])
    portal.expect(words("button.log_in"), ["button"])
    expect_no_answer(portal, words)


def approved(
    reference: Reference, identifier: str, organisation: str
) -> tuple[Request, SystemUser]:
    """The request, accepted, and the organisation's access of its id with what it asked for."""
    found = request_of(reference, identifier)
    expect_told(reference, found, RequestStatus.ACCEPTED)
    access = user_of(reference, found)
    assert access is not None, "there is no access"
    assert access.owner_id == reference.party(organisation).id, "the access has another owner"
    assert access.system_id == found.system_id, "the access is for another system"
    assert held_by(reference, found) == codes_of(found.rights), "the access has other rights"
    return found, access


def expect_given(reference: Reference, identifier: str, organisation: str) -> None:
    """There is an access of the request's id, which permits just what was asked for, on behalf of
    the organisation itself; and the vendor cannot ask for it again."""
    found, access = approved(reference, identifier, organisation)
    assert found.kind is RequestKind.STANDARD, f"it was a {found.kind}"
    expect_permitted_only(reference, access, found.packages, [organisation])
    expect_services_permitted_only(reference, access, found.rights, [organisation])
    expect_not_wanted_again(reference, found)


def expect_asked(
    portal: Portal,
    reference: Reference,
    words: Words,
    identifier: str,
    organisation: str,
    kind: RequestKind,
) -> Request:
    """The page is of this kind and for this organisation, and nothing is given yet. It is for the
    organisation only, can ask for nothing but what the system is registered with, and is checked
    again when it is approved."""
    found = request_of(reference, identifier)
    assert found.kind is kind, f"it is a {found.kind}"
    assert sent_to(reference, found) == organisation, "it was sent to somebody else"
    expect_page(portal, reference, words, found)
    assert found.is_new, "it was answered without a question"
    assert not held_by(reference, found), "something has been given already"
    expect_for_receiver_only(reference, found)
    expect_within_bounds(reference, found)
    expect_checked_again(reference, found)
    return found


def expect_change_of(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: Request,
    access: str,
    changes: Mapping[str, Collection[str]],
    written: Collection[tuple[str, str]],
) -> None:
    """The page of a change to this access; `written`, what each code's change is in the guide, is
    just what is to change. Nothing is changed yet: the request is for the receiver only, and asks
    for nothing but what the system is registered with."""
    assert request.access_id == reference.access(access).id, "it is about another access"
    expect_page(portal, reference, words, request)
    actual = {(code, change) for change, codes in changes.items() for code in codes}
    told = ", ".join(f"{code} {change}" for code, change in sorted(actual))
    assert set(written) == actual, f"the request asks for {told}"
    held = held_by(reference, request)
    assert held.issuperset(changes["removed"]), "something that is to go is gone already"
    assert held.isdisjoint(changes["added"]), "something that is to come is there already"
    expect_for_receiver_only(reference, request)
    expect_change_within_bounds(reference, request)


def expect_for_receiver_only(reference: Reference, request: Request) -> None:
    """The manager of another organisation can neither open, answer nor pass on the request for
    that organisation."""
    other = next(
        each
        for each in world().assignments
        if each.role == "daglig-leder" and each.giver != request.party_id
    )
    elsewhere = Acting(other.receiver, other.giver, EDITIONS[edition()], reference.clock)
    another, unknown = REQUEST_OF_ANOTHER_PARTY, REQUEST_NOT_FOUND
    if request.kind is RequestKind.AGENT:
        another = AGENT_REQUEST_OF_ANOTHER_PARTY
    if request.kind is RequestKind.CHANGE:
        unknown = NOT_FOUND  # which cannot be passed on by anybody
    expect_refused_to(reference, elsewhere, another, *answers(request))
    nowhere = replace(request, id=request.party_id)
    expect_refused_to(reference, elsewhere, REQUEST_NOT_FOUND, opening(request), opening(nowhere))
    expect_refused_to(reference, elsewhere, unknown, passing_on(request))


def expect_checked_again(reference: Reference, request: Request) -> None:
    """Not even the managing director can approve what the system has stopped asking for since."""
    director = acting_as(reference, "daglig-leder", sent_to(reference, request))
    system = request.system_id
    if request.packages:
        refused = refusal_to_approve(
            reference, director, request, lambda uow: uow.systems.set_packages(system, ())
        )
        assert refused.problem == PACKAGES_NOT_OF_SYSTEM, f"it is refused for {refused}"
        assert refused.packages == request.packages, "not for the sake of all the packages"
    if request.services:
        refused = refusal_to_approve(
            reference, director, request, lambda uow: uow.systems.set_services(system, ())
        )
        assert refused.problem == SERVICES_NOT_DELEGABLE, f"it is refused for {refused}"
        assert refused.services == request.services, "not for the sake of all the services"


def refusal_to_approve(
    reference: Reference,
    acting: Acting,
    request: Request,
    meanwhile: Callable[[UnitOfWork], object] = lambda uow: None,
) -> Refused:
    """Why who acts is refused to approve the request; nothing that is tried is kept.

    `meanwhile` is done to the world before. Raises `AssertionError` when it is not refused.
    """

    def approve(uow: UnitOfWork) -> None:
        meanwhile(uow)
        requests.approve(uow, acting, request.id, request.kind)

    return refusal(reference, approve, "the person to approve")


def expect_untouched(reference: Reference, request: Request) -> None:
    """Nobody has answered it, and nothing of it has been done."""
    assert request.is_new, "somebody has answered it"
    held = held_by(reference, request)
    before = codes_of(Rights(request.unwanted, request.unwanted_services))
    assert held == before, f"there is an access with {', '.join(sorted(held))}"


def expect_no_answer(portal: Portal, words: Words) -> None:
    """The screen has no button to answer a request with."""
    for key in BUTTONS:
        portal.expect_gone(words(key), ["button"])
