"""The portal's pages on their way to the steps: read, or changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from samsvar.drivers.accessible import Node, Screen, squeeze
from samsvar.drivers.inprocess import App

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

#: Elements whose words are read out when they appear (WAI-ARIA 1.2, live regions).
LIVE = "//*[@role='alert' or @role='status' or @role='log' or @aria-live or self::output]"
#: Attributes that are words for people.
WORDED = ("aria-label", "alt", "title", "placeholder", "value")


def changing(app: App, change: Callable[[str], str]) -> App:
    """The application with each HTML page as `change` makes it."""

    async def changed(scope: Any, receive: Any, send: Send) -> None:
        start: Message = {}
        parts: list[bytes] = []

        async def through(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if not _is_html(message):
                    await send(message)
            elif not _is_html(start):
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    body = change(b"".join(parts).decode()).encode() if any(parts) else b""
                    await send({**start, "headers": _headers(start, len(body))})
                    await send({"type": "http.response.body", "body": body})

        await app(scope, receive, through)

    return changed


def _is_html(start: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in start["headers"]
    )


def _headers(start: Message, length: int) -> list[tuple[bytes, bytes]]:
    kept = [(n, v) for n, v in start["headers"] if n.lower() != b"content-length"]
    return [*kept, (b"content-length", str(length).encode())]


def screen_of(page: str) -> Screen:
    """A page as assistive technology meets it."""
    return Screen(html.document_fromstring(page))


def nodes_of(page: str) -> list[Node]:
    """The elements of a page that have a name."""
    return [node for node in screen_of(page).nodes() if node.name]


def confirmations(page: str) -> list[str]:
    """What a page says of its own accord: the words of its live regions, unless all of them are
    those of something to press."""
    screen = screen_of(page)
    found = []
    for element in screen.root.xpath(LIVE):
        words = screen.words(element)
        for node in element.iter("a", "button"):
            words = words.replace(screen.words(node), "", 1)
        if words.strip():
            found.append(screen.words(element))
    return found


def without_element(page: str, role: str, name: str) -> str:
    """The page without the elements of a role and name."""
    screen = screen_of(page)
    return _without(screen, [node.element for node in screen.find(name, [role])])


def without_confirmation(page: str, words: str) -> str:
    """The page without what its live regions say in these words."""
    screen = screen_of(page)
    live = screen.root.xpath(LIVE)
    return _without(screen, [element for element in live if screen.words(element) == words])


def _without(screen: Screen, elements: list[HtmlElement]) -> str:
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()
    return _page(screen.root)


def renamed(page: str, text: str) -> str:
    """The page with a text called otherwise, wherever an element or attribute says just that; where
    none does, wherever it is the name of an element that says it in parts, or part of a text."""
    root = html.document_fromstring(page)
    new = other_name(text)
    found = (
        _rename(root, text, new, exact=True)
        or _rename_nodes(root, text)
        or _rename(root, text, new, exact=False)
    )
    return _page(root) if found else page


def _rename_nodes(root: HtmlElement, text: str) -> bool:
    """Renames the elements whose words together are a text, in the first of them."""
    nodes = [node.element for node in Screen(root).nodes() if node.name == text]
    for element in nodes:
        first = next((inner for inner in element.iter() if (inner.text or "").strip()), None)
        if first is not None:
            first.text = other_name(first.text.lstrip())
    return bool(nodes)


def other_name(text: str) -> str:
    """A name that does not contain the old one."""
    return f"{text[:1]}*{text[1:]}"


def _rename(root: HtmlElement, text: str, new: str, *, exact: bool) -> bool:
    def after(old: str) -> str:
        if exact:
            return new if squeeze(old) == text else old
        return squeeze(old).replace(text, new) if text in squeeze(old) else old

    found = False
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        for name in ("text", "tail"):
            old = getattr(element, name) or ""
            if after(old) != old:
                setattr(element, name, after(old))
                found = True
        for name in WORDED:
            old = element.get(name) or ""
            if after(old) != old and not (name == "value" and element.get("type") != "submit"):
                element.set(name, after(old))
                found = True
    return found


def _page(root: HtmlElement) -> str:
    return "<!doctype html>\n" + str(html.tostring(root, encoding="unicode"))
