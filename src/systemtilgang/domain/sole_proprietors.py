"""What an accountant or auditor of a sole proprietorship has at its owner (`DOMAIN.md 3.9`, 4)."""

from __future__ import annotations

from datetime import date

from systemtilgang.domain.parties import Party

ROLES_THAT_REACH_THE_OWNER = frozenset({"regnskapsforer", "revisor"})
SOLE_PROPRIETORSHIP = "ENK"
_REACHES_FOR_YEARS = 2


def reaches_owner(owner: Party, business: Party, today: date | None) -> bool:
    """Whether the accountant's and auditor's access to a business reaches its owner, too.

    It does for a sole proprietorship (`ENK`) whose owner lives, until two years after the business
    was deleted. `today` is the day asked about; without one, what a deletion
    would have ended in the meantime is taken to have ended.
    """
    if business.form != SOLE_PROPRIETORSHIP or owner.died_at is not None:
        return False
    if business.deleted_at is None:
        return True
    return today is not None and _years_before(today) < _parts(business.deleted_at)


def _years_before(day: date) -> tuple[int, int, int]:
    """The day so many years earlier, as parts: it need not exist (29 February)."""
    year, month, rest = _parts(day)
    return year - _REACHES_FOR_YEARS, month, rest


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day
