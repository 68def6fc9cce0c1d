"""One user with client access: its clients, giving, taking, deleting (`PORTAL.md 11.3`)."""

from __future__ import annotations

from starlette.responses import Response

from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.portal.formatting import display_name, grouped
from systemtilgang.portal.pages import handing_on
from systemtilgang.portal.pages.client_administration import (
    ADMINISTRATION,
    USERS_TAB,
    not_allowed,
    page_of_agent,
)
from systemtilgang.portal.pages.users import party_line
from systemtilgang.portal.places import Place
from systemtilgang.portal.texts import Labels
from systemtilgang.portal.visits import Visit
from systemtilgang.service import agent_clients, agents

DELETE_DIALOG = "delete-user"


def agent_page(visit: Visit) -> Response:
    """The clients that the user has something of, and those that it can get something of."""
    if not visit.permissions.is_client_admin:
        return not_allowed(visit)
    agent_id, query = visit.path_params["id"], visit.place.get("q").strip()
    with_deleted = visit.place.get("deleted") == "1"
    agent, found = agent_clients.clients_of(
        visit.uow, visit.acting, agent_id, query, with_deleted=with_deleted
    )
    rows = [
        (
            each.has_some,
            handing_on.row(
                visit,
                each.client,
                _line(each.client, visit.labels),
                each.packages,
                is_deleted=each.client.is_deleted,
            ),
        )
        for each in found
    ]
    has = [row for has_some, row in rows if has_some]
    can_have = [row for has_some, row in rows if not has_some]
    name = display_name(agent.party)
    return visit.page(
        "agent.html",
        "title.agent",
        section="client_administration",
        crumbs=(("link.client_administration", ADMINISTRATION), (name, page_of_agent(agent_id))),
        user_name=name,
        query=query,
        with_deleted=with_deleted,
        parts=_parts(visit, has, can_have, is_search=bool(query)),
        handing=handing_on.opened(visit, (*has, *can_have), user_name=name),
        dialog=DELETE_DIALOG if visit.place.get("dialog") == DELETE_DIALOG else None,
    )


def give(visit: Visit) -> Response:
    """Hand a package of one of the clients on to the user."""
    return handing_on.give(visit, _id(visit), visit.form.get("other", ""), _here(visit))


def take(visit: Visit) -> Response:
    """Take a package of one of the clients back from the user."""
    return handing_on.take(visit, _id(visit), visit.form.get("other", ""), _here(visit))


def delete(visit: Visit) -> Response:
    """Take the user's client access away, with all that it was given of the clients."""
    agents.remove(visit.uow, visit.acting, _id(visit), cascade=True)
    visit.commit()
    return visit.go(USERS_TAB)


def _parts(
    visit: Visit, has: list[handing_on.Row], can_have: list[handing_on.Row], *, is_search: bool
) -> tuple[handing_on.Part, ...]:
    none_found = "message.no_matches" if is_search else ""
    return (
        handing_on.part(
            visit,
            "has",
            "heading.has_clients",
            has,
            none_found or "message.agent_has_no_clients",
        ),
        handing_on.part(
            visit,
            "can",
            "heading.can_have_clients",
            can_have,
            none_found or "message.party_has_no_clients",
            closes=True,
        ),
    )


def _line(client: Party, t: Labels) -> str:
    """The number of an organisation is written alike in both languages here (`PORTAL.md 1.3`)."""
    if client.kind is PartyKind.ORGANISATION:
        return t("text.organization_number_detail", number=grouped(client.number or ""))
    return party_line(client, t)


def _id(visit: Visit) -> str:
    return visit.path_params["id"]


def _here(visit: Visit) -> Place:
    """The user's page in the state that a form was sent from."""
    return Place(page_of_agent(_id(visit)).path, visit.place.query)
