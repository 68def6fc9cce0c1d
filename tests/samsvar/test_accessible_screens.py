"""Screens of the real portal, read in process and by Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from chromium_tree import COMPARED, theirs
from playwright.sync_api import CDPSession

from samsvar.drivers.browser import Browser, Browsers
from samsvar.drivers.inprocess import EventLoop, InProcess
from samsvar.serving import Server
from steps.world import PORTAL, Reference


@pytest.fixture
def twins(
    samsvar_browsers: Browsers, samsvar_server: Server, samsvar_loop: EventLoop
) -> Iterator[Callable[[str], tuple[InProcess, Browser]]]:
    """One and the same portal, in the hands of both drivers."""
    opened: list[InProcess | Browser] = []

    def open_both(language: str) -> tuple[InProcess, Browser]:
        samsvar_server.app = Reference().app
        inprocess = InProcess(Reference().app, language, samsvar_loop)
        browser = samsvar_browsers.open(samsvar_server.origin, language)
        opened.extend([inprocess, browser])
        return inprocess, browser

    yield open_both
    for each in opened:
        each.close()


JOURNEYS = {
    "nb": [
        ("Dress Minst", "button"),
        ("Diskret Nær Tiger AS", "menuitem"),
        ("Systemtilganger", "link"),
        ("Revisor klientdelegering SmartCloud Administrere klienter", "link"),
        ("Legg til kunder", "button"),
        ("Legg til Revisorkunde AS i systemtilgang", "button"),
        ("Bekreft og lukk", "button"),
        ("Ansvarlig revisor", "button"),
        ("Lukk dialogvindu", "button"),
        ("Diskret Nær Tiger AS", "button"),
    ],
    "en": [
        ("Rask Lykt", "button"),
        ("Klientkunde AS", "menuitem"),
        ("Users", "link"),
        ("New user", "button"),
        ("Lukk dialogvindu", "button"),
        ("Mild Sti", "link"),
        ("Grant authorization", "button"),
    ],
}


@pytest.mark.parametrize("language", JOURNEYS)
def test_walks_through_the_real_portal_read_as_in_chromium(
    language: str, twins: Callable[[str], tuple[InProcess, Browser]]
) -> None:
    inprocess, browser = twins(language)
    session = browser.page.context.new_cdp_session(browser.page)
    for portal in (inprocess, browser):
        portal.open(PORTAL)
    for name, role in [("", ""), *JOURNEYS[language]]:
        if name:
            within = ("navigation", "Sidebar") if role == "link" and " " not in name else None
            for portal in (inprocess, browser):
                portal.click(name, [role], within=within)
        assert_alike(inprocess, browser, session, f"after {name}")


def assert_alike(inprocess: InProcess, browser: Browser, session: CDPSession, where: str) -> None:
    mine = [(n.role, n.name) for n in inprocess._screen.nodes() if n.role in COMPARED]
    assert mine == theirs(session), where
    assert inprocess.rows() == browser.rows(), where
    assert inprocess._screen.text() == browser._words(), where
    assert inprocess.address == browser.address, where


def test_every_screen_that_is_led_to_reads_as_in_chromium(
    twins: Callable[[str], tuple[InProcess, Browser]],
) -> None:
    inprocess, browser = twins("nb")
    session = browser.page.context.new_cdp_session(browser.page)
    for portal in (inprocess, browser):
        portal.open(PORTAL)
        for name, role in JOURNEYS["nb"][:2]:
            portal.click(name, [role])
    addresses, known = [inprocess.address], shows(inprocess.address)
    for address in addresses:  # which grows
        for portal in (inprocess, browser):
            portal.open(address)
        assert_alike(inprocess, browser, session, address)
        for found in led_to(inprocess):
            if not shows(found) <= known and not LEFT_OUT.search(found):
                known |= shows(found)
                addresses.append(found)
    assert len(addresses) > 30


#: What ends the visit, what is no screen, what a style sheet hides where there is room (the menus
#: of a phone), and what is another element where scripts run (the choice of a system).
LEFT_OUT = re.compile(
    r"/(logout|practice|users/download|systemuser/create)\b|[?&](menu|full-screen)="
)


def led_to(portal: InProcess) -> Iterator[str]:
    """The addresses in the portal that links and buttons of the page go to without changing it."""
    root = portal._screen.root
    found = [element.get("href") or "" for element in root.iter("a")]
    for form in root.iter("form"):
        if form.get("method") == "get":
            hidden = [(i.get("name"), i.get("value")) for i in form.iter("input") if i.get("value")]
            for button in form.iter("button"):
                own = [(button.get("name"), button.get("value"))] if button.get("name") else []
                found.append(f"{form.get('action')}?{urlencode(hidden + own)}".rstrip("?"))
    return (address for address in found if address.startswith(PORTAL))


def shows(address: str) -> set[tuple[str, str, str]]:
    """What there is to see at an address, whichever party, package or access it is about."""
    parts = urlsplit(address)
    path = re.sub(r"/[0-9a-f-]{36}\b", "/…", parts.path)
    named = {"dialog", "tab"}
    states = {(path, key, value if key in named else "") for key, value in parse_qsl(parts.query)}
    return {(path, "", ""), *states}
