"""Roles and accessible names read from HTML, for the elements that a server-rendered portal uses.

A subset of HTML-AAM 1.0 and Accessible Name and Description Computation 1.2: native roles,
`aria-label`, `aria-labelledby`, `<label>`, `alt`, name from content, `hidden`, `inert` and
`aria-hidden`. `tests/samsvar/test_accessible.py` compares it with Chromium's own tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

NATIVE_ROLES = {
    "a": "link",
    "article": "article",
    "aside": "complementary",
    "button": "button",
    "dialog": "dialog",
    "footer": "contentinfo",
    "form": "form",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "header": "banner",
    "hr": "separator",
    "img": "img",
    "li": "listitem",
    "main": "main",
    "nav": "navigation",
    "ol": "list",
    "option": "option",
    "output": "status",
    "progress": "progressbar",
    "search": "search",
    "select": "combobox",
    "table": "table",
    "td": "cell",
    "textarea": "textbox",
    "th": "columnheader",
    "tr": "row",
    "ul": "list",
}
INPUT_ROLES = {
    "checkbox": "checkbox",
    "email": "textbox",
    "number": "spinbutton",
    "radio": "radio",
    "search": "searchbox",
    "submit": "button",
    "tel": "textbox",
    "text": "textbox",
}
#: Roles whose name is made of their content (WAI-ARIA 1.2, "name from content").
NAMED_BY_CONTENT = frozenset(
    [
        "button",
        "cell",
        "checkbox",
        "columnheader",
        "heading",
        "link",
        "menuitem",
        "menuitemcheckbox",
        "menuitemradio",
        "option",
        "radio",
        "row",
        "switch",
        "tab",
        "tooltip",
    ]
)
#: Not rendered, whatever they contain.
INVISIBLE = frozenset(["head", "script", "style", "template", "noscript", "datalist"])
BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)


@dataclass(frozen=True)
class Node:
    """An element that assistive technology can find."""

    role: str
    name: str
    element: HtmlElement

    def __str__(self) -> str:
        return f'{self.role} "{self.name}"' if self.name else self.role


class Screen:
    """The reachable part of a page: all of it, or the open dialog when the rest is inert."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self._labels: dict[str, HtmlElement] = {
            str(label.get("for")): label for label in root.iter("label") if label.get("for")
        }

    @cached_property
    def _elements(self) -> list[tuple[str, HtmlElement]]:
        """The elements that can be reached and their roles: writing in a field changes neither."""
        return [(role, each) for each in _reachable(self.root) if (role := role_of(each))]

    def nodes(self) -> Iterator[Node]:
        """All elements with a role, in document order."""
        for role, element in self._elements:
            yield Node(role, self.name(element, role), element)

    def find(self, name: str, roles: Iterator[str] | tuple[str, ...] | list[str]) -> list[Node]:
        """The elements with one of the roles and exactly this name."""
        wanted, words = frozenset(roles), squeeze(name)
        return [
            Node(role, words, element)
            for role, element in self._elements
            if role in wanted and self.name(element, role) == words
        ]

    def text(self) -> str:
        """All words that can be seen, with single spaces."""
        return squeeze(" ".join(_pieces(self.root)))

    def words(self, element: HtmlElement) -> str:
        """The words of one element that can be seen, with single spaces."""
        return squeeze(" ".join(_pieces(element)))

    def name(self, element: HtmlElement, role: str) -> str:
        """The accessible name of an element."""
        if labelledby := element.get("aria-labelledby"):
            parts = [part for i in labelledby.split() if (part := self._by_id(i)) is not None]
            if parts:
                return squeeze(" ".join(map(_content, parts)))
        if label := squeeze(element.get("aria-label") or ""):
            return label
        if element.tag in ("input", "select", "textarea"):
            return self._field_name(element)
        if element.tag == "img":
            return squeeze(element.get("alt") or "")
        words = squeeze(_content(element)) if role in NAMED_BY_CONTENT else ""
        return words or squeeze(element.get("title") or "")

    def tree(self) -> str:
        """The reachable elements with a role, one per line, indented by their depth."""
        lines = []
        for node in self.nodes():
            depth = sum(1 for a in node.element.iterancestors() if role_of(a))
            lines.append(f"{'  ' * depth}- {node}")
        return "\n".join(lines)

    def _field_name(self, element: HtmlElement) -> str:
        label = self._labels.get(element.get("id") or "")
        if label is None:
            label = next(element.iterancestors("label"), None)
        if label is not None:
            return squeeze(_content(label, without=element))
        if element.get("type") == "submit":
            return squeeze(element.get("value") or "")
        return squeeze(element.get("title") or element.get("placeholder") or "")

    def _by_id(self, identifier: str) -> HtmlElement | None:
        return next(iter(self.root.xpath("//*[@id=$i]", i=identifier)), None)


def _reachable(root: HtmlElement) -> Iterator[HtmlElement]:
    """An element and all inside it that is rendered and not inert, in document order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if _is_rendered(element) and element.get("inert") is None:
            yield element
            waiting.extend(reversed(element))


def role_of(element: HtmlElement) -> str | None:
    """The role of an element, or None when it has none that a person would look for."""
    explicit = element.get("role")
    if explicit:
        return None if explicit in ("presentation", "none") else explicit.split()[0]
    tag = element.tag
    if tag == "input":
        return INPUT_ROLES.get((element.get("type") or "text").lower())
    if tag == "section":
        return "region" if _has_given_name(element) else None
    if _is_generic(element):
        return None
    return NATIVE_ROLES.get(tag) if isinstance(tag, str) else None


def _is_generic(element: HtmlElement) -> bool:
    """Whether an element lacks what would give it the role of its tag (HTML-AAM 1.0)."""
    match element.tag:
        case "a":
            return "href" not in element.attrib
        case "header" | "footer":
            parts = ("article", "aside", "main", "nav", "section")
            return next(element.iterancestors(*parts), None) is not None
        case "img":
            return bool(element.get("alt") == "")
        case "form":
            return not _has_given_name(element)
    return False


def _has_given_name(element: HtmlElement) -> bool:
    return bool(element.get("aria-label") or element.get("aria-labelledby"))


def squeeze(text: str) -> str:
    """Text with each run of white space as one space, without soft hyphens."""
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())


def _is_rendered(element: HtmlElement) -> bool:
    """Whether assistive technology is given the element."""
    return _is_seen(element) and element.get("aria-hidden") != "true"


def _is_seen(element: HtmlElement) -> bool:
    """Whether the element is on the screen, as an icon or initial that is not read out is too."""
    if not isinstance(element.tag, str) or element.tag in INVISIBLE:
        return False
    if element.tag == "dialog" and element.get("open") is None:
        return False
    return (
        element.get("hidden") is None
        and not (element.tag == "input" and element.get("type") == "hidden")
        and not _is_closed_away(element)
    )


def _is_closed_away(element: HtmlElement) -> bool:
    """Whether the element lies in a `<details>` that is closed."""
    parent = element.getparent()
    return (
        parent is not None
        and parent.tag == "details"
        and parent.get("open") is None
        and element.tag != "summary"
    )


def _pieces(element: HtmlElement) -> Iterator[str]:
    if not _is_seen(element) or element.get("inert") is not None:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _pieces(child)
        if child.tail:
            yield child.tail


def _content(element: HtmlElement, without: HtmlElement | None = None) -> str:
    """Name from content: the words of an element and its children, hidden ones left out."""
    parts = [element.text or ""]
    for child in element:
        if child is not without and _is_rendered(child):
            label = child.get("aria-label") or (child.get("alt") if child.tag == "img" else None)
            words = label if label is not None else _content(child, without)
            parts.append(f" {words} " if child.tag in BLOCK else words)
        parts.append(child.tail or "")
    return "".join(parts)
