"""The overview of system accesses, one's own access, and deleting one (`PORTAL.md 5, 7, 8.5`)."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from systemtilgang.domain.editions import Deletion
from systemtilgang.domain.problems import ACCESS_HAS_CLIENTS, Refused
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.portal.listed_rights import counted
from systemtilgang.portal.pages.requests_received import ReceivedRequest, received_requests
from systemtilgang.portal.places import Place, place
from systemtilgang.portal.refusals import failure
from systemtilgang.portal.visits import Visit
from systemtilgang.service import system_accesses
from systemtilgang.service.system_accesses import SystemAccess

OVERVIEW = place("/systemuser/overview")
CONFIRMATION = "delete-access"
"""Where a failure to delete is told: in the block that asks, which stays open."""


def page_of_access(access: SystemAccess) -> Place:
    """Where one access is shown."""
    tail = "/agentdelegation" if access.user_type is UserType.AGENT else ""
    return place(f"/systemuser/{access.id}{tail}")


def overview_page(visit: Visit) -> Response:
    """The accesses of the actor that the person may see."""
    overview = system_accesses.overview(visit.uow, visit.acting)
    own, for_clients = overview.own, overview.for_clients
    sections = (
        ("heading.own_system_accesses", "text.see_powers", own or ()),
        ("heading.client_system_accesses", "text.manage_clients", for_clients or ()),
    )
    return visit.page(
        "overview.html",
        "title.system_accesses",
        section="system_accesses",
        crumbs=(("link.system_accesses", OVERVIEW),),
        refused=own is None and for_clients is None,
        sections=tuple(section for section in sections if section[2]),
        page_of_access=page_of_access,
        pending=_pending(visit),
        may_create=own is not None and visit.permissions.may_create_access,
        new=visit.place.get("new"),
    )


def _pending(visit: Visit) -> tuple[ReceivedRequest, ...]:
    """The requests that wait, for those who may create accesses."""
    return received_requests(visit, OVERVIEW) if visit.permissions.may_create_access else ()


def access_page(visit: Visit) -> Response:
    """What one of the actor's own accesses may do."""
    access = system_accesses.access(visit.uow, visit.acting, visit.path_params["id"])
    if access.user_type is UserType.AGENT:
        return visit.go(page_of_access(access))
    return visit.page(
        "access.html",
        "title.system_access",
        section="system_accesses",
        crumbs=(("link.system_accesses", OVERVIEW), (access.title, page_of_access(access))),
        access=access,
        rights=counted(visit.labels, access.packages, access.services),
        **deletion(visit, has_clients=False),
    )


def deletion(visit: Visit, *, has_clients: bool) -> dict[str, Any]:
    """The variables of the delete button and of the block that asks whether one is sure.

    `has_clients`: clients are shown on the page; of others nobody is warned (`PORTAL.md 8.5`).
    """
    may_delete = visit.permissions.may_create_access
    takes_clients = visit.portal.edition.delete_access_with_clients is Deletion.CASCADES
    return {
        "may_delete": may_delete,
        "confirming": may_delete and visit.place.get("confirm") == "delete",
        "clients_go_too": has_clients and takes_clients,
    }


def delete(visit: Visit) -> Response:
    """Delete an access and show the overview without it; nothing is told but a failure."""
    access_id = visit.path_params["id"]
    try:
        system_accesses.delete(visit.uow, visit.acting, access_id)
    except Refused as refused:
        if refused.problem != ACCESS_HAS_CLIENTS:
            raise
        asked = place(f"/systemuser/{access_id}/agentdelegation", confirm="delete")
        told = failure(refused.problem, "message.access_not_deleted", CONFIRMATION)
        return visit.go(asked, told)
    visit.commit()
    return visit.go(OVERVIEW)
