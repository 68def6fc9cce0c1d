"""What comes of a request: approved, rejected, refused, or not to be answered at all."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import guide, then
from steps.relationships import shown_package
from steps.request_state import (
    acting_as,
    answers,
    expect_no_answer,
    expect_page,
    expect_untouched,
    held_by,
    opening,
    passing_on,
    refusal_to_approve,
    request_of,
    sent_to,
    user_of,
)
from steps.types import AccessRequest, Organisation, Package, SystemAccess
from steps.vendors import expect_not_wanted_again, expect_renewable, expect_told
from steps.witness import expect_permitted_only, expect_refused
from steps.world import Reference
from systemtilgang.domain.problems import (
    FORBIDDEN,
    LACKS_PACKAGES_TO_GIVE,
    MAY_NOT_OPEN_REQUEST,
    NOT_FOUND,
    REQUEST_NOT_NEW,
)
from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.domain.system_accesses import SystemUser
from systemtilgang.service import clients, requests


@then(nb="blir jeg logget ut av Altinn", en="I am logged out of Altinn")
@guide(nb="Du blir logget ut av Altinn.", en="You are logged out of Altinn.")
def is_logged_out(portal: Portal, words: Words) -> None:
    """The page that says so, which offers to log in; the request cannot be answered here."""
    portal.expect(words("heading.logged_out"), ["heading"])
    portal.expect(words("button.log_in"), ["button"])
    expect_no_answer(portal, words)


@then(
    nb="kommer jeg til kvitteringssiden til {request}",
    en="I am taken to the receipt page of {request}",
)
@guide(
    nb="Du blir logget ut av Altinn og kommer til kvitteringssiden til leverandøren av {request}.",
    en="You are logged out of Altinn and taken to the receipt page of the vendor of {request}.",
)
def is_at_receipt(
    portal: Portal, reference: Reference, words: Words, request: AccessRequest
) -> None:
    """The page that stands for the vendor's own; it is of the vendor whose system asked."""
    vendor = reference.system(request_of(reference, request).system_id).vendor_name
    portal.expect(words("heading.receipt", vendor=vendor), ["heading"])
    portal.expect_text(words("text.receipt_logged_out"))
    expect_no_answer(portal, words)


@then(
    nb="har {request} fått systemtilgang for {organisation}",
    en="{request} has been given system access for {organisation}",
)
@guide(
    nb="Forespørselen er godkjent, og {request} kan nå bruke systemtilgangen for {organisation}.",
    en="The request is approved, and {request} can now use the system access on behalf of "
    "{organisation}.",
)
def is_given(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    organisation: Organisation,
) -> None:
    """There is an access with the request's id, for just what was asked, for the organisation
    itself; it cannot be answered any more."""
    expect_no_answer(portal, words)
    found, access = _approved(reference, request, organisation)
    assert found.kind is RequestKind.STANDARD, f"it was a {found.kind}"
    expect_permitted_only(reference, access, found.packages, [organisation])
    expect_not_wanted_again(reference, found)


@then(
    nb="har {request} fått systemtilgang for klientene til {organisation}",
    en="{request} has been given system access for the clients of {organisation}",
)
@guide(
    nb="Forespørselen er godkjent, men systemtilgangen har ingen klienter ennå.",
    en="The request is approved, but the system access has no clients yet.",
)
def is_given_for_clients(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    organisation: Organisation,
) -> None:
    """There is an access with the request's id, which permits nothing until it has clients."""
    expect_no_answer(portal, words)
    found, access = _approved(reference, request, organisation)
    assert found.kind is RequestKind.AGENT, f"it was a {found.kind}"
    expect_permitted_only(reference, access, (), ())
    director = acting_as(reference, "daglig-leder", organisation)
    with reference.state() as uow:
        available = clients.available(uow, director, access.id)
    assert available, "there is no client to add"
    expect_not_wanted_again(reference, found)


@then(
    nb="er forespørselen fra {request} avvist",
    en="the request from {request} is rejected",
)
@guide(
    nb="Forespørselen er avvist, og {request} får ingen systemtilgang.",
    en="The request is rejected, and {request} is not given any system access.",
)
def is_rejected(portal: Portal, reference: Reference, words: Words, request: AccessRequest) -> None:
    """Its status says so, there is no access, and it is final until the vendor sends a new one."""
    expect_no_answer(portal, words)
    found = request_of(reference, request)
    expect_told(reference, found, RequestStatus.REJECTED)
    assert not user_of(reference, found), "there is an access all the same"
    expect_refused(reference, sent_to(reference, found), REQUEST_NOT_NEW, *answers(found))
    expect_renewable(reference, found)


@then(
    nb="blir forespørselen fra {request} ikke godkjent, fordi jeg bare mangler {package}",
    en="the request from {request} is not approved, because all that I lack is {package}",
)
@guide(
    nb="Forespørselen blir ikke godkjent, for du mangler fullmakt til {package}. Altinn viser "
    "hvilke tilgangspakker du mangler.",
    en="The request is not approved, because you lack authorization for {package}. Altinn shows "
    "which access packages you lack.",
)
def lacks_one(
    portal: Portal, reference: Reference, words: Words, request: AccessRequest, package: Package
) -> None:
    """The page names just this package as lacking; the rules refuse for its sake, and for no
    other, and nothing is given."""
    found = request_of(reference, request)
    expect_page(portal, reference, words, found)
    portal.expect_text(words("message.undelegated_packages"))
    for code in found.packages:
        name = shown_package(words, code)
        times = sum(name in row for row in portal.rows())
        assert times == (2 if code == package else 1), f"{name} is listed {times} times"
    assert len(found.packages) > 1, "it asks for nothing else"
    visitor = reference.visiting(sent_to(reference, found))
    refused = refusal_to_approve(reference, visitor, found)
    assert refused.problem == LACKS_PACKAGES_TO_GIVE, f"it is refused for {refused}"
    assert refused.packages == (package,), "something else is lacking"
    expect_untouched(reference, found)


@then(
    nb="er systemtilgangen {access} endret slik {request} ba om",
    en="the system access {access} has been changed as {request} requested",
)
@guide(
    nb="Endringen er godkjent. {request} kan nå bruke det som er lagt til i systemtilgangen "
    "«{access}», men ikke lenger det som er fjernet.",
    en="The change is approved. {request} can now use what has been added to the system access "
    "“{access}”, but no longer what has been removed.",
)
def is_changed(
    portal: Portal,
    reference: Reference,
    words: Words,
    access: SystemAccess,
    request: AccessRequest,
) -> None:
    """The access has what was to be added and lacks what was to be removed; so are decisions."""
    expect_no_answer(portal, words)
    found, changed = request_of(reference, request), reference.access(access)
    assert found.access_id == changed.id, "it was about another access"
    expect_told(reference, found, RequestStatus.ACCEPTED)
    had = frozenset(reference.access_packages(access))
    has = (had | set(found.packages)) - set(found.unwanted)
    assert held_by(reference, found) == has, "the access has other packages"
    expect_permitted_only(reference, changed, has, [sent_to(reference, found)])


@then(
    nb="kan jeg ikke svare på forespørselen fra {request} en gang til",
    en="I cannot answer the request from {request} again",
)
@guide(
    nb="Du kan verken godkjenne eller avvise forespørselen en gang til.",
    en="You can neither approve nor reject the request again.",
)
def cannot_answer_again(
    portal: Portal, reference: Reference, words: Words, request: AccessRequest
) -> None:
    """The page shows the request; the rules refuse both answers, because there is one."""
    found = request_of(reference, request)
    expect_page(portal, reference, words, found)
    assert not found.is_new, "nobody has answered it"
    expect_refused(reference, sent_to(reference, found), REQUEST_NOT_NEW, *answers(found))
    assert user_of(reference, found), "the access is gone"


@then(
    nb="får jeg verken se, godkjenne eller avvise forespørselen fra {request}",
    en="I can neither see, approve nor reject the request from {request}",
)
@guide(
    nb="Du får verken se, godkjenne eller avvise forespørselen.",
    en="You can neither see, approve nor reject the request.",
)
def may_do_nothing(
    portal: Portal, reference: Reference, words: Words, request: AccessRequest
) -> None:
    """The page shows nothing of the request, the rules refuse the person to open, answer and pass
    it on, and it stays new."""
    found = request_of(reference, request)
    assert not portal.rows(), "the page lists what is asked for"
    expect_no_answer(portal, words)
    receiver = sent_to(reference, found)
    expect_refused(
        reference,
        receiver,
        MAY_NOT_OPEN_REQUEST,
        opening(found),
        lambda uow, me: requests.party_of(uow, me.person, found.id, found.kind),
    )
    expect_refused(reference, receiver, FORBIDDEN, *answers(found))
    no_way = NOT_FOUND if found.kind is RequestKind.CHANGE else MAY_NOT_OPEN_REQUEST
    expect_refused(reference, receiver, no_way, passing_on(found))
    expect_untouched(reference, found)


def _approved(
    reference: Reference, identifier: str, organisation: str
) -> tuple[Request, SystemUser]:
    """The request, accepted, and the organisation's access that has its id and its packages."""
    found = request_of(reference, identifier)
    expect_told(reference, found, RequestStatus.ACCEPTED)
    access = user_of(reference, found)
    assert access is not None, "there is no access"
    assert access.owner_id == reference.party(organisation).id, "the access has another owner"
    assert access.system_id == found.system_id, "the access is for another system"
    assert held_by(reference, found) == set(found.packages), "the access has other packages"
    return found, access
