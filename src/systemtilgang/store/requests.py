"""The repository of vendors' requests. A deleted one is kept, but found no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Table, bindparam, false, insert, or_, select, update

from systemtilgang.domain.connections import derived_id
from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.store.schema import request, request_package, request_service
from systemtilgang.store.statements import Statements

Codes = tuple[str, ...]

# Newest first (PORTAL.md 5 and 10); the id decides between requests of the same moment.
_ALL = (
    select(
        request,
        request_package.c.package,
        request_package.c.unwanted,
        request_service.c.service,
        request_service.c.unwanted.label("unwanted_service"),
    )
    .outerjoin(request_package)
    .outerjoin(request_service, request_service.c.request_id == request.c.id)
    .where(request.c.deleted == false())
    .order_by(
        request.c.created.desc(),
        request.c.id,
        request_package.c.position,
        request_service.c.position,
    )
)
_ONE = _ALL.where(request.c.id == bindparam("id"))
_BY_KEY = _ALL.where(request.c.live_key == bindparam("key"))
_SENT_TO = _ALL.where(request.c.party_id == bindparam("party"))
_OF_SYSTEM = _ALL.where(request.c.system_id == bindparam("system"))
_NEW = _ALL.where(request.c.status == RequestStatus.NEW.value)
_TAKEN = select(request.c.id).where(request.c.id == bindparam("id"))
_SET_STATUS = (
    update(request).where(request.c.id == bindparam("request")).values(status=bindparam("to"))
)
_ESCALATE = update(request).where(request.c.id == bindparam("request")).values(escalated=True)
_DELETE = (
    update(request)
    .where(request.c.id == bindparam("request"), request.c.deleted == false())
    .values(deleted=True, live_key=None)
)
_DELETE_OF_ACCESS = (
    update(request)
    .where(or_(request.c.id == bindparam("access"), request.c.access_id == bindparam("access")))
    .values(deleted=True, live_key=None)
)


class Requests:
    """Requests for new accesses and for changes; those deleted are left out."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def get(self, request_id: str) -> Request | None:
        """The request with this id, `None` when there is none."""
        return self._first(self._statements.execute(_ONE, {"id": request_id}))

    def for_access(self, party_id: str, external_ref: str, system_id: str) -> Request | None:
        """The request for the access of this key, of which there is one at most (invariant 4)."""
        key = _key(party_id, external_ref, system_id)
        return self._first(self._statements.execute(_BY_KEY, {"key": key}))

    def sent_to(self, party_id: str) -> tuple[Request, ...]:
        """All that were sent to a party, newest first."""
        return _requests(self._statements.execute(_SENT_TO, {"party": party_id}))

    def of_system(self, system_id: str) -> tuple[Request, ...]:
        """All that a system has asked for, newest first."""
        return _requests(self._statements.execute(_OF_SYSTEM, {"system": system_id}))

    def new(self) -> tuple[Request, ...]:
        """All that nobody has approved or rejected, newest first."""
        return _requests(self._statements.execute(_NEW))

    def is_taken(self, request_id: str) -> bool:
        """Whether a request has, or had before it was deleted, this id."""
        return self._statements.scalar(_TAKEN, {"id": request_id}) is not None

    def add(self, new: Request) -> None:
        """Add a request.

        Raises SQLAlchemy's `IntegrityError` when the id is taken, or there is one already for the
        same party, external reference and system (changes may be several).
        """
        is_change = new.kind is RequestKind.CHANGE
        values = {
            "id": new.id,
            "kind": new.kind.value,
            "system_id": new.system_id,
            "party_id": new.party_id,
            "external_ref": new.external_ref,
            "title": new.title,
            "redirect_url": new.redirect_url,
            "status": new.status.value,
            "escalated": new.escalated,
            "created": new.created,
            "access_id": new.access_id,
            "deleted": False,
            "live_key": None if is_change else _key(new.party_id, new.external_ref, new.system_id),
        }
        self._statements.execute(insert(request), values)
        self._add_rights(request_package, "package", new.id, new.packages, new.unwanted)
        self._add_rights(request_service, "service", new.id, new.services, new.unwanted_services)

    def _add_rights(
        self, table: Table, column: str, request_id: str, wanted: Codes, unwanted: Codes
    ) -> None:
        rows = [(code, False) for code in wanted] + [(code, True) for code in unwanted]
        for position, (code, is_unwanted) in enumerate(rows):
            row = {"request_id": request_id, column: code, "unwanted": is_unwanted}
            self._statements.execute(insert(table), row | {"position": position})

    def handle(self, request_id: str, status: RequestStatus) -> None:
        """Set the status of a request."""
        self._statements.execute(_SET_STATUS, {"request": request_id, "to": status.value})

    def escalate(self, request_id: str) -> None:
        """Mark a request as passed on."""
        self._statements.execute(_ESCALATE, {"request": request_id})

    def delete(self, request_id: str) -> bool:
        """Delete a request; returns whether there was one."""
        return self._statements.execute(_DELETE, {"request": request_id}).rowcount > 0

    def delete_of_access(self, access_id: str) -> None:
        """Delete the request that an access came from, and those for changes of it."""
        self._statements.execute(_DELETE_OF_ACCESS, {"access": access_id})

    def _first(self, rows: Iterable[Row[Any]]) -> Request | None:
        return next(iter(_requests(rows)), None)


def _key(party_id: str, external_ref: str, system_id: str) -> str:
    return derived_id("request", party_id, external_ref, system_id)


def _requests(rows: Iterable[Row[Any]]) -> tuple[Request, ...]:
    found: dict[str, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return tuple(_request(each) for each in found.values())


def _request(rows: Sequence[Row[Any]]) -> Request:
    """One request from its rows, in which packages come in every combination with services."""
    row = rows[0]
    packages = {(each.package, each.unwanted): None for each in rows if each.package is not None}
    services = {
        (each.service, each.unwanted_service): None for each in rows if each.service is not None
    }
    return Request(
        id=row.id,
        kind=RequestKind(row.kind),
        system_id=row.system_id,
        party_id=row.party_id,
        external_ref=row.external_ref,
        packages=tuple(code for code, unwanted in packages if not unwanted),
        created=row.created,
        unwanted=tuple(code for code, unwanted in packages if unwanted),
        title=row.title,
        redirect_url=row.redirect_url,
        status=RequestStatus(row.status),
        escalated=row.escalated,
        access_id=row.access_id,
        services=tuple(each for each, unwanted in services if not unwanted),
        unwanted_services=tuple(each for each, unwanted in services if unwanted),
    )
