"""Acting for a client as an agent, with what a provider has handed on (`DOMAIN.md 3.9`, 5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from town import LONG_AGO, Town

from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.problems import FORBIDDEN, MAY_NOT_OPEN_REQUEST, Refused
from systemtilgang.domain.requests import Request, RequestKind
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import (
    agent_packages,
    agents,
    login,
    permissions,
    powers,
    requests,
    system_accesses,
    users,
)
from systemtilgang.service.acting import Acting

TAX, TOLL = "skattegrunnlag", "toll"


class Office:
    """A provider whose client has given it two packages, and an employee who has nothing yet."""

    def __init__(self, town: Town) -> None:
        self.town, self.uow = town, town.uow
        self.provider, self.client = town.organisation("Provider"), town.organisation("Client")
        self.unit = town.organisation("Client unit", "BEDR", self.client)
        self.director, self.agent = town.person("Director"), town.person("Agent")
        for organisation in (self.provider, self.client):
            town.role(organisation, self.director, "daglig-leder")
        town.grant(self.client, self.provider, TAX, TOLL)
        self.acting = Acting(self.director.id, self.provider.id)
        agents.add_person(self.uow, self.acting, str(self.agent.number), "Agent")

    @property
    def as_agent(self) -> Acting:
        """The employee, acting for the client."""
        return Acting(self.agent.id, self.client.id)

    def hand_on(self, *packages: str) -> None:
        values = [RolePackages("rettighetshaver", packages)]
        agent, client = self.agent.id, self.client.id
        agent_packages.give(self.uow, self.acting, agent, client, values)

    def actors(self) -> list[tuple[str, bool]]:
        """The names of those that the employee can act for, and whether they can be chosen."""
        return [(each.name, each.usable) for each in login.actors(self.uow, self.agent.id)]


@pytest.fixture
def office(town: Town) -> Office:
    return Office(town)


def test_a_client_is_an_actor_once_something_is_handed_on(office: Office) -> None:
    before = [("Agent", True), ("Provider", True)]
    assert office.actors() == before
    office.hand_on(TAX)
    clients = [("Client", True), ("Client unit", True)]
    assert office.actors() == [("Agent", True), *clients, ("Provider", True)]
    values = [RolePackages("rettighetshaver", (TAX,))]
    agent_packages.take(office.uow, office.acting, office.agent.id, office.client.id, values)
    assert office.actors() == before


def test_a_client_of_a_sub_unit_only_leaves_the_main_unit_out_of_reach(office: Office) -> None:
    office.town.grant(office.unit, office.provider, TAX)
    values = [RolePackages("rettighetshaver", (TAX,))]
    agent_packages.give(office.uow, office.acting, office.agent.id, office.unit.id, values)
    assert ("Client", False) in office.actors()
    assert ("Client unit", True) in office.actors()


def test_who_leaves_the_provider_or_whose_client_leaves_it_acts_for_nobody(office: Office) -> None:
    office.hand_on(TAX)
    agents.remove(office.uow, office.acting, office.agent.id, cascade=True)
    assert office.actors() == [("Agent", True)]


def test_only_the_agent_acts_for_the_client(office: Office) -> None:
    """Not who has a key role in an organisation, for that is never an agent; nor a colleague."""
    office.hand_on(TAX)
    colleague = office.town.person("Colleague")
    agents.add_person(office.uow, office.acting, str(colleague.number), "Colleague")
    names = [each.name for each in login.actors(office.uow, colleague.id)]
    assert names == ["Colleague", "Provider"]


@pytest.mark.parametrize("party", ["client", "unit"])
def test_an_agents_own_page_shows_just_what_was_handed_on(office: Office, party: str) -> None:
    office.hand_on(TAX)
    acting = replace(office.as_agent, party=getattr(office, party).id)
    shown = powers.user(office.uow, acting, office.agent.id)
    held = [each for area in shown.areas for each in area.held]
    assert [(each.package.code, each.granted, each.revocable) for each in held] == [
        (TAX, False, False)
    ]
    assert shown.connected
    assert shown.count == 1
    assert not shown.may_give
    assert not shown.may_delete
    assert users.list_users(office.uow, acting).others is None


def test_what_the_client_gave_itself_is_shown_as_that(office: Office) -> None:
    office.hand_on(TAX)
    office.town.grant(office.client, office.agent, TAX, TOLL)
    shown = powers.user(office.uow, office.as_agent, office.agent.id)
    held = [each for area in shown.areas for each in area.held]
    assert {each.package.code: each.granted for each in held} == {TAX: True, TOLL: True}


def test_who_can_give_itself_more_sees_what_is_its_own(office: Office) -> None:
    """The package that was handed on can still be given there, and so is not listed as held."""
    office.hand_on(TAX)
    office.town.grant(office.client, office.agent, "hovedadministrator")
    shown = powers.user(office.uow, office.as_agent, office.agent.id)
    assert shown.may_give
    assert shown.count == 1


def test_who_manages_the_clients_access_sees_no_user_in_the_agent(office: Office) -> None:
    office.hand_on(TAX)
    manager = Acting(office.director.id, office.client.id)
    assert not powers.user(office.uow, manager, office.agent.id).connected
    listed = users.list_users(office.uow, manager, with_agents=True)
    assert [each.party.name for each in listed.others or ()] == ["Provider"]


def test_who_has_nothing_has_no_page(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        users.list_users(office.uow, office.as_agent)
    assert refused.value.problem == FORBIDDEN
    assert not powers.user(office.uow, office.as_agent, office.agent.id).connected


def test_an_agent_may_do_nothing_with_the_clients_access(office: Office) -> None:
    office.hand_on(TAX, TOLL)
    assert permissions.permissions(office.uow, office.as_agent) == permissions.Permissions()
    for refused_call in (
        lambda: powers.grant_package(office.uow, office.as_agent, office.provider.id, TAX),
        lambda: users.add_person(office.uow, office.as_agent, "1", "Director"),
        lambda: agents.list_agents(office.uow, office.as_agent),
        lambda: system_accesses.systems_to_choose(office.uow, office.as_agent),
    ):
        with pytest.raises(Refused) as refused:
            refused_call()
        assert refused.value.problem == FORBIDDEN


@pytest.mark.parametrize("kind", RequestKind)
def test_an_agent_can_pass_on_what_the_client_was_asked_for(
    office: Office, kind: RequestKind
) -> None:
    """Whoever can act for the party can open a request, but for a change (`DOMAIN.md 3.1`)."""
    access = office.town.access(office.client, TOLL, user_type=UserType.STANDARD)
    asked = Request(
        id="00000000-0000-4000-8000-000000000002",
        kind=kind,
        system_id=access.system_id,
        party_id=office.client.id,
        external_ref="asked",
        packages=(TOLL,),
        created=LONG_AGO,
        access_id=access.id if kind is RequestKind.CHANGE else None,
    )
    office.uow.requests.add(asked)
    with pytest.raises(Refused) as refused:
        requests.party_of(office.uow, office.agent.id, asked.id, kind)
    assert refused.value.problem == MAY_NOT_OPEN_REQUEST
    office.hand_on(TAX)
    if kind is RequestKind.CHANGE:
        with pytest.raises(Refused) as refused:
            requests.read(office.uow, office.as_agent, asked.id, kind)
        assert refused.value.problem == MAY_NOT_OPEN_REQUEST
        return
    assert not requests.read(office.uow, office.as_agent, asked.id, kind).may_approve
    requests.escalate(office.uow, office.as_agent, asked.id, kind)
    assert [each.escalated for each in office.uow.requests.sent_to(office.client.id)] == [True]
