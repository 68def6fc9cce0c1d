"""The selector of whom to act for: groups, search, favourites, deleted units (`PORTAL.md 2.2`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from systemtilgang.domain.parties import PartyKind
from systemtilgang.portal.formatting import day, display_name, grouped
from systemtilgang.portal.places import Place
from systemtilgang.portal.texts import Labels
from systemtilgang.service import login
from systemtilgang.service.login import Actor

if TYPE_CHECKING:
    from systemtilgang.portal.visits import Visit

SEARCHABLE_FROM = 6
"""The selector has a search field with more than five actors, sub-units and deleted ones too."""

QUERY, DELETED, FULL_SCREEN = "actor-search", "deleted-actors", "full-screen"
"""The parameters that hold the state of the open selector."""


@dataclass(frozen=True)
class ActorRow:
    """An actor in the selector; `line` tells it apart from others of the same name.

    `parts` are the name before, inside and after what was searched for.
    """

    actor: Actor
    name: str
    line: str
    parts: tuple[str, str, str]

    @property
    def is_organisation(self) -> bool:
        """Whether it is in the group of organisations."""
        return self.actor.kind is PartyKind.ORGANISATION

    def matches(self, query: str) -> bool:
        """Whether the search finds it: name, line (with the number as written there) or the plain
        organisation number, in any case.
        """
        number = self.actor.number or "" if self.is_organisation else ""
        return query.casefold() in f"{self.name}\n{self.line}\n{number}".casefold()


@dataclass(frozen=True)
class Group:
    """A group of actors: `key` is the last part of its label's."""

    key: str
    label: str
    rows: tuple[ActorRow, ...]

    @property
    def has_toggles(self) -> bool:
        """Whether any of its actors can be made a favourite: not oneself."""
        return any(not row.actor.is_self for row in self.rows)


@dataclass(frozen=True)
class Selector:
    """The open selector. `forced`: it cannot be closed until an actor is chosen.

    `has_deleted`: there is something for the switch to show. `hits` counts actors, not rows.
    """

    groups: tuple[Group, ...]
    forced: bool
    searchable: bool
    query: str
    hits: int
    has_deleted: bool
    shows_deleted: bool
    full_screen: bool


def closed(here: Place) -> Place:
    """The same place without the selector."""
    return here.without("menu", QUERY, DELETED, FULL_SCREEN)


def actor_line(actor: Actor, t: Labels) -> str:
    """The line below an actor's name."""
    if actor.kind is PartyKind.PERSON:
        return t("text.born_actor", date=day(actor.born)) if actor.born else ""
    number = grouped(actor.number or "")
    if actor.parent is None:
        return t("text.organization_number", number=number)
    return t("text.sub_unit_of", number=number, parent=display_name(actor.parent))


def selector(visit: Visit, *, forced: bool) -> Selector:
    """The selector in the state that the address says."""
    assert visit.person is not None
    query = visit.place.get(QUERY).strip()
    shows_deleted = visit.place.get(DELETED) == "1"
    actors = login.actors(visit.uow, visit.person.id, visit.portal.today)
    rows = [_row(actor, visit.labels, query) for actor in actors]
    found = [
        row for row in rows if row.matches(query) and (shows_deleted or not row.actor.is_deleted)
    ]
    return Selector(
        groups=_groups(found),
        forced=forced,
        searchable=len(rows) >= SEARCHABLE_FROM,
        query=query,
        hits=len(found),
        has_deleted=any(actor.is_deleted for actor in actors),
        shows_deleted=shows_deleted,
        full_screen=visit.place.get(FULL_SCREEN) == "1" and not forced,
    )


def _groups(rows: list[ActorRow]) -> tuple[Group, ...]:
    """Oneself first, among the favourites; a favourite is in its own group, too."""
    favourites = [row for row in rows if row.actor.is_self or row.actor.is_favourite]
    persons = [row for row in rows if not row.is_organisation and not row.actor.is_self]
    organisations = [row for row in rows if row.is_organisation]
    groups = (
        Group("favorites", "text.group_favorites", tuple(favourites)),
        Group("persons", "text.group_persons", tuple(persons)),
        Group("organizations", "text.group_organizations", tuple(organisations)),
    )
    return tuple(group for group in groups if group.rows)


def _row(actor: Actor, t: Labels, query: str) -> ActorRow:
    name = display_name(actor)
    at = name.casefold().find(query.casefold()) if query else -1
    end = at + len(query)
    parts = (name, "", "") if at < 0 else (name[:at], name[at:end], name[end:])
    return ActorRow(actor, name, actor_line(actor, t), parts)
