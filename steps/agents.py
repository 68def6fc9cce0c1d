"""Persons that an organisation hands its clients' packages on to: what guides begin with, and what
the reference implementation says of them. Each predicate raises `AssertionError` when it disagrees.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from steps.witness import UseCase, expect_refused, expect_refused_to
from steps.world import Reference, edition, world
from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.connections import RIGHT_HOLDER
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import FORBIDDEN
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.service import agent_clients, agent_packages, agents, decisions, powers, users
from systemtilgang.service.acting import Acting


def add(reference: Reference, organisation: str, person: str) -> None:
    """Does the day before what the guide teaches about adding a person, without the screens."""
    acting, party = _administrator(reference, organisation), reference.party(person)
    with reference.state() as uow:
        agents.add_person(uow, acting, person, last_name(party.name))
        uow.commit()


def hand_on(
    reference: Reference, organisation: str, person: str, package: str, client: str
) -> None:
    """Does the day before what the guide teaches about authorising, without the screens."""
    add(reference, organisation, person)
    giving_it = giving(reference, organisation, person, package, client)
    acting = _administrator(reference, organisation)
    with reference.state() as uow:
        giving_it(uow, acting)
        uow.commit()
    reference.permitted.add((person, package, client))


def last_name(register_name: str) -> str:
    """The last name of a person, which stands first in the register."""
    return register_name.partition(" ")[0]


def stranger(organisation_id: str) -> str:
    """The id of a person of the world who has nothing from the organisation."""
    known = {each.receiver for each in world().assignments if each.giver == organisation_id}
    return next(
        party.id
        for party in world().parties
        if party.kind is PartyKind.PERSON and party.id not in known
    )


def agents_now(reference: Reference, organisation: str) -> tuple[str, ...]:
    """The numbers of the persons with client access in the organisation, in the portal's order."""
    acting = _administrator(reference, organisation)
    with reference.state() as uow:
        found = agents.list_agents(uow, acting).agents
    return tuple(str(agent.party.number) for agent in found)


def expect_client_access(
    reference: Reference, organisation: str, person: str, *, has: bool
) -> None:
    """The users page of the organisation, and the person's own there, say whether it has client
    access."""
    acting, agent = _administrator(reference, organisation), reference.party(person)
    with reference.state() as uow:
        listed = users.list_users(uow, acting, agent.name, with_agents=True).others or ()
        own = powers.user(uow, acting, agent.id)
    told = {user.has_client_access for user in listed if user.party == agent}
    assert told <= {has}, f"the users page says that client access is {not has}"
    assert own.has_client_access == has, f"the person's page says that client access is {not has}"


def giving(
    reference: Reference, organisation: str, person: str, package: str, client: str
) -> UseCase:
    """Giving the person the package, which tells whether that changes anything."""
    agent, giver = reference.party(person).id, reference.party(client).id
    values = _values(reference, organisation, package, client)
    return lambda uow, me: any(
        each.changed for each in agent_packages.give(uow, me, agent, giver, values)
    )


def taking(
    reference: Reference, organisation: str, person: str, package: str, client: str
) -> UseCase:
    """Taking the package back from the person, which tells whether that changes anything."""
    agent, giver = reference.party(person).id, reference.party(client).id
    values = _values(reference, organisation, package, client)
    return lambda uow, me: any(
        each.changed for each in agent_packages.take(uow, me, agent, giver, values)
    )


def expect_closed(reference: Reference, organisation: str, person: str) -> list[str]:
    """The visitor is refused all that there is to look at and to do in client administration, for
    an agent and every client of whom a client administrator could give it something: whose numbers
    are returned."""
    agent, administrator = reference.party(person), _administrator(reference, organisation)
    with reference.state() as uow:
        _, found = agent_clients.clients_of(uow, administrator, agent.id)
    clients = {str(each.client.number): each.packages for each in found if each.packages}
    uses: list[UseCase] = [
        agents.list_agents,
        agent_clients.list_clients,
        lambda uow, me: agent_clients.clients_of(uow, me, agent.id),
        lambda uow, me: agents.add_person(uow, me, person, last_name(agent.name)),
        lambda uow, me: agents.add_known(uow, me, agent.id),
        lambda uow, me: agents.remove(uow, me, agent.id, cascade=True),
    ]
    for client, packages in clients.items():
        code = packages[0].package.code
        uses.append(partial(agent_clients.agents_of, client_id=reference.party(client).id))
        uses.append(giving(reference, organisation, person, code, client))
        uses.append(taking(reference, organisation, person, code, client))
    assert clients, "there is nothing to give"
    expect_refused(reference, organisation, FORBIDDEN, *uses)
    return list(clients)


def expect_handed_on(reference: Reference, organisation: str, person: str) -> None:
    """The person has what the chapter has seen handed on and nothing else of any client: seen from
    the person, from each client, and by the decision point. The person can pass none of it on."""
    wanted = {(code, client) for who, code, client in reference.permitted if who == person}
    acting, agent = _administrator(reference, organisation), reference.party(person)
    today = reference.clock.now().date()
    with reference.state() as uow:
        _, clients = agent_clients.clients_of(uow, acting, agent.id, with_deleted=True)
        _, shown = agent_clients.clients_of(uow, acting, agent.id)
        assert shown == tuple(each for each in clients if not each.client.is_deleted), "the deleted"
        for each in clients:
            name, number = each.client.name, str(each.client.number)
            other_side = agent_clients.agents_of(uow, acting, each.client.id).agents
            theirs = next(a.packages for a in other_side if a.agent.party.id == agent.id)
            assert each.packages == theirs, f"the sides of {name} differ"
            for one in each.packages:
                code, should = one.package.code, (one.package.code, number) in wanted
                decision = decisions.decide_for(uow, agent.id, each.client.id, code, today)
                assert one.held == should, f"{code} of {name}: handed on is {one.held}"
                assert (decision is Decision.PERMIT) == should, f"{code} of {name}: {decision}"
    for client in {client for _, client in wanted}:
        as_agent = Acting(
            agent.id, reference.party(client).id, EDITIONS[edition()], reference.clock
        )
        expect_refused_to(
            reference,
            as_agent,
            FORBIDDEN,
            agents.list_agents,
            lambda uow, me: users.add_organisation(uow, me, organisation),
        )


def _values(
    reference: Reference, organisation: str, package: str, client: str
) -> tuple[RolePackages, ...]:
    """The package, held through the role in the register that carries it, or else granted."""
    carriers = (
        role
        for role in sorted(reference.register_roles(client, organisation))
        if package in {each.code for each, _ in world().catalogue.by_role.get(role, ())}
    )
    return (RolePackages(next(carriers, RIGHT_HOLDER), (package,)),)


def _administrator(reference: Reference, organisation: str) -> Acting:
    """The managing director of the organisation, the day before: whom they add is not new today."""
    manager = reference.person_as("daglig-leder", organisation)
    yesterday = FixedClock(reference.clock.now() - timedelta(days=1))
    return Acting(manager.id, reference.party(organisation).id, EDITIONS[edition()], yesterday)
