"""The town of the machine, what its rules choose from, and how they compare with the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from plain_model import Model
from plain_model.state import (
    AUDIT,
    CLOSED,
    ESTATE,
    FORMS,
    MANAGER,
    PACKAGES,
    RECEIPTS,
    ROLES,
    SICK,
    TAX,
    TOLL,
)
from town import WORLD, Town

from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.problems import Problem, Refused
from systemtilgang.domain.requests import RequestKind
from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers
from systemtilgang.service.acting import Acting
from systemtilgang.service.clients import ClientChange
from systemtilgang.service.powers import Change
from systemtilgang.service.system_accesses import SystemAccess
from systemtilgang.service.users import Added
from systemtilgang.store import MEMORY, Store
from systemtilgang.world import load_world

STORE = Store.open(MEMORY, load_world(WORLD).catalogue)
with STORE.unit_of_work() as _unit:
    _town = Town(_unit)
    VENDOR, PROVIDER = _town.organisation("Vendor"), _town.organisation("Provider")
    DIRECTOR, PERSON, STRANGER = map(_town.person, ("Director", "Person", "Stranger"))
    CLIENTS = tuple(_town.organisation(form, form) for form in FORMS)
    _town.role(PROVIDER, DIRECTOR, "daglig-leder")
    for _client in CLIENTS:
        _town.role(_client, DIRECTOR, "styreleder")
    _unit.commit()
OWNER = Acting(DIRECTOR.id, PROVIDER.id)

KINDS = {
    "standard": RequestKind.STANDARD,
    "agent": RequestKind.AGENT,
    "change": RequestKind.CHANGE,
}
NOBODY = "00000000-0000-4000-8000-00000000dead"

some_client = st.integers(0, len(FORMS) - 1)
some_role = st.sampled_from(ROLES)
some_edition = st.sampled_from(sorted(EDITIONS))
some_package = st.sampled_from(PACKAGES)
# Few choices, so that the machine often gets as far as withdrawing what was built on.
some_packages = st.sampled_from([(TAX,), (TAX, TOLL), (AUDIT, TAX), (ESTATE,), (MANAGER,)])
some_services = st.sampled_from([(), (), (RECEIPTS,), (SICK,), (RECEIPTS, SICK)])
wrong_services = st.sampled_from([(SICK, SICK), (CLOSED,), ("unknown",)])
some_name = st.sampled_from(["NUMBER_a", "NUMBER_b", "NUMBER_c", "NUMBER_d"])
LAST = 12
one_of_them = st.integers(0, LAST)
mostly_for_clients = st.sampled_from(["agent", "agent", "agent", "standard"])
mostly_new = st.sampled_from(["New", "New", "New", "Accepted", "Rejected"])
mostly_prepared = st.sampled_from([True, True, False])
mostly_tax = st.one_of(st.just(TAX), some_package)

Result = TypeVar("Result")


def one(ids: list[str], which: int) -> str:
    """One of the ids; for the last number, and when there is none, an id that is nobody's."""
    return ids[which % len(ids)] if ids and which < LAST else NOBODY


def outcome(call: Callable[[], Result]) -> Result | Problem:
    """What the call returns, or why it was refused."""
    try:
        return call()
    except Refused as refusal:
        return refusal.problem


def told(result: object) -> object:
    """A result as the model tells it; of a problem not where in the call it is."""
    if isinstance(result, Problem):
        return replace(result, path=None)
    if isinstance(result, Added | Change | ClientChange):
        return result.changed
    if isinstance(result, SystemAccess):
        return result.id
    return result


class Base(RuleBasedStateMachine):
    """The state, and the helpers of all operations."""

    def begin(self, store: Store, model: Model, seed: int) -> None:
        """Begin with a copy of the store, and the model of what is in it."""
        self.store = store.copy()
        self.unit = self.store.unit_of_work().__enter__()
        self.model = model
        self.clock, self.ids = FixedClock(), SeededIdentifiers(seed)
        self.final: dict[str, str] = {}

    def teardown(self) -> None:
        if hasattr(self, "unit"):
            self.unit.__exit__(None, None, None)

    def expect(self, expected: object, call: Callable[[], object]) -> None:
        assert told(outcome(call)) == told(expected)

    def expect_once(self, expected: object, call: Callable[[], object]) -> None:
        """As `expect`; and when it is done, doing it again changes nothing."""
        self.expect(expected, call)
        if not isinstance(expected, Problem):
            assert told(outcome(call)) is False

    def of(self, client: int) -> Acting:
        return Acting(OWNER.person, CLIENTS[client].id)

    def of_edition(self, edition: str) -> Acting:
        return replace(OWNER, edition=EDITIONS[edition])

    def access(self, which: int, *kinds: str) -> str:
        """One of the accesses, of these kinds or any, by its place; sometimes an unknown one."""
        found = self.model.accesses.items()
        return one([each for each, its in found if not kinds or its["type"] in kinds], which)

    def request(self, which: int, *statuses: str) -> str:
        """One of the requests, of these statuses or any, by its place; sometimes an unknown one."""
        found = self.model.requests.items()
        return one(
            [each for each, its in found if not statuses or its["status"] in statuses], which
        )

    def kind(self, request: str) -> RequestKind:
        asked = self.model.requests.get(request)
        return KINDS[asked["kind"]] if asked else RequestKind.STANDARD
