"""One request to the portal: who asks, in which language, from where, and how to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from systemtilgang.domain.catalogue import Package, Service
from systemtilgang.domain.editions import EDITIONS, Edition
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.surroundings import Clock, Identifiers
from systemtilgang.portal import chrome
from systemtilgang.portal.places import Place
from systemtilgang.portal.rendering import render
from systemtilgang.portal.sessions import (
    LANGUAGE_COOKIE,
    Flash,
    Session,
    SessionCodec,
    language_of_cookie,
)
from systemtilgang.portal.texts import DEFAULT_LANGUAGE, Labels, labels, languages
from systemtilgang.service import login, permissions
from systemtilgang.service.acting import Acting
from systemtilgang.service.login import Actor
from systemtilgang.service.permissions import Permissions
from systemtilgang.store import Store, UnitOfWork

MAX_FORM_BYTES = 16 * 1024


@dataclass(frozen=True)
class Portal:
    """What the application was created with."""

    store: Store
    edition: Edition
    clock: Clock
    ids: Identifiers
    codec: SessionCodec

    @classmethod
    def of(cls, store: Store, edition: str, clock: Clock, secret: str, ids: Identifiers) -> Portal:
        """Raises ValueError for an unknown edition."""
        if edition not in EDITIONS:
            raise ValueError(f"unknown edition {edition!r}, choose one of {', '.join(EDITIONS)}")
        return cls(store, EDITIONS[edition], clock, ids, SessionCodec(secret))

    def now(self) -> int:
        """The present moment in epoch seconds."""
        return int(self.clock.now().timestamp())

    @property
    def today(self) -> date:
        """The day by the portal's clock."""
        return self.clock.now().date()

    def new_session(self) -> Session:
        """A session of nobody yet."""
        return Session(self.ids.new(), self.now())


class FormTooLargeError(Exception):
    """Somebody posted more than a form of this portal can hold."""


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a url-encoded form; raises FormTooLargeError above 16 kB."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_FORM_BYTES:
            raise FormTooLargeError
    return dict(parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True))


def place_of(request: Request) -> Place:
    """Where a request went, with its query as it was written."""
    query = parse_qsl(request.url.query, keep_blank_values=True)
    return Place(request.url.path, tuple(query))


def labels_of(request: Request, edition: Edition) -> Labels:
    """The labels in the language of the cookie, else of the browser; bokmål when it has neither.

    The real portal takes the language from the profile at log-in (PORTAL.md 2.1); here there are
    no profiles, so the browser says what its user reads.
    """
    chosen = language_of_cookie(request.cookies.get(LANGUAGE_COOKIE, ""))
    wanted = (
        part.partition(";")[0].partition("-")[0].strip().lower()
        for part in request.headers.get("accept-language", "").split(",")
    )
    known = languages()
    fallback = next((code for code in wanted if code in known), DEFAULT_LANGUAGE)
    return labels(edition.name, chosen if chosen in known else fallback)


class Visit:
    """A request while it is handled, inside one unit of work.

    `session` may be replaced by a handler; the cookie follows. Nothing is stored unless the
    handler calls `commit`.
    """

    def __init__(
        self,
        portal: Portal,
        uow: UnitOfWork,
        request: Request,
        session: Session,
        form: Mapping[str, str],
    ) -> None:
        self.portal = portal
        self.uow = uow
        self.session = session
        self.form = form
        self.place = place_of(request)
        self.labels = labels_of(request, portal.edition)
        self.path_params: Mapping[str, str] = request.path_params
        site = request.headers.get("sec-fetch-site", "none")
        #: Whether a link or script of another site led here, by what the browser says (W3C, Fetch
        #: Metadata Request Headers). Who says nothing, as programs do, does not come from there.
        self.is_from_elsewhere = site not in ("same-origin", "none")

    @cached_property
    def person(self) -> Party | None:
        """Who is logged in; None for nobody, also when the person has left the world."""
        party = self.uow.parties.get(self.session.person) if self.session.person else None
        return party if party and party.kind is PartyKind.PERSON else None

    @cached_property
    def chosen_actor(self) -> Actor | None:
        """Whom the person acts for; None when nobody valid has been chosen."""
        if self.person is None or not self.session.actor:
            return None
        try:
            found = login.actor(self.uow, self.person.id, self.session.actor, self.portal.today)
        except Refused:
            return None
        return found if found.usable else None

    @property
    def actor(self) -> Actor:
        """Whom the person acts for, on pages that are shown only once that is known."""
        if self.chosen_actor is None:
            raise LookupError("no actor has been chosen")
        return self.chosen_actor

    @property
    def acting(self) -> Acting:
        """The person acting for the actor, as the services want it."""
        if self.person is None:
            raise LookupError("nobody is logged in")
        return Acting(self.person.id, self.actor.id, self.portal.edition, self.portal.clock)

    @cached_property
    def permissions(self) -> Permissions:
        """What the person may do for the actor."""
        return permissions.permissions(self.uow, self.acting)

    @property
    def opened_package(self) -> Package | None:
        """The package whose details are open; nothing is kept from anybody who is logged in."""
        packages = self.uow.catalogue.packages
        return packages.get(self.place.get("package")) if self.person else None

    @property
    def opened_service(self) -> Service | None:
        """The service whose details are open, as with packages."""
        services = self.uow.catalogue.services
        return services.get(self.place.get("service")) if self.person else None

    @property
    def contained_services(self) -> tuple[Service, ...]:
        """The services in the package whose details are open, as far as the catalogue has any."""
        package, services = self.opened_package, self.uow.catalogue.services.values()
        return tuple(each for each in services if package and package.code in each.packages)

    def commit(self) -> None:
        """Keep what the services have changed."""
        self.uow.commit()

    def page(
        self,
        template: str,
        title: str,
        *,
        status: int = 200,
        bare: bool = False,
        reduced: bool = False,
        **context: Any,
    ) -> Response:
        """Render a page; what it tells about the last action is told once.

        `bare`: without actor, menu and sidebar, as before logging in. `reduced`: with a menu only.
        """
        if reduced:
            around = chrome.reduced(self)
        else:
            around = chrome.bare(self.place, self.labels) if bare else chrome.of(self)
        page = {
            "t": self.labels,
            "title": self.labels(title),
            "opened_package": self.opened_package,
            "opened_service": self.opened_service,
            "contained_services": self.contained_services,
        }
        token = self.portal.codec.form_token(self.session)
        html = render(template, {**around, **page, "token": token, **context})
        if self.session.flash is not None and not self.session.flash.lasts:
            self.session = replace(self.session, flash=None)
        return HTMLResponse(html, status)

    def go(self, to: Place, flash: Flash | None = None) -> Response:
        """Answer a form: look at this place instead, where the message is shown."""
        if flash is not None:
            self.session = replace(self.session, flash=flash)
        return RedirectResponse(to.href, 303)
