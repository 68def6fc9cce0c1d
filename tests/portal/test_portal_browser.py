"""The portal in Chromium: what JavaScript adds, the keyboard alone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import choose_clients, focused, log_in, settle, visiting
from playwright.sync_api import Browser, Page, expect
from visitor import add_agent

from systemtilgang.portal.places import BASE
from systemtilgang.store import Store


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The managing director of Klientkunde AS, at a desktop, in bokmål, on the users page."""
    with visiting(browser, address) as found:
        log_in(found, "Rask Lykt", "Klientkunde AS")
        found.get_by_role("link", name="Brukere", exact=True).first.click()
        settle(found)
        yield found


# With JavaScript


def test_a_dialog_takes_the_focus_and_gives_it_back(page: Page) -> None:
    page.get_by_role("button", name="Ny bruker").click()
    settle(page)
    assert page.locator("dialog:modal").count() == 1
    expect(focused(page)).to_have_id("number")
    page.keyboard.press("Escape")
    settle(page)
    assert page.locator("dialog").count() == 0
    expect(focused(page)).to_have_id("new-user")
    assert "dialog" not in page.url


def test_a_click_outside_closes_a_dialog(page: Page) -> None:
    page.get_by_role("button", name="Ny bruker").click()
    settle(page)
    page.mouse.click(5, 400)
    settle(page)
    expect(page.locator("dialog")).to_have_count(0)


def test_the_forced_selector_cannot_be_dismissed(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        page.goto(f"{BASE}/login")
        page.get_by_role("button", name="Rask Lykt").click()
        settle(page)
        for _ in range(2):
            page.keyboard.press("Escape")
        page.mouse.click(5, 5)
        settle(page)
        expect(page.locator("dialog:modal")).to_have_count(1)


def test_nine_digits_are_looked_up_at_once_and_enter_adds(page: Page) -> None:
    page.get_by_role("button", name="Ny bruker").click()
    settle(page)
    add = page.get_by_role("button", name="Legg til virksomhet")
    expect(add).to_be_disabled()
    page.keyboard.type("311 590 839")
    expect(add).to_be_enabled()
    expect(page.get_by_text("DISKRET NÆR TIGER AS")).to_be_visible()
    expect(focused(page)).to_have_value("311 590 839")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Diskret Nær Tiger AS")


def test_the_page_is_busy_from_the_first_letter_until_the_answer(page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    field = page.get_by_role("searchbox", name="Søk etter person eller virksomhet")
    busy = field.evaluate(
        """field => {
            field.value = 'blid';
            field.dispatchEvent(new Event('input', {bubbles: true}));
            return document.documentElement.getAttribute('aria-busy');
        }"""
    )
    assert busy == "true"
    assert requests == [], "nothing is sent before the debounce is over"
    settle(page)
    assert len(requests) == 1
    expect(page.locator("#users li")).to_have_count(1)
    assert page.url.endswith("?q=blid")


def test_typing_on_sends_one_search_and_keeps_what_was_typed(page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    field = page.get_by_role("searchbox", name="Søk etter person eller virksomhet")
    field.press_sequentially("mild sti", delay=20)
    settle(page)
    assert len(requests) == 1
    expect(field).to_have_value("mild sti")
    expect(field).to_be_focused()
    expect(page.locator("#users li")).to_have_count(1)


def test_granting_keeps_the_dialog_the_scroll_and_the_focus(page: Page) -> None:
    page.get_by_role("link", name="Mild Sti").click()
    settle(page)
    page.get_by_role("button", name="Gi fullmakt", exact=True).click()
    settle(page)
    page.get_by_role("searchbox").last.fill("skatt")
    settle(page)
    grant = page.get_by_role("button", name="Gi fullmakt for Skattegrunnlag")
    grant.focus()
    page.keyboard.press("Enter")
    revoke = page.get_by_role("button", name="Slett fullmakt for Skattegrunnlag")
    expect(revoke).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Mild Sti har nå fått fullmakt")
    expect(page.locator("dialog:modal")).to_have_count(1)
    page.wait_for_timeout(500)
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("alert").get_by_role("button", name="close").click()
    settle(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("dialog:modal")).to_have_count(1)


def test_back_and_forward_work(page: Page) -> None:
    page.get_by_role("link", name="Mild Sti").click()
    settle(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Brukere med fullmakter")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mild Sti")


def test_a_session_that_ended_leads_to_the_login_also_from_a_search(page: Page) -> None:
    page.context.clear_cookies(name="systemtilgang_session")
    page.get_by_role("searchbox").fill("blid")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvem vil du logge på som?")


def test_hiding_added_clients_takes_effect_at_once(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        choose_clients(page)
        page.get_by_role("button", name="Legg til Nordlys Bakeri AS i systemtilgang").click()
        settle(page)
        page.get_by_label("Skjul klienter som er lagt til").check()
        settle(page)
        expect(page.locator("#available")).not_to_contain_text("Nordlys Bakeri")
        page.get_by_role("button", name="Side 2").click()
        settle(page)
        expect(page.locator("#available")).to_contain_text("Vintersol Kafé AS")
        page.keyboard.press("Escape")
        settle(page)
        expect(page.locator("#connected")).to_contain_text("Nordlys Bakeri AS")


def test_the_switch_for_client_access_takes_effect_at_once(page: Page, store: Store) -> None:
    add_agent(store, "Klientkunde AS", "DRESS MINST")
    page.get_by_role("searchbox").fill("dress")
    settle(page)
    expect(page.locator("#users li")).to_have_count(0)
    switch = page.get_by_role("switch", name="Vis brukere med klienttilgang")
    expect(switch).not_to_be_checked()
    switch.check()
    settle(page)
    expect(switch).to_be_focused()
    expect(page.locator("#users li")).to_contain_text("Har klienttilgang")
    assert page.url.endswith("?q=dress&agents=1")


def test_what_was_searched_for_is_downloaded_and_the_page_stays(page: Page) -> None:
    page.get_by_role("searchbox").fill("mild")
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned til fil").click()
    assert download.value.suggested_filename == "brukere.csv"
    saved = download.value.path().read_text(encoding="utf-8-sig")
    assert [row.partition(";")[0] for row in saved.splitlines()] == [
        "Navn", "Rask Lykt", "Mild Sti",
    ]  # fmt: skip
    settle(page)
    expect(page.get_by_role("searchbox")).to_have_value("mild")


def test_an_unknown_number_is_told_above_the_field(page: Page) -> None:
    page.get_by_role("button", name="Ny bruker").click()
    settle(page)
    told = page.locator("#number-error")
    page.keyboard.type("319999999")
    expect(told).to_contain_text("Fant ingen organisasjon")
    field = page.get_by_label("Organisasjonsnummer")
    above, below = told.bounding_box(), field.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    expect(field).to_be_focused()
    page.keyboard.press("Backspace")
    expect(told).to_be_empty()


def test_the_result_of_adding_all_takes_the_focus(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        choose_clients(page)
        page.get_by_role("button", name="Legg til alle klienter").click()
        expect(focused(page)).to_have_text("Alle klienter er lagt til.")


def test_the_menu_opens_under_the_focus_and_escape_closes_it(page: Page) -> None:
    page.get_by_role("button", name="Meny").click()
    settle(page)
    expect(focused(page)).to_have_role("menuitem")
    page.keyboard.press("ArrowDown")
    expect(focused(page)).to_have_id("language-item")
    page.keyboard.press("Escape")
    settle(page)
    expect(page.get_by_role("menuitem")).to_have_count(0)
    expect(focused(page)).to_have_id("menu-button")


def test_changing_language_changes_the_language_of_the_document(page: Page) -> None:
    page.get_by_role("button", name="Meny").click()
    page.get_by_role("menuitem", name="Språk/language").click()
    page.get_by_role("menuitemradio", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Users with power of attorney")


def test_pictures_come_out_the_same_every_time(page: Page) -> None:
    page.get_by_role("button", name="Ny bruker").click()
    settle(page)
    first = page.screenshot()
    page.reload()
    settle(page)
    assert page.screenshot() == first


# Without a mouse, and without JavaScript


def test_the_guide_by_keyboard_alone(page: Page) -> None:
    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == name:
                return
        raise AssertionError(f"no way to {name} with Tab")

    page.reload()
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_text("Hopp til hovedinnholdet")
    expect(focused(page)).to_be_in_viewport()
    page.keyboard.press("Enter")
    tab_to("Ny bruker")
    page.keyboard.press("Space")
    settle(page)
    page.keyboard.type("311590839")
    settle(page)
    tab_to("Legg til virksomhet")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Diskret Nær Tiger AS")
    settle(page)
    expect(focused(page)).to_have_text("Diskret Nær Tiger AS")
    tab_to("Gi fullmakt")
    page.keyboard.press("Enter")
    settle(page)
    page.keyboard.press("Tab")
    page.keyboard.type("skattegr")
    settle(page)
    tab_to("Gi fullmakt for Skattegrunnlag")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Skattegrunnlag")
    settle(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Fullmakt til 1 tilgangspakker")).to_be_visible()


def test_the_switch_and_the_file_without_javascript(
    browser: Browser, address: str, store: Store
) -> None:
    add_agent(store, "Klientkunde AS", "DRESS MINST")
    with visiting(browser, address, java_script_enabled=False) as page:
        log_in(page, "Rask Lykt", "Klientkunde AS")
        page.goto(f"{BASE}/users")
        page.get_by_role("switch").check()
        page.get_by_role("button", name="Bruk", exact=True).click()
        expect(page.get_by_role("link", name="Dress Minst")).to_be_visible()
        expect(page.get_by_role("switch")).to_be_checked()
        with page.expect_download() as download:
            page.get_by_role("button", name="Last ned til fil").click()
        assert "Dress Minst" in download.value.path().read_text(encoding="utf-8-sig")


def test_the_guide_without_javascript(browser: Browser, address: str) -> None:
    with visiting(browser, address, java_script_enabled=False) as page:
        log_in(page, "Rask Lykt", "Klientkunde AS")
        page.get_by_role("link", name="Brukere", exact=True).first.click()
        page.get_by_role("button", name="Ny bruker").click()
        field = page.get_by_label("Organisasjonsnummer")
        field.fill("311590839")
        field.press("Enter")
        page.get_by_role("button", name="Legg til virksomhet").click()
        page.get_by_role("button", name="Gi fullmakt", exact=True).click()
        page.get_by_role("dialog").get_by_role("searchbox").fill("skattegr")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Gi fullmakt for Skattegrunnlag").click()
        expect(page.get_by_role("alert")).to_contain_text("har nå fått fullmakt")
        page.get_by_role("button", name="Lukk", exact=True).click()
        expect(page.get_by_role("heading", level=2).first).to_have_text(
            "Fullmakt til 1 tilgangspakker"
        )
