"""Requests from vendors: who may answer them, opening the link to one, and what it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, given, guide, then, when
from steps.request_state import (
    acting_as,
    expect_asked,
    expect_change_of,
    received,
    refusal_to_approve,
    request_of,
    sent_to,
)
from steps.types import (
    AccessRequest,
    Change,
    Organisation,
    Package,
    Role,
    SystemAccess,
    shown_package,
)
from steps.vendors import (
    expect_asked_once,
    expect_registered_receipts_only,
)
from steps.world import PORTAL, Reference, world
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import LACKS_PACKAGES_TO_GIVE
from systemtilgang.domain.requests import RequestKind, is_registered
from systemtilgang.service import requests


@given(
    nb="at jeg kan godkjenne forespørsler om systemtilgang som {role} eller {other} i "
    "{organisation}",
    en="I can approve requests for system access as {role} or {other} of {organisation}",
)
@guide(
    nb="Du må ha tilgang til Altinn som {role} eller {other} i virksomheten. Gjelder "
    "systemtilgangen virksomheten selv, må du også ha alle fullmaktene som fagsystemet ber om.",
    en="You must have access to Altinn as {role} or {other} of the organization. If the system "
    "access is for the organization itself, you must also have all the authorizations that the "
    "business system requests.",
)
def may_approve(reference: Reference, role: Role, other: Role, organisation: Organisation) -> None:
    """The rules let each of the two see, and so handle, what the organisation is asked for."""
    assert role != other, "the two are one"
    for code in (role, other):
        received(reference, code, organisation)


@given(
    nb="at jeg har fått en lenke til forespørselen fra {request}",
    en="I have been given a link to the request from {request}",
)
@guide(
    nb="Du må ha fått en lenke til forespørselen fra leverandøren. I eksempelet er det blant "
    "annet {request} som ber om systemtilgang.",
    en="You must have been given a link to the request by the vendor. In the example, {request} is "
    "one of the business systems that request system access.",
)
def has_link(reference: Reference, request: AccessRequest) -> None:
    """The request is there, nobody has answered it, and the vendor cannot ask for it twice."""
    found = request_of(reference, request)
    assert found.is_new, "somebody has answered it"
    expect_asked_once(reference, found)


@given(
    nb="at {request} har en egen kvitteringsside",
    en="{request} has a receipt page of its own",
)
@guide(
    nb="Leverandøren av {request} har registrert en egen kvitteringsside.",
    en="The vendor of {request} has registered a receipt page of its own.",
)
def has_receipt_page(reference: Reference, request: AccessRequest) -> None:
    """The request names a page that is registered for its system, as it must be."""
    found = request_of(reference, request)
    registered = reference.system(found.system_id).redirect_urls
    assert found.redirect_url, "the request names no page"
    assert is_registered(found.redirect_url, registered), "the page is not the system's"
    expect_registered_receipts_only(reference, found)


@given(
    nb="at forespørselen fra {request} er godkjent fra før",
    en="the request from {request} has already been approved",
)
@guide(
    nb="Noen andre har allerede godkjent forespørselen fra {request}.",
    en="Somebody else has already approved the request from {request}.",
)
def already_approved(reference: Reference, request: AccessRequest) -> None:
    """The outcome of the guide's first chapter."""
    reference.approve_request(request)


@when(
    nb="jeg åpner lenken til forespørselen fra {request} og logger på som {role} i {organisation}",
    en="I open the link to the request from {request} and log in as {role} of {organisation}",
)
@guide(
    nb="Åpne lenken til forespørselen fra {request}, og logg på Altinn som {role} i "
    "{organisation}.",
    en="Open the link to the request from {request}, and log in to Altinn as {role} of "
    "{organisation}.",
)
def open_link(
    portal: Portal,
    reference: Reference,
    request: AccessRequest,
    role: Role,
    organisation: Organisation,
) -> None:
    """Opens the request's own page, logging in on the way as who is this to the organisation."""
    _open(portal, reference, request, reference.person_as(role, organisation))


@when(
    nb="jeg åpner lenken til forespørselen fra {request} og logger på som ansatt uten "
    "administratorrettigheter i {organisation}",
    en="I open the link to the request from {request} and log in as an employee without "
    "administrator rights in {organisation}",
)
@guide(
    nb="Åpne lenken til forespørselen fra {request}, og logg på Altinn som ansatt uten "
    "administratorrettigheter i {organisation}.",
    en="Open the link to the request from {request}, and log in to Altinn as an employee without "
    "administrator rights in {organisation}.",
)
def open_link_as_employee(
    portal: Portal, reference: Reference, request: AccessRequest, organisation: Organisation
) -> None:
    """Opens it as somebody who only has an ordinary access package from the organisation."""
    _open(portal, reference, request, reference.person_as("posttjenester", organisation))


@then(
    nb="ser jeg at {request} ber om disse tilgangspakkene for {organisation}:",
    en="I see that {request} requests these access packages for {organisation}:",
    table={"package": column(Package, nb="Tilgangspakke", en="Access package")},
)
@guide(
    nb="Altinn viser hvilke tilgangspakker {request} vil få:",
    en="Altinn shows which access packages {request} will be given:",
)
def is_asked_for(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    organisation: Organisation,
    table: tuple[Mapping[str, str], ...],
) -> None:
    """The page asks for just what the request does, for the organisation itself; not yet given."""
    _expect_asked(portal, reference, words, request, organisation, RequestKind.STANDARD, table)


@then(
    nb="ser jeg at {request} ber om disse tilgangspakkene for klientene til {organisation}:",
    en="I see that {request} requests these access packages for the clients of {organisation}:",
    table={"package": column(Package, nb="Tilgangspakke", en="Access package")},
)
@guide(
    nb="Altinn viser hvilke tilgangspakker {request} vil få for klientene dine:",
    en="Altinn shows which access packages {request} will be given for your clients:",
)
def is_asked_for_clients(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    organisation: Organisation,
    table: tuple[Mapping[str, str], ...],
) -> None:
    """The page asks for just what the request does, for the clients; nothing is given yet. The
    organisation itself can be added, too, to what such requests lead to only if every package can
    be given in the ordinary way."""
    _expect_asked(portal, reference, words, request, organisation, RequestKind.AGENT, table)
    acting = reference.visiting(organisation)
    for each in world().requests:
        if each.kind is RequestKind.AGENT:
            assignable = (world().catalogue.packages[c].is_assignable for c in each.packages)
            with reference.state() as uow:
                view = requests.read(uow, acting, each.id, each.kind)
            assert view.for_own_too == all(assignable), f"{each.id}: for the organisation, too"


@then(
    nb="ser jeg at {request} ber om denne endringen i systemtilgangen {access}:",
    en="I see that {request} requests this change to the system access {access}:",
    table={
        "package": column(Package, nb="Tilgangspakke", en="Access package"),
        "change": column(Change, nb="Endring", en="Change"),
    },
)
@guide(
    nb="Altinn viser hva som vil endres i systemtilgangen «{access}»:",
    en="Altinn shows what will be changed in the system access “{access}”:",
)
def is_asked_to_change(
    portal: Portal,
    reference: Reference,
    words: Words,
    request: AccessRequest,
    access: SystemAccess,
    table: tuple[Mapping[str, str], ...],
) -> None:
    """The page lists what is added, then what is removed; the access is as it was. It is for the
    receiver only, who must be able to give what is added; accesses for clients cannot be changed.
    """
    found = request_of(reference, request)
    changes = {"added": found.packages, "removed": found.unwanted}
    written = [(row["package"], row["change"]) for row in table]
    expect_change_of(portal, reference, words, found, access, changes, written)
    for change, codes in changes.items():
        if codes:
            counted = "one_package" if len(codes) == 1 else "many_packages"
            portal.expect(words(f"heading.{counted}_{change}"), ["heading"])
    _expect_listed(portal, words, [*found.packages, *found.unwanted])
    manager = acting_as(reference, "tilgangsstyrer", sent_to(reference, found))
    refused = refusal_to_approve(reference, manager, found)
    assert refused.problem == LACKS_PACKAGES_TO_GIVE, f"it is refused for {refused}"
    assert refused.packages == found.packages, "not for the sake of what is added"


def _open(portal: Portal, reference: Reference, identifier: str, person: Party) -> None:
    kind = request_of(reference, identifier).kind
    reference.visitor = person
    portal.open(f"{PORTAL}/systemuser/{kind}?id={identifier}&DONTCHOOSEREPORTEE=true")
    portal.click(reference.button_of(person), ["button"])


def _expect_asked(
    portal: Portal,
    reference: Reference,
    words: Words,
    identifier: str,
    organisation: str,
    kind: RequestKind,
    table: Sequence[Mapping[str, str]],
) -> None:
    """The page asks for just these packages, as `expect_asked` has it."""
    found = expect_asked(portal, reference, words, identifier, organisation, kind)
    assert {row["package"] for row in table} == set(found.packages), (
        f"it asks for {', '.join(found.packages)}"
    )
    _expect_listed(portal, words, found.packages)


def _expect_listed(portal: Portal, words: Words, packages: Sequence[str]) -> None:
    """The page lists these packages in this order, and nothing else."""
    names = [shown_package(words, code) for code in packages]
    assert list(portal.rows()) == names, f"the page lists {', '.join(portal.rows())}"
