"""Requests in whatever order: DOMAIN.md 4, invariants 3-9, with four persons who may do different
things, against a model of dictionaries. All invariants together are in `test_invariants`.
"""

from __future__ import annotations

from asking import AGENT, CHANGE, OWN, RECEIPTS, SICK
from four_persons import (
    ALL,
    CLIENTS_ONLY,
    IN_PACKAGE,
    OWN_ONLY,
    PAY,
    SERVICES,
    TOLL,
    FourPersons,
    Held,
    Model,
    rarely,
    some_number,
    some_packages,
    some_person,
    some_reference,
    some_services,
    some_system,
)
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.requests import RequestStatus
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import requests, system_accesses, vendor_requests
from systemtilgang.service.decisions import decide, decide_service
from systemtilgang.service.vendor_requests import Asked, Wanted, WantedChange


class Requests(FourPersons):
    """A vendor asks, withdraws and changes its system; four persons pass on, approve and reject."""

    @initialize()
    def found_the_town(self) -> None:
        """With an access, a change of it, and a request of either kind."""
        self.begin()
        self.ask("a", (TOLL,), (RECEIPTS,), for_clients=False)
        self.approve(0, "director")
        self.ask_for_change(0, (PAY,), (TOLL,), ((SICK,), (RECEIPTS,)))
        self.ask("b", (PAY,), (SICK,), for_clients=False)
        self.ask("c", (TOLL,), (), for_clients=True)

    @rule(
        reference=some_reference,
        packages=some_packages,
        services=some_services,
        for_clients=st.booleans(),
    )
    def ask(
        self,
        reference: str,
        packages: tuple[str, ...],
        services: tuple[str, ...],
        for_clients: bool,
    ) -> None:
        kind = AGENT if for_clients else OWN
        how = vendor_requests.ask_for_clients if for_clients else vendor_requests.ask
        number = str(self.firm.number)
        system_id = self.vendor.system.id
        wanted = Wanted(system_id, number, packages, reference, services=services)
        asked = self.outcome(how, self.vendor.party.id, wanted, self.clock, self.ids)
        there = [
            id_
            for id_, each in self.model.items()
            if each.reference == reference and each.kind is not CHANGE
        ]
        if any(each.reference == reference for each in self.accesses.values()):
            assert asked == "AUTH-00004"
        elif there:
            assert isinstance(asked, Asked)
            assert (asked.is_new, [asked.request.id]) == (False, there)
        elif for_clients and not packages:
            assert asked == "AUTH-00058"
        elif not packages and not services:
            assert asked == "AUTH-00059"
        elif problem := self.unfit(kind, packages, services):
            assert asked == problem
        else:
            assert isinstance(asked, Asked)
            assert asked.is_new
            self.model[asked.request.id] = Model(kind, reference, packages, services=services)

    @rule(
        which=some_number,
        packages=some_packages,
        unwanted=some_packages,
        services=st.tuples(some_services, some_services),
    )
    def ask_for_change(
        self,
        which: int,
        packages: tuple[str, ...],
        unwanted: tuple[str, ...],
        services: tuple[tuple[str, ...], tuple[str, ...]],
    ) -> None:
        access = self.access(which)
        if access is None:
            return
        wanted, new_id = WantedChange(access, packages, unwanted, None, *services), self.ids.new()
        asked = self.outcome(
            vendor_requests.ask_for_change, self.vendor.party.id, new_id, wanted, self.clock
        )
        held = self.accesses[access]
        if held.user_type is UserType.AGENT:
            assert asked == "AUTH-00015"
        elif not any((packages, unwanted, *services)):
            assert asked is None
        elif problem := self.unfit(CHANGE, packages, services[0]):
            assert asked == problem
        else:
            assert isinstance(asked, Asked)
            self.model[new_id] = Model(
                CHANGE, held.reference, packages, unwanted, *services, what=access
            )

    @rule(packages=some_system, services=st.sampled_from([SERVICES, SERVICES, (SICK,), ()]))
    def change_the_system(self, packages: tuple[str, ...], services: tuple[str, ...]) -> None:
        self.unit.systems.set_packages(self.vendor.system.id, packages)
        self.unit.systems.set_services(self.vendor.system.id, services)
        self.system, self.system_services = frozenset(packages), frozenset(services)

    @rule(which=some_number, person=some_person)
    def escalate(self, which: int, person: str) -> None:
        chosen = self.one(which)
        if chosen is None:
            return
        each = self.model[chosen]
        found = self.outcome(requests.escalate, self.acting[person], chosen, each.kind)
        if each.kind is CHANGE:
            assert found == 404
        elif person == "stranger":
            assert found == "AUTH-00066"
        else:
            assert found is None
            each.escalated = True

    @rule(which=some_number, person=some_person, does=rarely)
    def reject(self, which: int, person: str, does: bool) -> None:
        chosen = self.one(which)
        if chosen is None or not does:
            return
        each = self.model[chosen]
        found = self.outcome(requests.reject, self.acting[person], chosen, each.kind)
        if person in {"employee", "stranger"}:
            assert found == 403
        elif each.status != "New":
            assert found == "AUTH-00013"
        else:
            assert found is None
            each.status = self.final[chosen] = "Rejected"

    @rule(which=some_number, person=some_person)
    def approve(self, which: int, person: str) -> None:
        chosen = self.one(which)
        if chosen is None:
            return
        each = self.model[chosen]
        found = self.outcome(requests.approve, self.acting[person], chosen, each.kind)
        if person in {"employee", "stranger"}:
            assert found == 403
        elif each.status != "New":
            assert found == "AUTH-00013"
        elif each.kind is CHANGE:
            self.change(found, person, each)
        elif problem := self.unfit(each.kind, each.packages, each.services) or (
            each.kind is OWN and self.lacking(person, set(each.packages), set(each.services))
        ):
            assert found == problem
        else:
            assert isinstance(found, system_accesses.SystemAccess)
            assert found.id == chosen  # invariant 5
            user_type = UserType.AGENT if each.kind is AGENT else UserType.STANDARD
            packages, services = frozenset(each.packages), frozenset(each.services)
            self.accesses[chosen] = Held(user_type, each.reference, packages, services)
        if not isinstance(found, str | int):
            each.status = self.final[chosen] = "Accepted"

    def change(self, found: object, person: str, each: Model) -> None:
        assert each.what
        held, services = self.accesses[each.what], set(each.services)
        added, removed = set(each.packages) - held.packages, set(each.unwanted) & held.packages
        left = (held.packages | added) - removed
        left_services = (held.services | services) - set(each.unwanted_services)
        if not services <= self.system_services:
            assert found == "AUTH-00001"
        elif not added <= self.system:
            assert found == "AUTH-00052"
        elif problem := self.lacking(person, added, services):
            assert found == {"AUTH-00068": "AUTH-00001"}.get(problem, problem)
        elif not left and not left_services:
            assert found == "AUTH-00059"
        else:
            assert isinstance(found, system_accesses.SystemAccess)
            held.packages, held.services = left, left_services

    @rule(which=some_number, does=rarely)
    def withdraw(self, which: int, does: bool) -> None:
        chosen = self.one(which)
        if chosen is None or not does:
            return
        vendor = self.vendor.party.id
        assert self.outcome(vendor_requests.withdraw, vendor, chosen) is None
        assert self.outcome(vendor_requests.withdraw, vendor, chosen) == "AUTH-00010"
        del self.model[chosen]

    @rule(which=some_number, does=rarely)
    def delete_access(self, which: int, does: bool) -> None:
        chosen = self.access(which)
        if chosen is None or not does:
            return
        system_accesses.delete(self.unit, self.acting["director"], chosen)
        del self.accesses[chosen]
        gone = [id_ for id_, each in self.model.items() if chosen in {id_, each.what}]
        for id_ in gone:
            del self.model[id_]

    @invariant()
    def requests_are_those_of_the_model(self) -> None:
        if not hasattr(self, "unit"):
            return
        kept = {each.id: each for each in self.unit.requests.sent_to(self.firm.id)}
        assert kept.keys() == self.model.keys()
        for id_, each in self.model.items():
            found = kept[id_]
            assert (found.status, found.escalated) == (each.status, each.escalated)
            assert (found.packages, found.unwanted) == (each.packages, each.unwanted)
            services = found.services, found.unwanted_services
            assert services == (each.services, each.unwanted_services)
            assert found.status is RequestStatus(self.final.get(id_, "New"))  # invariant 6
        keys = [each.reference for each in self.model.values() if each.kind is not CHANGE]
        assert len(keys) == len(set(keys))  # invariant 4
        received = requests.received(self.unit, self.acting["manager"])
        assert {view.request.id for view in received} == {
            id_ for id_, each in self.model.items() if each.escalated and each.status == "New"
        }

    @invariant()
    def accesses_are_those_of_the_model(self) -> None:
        if not hasattr(self, "unit"):
            return
        users = {user.id: user for user in self.unit.system_users.owned_by(self.firm.id)}
        assert users.keys() == self.accesses.keys()
        references = [user.external_ref for user in users.values()]
        assert len(references) == len(set(references))  # invariant 3
        for id_, each in self.accesses.items():
            assert users[id_].user_type is each.user_type
            has = system_accesses.rights_of(self.unit, users[id_])
            packages, services = set(has.packages), set(has.services)
            # invariant 7: whatever the system asks for now
            assert (packages, services) == (each.packages, each.services)
            own = each.user_type is UserType.STANDARD
            assert (CLIENTS_ONLY if own else OWN_ONLY) not in packages  # invariant 8
            for package in ALL:
                found = decide(self.unit, id_, self.firm.id, package)
                assert found is permit_if(own and package in packages)
            for service, package in IN_PACKAGE.items():
                found = decide_service(self.unit, id_, self.firm.id, service)
                assert found is permit_if(own and (service in services or package in packages))
            assert packages or (own and services)  # invariant 9


def permit_if(may: bool) -> Decision:
    return Decision.PERMIT if may else Decision.NOT_APPLICABLE


Requests.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestRequests = Requests.TestCase
