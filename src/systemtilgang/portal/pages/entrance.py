"""Logging in and out, choosing an actor and a language (`PORTAL.md 2.1, 2.2`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie

from starlette.responses import Response

from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.requests import Request
from systemtilgang.portal.formatting import display_name
from systemtilgang.portal.pages.requests_words import WORDS
from systemtilgang.portal.places import Place, place, within
from systemtilgang.portal.sessions import LANGUAGE_COOKIE, language_cookie_value
from systemtilgang.portal.texts import explanations, languages
from systemtilgang.portal.visits import Visit
from systemtilgang.service import login

ADMINISTRATION_PACKAGES = frozenset({"klientadministrator", "tilgangsstyrer", "hovedadministrator"})

FORCED_SELECTOR = place(openAccountMenu="true")


@dataclass(frozen=True)
class Choice:
    """A person of the world as offered on the login page."""

    id: str
    name: str
    holds: str


def login_page(visit: Visit) -> Response:
    """The persons of the world to log in as."""
    persons = login.persons(visit.uow)
    held = login.holdings(visit.uow, [person.id for person in persons])
    choices = [_choice(visit, person, held.get(person.id, ())) for person in persons]
    return visit.page(
        "login.html",
        "title.log_in",
        bare=True,
        choices=choices,
        explanations=explanations("text.practice_login", first=visit.labels.language),
        goto=visit.place.get("goto"),
    )


def _choice(visit: Visit, person: Party, held: Sequence[login.Holding]) -> Choice:
    positions = (_position(visit, each) for each in held)
    packages = ", ".join(filter(None, (_package(visit, each) for each in held)))
    holds = next(filter(None, positions), packages)
    return Choice(person.id, display_name(person), holds)


def _position(visit: Visit, held: login.Holding) -> str:
    """`Daglig leder i ...`, for the register role that counts most; empty without one."""
    for role in held.roles:
        if role.is_key_role:
            name, where = role.name.in_language(visit.labels.language), display_name(held.party)
            return visit.labels("text.holds_role", role=name, organization=where)
    return ""


def _package(visit: Visit, held: login.Holding) -> str:
    """`Klientadministrator for ...`: the package that says most about what the person may do."""
    telling = sorted(held.packages, key=lambda each: each.code not in ADMINISTRATION_PACKAGES)
    for package in telling:
        name, where = visit.labels.package(package), display_name(held.party)
        return visit.labels("text.holds_package", package=name, organization=where)
    return ""


def log_in(visit: Visit) -> Response:
    """Become the chosen person, in a new session; then choose an actor if there is a choice."""
    chosen = visit.form.get("person", "")
    if chosen not in {person.id for person in login.persons(visit.uow)}:
        return visit.go(place("/login"))
    visit.session = replace(visit.portal.new_session(), person=chosen)
    return visit.go(within(visit.form.get("goto", "")) or FORCED_SELECTOR)


def log_out(visit: Visit) -> Response:
    """End the session."""
    visit.session = visit.portal.new_session()
    return visit.go(place("/logged-out"))


def logged_out_page(visit: Visit) -> Response:
    """What is shown after logging out."""
    return visit.page("logged_out.html", "title.logged_out", bare=True)


def choose_actor(visit: Visit) -> Response:
    """Act for another party from now on; lands on the start page (`PORTAL.md 2.2, 2.3`)."""
    assert visit.person is not None
    wanted = visit.form.get("actor", "")
    try:
        chosen = login.actor(visit.uow, visit.person.id, wanted, visit.portal.today)
    except Refused:
        return visit.go(place("/errorpage/reportee"))
    visit.session = replace(visit.session, actor=chosen.id)
    return visit.go(place())


def actor_not_changed_page(visit: Visit) -> Response:
    """Why nobody else is acted for (`PORTAL.md 2.3`)."""
    return visit.page(
        "error.html",
        "title.error",
        bare=True,
        occurred="",
        heading=visit.labels("heading.actor_not_changed"),
        message=visit.labels("message.actor_not_changed"),
    )


def mark_favourite(visit: Visit) -> Response:
    """Mark an actor as a favourite, or take the mark off; the selector stays open."""
    assert visit.person is not None
    on = "add" in visit.form
    wanted = visit.form.get("add" if on else "remove", "")
    login.mark_favourite(visit.uow, visit.person.id, wanted, on=on, today=visit.portal.today)
    visit.commit()
    return visit.go(within(visit.form.get("back", "")) or place())


def choose_language(visit: Visit) -> Response:
    """Speak another language from now on, on the page where one was."""
    answer = visit.go(within(visit.form.get("back", "")) or place())
    language = visit.form.get("language", "")
    if language in languages():
        cookie: SimpleCookie = SimpleCookie({LANGUAGE_COOKIE: language_cookie_value(language)})
        cookie[LANGUAGE_COOKIE].update({"path": "/", "samesite": "Lax"})
        answer.headers.append("set-cookie", cookie.output(header="").strip())
    return answer


def landing_page(visit: Visit) -> Response:
    """The start page of access management; asks whom to act for when that is still open."""
    assert visit.person is not None
    if visit.chosen_actor is None:
        actors = login.actors(visit.uow, visit.person.id, visit.portal.today)
        usable = [actor for actor in actors if actor.usable]
        if len(usable) == 1:
            visit.session = replace(visit.session, actor=usable[0].id)
            return visit.go(place())
        if visit.place.get("openAccountMenu") != "true":
            return visit.go(FORCED_SELECTOR)
    return visit.page(
        "landing.html",
        "title.landing",
        section="start",
        party=visit.chosen_actor or visit.person,
        own_page=place(f"/users/{visit.person.id}"),
    )


def practice_page(visit: Visit) -> Response:
    """What this portal is, and is not; and the requests that a vendor would send links to."""
    asked = tuple(_asked(visit, each) for each in visit.uow.requests.new())
    return visit.page("practice.html", "title.practice", bare=True, asked=asked)


def _asked(visit: Visit, request: Request) -> tuple[Place, str, str]:
    """A request as the page lists it: its link (`PORTAL.md 9`), what it is, and who asks whom."""
    t, uow = visit.labels, visit.uow
    link = place(f"/systemuser/{request.kind}", id=request.id, DONTCHOOSEREPORTEE="true")
    system = uow.systems.existing(request.system_id).name.in_language(t.language)
    party = display_name(uow.parties.existing(request.party_id))
    return (
        link,
        t(WORDS[request.kind].heading),
        t("text.system_to_party", system=system, party=party),
    )
