"""The system accesses of a party: the overview, one access, creating and deleting.

Sources: `PORTAL.md 5-8`, `DOMAIN.md 3.6.4`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from systemtilgang.domain.catalogue import Package, Service
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.editions import Deletion
from systemtilgang.domain.ordering import alphabetical
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import (
    ACCESS_HAS_CLIENTS,
    NOT_YOURS_TO_DELETE,
    NOTHING_REQUESTED,
    SYSTEM_NOT_FOUND,
    SYSTEM_USER_NOT_FOUND,
    Refused,
)
from systemtilgang.domain.rights import Rights
from systemtilgang.domain.surroundings import Identifiers
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.service.acting import Acting
from systemtilgang.service.gates import acting_party, refuse_unless
from systemtilgang.service.permissions import flags_of, permissions
from systemtilgang.service.setting_up import must_be_free, must_give, set_up
from systemtilgang.service.standings import standing
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class SystemAccess:
    """A system user as the portal shows it. `packages` of an access for clients are in the
    order they were requested, of an own one in alphabetical order of their codes. `services` are
    those that an own one has single rights to, in alphabetical order of their ids.

    `vendor_name` is the name that the vendor's system is shown under.
    """

    id: str
    title: str
    user_type: UserType
    vendor_name: str
    created: datetime
    packages: tuple[Package, ...]
    services: tuple[Service, ...] = ()


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
    owned = [shown(uow, each) for each in uow.system_users.owned_by(party.id)]
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
    return shown(uow, found)


def systems_to_choose(uow: UnitOfWork, acting: Acting) -> tuple[RegisteredSystem, ...]:
    """The registered systems that a customer may create an access for, by name (`PORTAL.md 6.1`).

    Refused with 403 unless the person may create accesses.
    """
    refuse_unless(permissions(uow, acting).may_create_access)
    visible = (system for system in uow.systems.all() if system.may_be_chosen)
    return tuple(sorted(visible, key=lambda system: (alphabetical(system.name.nb), system.id)))


def create(uow: UnitOfWork, acting: Acting, system_id: str, ids: Identifiers) -> SystemAccess:
    """Create the party's own access for a registered system, with all that the system asks for.

    It is titled by the system's Norwegian name, and its external reference is the party's number.
    Accesses for clients arise only from a vendor's request (`DOMAIN.md 3.6.4`). Refused: 403 unless
    the person may create accesses, `AUTH-00011` no such system, or none for customers to choose,
    `AUTH-00004` the party has one for this system already, `AUTH-00059` the system asks for
    nothing, `AUTH-00068` the person cannot give every service on, `AUTH-00070` one of them cannot
    be given at all, `AUTH-00053` the person cannot give every package on, `AUTH-00051` one of them
    cannot be given to a system user. What is at fault is in the refusal.
    """
    party = acting_party(uow, acting)
    giver = standing(uow, acting.person, party)
    refuse_unless(flags_of(giver, party, acting.edition).may_create_access)
    system = uow.systems.get(system_id)
    if system is None or not system.may_be_chosen:
        raise Refused(SYSTEM_NOT_FOUND)
    reference = party.number or ""
    must_be_free(uow, party.id, reference, system.id)
    refuse_unless(bool(system.rights), NOTHING_REQUESTED)
    must_give(uow, giver, system.rights)
    now = acting.clock.now()
    user = SystemUser(
        ids.new(), party.id, system.id, system.name.nb, reference, UserType.STANDARD, now
    )
    set_up(uow, user, system.rights)
    return shown(uow, user)


def delete(uow: UnitOfWork, acting: Acting, access_id: str) -> None:
    """Delete one access of the party, with all that it was given, and the request that it came
    from (`DOMAIN.md 3.6.4`).

    The clients of an access for clients go with it where the edition says so; otherwise they must
    be removed first (`GUIDES.md`, Editions row 9). Refused: 403 unless the person may create
    accesses, `AUTH-00015` unknown access, `AUTH-00024` another party's, `AUTH-00035` it has clients
    and the edition refuses.
    """
    refuse_unless(permissions(uow, acting).may_create_access)
    user = uow.system_users.get(access_id)
    if user is None:
        raise Refused(SYSTEM_USER_NOT_FOUND)
    refuse_unless(user.owner_id == acting.party, NOT_YOURS_TO_DELETE)
    takes_clients = acting.edition.delete_access_with_clients is Deletion.CASCADES
    refuse_unless(takes_clients or not uow.delegations.of_agent(user.id), ACCESS_HAS_CLIENTS)
    uow.system_users.remove(user.id)
    uow.requests.delete_of_access(user.id)


def owned(uow: UnitOfWork, acting: Acting, access_id: str) -> SystemUser:
    """The party's system user with this id; refused with `AUTH-00015` when it has none such."""
    found = uow.system_users.get(access_id)
    if found is None or found.owner_id != acting.party:
        raise Refused(SYSTEM_USER_NOT_FOUND)
    return found


def shown(uow: UnitOfWork, user: SystemUser) -> SystemAccess:
    """A system user as the portal shows it. It asks nobody's right: the caller has done so."""
    system = uow.systems.existing(user.system_id)
    has, known = rights_of(uow, user), uow.catalogue
    return SystemAccess(
        id=user.id,
        title=user.title,
        user_type=user.user_type,
        vendor_name=system.vendor_name,
        created=user.created,
        packages=tuple(known.packages[code] for code in has.packages),
        services=tuple(known.services[each] for each in has.services),
    )


def packages_of(uow: UnitOfWork, user: SystemUser) -> tuple[str, ...]:
    """The codes of the packages that the system user has (see `rights_of`)."""
    return rights_of(uow, user).packages


def rights_of(uow: UnitOfWork, user: SystemUser) -> Rights:
    """What the system user has; a standard user's in alphabetical order."""
    if user.user_type is UserType.AGENT:
        return Rights(user.packages)
    connection = uow.assignments.get(Assignment(user.owner_id, user.id, RIGHT_HOLDER).id)
    if connection is None:
        return Rights()
    return Rights(tuple(sorted(connection.packages)), tuple(sorted(connection.services)))
