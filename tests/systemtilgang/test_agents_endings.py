"""What an agent gets of clients, and how it ends: DOMAIN.md 3.3, 3.8, 3.9(5), 4 (10 to 13)."""

from __future__ import annotations

import pytest
from practice import ASSISTANT, AUDITOR, URN, Practice
from town import Cast

from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.connections import AGENT, RIGHT_HOLDER, Assignment
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.standing import Reason
from systemtilgang.service import agent_packages, agents, decisions, register
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork

PROVIDER = "DISKRET NÆR TIGER AS"


# How it ends


def test_the_delegation_goes_with_its_last_package(audited: Practice) -> None:
    audited.give(("revisor", AUDITOR), ("revisor", ASSISTANT))
    audited.take(("revisor", AUDITOR))
    assert list(audited.uow.delegations.by_agent(audited.provider.id)) == [audited.agent.id]
    audited.take(("revisor", ASSISTANT))
    assert audited.uow.delegations.by_agent(audited.provider.id) == {}
    assert not audited.uow.delegations.remove_client(audited.client.id, audited.agency)
    assert audited.uow.assignments.get(audited.agency.id) is not None


def test_it_ends_with_the_register_role(audited: Practice) -> None:
    audited.give(("revisor", AUDITOR))
    register.remove_role(audited.uow, audited.client.id, audited.provider.id, "revisor")
    assert audited.held() == []
    assert audited.decide(audited.client, AUDITOR) is Decision.NOT_APPLICABLE
    assert audited.uow.assignments.get(audited.agency.id) is not None


@pytest.mark.parametrize("ends", ["package", "connection"])
def test_it_ends_with_the_grant(practice: Practice, ends: str) -> None:
    connection = practice.town.grant(
        practice.client, practice.provider, "skattegrunnlag", "posttjenester"
    )
    practice.give((RIGHT_HOLDER, "skattegrunnlag"), (RIGHT_HOLDER, "posttjenester"))
    if ends == "package":
        practice.uow.assignments.revoke(connection.id, "skattegrunnlag")
        assert practice.held() == ["posttjenester"]
    else:
        practice.uow.assignments.remove(connection.id)
        assert practice.held() == []


def test_other_agents_and_clients_keep_theirs(audited: Practice) -> None:
    """So does what another provider has handed on to the same person."""
    town, uow = audited.town, audited.uow
    other_agent, other_client = town.person("Other agent"), town.organisation("Other client")
    town.role(audited.provider, other_agent, AGENT)
    town.role(other_client, audited.provider, "revisor")
    other_provider = town.organisation("Other provider")
    town.role(other_provider, audited.agent, AGENT)
    town.role(other_provider, audited.director, "daglig-leder")
    town.role(audited.client, other_provider, "revisor")
    asked = [RolePackages("revisor", (AUDITOR,))]
    elsewhere = Acting(audited.director.id, other_provider.id)
    for acting, agent, client in (
        (audited.acting, audited.agent, audited.client),
        (audited.acting, audited.agent, other_client),
        (audited.acting, other_agent, audited.client),
        (elsewhere, audited.agent, audited.client),
    ):
        (change,) = agent_packages.give(uow, acting, agent.id, client.id, asked)
        assert change.changed
    handed_on = uow.delegations.by_agent(audited.provider.id)
    assert {agent: len(packages) for agent, packages in handed_on.items()} == {
        audited.agent.id: 2,
        other_agent.id: 1,
    }
    audited.take(("revisor", AUDITOR))
    assert len(uow.delegations.of_agent(audited.agent.id)) == 2
    assert len(uow.delegations.of_agent(other_agent.id)) == 1
    agents.remove(uow, audited.acting, audited.agent.id, cascade=True)
    (left,) = uow.delegations.of_agent(audited.agent.id)
    assert left.origin == Assignment(audited.client.id, other_provider.id, "revisor").id


# What the agent gets


def test_the_agent_gets_the_package_for_the_client_and_its_sub_units_only(
    audited: Practice,
) -> None:
    town = audited.town
    unit = town.organisation("Client unit", "BEDR", audited.client)
    stranger = town.organisation("Stranger")
    audited.give(("revisor", AUDITOR))
    assert audited.decide(audited.client, AUDITOR) is Decision.PERMIT
    assert audited.decide(unit, URN + AUDITOR) is Decision.PERMIT
    for party, package in (
        (audited.client, ASSISTANT),
        (unit, ASSISTANT),
        (stranger, AUDITOR),
        (audited.provider, AUDITOR),
    ):
        assert audited.decide(party, package) is Decision.NOT_APPLICABLE


def test_the_decision_tells_that_it_is_by_client_delegation(audited: Practice) -> None:
    audited.give(("revisor", AUDITOR))
    today = audited.acting.clock.now().date()
    found = decisions.why(audited.uow, audited.agent.id, audited.client, AUDITOR, today)
    assert found == Reason.CLIENT_DELEGATION


def test_a_sub_units_client_relationship_does_not_reach_the_main_unit(practice: Practice) -> None:
    main = practice.client
    practice.client = practice.town.organisation("Client unit", "BEDR", main)
    practice.town.role(practice.client, practice.provider, "revisor")
    practice.give(("revisor", AUDITOR))
    assert practice.decide(practice.client, AUDITOR) is Decision.PERMIT
    assert practice.decide(main, AUDITOR) is Decision.NOT_APPLICABLE


def test_an_agent_cannot_pass_it_on(audited: Practice) -> None:
    audited.give(("revisor", AUDITOR))
    other = audited.town.person("Other")
    for party in (audited.provider, audited.client):
        acting = Acting(audited.agent.id, party.id)
        asked = [RolePackages("revisor", (AUDITOR,))]
        with pytest.raises(Refused) as caught:
            agent_packages.give(audited.uow, acting, other.id, audited.client.id, asked)
        assert caught.value.problem.status == 403


def test_what_an_agent_has_makes_nobody_agents_under_it(uow: UnitOfWork, cast: Cast) -> None:
    """Client access gives no rights at the provider itself: it is no access manager there."""
    acting = cast.acting("KLOK HEGRE", PROVIDER)
    agents.add_known(uow, acting, cast("LUN SKOG").id)
    asked = [RolePackages("revisor", (AUDITOR,))]
    agent_packages.give(uow, acting, cast("LUN SKOG").id, cast("Revisorkunde AS").id, asked)
    today = acting.clock.now().date()
    for package in ("klientadministrator", "tilgangsstyrer", AUDITOR):
        decision = decisions.decide_for(uow, cast("LUN SKOG").id, acting.party, package, today)
        assert decision is Decision.NOT_APPLICABLE
