"""Client administration without JavaScript: the tab Users (`PORTAL.md 11.1`)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from client_access import ADMINISTRATION, LUN_SKOG, PROVIDER, give_client_access, row_titles
from visitor import NewVisitor, Visitor, party, shown_text

from systemtilgang.domain.connections import AGENT, RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.store import Store


def test_the_page_without_any_user(administrator: Visitor) -> None:
    t = administrator.t
    assert administrator.title == t("title.client_administration")
    assert administrator.names("heading") == [
        t("heading.client_administration", actor="Diskret Nær Tiger AS")
    ]
    assert administrator.names("tab") == [t("tab.users"), t("tab.clients")]
    assert administrator.names("searchbox") == [t("field.search")]
    field = administrator.find("searchbox", t("field.search"))
    assert field.get("placeholder") == t("field.search_agents")
    for shown in (t("text.client_administration_intro"), t("message.no_agents")):
        assert shown in administrator.text


def test_users_are_links_newly_added_first(
    new_visitor: NewVisitor, store: Store, visitor: Visitor
) -> None:
    clock = FixedClock()
    clock.advance(timedelta(hours=-2))
    give_client_access(store, "DRESS MINST", clock=clock)
    path = give_client_access(store, "LUN SKOG")
    visitor.log_in("Klok Hegre", "Diskret Nær Tiger AS")
    visitor.go(ADMINISTRATION)
    assert row_titles(visitor) == ["Lun Skog", "Dress Minst"]
    assert visitor.text.count(visitor.t("text.new")) == 1
    assert visitor.t("text.born", date="16.05.1976") in visitor.text
    visitor.click("link", "Lun Skog")
    assert visitor.path == path


def test_a_search_also_finds_others_who_can_be_added(administrator: Visitor, store: Store) -> None:
    t = administrator.t
    administrator.fill("searchbox", t("field.search"), "lun")
    assert administrator.names("heading")[1:] == [t("heading.other_matching_users")]
    add = administrator.find("button", t("row_name.add_user", user="Lun Skog"))
    assert shown_text(add) == t("row_button.add_user")
    administrator.click("button", t("row_name.add_user", user="Lun Skog"))
    assert t("message.agent_added") in administrator.names("alert")[0]
    assert administrator.query == {"q": "lun"}
    assert row_titles(administrator) == ["Lun Skog"]
    administrator.fill("searchbox", t("field.search"), "n")
    assert administrator.names("heading")[1:] == [
        t("heading.users_with_client_access"),
        t("heading.other_matching_users"),
    ]


def test_somebody_who_lost_all_access_meanwhile_is_not_added(
    administrator: Visitor, store: Store
) -> None:
    t = administrator.t
    administrator.fill("searchbox", t("field.search"), "lun")
    provider, person = party(store, PROVIDER), party(store, "LUN SKOG")
    with store.unit_of_work() as uow:
        uow.assignments.remove(Assignment(provider.id, person.id, RIGHT_HOLDER).id)
        uow.commit()
    administrator.click("button", t("row_name.add_user", user="Lun Skog"))
    nobody_found, told = administrator.names("alert")
    assert t("message.no_hits_for", query="lun") in nobody_found
    assert t("message.agent_not_added") in told
    assert row_titles(administrator) == []


@pytest.mark.parametrize(
    ("query", "tip"),
    [("zz", "message.add_as_new_user"), (LUN_SKOG, "message.no_search_by_person_number")],
)
def test_a_search_that_finds_nobody_says_what_to_do(
    administrator: Visitor, query: str, tip: str
) -> None:
    t = administrator.t
    administrator.fill("searchbox", t("field.search"), query)
    (told,) = administrator.names("alert")
    assert t("message.no_hits_for", query=query) in told
    assert t(tip) in told
    assert t("message.no_agents") not in administrator.text


@pytest.mark.parametrize("are_agents", [True, False], ids=["users", "others"])
def test_ten_users_at_a_time(administrator: Visitor, store: Store, are_agents: bool) -> None:
    provider = party(store, PROVIDER)
    with store.unit_of_work() as uow:
        for number in range(11):
            person = Party(f"person {number}", PartyKind.PERSON, f"PRØVE {number:02}")
            uow.parties.add(person)
            role = AGENT if are_agents else RIGHT_HOLDER
            uow.assignments.add(Assignment(provider.id, person.id, role))
        uow.commit()
    administrator.fill("searchbox", administrator.t("field.search"), "prøve")
    more = administrator.t("button.show_more")
    assert len(row_titles(administrator)) == 10
    administrator.click("button", more)
    assert len(row_titles(administrator)) == 11
    assert more not in administrator.names("button")
