"""The repositories of registered systems and of system users."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.store.grouping import with_packages, with_rights
from systemtilgang.store.parties import Parties
from systemtilgang.store.schema import (
    system,
    system_client,
    system_package,
    system_redirect_url,
    system_service,
    system_user,
    system_user_package,
)
from systemtilgang.store.statements import Statements

_SYSTEMS = (
    select(system, system_package.c.package, system_service.c.service)
    .outerjoin(system_package)
    .outerjoin(system_service, system_service.c.system_id == system.c.id)
    .order_by(system.c.id, system_package.c.position, system_service.c.position)
)
_SYSTEM = _SYSTEMS.where(system.c.id == bindparam("id"))
_URLS = select(system_redirect_url).order_by(system_redirect_url.c.position)
_URLS_OF = _URLS.where(system_redirect_url.c.system_id == bindparam("id"))
_DROP_PACKAGES = delete(system_package).where(system_package.c.system_id == bindparam("system"))
_DROP_SERVICES = delete(system_service).where(system_service.c.system_id == bindparam("system"))
_DROP_URLS = delete(system_redirect_url).where(
    system_redirect_url.c.system_id == bindparam("system")
)
_DROP_CLIENTS = delete(system_client).where(system_client.c.system_id == bindparam("system"))
_CLIENTS = (
    select(system_client)
    .where(system_client.c.client_id.in_(bindparam("clients", expanding=True)))
    .order_by(system_client.c.client_id)
)
_CHANGE = update(system).where(system.c.id == bindparam("system"))

# Newest first (PORTAL.md 5); the id decides between accesses of the same moment.
_USERS = (
    select(system_user, system_user_package.c.package)
    .outerjoin(system_user_package)
    .order_by(system_user.c.created.desc(), system_user.c.id, system_user_package.c.position)
)
_USER = _USERS.where(system_user.c.id == bindparam("id"))
_OWNED = _USERS.where(system_user.c.owner_id == bindparam("owner"))


class Systems:
    """The system register."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def get(self, system_id: str) -> RegisteredSystem | None:
        """The system with this id, `None` when there is none."""
        rows = self._statements.execute(_SYSTEM, {"id": system_id})
        urls = self._statements.execute(_URLS_OF, {"id": system_id})
        return next(iter(_systems(rows, urls)), None)

    def existing(self, system_id: str) -> RegisteredSystem:
        """The system with this id, which is known to exist. Raises `KeyError` otherwise."""
        found = self.get(system_id)
        if found is None:
            raise KeyError(system_id)
        return found

    def all(self) -> tuple[RegisteredSystem, ...]:
        """All systems, by id."""
        return _systems(self._statements.execute(_SYSTEMS), self._statements.execute(_URLS))

    def add(self, new: RegisteredSystem) -> None:
        """Add a system. Raises SQLAlchemy's `IntegrityError` when the id is taken."""
        values = {"id": new.id, "vendor_id": new.vendor_id, **_values(new)}
        self._statements.execute(insert(system), values)
        self._add_packages(new.id, new.packages)
        self._add_services(new.id, new.services)
        self._add_urls(new.id, new.redirect_urls)

    def replace(self, changed: RegisteredSystem) -> None:
        """Replace all that is known of a system; accesses for it stay as they are."""
        values = _values(changed)
        self._statements.execute(_CHANGE.values(values), {"system": changed.id})
        self.set_packages(changed.id, changed.packages)
        self.set_services(changed.id, changed.services)
        self._statements.execute(_DROP_URLS, {"system": changed.id})
        self._add_urls(changed.id, changed.redirect_urls)

    def of_clients(self, client_ids: Collection[str]) -> dict[str, str]:
        """The systems that these Maskinporten clients belong to: client id to system id."""
        rows = self._statements.execute(_CLIENTS, {"clients": list(client_ids)})
        return {row.client_id: row.system_id for row in rows}

    def set_clients(self, system_id: str, client_ids: Collection[str]) -> None:
        """Replace the Maskinporten clients of a system.

        Raises SQLAlchemy's `IntegrityError` for one that belongs to another system (invariant 2).
        """
        self._statements.execute(_DROP_CLIENTS, {"system": system_id})
        for client_id in client_ids:
            row = {"client_id": client_id, "system_id": system_id}
            self._statements.execute(insert(system_client), row)

    def set_packages(self, system_id: str, packages: tuple[str, ...]) -> None:
        """Replace the packages that a system asks for; accesses it has stay as they are."""
        self._statements.execute(_DROP_PACKAGES, {"system": system_id})
        self._add_packages(system_id, packages)

    def set_services(self, system_id: str, services: tuple[str, ...]) -> None:
        """Replace the services that a system asks for; accesses it has stay as they are."""
        self._statements.execute(_DROP_SERVICES, {"system": system_id})
        self._add_services(system_id, services)

    def _add_packages(self, system_id: str, packages: tuple[str, ...]) -> None:
        for position, package in enumerate(packages):
            row = {"system_id": system_id, "package": package, "position": position}
            self._statements.execute(insert(system_package), row)

    def _add_services(self, system_id: str, services: tuple[str, ...]) -> None:
        for position, service in enumerate(services):
            row = {"system_id": system_id, "service": service, "position": position}
            self._statements.execute(insert(system_service), row)

    def _add_urls(self, system_id: str, urls: tuple[str, ...]) -> None:
        for position, url in enumerate(urls):
            row = {"system_id": system_id, "position": position, "url": url}
            self._statements.execute(insert(system_redirect_url), row)


class SystemUsers:
    """System users, with the packages they were set up with."""

    def __init__(self, statements: Statements, parties: Parties) -> None:
        self._statements = statements
        self._parties = parties

    def get(self, system_user_id: str) -> SystemUser | None:
        """The system user with this id, `None` when there is none."""
        rows = self._statements.execute(_USER, {"id": system_user_id})
        return next(iter(_users(rows)), None)

    def of_key(self, owner_id: str, external_ref: str, system_id: str) -> SystemUser | None:
        """The system user of an owner for this reference and system, of which there is one at most
        (invariant 3).
        """
        owned = self.owned_by(owner_id)
        keys = {(user.external_ref, user.system_id): user for user in owned}
        return keys.get((external_ref, system_id))

    def owned_by(self, owner_id: str) -> tuple[SystemUser, ...]:
        """All system users of an organisation, newest first."""
        return _users(self._statements.execute(_OWNED, {"owner": owner_id}))

    def add(self, new: SystemUser) -> None:
        """Add a system user, and the party it is.

        Raises SQLAlchemy's `IntegrityError` when there is one already for its owner, external
        reference and system (invariant 3).
        """
        self._parties.add(Party(new.id, PartyKind.SYSTEM_USER, new.title))
        values = {
            "id": new.id,
            "owner_id": new.owner_id,
            "system_id": new.system_id,
            "title": new.title,
            "external_ref": new.external_ref,
            "user_type": new.user_type.value,
            "created": new.created,
        }
        self._statements.execute(insert(system_user), values)
        for position, package in enumerate(new.packages):
            row = {"system_user_id": new.id, "package": package, "position": position}
            self._statements.execute(insert(system_user_package), row)

    def remove(self, system_user_id: str) -> bool:
        """Remove a system user, the party it is, its packages and every delegation to it.

        Returns whether there was one.
        """
        return self.get(system_user_id) is not None and self._parties.remove(system_user_id)


def _values(of: RegisteredSystem) -> dict[str, object]:
    """What can change of a system, by column; lists have tables of their own."""
    return {
        "vendor_name": of.vendor_name,
        "nb": of.name.nb,
        "en": of.name.en,
        "is_visible": of.is_visible,
        "is_deleted": of.is_deleted,
    }


def _systems(rows: Iterable[Row[Any]], urls: Iterable[Row[Any]]) -> tuple[RegisteredSystem, ...]:
    redirects: dict[str, list[str]] = {}
    for each in urls:
        redirects.setdefault(each.system_id, []).append(each.url)
    return tuple(
        RegisteredSystem(
            row.id,
            row.vendor_id,
            row.vendor_name,
            Text(row.nb, row.en),
            packages,
            row.is_visible,
            tuple(redirects.get(row.id, ())),
            row.is_deleted,
            services,
        )
        for row, packages, services in with_rights(rows)
    )


def _users(rows: Iterable[Row[Any]]) -> tuple[SystemUser, ...]:
    return tuple(
        SystemUser(
            row.id,
            row.owner_id,
            row.system_id,
            row.title,
            row.external_ref,
            UserType(row.user_type),
            row.created,
            packages,
        )
        for row, packages in with_packages(rows)
    )
