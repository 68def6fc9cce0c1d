"""Handing clients' packages on to persons, refusal by refusal: DOMAIN.md 3.8, 4 (14 to 16)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from practice import ASSISTANT, AUDITOR, URN, Practice
from refusing import problem_of

from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.connections import RIGHT_HOLDER
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import agent_packages

PROVIDER = "DISKRET NÆR TIGER AS"


def refusal(
    call: Callable[..., object], *arguments: object, **named: object
) -> tuple[str | None, str | None]:
    problem = problem_of(call, *arguments, **named)
    assert problem.status == 400
    return problem.code, problem.path


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
        ("AS", "hovedadministrator", "skattegrunnlag", "AM.VLD-00026"),  # gives, and has not
    ],
)
def test_a_role_carries_its_packages_within_the_organisation_form(
    practice: Practice, form: str, role: str, package: str, code: str | None
) -> None:
    practice.client = practice.town.organisation("Another client", form)
    practice.town.role(practice.client, practice.provider, role)
    if code is None:
        assert practice.give((role, package)) == [True]
        assert practice.held() == [package.removeprefix(URN)]
        assert practice.decide(practice.client, package) is Decision.PERMIT
    else:
        assert refusal(practice.give, (role, package)) == (code, "/values[0]/packages[0]")
        assert practice.held() == []


@pytest.mark.parametrize(
    ("package", "code"),
    [
        ("skattegrunnlag", None),
        ("posttjenester", "AM.VLD-00026"),  # not granted
        ("klientadministrator", "AM.VLD-00033"),  # granted, and not delegable
    ],
)
def test_a_grant_carries_what_was_granted(
    practice: Practice, package: str, code: str | None
) -> None:
    practice.town.grant(practice.client, practice.provider, "skattegrunnlag", "klientadministrator")
    if code is None:
        assert practice.give((RIGHT_HOLDER, package)) == [True]
    else:
        refused = refusal(practice.give, (RIGHT_HOLDER, package))
        assert refused == (code, "/values[0]/packages[0]")


def test_a_connection_without_a_package_carries_nothing(practice: Practice) -> None:
    practice.town.grant(practice.client, practice.provider)
    assert refusal(practice.give, (RIGHT_HOLDER, "skattegrunnlag"))[0] == "AM.VLD-00026"


def test_what_the_party_has_otherwise_is_no_clients_package(practice: Practice) -> None:
    """A package through another role of the client does not help (held *through that role*)."""
    practice.town.role(practice.client, practice.provider, "revisor")
    practice.town.grant(practice.client, practice.provider, "skattegrunnlag")
    assert refusal(practice.give, ("revisor", "skattegrunnlag"))[0] == "AM.VLD-00026"
    assert practice.give((RIGHT_HOLDER, "skattegrunnlag"), ("revisor", AUDITOR)) == [True, True]


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
    audited: Practice,
    role: str,
    packages: tuple[str, ...],
    client: str,
    agent: str,
    expected: tuple[str, str | None],
) -> None:
    practice = audited
    ids = {"Nobody": "nobody", "Client": practice.client.id, "Agent": practice.agent.id}
    ids |= {"Provider": practice.provider.id, "Stranger": practice.town.person("Stranger").id}
    ids |= {"Other": practice.town.organisation("Other").id}
    ids |= {"System": practice.town.access(practice.provider, AUDITOR).id}
    values = [RolePackages(role, packages)]
    code, path = refusal(
        agent_packages.give, practice.uow, practice.acting, ids[agent], ids[client], values
    )
    assert code == expected[0]
    assert expected[1] in (None, path)
    assert practice.uow.delegations.by_agent(practice.provider.id) == {}


def test_the_path_counts_values_and_packages(audited: Practice) -> None:
    values = (("revisor", AUDITOR), ("revisor", "nonsense"))
    assert refusal(audited.give, *values)[1] == "/values[1]/packages[0]"


def test_all_of_a_batch_or_nothing(audited: Practice) -> None:
    values = (("revisor", AUDITOR), ("daglig-leder", "posttjenester"))
    assert refusal(audited.give, *values) == ("AM.VLD-00032", "/values[1]/role")
    assert audited.held() == []


def test_nothing_asked_for_is_nothing_done(audited: Practice) -> None:
    assert audited.give() == []
    assert audited.take() == []
    assert audited.give(to="nobody") == []


@pytest.mark.parametrize(
    ("role", "package", "agent", "code"),
    [
        ("nonsense", AUDITOR, "", "AM.VLD-00029"),
        ("revisor", "nonsense", "", "AM.VLD-00030"),
        ("revisor", AUDITOR, "nobody", "AM.VLD-00006"),
    ],
)
def test_taking_is_refused_for_what_does_not_exist(
    audited: Practice, role: str, package: str, agent: str, code: str
) -> None:
    assert refusal(audited.take, (role, package), to=agent)[0] == code


@pytest.mark.parametrize("user_type", UserType)
def test_a_system_access_is_not_emptied_a_package_at_a_time(
    audited: Practice, user_type: UserType
) -> None:
    package = AUDITOR if user_type is UserType.AGENT else "posttjenester"
    access = audited.town.access(audited.provider, package, user_type=user_type)
    refused = refusal(audited.take, ("revisor", AUDITOR), to=access.id)
    assert refused == ("AM.VLD-00008", "$QUERY/agent")


# Giving and taking twice


def test_giving_and_taking_twice_equals_once(audited: Practice) -> None:
    value = ("revisor", AUDITOR)
    assert [audited.give(value) for _ in range(2)] == [[True], [False]]
    assert audited.give(value, ("revisor", ASSISTANT)) == [False, True]
    assert audited.held() == [AUDITOR, ASSISTANT]
    assert [audited.take(value) for _ in range(2)] == [[True], [False]]
    assert audited.held() == [ASSISTANT]


def test_taking_from_somebody_who_is_no_agent_changes_nothing(audited: Practice) -> None:
    stranger = audited.town.person("Stranger")
    assert audited.take(("revisor", AUDITOR), to=stranger.id) == [False]


def test_a_change_tells_what_it_was_about(audited: Practice) -> None:
    values = [RolePackages("revisor", (URN + AUDITOR,))]
    (change,) = agent_packages.give(
        audited.uow,
        audited.acting,
        audited.agent.id,
        audited.client.id,
        values,
    )
    assert (change.agent, change.client) == (audited.agent, audited.client)
    assert (change.package.code, change.role, change.changed) == (AUDITOR, "revisor", True)


def test_one_package_through_two_roles_is_held_until_both_are_taken(practice: Practice) -> None:
    practice.town.role(practice.client, practice.provider, "daglig-leder")
    practice.town.grant(practice.client, practice.provider, "skattegrunnlag")
    by_role, by_grant = ("daglig-leder", "skattegrunnlag"), (RIGHT_HOLDER, "skattegrunnlag")
    assert practice.give(by_role, by_grant) == [True, True]
    assert practice.take(by_role) == [True]
    assert practice.decide(practice.client, "skattegrunnlag") is Decision.PERMIT
    assert practice.take(by_grant) == [True]
    assert practice.decide(practice.client, "skattegrunnlag") is Decision.NOT_APPLICABLE


def test_what_cannot_be_handed_on_can_be_taken_back_though_it_changes_nothing(
    audited: Practice,
) -> None:
    assert audited.take(("revisor", "tilgangsstyrer")) == [False]


def test_taking_nothing_back_asks_for_neither_client_nor_agent(practice: Practice) -> None:
    taken = agent_packages.take(practice.uow, practice.acting, "nobody", "nobody", [])
    assert taken == ()
