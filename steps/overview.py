"""What the guide on system accesses as a whole tells besides other guides: what an access that
lacks something cannot be used for, and who may do what with accesses."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import guide, then, when
from steps.types import Organisation, Package, SystemAccess
from steps.witness import expect_permitted_only, expect_refused
from steps.world import PORTAL, Reference, world
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import FORBIDDEN
from systemtilgang.portal.formatting import grouped
from systemtilgang.service import clients


@then(
    nb="kan systemtilgangen {access} ikke bruke {package} for noen andre enn virksomheten selv",
    en="the system access {access} cannot use {package} on behalf of anyone but the organization "
    "itself",
)
@guide(
    nb="Systemtilgangen «{access}» kan ikke bruke {package} for noen andre, heller ikke for "
    "klientene til virksomheten.",
    en="The system access “{access}” cannot use {package} on behalf of anyone else, not even the "
    "organization’s clients.",
)
def only_for_owner(
    portal: Portal, reference: Reference, access: SystemAccess, package: Package
) -> None:
    """The access's page lists no client, and the decision point permits what it has for the owner
    alone, which has clients."""
    portal.expect(access, ["heading"])
    owner, packages = reference.owner_number(access), reference.access_packages(access)
    assert package in packages, "the access does not have it"
    assert _listed(portal, reference) == set(), "a client is listed"
    found = reference.access(access)
    assert any(each.receiver == found.owner_id for each in world().assignments), "it has no clients"
    expect_permitted_only(reference, found, packages, [owner])


@then(
    nb="kan systemtilgangen {access} ikke bruke {package} for noen andre enn dem som er lagt til",
    en="the system access {access} cannot use {package} on behalf of anyone that has not been "
    "added",
)
@guide(
    nb="Systemtilgangen «{access}» kan ikke bruke {package} for noen andre, verken for andre "
    "klienter eller for virksomheten selv.",
    en="The system access “{access}” cannot use {package} on behalf of anyone else, neither other "
    "clients nor the organization itself.",
)
def only_for_added(
    portal: Portal, reference: Reference, access: SystemAccess, package: Package
) -> None:
    """The access's page lists the clients that are added, of all that there are to choose from,
    and the decision point permits what it requires for those alone."""
    portal.expect(access, ["heading"])
    added, packages = reference.connected(access), reference.access_packages(access)
    assert package in packages, "the access does not require it"
    assert _listed(portal, reference) == added, "other clients are listed"
    assert added < reference.available(access), "there are no other clients"
    expect_permitted_only(reference, reference.access(access), packages, added)


@then(
    nb="kan systemtilgangen {access} ikke bruke noe for en klient som bare har gitt noen av "
    "tilgangspakkene",
    en="the system access {access} cannot use anything on behalf of a client that has only given "
    "some of the access packages",
)
@guide(
    nb="Systemtilgangen «{access}» kan ikke bruke noen av tilgangspakkene for klienten, heller "
    "ikke den som klienten har gitt.",
    en="The system access “{access}” cannot use any of the access packages on behalf of the "
    "client, not even the one that the client has given.",
)
def nothing_for_some(portal: Portal, reference: Reference, access: SystemAccess) -> None:
    """The access's page lists no client that has given some of the packages and not all of them,
    of which there are, and the decision point permits nothing for them."""
    portal.expect(access, ["heading"])
    packages, added = reference.access_packages(access), reference.connected(access)
    some = {
        client
        for client in reference.available(access)
        if reference.given_for(access, client) != packages
    }
    assert some, "every client has given everything"
    assert not some & added, "such a client was added"
    assert _listed(portal, reference) == added, "other clients are listed"
    expect_permitted_only(reference, reference.access(access), packages, added)


@then(
    nb="har jeg ikke lov til å velge klienter for systemtilgangen {access}",
    en="I may not choose clients for the system access {access}",
)
@guide(
    nb="Du har ikke lov til å legge til eller fjerne klienter.",
    en="You are not allowed to add or remove clients.",
)
def may_not_choose(
    portal: Portal, reference: Reference, words: Words, access: SystemAccess
) -> None:
    """The access's page has no button for it, and the rules refuse it for clients that fit."""
    portal.expect(access, ["heading"])
    portal.expect_gone(words("button.add_clients"), ["button"])
    portal.expect_gone(words("button.add_or_remove_clients"), ["button"])
    wanted = reference.access(access).id
    client = reference.party(min(reference.available(access))).id
    expect_refused(
        reference,
        reference.owner_number(access),
        FORBIDDEN,
        lambda uow, me: clients.available(uow, me, wanted),
        lambda uow, me: clients.add(uow, me, wanted, client),
        lambda uow, me: clients.add_all(uow, me, wanted),
        lambda uow, me: clients.remove(uow, me, wanted, client),
    )


@when(
    nb="jeg følger en lenke rett til oversikten over systemtilganger",
    en="I follow a link straight to the overview of system accesses",
)
@guide(
    nb="Følg en lenke rett til oversikten over systemtilganger. Du finner den ikke i menyen.",
    en="Follow a link straight to the overview of system accesses. It is not in the menu.",
)
def open_overview(portal: Portal, words: Words) -> None:
    """Opens the overview, which no link of the screen leads to."""
    portal.expect_gone(words("link.system_accesses"), ["link"])
    portal.open(f"{PORTAL}/systemuser/overview")


@then(
    nb="får jeg ikke se systemtilgangene til {organisation}",
    en="I am not shown the system accesses of {organisation}",
)
@guide(
    nb="Du får ikke se noen systemtilganger for {organisation}.",
    en="You are not shown any system accesses of {organisation}.",
)
def sees_no_accesses(
    portal: Portal, reference: Reference, words: Words, organisation: Organisation
) -> None:
    """The overview has neither list nor link to create, and the rules show the person none."""
    shown = reference.shown_name(organisation)
    portal.expect(words("heading.system_accesses", actor=shown), ["heading"])
    for key in ("heading.own_system_accesses", "heading.client_system_accesses"):
        portal.expect_gone(words(key), ["heading"])
    portal.expect_gone(words("link.create_access"), ["link"])
    seen = reference.overview(organisation)
    assert (seen.own, seen.for_clients) == (None, None), "the person may see them"


def _listed(portal: Portal, reference: Reference) -> set[str]:
    """The numbers of the organisations that the page lists, by name and number."""
    rows = portal.rows()
    numbers = (str(each.number) for each in world().parties if each.kind is PartyKind.ORGANISATION)
    return {
        number
        for number in numbers
        if any(reference.shown_name(number) in row and grouped(number) in row for row in rows)
    }
