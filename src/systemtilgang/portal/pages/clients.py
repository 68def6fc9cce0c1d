"""A system access for clients and the dialog that adds and removes them (`PORTAL.md 8`)."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.portal.formatting import display_name
from systemtilgang.portal.pages.system_accesses import OVERVIEW, page_of_access
from systemtilgang.portal.paging import page_of
from systemtilgang.portal.places import Place, place
from systemtilgang.portal.sessions import Flash
from systemtilgang.portal.visits import Visit
from systemtilgang.service import clients, system_accesses
from systemtilgang.service.clients import Client

ADD_ALL_RESULT = "added-all"


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
    dialog = _dialog(visit, access.id) if may_administer else {"dialog": None}
    query = "" if dialog["dialog"] else visit.place.get("q")
    found = [party for party in connected if matches(party, query)]
    return visit.page(
        "clients.html",
        "title.client_system_access",
        section="system_accesses",
        crumbs=(("link.system_accesses", OVERVIEW), (access.title, page_of_access(access))),
        access=access,
        packages=tuple(visit.labels.package(package) for package in access.packages),
        may_administer=may_administer,
        connected=connected,
        query=query,
        page=page_of(found, "" if dialog["dialog"] else visit.place.get("page")),
        **dialog,
    )


def _dialog(visit: Visit, access_id: str) -> dict[str, Any]:
    wanted = visit.place.get("dialog")
    if wanted not in ("clients", ADD_ALL_RESULT):
        return {"dialog": None}
    available = clients.available(visit.uow, visit.acting, access_id)
    missing = tuple(client for client in available if not client.connected)
    if wanted == ADD_ALL_RESULT:
        tried = visit.place.get("tried")
        count = max(int(tried), len(missing)) if tried.isdecimal() else len(available)
        return {"dialog": wanted, "missing": missing, "added": count - len(missing), "tried": count}
    query, hide = visit.place.get("q"), visit.place.get("hide") == "1"
    found = [client for client in available if _is_listed(client, query, hide)]
    return {
        "dialog": wanted,
        "available": available,
        "dialog_query": query,
        "hide": hide,
        "dialog_page": page_of(found, visit.place.get("page")),
    }


def _is_listed(client: Client, query: str, hide_connected: bool) -> bool:
    return matches(client.party, query) and not (hide_connected and client.connected)


def _access_place(visit: Visit) -> Place:
    """The page of the access in the state that the form was sent from."""
    path = place(f"/systemuser/{visit.path_params['id']}/agentdelegation").path
    return Place(path, visit.place.query)


def add(visit: Visit) -> Response:
    """Add one client to the access; a refusal is told in its row."""
    client_id = visit.form.get("client", "")
    try:
        change = clients.add(visit.uow, visit.acting, visit.path_params["id"], client_id)
    except Refused as refused:
        return _failed(visit, refused, "message.client_not_added", client_id)
    visit.commit()
    told = Flash("message.client_added", {"client": display_name(change.client)})
    return visit.go(_access_place(visit), told)


def remove(visit: Visit) -> Response:
    """Remove one client from the access, at once."""
    client_id = visit.form.get("client", "")
    try:
        change = clients.remove(visit.uow, visit.acting, visit.path_params["id"], client_id)
    except Refused as refused:
        return _failed(visit, refused, "message.client_not_removed", client_id)
    visit.commit()
    name = display_name(change.client)
    return visit.go(_access_place(visit), Flash("message.client_removed", {"client": name}, "info"))


def _failed(visit: Visit, refused: Refused, key: str, client_id: str) -> Response:
    if refused.problem.status in (403, 404):
        raise refused
    return visit.go(_access_place(visit), Flash(key, color="danger", row=client_id))


def add_all(visit: Visit) -> Response:
    """Add every client that is not added yet; what failed is listed (`PORTAL.md 8.3`)."""
    result = clients.add_all(visit.uow, visit.acting, visit.path_params["id"])
    visit.commit()
    tried = str(len(result.outcomes))
    return visit.go(_access_place(visit).bare().having(dialog=ADD_ALL_RESULT, tried=tried))
