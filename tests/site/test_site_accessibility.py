"""axe finds nothing to object to: every page, both themes, and what opens when it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from reading import SEARCH, addresses

from axe import violations
from samsvar.config import Config

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_axe_finds_nothing_on_any_page(
    page: Page, built: Path, origin: str, language: str, theme: Theme
) -> None:
    page.emulate_media(color_scheme=theme)
    own = [address for address in addresses(built) if address.startswith(f"{language}/")]
    assert len(own) > 8
    found = []
    for address in own:
        page.goto(origin + address, wait_until="domcontentloaded")
        found += violations(page)
    assert found == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_a_phone_with_the_menu_open(
    page: Page, built: Path, origin: str, theme: Theme
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme=theme)
    found = []
    for address in ("nb/", "nb/guides/delegate-clients/", "en/contributing/vocabulary/"):
        page.goto(origin + address)
        found += violations(page)
        page.locator("summary").click()
        found += violations(page)
    assert found == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_axe_finds_nothing_among_the_hits(
    page: Page, origin: str, language: str, theme: Theme
) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto(f"{origin}{language}/about/")
    page.get_by_role("textbox", name=SEARCH[language]).press_sequentially("samsvar")
    expect(page.get_by_role("search").get_by_role("link").first).to_be_visible()
    assert violations(page) == []


def test_axe_finds_nothing_on_the_door(
    page: Page, config: Config, built: Path, origin: str
) -> None:
    door = (built / "index.html").read_text(encoding="utf-8")
    page.set_content(door.replace("location.replace", "void "))
    expect(page.get_by_role("link")).to_have_count(len(config.languages))
    assert violations(page) == []


def test_axe_can_object(page: Page, origin: str) -> None:
    page.goto(f"{origin}nb/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.add_style_tag(content=":root { --sv-muted: #999 }")
    rules = {violation.split()[1] for violation in violations(page)}
    assert {"html-has-lang:", "color-contrast:"} <= rules
