"""What vendors ask customers for: a new system access, or a change of one (`DOMAIN.md 3.6`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from systemtilgang.domain.catalogue import Package
from systemtilgang.domain.rights import Rights
from systemtilgang.domain.system_accesses import UserType

TIME_OUT = timedelta(days=180)
"""The age from which a request is reported as timed out; it can be approved all the same."""


class RequestKind(StrEnum):
    """What is asked for, by the word in the portal's address (`PORTAL.md 9.1`)."""

    STANDARD = "request"
    AGENT = "agentrequest"
    CHANGE = "changerequest"


class RequestStatus(StrEnum):
    """The statuses that are ever written (`DOMAIN.md 3.6.2`); the last two are final."""

    NEW = "New"
    ACCEPTED = "Accepted"
    REJECTED = "Rejected"


@dataclass(frozen=True)
class Request:
    """A vendor asks a customer, the party, to approve something for one of its systems.

    `packages` are the codes asked for, or to be added by a change, and `unwanted` those that a
    change takes away; `services` and `unwanted_services` are the same of single rights, by id, and
    none for clients. `redirect_url` is the vendor's receipt page. `escalated`: somebody who may
    not approve it has passed it on. `access_id` is the access to be changed; a new access gets the
    request's own id (invariant 5).
    """

    id: str
    kind: RequestKind
    system_id: str
    party_id: str
    external_ref: str
    packages: tuple[str, ...]
    created: datetime
    unwanted: tuple[str, ...] = ()
    title: str | None = None
    redirect_url: str | None = None
    status: RequestStatus = RequestStatus.NEW
    escalated: bool = False
    access_id: str | None = None
    services: tuple[str, ...] = ()
    unwanted_services: tuple[str, ...] = ()

    @property
    def rights(self) -> Rights:
        """All that is asked for, or to be added by a change."""
        return Rights(self.packages, self.services)

    @property
    def user_type(self) -> UserType:
        """The type of the access that it is about."""
        return UserType.AGENT if self.kind is RequestKind.AGENT else UserType.STANDARD

    @property
    def is_new(self) -> bool:
        """Whether nobody has approved or rejected it."""
        return self.status is RequestStatus.NEW

    def timed_out(self, now: datetime) -> bool:
        """Whether it is older than 180 days; that is only reported, and stops nobody."""
        return now > self.created + TIME_OUT

    def to_add(self, held: Iterable[str]) -> tuple[str, ...]:
        """The packages asked for that the access does not hold (`DOMAIN.md 3.6.3`)."""
        has = frozenset(held)
        return tuple(code for code in self.packages if code not in has)

    def to_remove(self, held: Iterable[str]) -> tuple[str, ...]:
        """The unwanted packages that the access does hold."""
        has = frozenset(held)
        return tuple(code for code in self.unwanted if code in has)


def suits(package: Package, user_type: UserType) -> bool:
    """Whether an access of this type can have the package (invariant 8, `DOMAIN.md 3.5`)."""
    return package.is_delegable if user_type is UserType.AGENT else package.is_assignable


def is_registered(url: str, registered: Iterable[str]) -> bool:
    """Whether a redirect URL is one of the system's: same scheme, host and path.

    What follows the path is the vendor's own (`AUTH-00021`).
    """
    target = _target(url)
    return target is not None and target in {_target(each) for each in registered}


def _target(url: str) -> tuple[str, str, str] | None:
    """Scheme, host with port, and path; `None` for what is no URL at all."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.scheme, parts.netloc.casefold(), parts.path
