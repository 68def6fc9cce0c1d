"""The repository of parties."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, or_, select

from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.store.schema import party
from systemtilgang.store.statements import Statements

_ALL = select(party)
_BY_ID = _ALL.where(party.c.id == bindparam("id"))
_BY_IDS = _ALL.where(party.c.id.in_(bindparam("ids", expanding=True)))
_BY_NUMBER = _ALL.where(party.c.number == bindparam("number"))
_BY_NAME = _ALL.where(party.c.name == bindparam("name")).order_by(party.c.id)
_BY_KIND = _ALL.where(party.c.kind == bindparam("kind")).order_by(party.c.id)
_WITH_UNITS = _ALL.where(
    or_(
        party.c.id.in_(bindparam("ids", expanding=True)),
        party.c.parent_id.in_(bindparam("ids", expanding=True)),
    )
)
_REMOVE = delete(party).where(party.c.id == bindparam("party"))


class Parties:
    """Parties by id, number and name. A party never changes, so one unit of work reads it once."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._known: dict[str, Party] = {}

    def get(self, party_id: str) -> Party | None:
        """The party with this id, `None` when there is none."""
        if party_id not in self._known:
            self._remember(self._statements.execute(_BY_ID, {"id": party_id}).all())
        return self._known.get(party_id)

    def existing(self, party_id: str) -> Party:
        """The party with this id, which is known to exist. Raises `KeyError` otherwise."""
        found = self.get(party_id)
        if found is None:
            raise KeyError(party_id)
        return found

    def many(self, ids: Collection[str]) -> dict[str, Party]:
        """The parties with these ids, by id; unknown ids are left out."""
        missing = [party_id for party_id in ids if party_id not in self._known]
        if missing:
            self._remember(self._statements.execute(_BY_IDS, {"ids": missing}).all())
        return {known: self._known[known] for known in ids if known in self._known}

    def with_units(self, ids: Collection[str]) -> tuple[Party, ...]:
        """The parties with these ids and the sub-units of them, in no particular order."""
        rows = self._statements.execute(_WITH_UNITS, {"ids": list(ids)}).all()
        return tuple(self._remember(rows))

    def by_number(self, number: str) -> Party | None:
        """The party with this organisation number or person number."""
        row = self._statements.execute(_BY_NUMBER, {"number": number}).one_or_none()
        return None if row is None else _party(row)

    def named(self, name: str) -> Party | None:
        """The party with exactly this name; the first by id if several have it."""
        row = self._statements.execute(_BY_NAME, {"name": name}).first()
        return None if row is None else _party(row)

    def of_kind(self, kind: PartyKind) -> tuple[Party, ...]:
        """All parties of a kind, by id."""
        return tuple(_party(row) for row in self._statements.execute(_BY_KIND, {"kind": kind}))

    def add(self, new: Party) -> None:
        """Add a party. Raises SQLAlchemy's `IntegrityError` when id or number is taken."""
        values = {
            "id": new.id,
            "kind": new.kind.value,
            "name": new.name,
            "number": new.number,
            "form": new.form,
            "parent_id": new.parent_id,
            "born": new.born,
            "deleted_at": new.deleted_at,
            "died_at": new.died_at,
        }
        self._statements.execute(insert(party), values)

    def remove(self, party_id: str) -> bool:
        """Remove a party with all that it has given and received; returns whether there was one.

        Raises SQLAlchemy's `IntegrityError` for one that is main unit, owner or vendor of others.
        """
        self._known.pop(party_id, None)
        return self._statements.execute(_REMOVE, {"party": party_id}).rowcount > 0

    def _remember(self, rows: Collection[Row[Any]]) -> list[Party]:
        found = [_party(row) for row in rows]
        self._known.update((each.id, each) for each in found)
        return found


def _party(row: Row[Any]) -> Party:
    return Party(
        id=row.id,
        kind=PartyKind(row.kind),
        name=row.name,
        number=row.number,
        form=row.form,
        parent_id=row.parent_id,
        born=row.born,
        deleted_at=row.deleted_at,
        died_at=row.died_at,
    )
