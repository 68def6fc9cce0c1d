"""The firm, the vendor and the four persons of the machine of requests, and what it chooses from.

The model is of dictionaries: what a request asks for, and what an access has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from asking import AGENT, RECEIPTS, SICK, Vendor
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from town import WORLD, Town

from systemtilgang.domain.problems import Problem, Refused
from systemtilgang.domain.requests import RequestKind
from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service.acting import Acting
from systemtilgang.store import MEMORY, Store
from systemtilgang.world import load_world

EMPTY = Store.open(MEMORY, load_world(WORLD).catalogue)
# Two ordinary packages, one for own accesses only, and one for accesses for clients only.
TOLL, PAY, OWN_ONLY, CLIENTS_ONLY = "toll", "lonn", "tilgangsstyrer", "ansvarlig-revisor"
ALL = (TOLL, PAY, OWN_ONLY, CLIENTS_ONLY)
SERVICES = (RECEIPTS, SICK)
# What the manager who is not the director may give: of the services, the one in the package toll.
MANAGERS = frozenset({OWN_ONLY, TOLL})
MANAGERS_SERVICES = frozenset({RECEIPTS})
IN_PACKAGE = {RECEIPTS: TOLL, SICK: PAY}

# Few choices, and most of them fit, so that much gets as far as being approved.
some_packages = st.sampled_from(
    [(), (TOLL,), (TOLL,), (PAY,), (TOLL, PAY), (OWN_ONLY, TOLL), (CLIENTS_ONLY, PAY)]
)
some_services = st.sampled_from([(), (), (RECEIPTS,), (SICK,), SERVICES])
some_system = st.sampled_from([ALL, ALL, ALL, (TOLL, OWN_ONLY), (PAY, CLIENTS_ONLY)])
some_reference = st.sampled_from(["a", "b", "c"])
some_person = st.sampled_from(["director", "manager", "manager", "employee", "stranger"])
some_number = st.integers(0, 11)
rarely = st.sampled_from([True, False, False])


@dataclass
class Model:
    """A request as the model knows it. `what` is the access that a change is for."""

    kind: RequestKind
    reference: str
    packages: tuple[str, ...]
    unwanted: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    unwanted_services: tuple[str, ...] = ()
    what: str | None = None
    status: str = "New"
    escalated: bool = False


@dataclass
class Held:
    """An access as the model knows it."""

    user_type: UserType
    reference: str
    packages: frozenset[str]
    services: frozenset[str]


class FourPersons(RuleBasedStateMachine):
    """The state, and what the rules ask of it and of the model."""

    def begin(self) -> None:
        """Found the firm; nothing has been asked yet."""
        self.unit = EMPTY.copy().unit_of_work().__enter__()
        town = Town(self.unit)
        self.firm = town.organisation("Firm")
        self.vendor = Vendor(town, *ALL, services=SERVICES)
        names = ("director", "manager", "employee", "stranger")
        people = {name: town.person(name) for name in names}
        town.role(self.firm, people["director"], "daglig-leder")
        town.grant(self.firm, people["manager"], *MANAGERS)
        town.grant(self.firm, people["employee"], "posttjenester")
        self.acting = {name: Acting(person.id, self.firm.id) for name, person in people.items()}
        self.clock, self.ids = FixedClock(), SeededIdentifiers(5)
        self.system, self.system_services = frozenset(ALL), frozenset(SERVICES)
        self.model: dict[str, Model] = {}
        self.accesses: dict[str, Held] = {}
        self.final: dict[str, str] = {}

    def one(self, which: int) -> str | None:
        """One of the requests, mostly a new one; none when there is none."""
        new = [id_ for id_, each in self.model.items() if each.status == "New"]
        ids = new if new and which % 4 else list(self.model)
        return ids[which % len(ids)] if ids else None

    def access(self, which: int) -> str | None:
        """One of the accesses; none when there is none."""
        ids = list(self.accesses)
        return ids[which % len(ids)] if ids else None

    def teardown(self) -> None:
        if hasattr(self, "unit"):
            self.unit.__exit__(None, None, None)

    def outcome(self, call: Callable[..., object], *arguments: object) -> object:
        """What the call returns, or the code (status without one) of its refusal."""
        try:
            return call(self.unit, *arguments)
        except Refused as refusal:
            problem: Problem = refusal.problem
            return problem.code or problem.status

    def unfit(
        self, kind: RequestKind, packages: tuple[str, ...], services: tuple[str, ...]
    ) -> str | None:
        """What is wrong with the packages and services, by the model."""
        if (services and kind is AGENT) or not self.system_services.issuperset(services):
            return "AUTH-00001"
        if not self.system.issuperset(packages):
            return "AUTH-00063"
        if kind is AGENT:
            return "AUTH-00065" if OWN_ONLY in packages else None
        return "AUTH-00064" if CLIENTS_ONLY in packages else None

    def lacking(self, person: str, packages: set[str], services: set[str]) -> str | None:
        """What whoever sets up a new access is told; services come first."""
        if person != "manager":
            return None
        if not services <= MANAGERS_SERVICES:
            return "AUTH-00068"
        return None if packages <= MANAGERS else "AUTH-00053"
