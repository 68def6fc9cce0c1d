"""Handing clients' packages on to persons, row by row: DOMAIN.md 3.8, 3.9(5), 4 (10 to 16)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from town import Cast, Town

from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.connections import AGENT, RIGHT_HOLDER, Assignment
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.standing import Reason
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import agent_packages, agents, decisions, register
from systemtilgang.service.acting import Acting
from systemtilgang.service.agent_packages import PackageChange
from systemtilgang.store import UnitOfWork

PROVIDER = "DISKRET NÆR TIGER AS"
AUDITOR = "ansvarlig-revisor"
ASSISTANT = "revisormedarbeider"
URN = "urn:altinn:accesspackage:"


class Firm:
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


@pytest.fixture
def firm(town: Town) -> Firm:
    return Firm(town)


@pytest.fixture
def audit_firm(firm: Firm) -> Firm:
    """The provider is the client's auditor."""
    firm.town.role(firm.client, firm.provider, "revisor")
    return firm


def refusal(call: Callable[[], object]) -> tuple[str | None, str | None]:
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.problem.status == 400
    return caught.value.problem.code, caught.value.problem.path


# What can be handed on


@pytest.mark.parametrize(
    ("form", "role", "package", "code"),
    [
        ("AS", "revisor", AUDITOR, None),
        ("AS", "revisor", URN + ASSISTANT, None),
        ("AS", "revisor", "regnskapsforer-lonn", "AM.VLD-00026"),
        ("AS", "regnskapsforer", "regnskapsforer-lonn", None),
        ("AS", "regnskapsforer", "regnskapsforer-med-signeringsrettighet", None),
        ("AS", "regnskapsforer", "regnskapsforer-uten-signeringsrettighet", None),
        ("BRL", "forretningsforer", "forretningsforer-eiendom", None),
        ("ESEK", "forretningsforer", "forretningsforer-eiendom", None),
        ("BBL", "forretningsforer", "forretningsforer-eiendom", "AM.VLD-00026"),
        ("AS", "forretningsforer", "forretningsforer-eiendom", "AM.VLD-00026"),
        ("NUF", "forretningsforer", "forretningsforer-eiendom", "AM.VLD-00026"),
        ("NUF", "forretningsforer", "skattegrunnlag", None),
        ("AS", "forretningsforer", "skattegrunnlag", "AM.VLD-00026"),
        ("NUF", "forretningsforer", "ffor-tilgangsstyrer-nuf", "AM.VLD-00033"),
        ("AS", "daglig-leder", "skattegrunnlag", None),
        ("AS", "daglig-leder", "tilgangsstyrer", "AM.VLD-00033"),
    ],
)
def test_a_role_carries_its_packages_within_the_organisation_form(
    firm: Firm, form: str, role: str, package: str, code: str | None
) -> None:
    firm.client = firm.town.organisation("Another client", form)
    firm.town.role(firm.client, firm.provider, role)
    if code is None:
        assert firm.give((role, package)) == [True]
        assert firm.held() == [package.removeprefix(URN)]
        assert firm.decide(firm.client, package) is Decision.PERMIT
    else:
        assert refusal(lambda: firm.give((role, package))) == (code, "/values[0]/packages[0]")
        assert firm.held() == []


@pytest.mark.parametrize(
    ("package", "code"),
    [
        ("skattegrunnlag", None),
        ("posttjenester", "AM.VLD-00026"),  # not granted
        ("klientadministrator", "AM.VLD-00033"),  # granted, and not delegable
    ],
)
def test_a_grant_carries_what_was_granted(firm: Firm, package: str, code: str | None) -> None:
    firm.town.grant(firm.client, firm.provider, "skattegrunnlag", "klientadministrator")
    if code is None:
        assert firm.give((RIGHT_HOLDER, package)) == [True]
    else:
        call = lambda: firm.give((RIGHT_HOLDER, package))  # noqa: E731
        assert refusal(call) == (code, "/values[0]/packages[0]")


def test_a_connection_without_a_package_carries_nothing(firm: Firm) -> None:
    firm.town.grant(firm.client, firm.provider)
    call = lambda: firm.give((RIGHT_HOLDER, "skattegrunnlag"))  # noqa: E731
    assert refusal(call)[0] == "AM.VLD-00026"


def test_what_the_party_has_otherwise_is_no_clients_package(firm: Firm) -> None:
    """A package through another role of the client does not help (held *through that role*)."""
    firm.town.role(firm.client, firm.provider, "revisor")
    firm.town.grant(firm.client, firm.provider, "skattegrunnlag")
    call = lambda: firm.give(("revisor", "skattegrunnlag"))  # noqa: E731
    assert refusal(call)[0] == "AM.VLD-00026"
    assert firm.give((RIGHT_HOLDER, "skattegrunnlag"), ("revisor", AUDITOR)) == [True, True]


# Refusals and their order


@pytest.mark.parametrize(
    ("role", "packages", "client", "agent", "expected"),
    [
        # (1) roles, packages, delegability, existence
        ("nonsense", (AUDITOR,), "Client", "Agent", ("AM.VLD-00029", "/values[0]/role")),
        ("revisor", ("nonsense",), "Client", "Agent", ("AM.VLD-00030", "/values[0]/packages[0]")),
        (
            "revisor",
            (AUDITOR, "tilgangsstyrer"),
            "Client",
            "Agent",
            ("AM.VLD-00033", "/values[0]/packages[1]"),
        ),
        ("revisor", (AUDITOR,), "Nobody", "Agent", ("AM.VLD-00006", "$QUERY/client")),
        ("revisor", (AUDITOR,), "Client", "Nobody", ("AM.VLD-00006", "$QUERY/agent")),
        # (1) before (2)
        ("revisor", ("tilgangsstyrer",), "Client", "Stranger", ("AM.VLD-00033", None)),
        ("nonsense", (AUDITOR,), "Client", "Provider", ("AM.VLD-00029", None)),
        # (2) type and registration
        ("revisor", (AUDITOR,), "Client", "Provider", ("AM.VLD-00008", "$QUERY/agent")),
        ("revisor", (AUDITOR,), "Client", "System", ("AM.VLD-00008", "$QUERY/agent")),
        ("revisor", (AUDITOR,), "Client", "Stranger", ("AM.VLD-00032", "$QUERY/agent")),
        # (2) before (3)
        ("regnskapsforer", (AUDITOR,), "Client", "Stranger", ("AM.VLD-00032", "$QUERY/agent")),
        # (3) what the client has given
        ("regnskapsforer", (AUDITOR,), "Client", "Agent", ("AM.VLD-00032", "/values[0]/role")),
        ("revisor", (AUDITOR,), "Other", "Agent", ("AM.VLD-00032", "/values[0]/role")),
        (
            "revisor",
            (AUDITOR, "regnskapsforer-lonn"),
            "Client",
            "Agent",
            ("AM.VLD-00026", "/values[0]/packages[1]"),
        ),
        ("revisor", (AUDITOR,), "Agent", "Agent", ("AM.VLD-00006", "$QUERY/agent")),
    ],
)
def test_giving_is_refused_with_the_first_problem(
    audit_firm: Firm,
    role: str,
    packages: tuple[str, ...],
    client: str,
    agent: str,
    expected: tuple[str, str | None],
) -> None:
    firm = audit_firm
    ids = {"Nobody": "nobody", "Client": firm.client.id, "Agent": firm.agent.id}
    ids |= {"Provider": firm.provider.id, "Stranger": firm.town.person("Stranger").id}
    ids |= {"Other": firm.town.organisation("Other").id}
    ids |= {"System": firm.town.access(firm.provider, AUDITOR).id}
    values = [RolePackages(role, packages)]
    code, path = refusal(
        lambda: agent_packages.give(firm.uow, firm.acting, ids[agent], ids[client], values)
    )
    assert code == expected[0]
    assert expected[1] in (None, path)
    assert firm.uow.delegations.by_agent(firm.provider.id) == {}


def test_the_path_counts_values_and_packages(audit_firm: Firm) -> None:
    values = (("revisor", AUDITOR), ("revisor", "nonsense"))
    assert refusal(lambda: audit_firm.give(*values))[1] == "/values[1]/packages[0]"


def test_all_of_a_batch_or_nothing(audit_firm: Firm) -> None:
    call = lambda: audit_firm.give(("revisor", AUDITOR), ("daglig-leder", "posttjenester"))  # noqa: E731
    assert refusal(call) == ("AM.VLD-00032", "/values[1]/role")
    assert audit_firm.held() == []


def test_nothing_asked_for_is_nothing_done(audit_firm: Firm) -> None:
    assert audit_firm.give() == []
    assert audit_firm.take() == []
    assert audit_firm.give(to="nobody") == []


@pytest.mark.parametrize(
    ("role", "package", "agent", "code"),
    [
        ("nonsense", AUDITOR, "", "AM.VLD-00029"),
        ("revisor", "nonsense", "", "AM.VLD-00030"),
        ("revisor", AUDITOR, "nobody", "AM.VLD-00006"),
    ],
)
def test_taking_is_refused_for_what_does_not_exist(
    audit_firm: Firm, role: str, package: str, agent: str, code: str
) -> None:
    assert refusal(lambda: audit_firm.take((role, package), to=agent))[0] == code


@pytest.mark.parametrize("user_type", UserType)
def test_a_system_access_is_not_emptied_a_package_at_a_time(
    audit_firm: Firm, user_type: UserType
) -> None:
    package = AUDITOR if user_type is UserType.AGENT else "posttjenester"
    access = audit_firm.town.access(audit_firm.provider, package, user_type=user_type)
    call = lambda: audit_firm.take(("revisor", AUDITOR), to=access.id)  # noqa: E731
    assert refusal(call) == ("AM.VLD-00008", "$QUERY/agent")


# Giving and taking twice


def test_giving_and_taking_twice_equals_once(audit_firm: Firm) -> None:
    value = ("revisor", AUDITOR)
    assert [audit_firm.give(value) for _ in range(2)] == [[True], [False]]
    assert audit_firm.give(value, ("revisor", ASSISTANT)) == [False, True]
    assert audit_firm.held() == [AUDITOR, ASSISTANT]
    assert [audit_firm.take(value) for _ in range(2)] == [[True], [False]]
    assert audit_firm.held() == [ASSISTANT]


def test_taking_from_somebody_who_is_no_agent_changes_nothing(audit_firm: Firm) -> None:
    stranger = audit_firm.town.person("Stranger")
    assert audit_firm.take(("revisor", AUDITOR), to=stranger.id) == [False]


def test_a_change_tells_what_it_was_about(audit_firm: Firm) -> None:
    values = [RolePackages("revisor", (URN + AUDITOR,))]
    (change,) = agent_packages.give(
        audit_firm.uow, audit_firm.acting, audit_firm.agent.id, audit_firm.client.id, values
    )
    assert (change.agent, change.client) == (audit_firm.agent, audit_firm.client)
    assert (change.package.code, change.role, change.changed) == (AUDITOR, "revisor", True)


def test_one_package_through_two_roles_is_held_until_both_are_taken(firm: Firm) -> None:
    firm.town.role(firm.client, firm.provider, "daglig-leder")
    firm.town.grant(firm.client, firm.provider, "skattegrunnlag")
    by_role, by_grant = ("daglig-leder", "skattegrunnlag"), (RIGHT_HOLDER, "skattegrunnlag")
    assert firm.give(by_role, by_grant) == [True, True]
    assert firm.take(by_role) == [True]
    assert firm.decide(firm.client, "skattegrunnlag") is Decision.PERMIT
    assert firm.take(by_grant) == [True]
    assert firm.decide(firm.client, "skattegrunnlag") is Decision.NOT_APPLICABLE


# How it ends


def test_the_delegation_goes_with_its_last_package(audit_firm: Firm) -> None:
    audit_firm.give(("revisor", AUDITOR), ("revisor", ASSISTANT))
    audit_firm.take(("revisor", AUDITOR))
    assert list(audit_firm.uow.delegations.by_agent(audit_firm.provider.id)) == [
        audit_firm.agent.id
    ]
    audit_firm.take(("revisor", ASSISTANT))
    assert audit_firm.uow.delegations.by_agent(audit_firm.provider.id) == {}
    assert not audit_firm.uow.delegations.remove_client(audit_firm.client.id, audit_firm.agency)
    assert audit_firm.uow.assignments.get(audit_firm.agency.id) is not None


def test_it_ends_with_the_register_role(audit_firm: Firm) -> None:
    audit_firm.give(("revisor", AUDITOR))
    register.remove_role(audit_firm.uow, audit_firm.client.id, audit_firm.provider.id, "revisor")
    assert audit_firm.held() == []
    assert audit_firm.decide(audit_firm.client, AUDITOR) is Decision.NOT_APPLICABLE
    assert audit_firm.uow.assignments.get(audit_firm.agency.id) is not None


@pytest.mark.parametrize("ends", ["package", "connection"])
def test_it_ends_with_the_grant(firm: Firm, ends: str) -> None:
    connection = firm.town.grant(firm.client, firm.provider, "skattegrunnlag", "posttjenester")
    firm.give((RIGHT_HOLDER, "skattegrunnlag"), (RIGHT_HOLDER, "posttjenester"))
    if ends == "package":
        firm.uow.assignments.revoke(connection.id, "skattegrunnlag")
        assert firm.held() == ["posttjenester"]
    else:
        firm.uow.assignments.remove(connection.id)
        assert firm.held() == []


def test_other_agents_and_clients_keep_theirs(audit_firm: Firm) -> None:
    """So does what another provider has handed on to the same person."""
    town, uow = audit_firm.town, audit_firm.uow
    other_agent, other_client = town.person("Other agent"), town.organisation("Other client")
    town.role(audit_firm.provider, other_agent, AGENT)
    town.role(other_client, audit_firm.provider, "revisor")
    other_provider = town.organisation("Other provider")
    town.role(other_provider, audit_firm.agent, AGENT)
    town.role(other_provider, audit_firm.director, "daglig-leder")
    town.role(audit_firm.client, other_provider, "revisor")
    asked = [RolePackages("revisor", (AUDITOR,))]
    elsewhere = Acting(audit_firm.director.id, other_provider.id)
    for acting, agent, client in (
        (audit_firm.acting, audit_firm.agent, audit_firm.client),
        (audit_firm.acting, audit_firm.agent, other_client),
        (audit_firm.acting, other_agent, audit_firm.client),
        (elsewhere, audit_firm.agent, audit_firm.client),
    ):
        (change,) = agent_packages.give(uow, acting, agent.id, client.id, asked)
        assert change.changed
    handed_on = uow.delegations.by_agent(audit_firm.provider.id)
    assert {agent: len(packages) for agent, packages in handed_on.items()} == {
        audit_firm.agent.id: 2,
        other_agent.id: 1,
    }
    audit_firm.take(("revisor", AUDITOR))
    assert len(uow.delegations.of_agent(audit_firm.agent.id)) == 2
    assert len(uow.delegations.of_agent(other_agent.id)) == 1
    agents.remove(uow, audit_firm.acting, audit_firm.agent.id, cascade=True)
    (left,) = uow.delegations.of_agent(audit_firm.agent.id)
    assert left.origin == Assignment(audit_firm.client.id, other_provider.id, "revisor").id


# What the agent gets


def test_the_agent_gets_the_package_for_the_client_and_its_sub_units_only(
    audit_firm: Firm,
) -> None:
    town = audit_firm.town
    unit = town.organisation("Client unit", "BEDR", audit_firm.client)
    stranger = town.organisation("Stranger")
    audit_firm.give(("revisor", AUDITOR))
    assert audit_firm.decide(audit_firm.client, AUDITOR) is Decision.PERMIT
    assert audit_firm.decide(unit, URN + AUDITOR) is Decision.PERMIT
    for party, package in (
        (audit_firm.client, ASSISTANT),
        (unit, ASSISTANT),
        (stranger, AUDITOR),
        (audit_firm.provider, AUDITOR),
    ):
        assert audit_firm.decide(party, package) is Decision.NOT_APPLICABLE


def test_the_decision_tells_that_it_is_by_client_delegation(audit_firm: Firm) -> None:
    audit_firm.give(("revisor", AUDITOR))
    today = audit_firm.acting.clock.now().date()
    found = decisions.why(audit_firm.uow, audit_firm.agent.id, audit_firm.client, AUDITOR, today)
    assert found == Reason.CLIENT_DELEGATION


def test_a_sub_units_client_relationship_does_not_reach_the_main_unit(firm: Firm) -> None:
    main = firm.client
    firm.client = firm.town.organisation("Client unit", "BEDR", main)
    firm.town.role(firm.client, firm.provider, "revisor")
    firm.give(("revisor", AUDITOR))
    assert firm.decide(firm.client, AUDITOR) is Decision.PERMIT
    assert firm.decide(main, AUDITOR) is Decision.NOT_APPLICABLE


def test_an_agent_cannot_pass_it_on(audit_firm: Firm) -> None:
    audit_firm.give(("revisor", AUDITOR))
    other = audit_firm.town.person("Other")
    for party in (audit_firm.provider, audit_firm.client):
        acting = Acting(audit_firm.agent.id, party.id)
        asked = [RolePackages("revisor", (AUDITOR,))]
        with pytest.raises(Refused) as caught:
            agent_packages.give(audit_firm.uow, acting, other.id, audit_firm.client.id, asked)
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
