"""One user's page: the packages a user holds, giving and revoking them (`PORTAL.md 4`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from systemtilgang.domain.catalogue import URN_PREFIX, Area, Package, Role
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.problems import (
    ASSIGNMENT_IN_USE,
    CONNECTION_REQUIRED,
    ENTITY_UNKNOWN,
    NOT_ASSIGNABLE,
    NOT_ASSIGNABLE_TO_RECIPIENT,
    NOT_AUTHORIZED_TO_GIVE,
    PACKAGE_UNKNOWN,
    Refused,
)
from systemtilgang.domain.standing import Standing, fits_recipient
from systemtilgang.service.acting import Acting
from systemtilgang.service.gates import (
    acting_party,
    known,
    may_set_up,
    must_manage_access,
    refuse_unless,
)
from systemtilgang.service.handed_on import packages_at
from systemtilgang.service.permissions import flags_of
from systemtilgang.service.standings import standing
from systemtilgang.service.users import is_agent, register_roles
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class HeldPackage:
    """A package that the user holds. `granted`: the party itself has given it to the user.

    `revocable`: granted, and the person looking may take it back.
    """

    package: Package
    granted: bool
    revocable: bool


@dataclass(frozen=True)
class OfferedPackage:
    """A package that the user does not hold. `may_be_given`: the person passes the check (3.7)."""

    package: Package
    may_be_given: bool


@dataclass(frozen=True)
class AreaPowers:
    """An area with what is held and what is offered in it; `held` of `total` is the badge."""

    area: Area
    held: tuple[HeldPackage, ...]
    offered: tuple[OfferedPackage, ...]

    @property
    def total(self) -> int:
        """How many packages the area shows, held or not."""
        return len(self.held) + len(self.offered)


@dataclass(frozen=True)
class UserPowers:
    """One user's page. `connected` is false when the party has given the user nothing at all.

    `has_client_access`: the party has made the user an agent. `is_self`: the person's own page.
    `may_give`: the person looking may give packages to this user (shows the grant button).
    `may_delete`: there is a connection, and the person is access manager and may delete it.
    `areas`: in source order, only areas with something held. `count`: packages held.
    """

    user: Party
    connected: bool
    roles: tuple[Role, ...]
    areas: tuple[AreaPowers, ...]
    may_give: bool
    may_delete: bool
    has_client_access: bool = False
    is_self: bool = False

    @property
    def count(self) -> int:
        """How many packages the user holds."""
        return sum(len(area.held) for area in self.areas)


@dataclass(frozen=True)
class Change:
    """What a grant or a revocation came to. `changed` is false when it was so already."""

    user: Party
    package: Package
    changed: bool


def user(uow: UnitOfWork, acting: Acting, user_id: str) -> UserPowers:
    """What a user holds from the party, by area; on one's own page, unless one is main
    administrator and so can give oneself more, also what a provider of the party has handed on
    to one.

    Refused with 403 to a person who may not see other users, unless it is the own page; with
    `AM.VLD-00006` when the user does not exist, or is a system user: those have pages of their own.
    """
    party = acting_party(uow, acting)
    today = acting.clock.now().date()
    mine = standing(uow, acting.person, party, today)
    flags = flags_of(mine, party, acting.edition)
    is_self = user_id == acting.person
    refuse_unless(flags.may_set_up_relationship or is_self)
    receiver = _user(uow, user_id)
    has = mine if is_self else standing(uow, user_id, party, today)
    may_give = not is_self or flags.is_main_admin
    held = _held(has, may_revoke=flags.is_admin)
    if not may_give:
        held = _handed_on(uow, acting.person, party) | held
    assignments = [relation.assignment for relation in has.relations]
    return UserPowers(
        user=receiver,
        connected=bool(has.relations or held),
        roles=register_roles(uow, assignments),
        areas=_by_area(uow, held, {}),
        may_give=may_give,
        may_delete=flags.is_admin and _connection(uow, acting, user_id) is not None,
        has_client_access=is_agent(assignments),
        is_self=is_self,
    )


def bokmaal(package: Package) -> str:
    """The package's name in Norwegian bokmål."""
    return package.name.nb


def grantable(
    uow: UnitOfWork,
    acting: Acting,
    user_id: str,
    search: str = "",
    name_of: Callable[[Package], str] = bokmaal,
) -> tuple[AreaPowers, ...]:
    """The grant dialog: every area with the packages held and offered that match the search.

    Only assignable packages of the party's type are offered (`PORTAL.md 4.2`). `search` is a
    substring (any case) of what `name_of` calls the package: the portal hands in the name in its
    language and edition, because an edition may name a package otherwise. Areas without a match
    are left out. Refused as `grant_package`, but for what concerns the package.
    """
    party, giver = may_set_up(uow, acting)
    _user(uow, user_id)
    wanted = search.strip().casefold()
    has = standing(uow, user_id, party)
    held = {
        code: package
        for code, package in _held(has, may_revoke=giver.is_access_manager).items()
        if wanted in name_of(package.package).casefold()
    }
    offered = {
        code: OfferedPackage(package, giver.may_give(package))
        for code, package in uow.catalogue.packages.items()
        if package.is_assignable
        and package.entity_type is party.kind
        and wanted in name_of(package).casefold()
    }
    return _by_area(uow, held, offered)


def grant_package(uow: UnitOfWork, acting: Acting, user_id: str, package: str) -> Change:
    """Give the user a package (code or URN) from the party (`DOMAIN.md 3.7`). Idempotent.

    Refused: 403 without the right to give, `AM.VLD-00006` unknown user, `AM.VLD-00011` unknown
    package, `AM-00022` no connection, `AM.VLD-00048` not assignable or of another party type,
    `AM.VLD-00028` not for this recipient, `AM.VLD-00026` delegation check failed.
    """
    party, giver = may_set_up(uow, acting)
    receiver = _user(uow, user_id)
    wanted = package_known(uow, package)
    connection = _connection(uow, acting, user_id)
    if connection is None:
        raise Refused(CONNECTION_REQUIRED)
    fits_giver = wanted.entity_type is party.kind
    refuse_unless(wanted.is_assignable and fits_giver, NOT_ASSIGNABLE)
    refuse_unless(fits_recipient(wanted, receiver.kind), NOT_ASSIGNABLE_TO_RECIPIENT)
    refuse_unless(giver.may_give(wanted), NOT_AUTHORIZED_TO_GIVE)
    changed = wanted.code not in connection.packages
    if changed:
        uow.assignments.grant(connection.id, wanted.code)
    return Change(receiver, wanted, changed)


def revoke_package(uow: UnitOfWork, acting: Acting, user_id: str, package: str) -> Change:
    """Take a directly granted package back; client delegations built on it end silently.

    Idempotent. Refused: 403 unless access manager, `AM.VLD-00006` unknown user, `AM.VLD-00011`
    unknown package.
    """
    must_manage_access(uow, acting)
    receiver = _user(uow, user_id)
    wanted = package_known(uow, package)
    connection = _connection(uow, acting, user_id)
    changed = connection is not None and uow.assignments.revoke(connection.id, wanted.code)
    return Change(receiver, wanted, changed)


def delete_user(uow: UnitOfWork, acting: Acting, user_id: str, *, cascade: bool) -> bool:
    """Delete the connection to the user, with its packages and what hangs on them.

    Register roles are never removed here. Returns whether there was a connection. Refused: 403
    unless access manager, `AM.VLD-00006` unknown user, `AM.VLD-00010` when packages or delegations
    hang on it and `cascade` is false.
    """
    must_manage_access(uow, acting)
    _user(uow, user_id)
    connection = _connection(uow, acting, user_id)
    if connection is None:
        return False
    refuse_unless(cascade or not connection.packages, ASSIGNMENT_IN_USE)
    return uow.assignments.remove(connection.id)


def _user(uow: UnitOfWork, user_id: str) -> Party:
    """The person or organisation; a system user's access is not for the users' pages to change."""
    found = known(uow, user_id, ENTITY_UNKNOWN)
    refuse_unless(found.kind is not PartyKind.SYSTEM_USER, ENTITY_UNKNOWN)
    return found


def _connection(uow: UnitOfWork, acting: Acting, user_id: str) -> Assignment | None:
    """The party's own connection to the user; one of its main unit is not the party's to change."""
    return uow.assignments.get(Assignment(acting.party, user_id, RIGHT_HOLDER).id)


def package_known(uow: UnitOfWork, code_or_urn: str) -> Package:
    """The package with this code or URN; refused with `AM.VLD-00011` when there is none."""
    found = uow.catalogue.packages.get(code_or_urn.removeprefix(URN_PREFIX))
    if found is None:
        raise Refused(PACKAGE_UNKNOWN)
    return found


def _held(has: Standing, *, may_revoke: bool) -> dict[str, HeldPackage]:
    """The packages that give access, by code; a direct grant hides other ways to the same one."""
    held: dict[str, HeldPackage] = {}
    for power in has.powers:
        granted = power.granted and not power.relation.inherited
        package = HeldPackage(power.package, granted, granted and may_revoke)
        if power.access and (power.package.code not in held or package.granted):
            held[power.package.code] = package
    return held


def _handed_on(uow: UnitOfWork, agent_id: str, party: Party) -> dict[str, HeldPackage]:
    """The packages that the user has as an agent, by code; the party cannot take them back."""
    packages = uow.catalogue.packages
    codes = packages_at(uow, agent_id, party)
    return {code: HeldPackage(packages[code], granted=False, revocable=False) for code in codes}


def _by_area(
    uow: UnitOfWork, held: dict[str, HeldPackage], offered: dict[str, OfferedPackage]
) -> tuple[AreaPowers, ...]:
    """What is held and offered, area by area in the catalogue's order; empty areas are left out."""
    areas = {area: AreaPowers(area, (), ()) for area in uow.catalogue.areas}
    for code, package in uow.catalogue.packages.items():
        area = areas[package.area]
        if code in held:
            areas[area.area] = AreaPowers(area.area, (*area.held, held[code]), area.offered)
        elif code in offered:
            areas[area.area] = AreaPowers(area.area, area.held, (*area.offered, offered[code]))
    return tuple(area for area in areas.values() if area.total)
