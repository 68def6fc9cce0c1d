"""The gates: what a person, or a vendor, must be allowed before a use case begins
(`DOMAIN.md 3.1`).
"""

from __future__ import annotations

from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import FORBIDDEN, NOT_FOUND, SYSTEM_NOT_FOUND, Problem, Refused
from systemtilgang.domain.standing import Standing
from systemtilgang.domain.system_accesses import RegisteredSystem
from systemtilgang.service.acting import Acting
from systemtilgang.service.permissions import flags_of
from systemtilgang.service.standings import standing
from systemtilgang.store import UnitOfWork


def refuse_unless(allowed: bool, problem: Problem = FORBIDDEN) -> None:
    """Raise `Refused` with the problem unless it is allowed."""
    if not allowed:
        raise Refused(problem)


def may_set_up(uow: UnitOfWork, acting: Acting) -> tuple[Party, Standing]:
    """The party, and what the person has there; refused with 403 without the right to set up
    relationships, which is the right to add organisations and to give packages.
    """
    party = acting_party(uow, acting)
    has = standing(uow, acting.person, party)
    refuse_unless(flags_of(has, party, acting.edition).may_set_up_relationship)
    return party, has


def must_manage_access(uow: UnitOfWork, acting: Acting) -> None:
    """Refuse with 403 unless the person is access manager of the party: what takes away from
    users, and adding persons, needs `altinn_access_management` write in every edition.
    """
    party = acting_party(uow, acting)
    refuse_unless(standing(uow, acting.person, party).is_access_manager)


def must_administer_clients(uow: UnitOfWork, acting: Acting) -> None:
    """Refuse with 403 unless the person is client administrator of the party."""
    party = acting_party(uow, acting)
    refuse_unless(standing(uow, acting.person, party).is_client_administrator)


def acting_party(uow: UnitOfWork, acting: Acting) -> Party:
    """The party that is acted for; refused with 404 when there is none."""
    return known(uow, acting.party, NOT_FOUND)


def known(uow: UnitOfWork, party_id: str, problem: Problem) -> Party:
    """The party with this id; refused with the problem when there is none."""
    party = uow.parties.get(party_id)
    if party is None:
        raise Refused(problem)
    return party


def system_of_vendor(uow: UnitOfWork, vendor_id: str, system_id: str) -> RegisteredSystem:
    """The vendor's system with this id, in the register still or not; refused with `AUTH-00011`
    when the vendor has none.
    """
    system = uow.systems.get(system_id)
    if system is None or system.vendor_id != vendor_id:
        raise Refused(SYSTEM_NOT_FOUND)
    return system
