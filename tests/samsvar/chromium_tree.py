"""What Chromium makes of a page: the roles and names that a step or a picture can speak of."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession

from samsvar.drivers.accessible import squeeze
from samsvar.drivers.protocol import PRESSABLE, WRITABLE

#: The roles that a step or a picture can speak of.
COMPARED = frozenset(
    (
        *(*PRESSABLE, *WRITABLE, "heading", "listitem", "list", "dialog", "img", "table"),
        *("navigation", "main", "banner", "contentinfo", "region", "article", "tablist"),
        *("status", "alert"),
    )
)
#: Chromium's names for the same roles.
ALIASES = {"image": "img"}


def theirs(session: CDPSession) -> list[tuple[str, str]]:
    """Chromium's tree in document order."""
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    found: list[tuple[str, str]] = []

    def walk(node: dict[str, Any]) -> None:
        role = node["role"]["value"]
        role = ALIASES.get(role, role)
        if not node["ignored"] and role in COMPARED:
            found.append((role, squeeze(node.get("name", {}).get("value", ""))))
        for child in node.get("childIds", ()):
            if child in by_id:
                walk(by_id[child])

    walk(nodes[0])
    return found
