"""The persons that clients' packages are handed on to: DOMAIN.md 3.8, PORTAL.md 11.1."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from practice import Practice
from refusing import problem_of
from town import Cast, Town

from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.connections import AGENT, Assignment
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.service import agent_clients, agent_packages, agents
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork

PROVIDER = "DISKRET NÆR TIGER AS"
LUN_SKOG = "16857692261"
AUDIT = RolePackages("revisor", ("ansvarlig-revisor",))


@pytest.fixture
def acting(cast: Cast) -> Acting:
    """The client administrator of the provider."""
    return cast.acting("KLOK HEGRE", PROVIDER)


def refusal(
    call: Callable[..., object], *arguments: object, **named: object
) -> tuple[str | None, int, str | None]:
    problem = problem_of(call, *arguments, **named)
    return problem.code, problem.status, problem.path


def names(found: agents.AgentList) -> tuple[list[str], list[str]]:
    listed = [agent.party.name for agent in found.agents]
    return listed, [party.name for party in found.others]


# Who may

USE_CASES: dict[str, Callable[[UnitOfWork, Acting, str, str], object]] = {
    "list agents": lambda uow, acting, *_: agents.list_agents(uow, acting),
    "add a person": lambda uow, acting, *_: agents.add_person(uow, acting, LUN_SKOG, "Lun"),
    "add a known one": lambda uow, acting, agent, _: agents.add_known(uow, acting, agent),
    "remove": lambda uow, acting, agent, _: agents.remove(uow, acting, agent, cascade=True),
    "list clients": lambda uow, acting, *_: agent_clients.list_clients(uow, acting),
    "clients of one": lambda uow, acting, agent, _: agent_clients.clients_of(uow, acting, agent),
    "agents of one": lambda uow, acting, _, client: agent_clients.agents_of(uow, acting, client),
    "give": lambda uow, acting, agent, client: agent_packages.give(
        uow, acting, agent, client, [AUDIT]
    ),
    "give nothing": lambda uow, acting, agent, client: agent_packages.give(
        uow, acting, agent, client, []
    ),
    "take": lambda uow, acting, agent, client: agent_packages.take(
        uow, acting, agent, client, [AUDIT]
    ),
    "take nothing": lambda uow, acting, agent, client: agent_packages.take(
        uow, acting, agent, client, []
    ),
}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("use_case", USE_CASES)
@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("DRESS MINST", True),  # managing director: the role gives kladm
        ("KLOK HEGRE", True),  # package klientadministrator
        ("TRYGG VARDE", True),  # package hovedadministrator
        ("STILLE FJORD", False),  # package tilgangsstyrer
        ("LUN SKOG", False),  # another package
        ("TYDELIG MÅNE", False),  # managing director of a client
    ],
)
def test_only_client_administrators_may(
    uow: UnitOfWork, cast: Cast, person: str, may: bool, use_case: str, edition: str
) -> None:
    agent, client = cast("LUN SKOG").id, cast("Revisorkunde AS").id
    agents.add_known(uow, cast.acting("KLOK HEGRE", PROVIDER), agent)
    acting = replace(cast.acting(person, PROVIDER), edition=EDITIONS[edition])
    if may:
        USE_CASES[use_case](uow, acting, agent, client)
    else:
        refused = refusal(USE_CASES[use_case], uow, acting, agent, client)
        assert refused == (None, 403, None)


def test_a_client_administrator_of_one_party_is_none_of_another(
    uow: UnitOfWork, cast: Cast
) -> None:
    elsewhere = cast.acting("KLOK HEGRE", "Klientkunde AS")
    assert refusal(agents.list_agents, uow, elsewhere) == (None, 403, None)


# Adding


@pytest.mark.parametrize("last_name", ["LUN", "lun", " Lun "])
def test_a_person_is_added_by_number_and_last_name(
    uow: UnitOfWork, cast: Cast, acting: Acting, last_name: str
) -> None:
    both = [agents.add_person(uow, acting, LUN_SKOG, last_name) for _ in range(2)]
    assert [(each.party.name, each.changed) for each in both] == [
        ("LUN SKOG", True),
        ("LUN SKOG", False),
    ]
    agency = uow.assignments.get(Assignment(acting.party, cast("LUN SKOG").id, AGENT).id)
    assert agency is not None
    assert agency.created == acting.clock.now()


def test_a_person_without_any_access_is_added_by_number(uow: UnitOfWork, acting: Acting) -> None:
    assert agents.add_person(uow, acting, "30877505916", "Tydelig").changed


@pytest.mark.parametrize(
    ("number", "last_name", "code"),
    [
        ("", "LUN", "STD.VLD-00000"),
        (LUN_SKOG, "  ", "STD.VLD-00000"),
        (LUN_SKOG, "SKOG", "AM.VLD-00034"),  # the first name
        ("16857692262", "LUN", "AM.VLD-00034"),
        ("311860917", "Revisorkunde", "AM.VLD-00034"),  # an organisation
    ],
)
def test_a_person_that_does_not_match_is_refused(
    uow: UnitOfWork, acting: Acting, number: str, last_name: str, code: str
) -> None:
    assert refusal(agents.add_person, uow, acting, number, last_name)[:2] == (code, 400)
    assert agents.list_agents(uow, acting).is_empty


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("LUN SKOG", None),  # a package
        ("DRESS MINST", None),  # a register role
        ("KLOK HEGRE", None),  # oneself
        ("TYDELIG MÅNE", ("AM.VLD-00006", 400, "QUERY/agent")),  # nothing
        ("Revisorkunde AS", ("AM.VLD-00008", 400, "$QUERY/agent")),
        ("Revisor klientdelegering", ("AM.VLD-00008", 400, "$QUERY/agent")),
        ("Regnskap i sky", ("AM.VLD-00008", 400, "$QUERY/agent")),
    ],
)
def test_only_a_person_with_some_access_is_added_without_a_number(
    uow: UnitOfWork,
    cast: Cast,
    acting: Acting,
    name: str,
    problem: tuple[str, int, str] | None,
) -> None:
    found = uow.parties.named(name)
    party_id = found.id if found else cast.access(name)
    if problem is None:
        changes = [agents.add_known(uow, acting, party_id).changed for _ in range(2)]
        assert changes == [True, False]
    else:
        assert refusal(agents.add_known, uow, acting, party_id) == problem


def test_nobody_is_not_added(uow: UnitOfWork, acting: Acting) -> None:
    unknown = refusal(agents.add_known, uow, acting, "nobody")
    assert unknown == ("AM.VLD-00006", 400, "QUERY/agent")


def test_access_from_the_main_unit_counts_at_its_sub_unit(town: Town) -> None:
    main = town.organisation("Main")
    unit = town.organisation("Unit", "BEDR", main)
    director, colleague = town.person("Director"), town.person("Colleague")
    town.role(main, director, "daglig-leder")
    town.grant(main, colleague, "posttjenester")
    acting = Acting(director.id, unit.id)
    assert names(agents.list_agents(town.uow, acting, "o")) == ([], ["Colleague", "Director"])
    assert agents.add_known(town.uow, acting, colleague.id).changed
    assert names(agents.list_agents(town.uow, acting, "o")) == (["Colleague"], ["Director"])
    assert agents.list_agents(town.uow, Acting(director.id, main.id)).is_empty


# Listing


def test_others_are_listed_only_while_searching(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    empty = agents.list_agents(uow, acting)
    assert (names(empty), empty.is_empty) == (([], []), True)
    assert names(agents.list_agents(uow, acting, " re ")) == ([], ["DRESS MINST", "KLOK HEGRE"])
    agents.add_known(uow, acting, cast("DRESS MINST").id)
    found = agents.list_agents(uow, acting, "re")
    assert (names(found), found.is_empty) == ((["DRESS MINST"], ["KLOK HEGRE"]), False)
    missing = agents.list_agents(uow, acting, "zz")
    assert (names(missing), missing.is_empty) == (([], []), False)


@pytest.mark.parametrize("search", [LUN_SKOG, LUN_SKOG[:6]])
def test_nobody_is_found_by_person_number(
    uow: UnitOfWork, cast: Cast, acting: Acting, search: str
) -> None:
    agents.add_known(uow, acting, cast("LUN SKOG").id)
    assert names(agents.list_agents(uow, acting, search)) == ([], [])


def test_those_added_within_the_hour_come_first(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    clock = FixedClock()
    acting = replace(acting, clock=clock)
    for name in ("DRESS MINST", "KLOK HEGRE", "LUN SKOG"):
        agents.add_known(uow, acting, cast(name).id)
        clock.advance(timedelta(minutes=30))
    listed = agents.list_agents(uow, acting).agents
    assert [(each.party.name, each.is_new) for each in listed] == [
        ("LUN SKOG", True),
        ("DRESS MINST", False),
        ("KLOK HEGRE", False),
    ]


def test_system_accesses_are_not_among_the_agents(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    access = cast.access("Revisor klientdelegering")
    uow.assignments.add(Assignment(acting.party, access, AGENT))
    assert agents.list_agents(uow, acting).is_empty


# Removing


def test_an_agent_without_packages_is_removed_at_once(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    agent = cast("LUN SKOG").id
    agents.add_known(uow, acting, agent)
    assert [agents.remove(uow, acting, agent) for _ in range(2)] == [True, False]
    assert agents.list_agents(uow, acting).is_empty


def test_an_agent_with_packages_is_removed_only_with_all_of_them(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    agent, client = cast("LUN SKOG").id, cast("Revisorkunde AS").id
    agents.add_known(uow, acting, agent)
    agent_packages.give(uow, acting, agent, client, [AUDIT])
    active = refusal(agents.remove, uow, acting, agent)
    assert active == ("AM.VLD-00031", 400, "$QUERY/cascade")
    assert uow.delegations.of_agent(agent)
    assert agents.remove(uow, acting, agent, cascade=True)
    assert uow.delegations.of_agent(agent) == ()
    agents.add_known(uow, acting, agent)
    assert uow.delegations.of_agent(agent) == ()


def test_removing_an_agent_leaves_what_the_person_has_otherwise(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    agent = cast("LUN SKOG").id
    before = uow.assignments.between([acting.party], [agent])
    agents.add_known(uow, acting, agent)
    agents.remove(uow, acting, agent)
    assert uow.assignments.between([acting.party], [agent]) == before


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Revisor klientdelegering", "AM.VLD-00008"),
        ("Revisorkunde AS", "AM.VLD-00008"),
        ("nobody", "AM.VLD-00006"),
    ],
)
def test_only_a_person_can_be_removed_as_an_agent(
    uow: UnitOfWork, cast: Cast, acting: Acting, name: str, code: str
) -> None:
    """A system access keeps its clients: they are removed on its own page."""
    found = uow.parties.named(name)
    party_id = found.id if found else name if name == "nobody" else cast.access(name)
    refused = refusal(agents.remove, uow, acting, party_id, cascade=True)
    assert refused == (code, 400, "$QUERY/agent")


def test_an_agent_without_a_day_of_being_added_is_not_new(practice: Practice) -> None:
    found = agents.list_agents(practice.uow, practice.acting).agents
    assert [(agent.party.name, agent.is_new) for agent in found] == [("Agent", False)]
