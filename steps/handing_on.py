"""Authorising a person for a client and taking it back, on the person's page or the client's."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import given, guide, then, when
from steps.agents import expect_handed_on, giving, hand_on, taking
from steps.types import HandingOnButton, Heading, Organisation, Package, Person, shown_package
from steps.witness import expect_no_effect
from steps.world import Reference
from systemtilgang.service import powers


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
    name = shown_package(words, package)
    told = words("message.agent_taken", user=reference.shown_name(person), package=name)
    portal.expect_text(told)
    pages = [reference.shown_name(number) for number in (person, client)]
    assert any(portal.shows(page, ["heading"]) for page in pages), "this is another page"
    portal.expect_gone(words("delegation_name.take", package=name), ["button"])
    _expect_ended(reference, person, package, client)
    actor = reference.acting_for
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


@when(
    nb="{client} tar fullmakten til {package} tilbake fra {provider}",
    en="{client} takes back the authorization for {package} from {provider}",
)
@guide(
    nb="{client} tar tilbake fullmakten til {package} fra {provider}. Du får ikke beskjed om det.",
    en="{client} takes back the authorization for {package} from {provider}. You are not notified.",
)
def client_takes_back(
    portal: Portal,
    reference: Reference,
    client: Organisation,
    package: Package,
    provider: Organisation,
) -> None:
    """The client's managing director does so meanwhile."""
    acting = reference.acting(reference.person_as("daglig-leder", client), client)
    receiver = reference.party(provider).id
    with reference.state() as uow:
        assert powers.revoke_package(uow, acting, receiver, package).changed, "it was not granted"
        uow.commit()
    portal.open(portal.address)


@then(
    nb="har {person} mistet fullmakten til {package} for {client}",
    en="{person} has lost the authorization for {package} on behalf of {client}",
)
@guide(
    nb="{person} har samtidig mistet fullmakten til {package} for {client}.",
    en="At the same time, {person} has lost the authorization for {package} on behalf of {client}.",
)
def has_lost(
    portal: Portal,
    reference: Reference,
    words: Words,
    person: Person,
    package: Package,
    client: Organisation,
) -> None:
    """The person's page no longer has the client among those that the person has something of, and
    the person has the rest of what the chapter has seen handed on."""
    portal.expect(reference.shown_name(person), ["heading"])
    portal.expect_gone(reference.shown_name(client), ["button"])
    portal.expect_gone(
        words("delegation_name.take", package=shown_package(words, package)), ["button"]
    )
    _expect_ended(reference, person, package, client)


def _expect_ended(reference: Reference, person: str, package: str, client: str) -> None:
    """The chapter has seen that the person had this; what is left is the rest of what it has seen
    handed on."""
    handed_on = (person, package, client)
    assert handed_on in reference.permitted, "the chapter has not seen that it was so"
    reference.permitted.remove(handed_on)
    expect_handed_on(reference, reference.acting_for, person)


def _expect_row(
    portal: Portal, reference: Reference, words: Words, person: str, client: str
) -> None:
    """The page of the one has a row of the other."""
    for number in (person, client):
        portal.expect(reference.shown_name(number), ["heading"])
