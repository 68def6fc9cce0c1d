"""What surrounds every page: header, menu, actor selector, sidebar (`PORTAL.md 1.5, 2.2`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from systemtilgang.domain.parties import PartyKind
from systemtilgang.portal.formatting import day, display_name, grouped, logged_in_name
from systemtilgang.portal.places import Place, place
from systemtilgang.portal.texts import Labels, own_names
from systemtilgang.service import login, requests
from systemtilgang.service.login import Actor

if TYPE_CHECKING:
    from systemtilgang.portal.visits import Visit

SEARCHABLE_FROM = 6
"""The actor selector has a search field with more than five actors."""


@dataclass(frozen=True)
class ActorRow:
    """An actor in the selector; `line` tells it apart from others of the same name."""

    id: str
    name: str
    line: str
    is_organisation: bool
    is_self: bool
    usable: bool

    def matches(self, query: str) -> bool:
        """Whether the selector's search finds it: name or line, in any case."""
        return query.casefold() in f"{self.name}\n{self.line}".casefold()


@dataclass(frozen=True)
class Selector:
    """The open actor selector. `forced`: it cannot be closed until an actor is chosen."""

    groups: tuple[tuple[str, tuple[ActorRow, ...]], ...]
    forced: bool
    searchable: bool
    query: str
    hits: int


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


def actor_line(actor: Actor, t: Labels) -> str:
    """The line below an actor's name."""
    if actor.kind is PartyKind.PERSON:
        return t("text.born_actor", date=day(actor.born)) if actor.born else ""
    number = grouped(actor.number or "")
    if actor.parent is None:
        return t("text.organization_number", number=number)
    return t("text.sub_unit_of", number=number, parent=display_name(actor.parent))


def of(visit: Visit) -> dict[str, Any]:
    """The template variables of everything around the content of a page for a person."""
    around = bare(visit.place, visit.labels) | {"flash": visit.session.flash}
    if visit.person is None:
        return around
    actor = visit.chosen_actor
    selector = None
    if actor is None or visit.place.get("menu") == "actor":
        selector = _selector(visit, forced=actor is None)
    return around | {
        "person_name": logged_in_name(visit.person.name),
        "own_name": display_name(visit.person),
        "actor": actor,
        "actor_line": actor_line(actor, visit.labels) if actor else "",
        "selector": selector,
        "navigation": navigation(visit) if actor else (),
    }


def bare(here: Place, t: Labels) -> dict[str, Any]:
    """The surroundings for somebody who is not logged in, and for pages about errors."""
    return {
        "here": here,
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


def _selector(visit: Visit, *, forced: bool) -> Selector:
    assert visit.person is not None
    actors = login.actors(visit.uow, visit.person.id, visit.portal.today)
    rows = [_row(actor, visit.labels) for actor in actors]
    query = visit.place.get("actor-search").strip()
    found = [row for row in rows if row.matches(query)]
    organisations = tuple(row for row in found if row.is_organisation)
    groups = (
        ("text.group_favorites", tuple(row for row in found if row.is_self)),
        ("text.group_persons", tuple(row for row in found if _is_other_person(row))),
        ("text.group_organizations", organisations),
    )
    return Selector(
        groups=tuple(group for group in groups if group[1]),
        forced=forced,
        searchable=len(rows) >= SEARCHABLE_FROM,
        query=query,
        hits=len(found),
    )


def _is_other_person(row: ActorRow) -> bool:
    return not row.is_self and not row.is_organisation


def _row(actor: Actor, t: Labels) -> ActorRow:
    return ActorRow(
        id=actor.id,
        name=display_name(actor),
        line=actor_line(actor, t),
        is_organisation=actor.kind is PartyKind.ORGANISATION,
        is_self=actor.is_self,
        usable=actor.usable,
    )
