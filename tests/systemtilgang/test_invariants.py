"""A state machine over the services: DOMAIN.md 4, invariants 3, 8-16, against a model of sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from town import WORLD, Town

from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import (
    ACCESS_EXISTS,
    ACCESS_HAS_CLIENTS,
    ASSIGNMENT_IN_USE,
    CLIENT_LACKS_PACKAGES,
    CLIENT_NOT_FOUND,
    CONNECTION_REQUIRED,
    ENTITY_UNKNOWN,
    Problem,
    Refused,
)
from systemtilgang.domain.surroundings import SeededIdentifiers
from systemtilgang.domain.system_accesses import SystemUser, UserType
from systemtilgang.service import clients, powers, register, system_accesses, users
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import decide
from systemtilgang.store import MEMORY, Store
from systemtilgang.world import load_world

CATALOGUE = load_world(WORLD).catalogue
EMPTY = Store.open(MEMORY, CATALOGUE)
GRANTED = "skattegrunnlag"
OWN = "toll"
# Few choices, so that the machine often gets as far as withdrawing what was delegated.
ACCESSES = ((GRANTED,), ("ansvarlig-revisor", GRANTED), ("forretningsforer-eiendom",))
CARRIED = {"revisor": "ansvarlig-revisor", "forretningsforer": "forretningsforer-eiendom"}

FORMS = ("BRL", "NUF")

some_client = st.integers(0, len(FORMS) - 1)
some_access = st.integers(0, len(ACCESSES) - 1)
some_edition = st.sampled_from(sorted(EDITIONS))
some_role = st.sampled_from(sorted(CARRIED))


Result = TypeVar("Result")


def outcome(call: Callable[[], Result]) -> Result | Problem:
    """What the call returns, or why it was refused."""
    try:
        return call()
    except Refused as refusal:
        return refusal.problem


class Clients(RuleBasedStateMachine):
    """Clients of two forms grant and withdraw; the provider adds and removes them, and creates and
    deletes accesses by the rules of either edition.
    """

    @initialize()
    def found_the_town(self) -> None:
        self.unit = EMPTY.copy().unit_of_work().__enter__()
        town = Town(self.unit)
        self.provider = town.organisation("Provider")
        self.director = town.person("Director")
        town.role(self.provider, self.director, "daglig-leder")
        self.clients: list[Party] = [town.organisation(form, form) for form in FORMS]
        for client in self.clients:
            town.role(client, self.director, "styreleder")
            town.grant(client, self.provider)
        self.accesses: list[SystemUser] = [
            town.access(self.provider, *packages) for packages in ACCESSES
        ]
        self.own = town.access(self.provider, OWN, user_type=UserType.STANDARD)
        self.owner = Acting(self.director.id, self.provider.id)
        self.ids = SeededIdentifiers()
        self.created: str | None = None
        self.connections = set(range(len(FORMS)))
        self.grants: set[int] = set()
        self.roles: set[tuple[int, str]] = set()
        self.delegated: set[tuple[int, int, str]] = set()  # access, client, package

    def teardown(self) -> None:
        if hasattr(self, "unit"):
            self.unit.__exit__(None, None, None)

    def of(self, client: int) -> Acting:
        return Acting(self.director.id, self.clients[client].id)

    def by_role(self, client: int) -> set[str]:
        """The packages that the client's register roles carry, by the model."""
        carried = {CARRIED[role] for each, role in self.roles if each == client}
        form = FORMS[client]
        if form != "BRL":
            carried.discard("forretningsforer-eiendom")
        if form == "NUF" and (client, "forretningsforer") in self.roles:
            carried.add(GRANTED)
        return carried

    def given(self, client: int) -> set[str]:
        return self.by_role(client) | ({GRANTED} if client in self.grants else set())

    def end(self, client: int, package: str) -> None:
        self.delegated = {
            each for each in self.delegated if each[1] != client or each[2] != package
        }

    def withdraw(self, client: int) -> None:
        """The grant ends, and what was built on it unless a role carried the package already."""
        self.grants.discard(client)
        if GRANTED not in self.by_role(client):
            self.end(client, GRANTED)

    @rule(client=some_client)
    def connect(self, client: int) -> None:
        added = users.add_organisation(self.unit, self.of(client), str(self.provider.number))
        assert added.changed is (client not in self.connections)
        self.connections.add(client)

    @rule(client=some_client)
    def grant(self, client: int) -> None:
        acting, provider = self.of(client), self.provider.id
        change = outcome(lambda: powers.grant_package(self.unit, acting, provider, GRANTED))
        if client not in self.connections:
            assert change == CONNECTION_REQUIRED
            return
        assert isinstance(change, powers.Change)
        assert change.changed is (client not in self.grants)
        self.grants.add(client)

    @rule(client=some_client)
    def revoke(self, client: int) -> None:
        change = powers.revoke_package(self.unit, self.of(client), self.provider.id, GRANTED)
        assert change.changed is (client in self.grants)
        self.withdraw(client)

    @rule(client=some_client, cascade=st.booleans())
    def disconnect(self, client: int, cascade: bool) -> None:
        acting, provider = self.of(client), self.provider.id
        removed = outcome(lambda: powers.delete_user(self.unit, acting, provider, cascade=cascade))
        if client in self.grants and not cascade:
            assert removed == ASSIGNMENT_IN_USE
            return
        assert removed is (client in self.connections)
        self.connections.discard(client)
        self.withdraw(client)

    @rule(client=some_client, role=some_role)
    def register_says(self, client: int, role: str) -> None:
        # A role that begins to carry what was granted before would leave the delegation on the
        # grant: the model keeps to roles that come before grants.
        if client in self.grants:
            return
        new = register.set_role(self.unit, self.clients[client].id, self.provider.id, role)
        assert new is ((client, role) not in self.roles)
        self.roles.add((client, role))

    @rule(client=some_client, role=some_role)
    def register_no_longer_says(self, client: int, role: str) -> None:
        before = self.by_role(client)
        gone = register.remove_role(self.unit, self.clients[client].id, self.provider.id, role)
        assert gone is ((client, role) in self.roles)
        self.roles.discard((client, role))
        for package in before - self.by_role(client):
            self.end(client, package)

    @rule(access=some_access, client=some_client)
    def add(self, access: int, client: int) -> None:
        needed = set(ACCESSES[access])
        has = needed & self.given(client)
        wanted = {(access, client, package) for package in needed}
        user, party = self.accesses[access].id, self.clients[client].id
        change = outcome(lambda: clients.add(self.unit, self.owner, user, party))
        if has != needed:
            assert change == (CLIENT_LACKS_PACKAGES if has else CLIENT_NOT_FOUND)
            return
        assert isinstance(change, clients.ClientChange)
        assert change.changed is bool(wanted - self.delegated)
        self.delegated |= wanted

    @rule(access=some_access, client=some_client)
    def remove(self, access: int, client: int) -> None:
        change = clients.remove(
            self.unit, self.owner, self.accesses[access].id, self.clients[client].id
        )
        theirs = {each for each in self.delegated if each[:2] == (access, client)}
        assert change.changed is bool(theirs)
        self.delegated -= theirs

    @rule(edition=some_edition)
    def create(self, edition: str) -> None:
        acting = replace(self.owner, edition=EDITIONS[edition])
        new = outcome(
            lambda: system_accesses.create(self.unit, acting, self.own.system_id, self.ids)
        )
        if self.created is not None:
            assert new == ACCESS_EXISTS
            return
        assert isinstance(new, system_accesses.SystemAccess)
        self.created = new.id

    @rule(edition=some_edition)
    def delete_what_was_created(self, edition: str) -> None:
        if self.created is not None:
            acting = replace(self.owner, edition=EDITIONS[edition])
            system_accesses.delete(self.unit, acting, self.created)
            self.created = None

    @rule(access=some_access, edition=some_edition)
    def delete(self, access: int, edition: str) -> None:
        """The vendor's next request, which is not modelled, brings it back without clients."""
        acting = replace(self.owner, edition=EDITIONS[edition])
        theirs = {each for each in self.delegated if each[0] == access}
        user = self.accesses[access]
        refusal = outcome(lambda: system_accesses.delete(self.unit, acting, user.id))
        if theirs and edition == "2025-12":
            assert refusal == ACCESS_HAS_CLIENTS
            return
        assert refusal is None
        assert self.unit.system_users.get(user.id) is None
        self.unit.system_users.add(user)
        self.delegated -= theirs

    @rule()
    def empty_the_own_access(self) -> None:
        for call in (
            lambda: powers.revoke_package(self.unit, self.owner, self.own.id, OWN),
            lambda: powers.delete_user(self.unit, self.owner, self.own.id, cascade=True),
        ):
            assert outcome(call) == ENTITY_UNKNOWN

    @invariant()
    def the_own_accesses_are_those_of_the_model(self) -> None:
        if hasattr(self, "unit"):
            expected = {self.own.id} | ({self.created} if self.created else set())
            own = system_accesses.overview(self.unit, self.owner).own or ()
            assert {access.id for access in own} == expected
            for access in expected:
                assert decide(self.unit, access, self.provider.id, OWN) is Decision.PERMIT

    @invariant()
    def decisions_are_those_of_the_model(self) -> None:
        if not hasattr(self, "unit"):
            return
        for access, user in enumerate(self.accesses):
            for client, party in enumerate(self.clients):
                for package in ACCESSES[access]:
                    may = (access, client, package) in self.delegated
                    expected = Decision.PERMIT if may else Decision.NOT_APPLICABLE
                    assert decide(self.unit, user.id, party.id, package) is expected

    @invariant()
    def lists_are_those_of_the_model(self) -> None:
        if not hasattr(self, "unit"):
            return
        for access, user in enumerate(self.accesses):
            connected = {each.name for each in clients.connected(self.unit, self.owner, user.id)}
            assert connected == {FORMS[each[1]] for each in self.delegated if each[0] == access}
            needed = set(ACCESSES[access])
            rows = clients.available(self.unit, self.owner, user.id)
            assert {row.party.name: (set(row.packages), row.has_all) for row in rows} == {
                form: (needed & self.given(client), needed <= self.given(client))
                for client, form in enumerate(FORMS)
                if needed & self.given(client)
            }


Clients.TestCase.settings = settings(
    max_examples=30,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestClients = Clients.TestCase
