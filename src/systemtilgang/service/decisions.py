"""The decision point: what a system user, a person or an organisation may do for a party.

Sources: `DOMAIN.md 3.9` (inheritance) and `3.10` (system users).
"""

from __future__ import annotations

from datetime import date

from systemtilgang.domain.catalogue import URN_PREFIX
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.standing import Reason
from systemtilgang.domain.system_accesses import SystemUser
from systemtilgang.service.handed_on import packages_at
from systemtilgang.service.standings import standing
from systemtilgang.store import UnitOfWork

NO_REASON = Reason(0)


def decide(uow: UnitOfWork, system_user_id: str, party_id: str, package: str) -> Decision:
    """May the system user act for the party with what the package (code or URN) gives?

    `Permit` when the package reaches the system user from the party or from its main unit, else
    `NotApplicable`. `Indeterminate` when the subject is no system user, or the party or the package
    is unknown. `Deny` is never the answer here: it needs an access list (step 6).
    """
    user = uow.system_users.get(system_user_id)
    party = uow.parties.get(party_id)
    wanted = uow.catalogue.packages.get(package.removeprefix(URN_PREFIX))
    if user is None or party is None or wanted is None:
        return Decision.INDETERMINATE
    may = wanted.code in permitted(uow, user, party)
    return Decision.PERMIT if may else Decision.NOT_APPLICABLE


def permitted(uow: UnitOfWork, user: SystemUser, party: Party) -> frozenset[str]:
    """The packages (codes) with which the system user may act for the party (3.10, 7): those of a
    client that were handed on to it, and what its owner has given it for itself; for sub-units,
    too."""
    own = (each.packages for each in _given_by_owner(uow, user, party))
    return packages_at(uow, user.id, party).union(*own)


def decide_service(
    uow: UnitOfWork, system_user_id: str, party_id: str, service_id: str
) -> Decision:
    """May the system user use the service for the party?

    `Permit` when a package that contains the service reaches the system user as in `decide`, or the
    owner has given it a single right to the service (3.10, 3 and 5); else `NotApplicable`.
    `Indeterminate` when the subject is no system user, or the party or the service is unknown.
    """
    user = uow.system_users.get(system_user_id)
    party = uow.parties.get(party_id)
    service = uow.catalogue.services.get(service_id)
    if user is None or party is None or service is None:
        return Decision.INDETERMINATE
    own = _given_by_owner(uow, user, party)
    may = any(service.id in each.services for each in own) or (
        service.packages & permitted(uow, user, party)
    )
    return Decision.PERMIT if may else Decision.NOT_APPLICABLE


def _given_by_owner(uow: UnitOfWork, user: SystemUser, party: Party) -> list[Assignment]:
    """What the owner has given the system user for itself, where that counts for the party: the
    owner, or a sub-unit of it.
    """
    owners = [giver for giver in (party.id, party.parent_id) if giver == user.owner_id]
    held = uow.assignments.between(owners, [user.id])
    return [each for each in held if each.role == RIGHT_HOLDER]


def decide_for(
    uow: UnitOfWork, holder_id: str, party_id: str, package: str, today: date
) -> Decision:
    """May the person or organisation act for the party with what the package (code or URN) gives?

    `Permit` when it has the package there in any way (see `why`), else `NotApplicable`.
    `Indeterminate` when the holder, the party or the package is unknown, or the holder is a system
    user (`decide` answers for those).
    """
    holder, party = uow.parties.get(holder_id), uow.parties.get(party_id)
    wanted = uow.catalogue.packages.get(package.removeprefix(URN_PREFIX))
    if holder is None or party is None or wanted is None:
        return Decision.INDETERMINATE
    if holder.kind is PartyKind.SYSTEM_USER:
        return Decision.INDETERMINATE
    has_any = why(uow, holder.id, party, wanted.code, today) is not NO_REASON
    return Decision.PERMIT if has_any else Decision.NOT_APPLICABLE


def why(uow: UnitOfWork, holder_id: str, party: Party, code: str, today: date) -> Reason:
    """All ways in which the holder has the package at the party; `NO_REASON` for none.

    Direct, through a key role, from the main unit, or handed on to it as an agent by a provider
    whose client the party is; an agent's packages reach the client's sub-units, too (3.9, 5).
    """
    reason = NO_REASON
    for power in standing(uow, holder_id, party, today).powers:
        if power.access and power.package.code == code:
            reason |= power.relation.reason
    if code in packages_at(uow, holder_id, party):
        reason |= Reason.CLIENT_DELEGATION
    return reason
