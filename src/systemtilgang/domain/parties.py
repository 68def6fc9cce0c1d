"""Parties: persons, organisations with their sub-units, and system users (`DOMAIN.md 2.2`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SUB_UNIT_FORMS = frozenset({"BEDR", "AAFY"})


class PartyKind(StrEnum):
    """Upstream's entity types, as far as this domain knows them."""

    ORGANISATION = "Organisasjon"
    PERSON = "Person"
    SYSTEM_USER = "Systembruker"


@dataclass(frozen=True)
class Party:
    """Somebody who can give or receive access.

    `id` is a UUID. `number` is the organisation number (9 digits) or the person number (11 digits),
    `None` for system users. `name` is spelt as in the register (persons: last name first). `form`
    is the organisation form (`AS`, `BRL`, ...), `parent_id` the main unit of a sub-unit, `born` the
    birth date of a person. `deleted_at` is the day that the register deleted an organisation,
    `died_at` the day that a person died; `None` while they exist and live.
    """

    id: str
    kind: PartyKind
    name: str
    number: str | None = None
    form: str | None = None
    parent_id: str | None = None
    born: date | None = None
    deleted_at: date | None = None
    died_at: date | None = None

    @property
    def is_sub_unit(self) -> bool:
        """Whether this organisation is a sub-unit (form `BEDR` or `AAFY`)."""
        return self.form in SUB_UNIT_FORMS

    @property
    def is_deleted(self) -> bool:
        """Whether the register has deleted this organisation (the badge `Slettet`)."""
        return self.deleted_at is not None
