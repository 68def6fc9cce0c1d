"""Adding all clients to a system access, and telling how far it has come (`PORTAL.md 8.3`).

Without JavaScript one request adds them all. With it the first client is sent alone and the others
five at a time, each by the page that told of the last ones; how far it has come is kept in the
session, so that it is not for an address to say.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from systemtilgang.domain.catalogue import Package
from systemtilgang.portal.places import place
from systemtilgang.portal.sessions import Flash
from systemtilgang.portal.visits import Visit
from systemtilgang.service import clients
from systemtilgang.service.clients import AddAll, Client
from systemtilgang.service.system_accesses import SystemAccess

RESULT, RUNNING = "added-all", "adding-all"
ADDED_ALL, ADDED_SOME = "message.all_clients_added", "message.some_clients_added"
ADDING = "message.adding_clients"
FIRST, BATCH = 1, 5
"""How many clients the first request sends, and each of the others."""


def add_all(visit: Visit) -> Response:
    """Add every client that is not added yet, or the next of them; what failed is listed."""
    wanted = visit.form.get("progress")
    if wanted == "start":
        waiting = clients.add_all(visit.uow, visit.acting, _access_id(visit), limit=0)
        return _go_on(visit, waiting, done=0, failed=0)
    told = _running(visit)
    if wanted is None or told is None:
        return _go_on(visit, _added(visit, skip=0, limit=None), done=0, failed=0)
    done, failed = int(told.values["done"]), int(told.values["failed"])
    batch = _added(visit, skip=failed, limit=BATCH if done else FIRST)
    return _go_on(visit, batch, done, failed)


def dialog(visit: Visit, access: SystemAccess) -> dict[str, Any]:
    """The variables of the dialog that tells how far it has come, or what it came to; `dialog` is
    None when there is nothing to tell.
    """
    wanted, told = visit.place.get("dialog"), visit.session.flash
    if wanted == RUNNING and _running(visit):
        return {"dialog": RUNNING}
    if wanted != RESULT or told is None or told.key not in (ADDED_ALL, ADDED_SOME):
        return {"dialog": None}
    available = clients.available(visit.uow, visit.acting, access.id)
    missing = [
        (client.party, _not_given(visit, access.packages, client))
        for client in available
        if not client.connected
    ]
    return {"dialog": RESULT, "missing": missing}


def _not_given(visit: Visit, packages: tuple[Package, ...], client: Client) -> str:
    """The names of the packages that the client has not given; empty when it has given them all."""
    missing = (package for package in packages if package.code not in client.packages)
    return ", ".join(map(visit.labels.package, missing))


def _access_id(visit: Visit) -> str:
    return visit.path_params["id"]


def _running(visit: Visit) -> Flash | None:
    """How far it has come with this access; `None` when nobody is adding."""
    told = visit.session.flash
    return told if told and told.key == ADDING and told.row == _access_id(visit) else None


def _added(visit: Visit, *, skip: int, limit: int | None) -> AddAll:
    result = clients.add_all(visit.uow, visit.acting, _access_id(visit), skip=skip, limit=limit)
    visit.commit()
    return result


def _go_on(visit: Visit, result: AddAll, done: int, failed: int) -> Response:
    """Show how far it has come, or what it came to."""
    done += len(result.outcomes)
    failed += len(result.outcomes) - len(result.added)
    count = done + result.left
    page = place(f"/systemuser/{_access_id(visit)}/agentdelegation")
    if result.left:
        values = {"done": str(done), "count": str(count), "failed": str(failed)}
        told = Flash(ADDING, values, row=_access_id(visit), lasts=True)
        return visit.go(page.having(dialog=RUNNING), told)
    told = Flash(ADDED_ALL)
    if failed:
        told = Flash(ADDED_SOME, {"added": str(count - failed), "count": str(count)})
    return visit.go(page.having(dialog=RESULT), told)
