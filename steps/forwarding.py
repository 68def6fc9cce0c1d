"""Passing a request on to those who may approve it, and finding what was passed on."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import guide, then, when
from steps.request_state import (
    answers,
    expect_given,
    expect_no_answer,
    expect_page,
    expect_untouched,
    received,
    request_of,
    sent_to,
)
from steps.types import AccessRequest, Heading, Organisation
from steps.witness import expect_refused
from steps.world import Reference
from systemtilgang.domain.problems import FORBIDDEN
from systemtilgang.domain.requests import Request, RequestKind
from systemtilgang.service import requests

#: How many characters of a request's id its row in the overview shows.
REFERENCE = 5


@then(
    nb="blir jeg spurt om å sende forespørselen fra {request} videre",
    en="I am asked whether to forward the request from {request}",
)
@guide(
    nb="Du ser hva fagsystemet ber om, men kan ikke godkjenne. Altinn spør om du vil sende "
    "forespørselen videre til tilgangsstyreren.",
    en="You see what the business system requests, but you cannot approve it. Altinn asks whether "
    "you want to forward the request to the access manager.",
)
def is_asked_to_forward(
    portal: Portal, reference: Reference, words: Words, request: AccessRequest
) -> None:
    """The page asks, and has nothing to answer with; the rules refuse the person to answer, and
    nothing has been passed on yet."""
    found = request_of(reference, request)
    expect_page(portal, reference, words, found)
    portal.expect(words("heading.lacks_authorization"), ["heading"])
    portal.expect_text(words("text.may_forward"))
    _expect_not_for_visitor(portal, reference, words, found)
    assert not received(reference, "daglig-leder", sent_to(reference, found)), (
        "it was passed on without a question"
    )


@then(
    nb="er forespørselen fra {request} sendt videre i {organisation}",
    en="the request from {request} has been forwarded in {organisation}",
)
@guide(
    nb="Forespørselen er sendt videre til tilgangsstyreren i {organisation}.",
    en="The request has been forwarded to the access manager of {organisation}.",
)
def is_forwarded(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    organisation: Organisation,
) -> None:
    """The page says so; the organisation's managers are shown it, and nothing else, and it still
    is to be answered, by others than who passed it on."""
    found = request_of(reference, request)
    expect_page(portal, reference, words, found)
    portal.expect(words("heading.request_forwarded"), ["heading"])
    _expect_not_for_visitor(portal, reference, words, found)
    for code in ("daglig-leder", "tilgangsstyrer"):
        shown = received(reference, code, organisation)
        assert shown == {request}, f"{code} is shown {len(shown)} requests"
    expect_refused(reference, organisation, FORBIDDEN, requests.received)


@when(
    nb="jeg velger forespørselen fra {request} under {heading}",
    en="I choose the request from {request} under {heading}",
)
@guide(
    nb="Velg forespørselen fra {request} under {heading}.",
    en="Choose the request from {request} under {heading}.",
)
def choose_request(
    portal: Portal, reference: Reference, words: Words, request: AccessRequest, heading: Heading
) -> None:
    """Follows the request's row in the part of the overview that has this heading."""
    portal.click(_row_of(reference, words, request), ["link"], within=("list", heading.text))


@then(
    nb="er systemtilgangen som {request} ba om, merket som ny i oversikten til {organisation}",
    en="the system access that {request} requested is marked as new in the overview of "
    "{organisation}",
)
@guide(
    nb="Nå blir du ikke logget ut, men kommer tilbake til oversikten. Der er systemtilgangen "
    "merket som ny, og {request} kan bruke den for {organisation}.",
    en="This time you are not logged out, but return to the overview. There, the system access is "
    "marked as new, and {request} can use it on behalf of {organisation}.",
)
def is_marked_as_new(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    organisation: Organisation,
) -> None:
    """The overview has the access, marked, and no longer the request; nor do the rules, which have
    given what was asked for."""
    actor = reference.shown_name(organisation)
    portal.expect(words("heading.system_accesses", actor=actor), ["heading"])
    found = request_of(reference, request)
    row = f"{_title(reference, found)} {words('text.new')} {_vendor(reference, found)}"
    portal.expect(f"{row} {words('text.see_powers')}", ["link"])
    portal.expect_gone(_row_of(reference, words, request), ["link"])
    assert not received(reference, "daglig-leder", organisation), "it is still to be answered"
    expect_given(reference, request, organisation)


def _expect_not_for_visitor(
    portal: Portal, reference: Reference, words: Words, request: Request
) -> None:
    """The visitor is refused both answers and given no button for them; nothing is done."""
    expect_no_answer(portal, words)
    expect_refused(reference, sent_to(reference, request), FORBIDDEN, *answers(request))
    expect_untouched(reference, request)


def _title(reference: Reference, request: Request) -> str:
    return request.title or reference.system(request.system_id).name.nb


def _vendor(reference: Reference, request: Request) -> str:
    return reference.system(request.system_id).vendor_name


def _row_of(reference: Reference, words: Words, identifier: str) -> str:
    """What the row of a request that was passed on is called (`PORTAL.md 5`)."""
    found = request_of(reference, identifier)
    is_own = found.kind is RequestKind.STANDARD
    purpose = words("text.approve_own" if is_own else "text.approve_for_clients")
    shown = words("text.request_reference", reference=identifier[-REFERENCE:])
    return f"{_title(reference, found)} {shown} {_vendor(reference, found)} {purpose}"
