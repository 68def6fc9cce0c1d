"""What the page of a user shows."""

from __future__ import annotations

from systemtilgang.service.powers import AreaPowers

PROVIDER = "DISKRET NÆR TIGER AS"


def codes(areas: tuple[AreaPowers, ...]) -> list[str]:
    """The packages that are held, area by area."""
    return [held.package.code for area in areas for held in area.held]
