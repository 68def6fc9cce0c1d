"""A provider with an agent and a client, and what is handed on between them."""

from __future__ import annotations

from collections.abc import Callable

from town import Town

from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.connections import AGENT
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party
from systemtilgang.service import agent_packages, decisions
from systemtilgang.service.acting import Acting
from systemtilgang.service.agent_packages import PackageChange

AUDITOR = "ansvarlig-revisor"
ASSISTANT = "revisormedarbeider"
URN = "urn:altinn:accesspackage:"


class Practice:
    """A provider with a director, an agent, and clients to be."""

    def __init__(self, town: Town) -> None:
        self.town, self.uow = town, town.uow
        self.provider, self.client = town.organisation("Provider"), town.organisation("Client")
        self.director, self.agent = town.person("Director"), town.person("Agent")
        town.role(self.provider, self.director, "daglig-leder")
        self.agency = town.role(self.provider, self.agent, AGENT)
        self.acting = Acting(self.director.id, self.provider.id)

    def give(self, *values: tuple[str, str], to: str = "") -> list[bool]:
        return self._change(agent_packages.give, values, to)

    def take(self, *values: tuple[str, str], to: str = "") -> list[bool]:
        return self._change(agent_packages.take, values, to)

    def _change(
        self,
        change: Callable[..., tuple[PackageChange, ...]],
        values: tuple[tuple[str, str], ...],
        to: str,
    ) -> list[bool]:
        asked = [RolePackages(role, (package,)) for role, package in values]
        made = change(self.uow, self.acting, to or self.agent.id, self.client.id, asked)
        return [each.changed for each in made]

    def held(self) -> list[str]:
        delegated = self.uow.delegations.of_agent(self.agent.id)
        return [each.package for each in delegated if each.client == self.client.id]

    def decide(self, party: Party, package: str, person: Party | None = None) -> Decision:
        today = self.acting.clock.now().date()
        return decisions.decide_for(self.uow, (person or self.agent).id, party.id, package, today)
