"""One's own organisation as a client of an access for clients (`DOMAIN.md 3.6.4`, `PORTAL.md 8.4`).

Upstream calls it “self”. The owner gives the system user the packages of the access, as it would
give them to a system user of its own; the access for clients then acts for its owner, too.
"""

from __future__ import annotations

from dataclasses import dataclass

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import (
    LACKS_PACKAGES_TO_GIVE,
    NOT_AN_AGENT,
    PACKAGES_NOT_FOR_OWN_ACCESS,
)
from systemtilgang.domain.system_accesses import SystemUser, UserType
from systemtilgang.service.acting import Acting
from systemtilgang.service.clients import ClientChange
from systemtilgang.service.gates import acting_party, must_manage_access, refuse_unless
from systemtilgang.service.permissions import permissions
from systemtilgang.service.standings import standing
from systemtilgang.service.system_accesses import owned
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class OwnOrganisation:
    """The owner of an access, which can be a client of it; `connected`: it is one."""

    party: Party
    connected: bool


def own_organisation(uow: UnitOfWork, acting: Acting, access_id: str) -> OwnOrganisation | None:
    """The party as a client of its access; `None` when the person cannot make it one.

    It takes an access manager, and packages that can all be given by ordinary delegation: so never
    those of the register roles. Refused with `AUTH-00015` when the party has no such access.
    """
    user = owned(uow, acting, access_id)
    is_for_clients = user.user_type is UserType.AGENT and _all_assignable(uow, user)
    if not is_for_clients or not permissions(uow, acting).is_admin:
        return None
    connected = uow.assignments.get(_connection(user)) is not None
    return OwnOrganisation(acting_party(uow, acting), connected)


def add(uow: UnitOfWork, acting: Acting, access_id: str) -> ClientChange:
    """Give the access the party's own packages, so that it acts for the party. Idempotent.

    Refused: 403 unless access manager, `AUTH-00015` no such access of the party, `AUTH-00034` not
    for clients, `AUTH-00064` a package that cannot be given by ordinary delegation, `AUTH-00053`
    the person cannot give every package on.
    """
    user = _access_for_clients(uow, acting, access_id)
    refuse_unless(_all_assignable(uow, user), PACKAGES_NOT_FOR_OWN_ACCESS)
    party = acting_party(uow, acting)
    giver = standing(uow, acting.person, party)
    packages = [uow.catalogue.packages[code] for code in user.packages]
    refuse_unless(all(giver.may_give(each) for each in packages), LACKS_PACKAGES_TO_GIVE)
    held = frozenset(user.packages)
    new = Assignment(party.id, user.id, RIGHT_HOLDER, held, acting.clock.now())
    return ClientChange(party, uow.assignments.add(new))


def remove(uow: UnitOfWork, acting: Acting, access_id: str) -> ClientChange:
    """Take the party's own packages from the access. Idempotent.

    Refused: 403 unless access manager, `AUTH-00015` no such access of the party, `AUTH-00034` not
    for clients.
    """
    user = _access_for_clients(uow, acting, access_id)
    party = acting_party(uow, acting)
    return ClientChange(party, uow.assignments.remove(_connection(user)))


def _access_for_clients(uow: UnitOfWork, acting: Acting, access_id: str) -> SystemUser:
    """The gate of what changes something here, then the access itself."""
    must_manage_access(uow, acting)
    user = owned(uow, acting, access_id)
    refuse_unless(user.user_type is UserType.AGENT, NOT_AN_AGENT)
    return user


def _all_assignable(uow: UnitOfWork, user: SystemUser) -> bool:
    return all(uow.catalogue.packages[code].is_assignable for code in user.packages)


def _connection(user: SystemUser) -> str:
    """The id of the owner's connection to the system user, which one for clients has for itself."""
    return Assignment(user.owner_id, user.id, RIGHT_HOLDER).id
