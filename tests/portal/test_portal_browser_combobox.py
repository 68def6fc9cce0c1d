"""Choosing a system by typing: keyboard, mouse, what is heard, and the way without it (6.1)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Literal

import pytest
from browsing import DESKTOP, PHONE, focused, log_in, serving, settle, visiting
from playwright.sync_api import Browser, Locator, Page, expect

from axe import violations
from systemtilgang.domain.catalogue import Text
from systemtilgang.portal.places import BASE
from systemtilgang.portal.texts import labels
from systemtilgang.store import Store

DIRECTOR, ACTOR = "Rask Lykt", "Klientkunde AS"
NAMES = ["SmartCloud Personal", "SmartCloud Regnskap", "SmartCloud Skatt"]
STAFF, LEDGER, TAX = (f"{name} SmartCloud (313909964)" for name in NAMES)


@contextmanager
def choosing(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page on the first step of creating an access."""
    with visiting(browser, address, **options) as page:
        log_in(page, DIRECTOR, ACTOR)
        page.goto(f"{BASE}/systemuser/create")
        settle(page)
        yield page


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with choosing(browser, address) as found:
        yield found


def field(page: Page) -> Locator:
    return page.get_by_role("combobox")


def offered(page: Page) -> list[str]:
    return page.get_by_role("option").all_inner_texts()


def active(page: Page) -> str:
    """What the screen reader is told that the keyboard is at, in the list."""
    id_ = field(page).get_attribute("aria-activedescendant")
    selected = page.get_by_role("option", selected=True)
    if id_ is None:
        expect(selected).to_have_count(0)
        return ""
    expect(selected).to_have_attribute("id", id_)
    return " ".join(selected.inner_text().split())


def proceed(page: Page) -> None:
    page.get_by_role("button", name="Gå videre").click()
    settle(page)


def is_closed(page: Page) -> bool:
    return not offered(page) and field(page).get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_field_has_the_name_and_the_hint_of_the_facts(
    browser: Browser, address: str, language: str
) -> None:
    t = labels("2025-12", language)
    with choosing(browser, address, language=language) as page:
        expect(field(page)).to_have_accessible_name(t("field.system"))
        expect(field(page)).to_have_attribute("placeholder", t("text.choose"))
        assert is_closed(page)
        field(page).click()
        expect(page.get_by_role("listbox")).to_have_accessible_name(t("field.system"))
        assert [" ".join(each.split()) for each in offered(page)] == [STAFF, LEDGER, TAX]
        expect(page.get_by_role("status")).to_have_text(t("message.hits", count=3))


def test_the_keyboard_goes_through_the_list_and_around_its_ends(page: Page) -> None:
    expect(page.get_by_role("listbox")).to_have_count(0)
    field(page).focus()
    assert is_closed(page), "it opens when one asks for it"
    walk = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        walk.append(active(page))
    assert walk == [STAFF, LEDGER, TAX, STAFF, TAX, LEDGER]
    expect(field(page)).to_be_focused()
    page.keyboard.press("Enter")
    assert is_closed(page)
    expect(field(page)).to_have_value(LEDGER)
    assert page.url.endswith("/systemuser/create"), "the choice is not yet sent"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{NAMES[1]} vil få")


def test_up_begins_at_the_end(page: Page) -> None:
    field(page).press("ArrowUp")
    assert active(page) == TAX


def test_alt_and_an_arrow_only_open_and_close(page: Page) -> None:
    field(page).press("Alt+ArrowDown")
    assert len(offered(page)) == 3
    assert active(page) == ""
    field(page).press("Alt+ArrowUp")
    assert is_closed(page)


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowRight", "Home", "End"])
def test_moving_in_the_text_leaves_the_list(page: Page, key: str) -> None:
    field(page).press("ArrowDown")
    assert active(page) == STAFF
    page.keyboard.press(key)
    assert active(page) == ""
    assert len(offered(page)) == 3


@pytest.mark.parametrize(
    ("typed", "found", "said"),
    [
        ("skatt", [TAX], "1 treff"),
        ("  REGN ", [LEDGER], "1 treff"),
        ("a", [STAFF, LEDGER, TAX], "3 treff"),
        ("smartcloud (3139", [STAFF, LEDGER, TAX], "3 treff"),
        (LEDGER.upper(), [LEDGER], "1 treff"),
        ("Skatt SmartCloud", [], "Ingen treff"),
        ("xyz", [], "Ingen treff"),
    ],
)
def test_typing_finds_by_name_or_by_vendor(
    page: Page, typed: str, found: list[str], said: str
) -> None:
    field(page).fill(typed)
    assert [" ".join(each.split()) for each in offered(page)] == found
    assert active(page) == ""
    expect(page.get_by_role("status")).to_have_text(said)
    expect(field(page)).to_have_attribute("aria-expanded", str(bool(found)).lower())


def test_that_nothing_was_found_is_seen_as_well_as_heard(page: Page) -> None:
    field(page).fill("xyz")
    seen = page.get_by_role("status").bounding_box()
    assert seen is not None
    assert seen["height"] > 30
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.url.endswith("/systemuser/create")
    page.keyboard.press("Escape")
    expect(page.get_by_role("status")).to_be_empty()


@pytest.mark.parametrize("typed", ["smartcloud skatt", TAX])
def test_a_name_typed_in_full_is_chosen(page: Page, typed: str) -> None:
    field(page).fill(typed)
    page.keyboard.press("Tab")
    expect(field(page)).to_have_value(TAX)
    proceed(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{NAMES[2]} vil få")


def test_a_part_of_a_name_is_no_choice(page: Page) -> None:
    field(page).fill("Skatt")
    page.keyboard.press("Tab")
    proceed(page)
    expect(field(page)).to_have_value("")
    expect(field(page)).to_be_focused()
    assert field(page).evaluate("(element) => element.validity.valueMissing")
    assert page.url.endswith("/systemuser/create")


def test_changing_the_text_takes_the_choice_back(page: Page) -> None:
    field(page).fill(NAMES[2])
    field(page).press("Enter")
    field(page).press("End")
    page.keyboard.type("x")
    page.keyboard.press("Tab")
    expect(field(page)).to_have_value("")


def test_escape_closes_first_and_then_empties_the_field(page: Page) -> None:
    field(page).fill(NAMES[1])
    page.keyboard.press("Escape")
    assert is_closed(page)
    expect(field(page)).to_have_value(NAMES[1])
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    proceed(page)
    assert page.url.endswith("/systemuser/create")


def test_the_mouse_chooses_and_clears_while_the_field_keeps_the_focus(page: Page) -> None:
    clear = page.get_by_role("button", name="Fjern alt")
    expect(clear).to_have_count(0)
    field(page).click()
    page.get_by_role("option", name=LEDGER).click()
    expect(field(page)).to_have_value(LEDGER)
    expect(field(page)).to_be_focused()
    field(page).click()
    assert len(offered(page)) == 3, "and not only what is chosen"
    field(page).click()
    assert is_closed(page)
    clear.click()
    expect(field(page)).to_have_value("")
    expect(field(page)).to_be_focused()
    expect(clear).to_have_count(0)
    proceed(page)
    assert page.url.endswith("/systemuser/create")


def test_clearing_with_the_keyboard_leads_back_to_the_field(page: Page) -> None:
    field(page).fill(NAMES[1])
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_accessible_name("Fjern alt")
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")


def test_what_was_chosen_stands_there_when_one_comes_back(page: Page) -> None:
    field(page).fill(NAMES[2])
    page.keyboard.press("Enter")
    proceed(page)
    page.get_by_role("button", name="Tilbake").click()
    settle(page)
    expect(field(page)).to_have_value(TAX)
    expect(page.get_by_role("combobox")).to_have_count(1)
    page.reload()
    expect(field(page)).to_have_value(TAX)


def test_of_two_systems_with_one_name_the_vendor_tells_which(
    browser: Browser, store: Store
) -> None:
    with store.unit_of_work() as uow:
        tax = uow.systems.existing("313909964_skatt")
        uow.systems.replace(replace(tax, name=Text(NAMES[1], NAMES[1]), vendor_name="SkyRo"))
        uow.commit()
    other = f"{NAMES[1]} SkyRo (313909964)"
    with serving(store) as address, choosing(browser, address) as page:
        field(page).fill(NAMES[1])
        assert [" ".join(each.split()) for each in offered(page)] == [LEDGER, other]
        page.keyboard.press("Tab")
        expect(field(page)).to_have_value("")
        field(page).fill(other)
        page.keyboard.press("Tab")
        expect(field(page)).to_have_value(other)
        proceed(page)
        assert f"system={tax.id}" in page.url


def test_without_javascript_it_is_the_browsers_own_list(browser: Browser, address: str) -> None:
    with visiting(browser, address, java_script_enabled=False) as page:
        page.goto(f"{BASE}/login")
        page.get_by_role("button", name=DIRECTOR).click()
        page.get_by_role("menuitem", name=ACTOR, exact=True).click()
        page.goto(f"{BASE}/systemuser/create")
        expect(page.get_by_role("button", name="Fjern alt")).to_have_count(0)
        field(page).select_option(label=LEDGER)
        page.get_by_role("button", name="Gå videre").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(NAMES[1])


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize(("scheme", "size"), [("light", DESKTOP), ("dark", PHONE)])
def test_axe_finds_nothing_and_a_phone_has_room(
    browser: Browser,
    address: str,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
    language: str,
) -> None:
    found: list[str] = []
    with choosing(
        browser, address, color_scheme=scheme, size=size, language=language, bypass_csp=True
    ) as page:
        for typed in (NAMES[0], "", "xyz"):
            field(page).fill(typed)
            found += violations(page, opt_in=True)
            page.keyboard.press("ArrowDown")
            found += violations(page, opt_in=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert found == []
