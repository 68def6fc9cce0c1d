"""Client administration without JavaScript: the tab Clients (`PORTAL.md 11.2`)."""

from __future__ import annotations

import pytest
from client_access import ADMINISTRATION, CLIENTS_TAB, row_titles
from visitor import Visitor


def test_ten_clients_at_a_time_on_the_tab(administrator: Visitor) -> None:
    administrator.go(f"{CLIENTS_TAB}&deleted=1")
    more = administrator.t("button.show_more")
    assert len(row_titles(administrator)) == 10
    administrator.click("button", more)
    assert len(row_titles(administrator)) > 10
    assert more not in administrator.names("button")


@pytest.fixture
def clients(administrator: Visitor) -> Visitor:
    administrator.click("tab", administrator.t("tab.clients"))
    return administrator


def test_the_clients_by_name(clients: Visitor) -> None:
    t = clients.t
    field = clients.find("searchbox", t("field.search"))
    assert field.get("placeholder") == t("field.search_providers_clients")
    assert row_titles(clients)[:2] == ["Blåveis Blomster AS", "Fjellbris Verksted AS"]
    assert t("text.organization_number", number="312 680 858") in clients.text
    clients.click("link", "Fjellbris Verksted AS")
    assert clients.title == t("title.providers_client")
    clients.click("link", t("link.back"))
    assert (clients.path, clients.query) == (ADMINISTRATION, {"tab": "clients"})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("revisork", ["Revisorkunde AS"]),
        ("311860917", ["Revisorkunde AS"]),
        ("311 860 917", []),
    ],
)
def test_the_clients_are_searched(clients: Visitor, query: str, expected: list[str]) -> None:
    clients.fill("searchbox", clients.t("field.search"), query)
    assert row_titles(clients) == expected
    assert (clients.t("message.no_matches") in clients.text) is (not expected)


def test_deleted_clients_are_shown_when_asked_for(clients: Visitor) -> None:
    t = clients.t
    assert "Havbris Fiskemottak AS" not in row_titles(clients)
    clients.tick(t("field.show_deleted"), "switch")
    assert "Havbris Fiskemottak AS" in row_titles(clients)
    assert clients.text.count(t("text.deleted")) == 1
    clients.tick(t("field.show_deleted"), "switch", on=False)
    assert "Havbris Fiskemottak AS" not in row_titles(clients)


def test_the_filter_chooses_relationships(clients: Visitor) -> None:
    t = clients.t
    names = {"nb": ("Revisor", "Regnskapsfører"), "en": ("Auditor", "Accountant")}[t.language]
    more = {"nb": "Forretningsfører", "en": "Business Manager"}[t.language]
    clients.click("button", t("button.relationships"))
    choices = [*names, more, t("text.other_relationships")]
    assert clients.names("menuitemcheckbox") == choices
    clients.click("menuitemcheckbox", names[1])
    assert row_titles(clients) == ["Blåveis Blomster AS"]
    clients.click("menuitemcheckbox", names[0])
    assert "Revisorkunde AS" in row_titles(clients)
    assert "Solsiden Borettslag" not in row_titles(clients)
    checked = [
        clients.name(each)
        for each in clients.elements("menuitemcheckbox")
        if each.get("aria-checked") == "true"
    ]
    assert checked == list(names)
    clients.click("button", ", ".join(names))
    assert clients.names("menuitemcheckbox") == []
    clients.fill("searchbox", t("field.search"), "solsiden")
    assert row_titles(clients) == []
    clients.go(f"{CLIENTS_TAB}&roles=other")
    assert t("message.no_clients_match_filters") in clients.text


def test_an_organisation_without_clients(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go(CLIENTS_TAB)
    assert visitor.t("message.party_has_no_clients") in visitor.text
