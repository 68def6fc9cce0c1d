"""Two tabs of one browser: what the one says when the other has changed the actor (1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from browsing import DESKTOP, PHONE, focused, log_in, settle, visiting
from playwright.sync_api import Browser, Locator, Page, expect

from axe import violations
from systemtilgang.portal.places import BASE
from systemtilgang.portal.texts import labels

DIRECTOR, PROVIDER = "Dress Minst", "Diskret Nær Tiger AS"
PATIENCE = 4000
"""Longer than a page waits before it looks, in milliseconds."""
ENOUGH = 2500
"""So long that a page has looked at least once."""


@contextmanager
def two_tabs(browser: Browser, address: str, language: str = "nb") -> Iterator[tuple[Page, Page]]:
    """Two tabs on the users page, both acting for the provider."""
    with visiting(browser, address, language=language) as first:
        log_in(first, DIRECTOR, PROVIDER)
        second = first.context.new_page()
        for page in (first, second):
            page.goto(f"{BASE}/users")
            settle(page)
        yield first, second


@pytest.fixture
def tabs(browser: Browser, address: str) -> Iterator[tuple[Page, Page]]:
    with two_tabs(browser, address) as both:
        yield both


def act_for(page: Page, actor: str) -> None:
    page.goto(f"{BASE}/?menu=actor")
    page.get_by_role("menuitem", name=actor, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(actor)
    settle(page)


def told(page: Page) -> Locator:
    return page.get_by_role("dialog")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_other_tab_says_so_and_is_loaded_again(
    browser: Browser, address: str, language: str
) -> None:
    t = labels("2025-12", language)
    with two_tabs(browser, address, language) as (first, second):
        act_for(second, DIRECTOR)
        expect(told(first)).to_have_accessible_name(t("message.actor_changed"), timeout=PATIENCE)
        expect(focused(first)).to_have_text(t("button.ok"))
        assert first.evaluate("document.querySelector('dialog').matches(':modal')")
        first.keyboard.press("Enter")
        expect(first.get_by_role("heading", level=1)).to_contain_text(DIRECTOR)
        expect(told(first)).to_have_count(0)
        assert first.url.endswith("/users")


def test_the_tab_that_changed_says_nothing(tabs: tuple[Page, Page]) -> None:
    _, second = tabs
    act_for(second, DIRECTOR)
    second.wait_for_timeout(ENOUGH)
    expect(told(second)).to_have_count(0)


def test_nothing_is_said_when_the_same_actor_is_chosen_again(tabs: tuple[Page, Page]) -> None:
    first, second = tabs
    act_for(second, PROVIDER)
    first.wait_for_timeout(ENOUGH)
    expect(told(first)).to_have_count(0)


def test_nothing_is_said_after_logging_out_elsewhere(tabs: tuple[Page, Page]) -> None:
    """Whatever is done next leads to the login page."""
    first, second = tabs
    second.get_by_role("button", name="Meny").click()
    second.get_by_role("button", name="Logg ut").click()
    expect(second.get_by_role("button", name="Logg inn")).to_be_visible()
    first.wait_for_timeout(ENOUGH)
    expect(told(first)).to_have_count(0)


def test_the_keyboard_stays_in_it_and_escape_loads_the_page_too(tabs: tuple[Page, Page]) -> None:
    first, second = tabs
    first.get_by_role("button", name="Ny bruker").click()
    settle(first)
    act_for(second, DIRECTOR)
    ok = first.get_by_role("button", name="Ok", exact=True)
    expect(ok).to_be_focused(timeout=PATIENCE)
    for _ in range(3):
        first.keyboard.press("Tab")
        inside = "document.activeElement.closest('#actor-changed-dialog')"
        assert first.evaluate(f"document.activeElement === document.body || Boolean({inside})")
    ok.focus()
    first.keyboard.press("Escape")
    expect(first.get_by_role("heading", level=1)).to_contain_text(DIRECTOR)
    assert first.url.endswith("?dialog=new-user"), "what lay behind was not closed instead"


def test_one_waits_no_longer_than_until_one_looks_at_the_tab(tabs: tuple[Page, Page]) -> None:
    """A browser lets a hidden tab look more seldom, so it also looks when it is shown."""
    first, second = tabs
    act_for(second, DIRECTOR)
    first.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(told(first)).to_be_visible(timeout=200)


@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", PHONE)])
def test_axe_finds_nothing_and_a_phone_has_room(
    browser: Browser,
    address: str,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
) -> None:
    with visiting(browser, address, color_scheme=scheme, size=size) as page:
        log_in(page, DIRECTOR, PROVIDER)
        page.evaluate("document.cookie = 'AltinnPartyUuid=another; path=/'")
        expect(told(page)).to_be_visible(timeout=PATIENCE)
        assert violations(page) == []
        width = page.evaluate("document.querySelector('dialog').scrollWidth")
        assert width <= page.evaluate("document.querySelector('dialog').clientWidth")
