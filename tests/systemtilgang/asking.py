"""Requests in the world and in a town of their own, for the tests of both sides."""

from __future__ import annotations

from collections.abc import Callable

from town import LONG_AGO, Town

from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.connections import derived_id
from systemtilgang.domain.parties import Party
from systemtilgang.domain.requests import Request, RequestKind
from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.service.acting import Acting
from systemtilgang.service.vendor_requests import Asked, Wanted, WantedChange, ask_for_change
from systemtilgang.store import UnitOfWork

PROVIDER = "DISKRET NÆR TIGER AS"
RECEIPT = "https://vendor.example/receipt"
PACKAGES = ("toll", "lonn", "ansvarlig-revisor", "tilgangsstyrer")
# In the packages ansettelsesforhold; permisjon; sykefravaer and lonn; toll; and toll, undelegable.
HIRED, LEAVE, SICK = (f"ovingstilsynet-{each}" for each in ("innleie", "permisjon", "sykefravaer"))
RECEIPTS, CLOSED = "proveetaten-tollkvitteringer", "proveetaten-arkiv"
SERVICES = (HIRED, SICK, RECEIPTS)
OWN, AGENT, CHANGE = RequestKind.STANDARD, RequestKind.AGENT, RequestKind.CHANGE


def sent(uow: UnitOfWork, system: str) -> Request:
    """The one request of a system of SmartCloud (the last part of its id)."""
    (found,) = uow.requests.of_system(f"313909964_{system}")
    return found


class Vendor:
    """A vendor with one system in a town, and requests from it that nobody checked."""

    def __init__(
        self,
        town: Town,
        *packages: str,
        urls: tuple[str, ...] = (),
        services: tuple[str, ...] = (),
    ) -> None:
        self.town = town
        self.party = town.organisation("Vendor")
        name = Text("System", "System")
        self.system = RegisteredSystem(
            "vendor_system",
            self.party.id,
            "Vendor",
            name,
            packages,
            redirect_urls=urls,
            services=services,
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
        services: tuple[str, ...] = (),
        unwanted_services: tuple[str, ...] = (),
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
            services=services,
            unwanted_services=unwanted_services,
        )
        self.town.uow.requests.add(request)
        return request

    def access(
        self,
        owner: Party,
        *packages: str,
        user_type: UserType = UserType.STANDARD,
        services: tuple[str, ...] = (),
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
            connection = self.town.grant(owner, Party(user.id, owner.kind, user.title), *packages)
            for service in services:
                self.town.uow.assignments.grant_service(connection.id, service)
        return user


class Asking:
    """A vendor, its customer, and another vendor's system beside it."""

    def __init__(self, town: Town, *, urls: tuple[str, ...] = ()) -> None:
        self.uow = town.uow
        self.vendor = Vendor(town, *PACKAGES, urls=urls, services=SERVICES)
        self.customer = town.organisation("Customer")
        self.director = town.person("Director")
        self.person = town.person("Person")
        town.role(self.customer, self.director, "daglig-leder")
        self.acting = Acting(self.director.id, self.customer.id)
        self.clock = FixedClock()
        self.ids = SeededIdentifiers(3)
        number = self.customer.number or ""
        self.wanted = Wanted(self.vendor.system.id, number, ("toll",))

    def ask(
        self, how: Callable[..., Asked], wanted: Wanted | None = None, by: Party | None = None
    ) -> Asked:
        vendor_id = (by or self.vendor.party).id
        return how(self.uow, vendor_id, wanted or self.wanted, self.clock, self.ids)

    def ask_for_change(
        self, request_id: str, wanted: WantedChange, by: Party | None = None
    ) -> Asked | None:
        vendor_id = (by or self.vendor.party).id
        return ask_for_change(self.uow, vendor_id, request_id, wanted, self.clock)
