"""What surrounds every page: header, menu, actor selector, sidebar (`PORTAL.md 1.5, 2.2`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from systemtilgang.domain.parties import PartyKind
from systemtilgang.portal.actor_selector import actor_line, closed, selector
from systemtilgang.portal.formatting import display_name, logged_in_name
from systemtilgang.portal.places import Place, place
from systemtilgang.portal.texts import Labels, own_names
from systemtilgang.service import requests

if TYPE_CHECKING:
    from systemtilgang.portal.visits import Visit


@dataclass(frozen=True)
class NavItem:
    """A link of the sidebar, the menu and the start page, where it has a description.

    `count` is how many things wait there; it is told when there are any.
    """

    section: str
    label: str
    icon: str
    to: Place
    description: str = ""
    count: int = 0


START = NavItem("start", "link.access_management", "home", place())
REQUESTS = NavItem("requests", "link.requests", "inbox", place("/requests"))
USERS = NavItem("users", "link.users", "people", place("/users"), "text.users_description")
CLIENT_ADMINISTRATION = NavItem(
    "client_administration",
    "link.client_administration",
    "briefcase",
    place("/clientadministration"),
    "text.client_administration_description",
)
SYSTEM_ACCESSES = NavItem(
    "system_accesses",
    "link.system_accesses",
    "system",
    place("/systemuser/overview"),
    "text.system_accesses_description",
)


def of(visit: Visit) -> dict[str, Any]:
    """The template variables of everything around the content of a page for a person."""
    around = bare(visit.place, visit.labels) | {"flash": visit.session.flash}
    if visit.person is None:
        return around
    actor = visit.chosen_actor
    opened = None
    if actor is None or visit.place.get("menu") == "actor":
        opened = selector(visit, forced=actor is None)
    return around | {
        "person_name": logged_in_name(visit.person.name),
        "own_name": display_name(visit.person),
        "actor": actor,
        # its main unit is named in the selector, and has no room here
        "actor_line": actor_line(replace(actor, parent=None), visit.labels) if actor else "",
        "selector": opened,
        "navigation": navigation(visit) if actor else (),
    }


def bare(here: Place, t: Labels) -> dict[str, Any]:
    """The surroundings for somebody who is not logged in, and for pages about errors."""
    return {
        "here": here,
        "without_selector": closed(here),
        "lang": t.language,
        "languages": own_names(),
        "flash": None,
        "person_name": "",
        "own_name": "",
        "actor": None,
        "actor_line": "",
        "opened": here.get("menu"),
        "reduced": False,
        "selector": None,
        "dialog": None,
        "opened_package": None,
        "opened_service": None,
        "section": "",
        "navigation": (),
        "crumbs": (),
    }


def reduced(visit: Visit) -> dict[str, Any]:
    """The surroundings of a page that somebody came to from outside: logo and menu, to change
    language and log out (`PORTAL.md 1.5`, request pages).
    """
    assert visit.person is not None
    return bare(visit.place, visit.labels) | {
        "flash": visit.session.flash,
        "reduced": True,
        "person_name": logged_in_name(visit.person.name),
    }


def navigation(visit: Visit) -> tuple[NavItem, ...]:
    """The sections that exist and that the person may see, in the sidebar's order."""
    allowed = visit.permissions
    items = [START]
    if allowed.is_admin:
        waiting = requests.received(visit.uow, visit.acting)
        items.append(replace(REQUESTS, count=len(waiting)))
    items.append(USERS)
    if allowed.is_client_admin:
        items.append(CLIENT_ADMINISTRATION)
    if visit.actor.kind is PartyKind.ORGANISATION and (allowed.is_admin or allowed.is_client_admin):
        items.append(SYSTEM_ACCESSES)
    return tuple(items)
