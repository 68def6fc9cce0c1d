"""Finding a client among all that have given the organisation something, or nothing to hand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import parse_qs, urlsplit

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, guide, then, when
from steps.types import Organisation, Role, Switch
from steps.witness import expect_refused
from steps.world import Reference, world
from systemtilgang.domain.client_delegation import (
    CLIENT_UNKNOWN,
    NOT_FOR_THIS_KIND,
    PACKAGE_INVALID,
    PACKAGE_NOT_DELEGABLE,
    PACKAGE_NOT_HELD,
    ROLE_NOT_GIVEN,
    ROLE_UNKNOWN,
    RolePackages,
)
from systemtilgang.domain.problems import Problem
from systemtilgang.service import agent_clients, agent_packages
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork


@when(nb="jeg velger klientforholdet {role}", en="I choose the client relationship {role}")
@guide(
    nb="Velg klientforholdene du vil se. I eksempelet er det {role}.",
    en="Choose the client relationships that you want to see. In the example, it is {role}.",
)
def choose_relationship(portal: Portal, words: Words, role: Role) -> None:
    """Ticks a choice of the filter."""
    name = world().catalogue.roles[role].name.in_language(words.language)
    portal.click(name, ["menuitemcheckbox"])


@when(nb="jeg slår på {switch}", en="I turn on {switch}")
@guide(nb="Slå på {switch}.", en="Turn on {switch}.")
def turn_on(portal: Portal, switch: Switch) -> None:
    """Presses a switch that is off."""
    portal.click(switch.text, ["switch"])


@then(
    nb="ser jeg bare disse klientene:",
    en="I only see these clients:",
    table={"client": column(Organisation, nb="Klient", en="Client")},
)
@guide(nb="Du ser bare disse klientene:", en="You only see these clients:")
def sees_clients(
    portal: Portal, reference: Reference, table: tuple[Mapping[str, str], ...]
) -> None:
    """The list has these and no others; the rules give the same, in this order, for the choices
    that stand in the page's address, and everybody for none."""
    numbers = [row["client"] for row in table]
    asked = parse_qs(urlsplit(portal.address).query)
    acting = reference.visiting(reference.acting_for)
    with reference.state() as uow:
        chosen = agent_clients.list_clients(
            uow, acting, "", asked.get("roles", ()), with_deleted="deleted" in asked
        )
        everybody = agent_clients.list_clients(uow, acting, with_deleted=True).clients
    for number in numbers:
        portal.expect(reference.shown_name(number), ["link"])
    for each in everybody:
        if each.party.number not in numbers:
            portal.expect_gone(reference.shown_name(str(each.party.number)), ["link"])
    assert [each.party.number for each in chosen.clients] == numbers, "the rules list others"
    assert not chosen.is_empty, "the organisation is said to have no clients"
    expect_refused(
        reference,
        reference.acting_for,
        CLIENT_UNKNOWN,
        lambda uow, me: agent_clients.agents_of(uow, me, me.party),
    )
    clients = {each.giver for each in world().assignments if each.receiver == acting.party}
    assert clients <= {each.party.id for each in everybody}, "the rules leave some out"


@then(
    nb="ser jeg at {organisation} ikke har noe å gi videre for {client}",
    en="I see that {organisation} has nothing to pass on for {client}",
)
@guide(
    nb="Du ser at virksomheten ikke har noen fullmakt å gi videre for {client}.",
    en="You see that the organization has no authorization to pass on for {client}.",
)
def nothing_to_hand_on(
    portal: Portal,
    reference: Reference,
    words: Words,
    organisation: Organisation,
    client: Organisation,
) -> None:
    """The client's page says so; the rules know nothing to hand on, and refuse what the client's
    role would carry for another organisation form."""
    portal.expect(reference.shown_name(client), ["heading"])
    portal.expect_text(
        words("message.nothing_to_hand_on", actor=reference.shown_name(organisation))
    )
    giver = reference.party(client).id
    acting = reference.visiting(organisation)
    with reference.state() as uow:
        seen = agent_clients.agents_of(uow, acting, giver)
        found = agent_clients.agents_of(uow, acting, giver, "?").agents
    assert not seen.has_packages, "there is something to hand on"
    assert seen.agents, "nobody has client access"
    assert found == (), "a search finds everybody"
    agent = seen.agents[0].agent.party.id
    carried = [
        RolePackages(role, (package.code,))
        for role in reference.register_roles(client, organisation)
        for package, _ in world().catalogue.by_role.get(role, ())
        if package.is_delegable
    ]
    assert carried, "the client's roles carry nothing, whatever its form"
    _expect_refused(reference, organisation, agent, giver, PACKAGE_NOT_HELD, "packages[0]", carried)
    role = carried[0].role
    for problem, place, value in (
        (ROLE_UNKNOWN, "role", RolePackages("", ())),
        (ROLE_NOT_GIVEN, "role", RolePackages("revisor", ())),
        (PACKAGE_INVALID, "packages[0]", RolePackages(role, ("",))),
        (PACKAGE_NOT_DELEGABLE, "packages[0]", RolePackages(role, ("tilgangsstyrer",))),
    ):
        _expect_refused(reference, organisation, agent, giver, problem, place, [value])
    no_person = partial(_give, agent=acting.party, client=giver, value=carried[0])
    expect_refused(reference, organisation, NOT_FOR_THIS_KIND, no_person)


def _expect_refused(
    reference: Reference,
    organisation: str,
    agent: str,
    client: str,
    problem: Problem,
    place: str,
    values: Sequence[RolePackages],
) -> None:
    """None of the values can be given to the agent; the problem is at this place of it."""
    giving = (partial(_give, agent=agent, client=client, value=value) for value in values)
    found = replace(problem, path=f"/values[0]/{place}")
    expect_refused(reference, organisation, found, *giving)


def _give(uow: UnitOfWork, acting: Acting, agent: str, client: str, value: RolePackages) -> object:
    return agent_packages.give(uow, acting, agent, client, (value,))
