"""The repository of the actors that a person has marked as favourites (`PORTAL.md 2.2`)."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select

from systemtilgang.store.schema import favourite
from systemtilgang.store.statements import Statements

_OF = select(favourite.c.party_id).where(favourite.c.person_id == bindparam("person"))
_REMOVE = delete(favourite).where(
    favourite.c.person_id == bindparam("person"), favourite.c.party_id == bindparam("party")
)


class Favourites:
    """Which parties each person wants to find first in the actor selector."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def of(self, person_id: str) -> frozenset[str]:
        """The ids of the parties that the person has marked."""
        rows = self._statements.execute(_OF, {"person": person_id})
        return frozenset(row.party_id for row in rows)

    def add(self, person_id: str, party_id: str) -> bool:
        """Mark a party; returns false when the person has marked it already."""
        if party_id in self.of(person_id):
            return False
        values = {"person_id": person_id, "party_id": party_id}
        self._statements.execute(insert(favourite), values)
        return True

    def remove(self, person_id: str, party_id: str) -> bool:
        """Take the mark off; returns whether there was one."""
        values = {"person": person_id, "party": party_id}
        return self._statements.execute(_REMOVE, values).rowcount > 0
