"""What vendors and those who decide do: systems, requests, accesses."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule
from plain_model.state import NUMBER, TAX, TOLL

from operations.base import (
    KINDS,
    NOBODY,
    OWNER,
    PROVIDER,
    VENDOR,
    Base,
    mostly_for_clients,
    mostly_new,
    one_of_them,
    outcome,
    some_edition,
    some_name,
    some_packages,
    some_services,
    told,
    wrong_services,
)
from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.system_accesses import RegisteredSystem
from systemtilgang.service import requests, system_accesses, system_register, vendor_requests
from systemtilgang.service.system_accesses import SystemAccess
from systemtilgang.service.vendor_requests import Asked


class Systems(Base):
    """The vendor's system register."""

    def system(
        self,
        name: str,
        packages: tuple[str, ...] = (),
        services: tuple[str, ...] = (),
        visible: bool = True,
    ) -> RegisteredSystem:
        text = Text("Navn", "Name")
        return RegisteredSystem(
            name.replace("NUMBER", str(VENDOR.number)),
            VENDOR.id,
            "Vendor",
            text,
            packages,
            visible,
            services=services,
        )

    @rule(
        name=st.one_of(some_name, st.sampled_from(["NUMBER_c d", "c"])),
        packages=some_packages,
        services=st.one_of(some_services, some_services, wrong_services),
        visible=st.booleans(),
        client_ids=st.sampled_from([(), ("one",), ("one", "two"), ("two", "two")]),
    )
    def registers(
        self,
        name: str,
        packages: tuple[str, ...],
        services: tuple[str, ...],
        visible: bool,
        client_ids: tuple[str, ...],
    ) -> None:
        expected = self.model.register(name, (packages, services), visible, client_ids)
        system = self.system(name, packages, services, visible)
        self.expect(expected, lambda: system_register.register(self.unit, system, client_ids))

    @rule(
        name=some_name,
        packages=st.one_of(some_packages, st.sampled_from([(), (TAX, TAX)])),
        services=st.one_of(some_services, some_services, wrong_services),
        visible=st.booleans(),
        client_ids=st.sampled_from([(), ("one",), ("two",), ("one", "two")]),
    )
    def replaces(
        self,
        name: str,
        packages: tuple[str, ...],
        services: tuple[str, ...],
        visible: bool,
        client_ids: tuple[str, ...],
    ) -> None:
        expected = self.model.update(name, (packages, services), visible, client_ids)
        system, vendor = self.system(name, packages, services, visible), VENDOR.id
        self.expect(expected, lambda: system_register.update(self.unit, vendor, system, client_ids))

    @rule(name=some_name)
    def deletes_system(self, name: str) -> None:
        system_id = self.system(name).id
        self.expect_once(
            self.model.delete_system(name),
            lambda: system_register.delete(self.unit, VENDOR.id, system_id),
        )


class Requests(Systems):
    """Asking, deciding, and creating and deleting without a request."""

    @rule(
        kind=st.sampled_from(["standard", "agent"]),
        name=some_name,
        ref=st.sampled_from([NUMBER, "another"]),
        packages=st.one_of(st.none(), some_packages, st.just(())),
        services=some_services,
    )
    def asks(
        self,
        kind: str,
        name: str,
        ref: str,
        packages: tuple[str, ...] | None,
        services: tuple[str, ...],
    ) -> None:
        """With any packages, or all that the system asks for; for clients mostly no services."""
        if packages is None:
            packages = self.model.systems.get(name, {"packages": (TAX,)})["packages"]
        if kind == "agent" and len(services) == 1:
            services = ()
        ask = vendor_requests.ask if kind == "standard" else vendor_requests.ask_for_clients
        wanted = vendor_requests.Wanted(
            self.system(name).id,
            str(PROVIDER.number),
            packages,
            external_ref=None if ref == NUMBER else ref,
            services=services,
        )
        found = outcome(lambda: ask(self.unit, VENDOR.id, wanted, self.clock, self.ids))
        new_id = found.request.id if isinstance(found, Asked) else NOBODY
        expected = self.model.ask(kind, name, ref, (packages, services), new_id)
        assert expected == ((new_id, found.is_new) if isinstance(found, Asked) else told(found))

    @rule(
        which=one_of_them,
        request=st.one_of(st.none(), one_of_them),
        packages=st.one_of(some_packages, st.just(())),
        unwanted=st.sampled_from([(), (TAX,), (TAX, TOLL)]),
        services=some_services,
        unwanted_services=some_services,
    )
    def asks_for_change(
        self,
        which: int,
        request: int | None,
        packages: tuple[str, ...],
        unwanted: tuple[str, ...],
        services: tuple[str, ...],
        unwanted_services: tuple[str, ...],
    ) -> None:
        """Under a new id, or one that an access, a request or a withdrawn request has."""
        used = [*self.model.requests, *sorted(self.model.withdrawn), *self.model.accesses, NOBODY]
        new_id = self.ids.new() if request is None else used[request % len(used)]
        access = self.access(which)
        expected = self.model.ask_for_change(
            access, (packages, services), (unwanted, unwanted_services), new_id
        )
        wanted = vendor_requests.WantedChange(
            access, packages, unwanted, services=services, unwanted_services=unwanted_services
        )
        found = outcome(
            lambda: vendor_requests.ask_for_change(self.unit, VENDOR.id, new_id, wanted, self.clock)
        )
        assert expected == (found.is_new if isinstance(found, Asked) else told(found))

    @rule(which=one_of_them)
    def withdraws(self, which: int) -> None:
        request = self.request(which)
        expected = self.model.withdraw(request)
        self.expect(expected, lambda: vendor_requests.withdraw(self.unit, VENDOR.id, request))

    @rule(which=one_of_them, status=mostly_new)
    def approves(self, which: int, status: str) -> None:
        request = self.request(which, status)
        kind = self.kind(request)
        expected = self.model.approve(request, next(k for k, v in KINDS.items() if v is kind))
        self.expect(expected, lambda: requests.approve(self.unit, OWNER, request, kind))

    @rule(which=one_of_them, status=mostly_new)
    def rejects(self, which: int, status: str) -> None:
        request = self.request(which, status)
        kind = self.kind(request)
        expected = self.model.reject(request)
        self.expect(expected, lambda: requests.reject(self.unit, OWNER, request, kind))

    @rule(which=one_of_them)
    def passes_on(self, which: int) -> None:
        request = self.request(which)
        kind = self.kind(request)
        expected = self.model.escalate(request)
        self.expect(expected, lambda: requests.escalate(self.unit, OWNER, request, kind))

    @rule(name=some_name, edition=some_edition)
    def creates(self, name: str, edition: str) -> None:
        system_id, acting = self.system(name).id, self.of_edition(edition)
        found = outcome(lambda: system_accesses.create(self.unit, acting, system_id, self.ids))
        new_id = found.id if isinstance(found, SystemAccess) else NOBODY
        assert told(found) == self.model.create(name, new_id)

    @rule(which=one_of_them, kind=mostly_for_clients, edition=some_edition)
    def deletes(self, which: int, kind: str, edition: str) -> None:
        access, acting = self.access(which, kind), self.of_edition(edition)
        expected = self.model.delete(access, edition)
        self.expect(expected, lambda: system_accesses.delete(self.unit, acting, access))
