"""What comes of a request: approved, rejected, refused, or not to be answered at all."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import guide, then
from steps.request_state import (
    HEADINGS,
    acting_as,
    answers,
    approved,
    expect_given,
    expect_logged_out,
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
from steps.single_rights import expect_services_permitted_only
from steps.types import AccessRequest, Organisation, Package, SystemAccess, shown_package
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
from systemtilgang.domain.requests import RequestKind, RequestStatus
from systemtilgang.domain.rights import Rights
from systemtilgang.service import clients, requests


@then(
    nb="blir jeg logget ut, og {request} har fått systemtilgang for {organisation}",
    en="I am logged out, and {request} has been given system access for {organisation}",
)
@guide(
    nb="Du blir logget ut av Altinn. {request} kan nå bruke systemtilgangen for {organisation}.",
    en="You are logged out of Altinn. {request} can now use the system access on behalf of "
    "{organisation}.",
)
def is_given(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    organisation: Organisation,
) -> None:
    """Nobody is logged in any more, and the access is there."""
    expect_logged_out(portal, words)
    expect_given(reference, request, organisation)


@then(
    nb="kommer jeg til kvitteringssiden til {request}, som har fått systemtilgang for "
    "{organisation}",
    en="I am taken to the receipt page of {request}, which has been given system access for "
    "{organisation}",
)
@guide(
    nb="Du blir logget ut av Altinn og kommer til kvitteringssiden til leverandøren. {request} kan "
    "nå bruke systemtilgangen for {organisation}.",
    en="You are logged out of Altinn and taken to the receipt page of the vendor. {request} can "
    "now use the system access on behalf of {organisation}.",
)
def is_given_with_receipt(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    organisation: Organisation,
) -> None:
    """The page stands for that of the vendor whose system asked, and the access is there."""
    found = request_of(reference, request)
    vendor = reference.system(found.system_id).vendor_name
    portal.expect(words("heading.receipt", vendor=vendor), ["heading"])
    portal.expect_text(words("text.receipt", vendor=vendor, address=found.redirect_url or ""))
    portal.expect_text(words("text.receipt_logged_out"))
    expect_no_answer(portal, words)
    expect_given(reference, request, organisation)


@then(
    nb="blir jeg logget ut, og {request} har fått systemtilgang for klientene til {organisation}",
    en="I am logged out, and {request} has been given system access for the clients of "
    "{organisation}",
)
@guide(
    nb="Du blir logget ut av Altinn. {request} har fått systemtilgangen, som ikke har noen "
    "klienter ennå.",
    en="You are logged out of Altinn. {request} has been given the system access, which has no "
    "clients yet.",
)
def is_given_for_clients(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    organisation: Organisation,
) -> None:
    """Nobody is logged in any more, and the access is there, but of no use until it has clients."""
    expect_logged_out(portal, words)
    found, access = approved(reference, request, organisation)
    assert found.kind is RequestKind.AGENT, f"it was a {found.kind}"
    expect_permitted_only(reference, access, (), ())
    director = acting_as(reference, "daglig-leder", organisation)
    with reference.state() as uow:
        available = clients.available(uow, director, access.id)
    assert available, "there is no client to add"
    expect_not_wanted_again(reference, found)


@then(
    nb="blir jeg logget ut, og forespørselen fra {request} er avvist",
    en="I am logged out, and the request from {request} is rejected",
)
@guide(
    nb="Du blir logget ut av Altinn. {request} får ingen systemtilgang.",
    en="You are logged out of Altinn. {request} is not given any system access.",
)
def is_rejected(portal: Portal, reference: Reference, words: Words, request: AccessRequest) -> None:
    """Its status says so, there is no access, and it is final until the vendor sends a new one."""
    expect_logged_out(portal, words)
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
    nb="blir jeg logget ut, og systemtilgangen {access} er endret slik {request} ba om",
    en="I am logged out, and the system access {access} has been changed as {request} requested",
)
@guide(
    nb="Du blir logget ut av Altinn. {request} kan nå bruke det som er lagt til i systemtilgangen "
    "«{access}», men ikke lenger det som er fjernet.",
    en="You are logged out of Altinn. {request} can now use what has been added to the system "
    "access “{access}”, but no longer what has been removed.",
)
def is_changed(
    portal: Portal,
    reference: Reference,
    words: Words,
    access: SystemAccess,
    request: AccessRequest,
) -> None:
    """The access has what was to be added and lacks what was to be removed; so are decisions."""
    expect_logged_out(portal, words)
    found, changed = request_of(reference, request), reference.access(access)
    assert found.access_id == changed.id, "it was about another access"
    expect_told(reference, found, RequestStatus.ACCEPTED)
    packages, services = set(reference.access_packages(access)), reference.access_services(access)
    packages = packages.union(found.packages).difference(found.unwanted)
    services = services.union(found.services).difference(found.unwanted_services)
    assert held_by(reference, found) == packages | services, "the access has other rights"
    receiver = [sent_to(reference, found)]
    expect_permitted_only(reference, changed, packages, receiver)
    rights = Rights(tuple(packages), tuple(services))
    expect_services_permitted_only(reference, changed, rights, receiver)


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
    """The page shows nothing of the request but its kind; the rules refuse the person to open,
    answer and pass it on; and it stays new."""
    found = request_of(reference, request)
    portal.expect(words(HEADINGS[found.kind][0]), ["heading"])
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
