"""The first chapter of «Sette opp klientforhold» as somebody would script it by hand.

It does the same clicks and takes the same pictures as samsvar does (`bench.py` compares the bytes),
and checks nothing: what samsvar adds must be worth its time.
"""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Locator, Page

from samsvar.drivers.browser import MARK, UNMARK, Browsers

NUMBER = "311 590 839"


def handwritten(browsers: Browsers, origin: str) -> Iterator[bytes]:
    """Runs the script in a browser with no history; yields its pictures."""
    window = browsers.open(origin, "nb")
    page = window.page
    page.goto("/accessmanagement/ui")
    for role, name in (("button", "Rask Lykt"), ("menuitem", "Klientkunde AS")):
        yield from press(page, page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]
    sidebar = page.get_by_role("navigation", name="Sidebar")
    yield from press(page, sidebar.get_by_role("link", name="Brukere", exact=True))
    yield from press(page, page.get_by_role("button", name="Ny bruker", exact=True))
    number = page.get_by_label("Organisasjonsnummer")
    number.fill(NUMBER)
    page.get_by_text("DISKRET NÆR TIGER AS", exact=True).wait_for()
    yield picture(page, number)
    yield from press(page, page.get_by_role("button", name="Legg til virksomhet", exact=True))
    yield from press(page, page.get_by_role("button", name="Gi fullmakt", exact=True))
    search = page.get_by_role("searchbox", name="Søk etter tilgangspakker", exact=True)
    search.fill("Skattegrunnlag")
    grant = page.get_by_role("button", name="Gi fullmakt for Skattegrunnlag", exact=True)
    grant.wait_for()
    yield picture(page, search)
    yield from press(page, grant)
    page.get_by_role("button", name="Slett fullmakt for Skattegrunnlag", exact=True).wait_for()
    window.close()


def press(page: Page, element: Locator) -> Iterator[bytes]:
    """A picture of the element, then a click on it."""
    yield picture(page, element)
    element.click()


def picture(page: Page, element: Locator) -> bytes:
    """The screen with the element marked, when nothing on it changes any more."""
    element.wait_for()
    element.evaluate(MARK)
    page.mouse.move(0, 0)
    png = page.screenshot(animations="allow", caret="hide")
    page.evaluate(UNMARK)
    return png
