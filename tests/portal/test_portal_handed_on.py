"""What an agent sees of a client whose package was handed on to it (`DOMAIN.md 3.9`, 5)."""

from __future__ import annotations

import pytest
from client_access import AUDITOR, give_client_access
from visitor import Visitor

from systemtilgang.store import Store

AGENT, CLIENT, PROVIDER = "Lun Skog", "Revisorkunde AS", "Diskret Nær Tiger AS"


@pytest.fixture
def agent(visitor: Visitor, store: Store) -> Visitor:
    """An employee of the provider who has one package of one client, choosing whom to act for."""
    give_client_access(store, "LUN SKOG", "Revisorkunde AS")
    visitor.log_in(AGENT)
    return visitor


def test_the_client_is_among_those_to_act_for(agent: Visitor) -> None:
    actors = agent.names("menuitem")
    assert [actors.count(name) for name in (CLIENT, "Klientkunde AS")] == [1, 0]
    agent.click("menuitem", CLIENT)
    assert agent.names("heading")[0] == CLIENT


def test_without_a_package_the_client_is_not(visitor: Visitor, store: Store) -> None:
    give_client_access(store, "LUN SKOG")
    visitor.log_in(AGENT)
    assert PROVIDER in visitor.names("menuitem")
    assert CLIENT not in visitor.names("menuitem")


def test_the_sections_are_those_that_everybody_has(agent: Visitor) -> None:
    t = agent.t
    agent.click("menuitem", CLIENT)
    sidebar = agent.tree.xpath(".//aside//a")
    assert [agent.name(each) for each in sidebar] == [t("link.access_management"), t("link.users")]


def test_the_own_page_shows_what_was_handed_on_and_nothing_to_change(agent: Visitor) -> None:
    t = agent.t
    agent.click("menuitem", CLIENT)
    agent.click("link", t("link.your_powers"))
    assert agent.names("heading")[:2] == [AGENT, t("heading.packages_held", count=1)]
    assert t("button.grant") not in agent.names("button")
    agent.click("button", agent.name(agent.tree.xpath(".//h3/button")[0]))
    assert AUDITOR[t.language] in agent.names("button")
    assert agent.tree.xpath(".//main//form[@method='post']") == []


def test_the_users_page_shows_oneself_only(agent: Visitor) -> None:
    agent.click("menuitem", CLIENT)
    agent.click("link", agent.t("link.users"))
    assert agent.t("message.not_access_manager", actor=CLIENT) in agent.text
    assert agent.t("button.new_user") not in agent.names("button")
