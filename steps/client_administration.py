"""Client administration: persons with client access, and what they are given of which clients."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import given, guide, then, when
from steps.agents import (
    add,
    agents_now,
    expect_closed,
    expect_handed_on,
    giving,
    hand_on,
    last_name,
    taking,
)
from steps.relationships import shown_package
from steps.types import (
    HandingOnButton,
    Heading,
    LastName,
    Organisation,
    Package,
    Person,
    PersonNumber,
    Role,
    UserButton,
    row_name,
)
from steps.witness import expect_no_effect, expect_refused
from steps.world import PORTAL, Reference
from systemtilgang.domain.client_delegation import (
    AGENT_UNKNOWN,
    FIELD_REQUIRED,
    HAS_ACTIVE_PACKAGES,
    PERSON_NOT_FOUND,
)
from systemtilgang.service import agent_clients, agents


@given(
    nb="at jeg kan gi klientenes fullmakter videre som {role} eller {other} i {organisation}",
    en="I can pass on the clients’ authorizations as {role} or {other} of {organisation}",
)
@guide(
    nb="Du må ha tilgang til Altinn som {role} eller {other} i virksomheten.",
    en="You must have access to Altinn as {role} or {other} of the organization.",
)
def may_hand_on(reference: Reference, role: Role, other: Role, organisation: Organisation) -> None:
    """Each of the two may use client administration for the organisation."""
    assert role != other, "the two are one"
    for code in (role, other):
        acting = reference.acting(reference.person_as(code, organisation), organisation)
        with reference.state() as uow:
            agents.list_agents(uow, acting)


@given(
    nb="at {person} er lagt til i klientadministrasjonen til {organisation}",
    en="{person} has been added to the client administration of {organisation}",
)
@guide(
    nb="{person} er lagt til i klientadministrasjonen til {organisation}.",
    en="{person} has been added to the client administration of {organisation}.",
)
def has_been_added(reference: Reference, person: Person, organisation: Organisation) -> None:
    """The outcome of adding a person, some time ago."""
    add(reference, organisation, person)


@given(
    nb="at {person} har fått {package} for {client} gjennom {organisation}",
    en="{person} has been given {package} on behalf of {client} through {organisation}",
)
@guide(
    nb="{person} har fått fullmakt til {package} for {client} gjennom {organisation}.",
    en="{person} has been given authorization for {package} on behalf of {client} through "
    "{organisation}.",
)
def has_been_given(
    reference: Reference,
    person: Person,
    package: Package,
    client: Organisation,
    organisation: Organisation,
) -> None:
    """The outcome of authorising a person, some time ago."""
    hand_on(reference, organisation, person, package, client)


@when(
    nb="jeg skriver inn fødselsnummeret {number} og etternavnet {name}",
    en="I enter the national identity number {number} and the last name {name}",
)
@guide(
    nb="Skriv inn fødselsnummeret og etternavnet til personen. I eksempelet er det {number} og "
    "{name}.",
    en="Enter the person’s national identity number and last name. In the example, they are "
    "{number} and {name}.",
)
def enter_person(portal: Portal, words: Words, number: PersonNumber, name: LastName) -> None:
    """Fills in the two fields of the dialog; they need not belong together."""
    portal.write(words("field.person_identifier"), number)
    portal.write(words("field.last_name"), name)


@then(
    nb="er {person} lagt til i klientadministrasjonen til {organisation}, uten noen fullmakt",
    en="{person} is added to the client administration of {organisation}, without any "
    "authorization",
)
@guide(
    nb="{person} er nå lagt til, men har ikke fått fullmakt for noen klient ennå.",
    en="{person} is now added, but has not been given any authorization for a client yet.",
)
def is_added_bare(
    portal: Portal, reference: Reference, words: Words, person: Person, organisation: Organisation
) -> None:
    """The person's page says that it has no clients, and adding it once more changes nothing."""
    _expect_page(portal, reference, words, person, organisation)
    portal.expect_text(words("message.agent_has_no_clients"))
    _expect_only_agent(reference, person, organisation)


@when(
    nb="jeg søker etter {person} i klientadministrasjonen",
    en="I search for {person} in client administration",
)
@guide(
    nb="Søk etter personen. I eksempelet er det {person}.",
    en="Search for the person. In the example, it is {person}.",
)
def search_agent(portal: Portal, reference: Reference, words: Words, person: Person) -> None:
    """Searches in the list of users by name."""
    portal.search(words("field.search"), reference.shown_name(person))


@when(
    nb="jeg trykker på {button} ved brukeren {person}",
    en="I click {button} next to the user {person}",
)
@guide(nb="Trykk på {button} ved {person}.", en="Click {button} next to {person}.")
def click_for_user(
    portal: Portal, reference: Reference, words: Words, button: UserButton, person: Person
) -> None:
    """Presses the button of one user; its accessible name says which."""
    portal.click(words(row_name(button.key), user=reference.shown_name(person)), ["button"])


@then(
    nb="er {person} blant brukerne med klienttilgang i {organisation}",
    en="{person} is among the users with client access in {organisation}",
)
@guide(
    nb="{person} står nå i listen over brukere. Velg navnet for å gi personen fullmakter.",
    en="{person} is now in the list of users. Choose the name to authorize the person.",
)
def is_listed(
    portal: Portal, reference: Reference, words: Words, person: Person, organisation: Organisation
) -> None:
    """The list of users has it, and no longer offers to add it."""
    name = reference.shown_name(person)
    _expect_list(portal, reference, words, organisation)
    portal.expect(name, ["link"])
    portal.expect_gone(words("row_name.add_user", user=name), ["button"])
    _expect_only_agent(reference, person, organisation)


@when(nb="jeg velger brukeren {person}", en="I choose the user {person}")
@guide(
    nb="Velg personen i listen over brukere. I eksempelet er det {person}.",
    en="Choose the person in the list of users. In the example, it is {person}.",
)
def choose_agent(portal: Portal, reference: Reference, person: Person) -> None:
    """Follows the person's row."""
    portal.click(reference.shown_name(person), ["link"])


@when(nb="jeg velger klienten {client}", en="I choose the client {client}")
@guide(
    nb="Velg klienten i listen. I eksempelet er det {client}.",
    en="Choose the client in the list. In the example, it is {client}.",
)
def choose_client(portal: Portal, reference: Reference, client: Organisation) -> None:
    """Follows the client's row."""
    portal.click(reference.shown_name(client), ["link"])


@when(nb="jeg åpner {heading}", en="I open {heading}")
@guide(nb="Åpne {heading}.", en="Open {heading}.")
def open_part(portal: Portal, heading: Heading) -> None:
    """Opens a closed part of the page by its heading."""
    portal.click(heading.text, ["button"])


@when(nb="jeg åpner klienten {client}", en="I open the client {client}")
@guide(
    nb="Åpne klienten for å se tilgangspakkene. I eksempelet er det {client}.",
    en="Open the client to see the access packages. In the example, it is {client}.",
)
def open_client(portal: Portal, reference: Reference, client: Organisation) -> None:
    """Opens the client's row on a user's page."""
    portal.click(reference.shown_name(client), ["button"])


@when(nb="jeg åpner brukeren {person}", en="I open the user {person}")
@guide(
    nb="Åpne personen for å se tilgangspakkene. I eksempelet er det {person}.",
    en="Open the person to see the access packages. In the example, it is {person}.",
)
def open_agent(portal: Portal, reference: Reference, person: Person) -> None:
    """Opens the person's row on a client's page."""
    portal.click(reference.shown_name(person), ["button"])


@when(
    nb="jeg trykker på {button} ved tilgangspakken {package}",
    en="I click {button} next to the access package {package}",
)
@guide(
    nb="Trykk på {button} ved tilgangspakken {package}.",
    en="Click {button} next to the access package {package}.",
)
def click_next_to_package(
    portal: Portal, words: Words, button: HandingOnButton, package: Package
) -> None:
    """Presses the button of one package in the row that is open."""
    key = button.key.replace("delegation_button", "delegation_name")
    portal.click(words(key, package=shown_package(words, package)), ["button"])


@then(
    nb="har {person} fått fullmakt til {package} for {client}",
    en="{person} has been given authorization for {package} on behalf of {client}",
)
@guide(
    nb="{person} kan nå bruke {package} for {client}.",
    en="{person} can now use {package} on behalf of {client}.",
)
def is_given(
    portal: Portal,
    reference: Reference,
    words: Words,
    person: Person,
    package: Package,
    client: Organisation,
) -> None:
    """The portal says so and offers to take it back; the person has this besides what it had, and
    giving it once more changes nothing."""
    name = shown_package(words, package)
    told = words("message.agent_given", user=reference.shown_name(person), package=name)
    portal.expect_text(told)
    _expect_row(portal, reference, words, person, client)
    portal.expect(words("delegation_name.take", package=name), ["button"])
    portal.expect_gone(words("delegation_name.give", package=name), ["button"])
    reference.permitted.add((person, package, client))
    actor = reference.acting_for
    expect_handed_on(reference, actor, person)
    expect_no_effect(reference, actor, giving(reference, actor, person, package, client))


@then(
    nb="kan {person} ikke lenger bruke {package} for {client}",
    en="{person} can no longer use {package} on behalf of {client}",
)
@guide(
    nb="{person} kan ikke lenger bruke {package} for {client}.",
    en="{person} can no longer use {package} on behalf of {client}.",
)
def is_taken(
    portal: Portal,
    reference: Reference,
    words: Words,
    person: Person,
    package: Package,
    client: Organisation,
) -> None:
    """The portal says so and does not offer to take it back; the person has the rest of what the
    chapter has seen handed on, and taking it once more changes nothing."""
    before = (person, package, client) in reference.permitted
    assert before, "the chapter has not seen that it was so"
    name = shown_package(words, package)
    told = words("message.agent_taken", user=reference.shown_name(person), package=name)
    portal.expect_text(told)
    portal.expect(reference.shown_name(person), ["heading"])
    portal.expect_gone(words("delegation_name.take", package=name), ["button"])
    reference.permitted.remove((person, package, client))
    actor = reference.acting_for
    expect_handed_on(reference, actor, person)
    expect_no_effect(reference, actor, taking(reference, actor, person, package, client))


@then(
    nb="kan {person} fortsatt bruke {package} for {client}",
    en="{person} can still use {package} on behalf of {client}",
)
@guide(
    nb="{person} kan fortsatt bruke {package} for {client}.",
    en="{person} can still use {package} on behalf of {client}.",
)
def still_has(
    portal: Portal,
    reference: Reference,
    words: Words,
    person: Person,
    package: Package,
    client: Organisation,
) -> None:
    """The client is among those that the person has something of, and the package is not taken."""
    assert (person, package, client) in reference.permitted, "the chapter has not seen it"
    _expect_row(portal, reference, words, person, client)
    expect_handed_on(reference, reference.acting_for, person)


@then(
    nb="blir jeg spurt om jeg vil slette {person} fra klientadministrasjonen",
    en="I am asked whether I want to delete {person} from client administration",
)
@guide(
    nb="Altinn spør om du er sikker. {person} er ikke slettet ennå.",
    en="Altinn asks whether you are sure. {person} has not been deleted yet.",
)
def is_asked(portal: Portal, reference: Reference, words: Words, person: Person) -> None:
    """The dialog says what goes with the person; nothing has gone yet, and the rules ask before
    they delete somebody who has something."""
    portal.expect(words("heading.delete_agent"), ["heading"])
    portal.expect_text(words("message.agent_loses_everything"))
    actor, agent = reference.acting_for, reference.party(person).id
    expect_handed_on(reference, actor, person)
    expect_refused(
        reference, actor, HAS_ACTIVE_PACKAGES, lambda uow, me: agents.remove(uow, me, agent)
    )


@then(
    nb="er {person} slettet fra klientadministrasjonen til {organisation}, med alle fullmaktene "
    "for klientene",
    en="{person} is deleted from the client administration of {organisation}, with all "
    "authorizations for the clients",
)
@guide(
    nb="{person} er slettet og kan ikke lenger bruke noen fullmakter for klientene.",
    en="{person} has been deleted and can no longer use any authorizations for the clients.",
)
def is_deleted(
    portal: Portal, reference: Reference, words: Words, person: Person, organisation: Organisation
) -> None:
    """The list of users does not have it; what it had of the clients has gone, and what the
    organisation itself has granted it has not."""
    _expect_list(portal, reference, words, organisation)
    portal.expect_gone(reference.shown_name(person), ["link"])
    assert person not in agents_now(reference, organisation), "it was not deleted"
    agent = reference.party(person).id
    expect_refused(
        reference,
        organisation,
        AGENT_UNKNOWN,
        lambda uow, me: agent_clients.clients_of(uow, me, agent),
    )
    expect_no_effect(reference, organisation, lambda uow, me: agents.remove(uow, me, agent))
    had = {each for each in reference.permitted if each[0] == person}
    assert had, "the chapter has not seen that it had anything"
    reference.permitted -= had
    add(reference, organisation, person)  # nothing comes back with it
    expect_handed_on(reference, organisation, person)
    assert reference.granted(organisation, person), "its own packages have gone, too"


@then(
    nb="er ingen lagt til i klientadministrasjonen til {organisation}",
    en="nobody is added to the client administration of {organisation}",
)
@guide(
    nb="Ingen blir lagt til. Kontroller begge feltene, og prøv på nytt.",
    en="Nobody is added. Check both fields, and try again.",
)
def nobody_added(
    portal: Portal, reference: Reference, words: Words, organisation: Organisation
) -> None:
    """The dialog is still open; the rules refuse a wrong name, an unknown number and a blank field,
    and nobody has client access."""
    portal.expect(words("dialog.add_agent"), ["heading"])
    assert agents_now(reference, organisation) == (), "somebody was added"
    number = str(reference.person_as("daglig-leder", organisation).number)
    name = last_name(reference.party(number).name)
    expect_refused(
        reference,
        organisation,
        PERSON_NOT_FOUND,
        lambda uow, me: agents.add_person(uow, me, number, f"{name}x"),
        lambda uow, me: agents.add_person(uow, me, organisation, name),
    )
    expect_refused(
        reference,
        organisation,
        FIELD_REQUIRED,
        lambda uow, me: agents.add_person(uow, me, number, " "),
        lambda uow, me: agents.add_person(uow, me, "", name),
    )


@when(
    nb="jeg følger en lenke rett til klientadministrasjonen",
    en="I follow a link straight to client administration",
)
@guide(
    nb="Følg en lenke rett til klientadministrasjonen. Du finner den ikke i menyen.",
    en="Follow a link straight to client administration. It is not in the menu.",
)
def open_administration(portal: Portal, words: Words) -> None:
    """Opens client administration, which no link of the screen leads to."""
    portal.expect_gone(words("link.client_administration"), ["link"])
    portal.open(f"{PORTAL}/clientadministration")


@then(
    nb="har jeg ikke lov til å gi {person} fullmakt til {package} for {client}",
    en="I may not give {person} authorization for {package} on behalf of {client}",
)
@guide(
    nb="Du har ikke lov til å se eller gi fullmakter for klientene.",
    en="You are not allowed to see or give authorizations for the clients.",
)
def may_not_hand_on(
    portal: Portal,
    reference: Reference,
    words: Words,
    person: Person,
    package: Package,
    client: Organisation,
) -> None:
    """There is nothing to choose or press, on no page, and the rules refuse it all."""
    actor = reference.acting_for
    portal.expect_gone(words("button.add_agent"), ["button"])
    portal.expect_gone(reference.shown_name(person), ["link"])
    expect_closed(reference, actor, person, package, client)
    for kind, number in (("agent", person), ("client", client)):
        portal.open(f"{PORTAL}/clientadministration/{kind}/{reference.party(number).id}")
        portal.expect_text(words("message.no_client_administrator"))
        portal.expect_gone(reference.shown_name(number), ["heading"])


def _expect_page(
    portal: Portal, reference: Reference, words: Words, person: str, actor: str
) -> None:
    """The page is that of this person, for this actor."""
    portal.expect(reference.shown_name(person), ["heading"])
    portal.expect_text(words("text.for_actor", actor=reference.shown_name(actor)))


def _expect_row(
    portal: Portal, reference: Reference, words: Words, person: str, client: str
) -> None:
    """The page of the one has a row of the other."""
    for number in (person, client):
        portal.expect(reference.shown_name(number), ["heading"])


def _expect_list(portal: Portal, reference: Reference, words: Words, organisation: str) -> None:
    """The page is the organisation's client administration."""
    shown = reference.shown_name(organisation)
    portal.expect(words("heading.client_administration", actor=shown), ["heading"])


def _expect_only_agent(reference: Reference, person: str, organisation: str) -> None:
    """The person alone has client access, with nothing in it, and is not added twice."""
    assert agents_now(reference, organisation) == (person,), "others have client access"
    expect_handed_on(reference, organisation, person)
    agent = reference.party(person)
    expect_no_effect(
        reference,
        organisation,
        lambda uow, me: agents.add_person(uow, me, person, last_name(agent.name)).changed,
        lambda uow, me: agents.add_known(uow, me, agent.id).changed,
    )
