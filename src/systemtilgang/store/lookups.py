"""The repository of what people have looked for in vain (`PORTAL.md 3.2`)."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select

from systemtilgang.domain.lookups import Misses
from systemtilgang.store.schema import missed_lookup
from systemtilgang.store.statements import Statements

_OF = select(missed_lookup).where(missed_lookup.c.person_id == bindparam("person"))
_REMOVE = delete(missed_lookup).where(missed_lookup.c.person_id == bindparam("person"))


class Lookups:
    """The misses of each person who has looked something up."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def misses_of(self, person_id: str) -> Misses | None:
        """The misses that were kept last; `None` when there never was one."""
        row = self._statements.execute(_OF, {"person": person_id}).one_or_none()
        return None if row is None else Misses(row.misses, row.last_mark, row.last_at)

    def keep(self, person_id: str, misses: Misses) -> None:
        """Keep these misses instead of those that were kept before."""
        values = {
            "person_id": person_id,
            "misses": misses.count,
            "last_mark": misses.last_mark,
            "last_at": misses.last,
        }
        self._statements.execute(_REMOVE, {"person": person_id})
        self._statements.execute(insert(missed_lookup), values)
