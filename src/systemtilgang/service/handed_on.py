"""What providers have handed on to somebody as their agent: at which clients, which packages.

An agent has just these packages, at the client and its sub-units (`DOMAIN.md 3.9`, 5).
"""

from __future__ import annotations

from systemtilgang.domain.parties import Party
from systemtilgang.store import UnitOfWork


def clients_of(uow: UnitOfWork, agent_id: str) -> frozenset[str]:
    """The ids of the clients that the agent can act for; their sub-units are not listed."""
    return frozenset(each.client for each in uow.delegations.of_agent(agent_id))


def packages_at(uow: UnitOfWork, agent_id: str, party: Party) -> frozenset[str]:
    """The codes of the party's packages that the agent has, and of its main unit's."""
    givers = {party.id, party.parent_id}
    delegated = uow.delegations.of_agent(agent_id)
    return frozenset(each.package for each in delegated if each.client in givers)
