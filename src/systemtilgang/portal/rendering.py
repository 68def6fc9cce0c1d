"""The Jinja environment of the portal: everything escaped, unknown names are errors."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from systemtilgang.portal import formatting
from systemtilgang.portal.places import BASE, place

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
VENDORED = ("designsystemet.css", "altinn.css", "inter.css", "htmx.min.js")


class MissingAssetsError(Exception):
    """The design system has not been copied into the portal; `make setup` does it."""


def check_assets() -> None:
    """Raise MissingAssetsError, saying what to do, unless the vendored files are in place."""
    missing = [name for name in VENDORED if not (STATIC / "vendor" / name).is_file()]
    if missing:
        raise MissingAssetsError(
            f"The portal lacks {', '.join(missing)} in {STATIC / 'vendor'}: run make setup"
        )


@cache
def static_address(name: str) -> str:
    """The address of a static file, with a mark of its content so that it can be cached."""
    mark = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"{BASE}/static/{name}?v={mark}"


@cache
def environment() -> Environment:
    """One environment for all applications of the process: templates are compiled once."""
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    jinja.filters |= {
        "name": formatting.display_name,
        "grouped": formatting.grouped,
        "day": formatting.day,
        "initial": formatting.initial,
    }
    jinja.globals |= {
        "static": static_address,
        "place": place,
        "split_name": formatting.split_name,
    }
    return jinja


def render(template: str, context: Mapping[str, Any]) -> str:
    """A page as text."""
    return environment().get_template(template).render(context)
