"""The customer's side of requests: reading, approving, rejecting, passing on (`PORTAL.md 9, 10`).

The vendor's side is in `vendor_requests`.
"""

from __future__ import annotations

from dataclasses import dataclass

from systemtilgang.domain.catalogue import Package
from systemtilgang.domain.parties import Party
from systemtilgang.domain.requests import Request, RequestKind
from systemtilgang.domain.system_accesses import RegisteredSystem
from systemtilgang.service.acting import Acting
from systemtilgang.service.system_accesses import SystemAccess
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class RequestView:
    """A request as the portal shows it to one person acting for the party that it was sent to.

    `packages` and `unwanted` of a change that is new are what would be added and taken away now.
    `vendor` is the party that delivers the system. `may_approve`: may approve and reject (access
    manager of the party). `may_escalate`: may only pass it on to somebody who may. Both are the
    person's rights, whatever the status. `for_own_too`: an access for clients that can have the
    party itself as a client, because every package is assignable.
    """

    request: Request
    system: RegisteredSystem
    party: Party
    vendor: Party
    packages: tuple[Package, ...]
    unwanted: tuple[Package, ...]
    may_approve: bool
    may_escalate: bool
    for_own_too: bool

    @property
    def title(self) -> str:
        """What the access is, or would be, called: the vendor's title, or the system's name."""
        return self.request.title or self.system.name.nb


def party_of(uow: UnitOfWork, person_id: str, request_id: str, kind: RequestKind) -> str:
    """The id of the organisation that the request was sent to, for a person who may open it.

    The portal acts for it by itself (`PORTAL.md 9.1`). Refused: `AUTH-00010` when there is no such
    request of this kind, `AUTH-00066` when the person has nothing at the organisation; a change
    needs an access manager.
    """
    raise NotImplementedError


def read(uow: UnitOfWork, acting: Acting, request_id: str, kind: RequestKind) -> RequestView:
    """The request, which must be the party's.

    Refused as `party_of`, and with `AUTH-00010` when it was sent to another party.
    """
    raise NotImplementedError


def received(uow: UnitOfWork, acting: Acting) -> tuple[RequestView, ...]:
    """The party's new requests that were passed on, newest first (`PORTAL.md 5, 10`).

    Refused with 403 unless access manager of the party.
    """
    raise NotImplementedError


def approve(uow: UnitOfWork, acting: Acting, request_id: str, kind: RequestKind) -> SystemAccess:
    """Approve a request; returns the access that was set up or changed.

    It is checked again against the system as it is now. Refused: 403 unless access manager of the
    party, `AUTH-00010` (for clients `AUTH-00030`) unknown, `AUTH-00041` (`AUTH-00042`) sent to
    another party, `AUTH-00013` handled already; then `AUTH-00004` the party has such an access,
    `AUTH-00015` the access to be changed is gone, `AUTH-00063` a package that the system no longer
    asks for, `AUTH-00064` (`AUTH-00065`) one that accesses of this type cannot have, `AUTH-00053`
    one that the person cannot give on (not for clients), `AUTH-00051` one that no system user can
    be given, `AUTH-00017` the system has no Norwegian name. The packages at fault are in the
    refusal's `packages`.
    """
    raise NotImplementedError


def reject(uow: UnitOfWork, acting: Acting, request_id: str, kind: RequestKind) -> None:
    """Reject a request, which is final.

    Refused: 403 unless access manager of the party, `AUTH-00010` unknown, `AUTH-00041`
    (`AUTH-00042`) sent to another party, `AUTH-00013` handled already.
    """
    raise NotImplementedError


def escalate(uow: UnitOfWork, acting: Acting, request_id: str, kind: RequestKind) -> None:
    """Pass a request on to those who may approve it; it only becomes visible to them. Idempotent.

    Refused: 404 for a change (it cannot be passed on), `AUTH-00010` unknown or sent to another
    party, `AUTH-00066` when the person has nothing at the party.
    """
    raise NotImplementedError
