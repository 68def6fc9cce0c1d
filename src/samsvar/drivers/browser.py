"""The true way: Chromium through Playwright, with a picture for each action."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Error, Locator, Page, Playwright, sync_playwright
from playwright.sync_api import TimeoutError as Timeout

from samsvar.drivers.accessible import squeeze
from samsvar.drivers.chromium import FLAGS, does_not_start, require
from samsvar.drivers.overflow import measure
from samsvar.drivers.protocol import (
    CHOOSABLE,
    PRESSABLE,
    WRITABLE,
    NotOnScreen,
    Picture,
    Region,
    Target,
    described,
    described_option,
)
from samsvar.languages import KNOWN
from samsvar.verdicts import CannotGoOn

#: The size of every picture, in CSS pixels.
VIEWPORT = {"width": 1280, "height": 800}
#: How long an element may take to appear, in milliseconds.
PATIENCE = 3000

#: Brings the element into view and draws a frame around it, above any dialog (a manual popover is
#: in the top layer). Returns the heading of the dialog or page that it stands on.
MARK = """(element) => {
  element.scrollIntoViewIfNeeded();
  const box = element.getBoundingClientRect();
  const frame = document.createElement('div');
  frame.id = 'samsvar-mark';
  frame.popover = 'manual';
  frame.ariaHidden = 'true';
  const gap = 6;
  Object.assign(frame.style, {
    position: 'fixed', inset: 'auto', margin: '0', padding: '0', boxSizing: 'border-box',
    left: `${box.left - gap}px`, top: `${box.top - gap}px`,
    width: `${box.width + 2 * gap}px`, height: `${box.height + 2 * gap}px`,
    border: '4px solid #c01b5b', borderRadius: '10px', background: 'transparent',
    boxShadow: '0 0 0 2px #ffffff, inset 0 0 0 2px #ffffff', pointerEvents: 'none',
  });
  document.body.append(frame);
  frame.showPopover();
  const screen = document.querySelector('dialog:modal') ?? document;
  return screen.querySelector('h1, h2')?.textContent ?? document.title;
}"""
UNMARK = "() => document.getElementById('samsvar-mark')?.remove()"
BUSY = "() => document.documentElement.ariaBusy === 'true' || document.readyState === 'loading'"
#: What can be reached: the open modal dialog, or the whole page.
REACHABLE = "dialog:modal, body:not(:has(dialog:modal))"
WORDS = "() => (document.querySelector('dialog:modal') ?? document.body).innerText"


Camera = Callable[[Picture], None]


class Browsers:
    """One Chromium, with a fresh profile for each chapter. Use as a context manager."""

    def __init__(self) -> None:
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None

    def __enter__(self) -> Browsers:
        executable = require()
        self._playwright = sync_playwright().start()
        try:
            self._chromium = self._playwright.chromium.launch(
                executable_path=executable, args=list(FLAGS)
            )
        except Error as error:
            self._playwright.stop()
            raise CannotGoOn([does_not_start(executable, error.message)]) from None
        return self

    def __exit__(self, *_error: object) -> None:
        if self._chromium:
            self._chromium.close()
        if self._playwright:
            self._playwright.stop()

    def open(self, origin: str, language: str, camera: Camera | None = None) -> Browser:
        """A person's browser with no history, at an address such as `http://127.0.0.1:8123`."""
        context = self.chromium.new_context(
            viewport=VIEWPORT,  # type: ignore[arg-type]
            locale=KNOWN[language].locale,
            timezone_id="Europe/Oslo",
            color_scheme="light",
            reduced_motion="reduce",
            base_url=origin,
        )
        context.set_default_timeout(PATIENCE)
        return Browser(context.new_page(), origin, language, camera)

    @property
    def chromium(self) -> Chromium:
        """Playwright's browser, for tests of what only a browser has."""
        assert self._chromium is not None, "use Browsers as a context manager"
        return self._chromium


class Browser:
    """A `Portal` (see there) in Chromium. `camera` receives a picture for each action."""

    def __init__(self, page: Page, origin: str, language: str, camera: Camera | None) -> None:
        self._page = page
        self._origin = origin
        self._language = language
        self._camera = camera

    def close(self) -> None:
        """Closes the window and forgets cookies and pages."""
        self._page.context.close()

    @property
    def language(self) -> str:
        """The language of the guide."""
        return self._language

    @property
    def address(self) -> str:
        """Path and query of the page."""
        return self._page.url.removeprefix(self._origin)

    @property
    def page(self) -> Page:
        """Playwright's page, for tests of what only a browser has."""
        return self._page

    def open(self, path: str) -> None:
        """Goes to a path."""
        self._page.goto(path)
        self._settle()

    def click(
        self, name: str, roles: Sequence[str] = PRESSABLE, within: Region | None = None
    ) -> None:
        """Takes a picture with the element marked, then presses it."""
        element, role = self._one(name, roles, within)
        self._photograph(element, role, name)
        self._do(element.click, name, roles)

    def write(self, field: str, text: str) -> None:
        """Writes in the field, then takes a picture with it marked."""
        element, role = self._one(field, WRITABLE)
        self._do(lambda: element.fill(text), field, WRITABLE)
        self._photograph(element, role, field)

    def choose(self, field: str, option: str) -> None:
        """Chooses the option, then takes a picture with the list marked."""
        # A combobox comes before the list that it opens, which may have the same name.
        there = [role for role in CHOOSABLE if self.shows(field, [role])]
        _, role = self._one(field, there[:1] or CHOOSABLE)
        element = self._locator(field, [role])
        try:
            self._pick(element, option)
        except Error:  # no such option, or no list at all
            raise self._missing(described_option(option, field)) from None
        self._settle()
        self._photograph(element, role, field)

    def search(self, field: str, text: str) -> None:
        """Writes in the search field, waits for what it finds, and takes a picture."""
        self.write(field, text)

    def shows(self, name: str, roles: Sequence[str]) -> bool:
        """Whether the element is there now."""
        return self._locator(name, roles).first.is_visible()

    def expect(self, name: str, roles: Sequence[str]) -> None:
        """Raises `NotOnScreen` unless the element is there or comes soon."""
        try:
            self._locator(name, roles).first.wait_for()
        except Timeout:
            raise self._missing(described(name, roles), name) from None

    def expect_gone(self, name: str, roles: Sequence[str]) -> None:
        """Raises `NotOnScreen` if the element is there and stays."""
        try:
            self._locator(name, roles).first.wait_for(state="hidden")
        except Timeout:
            raise self._missing(f"the absence of {described(name, roles)}") from None

    def expect_text(self, text: str) -> None:
        """Raises `NotOnScreen` unless the words are there or come soon."""
        if not self._soon(lambda: squeeze(text) in self._words()):
            raise self._missing(f"the text “{text}”")

    def expect_no_text(self, text: str) -> None:
        """Raises `NotOnScreen` if the words are there and stay."""
        if not self._soon(lambda: squeeze(text) not in self._words()):
            raise self._missing(f"a screen without the text “{text}”")

    def rows(self) -> Sequence[str]:
        """The words of each list item."""
        items = self._page.locator(REACHABLE).get_by_role("listitem")
        return [squeeze(text) for text in items.all_inner_texts()]

    def tree(self) -> str:
        """Chromium's accessibility tree, as Playwright writes it."""
        return self._page.locator("body").aria_snapshot()

    def _words(self) -> str:
        return squeeze(self._page.evaluate(WORDS))

    def _locator(self, name: str, roles: Sequence[str], within: Region | None = None) -> Locator:
        around = self._page.locator(REACHABLE)
        if within is not None:
            around = around.get_by_role(within[0], name=within[1], exact=True)  # type: ignore[arg-type]
        first, *rest = (
            around.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
            for role in roles
        )
        for other in rest:
            first = first.or_(other)
        return first

    def _one(
        self, name: str, roles: Sequence[str], within: Region | None = None
    ) -> tuple[Locator, str]:
        locator = self._locator(name, roles, within)
        try:
            locator.wait_for()
        except Timeout:
            raise self._missing(described(name, roles), name) from None
        except Error:
            count = locator.count()
            raise self._missing(f"just one {described(name, roles)}: there are {count}") from None
        role = roles[0]
        if len(roles) > 1:
            role = next(r for r in roles if self._locator(name, [r], within).count())
        return locator, role

    def _pick(self, field: Locator, option: str) -> None:
        """Chooses in a native list, or in the list that a combobox opens and controls."""
        if field.evaluate("(element) => element.localName") == "select":
            field.select_option(label=option)
            return
        if field.get_attribute("aria-expanded") != "true":
            field.click()
        opened = self._page.locator(f'[id="{field.get_attribute("aria-controls")}"]')
        opened.get_by_role("option", name=option, exact=True).click()

    def _do(self, action: Callable[[], Any], name: str, roles: Sequence[str]) -> None:
        try:
            action()
        except Timeout:
            raise self._missing(f"{described(name, roles)} that can be used") from None
        self._settle()

    def _settle(self) -> None:
        """Waits until the page says that it is no longer busy (`aria-busy` on the document)."""
        self._soon(lambda: not self._page.evaluate(BUSY))

    def _soon(self, condition: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + PATIENCE / 1000
        while True:
            try:
                if condition():
                    return True
            except Error:  # the page was replaced while it was read: look again
                pass
            if time.monotonic() > deadline:
                return False
            self._page.wait_for_timeout(20)

    def _photograph(self, element: Locator, role: str, name: str) -> None:
        if self._camera is None:
            return
        tree = self.tree()
        screen = squeeze(element.evaluate(MARK))
        overflows = measure(self._page)
        self._page.mouse.move(0, 0)  # nothing but the mark tells where the reader's hand goes
        png = self._page.screenshot(animations="allow", caret="hide")
        self._page.evaluate(UNMARK)
        self._camera(Picture(png, Target(role, name, screen), tree, overflows))

    def _missing(self, expected: str, name: str = "") -> NotOnScreen:
        """What is not there, with the tree of what matters: the open dialog, else the content."""
        parts = (self._page.locator("dialog:modal"), self._page.get_by_role("main"))
        part = next((part for part in parts if part.count() == 1), self._page.locator("body"))
        return NotOnScreen(expected, None, part.aria_snapshot(), self.address, name)
