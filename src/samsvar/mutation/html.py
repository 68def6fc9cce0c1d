"""The portal's pages on their way to the steps: read, or changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from functools import lru_cache
from typing import Any

from lxml import html
from lxml.html import HtmlElement

from samsvar.drivers.accessible import Screen, squeeze
from samsvar.drivers.inprocess import App

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

#: Elements whose words are read out when they appear (WAI-ARIA 1.2, live regions).
LIVE = "//*[@role='alert' or @role='status' or @role='log' or @aria-live or self::output]"
#: How many pages are remembered that have been read: those of a few dozen chapters.
PAGES = 2048
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


@lru_cache(maxsize=PAGES)
def nodes_of(page: str) -> tuple[tuple[str, str], ...]:
    """The roles and names of a page's elements that have a name."""
    return tuple((node.role, node.name) for node in screen_of(page).nodes() if node.name)


@lru_cache(maxsize=PAGES)
def _words_of(page: str) -> tuple[str, frozenset[str]]:
    """What a page says, in lines, and the names of its elements."""
    root = html.document_fromstring(page)
    names = frozenset(node.name for node in Screen(root).nodes())
    return "\n".join(squeeze(old) for _, _, old in _worded(root)), names


def says(page: str, text: str) -> bool:
    """Whether a page has a text that `renamed` can change."""
    lines, names = _words_of(page)
    return text in lines or text in names


@lru_cache(maxsize=PAGES)
def told(page: str) -> Mapping[str, bool]:
    """The words of a page's live regions, and whether they are more than what can be pressed."""
    screen = screen_of(page)
    found: dict[str, bool] = {}
    for element in screen.root.xpath(LIVE):
        words = rest = screen.words(element)
        for node in element.iter("a", "button"):
            rest = rest.replace(screen.words(node), "", 1)
        found[words] = bool(rest.strip()) or found.get(words, False)
    return found


def tells(page: str, words: str) -> bool:
    """Whether a page has a live region with these words."""
    return words in told(page)


def confirmations(page: str) -> list[str]:
    """What a page says of its own accord: the words of its live regions, unless all of them are
    those of something to press."""
    return [words for words, is_said in told(page).items() if is_said]


def without_element(page: str, role: str, name: str) -> str:
    """The page without the elements of a role and name."""
    if (role, name) not in nodes_of(page):
        return page
    screen = screen_of(page)
    return _without(screen, [node.element for node in screen.find(name, [role])])


def without_confirmation(page: str, words: str) -> str:
    """The page without what its live regions say in these words."""
    if not tells(page, words):
        return page
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
    if not says(page, text):
        return page
    root = html.document_fromstring(page)
    new = other_name(text)
    if not (_rename(root, text, new, exact=True) or _rename_nodes(root, text)):
        _rename(root, text, new, exact=False)
    return _page(root)


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
    for element, name, old in list(_worded(root)):
        if after(old) != old:
            found = True
            if name in ("text", "tail"):
                setattr(element, name, after(old))
            else:
                element.set(name, after(old))
    return found


def _worded(root: HtmlElement) -> Iterator[tuple[HtmlElement, str, str]]:
    """The words for people in a page: the element, where it has them, and the words."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            yield element, "text", element.text or ""
            yield element, "tail", element.tail or ""
            for name in WORDED:
                if not (name == "value" and element.get("type") != "submit"):
                    yield element, name, element.get(name) or ""


def _page(root: HtmlElement) -> str:
    return "<!doctype html>\n" + str(html.tostring(root, encoding="unicode"))
