"""Client administration: who may use it, and the persons that are added there."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import given, guide, then, when
from steps.agents import (
    add,
    agents_now,
    expect_client_access,
    expect_closed,
    expect_handed_on,
    last_name,
    stranger,
)
from steps.types import (
    LastName,
    Organisation,
    Person,
    PersonNumber,
    Role,
    UserButton,
    row_name,
)
from steps.witness import expect_no_effect, expect_refused
from steps.world import PORTAL, Reference
from systemtilgang.domain.client_delegation import (
    FIELD_REQUIRED,
    NOT_FOR_THIS_KIND,
    PERSON_NOT_CONNECTED,
    PERSON_NOT_FOUND,
)
from systemtilgang.service import agents


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


@then(
    nb="finner jeg {person} blant dem som ikke har klienttilgang i {organisation}",
    en="I find {person} among those who do not have client access in {organisation}",
)
@guide(
    nb="{person} står under «Andre brukere», for personen har ikke klienttilgang ennå.",
    en="{person} is listed under “Other users”, because the person does not have client access "
    "yet.",
)
def is_other(
    portal: Portal, reference: Reference, words: Words, person: Person, organisation: Organisation
) -> None:
    """The search finds the person alone, to be added; the rules find others only when they are
    searched for, and let nobody be added who has nothing from the organisation, or is no person."""
    expect_list(portal, reference, words, organisation)
    name = reference.shown_name(person)
    portal.expect(words("heading.other_matching_users"), ["heading"])
    portal.expect(words("row_name.add_user", user=name), ["button"])
    portal.expect_gone(name, ["link"])
    acting, agent = reference.visiting(organisation), reference.party(person)
    with reference.state() as uow:
        assert agents.list_agents(uow, acting).others == (), "others are listed without a search"
        assert agents.list_agents(uow, acting, agent.name).others == (agent,), "it finds others"
    unknown = stranger(acting.party)
    expect_refused(
        reference,
        organisation,
        PERSON_NOT_CONNECTED,
        lambda uow, me: agents.add_known(uow, me, unknown),
    )
    expect_refused(
        reference,
        organisation,
        NOT_FOR_THIS_KIND,
        lambda uow, me: agents.add_known(uow, me, me.party),
    )


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
    expect_list(portal, reference, words, organisation)
    portal.expect(name, ["link"])
    portal.expect_gone(words("row_name.add_user", user=name), ["button"])
    _expect_only_agent(reference, person, organisation)


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
    acting = reference.visiting(organisation)
    with reference.state() as uow:
        found = agents.list_agents(uow, acting)
    assert found.is_empty, "somebody is said to have client access"
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
    nb="har jeg ikke lov til å gi {person} fullmakt for noen av klientene",
    en="I may not give {person} authorization on behalf of any of the clients",
)
@guide(
    nb="Du har ikke lov til å se eller gi fullmakter for klientene.",
    en="You are not allowed to see or give authorizations for the clients.",
)
def may_not_hand_on(portal: Portal, reference: Reference, words: Words, person: Person) -> None:
    """There is nothing to choose or press, on no page, and the rules refuse it all."""
    actor = reference.acting_for
    portal.expect_gone(words("button.add_agent"), ["button"])
    portal.expect_gone(reference.shown_name(person), ["link"])
    clients = expect_closed(reference, actor, person)
    for kind, number in (("agent", person), ("client", clients[0])):
        portal.open(f"{PORTAL}/clientadministration/{kind}/{reference.party(number).id}")
        portal.expect_text(words("message.no_client_administrator"))
        portal.expect_gone(reference.shown_name(number), ["heading"])


def _expect_page(
    portal: Portal, reference: Reference, words: Words, person: str, actor: str
) -> None:
    """The page is that of this person, for this actor."""
    portal.expect(reference.shown_name(person), ["heading"])
    portal.expect_text(words("text.for_actor", actor=reference.shown_name(actor)))


def expect_list(portal: Portal, reference: Reference, words: Words, organisation: str) -> None:
    """The page is the organisation's client administration."""
    shown = reference.shown_name(organisation)
    portal.expect(words("heading.client_administration", actor=shown), ["heading"])


def _expect_only_agent(reference: Reference, person: str, organisation: str) -> None:
    """The person alone has client access, with nothing in it, and is not added twice."""
    assert agents_now(reference, organisation) == (person,), "others have client access"
    expect_handed_on(reference, organisation, person)
    acting, agent = reference.visiting(organisation), reference.party(person)
    with reference.state() as uow:
        found = [agents.list_agents(uow, acting, wanted) for wanted in (agent.name, "?")]
    assert [len(each.agents) for each in found] == [1, 0], "the search finds others"
    assert not any(each.is_empty for each in found), "nobody is said to have client access"
    expect_client_access(reference, organisation, person, has=True)
    assert found[0].others == (), "it is listed as another user, too"
    expect_no_effect(
        reference,
        organisation,
        lambda uow, me: agents.add_person(uow, me, person, last_name(agent.name)).changed,
        lambda uow, me: agents.add_known(uow, me, agent.id).changed,
    )
