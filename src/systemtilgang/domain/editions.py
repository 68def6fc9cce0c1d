"""Editions of the portal as named rules (`GUIDES.md`, "Editions", rows 7-10).

A rule that differs between editions is a field here; code asks the field and never tests for a
date or an edition's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Deletion(StrEnum):
    """What happens when an access for clients that still has clients is deleted (row 9)."""

    REFUSED = "refused"
    CASCADES = "cascades"


@dataclass(frozen=True)
class Edition:
    """The rules of one version of the portal.

    `new_user_asks_number_at_once`: the new-user dialog starts with the organisation number (row 7).
    `client_administrator_may_set_up_relationship`: a client administrator may add an organisation
    and give it packages, as an access manager may (row 8).
    `delete_access_with_clients`: refused until emptied, or the clients go with it (row 9).
    `main_administrator_may_create_access`: a main administrator may create an access without the
    package `tilgangsstyrer`; a managing director always may, being access manager by role (row 10).
    """

    name: str
    new_user_asks_number_at_once: bool
    client_administrator_may_set_up_relationship: bool
    delete_access_with_clients: Deletion
    main_administrator_may_create_access: bool


DEFAULT_EDITION = "2025-12"

EDITIONS: Mapping[str, Edition] = MappingProxyType(
    {
        edition.name: edition
        for edition in (
            Edition(
                name="2025-12",
                new_user_asks_number_at_once=True,
                client_administrator_may_set_up_relationship=True,
                delete_access_with_clients=Deletion.REFUSED,
                main_administrator_may_create_access=False,
            ),
            Edition(
                name="2026-08",
                new_user_asks_number_at_once=False,
                client_administrator_may_set_up_relationship=False,
                delete_access_with_clients=Deletion.CASCADES,
                main_administrator_may_create_access=True,
            ),
        )
    }
)
