"""The register's side: roles set and removed by the sync of Enhetsregisteret (`DOMAIN.md 3.3`).

For worlds, tests and guide steps; nobody can do this in the portal (invariant 18).
"""

from __future__ import annotations

from systemtilgang.domain.connections import Assignment
from systemtilgang.store import UnitOfWork


def set_role(uow: UnitOfWork, giver_id: str, receiver_id: str, role: str) -> bool:
    """The register says that `receiver` has `role` in `giver` (`revisor` of a client, ...).

    Returns whether that is new. Raises `ValueError` for a role that is not of the register, an
    unknown party, or a party with a role in itself.
    """
    known = uow.catalogue.roles.get(role)
    if known is None or not known.from_register:
        raise ValueError(f"{role!r} is not a role of the register")
    if giver_id == receiver_id:
        raise ValueError("nobody has a register role in itself")
    for party_id in (giver_id, receiver_id):
        if uow.parties.get(party_id) is None:
            raise ValueError(f"there is no party with id {party_id!r}")
    return uow.assignments.add(Assignment(giver_id, receiver_id, role))


def remove_role(uow: UnitOfWork, giver_id: str, receiver_id: str, role: str) -> bool:
    """The register no longer says so; client delegations built on the role end silently.

    Returns whether there was such a role.
    """
    known = uow.catalogue.roles.get(role)
    if known is None or not known.from_register:
        raise ValueError(f"{role!r} is not a role of the register")
    return uow.assignments.remove(Assignment(giver_id, receiver_id, role).id)
