"""Registered systems and system users (`DOMAIN.md 2.1`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.rights import Rights


class UserType(StrEnum):
    """Upstream's two types of system users."""

    STANDARD = "standard"
    AGENT = "agent"


@dataclass(frozen=True)
class RegisteredSystem:
    """A vendor's product. `id` is `<vendor organisation number>_<name>` and is never reused.

    `vendor_name` is the name that the vendor is shown under. `packages` are codes, and `services`
    the ids of those that it asks for single rights to. `is_visible`: may be chosen by a customer in
    the portal. `redirect_urls`: the vendor's pages that a person may be sent to after a request.
    `is_deleted`: taken out of the register; accesses for it stay.
    """

    id: str
    vendor_id: str
    vendor_name: str
    name: Text
    packages: tuple[str, ...] = ()
    is_visible: bool = True
    redirect_urls: tuple[str, ...] = ()
    is_deleted: bool = False
    services: tuple[str, ...] = ()

    @property
    def rights(self) -> Rights:
        """All that it asks for."""
        return Rights(self.packages, self.services)

    @property
    def may_be_chosen(self) -> bool:
        """Whether a customer may create an access for it in the portal."""
        return self.is_visible and not self.is_deleted


@dataclass(frozen=True)
class SystemUser:
    """A system access: a non-human identity of one organisation, tied to one registered system.

    `id` is also the id of its party. `packages` are the codes of an agent user, in the order
    requested. A standard user has none here: it holds its packages, and its single rights, by a
    connection from its owner.
    """

    id: str
    owner_id: str
    system_id: str
    title: str
    external_ref: str
    user_type: UserType
    created: datetime
    packages: tuple[str, ...] = ()
