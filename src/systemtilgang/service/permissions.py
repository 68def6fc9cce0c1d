"""The permission flags of a person acting for a party (`DOMAIN.md 3.1`, `PORTAL.md 1.6`)."""

from __future__ import annotations

from dataclasses import dataclass

from systemtilgang.domain.editions import Edition
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.standing import Standing
from systemtilgang.service.acting import Acting
from systemtilgang.service.standings import standing
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class Permissions:
    """What the person may do for the party.

    `is_admin`: access manager. `is_client_admin`: client administrator. `is_main_admin`: main
    administrator. `may_set_up_relationship`: may add organisations and give packages; the edition
    decides whether a client administrator may (`GUIDES.md`, Editions row 8). Adding persons,
    revoking and deleting are for access managers.
    `may_create_access`: may create and delete system accesses (row 10; organisations only).
    `may_administer_clients`: may add and remove clients of accesses (organisations only).
    """

    is_admin: bool = False
    is_client_admin: bool = False
    is_main_admin: bool = False
    may_set_up_relationship: bool = False
    may_create_access: bool = False
    may_administer_clients: bool = False


def permissions(uow: UnitOfWork, acting: Acting) -> Permissions:
    """The flags; never refused (all false when the person has nothing at the party)."""
    party = uow.parties.get(acting.party)
    if party is None:
        return Permissions()
    return flags_of(standing(uow, acting.person, party), party, acting.edition)


def flags_of(has: Standing, party: Party, edition: Edition) -> Permissions:
    """The flags that follow from what the person has at the party, by the edition's rules."""
    is_organisation = party.kind is PartyKind.ORGANISATION
    may_set_up = has.is_access_manager or (
        edition.client_administrator_may_set_up_relationship and has.is_client_administrator
    )
    may_create = has.is_access_manager_by_itself or (
        edition.main_administrator_may_create_access and has.is_main_administrator
    )
    return Permissions(
        is_admin=has.is_access_manager,
        is_client_admin=has.is_client_administrator,
        is_main_admin=has.is_main_administrator,
        may_set_up_relationship=may_set_up,
        may_create_access=is_organisation and may_create,
        may_administer_clients=is_organisation and has.is_client_administrator,
    )
