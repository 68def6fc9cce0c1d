"""The decision point for system users (`DOMAIN.md 3.10`)."""

from __future__ import annotations

from systemtilgang.domain.catalogue import URN_PREFIX
from systemtilgang.domain.connections import RIGHT_HOLDER
from systemtilgang.domain.decisions import Decision
from systemtilgang.store import UnitOfWork


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
    givers = {party.id, party.parent_id}
    delegated = {
        each.package for each in uow.delegations.of_agent(user.id) if each.client in givers
    }
    if wanted.code in delegated:
        return Decision.PERMIT
    owners = [giver for giver in (party.id, party.parent_id) if giver == user.owner_id]
    for each in uow.assignments.between(owners, [user.id]):
        if each.role == RIGHT_HOLDER and wanted.code in each.packages:
            return Decision.PERMIT
    return Decision.NOT_APPLICABLE
