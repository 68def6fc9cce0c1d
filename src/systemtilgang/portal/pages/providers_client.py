"""One client: which users have what of it, giving and taking (`PORTAL.md 11.4`)."""

from __future__ import annotations

from itertools import chain

from starlette.responses import Response

from systemtilgang.portal.formatting import display_name
from systemtilgang.portal.pages import handing_on, new_agent
from systemtilgang.portal.pages.client_administration import (
    CLIENTS_TAB,
    not_allowed,
    page_of_client,
)
from systemtilgang.portal.pages.handing_on import Part, Row
from systemtilgang.portal.pages.users import party_line, status_with
from systemtilgang.portal.places import Place
from systemtilgang.portal.sessions import Flash
from systemtilgang.portal.visits import Visit
from systemtilgang.service import agent_clients
from systemtilgang.service.agent_clients import AgentOfClient


def client_page(visit: Visit) -> Response:
    """The users that have something of the client, and those that can get it."""
    if not visit.permissions.is_client_admin:
        return not_allowed(visit)
    return _page(visit, {})


def give(visit: Visit) -> Response:
    """Hand a package of the client on to one of the users."""
    return handing_on.give(visit, visit.form.get("other", ""), _id(visit), _here(visit))


def take(visit: Visit) -> Response:
    """Take a package of the client back from one of the users."""
    return handing_on.take(visit, visit.form.get("other", ""), _id(visit), _here(visit))


def add_person(visit: Visit) -> Response:
    """Give a person client access and stay here, or say in the dialog what is wrong."""
    added, errors = new_agent.add(visit)
    if added is not None:
        return visit.go(page_of_client(_id(visit)), Flash("message.agent_has_client_access"))
    visit.place = page_of_client(_id(visit)).having(dialog=new_agent.DIALOG)
    return new_agent.unchanged(_page(visit, errors))


def _page(visit: Visit, errors: dict[str, str]) -> Response:
    query = visit.place.get("q").strip()
    found = agent_clients.agents_of(visit.uow, visit.acting, _id(visit), query)
    client, name = found.client, display_name(found.client)
    rows = _rows(visit, found.agents)
    return visit.page(
        "providers_client.html",
        "title.providers_client",
        status=status_with(errors),
        section="client_administration",
        crumbs=(("link.client_administration", CLIENTS_TAB), (name, page_of_client(client.id))),
        client=client,
        client_name=name,
        query=query,
        has_packages=found.has_packages,
        nobody_found=bool(query) and not found.agents,
        parts=_parts(visit, rows, is_search=bool(query)),
        handing=handing_on.opened(visit, chain(*rows.values()), client_name=name),
        **new_agent.dialog(visit, errors),
    )


def _rows(visit: Visit, found: tuple[AgentOfClient, ...]) -> dict[str, list[Row]]:
    """Those just added who have nothing yet, those who have something, and the others."""
    rows: dict[str, list[Row]] = {"new": [], "has": [], "can": []}
    for each in found:
        party, is_new = each.agent.party, each.agent.is_new
        name = "has" if each.has_some else "new" if is_new else "can"
        line = party_line(party, visit.labels)
        rows[name].append(handing_on.row(visit, party, line, each.packages, is_new=is_new))
    return rows


def _parts(visit: Visit, rows: dict[str, list[Row]], *, is_search: bool) -> tuple[Part, ...]:
    """The regions of the page; the one for those just added only when there are any."""
    none_found = "message.no_users_found" if is_search else ""
    parts = (
        handing_on.part(visit, "new", "heading.recently_added_users", rows["new"], none_found),
        handing_on.part(
            visit,
            "has",
            "heading.users_with_power",
            rows["has"],
            none_found or "message.no_agents",
        ),
        handing_on.part(
            visit,
            "can",
            "heading.users_who_can_get_power",
            rows["can"],
            none_found or "message.add_users_for_client",
            closes=True,
        ),
    )
    return parts if rows["new"] else parts[1:]


def _id(visit: Visit) -> str:
    return visit.path_params["id"]


def _here(visit: Visit) -> Place:
    """The client's page in the state that a form was sent from."""
    return Place(page_of_client(_id(visit)).path, visit.place.query)
