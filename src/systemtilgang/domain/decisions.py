"""The answers of the decision point (`DOMAIN.md 3.10`, invariant 17)."""

from __future__ import annotations

from enum import StrEnum


class Decision(StrEnum):
    """May the system user do this for the party?"""

    PERMIT = "Permit"
    NOT_APPLICABLE = "NotApplicable"
    DENY = "Deny"
    INDETERMINATE = "Indeterminate"
