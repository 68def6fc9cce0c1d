"""The repository of client delegations."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, exists, insert, select

from systemtilgang.domain.connections import Assignment, DelegatedPackage, derived_id
from systemtilgang.store.schema import assignment, delegation, delegation_package
from systemtilgang.store.statements import Statements

_agent = assignment.alias("agent")
_OF_AGENT = (
    select(assignment.c.giver, delegation_package.c.package, delegation.c.client_assignment)
    .join(delegation, delegation_package.c.delegation_id == delegation.c.id)
    .join(assignment, delegation.c.client_assignment == assignment.c.id)
    .join(_agent, delegation.c.agent_assignment == _agent.c.id)
    .where(_agent.c.receiver == bindparam("agent"))
    .order_by(assignment.c.giver, delegation_package.c.package)
)
_BY_AGENT = (
    select(
        _agent.c.receiver,
        assignment.c.giver,
        delegation_package.c.package,
        delegation.c.client_assignment,
    )
    .join(delegation, delegation_package.c.delegation_id == delegation.c.id)
    .join(assignment, delegation.c.client_assignment == assignment.c.id)
    .join(_agent, delegation.c.agent_assignment == _agent.c.id)
    .where(_agent.c.giver == bindparam("provider"))
    .order_by(_agent.c.receiver, assignment.c.giver, delegation_package.c.package)
)
_REMOVE = delete(delegation).where(
    delegation.c.agent_assignment == bindparam("agent_assignment_id"),
    delegation.c.client_assignment.in_(
        select(assignment.c.id).where(assignment.c.giver == bindparam("client"))
    ),
)
_REMOVE_PACKAGE = delete(delegation_package).where(
    delegation_package.c.delegation_id == bindparam("delegation"),
    delegation_package.c.package == bindparam("code"),
)
_REMOVE_IF_EMPTY = delete(delegation).where(
    delegation.c.id == bindparam("delegation"),
    ~exists().where(delegation_package.c.delegation_id == bindparam("delegation")),
)
_EXISTING = select(delegation.c.id).where(delegation.c.id == bindparam("id"))


class Delegations:
    """What providers have handed on of their clients' packages to agents."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def of_agent(self, agent_id: str) -> tuple[DelegatedPackage, ...]:
        """Every package delegated to the agent, by client and package."""
        rows = self._statements.execute(_OF_AGENT, {"agent": agent_id})
        return tuple(DelegatedPackage(*tuple(row)) for row in rows)

    def by_agent(self, provider_id: str) -> dict[str, tuple[DelegatedPackage, ...]]:
        """Every package that a provider has handed on, by the id of the agent that has it."""
        found: dict[str, list[DelegatedPackage]] = {}
        for row in self._statements.execute(_BY_AGENT, {"provider": provider_id}):
            found.setdefault(row[0], []).append(DelegatedPackage(*tuple(row)[1:]))
        return {agent: tuple(packages) for agent, packages in found.items()}

    def add(self, client: Assignment, agent: Assignment, package: str, *, granted: bool) -> None:
        """Delegate one package of the client's assignment to the agent's.

        `granted`: it comes from a grant on the client's assignment, and ends with that grant.
        Raises `ValueError` when the two do not meet in one provider (invariants 10 and 13), and
        SQLAlchemy's `IntegrityError` when the package is delegated already.
        """
        if client.receiver != agent.giver or client.giver == agent.receiver:
            raise ValueError("a delegation needs one provider between a client and an agent")
        delegation_id = derived_id(client.id, agent.id)
        if self._statements.scalar(_EXISTING, {"id": delegation_id}) is None:
            values = {
                "id": delegation_id,
                "client_assignment": client.id,
                "agent_assignment": agent.id,
            }
            self._statements.execute(insert(delegation), values)
        row = {
            "delegation_id": delegation_id,
            "package": package,
            "granted_by": client.id if granted else None,
        }
        self._statements.execute(insert(delegation_package), row)

    def remove_package(self, client: Assignment, agent: Assignment, package: str) -> bool:
        """Take one package of the client's assignment back from the agent's; the delegation goes
        with its last package (`DOMAIN.md 3.8`). Returns whether it was delegated.
        """
        delegation_id = derived_id(client.id, agent.id)
        values = {"delegation": delegation_id, "code": package}
        removed = self._statements.execute(_REMOVE_PACKAGE, values).rowcount > 0
        self._statements.execute(_REMOVE_IF_EMPTY, {"delegation": delegation_id})
        return removed

    def remove_client(self, client_id: str, agent: Assignment) -> bool:
        """Remove every delegation from the client to the agent; returns whether there was one.

        Upstream removes only the first when the client has several roles (`DOMAIN.md 7`, 9).
        """
        values = {"client": client_id, "agent_assignment_id": agent.id}
        return self._statements.execute(_REMOVE, values).rowcount > 0
