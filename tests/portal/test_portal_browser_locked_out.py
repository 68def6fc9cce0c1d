"""Being locked out while one types a number, or after sending a name (`PORTAL.md 3.2`)."""

from __future__ import annotations

from browsing import focused, log_in, settle, visiting
from playwright.sync_api import Browser, expect

from systemtilgang.domain.lookups import MOST_MISSES
from systemtilgang.portal.places import BASE
from systemtilgang.portal.texts import labels


def test_it_is_announced_where_one_is(browser: Browser, address: str) -> None:
    told = labels("2025-12", "nb")("message.locked_out")
    with visiting(browser, address) as page:
        log_in(page, "Rask Lykt", "Klientkunde AS")
        page.goto(f"{BASE}/users?dialog=new-user")
        settle(page)
        number = page.get_by_role("textbox", name="Organisasjonsnummer")
        for guess in range(MOST_MISSES):
            number.fill(f"31999999{guess}")
            settle(page)
        number.fill("311590839")
        expect(page.locator("[aria-live=assertive]")).to_have_text(told)
        expect(number).to_be_focused()
        expect(page.get_by_role("button", name="Legg til virksomhet")).to_be_disabled()
        page.get_by_role("tab", name="Person").click()
        settle(page)
        page.get_by_role("textbox", name="Fødselsnummer/brukernavn").fill("19816818152")
        page.get_by_role("textbox", name="Etternavn").fill("Dress")
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_contain_text(told)
        expect(focused(page)).to_have_accessible_description(told)
        assert "add-person" not in page.url


def test_a_link_from_another_site_looks_nobody_up(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        log_in(page, "Rask Lykt", "Klientkunde AS")
        users = f"{address}{BASE}/users?dialog=new-user&tab=organization"
        for guess in range(MOST_MISSES + 1):
            page.goto(f"data:text/html,<a href='{users}%26number=31999999{guess}'>Look</a>")
            page.get_by_role("link").click()
            settle(page)
            number = page.get_by_role("textbox", name="Organisasjonsnummer")
            expect(number).to_have_value(f"31999999{guess}")
            expect(page.locator("#number-error")).to_be_empty()
        number.fill("311590839")
        expect(page.get_by_role("heading", name="Du legger til:")).to_be_visible()
