"""Every screen of the portal in Chromium: through axe in both colour schemes, and on a phone.

Requests and client administration have their own: test_portal_browser_requests and
test_portal_browser_client_administration.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from browsing import PHONE, objections, serving, settle, too_wide, visiting
from playwright.sync_api import Browser, Page, Route, expect
from visitor import WORLD, add_client, add_own_organisation

from systemtilgang.portal.places import BASE
from systemtilgang.portal.texts import labels
from systemtilgang.world import template


@pytest.fixture(scope="module")
def lasting_address() -> Iterator[str]:
    """A portal for tests that only look; one access has a client, one its own organisation."""
    store = template(WORLD).copy()
    add_client(store, "Revisor klientdelegering", "NORDLYS BAKERI AS")
    add_own_organisation(store, "Skatt for kunder")
    with serving(store) as found:
        yield found


def screens(page: Page, address: str) -> Iterator[str]:
    """Go to one screen and state after the other; log in on the way."""

    def at(path: str) -> str:
        page.goto(address + BASE + path)
        settle(page)
        return path

    yield at("/login")
    yield at("/practice")
    page.goto(f"{address}{BASE}/login")
    page.get_by_role("button", name="Dress Minst").click()
    settle(page)
    yield "forced selector"
    page.get_by_role("menuitem", name="Diskret Nær Tiger AS", exact=True).click()
    settle(page)
    yield "start page"
    for path in (
        "/?menu=actor",
        "/?menu=actor&actor-search=revisor&deleted-actors=1",
        "/?menu=actor&full-screen=1",
        "/errorpage/reportee",
        "/?menu=open",
        "/?menu=language",
        "/users?agents=1",
        "/users?q=nonsense",
    ):
        yield at(path)
    for path in (
        "/users?dialog=new-user",
        "/users?dialog=new-user&number=311860917",
        "/users?dialog=new-user&number=319999999",
        "/users?dialog=new-user&tab=person",
    ):
        yield at(path)
    page.locator("#add-person").click()
    expect(page.locator(".ds-error-summary")).to_be_focused()
    yield "several wrong answers"
    at("/users?q=klok")
    user = page.locator("#users a").get_attribute("href") or ""
    user = user.removeprefix(BASE)
    for state in ("", "?open=administrere_tilganger", "?q=post", "?dialog=grant",
                  "?dialog=grant&q=skatt", "?dialog=delete-user",
                  "?package=klientadministrator", "?dialog=grant&package=skattegrunnlag",
                  "?dialog=grant&package=eksplisitt"):  # fmt: skip
        yield at(user + state)
    yield at("/systemuser/overview")
    yield at("/systemuser/create")
    yield at("/systemuser/create?system=313909964_regnskap&step=2")
    page.locator("#create-access").click()  # there is one already, so nothing is changed
    expect(page.get_by_role("alert")).to_be_visible()
    yield "why it was not created"
    for title in ("Regnskap i sky", "Skatt for kunder", "Revisor klientdelegering", "Årsoppgjør"):
        at("/systemuser/overview")
        link = page.get_by_role("link", name=title).get_attribute("href") or ""
        yield at(link.removeprefix(BASE))
        yield at(f"{link.removeprefix(BASE)}?confirm=delete")
        yield at(f"{link.removeprefix(BASE)}?package=ansvarlig-revisor")
    yield at(f"{link.removeprefix(BASE)}?dialog=clients")
    yield from adding_all(page)
    at("/systemuser/overview")
    link = page.get_by_role("link", name="Revisor klientdelegering").get_attribute("href") or ""
    at(f"{link.removeprefix(BASE)}?confirm=delete")
    page.locator("#confirm-deletion").click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "why it was not deleted"
    yield at("/nonsense")
    at("/?menu=open")
    page.get_by_role(
        "button",
        name=labels("2025-12", page.locator("html").get_attribute("lang") or "")("button.log_out"),
    ).click()
    settle(page)
    yield "logged out"


def adding_all(page: Page) -> Iterator[str]:
    """Add all clients from the open dialog: while it runs, and what it came to."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        is_next = "progress=next" in (route.request.post_data or "")
        held.append(route) if is_next and not held else route.continue_()

    page.route("**/add-all", hold)
    with page.expect_request(lambda request: "progress=next" in (request.post_data or "")):
        page.locator("#add-all").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    yield "while all are added"
    held[0].continue_()  # none of them has given everything, so nothing is changed
    expect(page.locator(".outcome--partial")).to_be_visible()
    yield "what adding all came to"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_axe_finds_nothing(
    browser: Browser, lasting_address: str, language: str, scheme: Literal["light", "dark"]
) -> None:
    with visiting(
        browser, lasting_address, language=language, color_scheme=scheme, bypass_csp=True
    ) as page:
        assert objections(page, screens(page, lasting_address)) == []


@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_is_wider_than_a_small_phone(
    browser: Browser, lasting_address: str, language: str
) -> None:
    with visiting(browser, lasting_address, language=language, size=PHONE) as page:
        assert too_wide(page, screens(page, lasting_address)) == {}
