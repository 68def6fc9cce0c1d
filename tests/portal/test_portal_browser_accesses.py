"""Creating and deleting a system access in Chromium: focus, Escape, no JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import choose_clients, focused, log_in, serving, settle, visiting
from playwright.sync_api import Browser, Page, expect

from systemtilgang.portal.places import BASE
from systemtilgang.portal.texts import labels
from systemtilgang.store import Store


@pytest.fixture
def access_page(browser: Browser, address: str) -> Iterator[Page]:
    """The managing director of the provider, on the page of an access with one client."""
    with visiting(browser, address) as page:
        choose_clients(page)
        page.get_by_role("button", name="Legg til Nordlys Bakeri AS i systemtilgang").click()
        settle(page)
        page.get_by_role("button", name="Bekreft og lukk").click()
        settle(page)
        yield page


def test_a_question_in_the_page_takes_the_focus_and_gives_it_back(access_page: Page) -> None:
    page = access_page
    block = page.get_by_role("group", name="Er du sikker på at du vil slette")
    for close in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("button", name="Avbryt").click(),
    ):
        page.get_by_role("button", name="Slett systemtilgang").click()
        expect(block).to_be_focused()
        settle(page)
        close()
        expect(block).to_have_count(0)
        settle(page)
        expect(focused(page)).to_have_id("delete-access")
        assert "confirm" not in page.url
    page.get_by_role("button", name="Slett systemtilgang").click()
    expect(block).to_be_focused()
    settle(page)
    page.mouse.click(1270, 700)
    expect(block).to_have_count(0)


def test_why_it_was_not_deleted_is_told_where_the_focus_is(access_page: Page) -> None:
    page = access_page
    page.get_by_role("button", name="Slett systemtilgang").click()
    block = page.get_by_role("group", name="Er du sikker på at du vil slette")
    expect(block).to_be_focused()
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_id("confirm-deletion")
    page.keyboard.press("Enter")
    expect(block.get_by_role("alert")).to_contain_text("Klientene må fjernes")
    settle(page)
    assert block.evaluate("block => block.contains(document.activeElement)")
    page.keyboard.press("Escape")
    settle(page)
    expect(focused(page)).to_have_id("delete-access")


def test_after_deleting_the_keyboard_is_at_the_overviews_heading(access_page: Page) -> None:
    page = access_page
    page.get_by_role("link", name="Tilbake").click()
    page.get_by_role("link", name="Regnskap i sky").click()
    page.get_by_role("button", name="Slett systemtilgang").click()
    block = page.get_by_role("group", name="Er du sikker på at du vil slette")
    block.get_by_role("button", name="Slett systemtilgang").click()
    expect(focused(page)).to_have_text("Systemtilganger for Diskret Nær Tiger AS")
    expect(page.get_by_role("link", name="Regnskap i sky")).to_have_count(0)


def test_creating_by_keyboard_leads_from_heading_to_heading(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        log_in(page, "Rask Lykt", "Klientkunde AS")
        page.get_by_role("link", name="Systemtilganger", exact=True).first.click()
        page.get_by_role("link", name="Lag ny systemtilgang").click()
        expect(focused(page)).to_have_text("Velg fagsystem")
        settle(page)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(focused(page)).to_have_id("proceed")
        page.keyboard.press("Enter")
        expect(page.locator("#system:invalid")).to_be_focused()
        page.keyboard.type("SmartCloud Skatt")
        page.keyboard.press("Tab")
        expect(focused(page)).to_have_text("Fjern alt")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(focused(page)).to_have_text(
            "Systemtilgangen SmartCloud Skatt vil få denne fullmakten for Klientkunde AS"
        )
        page.get_by_role("button", name="Opprett systemtilgang").click()
        expect(focused(page)).to_have_text("Systemtilganger for Klientkunde AS")
        expect(page.get_by_role("link", name="SmartCloud Skatt NY SmartCloud")).to_be_visible()


def test_why_it_was_not_created_takes_the_focus(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        log_in(page, "Rask Lykt", "Klientkunde AS")
        chosen = f"{BASE}/systemuser/create?system=313909964_skatt&step=2"
        page.goto(chosen)
        page.get_by_role("button", name="Opprett systemtilgang").click()
        expect(focused(page)).to_have_text("Systemtilganger for Klientkunde AS")
        page.goto(chosen)
        page.get_by_role("button", name="Opprett systemtilgang").click()
        expect(focused(page)).to_have_role("alert")
        expect(focused(page)).to_contain_text(labels("2025-12", "nb")("message.access_exists"))


def test_deleting_without_javascript(browser: Browser, store: Store) -> None:
    with (
        serving(store, "2026-08") as address,
        visiting(browser, address, java_script_enabled=False) as page,
    ):
        log_in(page, "Dress Minst", "Diskret Nær Tiger AS")
        page.goto(f"{BASE}/systemuser/overview")
        page.get_by_role("link", name="Revisor klientdelegering").click()
        page.get_by_role("button", name="Legg til klienter").click()
        page.get_by_role("button", name="Legg til alle klienter").click()
        page.get_by_role("button", name="Bekreft og lukk").click()
        page.get_by_role("button", name="Slett systemtilgang").click()
        block = page.get_by_role("group", name="Er du sikker på at du vil slette")
        expect(block).to_be_focused()
        expect(block).to_contain_text("Klienter som er tilordnet systemtilgangen vil også bli")
        page.get_by_role("button", name="Slett systemtilgang").last.click()
        expect(page.get_by_role("link", name="Skatt for kunder")).to_be_visible()
        expect(page.get_by_role("link", name="Revisor klientdelegering")).to_have_count(0)
