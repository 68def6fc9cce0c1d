"""Requests in the world and in a town of their own, for the tests of both sides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from town import LONG_AGO, Town

from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.connections import derived_id
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.requests import Request, RequestKind
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.store import UnitOfWork

PROVIDER = "DISKRET NÆR TIGER AS"
OWN, AGENT, CHANGE = RequestKind.STANDARD, RequestKind.AGENT, RequestKind.CHANGE


def refusal(call: Callable[..., object], *arguments: object) -> Refused:
    """The refusal of a call."""
    with pytest.raises(Refused) as caught:
        call(*arguments)
    return caught.value


def sent(uow: UnitOfWork, system: str) -> Request:
    """The one request of a system of SmartCloud (the last part of its id)."""
    (found,) = uow.requests.of_system(f"313909964_{system}")
    return found


class Vendor:
    """A vendor with one system in a town, and requests from it that nobody checked."""

    def __init__(self, town: Town, *packages: str, urls: tuple[str, ...] = ()) -> None:
        self.town = town
        self.party = town.organisation("Vendor")
        name = Text("System", "System")
        self.system = RegisteredSystem(
            "vendor_system", self.party.id, "Vendor", name, packages, redirect_urls=urls
        )
        town.uow.systems.add(self.system)

    def request(
        self,
        party: Party,
        *packages: str,
        kind: RequestKind = OWN,
        access: SystemUser | None = None,
        unwanted: tuple[str, ...] = (),
        reference: str = "ref",
    ) -> Request:
        """A request that is in the store now."""
        request = Request(
            id=derived_id("a request", kind, reference),
            kind=kind,
            system_id=self.system.id,
            party_id=party.id,
            external_ref=access.external_ref if access else reference,
            packages=packages,
            created=LONG_AGO,
            unwanted=unwanted,
            access_id=access.id if access else None,
        )
        self.town.uow.requests.add(request)
        return request

    def access(
        self, owner: Party, *packages: str, user_type: UserType = UserType.STANDARD
    ) -> SystemUser:
        """An access for the system, with the reference that `request` has."""
        is_agent = user_type is UserType.AGENT
        user = SystemUser(
            derived_id("an access", owner.id),
            owner.id,
            self.system.id,
            "Access",
            "ref",
            user_type,
            LONG_AGO,
            packages if is_agent else (),
        )
        self.town.uow.system_users.add(user)
        if not is_agent:
            self.town.grant(owner, Party(user.id, owner.kind, user.title), *packages)
        return user
