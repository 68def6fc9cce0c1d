"""Client administration: the users with client access, and the clients (`PORTAL.md 11.1, 11.2`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from systemtilgang.domain.problems import Refused
from systemtilgang.portal.pages import new_agent
from systemtilgang.portal.pages.users import PERSON_NUMBER_LENGTH, party_line, status_with
from systemtilgang.portal.paging import ROWS_PER_STEP, shown_rows
from systemtilgang.portal.places import Place, place
from systemtilgang.portal.refusals import failure
from systemtilgang.portal.sessions import Flash
from systemtilgang.portal.visits import Visit
from systemtilgang.service import agent_clients, agents
from systemtilgang.service.agent_clients import OTHER_RELATIONSHIPS, RELATIONSHIPS

ADMINISTRATION = place("/clientadministration")
USERS_TAB = ADMINISTRATION
CLIENTS_TAB = ADMINISTRATION.having(tab="clients")


@dataclass(frozen=True)
class Relationship:
    """A choice of the relationship filter; `to` is the page with it switched over."""

    code: str
    label: str
    chosen: bool
    to: Place


def page_of_agent(agent_id: str) -> Place:
    """The page of one user with client access."""
    return place(f"/clientadministration/agent/{agent_id}")


def page_of_client(client_id: str) -> Place:
    """The page of one client."""
    return place(f"/clientadministration/client/{client_id}")


def not_allowed(visit: Visit) -> Response:
    """What a person sees who is no client administrator of the actor."""
    return visit.page(
        "not_client_administrator.html",
        "title.client_administration",
        section="client_administration",
    )


def administration_page(visit: Visit) -> Response:
    """The users with client access, or on the other tab the clients."""
    if not visit.permissions.is_client_admin:
        return not_allowed(visit)
    return _page(visit, {})


def add_person(visit: Visit) -> Response:
    """Give a person client access and show its page, or say in the dialog what is wrong."""
    added, errors = new_agent.add(visit)
    if added is not None:
        return visit.go(page_of_agent(added.party.id))
    visit.place = USERS_TAB.having(dialog=new_agent.DIALOG)
    return new_agent.unchanged(_page(visit, errors))


def add_known(visit: Visit) -> Response:
    """Give client access to a person who has some access from the actor already."""
    try:
        agents.add_known(visit.uow, visit.acting, visit.form.get("person", ""))
    except Refused as refused:
        if refused.problem.status == 403:
            raise
        told = failure(refused.problem, "message.agent_not_added")
    else:
        visit.commit()
        told = Flash("message.agent_added")
    return visit.go(Place(ADMINISTRATION.path, visit.place.query), told)


def _page(visit: Visit, errors: dict[str, str]) -> Response:
    on_clients = visit.place.get("tab") == "clients"
    query = visit.place.get("q").strip()
    limit = shown_rows(visit.place.get("rows"))
    tab = _clients_tab(visit, query, limit) if on_clients else _users_tab(visit, query, limit)
    return visit.page(
        "client_administration.html",
        "title.client_administration",
        status=status_with(errors),
        section="client_administration",
        crumbs=(("link.client_administration", ADMINISTRATION),),
        tab="clients" if on_clients else "users",
        query=query,
        next_rows=str(limit + ROWS_PER_STEP),
        **tab,
        **new_agent.dialog(visit, errors),
    )


def _users_tab(visit: Visit, query: str, limit: int) -> dict[str, Any]:
    listed = agents.list_agents(visit.uow, visit.acting, query)
    return {
        "agents": listed.agents[:limit],
        "others": listed.others[:limit],
        "more": max(len(listed.agents), len(listed.others)) > limit,
        "is_empty": listed.is_empty,
        "line": lambda party: party_line(party, visit.labels),
        "looks_like_person_number": query.isdecimal() and len(query) == PERSON_NUMBER_LENGTH,
    }


def _clients_tab(visit: Visit, query: str, limit: int) -> dict[str, Any]:
    chosen = visit.place.all("roles")
    with_deleted = visit.place.get("deleted") == "1"
    listed = agent_clients.list_clients(
        visit.uow, visit.acting, query, chosen, with_deleted=with_deleted
    )
    relationships = tuple(
        Relationship(
            code, _relationship(visit, code), code in chosen, visit.place.toggling("roles", code)
        )
        for code in (*RELATIONSHIPS, OTHER_RELATIONSHIPS)
    )
    return {
        "clients": tuple(client.party for client in listed.clients[:limit]),
        "more": len(listed.clients) > limit,
        "is_empty": listed.is_empty,
        "line": lambda party: party_line(party, visit.labels),
        "with_deleted": with_deleted,
        "relationships": relationships,
        "filter_label": ", ".join(each.label for each in relationships if each.chosen),
        "filter_open": visit.place.get("filter") == "open",
    }


def _relationship(visit: Visit, code: str) -> str:
    if code == OTHER_RELATIONSHIPS:
        return visit.labels("text.other_relationships")
    return visit.uow.catalogue.roles[code].name.in_language(visit.labels.language)
