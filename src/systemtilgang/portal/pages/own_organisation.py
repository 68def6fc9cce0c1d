"""One's own organisation among the clients of a system access (`PORTAL.md 8.4`)."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from systemtilgang.domain.problems import Refused
from systemtilgang.portal.pages.clients import OWN_ORGANISATION, access_place
from systemtilgang.portal.refusals import failure
from systemtilgang.portal.visits import Visit
from systemtilgang.service import own_organisation
from systemtilgang.service.acting import Acting
from systemtilgang.service.clients import ClientChange
from systemtilgang.store import UnitOfWork


def add(visit: Visit) -> Response:
    """Let the access act for its owner, too; only a refusal is told."""
    return _change(visit, own_organisation.add, "message.own_organization_not_added")


def remove(visit: Visit) -> Response:
    """Let the access no longer act for its owner; only a refusal is told."""
    return _change(visit, own_organisation.remove, "message.own_organization_not_removed")


def _change(
    visit: Visit, change: Callable[[UnitOfWork, Acting, str], ClientChange], failed: str
) -> Response:
    try:
        change(visit.uow, visit.acting, visit.path_params["id"])
    except Refused as refused:
        if refused.problem.status in (403, 404):
            raise
        told = failure(refused.problem, failed, OWN_ORGANISATION)
        return visit.go(access_place(visit), told)
    visit.commit()
    return visit.go(access_place(visit))
