"""For tests of client administration: persons with client access, reading its screens."""

from __future__ import annotations

from visitor import Visitor, party, squeezed

from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.standing import Reason
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.service import agent_packages, agents, decisions
from systemtilgang.service.acting import Acting
from systemtilgang.store import Store

PROVIDER = "DISKRET NÆR TIGER AS"
ADMINISTRATION = "/clientadministration"
CLIENTS_TAB = f"{ADMINISTRATION}?tab=clients"
#: The number of LUN SKOG, who has access to the provider, but not to its clients.
LUN_SKOG = "16857692261"
AUDITOR = {"nb": "Ansvarlig revisor", "en": "Auditor in charge"}
"""The package `ansvarlig-revisor` as the portal names it."""


def give_client_access(
    store: Store, name: str, client: str = "", clock: FixedClock | None = None
) -> str:
    """Give a person client access, and a package of the client; returns the path of its page."""
    provider, administrator = party(store, PROVIDER), party(store, "KLOK HEGRE")
    person = party(store, name)
    client_id = party(store, client).id if client else ""
    acting = Acting(administrator.id, provider.id, clock=clock or FixedClock())
    with store.unit_of_work() as uow:
        if not uow.assignments.between([provider.id], [person.id]):
            uow.assignments.add(Assignment(provider.id, person.id, RIGHT_HOLDER))
        agents.add_known(uow, acting, person.id)
        if client:
            asked = [RolePackages("revisor", ("ansvarlig-revisor",))]
            agent_packages.give(uow, acting, person.id, client_id, asked)
        uow.commit()
    return f"{ADMINISTRATION}/agent/{person.id}"


def was_handed(store: Store, person: str, client: str, package: str = "ansvarlig-revisor") -> bool:
    """Whether the decision point lets the person use the client's package as an agent."""
    holder, represented = party(store, person).id, party(store, client)
    today = FixedClock().now().date()
    with store.unit_of_work() as uow:
        reason = decisions.why(uow, holder, represented, package, today)
    return Reason.CLIENT_DELEGATION in reason


def client_path(store: Store, name: str) -> str:
    return f"{ADMINISTRATION}/client/{party(store, name).id}"


def regions(visitor: Visitor) -> dict[str, list[str]]:
    """The names of the rows in each region of the page, in order."""
    return {
        visitor.name(region): [visitor.name(row) for row in region.xpath(".//h3/button")]
        for region in visitor.tree.xpath(".//section[@aria-labelledby][@class='part']")
    }


def group(visitor: Visitor, name: str) -> list[str]:
    """The names of the buttons in the open row of this name."""
    (found,) = (
        each for each in visitor.tree.xpath(".//*[@role='group']") if visitor.name(each) == name
    )
    return [visitor.name(button) for button in found.xpath(".//button")]


def row_titles(visitor: Visitor) -> list[str]:
    titles = visitor.tree.xpath(".//*[@id='found']//*[@class='row__title']")
    return [squeezed(title.text_content()) for title in titles]


def shown_dialog(visitor: Visitor) -> str:
    (dialog,) = visitor.elements("dialog")
    return squeezed(dialog.text_content())


def send(visitor: Visitor, number: str, last_name: str) -> None:
    """Fill in and send the dialog for a new user."""
    visitor.fill("textbox", visitor.t("field.person_identifier"), number)
    visitor.fill("textbox", visitor.t("field.last_name"), last_name)
    visitor.click("button", visitor.t("button.add_person"))
