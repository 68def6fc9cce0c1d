"""Accessibility trees as a run leaves them (Playwright's aria snapshots, a form of YAML)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

#: Roles whose items each language sorts by its own names.
SORTED = ("list", "listbox", "menu", "radiogroup", "rowgroup")
#: Roles that are nothing but running text.
TEXTUAL = ("text", "paragraph", "strong", "emphasis", "code", "mark", "time")

_HEAD = re.compile(r'(?P<role>[\w-]+)(?: (?P<name>"(?:[^"\\]|\\.)*"))?(?P<states>(?: \[[^\]]*\])*)')


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Every scalar as text: `no` and `1` are words on a screen."""


@dataclass(frozen=True)
class Node:
    """An element of a screen: its role, its accessible name (empty for none), its states such as
    `[checked]`, and what is in it. Running text is a child of role `text`, named by its words."""

    role: str
    name: str = ""
    states: str = ""
    children: tuple[Node, ...] = ()

    def __str__(self) -> str:
        name = f" “{self.name}”" if self.name else ""
        return f"{self.role}{name}{self.states}"

    def walk(self) -> Iterator[Node]:
        """The element and all that is in it, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.walk()


def without_addresses(tree: str) -> str:
    """The tree without the addresses of links, which nobody sees."""
    lines = tree.splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("- /url:"))


def parse(tree: str) -> Node:
    """The screen as one node, of role `screen`.

    Raises `ValueError` for what is no accessibility tree.
    """
    try:
        return Node("screen", children=_children(yaml.load(tree, Loader=_Loader) or []))
    except yaml.YAMLError as error:
        raise ValueError(f"This is no accessibility tree: {error}") from None


def _children(items: object) -> tuple[Node, ...]:
    if isinstance(items, str):
        return (Node("text", items),) if items else ()
    if not isinstance(items, list):
        raise ValueError(f"This is no accessibility tree: {items!r}")
    entries = [entry for item in items for entry in _entries(item)]
    return tuple(_node(head, content) for head, content in entries if head[0] != "/")


def _entries(item: object) -> list[tuple[str, object]]:
    return list(item.items()) if isinstance(item, dict) else [(str(item), [])]


def _node(head: str, content: object) -> Node:
    if head == "text":
        return Node("text", str(content))
    match = _HEAD.fullmatch(head)
    if match is None:
        raise ValueError(f"This is no element of an accessibility tree: {head!r}")
    name = json.loads(match["name"]) if match["name"] else ""
    return Node(match["role"], name, match["states"], _children(content))


@dataclass(frozen=True)
class Line:
    """One element of an outline: what must be alike in every language (`form`), and the element."""

    form: str
    node: Node


def outline(node: Node, *, texts: bool) -> tuple[Line, ...]:
    """The elements of a screen as lines that are equal in every language if the screens are built
    alike: their depth, role and states; with `texts` also whether they have a name, and running
    text. Items of lists are sorted by their forms, since each language has its own order."""
    return tuple(_lines(node, 0, texts))


def _lines(node: Node, depth: int, texts: bool) -> Iterator[Line]:
    named = " “…”" if texts and node.name else ""
    yield Line(f"{'  ' * depth}{node.role}{named}{node.states}", node)
    parts = [
        list(_lines(child, depth + 1, texts))
        for child in node.children
        if texts or child.role not in TEXTUAL
    ]
    if node.role in SORTED:
        parts.sort(key=lambda lines: [line.form for line in lines])
    for lines in parts:
        yield from lines
