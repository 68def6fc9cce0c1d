"""Client administration in Chromium: focus, keyboard, axe, a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from browsing import DESKTOP, PHONE, focused, log_in, serving, settle, visiting
from client_access import ADMINISTRATION, CLIENTS_TAB, give_client_access, was_handed
from playwright.sync_api import Browser, Page, expect
from visitor import WORLD, party

from axe import violations
from systemtilgang.portal.places import BASE
from systemtilgang.store import Store
from systemtilgang.world import template

GIVE, TAKE = "Gi fullmakt for Ansvarlig revisor", "Slett fullmakt for Ansvarlig revisor"


@pytest.fixture
def page(browser: Browser, address: str, store: Store) -> Iterator[Page]:
    """The client administrator; a colleague has a package of Revisorkunde AS."""
    give_client_access(store, "LUN SKOG", "Revisorkunde AS")
    with visiting(browser, address) as found:
        log_in(found, "Klok Hegre", "Diskret Nær Tiger AS")
        found.get_by_role("link", name="Klientadministrasjon", exact=True).first.click()
        settle(found)
        yield found


def open_user(page: Page) -> None:
    page.get_by_role("link", name="Lun Skog").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lun Skog")
    settle(page)


def test_the_dialog_takes_the_focus_keeps_it_on_errors_and_gives_it_back(page: Page) -> None:
    page.get_by_role("button", name="Legg til ny bruker").click()
    settle(page)
    assert page.locator("dialog:modal").count() == 1
    expect(focused(page)).to_have_id("identifier")
    page.keyboard.type("16857692262")
    page.keyboard.press("Tab")
    page.keyboard.type("Lun")
    page.keyboard.press("Enter")
    expect(page.locator("#identifier-error")).to_be_visible()
    settle(page)
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    assert "add-person" not in page.url
    page.keyboard.press("Escape")
    settle(page)
    expect(page.locator("dialog")).to_have_count(0)
    expect(focused(page)).to_have_id("new-user")


def test_adding_by_keyboard_leads_to_the_users_page(page: Page) -> None:
    page.get_by_role("button", name="Legg til ny bruker").press("Enter")
    expect(focused(page)).to_have_id("identifier")
    page.keyboard.type("30877505916")
    page.keyboard.press("Tab")
    page.keyboard.type("tydelig")
    page.keyboard.press("Enter")
    expect(focused(page)).to_have_text("Tydelig Måne")
    assert "/clientadministration/agent/" in page.url


def test_typing_finds_others_and_adding_one_tells_it(page: Page) -> None:
    page.get_by_role("searchbox", name="Søk").fill("dress")
    page.get_by_role("button", name="Legg til Dress Minst").click()
    expect(page.get_by_role("alert")).to_contain_text("Bruker lagt til.")
    expect(page.get_by_role("link", name="Dress Minst")).to_be_visible()
    settle(page)
    expect(page.get_by_role("searchbox", name="Søk")).to_have_value("dress")


def test_arrows_go_between_the_tabs(page: Page) -> None:
    page.get_by_role("tab", name="Brukere").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Klienter")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Klienter")).to_have_attribute("aria-selected", "true")
    settle(page)
    expect(page.get_by_role("tab", name="Klienter")).to_be_focused()


def test_the_filter_is_a_menu_for_the_keyboard(page: Page) -> None:
    page.get_by_role("tab", name="Klienter").click()
    settle(page)
    page.get_by_role("button", name="Klientforhold").press("Enter")
    expect(page.get_by_role("menuitemcheckbox", name="Revisor")).to_be_focused()
    settle(page)
    page.keyboard.press("ArrowDown")
    accountant = page.get_by_role("menuitemcheckbox", name="Regnskapsfører")
    expect(accountant).to_be_focused()
    page.keyboard.press("Space")
    expect(accountant).to_have_attribute("aria-checked", "true")
    settle(page)
    expect(accountant).to_be_focused()
    expect(page.locator("#found li")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("menuitemcheckbox")).to_have_count(0)
    settle(page)
    expect(focused(page)).to_have_id("relationships")
    expect(focused(page)).to_have_text("Regnskapsfører")
    page.get_by_role("button", name="Regnskapsfører").click()
    settle(page)
    page.mouse.click(700, 790)
    expect(page.get_by_role("menuitemcheckbox")).to_have_count(0)


def test_searching_keeps_the_filter_and_the_filter_keeps_the_search(page: Page) -> None:
    page.goto(f"{BASE}{CLIENTS_TAB}&roles=revisor")
    page.get_by_role("searchbox", name="Søk").fill("as")
    expect(page.locator("#found li")).to_have_count(7)
    settle(page)
    page.get_by_role("button", name="Revisor", exact=True).click()
    page.get_by_role("menuitemcheckbox", name="Regnskapsfører").click()
    expect(page.get_by_role("button", name="Revisor, Regnskapsfører")).to_be_visible()
    expect(page.locator("#found li")).to_have_count(8)
    expect(page.get_by_role("searchbox", name="Søk")).to_have_value("as")
    page.get_by_role("switch", name="Vis slettede").check()
    expect(page.locator("#found li")).to_have_count(9)


def test_a_switch_beside_the_open_filter_acts_and_closes_it(page: Page) -> None:
    page.get_by_role("tab", name="Klienter").click()
    page.get_by_role("button", name="Klientforhold").click()
    page.get_by_role("menuitemcheckbox", name="Regnskapsfører").click()
    settle(page)
    page.get_by_role("switch", name="Vis slettede").click()
    expect(page.get_by_role("link", name="Havbris Fiskemottak AS")).to_be_visible()
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(page.get_by_role("switch", name="Vis slettede")).to_be_checked()


def test_giving_and_taking_keep_the_keyboard_at_the_package(page: Page, store: Store) -> None:
    open_user(page)
    page.get_by_role("searchbox", name="Søk etter klient").fill("nordlys")
    page.get_by_role("button", name="Nordlys Bakeri AS").press("Enter")
    row = page.get_by_role("group", name="Nordlys Bakeri AS")
    expect(row).to_be_visible()
    settle(page)
    expect(page.get_by_role("button", name="Nordlys Bakeri AS")).to_be_focused()
    row.get_by_role("button", name=GIVE).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("har nå fått fullmakt til Ansvarlig revisor")
    settle(page)
    expect(row.get_by_role("button", name=TAKE)).to_be_focused()
    region = page.get_by_role("region", name="Har disse klientene")
    expect(region.get_by_role("group", name="Nordlys Bakeri AS")).to_be_visible()
    assert was_handed(store, "LUN SKOG", "NORDLYS BAKERI AS")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("har ikke lenger fullmakt til")
    settle(page)
    expect(row.get_by_role("button", name=GIVE)).to_be_focused()
    assert not was_handed(store, "LUN SKOG", "NORDLYS BAKERI AS")


def test_the_details_of_a_package_give_the_focus_back(page: Page) -> None:
    open_user(page)
    page.get_by_role("button", name="Revisorkunde AS").click()
    page.get_by_role("button", name="Ansvarlig revisor", exact=True).click()
    settle(page)
    assert page.locator("dialog:modal").count() == 1
    page.get_by_role("dialog").get_by_role("button", name="Slett fullmakt").click()
    expect(page.locator("dialog").get_by_role("alert")).to_contain_text("har ikke lenger")
    settle(page)
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    page.keyboard.press("Escape")
    settle(page)
    expect(page.locator("dialog")).to_have_count(0)
    expect(focused(page)).to_have_text("Ansvarlig revisor")


def test_deleting_asks_first_and_ends_at_the_list(page: Page, store: Store) -> None:
    open_user(page)
    page.get_by_role("button", name="Slett bruker").click()
    settle(page)
    assert page.locator("dialog:modal").count() == 1
    page.keyboard.press("Escape")
    settle(page)
    expect(focused(page)).to_have_id("delete-user")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Slett bruker").click()
    expect(focused(page)).to_have_text("Klientadministrasjon for Diskret Nær Tiger AS")
    assert not was_handed(store, "LUN SKOG", "Revisorkunde AS")


# Looks


@pytest.fixture(scope="module")
def places() -> Iterator[tuple[str, list[str]]]:
    """A portal for tests that only look, and the addresses of every screen and dialog."""
    store = template(WORLD).copy()
    agent = give_client_access(store, "LUN SKOG", "Revisorkunde AS")
    give_client_access(store, "DRESS MINST")
    lun, client = party(store, "LUN SKOG").id, party(store, "Revisorkunde AS").id
    one_client = f"{ADMINISTRATION}/client/{client}"
    nothing = f"{ADMINISTRATION}/client/{party(store, 'TORGET EIENDOM AS').id}"
    with serving(store) as address:
        yield (
            address,
            [
                ADMINISTRATION,
                f"{ADMINISTRATION}?q=s",
                f"{ADMINISTRATION}?q=zz",
                f"{ADMINISTRATION}?dialog=new-user",
                f"{CLIENTS_TAB}&filter=open&roles=regnskapsforer&deleted=1",
                f"{CLIENTS_TAB}&roles=other",
                f"{agent}?open={client}&can=open&deleted=1",
                f"{agent}?dialog=delete-user",
                f"{agent}?package=ansvarlig-revisor&of={client}",
                f"{one_client}?open={lun}&can=open",
                nothing,
            ],
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "size"), [("nb", DESKTOP), ("en", PHONE)])
def test_every_screen_is_accessible_and_fits(
    browser: Browser,
    places: tuple[str, list[str]],
    scheme: Literal["light", "dark"],
    language: str,
    size: tuple[int, int],
) -> None:
    address, paths = places
    found: list[str] = []
    with visiting(
        browser, address, language=language, size=size, color_scheme=scheme, reduced_motion="reduce"
    ) as page:
        log_in(page, "Klok Hegre", "Diskret Nær Tiger AS")
        for path in paths:
            page.goto(BASE + path)
            settle(page)
            found += violations(page, opt_in=True)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{path} is wider than the window")
    assert found == []


def test_who_may_not_is_told_accessibly(browser: Browser, places: tuple[str, list[str]]) -> None:
    address, _ = places
    with visiting(browser, address) as page:
        log_in(page, "Stille Fjord", "Diskret Nær Tiger AS")
        page.goto(BASE + ADMINISTRATION)
        settle(page)
        assert violations(page) == []


def test_the_phone_has_the_section_in_its_menu_and_the_buttons_in_the_rows(
    browser: Browser, places: tuple[str, list[str]]
) -> None:
    address, paths = places
    with visiting(browser, address, size=PHONE) as page:
        log_in(page, "Klok Hegre", "Diskret Nær Tiger AS")
        page.get_by_role("button", name="Meny").click()
        page.get_by_role("menuitem", name="Klientadministrasjon").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Klientadministrasjon for Diskret Nær Tiger AS"
        )
        page.goto(BASE + paths[6])
        take = page.get_by_role("button", name=TAKE)
        expect(take).to_be_visible()
        box = take.bounding_box()
        assert box is not None
        assert box["width"] >= 40
        assert box["height"] >= 40
