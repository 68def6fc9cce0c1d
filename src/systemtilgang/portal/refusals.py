"""What a screen says when a use case is refused: the text of `PORTAL.md 12` for the problem."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from systemtilgang.domain.problems import (
    ACCESS_EXISTS,
    LACKS_PACKAGES_TO_GIVE,
    PACKAGES_NOT_GIVEN,
    SERVICES_NOT_DELEGABLE,
    SYSTEM_NOT_FOUND,
    Problem,
)
from systemtilgang.portal.remedies import what_to_do
from systemtilgang.portal.sessions import Flash

WHY: Mapping[Problem, str] = MappingProxyType(
    {
        ACCESS_EXISTS: "message.access_exists",
        SYSTEM_NOT_FOUND: "message.unknown_system",
        PACKAGES_NOT_GIVEN: "message.packages_not_given",
        LACKS_PACKAGES_TO_GIVE: "message.lacks_packages_to_give",
        SERVICES_NOT_DELEGABLE: "message.services_unknown",
    }
)
"""Problem -> label, where a system access is created, approved or given one's own packages."""


def failure(problem: Problem, default: str, row: str = "", **values: str) -> Flash:
    """What the next page tells of a refusal: why, and what one can do about it."""
    key, remedy = why(problem, default), what_to_do(problem)
    return Flash(key, values, color="danger", row=row, remedy=remedy)


def why(problem: Problem, default: str) -> str:
    """The label that says why; the screen's default for a problem without a text of its own."""
    return WHY.get(problem, default)
