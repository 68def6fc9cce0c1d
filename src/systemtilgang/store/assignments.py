"""The repository of assignments, and of the packages and single rights granted on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Row, bindparam, delete, exists, insert, select

from systemtilgang.domain.connections import Assignment
from systemtilgang.store.grouping import with_rights
from systemtilgang.store.schema import (
    assignment,
    assignment_package,
    assignment_service,
    delegation,
    delegation_package,
)
from systemtilgang.store.statements import Statements

# Ordered, so that a list of assignments is the same on every run.
_ALL = (
    select(assignment, assignment_package.c.package, assignment_service.c.service)
    .outerjoin(assignment_package)
    .outerjoin(assignment_service, assignment_service.c.assignment_id == assignment.c.id)
    .order_by(assignment.c.giver, assignment.c.receiver, assignment.c.role)
)
_RECEIVED = _ALL.where(assignment.c.receiver.in_(bindparam("receivers", expanding=True)))
_GIVEN = _ALL.where(assignment.c.giver.in_(bindparam("givers", expanding=True)))
_BETWEEN = _RECEIVED.where(assignment.c.giver.in_(bindparam("givers", expanding=True)))
_ONE = _ALL.where(assignment.c.id == bindparam("id"))
_REMOVE = delete(assignment).where(assignment.c.id == bindparam("assignment"))
_REVOKE = delete(assignment_package).where(
    assignment_package.c.assignment_id == bindparam("assignment"),
    assignment_package.c.package == bindparam("code"),
)
_REVOKE_SERVICE = delete(assignment_service).where(
    assignment_service.c.assignment_id == bindparam("assignment"),
    assignment_service.c.service == bindparam("id"),
)
_DROP_EMPTY_DELEGATIONS = delete(delegation).where(
    delegation.c.client_assignment == bindparam("assignment"),
    ~exists().where(delegation_package.c.delegation_id == delegation.c.id),
)


class Assignments:
    """Who has which role, packages or single rights from whom.

    Where nobody is asked about, the database is not asked.
    """

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def get(self, assignment_id: str) -> Assignment | None:
        """The assignment with this id (see `Assignment.id`), `None` when there is none."""
        rows = self._statements.execute(_ONE, {"id": assignment_id})
        return next(iter(_assignments(rows)), None)

    def received_by(self, receivers: Collection[str]) -> tuple[Assignment, ...]:
        """Everything these parties have from others."""
        if not receivers:
            return ()
        rows = self._statements.execute(_RECEIVED, {"receivers": list(receivers)})
        return _assignments(rows)

    def given_by(self, givers: Collection[str]) -> tuple[Assignment, ...]:
        """Everything these parties have given."""
        if not givers:
            return ()
        return _assignments(self._statements.execute(_GIVEN, {"givers": list(givers)}))

    def between(
        self, givers: Collection[str], receivers: Collection[str]
    ) -> tuple[Assignment, ...]:
        """What any of the receivers has from any of the givers."""
        if not givers or not receivers:
            return ()
        values = {"givers": list(givers), "receivers": list(receivers)}
        return _assignments(self._statements.execute(_BETWEEN, values))

    def add(self, new: Assignment) -> bool:
        """Add an assignment with its packages and single rights.

        Returns false when it exists already (unchanged).
        """
        if self.get(new.id) is not None:
            return False
        values = {
            "id": new.id,
            "giver": new.giver,
            "receiver": new.receiver,
            "role": new.role,
            "created": new.created,
        }
        self._statements.execute(insert(assignment), values)
        for package in sorted(new.packages):
            self.grant(new.id, package)
        for service in sorted(new.services):
            self.grant_service(new.id, service)
        return True

    def remove(self, assignment_id: str) -> bool:
        """Remove an assignment and all that hangs on it; returns whether there was one."""
        return self._statements.execute(_REMOVE, {"assignment": assignment_id}).rowcount > 0

    def grant(self, assignment_id: str, package: str) -> None:
        """Put a package on an assignment that does not have it yet."""
        values = {"assignment_id": assignment_id, "package": package}
        self._statements.execute(insert(assignment_package), values)

    def revoke(self, assignment_id: str, package: str) -> bool:
        """Take a package off; what was delegated of it goes too, empty delegations included.

        Upstream leaves the empty delegation behind (`DOMAIN.md 7`, 14); here it would count as a
        connected client, so it goes. Returns whether the package was there.
        """
        values = {"assignment": assignment_id, "code": package}
        removed = self._statements.execute(_REVOKE, values).rowcount > 0
        self._statements.execute(_DROP_EMPTY_DELEGATIONS, {"assignment": assignment_id})
        return removed

    def grant_service(self, assignment_id: str, service: str) -> None:
        """Put a single right on an assignment that does not have it yet."""
        values = {"assignment_id": assignment_id, "service": service}
        self._statements.execute(insert(assignment_service), values)

    def revoke_service(self, assignment_id: str, service: str) -> bool:
        """Take a single right off; returns whether it was there."""
        values = {"assignment": assignment_id, "id": service}
        return self._statements.execute(_REVOKE_SERVICE, values).rowcount > 0


def _assignments(rows: Iterable[Row[Any]]) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(
            row.giver,
            row.receiver,
            row.role,
            frozenset(packages),
            row.created,
            frozenset(services),
        )
        for row, packages, services in with_rights(rows)
    )
