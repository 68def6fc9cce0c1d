"""What the guide on system accesses as a whole tells besides other guides: what an access that
lacks something cannot be used for, and who may do what with accesses."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import guide, then, when
from steps.accesses import may_not_act
from steps.types import Organisation, Package, SystemAccess
from steps.witness import expect_refused
from steps.world import PORTAL, Reference
from systemtilgang.domain.problems import FORBIDDEN
from systemtilgang.service import clients


@then(
    nb="kan systemtilgangen {access} ikke bruke {package} for {client}, selv om klienten har gitt "
    "den",
    en="the system access {access} cannot use {package} on behalf of {client}, even though the "
    "client has given it",
)
@guide(
    nb="Systemtilgangen «{access}» kan ikke bruke {package} for {client}, selv om klienten har "
    "gitt denne tilgangspakken.",
    en="The system access “{access}” cannot use {package} on behalf of {client}, even though the "
    "client has given this access package.",
)
def may_not_use_what_is_given(
    portal: Portal,
    reference: Reference,
    access: SystemAccess,
    package: Package,
    client: Organisation,
) -> None:
    """The client has given the package, but not all that the access requires; so the client is
    not listed on the access's page, and the decision point does not permit."""
    given = reference.given_for(access, client)
    assert package in given, "the client has not given it"
    assert set(given) != set(reference.access_packages(access)), "the client has given everything"
    may_not_act(portal, reference, access, package, client)


@then(
    nb="har jeg ikke lov til å legge til {client} i systemtilgangen {access}",
    en="I may not add {client} to the system access {access}",
)
@guide(
    nb="Du har ikke lov til å legge til klienter i systemtilgangen.",
    en="You are not allowed to add clients to the system access.",
)
def may_not_add(
    portal: Portal,
    reference: Reference,
    words: Words,
    client: Organisation,
    access: SystemAccess,
) -> None:
    """The access's page has no button for it, and the rules refuse a client that fits."""
    portal.expect(access, ["heading"])
    portal.expect_gone(words("button.add_clients"), ["button"])
    portal.expect_gone(words("button.add_or_remove_clients"), ["button"])
    assert client in reference.available(access), "the client could not be added by anyone"
    wanted, party = reference.access(access).id, reference.party(client).id
    expect_refused(
        reference,
        reference.owner_number(access),
        FORBIDDEN,
        lambda uow, me: clients.add(uow, me, wanted, party),
        lambda uow, me: clients.add_all(uow, me, wanted),
        lambda uow, me: clients.remove(uow, me, wanted, party),
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
