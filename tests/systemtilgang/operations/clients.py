"""What clients, providers and the register do: connections, roles, clients, agents."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import rule
from plain_model.state import DIRECT, ROLES, TAX

from operations.base import (
    CLIENTS,
    OWNER,
    PERSON,
    PROVIDER,
    STRANGER,
    Base,
    mostly_for_clients,
    mostly_prepared,
    mostly_tax,
    one_of_them,
    outcome,
    some_client,
    some_package,
    some_role,
)
from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.problems import FORBIDDEN
from systemtilgang.service import (
    agent_packages,
    agents,
    clients,
    own_organisation,
    powers,
    received,
    register,
    requests,
    system_accesses,
    users,
)


class Connections(Base):
    """Connections with packages, and register roles."""

    @rule(client=some_client)
    def connects(self, client: int) -> None:
        number = str(PROVIDER.number)
        self.expect_once(
            self.model.connect(client),
            lambda: users.add_organisation(self.unit, self.of(client), number),
        )

    @rule(client=some_client, package=mostly_tax)
    def grants(self, client: int, package: str) -> None:
        self.model.connect(client)
        users.add_organisation(self.unit, self.of(client), str(PROVIDER.number))
        self.expect_once(
            self.model.grant(client, package),
            lambda: powers.grant_package(self.unit, self.of(client), PROVIDER.id, package),
        )

    @rule(client=some_client, package=some_package)
    def grants_without_connecting(self, client: int, package: str) -> None:
        self.expect_once(
            self.model.grant(client, package),
            lambda: powers.grant_package(self.unit, self.of(client), PROVIDER.id, package),
        )

    @rule(client=some_client, package=mostly_tax, by_provider=st.booleans())
    def takes_package(self, client: int, package: str, by_provider: bool) -> None:
        """Either side: the client takes it back, or the provider gives it up."""
        provider, giver = PROVIDER.id, CLIENTS[client].id

        def take() -> object:
            if by_provider:
                return received.give_up_package(self.unit, OWNER, giver, package)
            return powers.revoke_package(self.unit, self.of(client), provider, package)

        self.expect_once(self.model.revoke(client, package), take)

    @rule(client=some_client, cascade=st.booleans(), by_provider=st.booleans())
    def disconnects(self, client: int, cascade: bool, by_provider: bool) -> None:
        provider, giver = PROVIDER.id, CLIENTS[client].id

        def disconnect() -> object:
            if by_provider:
                return received.give_up(self.unit, OWNER, giver, cascade=cascade)
            return powers.delete_user(self.unit, self.of(client), provider, cascade=cascade)

        self.expect_once(self.model.disconnect(client, cascade), disconnect)

    @rule(client=some_client, role=some_role)
    def register_says(self, client: int, role: str) -> None:
        giver, receiver = CLIENTS[client].id, PROVIDER.id
        self.expect_once(
            self.model.set_role(client, role),
            lambda: register.set_role(self.unit, giver, receiver, role),
        )

    @rule(client=some_client, role=some_role)
    def register_no_longer_says(self, client: int, role: str) -> None:
        giver, receiver = CLIENTS[client].id, PROVIDER.id
        self.expect_once(
            self.model.remove_role(client, role),
            lambda: register.remove_role(self.unit, giver, receiver, role),
        )


class Clients(Connections):
    """Clients of accesses, the owner as one of them."""

    @rule(which=one_of_them, kind=mostly_for_clients, client=some_client, prepared=mostly_prepared)
    def adds_client(self, which: int, kind: str, client: int, prepared: bool) -> None:
        """After the client has given all there is to give, if it is prepared."""
        if prepared:
            self.grants(client, TAX)
            for role in ROLES:
                self.register_says(client, role)
        access, party = self.access(which, kind), CLIENTS[client].id
        self.expect_once(
            self.model.add_client(access, client),
            lambda: clients.add(self.unit, OWNER, access, party),
        )

    @rule(which=one_of_them, kind=mostly_for_clients, client=some_client)
    def removes_client(self, which: int, kind: str, client: int) -> None:
        access, party = self.access(which, kind), CLIENTS[client].id
        self.expect_once(
            self.model.remove_client(access, client),
            lambda: clients.remove(self.unit, OWNER, access, party),
        )

    @rule(which=one_of_them, kind=mostly_for_clients)
    def adds_itself(self, which: int, kind: str) -> None:
        access = self.access(which, kind)
        self.expect_once(
            self.model.add_itself(access),
            lambda: own_organisation.add(self.unit, OWNER, access),
        )

    @rule(which=one_of_them, kind=mostly_for_clients)
    def removes_itself(self, which: int, kind: str) -> None:
        access = self.access(which, kind)
        self.expect_once(
            self.model.remove_itself(access),
            lambda: own_organisation.remove(self.unit, OWNER, access),
        )


class Agents(Connections):
    """Persons as agents, and somebody without any right."""

    @rule()
    def makes_agent(self) -> None:
        number = str(PERSON.number)
        self.expect_once(
            self.model.add_agent(PERSON.id),
            lambda: agents.add_person(self.unit, OWNER, number, "Person"),
        )

    @rule(cascade=st.booleans())
    def removes_agent(self, cascade: bool) -> None:
        self.expect_once(
            self.model.remove_agent(PERSON.id, cascade),
            lambda: agents.remove(self.unit, OWNER, PERSON.id, cascade=cascade),
        )

    @rule(
        client=some_client,
        role=st.sampled_from([*ROLES, DIRECT]),
        package=mostly_tax,
        prepared=mostly_prepared,
    )
    def hands_on(self, client: int, role: str, package: str, prepared: bool) -> None:
        """To somebody who is an agent by now, from a client with a connection, if prepared."""
        if prepared:
            self.makes_agent()
            self.grants(client, TAX)
        person, party = PERSON.id, CLIENTS[client].id

        def give() -> object:
            values = [RolePackages(role, (package,))]
            (change,) = agent_packages.give(self.unit, OWNER, person, party, values)
            return change.changed

        self.expect_once(self.model.give(person, client, role, package), give)

    @rule(client=some_client, role=st.sampled_from([*ROLES, DIRECT]), package=mostly_tax)
    def takes_back(self, client: int, role: str, package: str) -> None:
        person, party = PERSON.id, CLIENTS[client].id

        def take() -> object:
            values = [RolePackages(role, (package,))]
            (change,) = agent_packages.take(self.unit, OWNER, person, party, values)
            return change.changed

        self.expect_once(self.model.take(person, client, role, package), take)

    @rule(which=one_of_them, client=some_client)
    def a_stranger_may_nothing(self, which: int, client: int) -> None:
        acting = replace(OWNER, person=STRANGER.id)
        unit, access, request = self.unit, self.access(which), self.request(which)
        party, kind, person = CLIENTS[client].id, self.kind(request), PERSON.id
        values = [RolePackages(DIRECT, (TAX,))]
        for call in (
            lambda: requests.approve(unit, acting, request, kind),
            lambda: requests.reject(unit, acting, request, kind),
            lambda: system_accesses.delete(unit, acting, access),
            lambda: clients.add(unit, acting, access, party),
            lambda: clients.remove(unit, acting, access, party),
            lambda: own_organisation.add(unit, acting, access),
            lambda: own_organisation.remove(unit, acting, access),
            lambda: received.give_up(unit, acting, party, cascade=True),
            lambda: received.give_up_package(unit, acting, party, TAX),
            lambda: agents.remove(unit, acting, person, cascade=True),
            lambda: agent_packages.give(unit, acting, person, party, values),
            lambda: agent_packages.take(unit, acting, person, party, values),
        ):
            assert outcome(call) == FORBIDDEN
