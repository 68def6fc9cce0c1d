"""Single rights to services in requests from vendors: what is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, guide, then, when
from steps.creating import title_of
from steps.request_state import (
    approved,
    expect_asked,
    expect_change_of,
    expect_page,
    expect_untouched,
    refusal_to_approve,
    request_of,
    sent_to,
)
from steps.services import RIGHTS
from steps.single_rights import (
    codes_of,
    expect_at_fault,
    expect_held_singly,
    expect_rights,
    expect_rows,
    expect_services_permitted_only,
)
from steps.types import AccessRequest, Change, Organisation, Service, SystemAccess
from steps.witness import expect_permitted_only
from steps.world import Reference
from systemtilgang.domain.requests import RequestKind
from systemtilgang.domain.rights import Rights


@then(
    nb="ser jeg at {request} ber om disse fullmaktene for {organisation}:",
    en="I see that {request} requests these authorizations for {organisation}:",
    table=RIGHTS,
)
@guide(
    nb="Altinn viser hvilke tilgangspakker og enkelttjenester {request} vil få:",
    en="Altinn shows which access packages and single rights {request} will be given:",
)
def is_asked_for_rights(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    organisation: Organisation,
    table: tuple[Mapping[str, str], ...],
) -> None:
    """The page asks for just what the request does, for the organisation itself; not yet given."""
    kind = RequestKind.STANDARD
    found = expect_asked(portal, reference, words, request, organisation, kind)
    expect_rights(portal, words, found.rights, table)


@when(
    nb="jeg velger systemtilgangen som {request} har fått",
    en="I choose the system access that {request} has been given",
)
@guide(
    nb="Velg systemtilgangen som {request} har fått.",
    en="Choose the system access that {request} has been given.",
)
def choose_given(
    portal: Portal, reference: Reference, words: Words, request: AccessRequest
) -> None:
    """Follows the row of the access in the overview, where it is not marked as new."""
    found = request_of(reference, request)
    vendor = reference.system(found.system_id).vendor_name
    title = found.title or title_of(reference, found.system_id)
    portal.click(f"{title} {vendor} {words('text.see_powers')}", ["link"])


@then(
    nb="kan systemtilgangen som {request} har fått, bruke enkelttjenesten {service} for "
    "{organisation}",
    en="the system access that {request} has been given can use the single right {service} on "
    "behalf of {organisation}",
)
@guide(
    nb="Systemtilgangen kan bruke {service} for {organisation}, men ingen andre tjenester i de "
    "tilgangspakkene som {service} inngår i.",
    en="The system access can use {service} on behalf of {organisation}, but no other services in "
    "the access packages that contain {service}.",
)
def given_may_use(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    service: Service,
    organisation: Organisation,
) -> None:
    """The access's page lists what was asked for, and the decision point permits just that on
    behalf of the organisation."""
    found, access = approved(reference, request, organisation)
    portal.expect(access.title, ["heading"])
    expect_rows(portal, words, found.rights)
    expect_held_singly(found.rights, service)
    expect_permitted_only(reference, access, found.packages, [organisation])
    expect_services_permitted_only(reference, access, found.rights, [organisation])


@then(
    nb="blir forespørselen fra {request} ikke godkjent, fordi jeg bare mangler enkelttjenesten "
    "{service}",
    en="the request from {request} is not approved, because all that I lack is the single right "
    "{service}",
)
@guide(
    nb="Forespørselen blir ikke godkjent, for du kan ikke gi videre {service}. Altinn viser hvilke "
    "enkelttjenester det gjelder, og hvorfor.",
    en="The request is not approved, because you cannot pass on {service}. Altinn shows which "
    "single rights this is about, and why.",
)
def lacks_service(
    portal: Portal, reference: Reference, words: Words, request: AccessRequest, service: Service
) -> None:
    """The page names just this service as lacking, with the reason; the rules refuse for its sake,
    and for no other, and nothing is given."""
    found = request_of(reference, request)
    expect_page(portal, reference, words, found)
    assert len(codes_of(found.rights)) > 1, "it asks for nothing else"
    visitor = reference.visiting(sent_to(reference, found))
    refused = refusal_to_approve(reference, visitor, found)
    assert refused.services == (service,), "something else is lacking"
    expect_at_fault(portal, words, refused, found.rights)
    expect_untouched(reference, found)


@then(
    nb="ser jeg at {request} ber om denne endringen av enkelttjenestene i systemtilgangen "
    "{access}:",
    en="I see that {request} requests this change to the single rights of the system access "
    "{access}:",
    table={
        "service": column(Service, nb="Enkelttjeneste", en="Single right"),
        "change": column(Change, nb="Endring", en="Change"),
    },
)
@guide(
    nb="Altinn viser hvilke enkelttjenester som vil legges til og fjernes i systemtilgangen "
    "«{access}»:",
    en="Altinn shows which single rights will be added to and removed from the system access "
    "“{access}”:",
)
def is_asked_to_change_services(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    access: SystemAccess,
    table: tuple[Mapping[str, str], ...],
) -> None:
    """The page lists what is added, then what is removed; the access is as it was. It is for the
    receiver only, and asks for nothing but what the system is registered with."""
    found = request_of(reference, request)
    changes = {"added": found.services, "removed": found.unwanted_services}
    written = [(row["service"], row["change"]) for row in table]
    expect_change_of(portal, reference, words, found, access, changes, written)
    for change, services in changes.items():
        counted = "one_service" if len(services) == 1 else "many_services"
        expect = portal.expect if services else portal.expect_gone
        expect(words(f"heading.{counted}_{change}"), ["heading"])
    expect_rows(portal, words, Rights((), (*found.services, *found.unwanted_services)))
