"""Requests that were passed on: the page of them, and where each is decided (`PORTAL.md 5, 10`)."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from systemtilgang.domain.requests import RequestKind
from systemtilgang.portal.places import BASE, Place, place
from systemtilgang.portal.visits import Visit
from systemtilgang.service import requests
from systemtilgang.service.requests import RequestView

REQUESTS = place("/requests")
RECEIVED, SENT = "received", "sent"
REFERENCE_LENGTH = 5
"""How many of the last characters of its id tell a request from others of the same name."""

BADGES = {
    RequestKind.STANDARD: "text.approve_own",
    RequestKind.AGENT: "text.approve_for_clients",
}
"""What there is to do in a row of the overview; changes are never passed on."""


@dataclass(frozen=True)
class ReceivedRequest:
    """A row. `to` is the request's page, with the way back to where the row is."""

    view: RequestView
    to: Place
    badge: str

    @property
    def reference(self) -> str:
        """The end of the request's id."""
        return self.view.request.id[-REFERENCE_LENGTH:]


def received_requests(visit: Visit, back: Place) -> tuple[ReceivedRequest, ...]:
    """The actor's requests that wait for a decision, newest first.

    Whoever decides from here stays logged in. Refused with 403 unless access manager.
    """
    return tuple(
        ReceivedRequest(view, _page_of(view, back), BADGES[view.request.kind])
        for view in requests.received(visit.uow, visit.acting)
    )


def _page_of(view: RequestView, back: Place) -> Place:
    return place(
        f"/systemuser/{view.request.kind}",
        id=view.request.id,
        skiplogout="true",
        backtopage=back.path.removeprefix(BASE),
    )


def requests_page(visit: Visit) -> Response:
    """The requests that the actor has received; none are ever sent from this portal."""
    may_see = visit.permissions.is_admin
    received = received_requests(visit, REQUESTS) if may_see else ()
    tab = SENT if visit.place.get("tab") == SENT else RECEIVED
    return visit.page(
        "requests.html",
        "title.requests",
        section="requests",
        crumbs=(("link.requests", REQUESTS),),
        may_see=may_see,
        tab=tab,
        tabs=(
            (RECEIVED, "tab.requests_received", len(received)),
            (SENT, "tab.requests_sent", 0),
        ),
        rows=received if tab == RECEIVED else (),
    )
