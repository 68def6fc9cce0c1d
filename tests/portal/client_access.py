"""Persons with client access of the provider, for tests of client administration."""

from __future__ import annotations

from visitor import party

from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.standing import Reason
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.service import agent_packages, agents, decisions
from systemtilgang.service.acting import Acting
from systemtilgang.store import Store

PROVIDER = "DISKRET NÆR TIGER AS"
ADMINISTRATION = "/clientadministration"


def give_client_access(
    store: Store, name: str, client: str = "", clock: FixedClock | None = None
) -> str:
    """Give a person client access, and a package of the client; returns the path of its page."""
    provider, administrator = party(store, PROVIDER), party(store, "KLOK HEGRE")
    person = party(store, name)
    client_id = party(store, client).id if client else ""
    acting = Acting(administrator.id, provider.id, clock=clock or FixedClock())
    with store.unit_of_work() as uow:
        if not uow.assignments.between([provider.id], [person.id]):
            uow.assignments.add(Assignment(provider.id, person.id, RIGHT_HOLDER))
        agents.add_known(uow, acting, person.id)
        if client:
            asked = [RolePackages("revisor", ("ansvarlig-revisor",))]
            agent_packages.give(uow, acting, person.id, client_id, asked)
        uow.commit()
    return f"{ADMINISTRATION}/agent/{person.id}"


def was_handed(store: Store, person: str, client: str, package: str = "ansvarlig-revisor") -> bool:
    """Whether the decision point lets the person use the client's package as an agent."""
    holder, represented = party(store, person).id, party(store, client)
    today = FixedClock().now().date()
    with store.unit_of_work() as uow:
        reason = decisions.why(uow, holder, represented, package, today)
    return Reason.CLIENT_DELEGATION in reason
