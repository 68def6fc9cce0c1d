"""The list of users as a file (`PORTAL.md 3.1`)."""

from __future__ import annotations

from starlette.responses import Response

from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.portal.formatting import day, display_name
from systemtilgang.portal.pages.users import roles_of, shows_agents
from systemtilgang.portal.spreadsheets import attachment
from systemtilgang.portal.visits import Visit
from systemtilgang.service import users


def download(visit: Visit) -> Response:
    """The users that the page lists with this search and switch, all of them, oneself first."""
    t = visit.labels
    listed = users.users_for_file(
        visit.uow,
        visit.acting,
        visit.place.get("q").strip(),
        with_agents=shows_agents(visit),
    )
    columns = (t("text.column_name"), t("text.column_identifier"), t("text.column_roles"))
    rows = [
        (display_name(user.party), identifier(user.party), ", ".join(roles_of(user, t)))
        for user in listed
    ]
    return attachment([columns, *rows], t("text.users_file"))


def identifier(party: Party) -> str:
    """The number as the register writes it, which a spreadsheet can look up; a person's birth date,
    for the person number is nobody's business.
    """
    if party.kind is PartyKind.PERSON:
        return day(party.born) if party.born else ""
    return party.number or ""
