"""Text that does not show whole, on pages laid out by real Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from samsvar.drivers.browser import VIEWPORT
from samsvar.drivers.overflow import measure
from samsvar.drivers.protocol import Overflow

LONG = "Grant authorization for everything that an access manager may pass on"
BOX = "border: 1px solid; white-space: nowrap"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    width, height = VIEWPORT["width"], VIEWPORT["height"]
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


def measured(page: Page, content: str) -> list[tuple[str, str]]:
    """How each text shows too little of itself; the page stands in a font of fixed width."""
    page.set_content(
        f"<!doctype html><body style='margin: 8px; font: 16px/1.2 monospace'>{content}"
    )
    return [(found.how, found.text) for found in measure(page)]


@pytest.mark.parametrize(
    ("content", "how"),
    [
        (f"<button style='width: 120px; overflow: hidden; {BOX}'>{LONG}</button>", "cut"),
        (
            f"<button style='width: 120px; overflow: hidden; text-overflow: ellipsis; {BOX}'>"
            f"<span>{LONG}</span></button>",
            "cut",
        ),
        (f"<p style='width: 120px; overflow: clip; white-space: nowrap'>{LONG}</p>", "cut"),
        (f"<p style='width: 120px; height: 30px; overflow: hidden'>{LONG}</p>", "cut"),
        (
            "<p style='width: 120px; display: -webkit-box; -webkit-box-orient: vertical; "
            f"-webkit-line-clamp: 2; overflow: hidden'>{LONG}</p>",
            "cut",
        ),
        (f"<input style='width: 120px' value='{LONG}'>", "cut"),
        (f"<button style='width: 120px; {BOX}'>{LONG}</button>", "spills"),
        (
            f"<button style='display: flex; width: 120px; {BOX}'><span>{LONG}</span></button>",
            "spills",
        ),
        (f"<p style='width: 120px; height: 20px; border: 1px solid'>{LONG}</p>", "spills"),
        (f"<p style='width: max-content; margin-left: 1000px'>{LONG}</p>", "outside"),
        (f"<p style='width: max-content; margin-left: -40px'>{LONG}</p>", "outside"),
    ],
    ids=[
        "hidden overflow",
        "ellipsis",
        "clip",
        "lines below a fixed height",
        "line clamp",
        "what a field holds",
        "wider than its button",
        "wider than a button around it",
        "higher than its box",
        "beyond the right edge",
        "beyond the left edge",
    ],
)
def test_text_that_does_not_show_whole_is_found(page: Page, content: str, how: str) -> None:
    assert measured(page, content) == [(how, LONG)]


HIDDEN = "position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: nowrap"


@pytest.mark.parametrize(
    "content",
    [
        f"<h1>Clean</h1><button>{LONG}</button><p>{LONG}</p><input value='Ola'>",
        f"<p style='width: 200px; overflow: hidden'>{LONG}</p>",
        f"<p style='line-height: 1; overflow: hidden'>{LONG}</p>",
        f"<div style='width: 120px; overflow: auto; white-space: nowrap'>{LONG}</div>",
        f"<div style='height: 20px; width: 90px; overflow-y: scroll'>{LONG}</div>",
        f"<span style='{HIDDEN}'>{LONG}</span>",
        f"<span style='position: absolute; width: 90px; clip-path: inset(50%)'>{LONG}</span>",
        f"<a href='#' style='position: absolute; left: -9999px'>{LONG}</a>",
        f"<a href='#' style='position: absolute; top: -60px'>{LONG}</a>",
        f"<div style='height: 0; overflow: hidden'><p>{LONG}</p></div>",
        f"<button style='width: 90px; overflow: hidden; visibility: hidden; {BOX}'>{LONG}</button>",
        f"<div style='height: 900px'></div><p style='width: 2000px; {BOX}'>{LONG}{LONG}{LONG}</p>",
        f"<button style='width: 90px; overflow: hidden; {BOX}'>{LONG}</button>"
        "<dialog><p>Sure?</p></dialog><script>document.querySelector('dialog').showModal()"
        "</script>",
        "<div style='position: relative; width: 40px; height: 40px; border: 1px solid'>"
        f"<span style='position: absolute; left: 60px; width: max-content'>{LONG}</span></div>",
        "<div style='width: 40px; height: 20px; overflow: hidden'>"
        f"<span style='position: absolute; width: max-content'>{LONG}</span></div>",
    ],
    ids=[
        "room for all",
        "wrapped",
        "tight lines",
        "scrolled sideways",
        "scrolled down",
        "for screen readers only",
        "clipped to nothing",
        "far to the left",
        "above the window until it has focus",
        "closed",
        "invisible",
        "below the window",
        "behind a modal dialog",
        "placed beside its box",
        "placed free of what would clip it",
    ],
)
def test_text_that_shows_whole_or_is_out_of_sight_on_purpose_is_not(
    page: Page, content: str
) -> None:
    assert measured(page, content) == []


def test_the_worst_of_an_element_is_told_once_in_pixels(page: Page) -> None:
    page.set_content(
        "<!doctype html><body style='font: 20px monospace'>"
        "<p id=p style='width: 100px; overflow: hidden; white-space: pre'>"
        "0123456789\n012345678901234\n01234567890</p>"
    )
    width = page.evaluate("() => document.querySelector('#p').scrollWidth")
    assert measure(page) == (
        Overflow(
            "0123456789 012345678901234 01234567890", "cut", pytest.approx(width - 100, abs=1)
        ),
    )


def test_a_long_text_is_quoted_in_part(page: Page) -> None:
    page.set_content(f"<p style='width: 90px; overflow: hidden; white-space: nowrap'>{LONG * 9}")
    (found,) = measure(page)
    assert (len(found.text), found.text[-1]) == (80, "…")
