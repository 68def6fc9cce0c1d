"""Helpers for visiting the portal in Chromium: a server of its own, a page, waiting, logging in."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from playwright.sync_api import Browser, Locator, Page, expect

from axe import violations
from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers
from systemtilgang.portal import create_app
from systemtilgang.portal.places import BASE
from systemtilgang.store import Store

DESKTOP = (1280, 800)
PHONE = (360, 740)
COOKIES = {"nb": "no_nb", "en": "en"}
NO_COMPLAINTS = (
    "400 (Bad Request)",
    "403 (Forbidden)",
    "404 (Not Found)",
    "422 (Unprocessable",
    "429 (Too Many",
    "Autofocus processing was blocked",
)
"""What the console says about pages that are right: what they say no to, and that the focus is
already where `autofocus`, which is there for those without JavaScript, would have put it."""

WIDTH = """
Math.max(...[document.documentElement, ...document.querySelectorAll('dialog')]
    .map(element => element.scrollWidth))
"""


@contextmanager
def serving(store: Store, edition: str = "2025-12") -> Iterator[str]:
    app = create_app(
        store, edition=edition, clock=FixedClock(), secret="a secret", ids=SeededIdentifiers()
    )
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def visiting(
    browser: Browser,
    address: str,
    *,
    language: str = "nb",
    size: tuple[int, int] = DESKTOP,
    **options: Any,
) -> Iterator[Page]:
    """A page in a context of its own; anything on the console fails the test."""
    context = browser.new_context(
        base_url=address, viewport={"width": size[0], "height": size[1]}, **options
    )
    context.add_cookies([{"name": "selectedLanguage", "value": COOKIES[language], "url": address}])
    page = context.new_page()
    page.set_default_timeout(5000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert [one for one in complaints if not any(said in one for said in NO_COMPLAINTS)] == []


def settle(page: Page) -> None:
    page.locator("html:not([aria-busy])").wait_for(state="attached")


def log_in(page: Page, person: str, actor: str) -> None:
    page.goto(f"{BASE}/login")
    page.get_by_role("button", name=person).click()
    page.get_by_role("menuitem", name=actor, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(actor)
    settle(page)


def choose_clients(page: Page) -> None:
    """Logs in as the managing director of a provider, and opens its choice of clients."""
    log_in(page, "Dress Minst", "Diskret Nær Tiger AS")
    page.get_by_role("link", name="Systemtilganger", exact=True).first.click()
    page.get_by_role("link", name="Revisor klientdelegering").click()
    page.get_by_role("button", name="Legg til kunder").click()


def focused(page: Page) -> Locator:
    return page.locator(":focus")


def objections(page: Page, screens: Iterable[str]) -> list[str]:
    """What any rule of axe, those that are off by default too, has against one of the screens.

    Axe is put into the page, so the page must be one that bypasses its policy for scripts.
    """
    return [each for _ in screens for each in violations(page, opt_in=True)]


def too_wide(page: Page, screens: Iterable[str]) -> dict[str, int]:
    """The screens that are wider than the window, dialogs counted, with their width in pixels."""
    assert page.viewport_size
    most = page.viewport_size["width"]
    return {each: width for each in screens if (width := page.evaluate(WIDTH)) > most}
