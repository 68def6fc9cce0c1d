"""What a person does on any screen: log in, go somewhere, press, and see."""

from __future__ import annotations

from samsvar.drivers.protocol import NotOnScreen, Portal
from samsvar.labels import Words
from samsvar.vocabulary import guide, then, when
from steps.types import Button, MenuItem, Message, Organisation, Role, Tab
from steps.world import PORTAL, Reference
from systemtilgang.domain.parties import Party


@when(
    nb="jeg logger på som {role} i {organisation}",
    en="I log in as {role} of {organisation}",
)
@guide(
    nb="Logg på Altinn som {role} i {organisation}, og velg virksomheten når Altinn spør hvem du "
    "vil bruke Altinn på vegne av.",
    en="Log in to Altinn as {role} of {organisation}, and choose the organization when Altinn asks "
    "who you want to use Altinn on behalf of.",
)
def log_in(portal: Portal, reference: Reference, role: Role, organisation: Organisation) -> None:
    """Logs in as the person who is this to the organisation, and chooses to act for it."""
    person = reference.person_as(role, organisation)
    _log_in(portal, reference, person, organisation)


@when(
    nb="jeg logger på som ansatt uten administratorrettigheter i {organisation}",
    en="I log in as an employee without administrator rights in {organisation}",
)
@guide(
    nb="Logg på Altinn som ansatt uten administratorrettigheter i {organisation}.",
    en="Log in to Altinn as an employee without administrator rights in {organisation}.",
)
def log_in_as_employee(portal: Portal, reference: Reference, organisation: Organisation) -> None:
    """Logs in as somebody who only has an ordinary access package from the organisation."""
    person = reference.person_as("posttjenester", organisation)
    _log_in(portal, reference, person, organisation)


def _log_in(portal: Portal, reference: Reference, person: Party, organisation: str) -> None:
    reference.visitor, reference.acting_for = person, organisation
    portal.open(PORTAL)
    portal.click(reference.button_of(person), ["button"])
    portal.click(reference.shown_name(organisation), ["menuitem"])


@when(nb="jeg går til {place} i menyen", en="I go to {place} in the menu")
@guide(
    nb="Gå til {place} i menyen, hvis du ikke allerede er der.",
    en="Go to {place} in the menu, if you are not already there.",
)
def go_to(portal: Portal, words: Words, place: MenuItem) -> None:
    """Follows a link of the sidebar."""
    portal.click(place.text, ["link"], within=("navigation", words("landmark.sidebar")))


@when(nb="jeg trykker på {button}", en="I click {button}")
@guide(nb="Trykk på {button}.", en="Click {button}.")
def click(portal: Portal, button: Button) -> None:
    """Presses a button that stands alone on the screen."""
    portal.click(button.text, ["button"])


@when(nb="jeg velger fanen {tab}", en="I choose the tab {tab}")
@guide(nb="Velg fanen {tab}.", en="Choose the tab {tab}.")
def choose_tab(portal: Portal, tab: Tab) -> None:
    """Goes to another tab of the screen or the dialog."""
    portal.click(tab.text, ["tab"])


@then(nb="ser jeg meldingen {message}", en="I see the message {message}")
@guide(nb="Du ser meldingen: {message}", en="You see the message: {message}")
def see_message(portal: Portal, message: Message) -> None:
    """A message of the portal stands on the screen."""
    portal.expect_text(message.text)


def expect_row(portal: Portal, *words: str) -> None:
    """A list of the screen has an item with all of these words."""
    if not any(all(each in row for each in words) for row in portal.rows()):
        item = f"an item of a list with {' and '.join(words)}"
        raise NotOnScreen(item, None, portal.tree(), portal.address)
