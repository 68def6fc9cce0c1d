"""The application: routes, and what happens around every handler."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from enum import Enum, auto

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from systemtilgang.domain.editions import DEFAULT_EDITION
from systemtilgang.domain.problems import Problem, Refused
from systemtilgang.domain.requests import RequestKind
from systemtilgang.domain.surroundings import Clock, Identifiers
from systemtilgang.portal import chrome
from systemtilgang.portal.formatting import second
from systemtilgang.portal.pages import (
    adding_all,
    agent,
    client_administration,
    clients,
    entrance,
    new_access,
    own_organisation,
    providers_client,
    requests,
    requests_received,
    system_accesses,
    user,
    users,
    users_file,
)
from systemtilgang.portal.places import BASE, place
from systemtilgang.portal.remedies import what_to_do
from systemtilgang.portal.rendering import STATIC, check_assets, render
from systemtilgang.portal.security import SecurityHeaders
from systemtilgang.portal.sessions import ACTOR_COOKIE, COOKIE, Session
from systemtilgang.portal.visits import (
    FormTooLargeError,
    Portal,
    Visit,
    labels_of,
    place_of,
    read_form,
)
from systemtilgang.store import Store

logger = logging.getLogger(__name__)

Handler = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]

FORBIDDEN, NOT_FOUND, TOO_LARGE = 403, 404, 413

NOT_THERE = frozenset({"AM.VLD-00006", "AUTH-00015"})
"""Problem codes that mean that the address names something that does not exist."""


class For(Enum):
    """Whom a route answers."""

    ANYBODY = auto()
    PERSON = auto()
    """somebody who is logged in"""
    ACTOR = auto()
    """somebody who is logged in and has chosen whom to act for"""


def create_app(
    store: Store,
    *,
    edition: str = DEFAULT_EDITION,
    clock: Clock,
    secret: str,
    ids: Identifiers,
) -> Starlette:
    """The portal as an ASGI application over a store.

    `secret` signs sessions and form tokens; whoever knows it can be anybody. Raises ValueError for
    an unknown edition and MissingAssetsError when the design system was not copied (`make setup`).
    """
    check_assets()
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={HTTPException: _http_error},
    )
    app.state.portal = Portal.of(store, edition, clock, secret, ids)
    return app


def _endpoint(handler: Handler, audience: For) -> Endpoint:
    """Wrap a handler: session, form token, unit of work, audience, errors."""

    async def answer(request: Request) -> Response:
        portal: Portal = request.app.state.portal
        before, session = _session_of(request)
        try:
            form = await read_form(request) if request.method == "POST" else {}
        except FormTooLargeError:
            return error_page(request, TOO_LARGE)
        if request.method == "POST" and not portal.codec.is_form_token(
            session, form.get("token", "")
        ):
            return error_page(request, FORBIDDEN, "form_expired")
        try:
            with portal.store.unit_of_work() as uow:
                visit = Visit(portal, uow, request, session, form)
                response = _gate(visit, audience) or handler(visit)
        except Refused as refused:
            return error_page(request, _status_of(refused), problem=refused.problem)
        except Exception:
            logger.exception("%s %s failed", request.method, request.url.path)
            return error_page(request, 500)
        return _with_session(response, request, before, visit.session)

    return answer


def _session_of(request: Request) -> tuple[Session | None, Session]:
    """The visitor's session, if any, and the one to go on with."""
    portal: Portal = request.app.state.portal
    before = portal.codec.decode(request.cookies.get(COOKIE, ""), portal.now())
    return before, before or portal.new_session()


def _gate(visit: Visit, audience: For) -> Response | None:
    """Where to go first, when the visitor is not yet somebody that the route answers."""
    if audience is For.ANYBODY:
        return None
    if visit.person is None:
        is_form = bool(visit.form)  # its address is not a page to come back to
        return visit.go(place("/login") if is_form else place("/login", goto=visit.place.href))
    if audience is For.PERSON or visit.chosen_actor is not None:
        return None
    return visit.go(entrance.FORCED_SELECTOR)


def _status_of(refused: Refused) -> int:
    """A refusal that nobody expected is about something that is not there, or not allowed."""
    return NOT_FOUND if refused.problem.code in NOT_THERE else refused.problem.status


def _with_session(
    response: Response, request: Request, before: Session | None, after: Session
) -> Response:
    secure = request.url.scheme == "https"
    if after != before:
        value = request.app.state.portal.codec.encode(after)
        response.set_cookie(COOKIE, value, httponly=True, samesite="lax", secure=secure)
    told = request.cookies.get(ACTOR_COOKIE)  # by a page that may have been slower than another
    if after.actor and after.actor != told:
        response.set_cookie(ACTOR_COOKIE, after.actor, samesite="lax", secure=secure)
    elif told and not after.actor:
        response.delete_cookie(ACTOR_COOKIE, samesite="lax", secure=secure)
    return response


def error_page(
    request: Request, status: int, reason: str = "", problem: Problem | None = None
) -> Response:
    """A page that says what went wrong and what to do, in the visitor's language, no traces."""
    portal: Portal = request.app.state.portal
    t = labels_of(request, portal.edition)
    before, session = _session_of(request)
    reasons = {FORBIDDEN: "refused", NOT_FOUND: "not_found"}
    reason = reason or reasons.get(status, "failed")
    # The address that a form is sent to is no page to come back to in another language.
    here = place_of(request) if request.method in ("GET", "HEAD") else place()
    occurred = t("text.error_occurred", time=second(portal.clock.now()), status=status)
    context = chrome.bare(here, t) | {
        "t": t,
        "title": t("title.error"),
        "token": portal.codec.form_token(session),
        "heading": t(ERRORS[reason][0]),
        "occurred": occurred if reason == "failed" else "",
        "message": t(what_to_do(problem) if problem else ERRORS[reason][1]),
    }
    response = HTMLResponse(render("error.html", context), status)
    return _with_session(response, request, before, session)


ERRORS = {
    "refused": ("heading.refused", "message.refused"),
    "not_found": ("heading.not_found", "message.not_found"),
    "form_expired": ("heading.form_expired", "message.form_expired"),
    "failed": ("heading.failed", "message.failed"),
}
"""Reason -> heading and message of the error page."""


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return error_page(request, status, "not_found" if status in (404, 405) else "")


async def _to_base(request: Request) -> Response:
    return RedirectResponse(place().path)


def _get(path: str, handler: Handler, audience: For = For.ACTOR) -> Route:
    return Route(BASE + path, _endpoint(handler, audience), methods=["GET"])


def _post(path: str, handler: Handler, audience: For = For.ACTOR) -> Route:
    return Route(BASE + path, _endpoint(handler, audience), methods=["POST"])


def _requests(kind: RequestKind) -> list[BaseRoute]:
    """The routes of a kind of requests; whom one acts for there, the request says."""
    path = f"/systemuser/{kind}"
    return [
        _get(path, requests.request_page, For.PERSON),
        _post(f"{path}/approve", requests.approve, For.PERSON),
        _post(f"{path}/reject", requests.reject, For.PERSON),
        _post(f"{path}/escalate", requests.escalate, For.PERSON),
        _post(f"{path}/leave", requests.leave, For.PERSON),
    ]


ROUTES: list[BaseRoute] = [
    Route("/", _to_base),
    Route(BASE, _to_base),
    _get("/", entrance.landing_page, For.PERSON),
    _get("/login", entrance.login_page, For.ANYBODY),
    _post("/login", entrance.log_in, For.ANYBODY),
    _post("/logout", entrance.log_out, For.ANYBODY),
    _get("/logged-out", entrance.logged_out_page, For.ANYBODY),
    _post("/actor", entrance.choose_actor, For.PERSON),
    _post("/actor/favorite", entrance.mark_favourite, For.PERSON),
    _get("/errorpage/reportee", entrance.actor_not_changed_page, For.PERSON),
    _post("/language", entrance.choose_language, For.ANYBODY),
    _get("/practice", entrance.practice_page, For.ANYBODY),
    _get("/users", users.users_page),
    _post("/users/add-organization", users.add_organization),
    _post("/users/add-person", users.add_person),
    _get("/users/download", users_file.download),
    _get("/users/{id}", user.user_page),
    _post("/users/{id}/grant", user.grant),
    _post("/users/{id}/revoke", user.revoke),
    _post("/users/{id}/delete", user.delete),
    _get("/systemuser/overview", system_accesses.overview_page),
    *(route for kind in RequestKind for route in _requests(kind)),
    _get("/requests", requests_received.requests_page),
    _get("/vendor/receipt", requests.receipt_page, For.ANYBODY),
    _get("/systemuser/create", new_access.create_page),
    _post("/systemuser/create", new_access.create),
    _get("/systemuser/{id}", system_accesses.access_page),
    _post("/systemuser/{id}/delete", system_accesses.delete),
    _get("/systemuser/{id}/agentdelegation", clients.clients_page),
    _post("/systemuser/{id}/agentdelegation/add", clients.add),
    _post("/systemuser/{id}/agentdelegation/remove", clients.remove),
    _post("/systemuser/{id}/agentdelegation/add-all", adding_all.add_all),
    _post("/systemuser/{id}/agentdelegation/add-own", own_organisation.add),
    _post("/systemuser/{id}/agentdelegation/remove-own", own_organisation.remove),
    _get("/clientadministration", client_administration.administration_page),
    _post("/clientadministration/add-person", client_administration.add_person),
    _post("/clientadministration/add-known", client_administration.add_known),
    _get("/clientadministration/agent/{id}", agent.agent_page),
    _post("/clientadministration/agent/{id}/give", agent.give),
    _post("/clientadministration/agent/{id}/take", agent.take),
    _post("/clientadministration/agent/{id}/delete", agent.delete),
    _get("/clientadministration/client/{id}", providers_client.client_page),
    _post("/clientadministration/client/{id}/give", providers_client.give),
    _post("/clientadministration/client/{id}/take", providers_client.take),
    _post("/clientadministration/client/{id}/add-person", providers_client.add_person),
    Mount(BASE + "/static", StaticFiles(directory=STATIC), name="static"),
]
