"""The clients of a party, and what its agents have of them: PORTAL.md 11.2 to 11.4."""

from __future__ import annotations

import pytest
from town import Cast, Town

from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.problems import Refused
from systemtilgang.service import agent_clients, agent_packages, agents
from systemtilgang.service.acting import Acting
from systemtilgang.service.agent_clients import ClientOfAgent
from systemtilgang.store import UnitOfWork

PROVIDER = "DISKRET NÆR TIGER AS"
AUDITOR = "ansvarlig-revisor"
DELETED = "HAVBRIS FISKEMOTTAK AS"


@pytest.fixture
def acting(cast: Cast) -> Acting:
    """The client administrator of the provider."""
    return cast.acting("KLOK HEGRE", PROVIDER)


@pytest.fixture
def agent(uow: UnitOfWork, cast: Cast, acting: Acting) -> str:
    """The id of an agent that has one package of Revisorkunde AS."""
    agent_id = cast("LUN SKOG").id
    agents.add_known(uow, acting, agent_id)
    asked = [RolePackages("revisor", (AUDITOR,))]
    agent_packages.give(uow, acting, agent_id, cast("Revisorkunde AS").id, asked)
    return agent_id


def director_of(town: Town, name: str = "Provider") -> Acting:
    provider, director = town.organisation(name), town.person("Director")
    town.role(provider, director, "daglig-leder")
    return Acting(director.id, provider.id)


def listed(found: agent_clients.ClientList) -> list[str]:
    return [client.party.name for client in found.clients]


def test_clients_are_listed_by_name_without_deleted_ones(uow: UnitOfWork, acting: Acting) -> None:
    names = listed(agent_clients.list_clients(uow, acting))
    assert names[0] == "BLÅVEIS BLOMSTER AS"
    assert {"Revisorkunde AS", "SOLSIDEN BORETTSLAG", "TORGET EIENDOM AS"} <= set(names)
    assert DELETED not in names
    everybody = listed(agent_clients.list_clients(uow, acting, with_deleted=True))
    assert sorted(everybody) == sorted([*names, DELETED])


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("solsiden", ["SOLSIDEN BORETTSLAG"]),
        (" KUNDE ", ["Revisorkunde AS"]),
        ("311860917", ["Revisorkunde AS"]),
        ("31186", ["Revisorkunde AS"]),
        ("311 860 917", []),
        ("havbris", []),
    ],
)
def test_the_search_takes_a_piece_of_name_or_number(
    uow: UnitOfWork, acting: Acting, search: str, expected: list[str]
) -> None:
    found = agent_clients.list_clients(uow, acting, search)
    assert (listed(found), found.is_empty) == (expected, False)


@pytest.mark.parametrize(
    ("relationships", "expected"),
    [
        ((), ["Audited", "Both", "Counted", "Granted", "Led", "Managed"]),
        (("revisor",), ["Audited", "Both"]),
        (("regnskapsforer",), ["Counted"]),
        (("forretningsforer",), ["Managed"]),
        (("other",), ["Both", "Granted", "Led"]),
        (("revisor", "regnskapsforer"), ["Audited", "Both", "Counted"]),
        (("nonsense",), []),
    ],
)
def test_the_filter_takes_clients_with_any_of_the_relationships(
    town: Town, relationships: tuple[str, ...], expected: list[str]
) -> None:
    acting = director_of(town)
    provider = town.uow.parties.existing(acting.party)
    for name, role in (
        ("Audited", "revisor"),
        ("Both", "revisor"),
        ("Counted", "regnskapsforer"),
        ("Managed", "forretningsforer"),
        ("Led", "daglig-leder"),
    ):
        town.role(town.organisation(name), provider, role)
    both = town.uow.parties.named("Both")
    assert both is not None
    town.grant(both, provider)
    town.grant(town.organisation("Granted"), provider, "skattegrunnlag")
    town.role(town.organisation("Supplied"), provider, "supplier")
    assert listed(agent_clients.list_clients(town.uow, acting, "", relationships)) == expected
    names = [
        role.code
        for client in agent_clients.list_clients(town.uow, acting, "both").clients
        for role in client.roles
    ]
    assert names == ["revisor", "rettighetshaver"]


def test_a_supplier_alone_has_no_clients(town: Town) -> None:
    acting = director_of(town)
    provider = town.uow.parties.existing(acting.party)
    assert agent_clients.list_clients(town.uow, acting).is_empty
    town.role(town.organisation("Supplied"), provider, "supplier")
    assert agent_clients.list_clients(town.uow, acting).is_empty


def test_sub_units_come_after_their_main_unit(town: Town) -> None:
    acting = director_of(town)
    provider = town.uow.parties.existing(acting.party)
    main, other = town.organisation("M main"), town.organisation("Z elsewhere")
    units = [
        town.organisation("A unit", "BEDR", main),
        town.organisation("Z unit", "BEDR", main),
        town.organisation("B lonely unit", "BEDR", other),
    ]
    for client in (main, town.organisation("N other"), *units):
        town.role(client, provider, "revisor")
    found = listed(agent_clients.list_clients(town.uow, acting))
    assert found == ["B lonely unit", "M main", "A unit", "Z unit", "N other"]


def of(rows: tuple[ClientOfAgent, ...], name: str) -> ClientOfAgent:
    return next(row for row in rows if row.client.name == name)


def test_one_agent_with_what_it_has_of_each_client(
    uow: UnitOfWork, acting: Acting, agent: str
) -> None:
    found, rows = agent_clients.clients_of(uow, acting, agent)
    assert (found.party.name, found.is_new) == ("LUN SKOG", True)
    assert [row.client.name for row in rows if row.has_some] == ["Revisorkunde AS"]
    packages = of(rows, "Revisorkunde AS").packages
    assert [(each.package.code, each.held) for each in packages] == [
        (AUDITOR, True),
        ("revisormedarbeider", False),
    ]
    assert {role.code for each in packages for role in each.roles} == {"revisor"}


def test_a_client_outside_the_organisation_form_is_listed_without_packages(
    uow: UnitOfWork, acting: Acting, agent: str
) -> None:
    _, rows = agent_clients.clients_of(uow, acting, agent)
    assert of(rows, "TORGET EIENDOM AS").packages == ()
    assert [each.package.code for each in of(rows, "SOLSIDEN BORETTSLAG").packages] == [
        "forretningsforer-eiendom"
    ]


def test_clients_of_an_agent_are_searched_and_deleted_ones_asked_for(
    uow: UnitOfWork, acting: Acting, agent: str
) -> None:
    _, rows = agent_clients.clients_of(uow, acting, agent, "HAVBRIS")
    assert rows == ()
    _, rows = agent_clients.clients_of(uow, acting, agent, "319260226", with_deleted=True)
    assert [row.client.name for row in rows] == [DELETED]


def test_a_package_by_two_roles_is_one_row_register_role_first(town: Town) -> None:
    acting = director_of(town)
    provider = town.uow.parties.existing(acting.party)
    client, person = town.organisation("Client"), town.person("Person")
    town.grant(client, provider, "skattegrunnlag", "klientadministrator")
    town.role(client, provider, "daglig-leder")
    town.grant(provider, person)
    agents.add_known(town.uow, acting, person.id)
    _, (row,) = agent_clients.clients_of(town.uow, acting, person.id)
    codes = [each.package.code for each in row.packages]
    assert codes == sorted(set(codes))
    assert "klientadministrator" not in codes
    (tax,) = (each for each in row.packages if each.package.code == "skattegrunnlag")
    assert [role.code for role in tax.roles] == ["daglig-leder", "rettighetshaver"]
    for role in ("rettighetshaver", "daglig-leder"):
        asked = [RolePackages(role, ("skattegrunnlag",))]
        agent_packages.give(town.uow, acting, person.id, client.id, asked)
        _, (row,) = agent_clients.clients_of(town.uow, acting, person.id)
        assert [each.package.code for each in row.packages if each.held] == ["skattegrunnlag"]
        agent_packages.take(town.uow, acting, person.id, client.id, asked)


@pytest.mark.parametrize("name", ["KLOK HEGRE", "Revisor klientdelegering", "nobody"])
def test_only_an_agent_has_clients(
    uow: UnitOfWork, cast: Cast, acting: Acting, agent: str, name: str
) -> None:
    party = uow.parties.named(name)
    access = None if party or name == "nobody" else cast.access(name)
    party_id = party.id if party else access or name
    with pytest.raises(Refused) as caught:
        agent_clients.clients_of(uow, acting, party_id)
    assert caught.value.problem.code == "AM.VLD-00006"


def test_one_client_with_what_each_agent_has_of_it(
    uow: UnitOfWork, cast: Cast, acting: Acting, agent: str
) -> None:
    agents.add_known(uow, acting, cast("DRESS MINST").id)
    found = agent_clients.agents_of(uow, acting, cast("Revisorkunde AS").id)
    assert (found.client.name, found.has_packages) == ("Revisorkunde AS", True)
    assert [(each.agent.party.name, each.has_some) for each in found.agents] == [
        ("DRESS MINST", False),
        ("LUN SKOG", True),
    ]
    packages = [[each.held for each in row.packages] for row in found.agents]
    assert packages == [[False, False], [True, False]]
    other = agent_clients.agents_of(uow, acting, cast("NORDLYS BAKERI AS").id)
    assert [each.has_some for each in other.agents] == [False, False]


def test_agents_of_a_client_are_searched_by_name(
    uow: UnitOfWork, cast: Cast, acting: Acting, agent: str
) -> None:
    client = cast("Revisorkunde AS").id
    assert [
        each.agent.party.name
        for each in agent_clients.agents_of(uow, acting, client, " lun").agents
    ] == ["LUN SKOG"]
    nobody = agent_clients.agents_of(uow, acting, client, "zz")
    assert (nobody.agents, nobody.has_packages) == ((), True)


def test_a_client_that_gives_nothing_has_nothing_to_hand_on(
    uow: UnitOfWork, cast: Cast, acting: Acting, agent: str
) -> None:
    found = agent_clients.agents_of(uow, acting, cast("TORGET EIENDOM AS").id)
    assert not found.has_packages
    assert [each.packages for each in found.agents] == [()]


@pytest.mark.parametrize("name", ["Klientkunde AS", "LUN SKOG", "nobody"])
def test_only_a_client_has_agents(uow: UnitOfWork, acting: Acting, agent: str, name: str) -> None:
    party = uow.parties.named(name)
    with pytest.raises(Refused) as caught:
        agent_clients.agents_of(uow, acting, party.id if party else name)
    assert caught.value.problem.code == "AM.VLD-00006"
