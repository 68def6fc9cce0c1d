"""Where a person is sent when a request has been dealt with: the vendor's receipt page.

Nobody is logged in any more by then, so it is looked up by the request's id (`PORTAL.md 9.4`).
"""

from __future__ import annotations

from dataclasses import dataclass

from systemtilgang.domain.requests import is_registered
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class Receipt:
    """The vendor's page for one request. `vendor_name` is what the vendor is shown as."""

    vendor_name: str
    address: str


def receipt(uow: UnitOfWork, request_id: str) -> Receipt | None:
    """The receipt page of a request; `None` when it has none, or one that is not the system's now.

    The address is verified again, because the vendor may have changed the system since it asked.
    """
    request = uow.requests.get(request_id)
    if request is None or request.redirect_url is None:
        return None
    system = uow.systems.existing(request.system_id)
    if not is_registered(request.redirect_url, system.redirect_urls):
        return None
    return Receipt(system.vendor_name, request.redirect_url)
