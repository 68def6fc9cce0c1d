"""Client administration without JavaScript: who may, both tabs (`PORTAL.md 11.1, 11.2`)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from client_access import (
    ADMINISTRATION,
    PROVIDER,
    client_path,
    give_client_access,
    row_titles,
    send,
    was_handed,
)
from visitor import NewVisitor, Visitor, party, shown_text

from systemtilgang.domain.connections import AGENT, RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.portal.texts import labels
from systemtilgang.store import Store

CLIENTS_TAB = f"{ADMINISTRATION}?tab=clients"
LUN_SKOG = "16857692261"

# The words of the facts

WORDS = {
    "heading.client_administration": (
        "Klientadministrasjon for {actor}",
        "Client administration for {actor}",
    ),
    "link.client_administration": ("Klientadministrasjon", "Client Administration"),
    "title.client_administration": (
        "Klientadministrasjon - Altinn",
        "Client administration - Altinn",
    ),
    "tab.users": ("Brukere", "Users"),
    "tab.clients": ("Klienter", "Clients"),
    "button.add_agent": ("Legg til ny bruker", "Add new user"),
    "heading.users_with_client_access": ("Brukere med klienttilgang", "Users with client access"),
    "heading.other_matching_users": ("Andre brukere", "Other users"),
    "row_button.add_user": ("Legg til", "Add"),
    "message.agent_added": ("Bruker lagt til.", "User added."),
    "message.agent_not_added": ("Kunne ikke legge til bruker.", "Could not add user."),
    "button.relationships": ("Klientforhold", "Client relationships"),
    "text.other_relationships": ("Andre klientforhold", "Other client relationships"),
    "field.show_deleted": ("Vis slettede", "Show deleted"),
    "title.agent": ("Bruker med klienttilgang - Altinn", "User with client access - Altinn"),
    "heading.has_clients": ("Har disse klientene", "Has these clients"),
    "heading.can_have_clients": ("Kan få disse klientene", "Can have these clients"),
    "delegation_button.give": ("Gi fullmakt", "Give power of attorney"),
    "delegation_button.take": ("Slett fullmakt", "Delete power of attorney"),
    "title.providers_client": ("Valgt klient - Altinn", "Chosen client - Altinn"),
    "heading.recently_added_users": ("Nylig lagt til brukere", "Recently added users"),
    "heading.users_with_power": ("Brukere med fullmakt", "Users with power of attorney"),
    "heading.users_who_can_get_power": (
        "Brukere som kan få fullmakt",
        "Users who can get power of attorney",
    ),
    "message.no_client_administrator": (
        "Du har ikke tilgang til klientadministrasjon",
        "You do not have access to client administration",
    ),
}


@pytest.mark.parametrize("edition", ["2025-12", "2026-08"])
def test_the_words_are_those_of_the_facts_in_every_edition(edition: str) -> None:
    nb, en = labels(edition, "nb").texts, labels(edition, "en").texts
    assert {key: (nb[key], en[key]) for key in WORDS} == WORDS


# Who may


@pytest.mark.parametrize(
    ("person", "actor", "may"),
    [
        ("Klok Hegre", "Diskret Nær Tiger AS", True),
        ("Dress Minst", "Diskret Nær Tiger AS", True),
        ("Trygg Varde", "Diskret Nær Tiger AS", True),
        ("Stille Fjord", "Diskret Nær Tiger AS", False),
        ("Mild Sti", "Klientkunde AS", False),
        ("Rask Lykt", "Rask Lykt", False),
    ],
)
@pytest.mark.parametrize("edition", ["2025-12", "2026-08"])
def test_only_client_administrators_have_the_section(
    new_visitor: NewVisitor, store: Store, person: str, actor: str, may: bool, edition: str
) -> None:
    agent = give_client_access(store, "LUN SKOG")
    visitor = new_visitor("nb", edition)
    visitor.log_in(person, actor)
    assert (visitor.t("link.client_administration") in visitor.names("link")) is may
    for path in (ADMINISTRATION, CLIENTS_TAB, agent, client_path(store, "Revisorkunde AS")):
        assert visitor.go(path) == 200
        assert (visitor.t("message.no_client_administrator") not in visitor.text) is may
        assert (visitor.t("button.add_agent") in visitor.text) is (
            may and "tab" not in path and path != agent
        )


def test_who_may_not_cannot_send_the_forms_either(visitor: Visitor, store: Store) -> None:
    agent = give_client_access(store, "LUN SKOG", "Revisorkunde AS")
    client = client_path(store, "Revisorkunde AS")
    visitor.log_in("Stille Fjord", "Diskret Nær Tiger AS")
    person = {"identifier": LUN_SKOG, "last-name": "Lun"}
    other = {"package": "ansvarlig-revisor", "roles": "revisor", "other": agent.split("/")[-1]}
    assert visitor.post(f"{ADMINISTRATION}/add-person", **person) == 403
    assert visitor.post(f"{ADMINISTRATION}/add-known", person=party(store, "DRESS MINST").id) == 403
    assert visitor.post(f"{client}/add-person", **person) == 403
    for path in (agent, client):
        assert visitor.post(f"{path}/give", **other) == 403
        assert visitor.post(f"{path}/take", **other) == 403
    assert visitor.post(f"{agent}/delete") == 403
    assert was_handed(store, "LUN SKOG", "Revisorkunde AS")


def test_the_landing_page_tells_what_the_section_is_for(visitor: Visitor) -> None:
    visitor.log_in("Klok Hegre", "Diskret Nær Tiger AS")
    description = visitor.t("text.client_administration_description", actor="Diskret Nær Tiger AS")
    assert description in visitor.text


# Tab Users


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


def test_ten_clients_at_a_time_on_the_tab(administrator: Visitor) -> None:
    administrator.go(f"{CLIENTS_TAB}&deleted=1")
    more = administrator.t("button.show_more")
    assert len(row_titles(administrator)) == 10
    administrator.click("button", more)
    assert len(row_titles(administrator)) > 10
    assert more not in administrator.names("button")


# Adding a person


@pytest.fixture
def dialog(administrator: Visitor) -> Visitor:
    administrator.click("button", administrator.t("button.add_agent"))
    return administrator


def test_the_dialog_has_one_tab_and_is_closed(dialog: Visitor) -> None:
    t = dialog.t
    assert dialog.names("dialog") == [t("dialog.add_agent")]
    assert dialog.names("tab") == [t("tab.person")]
    assert dialog.names("textbox") == [t("field.person_identifier"), t("field.last_name")]
    dialog.click("tab", t("tab.person"))
    assert dialog.names("dialog") == [t("dialog.add_agent")]
    dialog.click("button", t("button.close_dialog"))
    assert dialog.names("dialog") == []


def test_a_person_without_other_access_is_added_by_number(dialog: Visitor, store: Store) -> None:
    send(dialog, "30877505916", "tydelig")
    assert dialog.path == f"{ADMINISTRATION}/agent/{party(store, 'TYDELIG MÅNE').id}"
    assert dialog.names("heading")[0] == "Tydelig Måne"
    assert dialog.names("alert") == []


@pytest.mark.parametrize(
    ("number", "last_name", "message"),
    [
        (LUN_SKOG, "Skog", "message.unknown_person"),
        ("16857692262", "Lun", "message.unknown_person"),
        ("1685769226", "Lun", "message.person_number_digits"),
        ("lun skog", "Lun", "message.no_spaces"),
        ("lun", "Lun", "message.user_name_length"),
        (LUN_SKOG, " ", "message.last_name_missing"),
    ],
)
def test_wrong_answers_are_told_in_the_dialog_and_kept(
    dialog: Visitor, number: str, last_name: str, message: str
) -> None:
    send(dialog, number, last_name)
    assert dialog.answer.status_code == 422
    assert dialog.names("dialog") == [dialog.t("dialog.add_agent")]
    assert dialog.t(message) in dialog.text
    field = dialog.find("textbox", dialog.t("field.person_identifier"))
    assert field.value == number
    dialog.go(ADMINISTRATION)
    assert dialog.t("message.no_agents") in dialog.text


# Tab Clients


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
