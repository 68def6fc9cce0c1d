"""A system access for clients and the dialog that adds and removes them (`PORTAL.md 8`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.portal.formatting import display_name
from systemtilgang.portal.listed_rights import of_clients
from systemtilgang.portal.pages import adding_all
from systemtilgang.portal.pages.system_accesses import OVERVIEW, deletion, page_of_access
from systemtilgang.portal.paging import page_of
from systemtilgang.portal.places import Place, place
from systemtilgang.portal.refusals import failure
from systemtilgang.portal.sessions import Flash
from systemtilgang.portal.visits import Visit
from systemtilgang.service import clients, own_organisation, system_accesses
from systemtilgang.service.acting import Acting
from systemtilgang.service.clients import Client, ClientChange
from systemtilgang.service.own_organisation import OwnOrganisation
from systemtilgang.service.system_accesses import SystemAccess
from systemtilgang.store import UnitOfWork

OWN_ORGANISATION = "own-organization"
"""Where a failure to add or remove one's own organisation is told: above the list."""


@dataclass(frozen=True)
class ListedClient:
    """A row of the page's list. `own`: it is the organisation that the access belongs to."""

    party: Party
    own: OwnOrganisation | None = None


def matches(party: Party, query: str) -> bool:
    """The clients search: a piece of the name in any case, or of the organisation number.

    Only the first space typed is ignored, so `310 000 003` finds nothing: so does the portal that
    this one stands for (`PORTAL.md 8.2`).
    """
    if query.casefold() in party.name.casefold():
        return True
    return query.replace(" ", "", 1) in (party.number or "")


def clients_page(visit: Visit) -> Response:
    """One access for clients, with the clients that are added to it."""
    access = system_accesses.access(visit.uow, visit.acting, visit.path_params["id"])
    if access.user_type is not UserType.AGENT:
        return visit.go(page_of_access(access))
    may_administer = visit.permissions.may_administer_clients
    connected: tuple[Party, ...] = ()
    if may_administer:
        connected = clients.connected(visit.uow, visit.acting, access.id)
    dialog = _dialog(visit, access) if may_administer else {"dialog": None}
    own = own_organisation.own_organisation(visit.uow, visit.acting, access.id)
    query = "" if dialog["dialog"] else visit.place.get("q")
    listed = _listed(connected, own)
    found = [row for row in listed if matches(row.party, query)]
    return visit.page(
        "clients.html",
        "title.client_system_access",
        section="system_accesses",
        crumbs=(("link.system_accesses", OVERVIEW), (access.title, page_of_access(access))),
        access=access,
        rights=of_clients(visit.labels, access.packages),
        may_administer=may_administer,
        connected=connected,
        own=own,
        has_list=bool(listed),
        query=query,
        page=page_of(found, "" if dialog["dialog"] else visit.place.get("page")),
        **deletion(visit, has_clients=bool(connected)),
        **dialog,
    )


def _listed(connected: tuple[Party, ...], own: OwnOrganisation | None) -> list[ListedClient]:
    """The clients, and first one's own organisation: when it is one, or there are others."""
    rows = [ListedClient(party) for party in connected]
    if own is not None and (own.connected or connected):
        rows.insert(0, ListedClient(own.party, own))
    return rows


def _dialog(visit: Visit, access: SystemAccess) -> dict[str, Any]:
    if visit.place.get("dialog") != "clients":
        return adding_all.dialog(visit, access)
    available = clients.available(visit.uow, visit.acting, access.id)
    query, hide = visit.place.get("q"), visit.place.get("hide") == "1"
    found = [client for client in available if _is_listed(client, query, hide)]
    return {
        "dialog": "clients",
        "available": available,
        "dialog_query": query,
        "hide": hide,
        "dialog_page": page_of(found, visit.place.get("page")),
    }


def _is_listed(client: Client, query: str, hide_connected: bool) -> bool:
    return matches(client.party, query) and not (hide_connected and client.connected)


def access_place(visit: Visit) -> Place:
    """The page of the access in the state that the form was sent from."""
    path = place(f"/systemuser/{visit.path_params['id']}/agentdelegation").path
    return Place(path, visit.place.query)


def add(visit: Visit) -> Response:
    """Add one client to the access; a refusal is told in its row."""
    return _change(visit, clients.add, "message.client_added", "message.client_not_added")


def remove(visit: Visit) -> Response:
    """Remove one client from the access, at once."""
    return _change(
        visit, clients.remove, "message.client_removed", "message.client_not_removed", color="info"
    )


def _change(
    visit: Visit,
    change: Callable[[UnitOfWork, Acting, str, str], ClientChange],
    done: str,
    refusal: str,
    color: str = "success",
) -> Response:
    client_id = visit.form.get("client", "")
    try:
        changed = change(visit.uow, visit.acting, visit.path_params["id"], client_id)
    except Refused as refused:
        if refused.problem.status in (403, 404):
            raise
        return visit.go(access_place(visit), failure(refused.problem, refusal, client_id))
    visit.commit()
    told = Flash(done, {"client": display_name(changed.client)}, color)
    return visit.go(access_place(visit), told)
