"""Clients of a system access for clients: choosing among them, adding and removing them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, given, guide, then, when
from steps.types import ClientButton, Organisation, Role, SystemAccess, row_name
from steps.witness import UseCase, expect_no_effect, expect_refused, packages_from
from steps.world import Reference, world
from systemtilgang.domain.problems import (
    CLIENT_LACKS_PACKAGES,
    CLIENT_NOT_FOUND,
    NOT_AN_AGENT,
    Problem,
)
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import clients
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork


@given(
    nb="at jeg kan administrere klienter som {role} eller {other} i {organisation}",
    en="I can manage clients as {role} or {other} of {organisation}",
)
@guide(
    nb="Du må ha tilgang til Altinn som {role} eller {other} i virksomheten som eier "
    "systemtilgangen.",
    en="You must have access to Altinn as {role} or {other} of the organization that owns the "
    "system access.",
)
def may_administer(
    reference: Reference, role: Role, other: Role, organisation: Organisation
) -> None:
    """Each of the two may add and remove clients for the organisation."""
    assert role != other, "the two are one"
    for code in (role, other):
        assert reference.may_administer_clients(code, organisation), f"{code} may not"


@given(
    nb="at {client} er lagt til i systemtilgangen {access}",
    en="{client} has been added to the system access {access}",
)
@guide(
    nb="{client} er lagt til i systemtilgangen «{access}».",
    en="{client} has been added to the system access “{access}”.",
)
def already_added(reference: Reference, client: Organisation, access: SystemAccess) -> None:
    """The outcome of adding a client."""
    reference.add_client(access, client)


@when(
    nb="jeg trykker på {button} for {client}",
    en="I click {button} for {client}",
)
@guide(nb="Trykk på {button} ved {client}.", en="Click {button} next to {client}.")
def click_for_client(
    portal: Portal, reference: Reference, words: Words, button: ClientButton, client: Organisation
) -> None:
    """Presses the button of one client; its accessible name says which."""
    portal.click(words(row_name(button.key), client=reference.shown_name(client)), ["button"])


@when(
    nb="jeg søker etter {client} blant klientene",
    en="I search for {client} among the clients",
)
@guide(nb="Søk etter {client}.", en="Search for {client}.")
def search_client(portal: Portal, reference: Reference, words: Words, client: Organisation) -> None:
    """Searches in the clients dialog by name."""
    reference.sought = client
    portal.search(words("field.search_clients"), reference.shown_name(client))


@then(
    nb="kan jeg bare velge mellom disse klientene for systemtilgangen {access}:",
    en="I can only choose between these clients for the system access {access}:",
    table={"client": column(Organisation, nb="Klient", en="Client")},
)
@guide(
    nb="Du kan bare velge mellom disse klientene:",
    en="You can only choose between these clients:",
)
def clients_offered(
    portal: Portal,
    reference: Reference,
    words: Words,
    access: SystemAccess,
    table: tuple[Mapping[str, str], ...],
) -> None:
    """Each client has its button in the dialog, no other is there, and the rules say the same."""
    _expect_dialog(portal, words, access)
    clients = [row["client"] for row in table]
    for client in clients:
        name = reference.shown_name(client)
        portal.expect(words("row_name.add_client", client=name), ["button"])
    numbered = words("text.organization_number", number="").strip()
    shown = [row for row in portal.rows() if numbered in row]
    assert len(shown) == len(clients), f"the list has {len(shown)} clients"
    available = reference.available(access)
    assert available == set(clients), f"the rules allow {', '.join(sorted(available))}"


@then(
    nb="er {client} ikke blant klientene til systemtilgangen {access}",
    en="{client} is not among the clients of the system access {access}",
)
@guide(
    nb="{client} finnes ikke i listen.",
    en="{client} is not in the list.",
)
def not_offered(
    portal: Portal,
    reference: Reference,
    words: Words,
    client: Organisation,
    access: SystemAccess,
) -> None:
    """Neither to be added nor to be removed; the rules do not know it as a client and refuse it.
    What was searched for, if anything, was this client."""
    _expect_dialog(portal, words, access)
    assert reference.sought in ("", client), "another client was searched for"
    name = reference.shown_name(client)
    for key in ("row_name.add_client", "row_name.remove_client"):
        portal.expect_gone(words(key, client=name), ["button"])
    assert client not in reference.available(access), "it can be chosen"
    _expect_not_addable(reference, access, client, CLIENT_NOT_FOUND)


@then(
    nb="er {client} lagt til i systemtilgangen {access}",
    en="{client} is added to the system access {access}",
)
@guide(
    nb="{client} er nå lagt til i systemtilgangen.",
    en="{client} is now added to the system access.",
)
def is_added(
    portal: Portal,
    reference: Reference,
    words: Words,
    client: Organisation,
    access: SystemAccess,
) -> None:
    """The portal says so, the row's button removes now, and the access has the client, which has
    given all that it requires: adding it once more changes nothing. What its owner has for itself
    cannot have clients."""
    _expect_dialog(portal, words, access)
    name = reference.shown_name(client)
    portal.expect_text(words("message.client_added", client=name))
    portal.expect(words("row_name.remove_client", client=name), ["button"])
    assert client in reference.connected(access), "the client was not added"
    owner, party = reference.owner_number(access), reference.party(client).id
    expect_no_effect(reference, owner, _adding(reference, access, client))
    acting, access_id = reference.visiting(owner), reference.access(access).id
    with reference.state() as uow:
        seen = {each.party.id: each for each in clients.available(uow, acting, access_id)}
    assert seen[party].has_all, "the list says that the client has not given everything"
    for each in world().accesses:
        if (each.user.owner_id, each.user.user_type) == (acting.party, UserType.STANDARD):
            own = each.user.id
            expect_refused(
                reference, owner, NOT_AN_AGENT, partial(_add, access_id=own, client_id=party)
            )


@then(
    nb="er {client} fjernet fra systemtilgangen {access}",
    en="{client} is removed from the system access {access}",
)
@guide(
    nb="{client} er nå fjernet fra systemtilgangen.",
    en="{client} is now removed from the system access.",
)
def is_removed(
    portal: Portal,
    reference: Reference,
    words: Words,
    client: Organisation,
    access: SystemAccess,
) -> None:
    """The portal says so, the row's button adds again, and the access no longer has the client:
    removing it once more changes nothing. It is still one to choose from."""
    _expect_dialog(portal, words, access)
    name = reference.shown_name(client)
    portal.expect_text(words("message.client_removed", client=name))
    portal.expect(words("row_name.add_client", client=name), ["button"])
    assert client not in reference.connected(access), "the client was not removed"
    assert client in reference.available(access), "it can no longer be chosen"
    wanted, party = reference.access(access).id, reference.party(client).id
    expect_no_effect(
        reference,
        reference.owner_number(access),
        lambda uow, me: clients.remove(uow, me, wanted, party).changed,
    )


@then(
    nb="blir {client} ikke lagt til i systemtilgangen {access}",
    en="{client} is not added to the system access {access}",
)
@guide(
    nb="{client} blir ikke lagt til, for klienten har ikke gitt alle tilgangspakkene.",
    en="{client} is not added, because the client has not given all the access packages.",
)
def is_refused(
    portal: Portal,
    reference: Reference,
    words: Words,
    client: Organisation,
    access: SystemAccess,
) -> None:
    """The row says so, and why, and still offers to add; the access does not have the client, which
    has given some of the packages: the rules name just those."""
    _expect_dialog(portal, words, access)
    name, refused = reference.shown_name(client), words("message.client_not_added")
    owner = reference.owner_number(access)
    portal.expect_text(refused)
    told = any(name in row and refused in row for row in portal.rows())
    assert told, f"the row of {name} does not say so"
    portal.expect(words("row_name.add_client", client=name), ["button"])
    portal.expect_text(words("message.client_lacks_packages", client=name))
    assert client not in reference.connected(access), "the client was added all the same"
    wanted, has = reference.access_packages(access), packages_from(reference, client, owner)
    expected = tuple(code for code in wanted if code in has)
    assert reference.given_for(access, client) == expected != wanted, "it has given other packages"
    _expect_not_addable(reference, access, client, CLIENT_LACKS_PACKAGES)
    acting, access_id = reference.visiting(owner), reference.access(access).id
    with reference.state() as uow:
        outcomes = clients.add_all(uow, acting, access_id)
    assert client in {each.client.number for each in outcomes.outcomes}, "it is left out of all"
    assert client not in {each.client.number for each in outcomes.added}, "it is among the added"


@then(
    nb="er alle klientene lagt til i systemtilgangen {access}",
    en="all clients are added to the system access {access}",
)
@guide(
    nb="Alle klientene er nå lagt til.",
    en="All clients are now added.",
)
def all_added(portal: Portal, reference: Reference, words: Words, access: SystemAccess) -> None:
    """The portal says so, and the access has every client that there is to choose from: there is
    none left to add."""
    _expect_dialog(portal, words, access)
    portal.expect_text(words("message.all_clients_added"))
    assert reference.connected(access) == reference.available(access), "some are missing"
    owner, wanted = reference.owner_number(access), reference.access(access).id
    expect_no_effect(
        reference, owner, lambda uow, me: bool(clients.add_all(uow, me, wanted).outcomes)
    )


def _expect_dialog(portal: Portal, words: Words, access: str) -> None:
    """The dialog that is open is about the clients of this access, and of no other."""
    portal.expect(words("heading.choose_clients", title=access), ["heading"])


def _adding(reference: Reference, access: str, client: str) -> UseCase:
    """Adding the client to the access, which tells whether that changes anything."""
    wanted, party = reference.access(access).id, reference.party(client).id
    return partial(_add, access_id=wanted, client_id=party)


def _add(uow: UnitOfWork, me: Acting, access_id: str, client_id: str) -> bool:
    return clients.add(uow, me, access_id, client_id).changed


def _expect_not_addable(reference: Reference, access: str, client: str, problem: Problem) -> None:
    """The rules refuse to add the client, for this reason."""
    owner = reference.owner_number(access)
    expect_refused(reference, owner, problem, _adding(reference, access, client))
