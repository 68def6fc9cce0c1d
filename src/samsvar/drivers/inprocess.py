"""The fast way: the portal's own handlers and HTML, without socket or browser.

It does what a browser without JavaScript does: follows links, fills in fields, sends forms, keeps
cookies, obeys `inert` and `disabled`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from typing import Any, TypeVar
from urllib.parse import urljoin

import httpx
from lxml import html
from lxml.html import HtmlElement

from samsvar.drivers.accessible import Node, Screen, squeeze
from samsvar.drivers.protocol import (
    CHOOSABLE,
    PRESSABLE,
    WRITABLE,
    NotOnScreen,
    Region,
    described,
    described_option,
)
from samsvar.verdicts import nearest

T = TypeVar("T")
App = Callable[..., Awaitable[None]]

#: Where the portal thinks that it is served; nothing listens there.
ORIGIN = "http://127.0.0.1"


class EventLoop:
    """An event loop, so that callers need none. Where another one runs (Playwright's), a thread of
    its own is where this one does."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = ThreadPoolExecutor(1)  # started when it is needed

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Runs a coroutine to its end and returns its result."""
        if _is_running():
            return self._thread.submit(self._loop.run_until_complete, coroutine).result()
        return self._loop.run_until_complete(coroutine)

    def close(self) -> None:
        """Ends generators that were left half done, and the thread, if there is one."""
        self.run(self._loop.shutdown_asyncgens())
        self._thread.shutdown()
        self._loop.close()


def _is_running() -> bool:
    """Whether an event loop runs in this thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


class InProcess:
    """A `Portal` (see there) on an ASGI application."""

    def __init__(self, app: App, language: str, loop: EventLoop) -> None:
        self._language = language
        self._loop = loop
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app),
            base_url=ORIGIN,
            headers={"accept-language": language, "accept": "text/html"},
            follow_redirects=True,
        )
        self._page: Screen | None = None
        self._url = ORIGIN + "/"

    def close(self) -> None:
        """Forgets cookies and pages."""
        self._loop.run(self._client.aclose())

    def go_on(self, other: InProcess) -> None:
        """Continues where another one is: with a copy of its page and its cookies."""
        self._client.cookies = other._client.cookies
        self._page = Screen(deepcopy(other._page.root)) if other._page else None
        self._url = other._url

    @property
    def language(self) -> str:
        """The language of the guide."""
        return self._language

    @property
    def address(self) -> str:
        """Path and query of the page."""
        return self._url.removeprefix(ORIGIN)

    def open(self, path: str) -> None:
        """Goes to a path."""
        self._go("GET", path)

    def click(
        self, name: str, roles: Sequence[str] = PRESSABLE, within: Region | None = None
    ) -> None:
        """Follows a link or sends the form of a button, checkbox or radio button."""
        node = self._one(name, roles, within)
        element = node.element
        if element.get("disabled") is not None or element.get("aria-disabled") == "true":
            raise self._missing(f"{node} that can be pressed")
        if element.tag == "a":
            self._go("GET", element.get("href"))
        elif element.tag == "input" and element.get("type") in ("checkbox", "radio"):
            self._tick(element)
            self._send(self._form(element, node), None)
        else:
            self._send(self._form(element, node), element)

    def write(self, field: str, text: str) -> None:
        """Fills in a field of a form."""
        element = self._one(field, WRITABLE).element
        if element.tag == "textarea":
            element.text = text
        else:
            element.set("value", text)

    def choose(self, field: str, option: str) -> None:
        """Chooses an option of a `<select>`."""
        node = self._one(field, CHOOSABLE)
        options = {squeeze(o.text_content()): o for o in node.element.iter("option")}
        chosen = options.get(squeeze(option))
        if chosen is None or chosen.get("disabled") is not None:
            close = nearest(option, options)
            near = f'option "{close}"' if close else None
            raise NotOnScreen(described_option(option, field), near, self.tree(), self.address)
        for each in options.values():
            each.attrib.pop("selected", None)
        chosen.set("selected", "selected")

    def search(self, field: str, text: str) -> None:
        """Fills in a field and sends its form."""
        self.write(field, text)
        node = self._one(field, WRITABLE)
        self._send(self._form(node.element, node), None)

    def shows(self, name: str, roles: Sequence[str]) -> bool:
        """Whether the element is there."""
        return bool(self._screen.find(name, tuple(roles)))

    def expect(self, name: str, roles: Sequence[str]) -> None:
        """Raises `NotOnScreen` unless the element is there."""
        if not self.shows(name, roles):
            raise self._missing(described(name, roles), name, roles)

    def expect_gone(self, name: str, roles: Sequence[str]) -> None:
        """Raises `NotOnScreen` if the element is there."""
        if self.shows(name, roles):
            raise self._missing(f"the absence of {described(name, roles)}")

    def expect_text(self, text: str) -> None:
        """Raises `NotOnScreen` unless the words are there."""
        if squeeze(text) not in self._screen.text():
            raise self._missing(f"the text “{text}”")

    def expect_no_text(self, text: str) -> None:
        """Raises `NotOnScreen` if the words are there."""
        if squeeze(text) in self._screen.text():
            raise self._missing(f"a screen without the text “{text}”")

    def rows(self) -> Sequence[str]:
        """The words of each list item."""
        screen = self._screen
        return [screen.words(n.element) for n in screen.nodes() if n.role == "listitem"]

    def tree(self) -> str:
        """The accessibility tree."""
        return self._screen.tree()

    @property
    def _screen(self) -> Screen:
        if self._page is None:
            raise NotOnScreen("anything: no page is open", None, "", self.address)
        return self._page

    def _one(self, name: str, roles: Sequence[str], within: Region | None = None) -> Node:
        found = self._screen.find(name, tuple(roles))
        if within is not None:
            around = {n.element for n in self._screen.find(within[1], (within[0],))}
            found = [n for n in found if around.intersection(n.element.iterancestors())]
        if len(found) == 1:
            return found[0]
        what = described(name, roles)
        if found:
            raise self._missing(f"just one {what}: there are {len(found)}")
        raise self._missing(what, name, roles)

    def _missing(
        self, expected: str, name: str | None = None, roles: Sequence[str] = ()
    ) -> NotOnScreen:
        near = None
        if name is not None:
            nodes = {n.name: n for n in self._screen.nodes() if n.role in roles and n.name}
            close = nearest(name, nodes)
            near = str(nodes[close]) if close else None
        return NotOnScreen(expected, near, self.tree(), self.address, name or "")

    def _form(self, element: HtmlElement, node: Node) -> HtmlElement:
        if identifier := element.get("form"):
            form = next(iter(self._screen.root.xpath("//form[@id=$i]", i=identifier)), None)
        else:
            form = next(element.iterancestors("form"), None)
        if form is None:
            raise self._missing(f"{node} that does something without JavaScript")
        return form

    def _tick(self, element: HtmlElement) -> None:
        if element.get("checked") is None or element.get("type") == "radio":
            element.set("checked", "checked")
        else:
            del element.attrib["checked"]

    def _send(self, form: HtmlElement, button: HtmlElement | None) -> None:
        fields_of_form = form.xpath(".//*[self::input or self::select][not(ancestor::template)]")
        required = [e for e in fields_of_form if e.get("required") is not None]
        if button is not None and any(not _value(e) for e in required):
            return  # as a browser does: the form stays until it is filled in
        for field in form.inputs:  # lxml leaves out what a browser sends as empty
            if field.tag == "input" and not field.checkable and field.get("value") is None:
                field.set("value", "")
        fields = [(str(k), str(v)) for k, v in form.form_values()]
        if button is not None and button.get("name"):
            fields.append((button.get("name"), button.get("value") or ""))
        action = (button is not None and button.get("formaction")) or form.get("action") or ""
        method = (button is not None and button.get("formmethod")) or form.get("method") or "get"
        self._go(method.upper(), action or self._url.partition("?")[0], fields)

    def _go(self, method: str, target: str, fields: list[tuple[str, str]] | None = None) -> None:
        url = urljoin(self._url, target)
        if method == "GET":
            plain, _, _ = url.partition("#")
            request = self._client.build_request(
                "GET", plain if fields is None else httpx.URL(plain, params=fields)
            )
        else:
            data: dict[str, list[str]] = {}
            for key, value in fields or ():
                data.setdefault(key, []).append(value)
            request = self._client.build_request("POST", url, data=data)
        response = self._loop.run(self._client.send(request))
        self._url = str(response.url)
        self._page = Screen(html.document_fromstring(response.text)) if response.text else None


def _value(field: HtmlElement) -> str:
    """What stands in an `<input>`, or is chosen in a `<select>`; empty when nothing is."""
    return str((field.value if field.tag == "select" else field.get("value")) or "")
