"""The built site in Chromium, as a reader uses it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect
from reading import SEARCH, addresses
from sample_site import GUIDES

from samsvar.config import Config

MENU = {"nb": "Meny", "en": "Menu"}
#: The narrowest window that must not scroll sideways (WCAG 1.4.10), in CSS pixels.
NARROW = 320


@pytest.mark.parametrize(
    ("locale", "language"),
    [("nb-NO", "nb"), ("no", "nb"), ("nn-NO", "nb"), ("en-GB", "en"), ("de-DE", "nb")],
)
def test_the_door_leads_to_the_language_of_the_browser(
    browser: Browser, origin: str, locale: str, language: str
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(origin)
    page.wait_for_url(f"{origin}{language}/")
    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    page.go_back()
    assert page.url == "about:blank"
    context.close()


def test_the_door_is_a_choice_without_a_script(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(origin)
    assert page.get_by_role("link").all_text_contents() == ["Norsk (bokmål)", "English"]
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{origin}en/")
    context.close()


@pytest.mark.parametrize("path", ["", "about/", f"guides/{GUIDES[0]}/", "contributing/"])
def test_the_switcher_stays_on_the_page(page: Page, origin: str, path: str) -> None:
    page.goto(f"{origin}nb/{path}#somewhere")
    page.get_by_role("navigation", name="Språk").get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{origin}en/{path}")
    switcher = page.get_by_role("navigation", name="Languages")
    expect(switcher.get_by_role("link", name="English")).to_have_attribute("aria-current", "true")
    switcher.get_by_role("link", name="Norsk (bokmål)").click()
    expect(page).to_have_url(f"{origin}nb/{path}")


def test_the_switcher_stays_in_the_chapter(page: Page, origin: str) -> None:
    page.goto(f"{origin}nb/guides/delegate-clients/#fjerne-en-klient")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{origin}en/guides/delegate-clients/#remove-a-client")
    expect(page.locator(":target")).to_have_text("Remove a client")
    expect(page.locator(":target")).to_be_in_viewport()
    page.goto(f"{origin}en/guides/delegate-clients/#add-all-clients")  # in the same page
    page.get_by_role("link", name="Norsk (bokmål)").click()
    expect(page.locator(":target")).to_have_text("Legge til alle klienter")
    page.go_back()
    expect(page.locator(":target")).to_have_text("Add all clients")


@pytest.mark.parametrize("fragment", ["chapter-99", "%", "chapter-0"])
def test_an_address_with_no_such_chapter_is_the_top_of_the_page(
    page: Page, origin: str, fragment: str
) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{origin}nb/guides/delegate-clients/#{fragment}")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{origin}en/guides/delegate-clients/")
    assert wrong == []


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_keyboard_reaches_search_languages_and_theme_in_order(
    page: Page, origin: str, language: str
) -> None:
    page.goto(f"{origin}{language}/guides/{GUIDES[0]}/")
    names = []
    for _ in range(6):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        names.append(focused.get_attribute("aria-label") or focused.inner_text().strip())
        box = focused.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    skip, theme = {
        "nb": ("Gå til innhold", "Fargetema: automatisk"),
        "en": ("Skip to content", "Colour theme: automatic"),
    }[language]
    assert names == [skip, "samsvar", SEARCH[language], "Norsk (bokmål)", "English", theme]


def test_the_skip_link_leads_to_the_heading(page: Page, origin: str) -> None:
    page.goto(f"{origin}nb/about/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(":target").evaluate("e => e.tagName") == "H1"


def test_single_letters_are_no_shortcuts(page: Page, origin: str) -> None:
    page.goto(f"{origin}nb/guides/{GUIDES[0]}/")
    for key in ("s", "f", "/", "n", "p", ".", ","):
        page.keyboard.press(key)
    assert page.url == f"{origin}nb/guides/{GUIDES[0]}/"
    expect(page.get_by_role("textbox")).not_to_be_focused()


def test_the_menu_of_a_phone_works_with_the_keyboard(page: Page, origin: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{origin}nb/")
    menu = page.locator("summary", has_text=MENU["nb"])
    menu.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Forside")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()


def test_the_theme_follows_the_system_until_the_reader_chooses(page: Page, origin: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{origin}nb/")

    def background() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    dark = background()
    button = page.get_by_role("button", name="Fargetema: automatisk")
    button.click()
    light = background()
    assert light == "rgb(255, 255, 255)" != dark
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"{origin}en/")
    expect(page.get_by_role("button", name="Colour theme: light")).to_be_visible()
    assert background() == light


def test_previous_and_next_follow_the_menu(page: Page, origin: str) -> None:
    page.goto(f"{origin}nb/guides/{GUIDES[0]}/")
    browse = page.get_by_role("navigation", name="Forrige og neste side")
    assert [text.split() for text in browse.get_by_role("link").all_inner_texts()] == [
        ["Forrige", "Opprette", "systemtilgang"],
        ["Neste", "Klientdelegering"],
    ]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_pictures_load_and_open_in_full_size(page: Page, origin: str, language: str) -> None:
    page.goto(f"{origin}{language}/guides/{GUIDES[0]}/")
    pictures = page.get_by_role("article").get_by_role("img")
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("e => e.naturalWidth") == 1280
    pictures.first.click()
    expect(page).to_have_url(re.compile(r"/evidence/.*/01/01\.png$"))


def test_the_seal_leads_to_its_evidence_and_back(page: Page, origin: str) -> None:
    page.goto(f"{origin}nb/guides/{GUIDES[1]}/")
    page.locator(".seal").get_by_role("link").click()
    expect(page).to_have_url(f"{origin}nb/evidence/{GUIDES[1]}/")
    page.get_by_role("article").get_by_role("link", name="Klientdelegering").click()
    expect(page).to_have_url(f"{origin}nb/guides/{GUIDES[1]}/")


def test_no_page_asks_another_host_or_for_what_is_not_there(
    context: BrowserContext, built: Path, origin: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    missing: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda r: missing.append(r.url) if r.status >= 400 else None)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for address in addresses(built):
        page.goto(origin + address)
    assert len(asked) > len(addresses(built))
    assert [url for url in asked if not url.startswith((origin, "data:"))] == []
    assert missing == []
    assert complaints == []


def test_search_engines_find_the_alternates_after_the_scripts_have_run(
    page: Page, origin: str
) -> None:
    page.goto(f"{origin}nb/")
    expect(page.locator("link[rel=alternate][hreflang]")).to_have_count(3)


def test_no_page_scrolls_sideways_or_is_cut_off_on_a_narrow_screen(
    page: Page, built: Path, origin: str
) -> None:
    """Only a table that scrolls by itself may reach beyond the window."""
    page.set_viewport_size({"width": NARROW, "height": 640})
    wrong = {}
    for address in addresses(built):
        page.goto(origin + address, wait_until="domcontentloaded")
        width, beyond = page.evaluate(
            """width => [document.scrollingElement.scrollWidth,
                [...document.querySelectorAll("header *, main *, footer *")]
                .filter(e => e.checkVisibility() && !e.closest(".sv-table"))
                .filter(e => e.getBoundingClientRect().right > width + 1)
                .map(e => e.outerHTML.slice(0, 80))]""",
            NARROW,
        )
        if width > NARROW or beyond:
            wrong[address] = (width, beyond)
    assert wrong == {}


def test_a_wide_table_scrolls_with_the_keyboard(page: Page, origin: str) -> None:
    page.set_viewport_size({"width": NARROW, "height": 640})
    page.goto(f"{origin}nb/contributing/vocabulary/")
    table = page.get_by_role("group", name="Ordforråd for veiledninger")
    table.focus()
    page.keyboard.press("ArrowRight")
    expect(table).not_to_have_js_property("scrollLeft", 0)


def test_a_page_can_be_read_without_scripts(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{origin}nb/contributing/vocabulary/")
    assert page.evaluate("document.scrollingElement.scrollWidth") == 390
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Fargetema")).to_have_count(0)
    context.close()


def test_every_page_has_a_title_of_its_own_and_one_main_heading(
    config: Config, built: Path
) -> None:
    for language in config.languages:
        titles = []
        for path in (built / language).rglob("*.html"):
            document = html.document_fromstring(path.read_bytes())
            assert len(document.xpath("//h1")) == 1
            titles.append(document.findtext(".//title"))
        assert len(set(titles)) == len(titles) > 8
