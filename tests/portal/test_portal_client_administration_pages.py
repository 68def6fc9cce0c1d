"""One user with client access, and one client, without JavaScript (`PORTAL.md 11.3, 11.4`)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from client_access import (
    ADMINISTRATION,
    AUDITOR,
    PROVIDER,
    client_path,
    give_client_access,
    group,
    regions,
    send,
    shown_dialog,
    was_handed,
)
from visitor import Visitor, party, shown_text

from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.service import register
from systemtilgang.store import Store

# One user


@pytest.fixture
def agent(administrator: Visitor, store: Store) -> Visitor:
    """The page of a user who has a package of Revisorkunde AS."""
    administrator.go(give_client_access(store, "LUN SKOG", "Revisorkunde AS"))
    return administrator


def test_a_user_with_a_client(agent: Visitor) -> None:
    t = agent.t
    assert agent.title == t("title.agent")
    assert agent.names("heading") == [
        "Lun Skog",
        t("heading.has_clients"),
        "Revisorkunde AS",
        t("heading.can_have_clients"),
    ]
    assert t("text.for_actor", actor="Diskret Nær Tiger AS") in agent.text
    assert "Org.nr. 311 860 917" in agent.text
    assert regions(agent) == {
        t("heading.has_clients"): ["Revisorkunde AS"],
        t("heading.can_have_clients"): [],
    }
    agent.click("link", t("link.back"))
    assert agent.path == ADMINISTRATION


def test_a_user_without_any_client(administrator: Visitor, store: Store) -> None:
    administrator.go(give_client_access(store, "LUN SKOG"))
    assert administrator.t("message.agent_has_no_clients") in administrator.text


def test_giving_and_taking_moves_the_client(agent: Visitor, store: Store) -> None:
    t = agent.t
    package = AUDITOR[t.language]
    agent.click("button", t("heading.can_have_clients"))
    agent.click("button", "Nordlys Bakeri AS")
    give = t("delegation_name.give", package=package)
    assert give in group(agent, "Nordlys Bakeri AS")
    assert shown_text(agent.find("button", give)) == t("delegation_button.give")
    assert t("text.from_register") in agent.text
    agent.click("button", give)
    (told,) = agent.names("alert")
    assert t("message.agent_given", user="Lun Skog", package=package) in told
    assert regions(agent)[t("heading.has_clients")] == ["Nordlys Bakeri AS", "Revisorkunde AS"]
    assert "Nordlys Bakeri AS" not in regions(agent)[t("heading.can_have_clients")]
    assert was_handed(store, "LUN SKOG", "NORDLYS BAKERI AS")
    take = t("delegation_name.take", package=package)
    assert take in group(agent, "Nordlys Bakeri AS")
    agent.click("button", take)
    (told,) = agent.names("alert")
    assert t("message.agent_taken", user="Lun Skog", package=package) in told
    assert regions(agent)[t("heading.has_clients")] == ["Revisorkunde AS"]
    assert "Nordlys Bakeri AS" in regions(agent)[t("heading.can_have_clients")]
    assert not was_handed(store, "LUN SKOG", "NORDLYS BAKERI AS")


def test_a_client_that_nothing_is_left_of_is_found_again(agent: Visitor) -> None:
    t = agent.t
    agent.click("button", "Revisorkunde AS")
    agent.click("button", t("delegation_name.take", package=AUDITOR[t.language]))
    assert t("message.agent_has_no_clients") in agent.text
    assert "Revisorkunde AS" in regions(agent)[t("heading.can_have_clients")]
    assert t("delegation_name.give", package=AUDITOR[t.language]) in group(agent, "Revisorkunde AS")


def test_a_client_outside_the_organisation_form_gives_nothing(agent: Visitor) -> None:
    agent.fill("searchbox", agent.t("field.search_providers_clients"), "torget")
    agent.click("button", "Torget Eiendom AS")
    assert group(agent, "Torget Eiendom AS") == []
    assert agent.t("message.nothing_to_hand_on", actor="Diskret Nær Tiger AS") in agent.text


def test_a_relationship_that_has_ended_gives_nothing_any_more(agent: Visitor, store: Store) -> None:
    t = agent.t
    package = AUDITOR[t.language]
    client, provider = party(store, "NORDLYS BAKERI AS").id, party(store, PROVIDER).id
    agent.fill("searchbox", t("field.search_providers_clients"), "nordlys")
    agent.click("button", "Nordlys Bakeri AS")
    with store.unit_of_work() as uow:
        register.remove_role(uow, client, provider, "revisor")
        uow.commit()
    agent.click("button", t("delegation_name.give", package=package))
    (told,) = agent.names("alert")
    assert t("message.agent_not_given", user="Lun Skog", package=package) in told
    assert "Nordlys Bakeri AS" not in agent.names("button")


def test_taking_from_a_user_who_is_gone_says_so(agent: Visitor, store: Store) -> None:
    t = agent.t
    values = {"package": "ansvarlig-revisor", "roles": "revisor", "other": "nobody"}
    path = agent.path
    assert agent.post(f"{path}/take", **values) == 303
    agent.go(path)
    told = t("message.agent_not_taken", user="Lun Skog", package=AUDITOR[t.language])
    assert told in agent.names("alert")[0]


@pytest.mark.parametrize(
    "missing", [{"roles": ""}, {"package": "nonsense"}], ids=["no role", "unknown package"]
)
def test_a_form_that_no_page_has_is_not_answered(
    agent: Visitor, store: Store, missing: dict[str, str]
) -> None:
    client = party(store, "NORDLYS BAKERI AS").id
    values = {"package": "ansvarlig-revisor", "roles": "revisor", "other": client, **missing}
    assert agent.post(f"{agent.path}/give", **values) == 404
    assert not was_handed(store, "LUN SKOG", "NORDLYS BAKERI AS")


def test_a_search_opens_those_that_can_be_had(agent: Visitor) -> None:
    t = agent.t
    agent.fill("searchbox", t("field.search_providers_clients"), "nordlys")
    assert regions(agent)[t("heading.can_have_clients")] == ["Nordlys Bakeri AS"]
    assert t("message.no_matches") in agent.text
    agent.click("button", t("heading.can_have_clients"))
    assert regions(agent)[t("heading.can_have_clients")] == []


def test_deleted_clients_are_listed_when_asked_for(agent: Visitor) -> None:
    t = agent.t
    agent.fill("searchbox", t("field.search_providers_clients"), "havbris")
    assert "Havbris Fiskemottak AS" not in agent.names("button")
    assert t("text.deleted") not in agent.text
    agent.tick(t("field.show_deleted"), "switch")
    assert regions(agent)[t("heading.can_have_clients")] == ["Havbris Fiskemottak AS"]
    assert agent.text.count(t("text.deleted")) == 1


def test_ten_clients_at_a_time(agent: Visitor) -> None:
    t = agent.t
    agent.tick(t("field.show_deleted"), "switch")
    agent.click("button", t("heading.can_have_clients"))
    assert len(regions(agent)[t("heading.can_have_clients")]) == 10
    agent.click("button", t("button.show_more"))
    assert len(regions(agent)[t("heading.can_have_clients")]) > 10


def test_deleting_a_user_takes_everything(agent: Visitor, store: Store) -> None:
    t = agent.t
    path = agent.path
    agent.click("button", t("button.delete_user"))
    assert agent.names("dialog") == [t("heading.delete_agent")]
    assert t("message.agent_loses_everything") in agent.text
    agent.click("button", t("button.cancel"))
    assert agent.names("dialog") == []
    assert was_handed(store, "LUN SKOG", "Revisorkunde AS")
    agent.click("button", t("button.delete_user"))
    agent.click("button", t("button.delete_user"))
    assert agent.path == ADMINISTRATION
    assert agent.names("alert") == []
    assert t("message.no_agents") in agent.text
    assert not was_handed(store, "LUN SKOG", "Revisorkunde AS")
    assert agent.go(path) == 404


@pytest.mark.parametrize("kind", ["agent", "client"])
def test_an_address_of_nobody_is_not_found(administrator: Visitor, kind: str) -> None:
    assert administrator.go(f"{ADMINISTRATION}/{kind}/nobody") == 404


# The details of a package


def test_the_details_of_a_package_have_the_button_too(agent: Visitor, store: Store) -> None:
    t = agent.t
    package = AUDITOR[t.language]
    agent.click("button", "Revisorkunde AS")
    agent.click("button", package)
    assert agent.names("dialog") == [package]
    assert shown_dialog(agent).count(t("text.for_actor", actor="Revisorkunde AS")) == 1
    assert t("message.user_has_package", user="Lun Skog") in agent.text
    agent.click("button", t("delegation_button.take"))
    assert agent.names("dialog") == [package]
    (told,) = agent.names("alert")
    assert t("message.agent_taken", user="Lun Skog", package=package) in told
    assert t("message.user_has_package", user="Lun Skog") not in agent.text
    assert not was_handed(store, "LUN SKOG", "Revisorkunde AS")
    agent.click("button", t("delegation_button.give"))
    assert was_handed(store, "LUN SKOG", "Revisorkunde AS")
    agent.click("button", t("button.close_dialog"))
    assert agent.names("dialog") == []


# One client


@pytest.fixture
def client(administrator: Visitor, store: Store) -> Visitor:
    """The page of Revisorkunde AS, of which one of two users has something."""
    clock = FixedClock()
    clock.advance(timedelta(days=-1))
    give_client_access(store, "LUN SKOG", "Revisorkunde AS", clock)
    give_client_access(store, "DRESS MINST", clock=clock)
    administrator.go(client_path(store, "Revisorkunde AS"))
    return administrator


def test_a_client_with_a_user(client: Visitor) -> None:
    t = client.t
    assert client.names("heading")[0] == "Revisorkunde AS"
    assert t("text.given_to_actor", actor="Diskret Nær Tiger AS") in client.text
    assert regions(client) == {
        t("heading.users_with_power"): ["Lun Skog"],
        t("heading.users_who_can_get_power"): [],
    }


def test_giving_and_taking_on_the_clients_page(client: Visitor, store: Store) -> None:
    t = client.t
    package = AUDITOR[t.language]
    client.click("button", t("heading.users_who_can_get_power"))
    client.click("button", "Dress Minst")
    client.click("button", t("delegation_name.give", package=package))
    assert regions(client)[t("heading.users_with_power")] == ["Dress Minst", "Lun Skog"]
    assert was_handed(store, "DRESS MINST", "Revisorkunde AS")
    assert t("message.add_users_for_client") in client.text
    client.click("button", t("delegation_name.take", package=package))
    (told,) = client.names("alert")
    assert t("message.agent_taken", user="Dress Minst", package=package) in told
    assert not was_handed(store, "DRESS MINST", "Revisorkunde AS")


def test_a_person_is_added_on_the_clients_page_and_new_there(client: Visitor, store: Store) -> None:
    t = client.t
    path = client.path
    client.click("button", t("button.add_agent"))
    send(client, "30877505916", "Nobody")
    assert t("message.unknown_person") in client.text
    send(client, "30877505916", "Tydelig")
    assert client.path == path
    assert t("message.agent_has_client_access") in client.names("alert")[0]
    assert regions(client)[t("heading.recently_added_users")] == ["Tydelig Måne"]
    assert client.text.count(t("text.new")) == 1
    client.click("button", "Tydelig Måne")
    client.click("button", t("delegation_name.give", package=AUDITOR[t.language]))
    assert regions(client)[t("heading.users_with_power")] == ["Tydelig Måne", "Lun Skog"]


def test_users_are_searched_on_the_clients_page(client: Visitor) -> None:
    t = client.t
    client.fill("searchbox", t("field.search_agents"), "dress")
    assert regions(client)[t("heading.users_who_can_get_power")] == ["Dress Minst"]
    assert t("message.no_users_found") in client.text
    client.fill("searchbox", t("field.search_agents"), "zz")
    assert regions(client) == {}
    assert t("message.no_users_found") in client.text


def test_a_client_nobody_has_anything_of(administrator: Visitor, store: Store) -> None:
    t = administrator.t
    administrator.go(client_path(store, "NORDLYS BAKERI AS"))
    assert t("message.no_agents") in administrator.text
    administrator.click("button", t("heading.users_who_can_get_power"))
    assert t("message.add_users_for_client") in administrator.text


def test_a_client_that_gives_nothing_has_nothing_to_pass_on(client: Visitor, store: Store) -> None:
    client.go(client_path(store, "TORGET EIENDOM AS"))
    assert client.t("message.nothing_to_hand_on", actor="Diskret Nær Tiger AS") in client.text
    assert regions(client) == {}


def test_the_details_of_a_package_on_the_clients_page(client: Visitor) -> None:
    t = client.t
    client.click("button", "Lun Skog")
    client.click("button", AUDITOR[t.language])
    assert shown_dialog(client).count(t("text.for_actor", actor="Revisorkunde AS")) == 1
    assert t("message.user_has_package", user="Lun Skog") in client.text
