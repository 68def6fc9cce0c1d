"""What readers of the built site find: its pages, and the field that searches them."""

from __future__ import annotations

from pathlib import Path

SEARCH = {"nb": "Søk i veiledningene", "en": "Search the guides"}


def addresses(built: Path) -> list[str]:
    """Every page of the site, as its address below the root."""
    found = (path.relative_to(built).as_posix() for path in built.rglob("*.html"))
    return sorted(name.removesuffix("index.html") for name in found)
