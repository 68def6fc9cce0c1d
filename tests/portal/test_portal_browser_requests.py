"""Requests in Chromium: focus, keyboard, saving, without JavaScript, through axe, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from browsing import PHONE, focused, objections, serving, settle, too_wide, visiting
from playwright.sync_api import Browser, Page, Route, expect
from requesting import (
    LEDGER,
    RECEIPT,
    TAX,
    add_change,
    add_request,
    confirm_link,
    give,
    page_of,
    register,
    request_now,
)
from visitor import WORLD

from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.portal.places import BASE
from systemtilgang.store import Store
from systemtilgang.world import template

AGENT = RequestKind.AGENT


def open_request(page: Page, request: Request, person: str) -> None:
    """Follow the vendor's link, and log in on the way."""
    page.goto(confirm_link(request))
    page.get_by_role("button", name=person).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page)


def test_from_log_in_to_log_out_the_focus_goes_from_heading_to_heading(
    browser: Browser, address: str, store: Store
) -> None:
    with visiting(browser, address) as page:
        open_request(page, add_request(store), "Rask Lykt")
        expect(focused(page)).to_have_text("Gi tilgang til system")
        approve = page.get_by_role("button", name="Godkjenn systemtilgang")
        for _ in range(5):
            page.keyboard.press("Tab")
            if approve.evaluate("button => button === document.activeElement"):
                break
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ut")
        settle(page)
        expect(focused(page)).to_have_text("Du er logget ut")


def test_the_vendors_page_takes_the_focus(browser: Browser, address: str, store: Store) -> None:
    register(store, TAX, RECEIPT)
    with visiting(browser, address, language="en") as page:
        open_request(page, add_request(store, redirect_url=RECEIPT), "Rask Lykt")
        page.get_by_role("button", name="Reject").click()
        expect(focused(page)).to_have_text("You are back at SmartCloud")
        assert page.url.startswith(address), "nobody leaves the machine"


def test_why_it_failed_takes_the_focus(browser: Browser, address: str, store: Store) -> None:
    give(store, "MILD STI", "tilgangsstyrer")
    with visiting(browser, address) as page:
        open_request(page, add_request(store), "Mild Sti")
        page.get_by_role("button", name="Godkjenn systemtilgang").click()
        alert = page.get_by_role("alert")
        expect(alert.get_by_role("listitem")).to_have_text("Skattegrunnlag")
        settle(page)
        expect(alert).to_be_focused()
        expect(alert).to_be_in_viewport()
        page.keyboard.press("Tab")
        expect(focused(page)).to_have_text("Godkjenn systemtilgang")


def test_passing_on_by_keyboard(browser: Browser, address: str, store: Store) -> None:
    asked = add_request(store)
    with visiting(browser, address) as page:
        open_request(page, asked, "Mild Sti")
        box = page.get_by_role("region", name="Du mangler nødvendig fullmakt")
        box.get_by_role("button", name="Ja, send videre").focus()
        page.keyboard.press("Space")
        expect(page.get_by_role("heading", name="Forespørselen er videresendt")).to_be_focused()
        settle(page)
        page.keyboard.press("Tab")
        expect(focused(page)).to_have_text("Avslutt")
        page.keyboard.press("Enter")
        expect(focused(page)).to_have_text("Du er logget ut")


def test_a_decision_that_is_being_saved_says_so_and_is_made_once(
    browser: Browser, address: str, store: Store
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with visiting(browser, address) as page:
        open_request(page, add_request(store), "Rask Lykt")
        page.route("**/approve?*", hold)
        approve, reject = page.locator("#approve"), page.locator("#reject")
        approve.click()
        expect(approve).to_have_text("Godkjenner systemtilgang...")
        expect(approve).to_have_attribute("aria-disabled", "true")
        reject.click(force=True)
        approve.click(force=True)
        expect(reject).to_have_text("Avvis")
        assert len(held) == 1
        held[0].continue_()
        expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ut")


def test_a_decision_that_could_not_be_sent_can_be_made_again(
    browser: Browser, address: str, store: Store
) -> None:
    with visiting(browser, address) as page:
        open_request(page, add_request(store), "Rask Lykt")
        failures = [True]

        def fail_once(route: Route) -> None:
            if failures:
                failures.pop()
                route.fulfill(status=200, headers={"HX-Reswap": "none"})
            else:
                route.continue_()

        page.route("**/reject?*", fail_once)
        reject = page.locator("#reject")
        reject.click()
        settle(page)
        expect(reject).to_have_text("Avvis")
        expect(reject).not_to_have_attribute("aria-disabled", "true")
        reject.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ut")


@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_handled_can_be_focused_but_not_pressed(
    browser: Browser, address: str, store: Store, javascript: bool
) -> None:
    asked = add_request(store, status=RequestStatus.REJECTED)
    with visiting(browser, address, java_script_enabled=javascript) as page:
        open_request(page, asked, "Rask Lykt")
        approve = page.get_by_role("button", name="Godkjenn systemtilgang")
        expect(approve).to_be_disabled()
        approve.focus()
        expect(approve).to_be_focused()
        page.keyboard.press("Enter")
        approve.click(force=True)
        expect(page.get_by_text("Denne forespørselen er allerede avvist")).to_be_visible()
        assert page.url.endswith("DONTCHOOSEREPORTEE=true")
    assert request_now(store, asked).status is RequestStatus.REJECTED


def test_a_request_is_passed_on_found_and_approved_without_javascript(
    browser: Browser, address: str, store: Store
) -> None:
    asked = add_request(store, title="Skatt i sky")
    with visiting(browser, address, java_script_enabled=False) as page:
        open_request(page, asked, "Mild Sti")
        page.get_by_role("button", name="Ja, send videre").click()
        expect(page.get_by_role("heading", name="Forespørselen er videresendt")).to_be_focused()
        page.get_by_role("button", name="Avslutt").click()
        page.get_by_role("button", name="Logg inn").click()
        page.get_by_role("button", name="Rask Lykt").click()
        page.get_by_role("menuitem", name="Klientkunde AS").click()
        page.get_by_role("link", name="Forespørsler (1 mottatt)").click()
        page.get_by_role("tab", name="0 Sendte").click()
        page.get_by_role("tab", name="1 Mottatte").click()
        page.get_by_role("link", name="SmartCloud", exact=True).click()
        page.get_by_role("button", name="Godkjenn systemtilgang").click()
        row = page.get_by_role("link", name="Skatt i sky NY SmartCloud Se fullmakter")
        expect(row).to_be_visible()
        assert page.get_by_role("link", name="Forespørsler", exact=True).count() == 1


def test_the_badge_is_seen_as_a_number_and_heard_in_words(
    browser: Browser, address: str, store: Store
) -> None:
    asked = add_request(store, escalated=True)
    with visiting(browser, address, language="en") as page:
        open_request(page, asked, "Rask Lykt")
        page.goto(f"{BASE}/requests")
        link = page.get_by_role("complementary").get_by_role("link", name="Requests")
        expect(link).to_have_accessible_name("Requests (1 received)")
        expect(link.locator(".nav-count")).to_be_visible()
        expect(link.locator(".nav-count")).to_have_text("1")
        row = page.get_by_role("main").get_by_role("link", name="SmartCloud", exact=True)
        expect(row).to_have_accessible_description("Requests to create system user (28.11.2025)")


def test_the_menu_of_a_request_opens_closes_and_logs_out(
    browser: Browser, address: str, store: Store
) -> None:
    with visiting(browser, address, size=PHONE) as page:
        open_request(page, add_request(store), "Rask Lykt")
        page.get_by_role("button", name="Meny").click()
        settle(page)
        expect(focused(page)).to_have_text("Språk/language")
        page.keyboard.press("Escape")
        settle(page)
        expect(focused(page)).to_have_text("Meny")
        page.get_by_role("button", name="Meny").click()
        page.get_by_role("button", name="Logg ut").click()
        expect(focused(page)).to_have_text("Du er logget ut")


# Every screen


@pytest.fixture(scope="module")
def asked() -> tuple[Store, dict[str, Request]]:
    """A world with a request in every state, for tests that only look."""
    store = template(WORLD).copy()
    register(store, TAX, RECEIPT)
    give(store, "BLID ELV", "tilgangsstyrer")
    requests = {
        "own": add_request(store, redirect_url=RECEIPT),
        "several": add_request(
            store,
            system=LEDGER,
            packages=("posttjenester", "skattegrunnlag", "toll"),
            escalated=True,
            title="Et langt navn på et regnskapssystem med innfordringsmuligheter",
        ),
        "for clients": add_request(store, AGENT, reference="b", escalated=True),
        "handled": add_request(store, reference="c", status=RequestStatus.ACCEPTED),
        "change": add_change(store),
    }
    return store, requests


@pytest.fixture(scope="module")
def asked_address(asked: tuple[Store, dict[str, Request]]) -> Iterator[str]:
    with serving(asked[0]) as found:
        yield found


def screens(page: Page, requests: dict[str, Request]) -> Iterator[str]:
    """Go to one screen and state after the other, as who sees it."""

    def log_in(person: str) -> None:
        page.context.clear_cookies(name="systemtilgang_session")
        page.goto(f"{BASE}/login")
        page.get_by_role("button", name=person).click()
        settle(page)

    def at(path: str) -> str:
        page.goto(BASE + path)
        settle(page)
        return path

    log_in("Rask Lykt")
    for name in ("own", "several", "for clients", "handled"):
        yield at(page_of(requests[name], backtopage="/requests"))
    page.locator("#menu-button").click()
    settle(page)
    yield "the menu of a request"
    for path in ("/requests", "/requests?tab=sent", "/systemuser/overview", "/"):
        yield at(path)
    yield at("/systemuser/request")
    yield at("/systemuser/agentrequest?id=x&backtopage=/requests")
    at(page_of(requests["several"]))
    page.locator("#approve").click()  # the system never asked for all of it
    expect(page.get_by_role("alert")).to_be_visible()
    yield "why it failed"
    log_in("Mild Sti")
    yield at(page_of(requests["own"]))
    yield at(page_of(requests["for clients"], step="forwarded"))
    yield at(page_of(requests["for clients"]))
    yield at("/requests")
    log_in("Dress Minst")
    yield at(page_of(requests["change"]))
    yield at(f"/vendor/receipt?id={requests['own'].id}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_axe_finds_nothing_on_the_pages_of_requests(
    browser: Browser,
    asked: tuple[Store, dict[str, Request]],
    asked_address: str,
    language: str,
    scheme: Literal["light", "dark"],
) -> None:
    with visiting(
        browser, asked_address, language=language, color_scheme=scheme, bypass_csp=True
    ) as page:
        assert objections(page, screens(page, asked[1])) == []


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_request_is_wider_than_a_small_phone(
    browser: Browser,
    asked: tuple[Store, dict[str, Request]],
    asked_address: str,
    language: str,
) -> None:
    with visiting(browser, asked_address, language=language, size=PHONE) as page:
        assert too_wide(page, screens(page, asked[1])) == {}
