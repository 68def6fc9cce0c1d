"""DOMAIN.md 4: all 18 invariants, whatever is done in whatever order.

`operations` are the rules, each with the prediction of `plain_model`; after every one the whole
store is read and compared. Numbers are those of the list.
"""

from __future__ import annotations

import sqlite3
from types import SimpleNamespace

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant
from operations import Operations
from operations.base import CLIENTS, PERSON, PROVIDER, STORE, VENDOR
from plain_model.state import DIRECT, FORMS, NUMBER, PACKAGES, SERVICES
from sqlalchemy import Table

from systemtilgang.domain.connections import AGENT
from systemtilgang.domain.decisions import Decision
from systemtilgang.service.decisions import decide, decide_for, decide_service
from systemtilgang.store import schema
from systemtilgang.store.database import UnitOfWork

CATALOGUE = STORE.catalogue
KINDS = {"request": "standard", "agentrequest": "agent", "changerequest": "change"}


class Stored:
    """Everything in the store, as rows; read past SQLAlchemy, because it is done so often."""

    def __init__(self, unit: UnitOfWork) -> None:
        driver = unit._connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)

        def rows(table: Table) -> list[SimpleNamespace]:
            found = driver.execute(f"SELECT * FROM {table.name}")
            names = [column[0] for column in found.description]
            return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in found]

        self.systems = rows(schema.system)
        self.system_packages = rows(schema.system_package)
        self.system_services = rows(schema.system_service)
        self.client_ids = rows(schema.system_client)
        self.users = rows(schema.system_user)
        self.user_packages = rows(schema.system_user_package)
        self.requests = [row for row in rows(schema.request) if not row.deleted]
        self.request_packages = rows(schema.request_package)
        self.request_services = rows(schema.request_service)
        self.assignments = {row.id: row for row in rows(schema.assignment)}
        self.grants = rows(schema.assignment_package)
        self.single_rights = rows(schema.assignment_service)
        self.delegations = {row.id: row for row in rows(schema.delegation)}
        self.handed_on = rows(schema.delegation_package)

    def granted(self, giver: str, receiver: str) -> set[str]:
        ids = self.connections(giver, receiver)
        return {row.package for row in self.grants if row.assignment_id in ids}

    def singly(self, giver: str, receiver: str) -> set[str]:
        ids = self.connections(giver, receiver)
        return {row.service for row in self.single_rights if row.assignment_id in ids}

    def connections(self, giver: str, receiver: str) -> set[str]:
        return {
            row.id
            for row in self.assignments.values()
            if (row.giver, row.receiver, row.role) == (giver, receiver, DIRECT)
        }

    def asked_for(self, request: str, *, unwanted: bool) -> tuple[tuple[str, ...], ...]:
        found = [
            sorted(
                (row.position, getattr(row, column))
                for row in rows
                if (row.request_id, bool(row.unwanted)) == (request, unwanted)
            )
            for rows, column in (
                (self.request_packages, "package"),
                (self.request_services, "service"),
            )
        ]
        return tuple(tuple(code for _, code in each) for each in found)


class Invariants(Operations):
    """The operations, with the invariants after each of them."""

    @invariant()
    def everything_is_as_it_should_be(self) -> None:
        if not hasattr(self, "unit"):
            return
        stored = Stored(self.unit)
        self.system_register(stored)
        self.requests_(stored)
        self.accesses(stored)
        self.connections(stored)
        self.delegations(stored)

    def system_register(self, stored: Stored) -> None:
        number = str(VENDOR.number)
        ids = [row.id for row in stored.systems]
        assert all(each.startswith(f"{number}_") and " " not in each for each in ids)  # 1
        assert sorted(ids) == sorted(
            {name.replace("NUMBER", number) for name in self.model.systems}
        )
        found = {
            row.client_id: row.system_id.replace(number, "NUMBER") for row in stored.client_ids
        }
        assert found == self.model.client_ids()  # 2
        rights: dict[str, tuple[set[str], set[str]]] = {each: (set(), set()) for each in ids}
        for row in stored.system_packages:
            rights[row.system_id][0].add(row.package)
        for row in stored.system_services:
            rights[row.system_id][1].add(row.service)
        assert {each.replace(number, "NUMBER"): codes for each, codes in rights.items()} == {
            name: (set(system["packages"]), set(system["services"]))
            for name, system in self.model.systems.items()
        }

    def requests_(self, stored: Stored) -> None:
        new_accesses = [row for row in stored.requests if row.kind != "changerequest"]
        keys = [(row.party_id, row.external_ref, row.system_id) for row in new_accesses]
        assert len(set(keys)) == len(keys)  # 4
        assert {
            row.id: (KINDS[row.kind], row.status, row.escalated) for row in stored.requests
        } == {
            each: (asked["kind"], asked["status"], asked["escalated"])
            for each, asked in self.model.requests.items()
        }
        for row in stored.requests:
            asked = self.model.requests[row.id]
            assert stored.asked_for(row.id, unwanted=False) == asked["rights"]
            assert stored.asked_for(row.id, unwanted=True) == asked["unwanted"]
            assert self.final.get(row.id, row.status) == row.status  # 6
            if row.status != "New":
                self.final[row.id] = row.status

    def accesses(self, stored: Stored) -> None:
        keys = [(row.owner_id, row.external_ref, row.system_id) for row in stored.users]
        assert len(set(keys)) == len(keys)  # 3
        found = {}
        for row in stored.users:
            listed = {
                each.package for each in stored.user_packages if each.system_user_id == row.id
            }
            held = stored.granted(row.owner_id, row.id)
            is_agent = row.user_type == "agent"
            packages = listed if is_agent else held
            services = stored.singly(row.owner_id, row.id)
            assert packages or (services and not is_agent)  # 9
            assert not (services and is_agent)
            assert all(CATALOGUE.services[each].is_delegable for each in services)
            flag = "is_delegable" if is_agent else "is_assignable"
            assert all(getattr(CATALOGUE.packages[code], flag) for code in packages)  # 8
            ref = NUMBER if row.external_ref == PROVIDER.number else row.external_ref
            for_itself = is_agent and bool(held)
            assert not for_itself or held == listed
            found[row.id] = (row.user_type, ref, packages, services, for_itself)
        # Also 5, as the model names an access by its request, and the last sentence of 7.
        assert found == {
            each: (
                user["type"],
                user["ref"],
                set(user["packages"]),
                user["services"],
                each in self.model.own_clients,
            )
            for each, user in self.model.accesses.items()
        }

    def connections(self, stored: Stored) -> None:
        rows = list(stored.assignments.values())
        keys = [(row.giver, row.receiver, row.role) for row in rows]
        assert len(set(keys)) == len(keys)  # 10
        provider = PROVIDER.id
        for number, client in enumerate(CLIENTS):
            given = {row.role for row in rows if (row.giver, row.receiver) == (client.id, provider)}
            by_register = {role for each, role in self.model.roles if each == number}
            connected = {DIRECT} if number in self.model.connections else set()
            assert given == by_register | connected  # 18: only the register sets its roles
            packages = self.model.connections.get(number, set())
            assert stored.granted(client.id, provider) == packages

    def delegations(self, stored: Stored) -> None:
        found = set()
        numbers = {client.id: number for number, client in enumerate(CLIENTS)}
        grants = {(row.assignment_id, row.package) for row in stored.grants}
        for row in stored.handed_on:
            delegation = stored.delegations[row.delegation_id]
            client = stored.assignments[delegation.client_assignment]
            agent = stored.assignments[delegation.agent_assignment]
            assert client.receiver == agent.giver == PROVIDER.id  # 10
            assert agent.role == AGENT  # 11
            assert client.giver != agent.receiver  # 13
            form = FORMS[numbers[client.giver]]
            if client.role == DIRECT:
                assert (client.id, row.package) in grants  # 12
                assert row.granted_by == client.id
            else:
                carried = CATALOGUE.by_role[client.role]
                assert any(p.code == row.package and r.covers(form) for p, r in carried)  # 12
            assert row.package != "forretningsforer-eiendom" or form in {"BRL", "ESEK"}  # 16
            found.add((agent.receiver, numbers[client.giver], client.role, row.package))
        assert found == self.model.handed_on
        assert set(stored.delegations) == {row.delegation_id for row in stored.handed_on}

    def teardown(self) -> None:
        """Every decision in the end (17); asking for all after every step would take too long."""
        if hasattr(self, "unit"):
            today = self.clock.now().date()
            parties = {None: PROVIDER.id} | {
                number: client.id for number, client in enumerate(CLIENTS)
            }
            for service in SERVICES:
                for client, party in parties.items():
                    for access in [*self.model.accesses, "nobody"]:
                        found = decide_service(self.unit, access, party, service)
                        assert found is self.decision_of_service(access, client, service)
            for package in PACKAGES:
                for client, party in parties.items():
                    for access in [*self.model.accesses, "nobody"]:
                        found = decide(self.unit, access, party, package)
                        expected = self.decision(access, client, package)
                        assert found is expected, (access, client, package)
                    if client is not None:
                        person = PERSON.id
                        found = decide_for(self.unit, person, party, package, today)
                        assert found is self.decision(person, client, package)
        super().teardown()

    def decision(self, agent: str, client: int | None, package: str) -> Decision:
        if agent == "nobody":
            return Decision.INDETERMINATE
        may = self.model.permits(agent, client, package)
        return Decision.PERMIT if may else Decision.NOT_APPLICABLE

    def decision_of_service(self, agent: str, client: int | None, service: str) -> Decision:
        if agent == "nobody":
            return Decision.INDETERMINATE
        may = self.model.permits_service(agent, client, service)
        return Decision.PERMIT if may else Decision.NOT_APPLICABLE


Invariants.TestCase.settings = settings(
    max_examples=80,
    stateful_step_count=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestInvariants = Invariants.TestCase
