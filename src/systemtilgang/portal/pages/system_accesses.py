"""The overview of system accesses, and an access to one's own organisation (`PORTAL.md 5, 7`)."""

from __future__ import annotations

from starlette.responses import Response

from systemtilgang.domain.system_accesses import UserType
from systemtilgang.portal.places import Place, place
from systemtilgang.portal.visits import Visit
from systemtilgang.service import system_accesses
from systemtilgang.service.system_accesses import SystemAccess

OVERVIEW = place("/systemuser/overview")


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
    )


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
        packages=tuple(visit.labels.package(package) for package in access.packages),
    )
