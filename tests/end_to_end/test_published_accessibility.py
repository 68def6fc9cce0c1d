"""axe finds nothing on any page of the site that `make site` published, in either theme."""

from __future__ import annotations

from typing import Literal

import pytest
from newcomer import Newcomer
from playwright.sync_api import Browser

from axe import violations
from samsvar.publishing.preview import serve


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_axe_finds_nothing_on_a_published_page(
    newcomer: Newcomer, browser: Browser, language: str, theme: Literal["light", "dark"]
) -> None:
    pages = sorted((newcomer.site / language).rglob("index.html"))
    assert len(pages) >= 9
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=theme)
    page = context.new_page()
    found = []
    with serve(newcomer.site) as origin:
        for path in pages:
            page.goto(f"{origin}/{path.parent.relative_to(newcomer.site)}/")
            found += violations(page)
    context.close()
    assert found == []
