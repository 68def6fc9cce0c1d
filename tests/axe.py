"""What axe-core objects to on a page as it stands."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

OPT_IN = """
Object.fromEntries(axe.getRules().map(rule => rule.ruleId)
    .filter(id => id !== 'color-contrast-enhanced').map(id => [id, {enabled: true}]))
"""
"""The rules that axe leaves off too, except the one of level AAA about contrast."""

SOURCE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"


@cache
def _source() -> str:
    return SOURCE.read_text(encoding="utf-8")


def violations(page: Page, *, opt_in: bool = False) -> list[str]:
    """One line per element that breaks a rule, with all rules of axe; empty when all is well.

    `opt_in`: also with the rules that axe leaves off unless one asks for them, `target-size` first.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(
        f"axe.run(document, {{resultTypes: ['violations'], rules: {OPT_IN if opt_in else '{}'}}})"
        ".then(r => r.violations)"
    )
    return [
        f"{page.url} {rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"]
    ]
