"""Adding and removing clients: DOMAIN.md 3.3, 3.4, 3.8 and the cascades."""

from __future__ import annotations

from itertools import product

import pytest
from refusing import problem_of
from town import Cast, Town

from systemtilgang.domain import problems
from systemtilgang.domain.connections import Assignment
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party
from systemtilgang.service import clients, register
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import decide
from systemtilgang.store import UnitOfWork

PROVIDER = "DISKRET NÆR TIGER AS"
AUDIT = "Revisor klientdelegering"
TAX = "Skatt for kunder"
BOTH = "Årsoppgjør"


@pytest.fixture
def acting(cast: Cast) -> Acting:
    """The client administrator of the provider."""
    return cast.acting("KLOK HEGRE", PROVIDER)


def grant(uow: UnitOfWork, giver: Party, receiver: Party, package: str) -> Assignment:
    connection = Assignment(giver.id, receiver.id, "rettighetshaver", frozenset({package}))
    uow.assignments.add(connection)
    return connection


def test_clients_by_register_role_are_available_by_name(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    rows = clients.available(uow, acting, cast.access(AUDIT))
    assert [row.party.name for row in rows] == [
        "FJELLBRIS VERKSTED AS",
        "GRANKONGLE SNEKKERI AS",
        "NORDLYS BAKERI AS",
        "Revisorkunde AS",
        "SOMMERREGN GARTNERI AS",
        "TINDEBLIKK TRANSPORT AS",
        "VINTERSOL KAFÉ AS",
    ]
    assert {(row.packages, row.has_all, row.connected) for row in rows} == {
        (("ansvarlig-revisor",), True, False)
    }


def test_a_business_manager_has_the_housing_cooperative_but_not_the_company(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    access = cast.access("Eiendomsforvaltning")
    rows = clients.available(uow, acting, access)
    assert [row.party.name for row in rows] == ["SOLSIDEN BORETTSLAG"]
    assert clients.add(uow, acting, access, cast("SOLSIDEN BORETTSLAG").id).changed
    refused = problem_of(clients.add, uow, acting, access, cast("TORGET EIENDOM AS").id)
    assert refused == problems.CLIENT_NOT_FOUND


def test_a_client_that_granted_the_package_itself_is_available(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    access = cast.access(TAX)
    (by_role,) = clients.available(uow, acting, access)
    assert by_role.party == cast("HAVGLIMT HANDEL NUF")
    grant(uow, cast("Klientkunde AS"), cast(PROVIDER), "skattegrunnlag")
    _, row = clients.available(uow, acting, access)
    assert (row.party, row.has_all) == (cast("Klientkunde AS"), True)


def test_adding_and_removing_twice_equals_once(uow: UnitOfWork, cast: Cast, acting: Acting) -> None:
    access, client = cast.access(AUDIT), cast("Revisorkunde AS")
    assert clients.connected(uow, acting, access) == ()
    assert [clients.add(uow, acting, access, client.id).changed for _ in range(2)] == [True, False]
    assert clients.connected(uow, acting, access) == (client,)
    connected = {row.party.name: row.connected for row in clients.available(uow, acting, access)}
    assert [name for name, is_on in connected.items() if is_on] == ["Revisorkunde AS"]
    removed = [clients.remove(uow, acting, access, client.id).changed for _ in range(2)]
    assert removed == [True, False]
    assert clients.connected(uow, acting, access) == ()


# How a client may have given each of the two packages of an access.
WAYS = ["nothing", "role", "grant"]


@pytest.mark.parametrize(("audit", "tax"), list(product(WAYS, ["nothing", "grant"])))
def test_a_client_must_have_given_every_package_and_is_listed_for_any(
    town: Town, audit: str, tax: str
) -> None:
    """The AND rule and the OR rule (DOMAIN.md 3.4). `grant` of audit = an ordinary package."""
    provider, client = town.organisation("Provider"), town.organisation("Client")
    director = town.person("Director")
    town.role(provider, director, "daglig-leder")
    first = "ansvarlig-revisor" if audit == "role" else "merverdiavgift"
    access = town.access(provider, first, "skattegrunnlag")
    granted = [code for code, way in ((first, audit), ("skattegrunnlag", tax)) if way == "grant"]
    if audit == "role":
        town.role(client, provider, "revisor")
    if granted:
        town.grant(client, provider, *granted)
    acting = Acting(director.id, provider.id)
    given = [way != "nothing" for way in (audit, tax)]

    rows = clients.available(town.uow, acting, access.id)
    assert [(row.party, row.has_all) for row in rows] == (
        [(client, all(given))] if any(given) else []
    )
    if all(given):
        assert clients.add(town.uow, acting, access.id, client.id).changed
        decisions = [
            decide(town.uow, access.id, client.id, code) for code in (first, "skattegrunnlag")
        ]
        assert decisions == [Decision.PERMIT, Decision.PERMIT]
    else:
        expected = problems.CLIENT_LACKS_PACKAGES if any(given) else problems.CLIENT_NOT_FOUND
        assert problem_of(clients.add, town.uow, acting, access.id, client.id) == expected
        assert clients.connected(town.uow, acting, access.id) == ()


def test_a_package_that_is_not_delegable_makes_no_client(town: Town) -> None:
    provider, client = town.organisation("Provider"), town.organisation("Client")
    director = town.person("Director")
    town.role(provider, director, "daglig-leder")
    town.grant(client, provider, "tilgangsstyrer")
    access = town.access(provider, "tilgangsstyrer")
    acting = Acting(director.id, provider.id)
    assert clients.available(town.uow, acting, access.id) == ()
    refused = problem_of(clients.add, town.uow, acting, access.id, client.id)
    assert refused == problems.CLIENT_NOT_FOUND


def test_a_supplier_role_never_makes_a_client_but_other_roles_do(town: Town) -> None:
    provider, director = town.organisation("Provider"), town.person("Director")
    town.role(provider, director, "daglig-leder")
    partner, supplied = town.organisation("Partner"), town.organisation("Supplied")
    town.role(partner, provider, "deltaker-fullt-ansvar")
    town.role(supplied, provider, "supplier")
    access = town.access(provider, "skattegrunnlag")
    rows = clients.available(town.uow, Acting(director.id, provider.id), access.id)
    assert [row.party.name for row in rows] == ["Partner"]


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("DRESS MINST", True),
        ("KLOK HEGRE", True),
        ("STILLE FJORD", False),
        ("RASK LYKT", False),
    ],
)
def test_only_a_client_administrator_administers_clients(
    uow: UnitOfWork, cast: Cast, person: str, may: bool
) -> None:
    acting = cast.acting(person, PROVIDER)
    access, client = cast.access(AUDIT), cast("Revisorkunde AS").id
    calls = (
        lambda: clients.connected(uow, acting, access),
        lambda: clients.available(uow, acting, access),
        lambda: clients.add(uow, acting, access, client),
        lambda: clients.remove(uow, acting, access, client),
        lambda: clients.add_all(uow, acting, access),
    )
    for call in calls:
        if may:
            call()
        else:
            assert problem_of(call) == problems.FORBIDDEN
            assert not uow.delegations.of_agent(access)


def test_the_access_must_be_one_for_clients_of_the_party(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    elsewhere = cast.acting("RASK LYKT", "Klientkunde AS")
    own = cast.access("Regnskap i sky")
    assert problem_of(clients.connected, uow, acting, "unknown") == problems.SYSTEM_USER_NOT_FOUND
    assert problem_of(clients.connected, uow, acting, own) == problems.NOT_AN_AGENT
    others = problem_of(clients.connected, uow, elsewhere, cast.access(AUDIT))
    assert others == problems.SYSTEM_USER_NOT_FOUND
    for call in (clients.add, clients.remove):
        unknown = problem_of(call, uow, acting, cast.access(AUDIT), "unknown")
        assert unknown == problems.CLIENT_NOT_FOUND


def test_adding_all_adds_those_that_are_not_connected(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    access = cast.access(AUDIT)
    clients.add(uow, acting, access, cast("Revisorkunde AS").id)
    done = clients.add_all(uow, acting, access)
    assert len(done.outcomes) == len(done.added) == 6
    assert "Revisorkunde AS" not in [outcome.client.name for outcome in done.outcomes]
    assert len(clients.connected(uow, acting, access)) == 7
    assert clients.add_all(uow, acting, access).outcomes == ()


def test_a_client_that_cannot_be_added_does_not_stop_the_rest(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    grant(uow, cast("NORDLYS BAKERI AS"), cast(PROVIDER), "skattegrunnlag")
    grant(uow, cast("Klientkunde AS"), cast(PROVIDER), "skattegrunnlag")
    done = clients.add_all(uow, acting, cast.access(BOTH))
    assert [outcome.client.name for outcome in done.added] == ["NORDLYS BAKERI AS"]
    assert [
        (outcome.client.name, outcome.problem) for outcome in done.outcomes if not outcome.added
    ][:4] == [
        ("FJELLBRIS VERKSTED AS", problems.CLIENT_LACKS_PACKAGES),
        ("GRANKONGLE SNEKKERI AS", problems.CLIENT_LACKS_PACKAGES),
        ("HAVGLIMT HANDEL NUF", problems.CLIENT_LACKS_PACKAGES),
        ("Klientkunde AS", problems.CLIENT_LACKS_PACKAGES),
    ]
    assert len(done.outcomes) == 9
    assert clients.connected(uow, acting, cast.access(BOTH)) == (cast("NORDLYS BAKERI AS"),)


def test_removing_the_register_role_ends_its_delegations_and_no_others(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    client, other, provider = cast("Revisorkunde AS"), cast("NORDLYS BAKERI AS"), cast(PROVIDER)
    for each in (client, other):
        clients.add(uow, acting, cast.access(AUDIT), each.id)
    assert register.remove_role(uow, client.id, provider.id, "revisor")
    assert clients.connected(uow, acting, cast.access(AUDIT)) == (other,)
    decided = decide(uow, cast.access(AUDIT), client.id, "ansvarlig-revisor")
    assert decided is Decision.NOT_APPLICABLE
    assert "Revisorkunde AS" not in [
        row.party.name for row in clients.available(uow, acting, cast.access(AUDIT))
    ]


@pytest.mark.parametrize("ending", ["revoke", "remove connection"])
def test_the_end_of_a_grant_ends_only_what_was_built_on_it(
    uow: UnitOfWork, cast: Cast, acting: Acting, ending: str
) -> None:
    client, provider = cast("Revisorkunde AS"), cast(PROVIDER)
    connection = grant(uow, client, provider, "skattegrunnlag")
    access = cast.access(BOTH)
    clients.add(uow, acting, access, client.id)
    if ending == "revoke":
        assert uow.assignments.revoke(connection.id, "skattegrunnlag")
    else:
        assert uow.assignments.remove(connection.id)
    decided = {
        code: decide(uow, access, client.id, code)
        for code in ("ansvarlig-revisor", "skattegrunnlag")
    }
    assert decided == {
        "ansvarlig-revisor": Decision.PERMIT,
        "skattegrunnlag": Decision.NOT_APPLICABLE,
    }
    assert clients.connected(uow, acting, access) == (client,)
    refused = problem_of(clients.add, uow, acting, access, client.id)
    assert refused == problems.CLIENT_LACKS_PACKAGES
    if ending == "revoke":
        uow.assignments.grant(connection.id, "skattegrunnlag")
    else:
        uow.assignments.add(connection)
    assert clients.add(uow, acting, access, client.id).changed
    assert decide(uow, access, client.id, "skattegrunnlag") is Decision.PERMIT


def test_removing_a_client_removes_all_its_delegations(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    client = cast("Revisorkunde AS")
    grant(uow, client, cast(PROVIDER), "skattegrunnlag")
    access = cast.access(BOTH)
    clients.add(uow, acting, access, client.id)
    assert len(uow.delegations.of_agent(access)) == 2
    clients.remove(uow, acting, access, client.id)
    assert uow.delegations.of_agent(access) == ()


def test_a_delegation_needs_one_provider_in_the_middle(uow: UnitOfWork, cast: Cast) -> None:
    client, provider, other = cast("Revisorkunde AS"), cast(PROVIDER), cast("SmartCloud AS")
    access = cast.access(AUDIT)
    given = Assignment(client.id, provider.id, "revisor")
    elsewhere = Assignment(other.id, access, "agent")
    to_itself = Assignment(provider.id, client.id, "agent")
    for agent in (elsewhere, to_itself):
        with pytest.raises(ValueError, match="one provider between a client and an agent"):
            uow.delegations.add(given, agent, "ansvarlig-revisor", granted=False)


def test_removing_a_client_from_one_access_leaves_it_on_the_others(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    client = cast("Revisorkunde AS")
    grant(uow, client, cast(PROVIDER), "skattegrunnlag")
    for title in (AUDIT, TAX, BOTH):
        clients.add(uow, acting, cast.access(title), client.id)
    clients.remove(uow, acting, cast.access(AUDIT), client.id)
    connected = {
        title: len(clients.connected(uow, acting, cast.access(title)))
        for title in (AUDIT, TAX, BOTH)
    }
    assert connected == {AUDIT: 0, TAX: 1, BOTH: 1}


def test_a_client_that_ended_by_itself_is_gone_already_when_it_is_removed(
    uow: UnitOfWork, cast: Cast, acting: Acting
) -> None:
    client = cast("Klientkunde AS")
    connection = grant(uow, client, cast(PROVIDER), "skattegrunnlag")
    clients.add(uow, acting, cast.access(TAX), client.id)
    uow.assignments.revoke(connection.id, "skattegrunnlag")
    assert not clients.remove(uow, acting, cast.access(TAX), client.id).changed


def test_what_a_register_role_carries_outlasts_a_grant_of_the_same(town: Town) -> None:
    provider, client = town.organisation("Provider"), town.organisation("Client", "NUF")
    director = town.person("Director")
    town.role(provider, director, "daglig-leder")
    town.role(client, provider, "forretningsforer")
    connection = town.grant(client, provider, "skattegrunnlag")
    access = town.access(provider, "skattegrunnlag")
    clients.add(town.uow, Acting(director.id, provider.id), access.id, client.id)
    town.uow.assignments.revoke(connection.id, "skattegrunnlag")
    assert decide(town.uow, access.id, client.id, "skattegrunnlag") is Decision.PERMIT


def test_a_role_that_may_only_give_a_package_makes_no_client(town: Town) -> None:
    provider, client = town.organisation("Provider"), town.organisation("Client")
    director = town.person("Director")
    town.role(provider, director, "daglig-leder")
    town.role(client, provider, "hovedadministrator")
    access = town.access(provider, "skattegrunnlag")
    assert clients.available(town.uow, Acting(director.id, provider.id), access.id) == ()
