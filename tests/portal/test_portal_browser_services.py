"""Services in Chromium: focus and keyboard in their details, through axe, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from browsing import PHONE, focused, log_in, objections, serving, settle, too_wide, visiting
from playwright.sync_api import Browser, Page, expect
from requesting import CUSTOMER, DIRECTOR, EMPLOYEE, add_change, give, page_of
from single_rights import CREATE, HIRED, LEAVE, RECEIPTS, SICK, ask
from visitor import WORLD

from systemtilgang.domain.requests import Request
from systemtilgang.portal.places import BASE
from systemtilgang.store import Store
from systemtilgang.world import template

SERVICE = "Melding om permisjon"


@pytest.mark.parametrize("close", ["Escape", "Lukk dialogvindu"])
def test_the_focus_goes_into_the_details_and_back_to_the_service(
    browser: Browser, address: str, close: str
) -> None:
    with visiting(browser, address) as page:
        log_in(page, DIRECTOR, CUSTOMER)
        page.goto(BASE + CREATE)
        button = page.get_by_role("button", name=f"{SERVICE} Øvingstilsynet", exact=True)
        button.focus()
        page.keyboard.press("Enter")
        settle(page)
        dialog = page.get_by_role("dialog", name=SERVICE, exact=True)
        expect(dialog.get_by_role("heading", level=3)).to_be_focused()
        page.keyboard.press("Tab")
        expect(focused(page)).to_have_text("Lukk dialogvindu")
        page.keyboard.press(close if close == "Escape" else "Enter")
        settle(page)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(button).to_be_focused()


def test_without_javascript_a_service_opens_and_closes(browser: Browser, address: str) -> None:
    with visiting(browser, address, java_script_enabled=False) as page:
        page.goto(f"{BASE}/login")
        page.get_by_role("button", name=DIRECTOR).click()
        page.get_by_role("menuitem", name=CUSTOMER, exact=True).click()
        page.goto(BASE + CREATE)
        page.get_by_role("button", name=f"{SERVICE} Øvingstilsynet", exact=True).click()
        expect(page.get_by_role("dialog", name=SERVICE, exact=True)).to_be_visible()
        page.get_by_role("button", name="Lukk dialogvindu").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.get_by_role("button", name="Opprett systemtilgang").click()
        expect(page.get_by_role("link", name="SmartCloud Personal NY")).to_be_visible()


# Every screen


@pytest.fixture(scope="module")
def asked() -> tuple[Store, tuple[Request, ...]]:
    """A world with requests for services, for tests that only look."""
    store = template(WORLD).copy()
    give(store, EMPLOYEE.upper(), "tilgangsstyrer")
    change = add_change(store, services=(LEAVE, SICK), unwanted_services=(RECEIPTS,))
    return store, (ask(store), change)


@pytest.fixture(scope="module")
def asked_address(asked: tuple[Store, tuple[Request, ...]]) -> Iterator[str]:
    with serving(asked[0]) as found:
        yield found


def screens(page: Page, requests: tuple[Request, ...]) -> Iterator[str]:
    """Go to one screen and state after the other, as who sees it."""
    own, change = requests

    def at(path: str) -> str:
        page.goto(BASE + path)
        settle(page)
        return path

    log_in(page, DIRECTOR, CUSTOMER)
    yield at(page_of(own))
    yield at(page_of(own, service=HIRED))
    yield at(CREATE)
    yield at(f"{CREATE}&service={SICK}")
    yield at("/users?package=toll")
    page.context.clear_cookies(name="systemtilgang_session")
    log_in(page, EMPLOYEE, CUSTOMER)
    for path, button in ((page_of(own), "#approve"), (CREATE, "#create-access")):
        at(path)
        page.locator(button).click()
        expect(page.get_by_role("alert")).to_be_visible()
        settle(page)
        yield f"{path}, refused"
    page.context.clear_cookies(name="systemtilgang_session")
    log_in(page, "Dress Minst", "Diskret Nær Tiger AS")
    yield at(page_of(change))
    page.context.clear_cookies(name="systemtilgang_session")
    log_in(page, "Sval Bukt", "Hvit Helle AS")
    at("/systemuser/overview")
    page.get_by_role("link", name="Personal i sky").click()
    settle(page)
    yield "an access with a service"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_axe_finds_nothing_where_services_are_listed(
    browser: Browser,
    asked: tuple[Store, tuple[Request, ...]],
    asked_address: str,
    language: str,
    scheme: Literal["light", "dark"],
) -> None:
    with visiting(
        browser, asked_address, language=language, color_scheme=scheme, bypass_csp=True
    ) as page:
        assert objections(page, screens(page, asked[1])) == []


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_list_of_services_is_wider_than_a_small_phone(
    browser: Browser,
    asked: tuple[Store, tuple[Request, ...]],
    asked_address: str,
    language: str,
) -> None:
    with visiting(browser, asked_address, language=language, size=PHONE) as page:
        assert too_wide(page, screens(page, asked[1])) == {}
