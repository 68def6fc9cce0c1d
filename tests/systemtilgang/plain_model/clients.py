"""The customers' side of the model: clients, connections, register roles, agents, decisions."""

from __future__ import annotations

from plain_model.state import (
    ASSIGNABLE,
    DELEGABLE,
    DIRECT,
    FORMS,
    IN_PACKAGES,
    ROLES,
    State,
    carried,
)
from systemtilgang.domain import problems
from systemtilgang.domain.client_delegation import (
    AGENT_NOT_REGISTERED,
    HAS_ACTIVE_PACKAGES,
    PACKAGE_NOT_DELEGABLE,
    PACKAGE_NOT_HELD,
    ROLE_NOT_GIVEN,
)
from systemtilgang.domain.problems import Problem


class Clients(State):
    """Clients of accesses for clients, and the owner as one of them (3.3, 3.4)."""

    def _for_clients(self, access: str) -> Problem | tuple[str, ...]:
        if access not in self.accesses:
            return problems.SYSTEM_USER_NOT_FOUND
        user = self.accesses[access]
        if user["type"] != "agent":
            return problems.NOT_AN_AGENT
        return tuple(user["packages"])

    def add_client(self, access: str, client: int) -> Problem | bool:
        needed = self._for_clients(access)
        if isinstance(needed, Problem):
            return needed
        has = {package: role for package in needed if (role := self._through(client, package))}
        if len(has) < len(needed):
            return problems.CLIENT_LACKS_PACKAGES if has else problems.CLIENT_NOT_FOUND
        done = {each[3] for each in self.handed_on if each[:2] == (access, client)}
        new = {(access, client, role, code) for code, role in has.items() if code not in done}
        self.handed_on |= new
        return bool(new)

    def _through(self, client: int, package: str) -> str | None:
        """What the client has given the package by: a register role, or else directly."""
        for role in ROLES:
            if (client, role) in self.roles and package in carried(role, FORMS[client]):
                return role
        return DIRECT if package in self.connections.get(client, ()) else None

    def remove_client(self, access: str, client: int) -> Problem | bool:
        needed = self._for_clients(access)
        if isinstance(needed, Problem):
            return needed
        theirs = {each for each in self.handed_on if each[:2] == (access, client)}
        self.handed_on -= theirs
        return bool(theirs)

    def add_itself(self, access: str) -> Problem | bool:
        needed = self._for_clients(access)
        if isinstance(needed, Problem):
            return needed
        if not ASSIGNABLE.issuperset(needed):
            return problems.PACKAGES_NOT_FOR_OWN_ACCESS
        new = access not in self.own_clients
        self.own_clients.add(access)
        return new

    def remove_itself(self, access: str) -> Problem | bool:
        needed = self._for_clients(access)
        if isinstance(needed, Problem):
            return needed
        was = access in self.own_clients
        self.own_clients.discard(access)
        return was


class Connections(State):
    """Connections with packages, and register roles (3.3, 3.7)."""

    def connect(self, client: int) -> bool:
        new = client not in self.connections
        self.connections.setdefault(client, set())
        return new

    def grant(self, client: int, package: str) -> Problem | bool:
        if client not in self.connections:
            return problems.CONNECTION_REQUIRED
        if package not in ASSIGNABLE:
            return problems.NOT_ASSIGNABLE
        new = package not in self.connections[client]
        self.connections[client].add(package)
        return new

    def revoke(self, client: int, package: str) -> bool:
        was = package in self.connections.get(client, ())
        if was:
            self.connections[client].discard(package)
            self._end(client, DIRECT, package)
        return was

    def disconnect(self, client: int, cascade: bool) -> Problem | bool:
        if client not in self.connections:
            return False
        if self.connections[client] and not cascade:
            return problems.ASSIGNMENT_IN_USE
        del self.connections[client]
        self._end(client, DIRECT)
        return True

    def set_role(self, client: int, role: str) -> bool:
        new = (client, role) not in self.roles
        self.roles.add((client, role))
        return new

    def remove_role(self, client: int, role: str) -> bool:
        was = (client, role) in self.roles
        self.roles.discard((client, role))
        self._end(client, role)
        return was

    def _end(self, client: int, role: str, package: str | None = None) -> None:
        self.handed_on = {
            each
            for each in self.handed_on
            if each[1:3] != (client, role) or package not in (None, each[3])
        }


class Agents(State):
    """Persons as agents, and what anybody may do (3.8, 3.10)."""

    def add_agent(self, person: str) -> bool:
        new = person not in self.agents
        self.agents.add(person)
        return new

    def remove_agent(self, person: str, cascade: bool) -> Problem | bool:
        theirs = {each for each in self.handed_on if each[0] == person}
        if theirs and not cascade:
            return HAS_ACTIVE_PACKAGES
        was = person in self.agents
        self.agents.discard(person)
        self.handed_on -= theirs
        return was

    def give(self, person: str, client: int, role: str, package: str) -> Problem | bool:
        if package not in DELEGABLE:
            return PACKAGE_NOT_DELEGABLE
        if person not in self.agents:
            return AGENT_NOT_REGISTERED
        if role == DIRECT:
            given, held = client in self.connections, self.connections.get(client, set())
        else:
            given, held = (client, role) in self.roles, carried(role, FORMS[client])
        if not given:
            return ROLE_NOT_GIVEN
        if package not in held:
            return PACKAGE_NOT_HELD
        row = (person, client, role, package)
        new = row not in self.handed_on
        self.handed_on.add(row)
        return new

    def take(self, person: str, client: int, role: str, package: str) -> bool:
        row = (person, client, role, package)
        was = row in self.handed_on
        self.handed_on.discard(row)
        return was

    def permits(self, agent: str, client: int | None, package: str) -> bool:
        """Whether the access or person may act for the client, or for the owner (None)."""
        if client is not None:
            return any(
                (each[0], each[1], each[3]) == (agent, client, package) for each in self.handed_on
            )
        access = self.accesses.get(agent)
        if access is None or (access["type"] == "agent" and agent not in self.own_clients):
            return False
        return package in access["packages"]

    def permits_service(self, access: str, client: int | None, service: str) -> bool:
        """Whether the access may use the service for the client, or for the owner (None)."""
        if any(self.permits(access, client, package) for package in IN_PACKAGES[service]):
            return True
        return client is None and service in self.accesses[access]["services"]
