"""The system accesses of a party: the overview and one access (`PORTAL.md 5, 7, 8`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from systemtilgang.domain.catalogue import Package
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import SYSTEM_USER_NOT_FOUND, Refused
from systemtilgang.domain.system_accesses import SystemUser, UserType
from systemtilgang.service.acting import Acting
from systemtilgang.service.gates import acting_party, refuse_unless
from systemtilgang.service.permissions import permissions
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class SystemAccess:
    """A system user as the portal shows it. `packages` of an access for clients are in the
    order they were requested, of an own one in alphabetical order of their codes.

    `vendor_name` is the name that the vendor's system is shown under.
    """

    id: str
    title: str
    user_type: UserType
    vendor_name: str
    created: datetime
    packages: tuple[Package, ...]


@dataclass(frozen=True)
class Overview:
    """The overview; a list is `None` when the person may not see it, newest first otherwise."""

    own: tuple[SystemAccess, ...] | None
    for_clients: tuple[SystemAccess, ...] | None


def overview(uow: UnitOfWork, acting: Acting) -> Overview:
    """The party's accesses that the person may see (own: access manager; for clients: access
    manager or client administrator). Never refused to a person who can act for the party.

    An access manager of a person sees neither: persons have no accesses (`PORTAL.md 17`, 17).
    """
    party = acting_party(uow, acting)
    flags = permissions(uow, acting)
    is_admin = flags.is_admin and party.kind is PartyKind.ORGANISATION
    owned = [_shown(uow, each) for each in uow.system_users.owned_by(party.id)]
    own = tuple(each for each in owned if each.user_type is UserType.STANDARD)
    for_clients = tuple(each for each in owned if each.user_type is UserType.AGENT)
    return Overview(
        own=own if is_admin else None,
        for_clients=for_clients if is_admin or flags.is_client_admin else None,
    )


def access(uow: UnitOfWork, acting: Acting, access_id: str) -> SystemAccess:
    """One access of the party.

    Refused: 403 without the right to see its type, `AUTH-00015` when the party has no such access.
    """
    flags = permissions(uow, acting)
    refuse_unless(flags.is_admin or flags.is_client_admin)
    found = owned(uow, acting, access_id)
    refuse_unless(flags.is_admin or found.user_type is UserType.AGENT)
    return _shown(uow, found)


def owned(uow: UnitOfWork, acting: Acting, access_id: str) -> SystemUser:
    """The party's system user with this id; refused with `AUTH-00015` when it has none such."""
    found = uow.system_users.get(access_id)
    if found is None or found.owner_id != acting.party:
        raise Refused(SYSTEM_USER_NOT_FOUND)
    return found


def _shown(uow: UnitOfWork, user: SystemUser) -> SystemAccess:
    system = uow.systems.get(user.system_id)
    assert system is not None, "a system user belongs to a registered system"
    return SystemAccess(
        id=user.id,
        title=user.title,
        user_type=user.user_type,
        vendor_name=system.vendor_name,
        created=user.created,
        packages=tuple(uow.catalogue.packages[code] for code in _packages(uow, user)),
    )


def _packages(uow: UnitOfWork, user: SystemUser) -> tuple[str, ...]:
    """The codes of what the system user has; a standard user's in alphabetical order."""
    if user.user_type is UserType.AGENT:
        return user.packages
    connection = uow.assignments.get(Assignment(user.owner_id, user.id, RIGHT_HOLDER).id)
    return tuple(sorted(connection.packages)) if connection else ()
