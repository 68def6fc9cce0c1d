"""The users page and the dialog for a new user (`PORTAL.md 3`)."""

from __future__ import annotations

import pytest
from visitor import NewVisitor, Visitor, add_agent, add_organisation, party

from systemtilgang.domain.catalogue import Role
from systemtilgang.portal.pages.users import person_errors
from systemtilgang.service import users
from systemtilgang.service.acting import Acting
from systemtilgang.store import Store


def connect(store: Store, count: int) -> None:
    """Give Klientkunde AS `count` more users."""
    acting = Acting(party(store, "RASK LYKT").id, party(store, "Klientkunde AS").id)
    for index in range(count):
        number = f"31200{index:04}"
        add_organisation(store, f"BRUKER {index:02} AS", number)
        with store.unit_of_work() as uow:
            users.add_organisation(uow, acting, number)
            uow.commit()


@pytest.fixture
def manager(visitor: Visitor) -> Visitor:
    """The managing director of Klientkunde AS, on the users page."""
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users")
    return visitor


def test_the_page(manager: Visitor) -> None:
    t = manager.t
    assert manager.title == t("title.users")
    assert manager.names("heading") == [
        t("heading.users", actor="Klientkunde AS"),
        t("heading.other_users"),
    ]
    number = t("text.organization_number_heading", number="315 260 183")
    assert f"{number} {t('text.main_unit')}" in manager.text
    assert manager.names("searchbox") == [t("field.search_users")]
    assert {"Rask Lykt", "Blid Elv", "Mild Sti"} <= set(manager.names("link"))
    assert t("button.new_user") in manager.names("button")
    crumbs = manager.tree.xpath(".//nav[@aria-label='Breadcrumbs']//a")
    assert [crumb.text_content() for crumb in crumbs] == [
        t("link.start"),
        t("link.access_management"),
        t("link.users"),
    ]
    assert crumbs[-1].get("aria-current") == "page"


def test_plus_is_decoration(manager: Visitor) -> None:
    button = manager.find("button", manager.t("button.new_user"))
    assert "+" not in button.text_content()
    assert button.xpath("svg/@aria-hidden") == ["true"]


@pytest.mark.parametrize("query", ["blid", "BLID", "id el"])
def test_the_search_finds_a_piece_of_a_name(manager: Visitor, query: str) -> None:
    manager.fill("searchbox", manager.t("field.search_users"), query)
    assert "Blid Elv" in manager.names("link")
    assert "Mild Sti" not in manager.names("link")


def test_the_search_finds_plain_digits_but_not_grouped_ones(manager: Visitor, store: Store) -> None:
    connect(store, 1)
    manager.fill("searchbox", manager.t("field.search_users"), "312000000")
    assert "Bruker 00 AS" in manager.names("link")
    manager.fill("searchbox", manager.t("field.search_users"), "312 000 000")
    assert "Bruker 00 AS" not in manager.names("link")


def test_no_hits(manager: Visitor) -> None:
    manager.fill("searchbox", manager.t("field.search_users"), "nonsense")
    told = manager.names("alert")[0]
    assert manager.t("message.no_hits_for", query="nonsense") in told
    assert manager.t("message.add_as_new_user") in told


def test_searching_for_a_person_number_says_why_nothing_is_found(manager: Visitor) -> None:
    manager.fill("searchbox", manager.t("field.search_users"), "14837101108")
    assert manager.t("message.no_search_by_person_number") in manager.names("alert")[0]


def test_nobody_else(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Rask Lykt")
    visitor.go("/users")
    told = visitor.names("alert")[0]
    assert visitor.t("message.only_you") in told
    assert visitor.t("message.add_as_new_user") in told


def test_ten_at_a_time(manager: Visitor, store: Store) -> None:
    connect(store, 11)  # and three that were there before
    manager.go("/users")
    rows = "count(.//div[@id='users']/ul/li)"
    assert manager.tree.xpath(rows) == 10
    manager.click("button", manager.t("button.show_more"))
    assert manager.tree.xpath(rows) == 14
    assert manager.t("button.show_more") not in manager.names("button")


def test_a_new_user_comes_first_and_is_marked(manager: Visitor, store: Store) -> None:
    connect(store, 1)
    manager.go("/users")
    first = manager.tree.xpath("string(.//div[@id='users']/ul/li[1])")
    assert "Bruker 00 AS" in first
    assert manager.t("text.new") in first


def test_an_organisation_with_people_opens_to_them(visitor: Visitor) -> None:
    visitor.log_in("Tydelig Måne", "Revisorkunde AS")
    visitor.go("/users")
    toggle = visitor.find("button", "Diskret Nær Tiger AS")
    assert toggle.get("aria-expanded") == "false"
    visitor.click("button", "Diskret Nær Tiger AS")
    assert visitor.find("button", "Diskret Nær Tiger AS").get("aria-expanded") == "true"
    assert "Dress Minst" in visitor.names("link")


def test_a_match_inside_opens_the_organisation_and_it_can_be_closed(visitor: Visitor) -> None:
    def is_open() -> str | None:
        return visitor.find("button", "Diskret Nær Tiger AS").get("aria-expanded")

    visitor.log_in("Tydelig Måne", "Revisorkunde AS")
    visitor.go("/users")
    visitor.fill("searchbox", visitor.t("field.search_users"), "tiger")
    assert is_open() == "false", "it matched itself"
    visitor.fill("searchbox", visitor.t("field.search_users"), "minst")
    assert is_open() == "true"
    visitor.click("button", "Diskret Nær Tiger AS")
    assert is_open() == "false"
    visitor.click("button", "Diskret Nær Tiger AS")
    assert is_open() == "true"


# Agents


def test_agents_are_shown_when_asked_for(manager: Visitor, store: Store) -> None:
    add_agent(store, "Klientkunde AS", "DRESS MINST")
    t = manager.t
    manager.go("/users")
    assert manager.names("switch") == [t("field.show_client_users")]
    assert manager.find("switch", t("field.show_client_users")).get("checked") is None
    assert "Dress Minst" not in manager.names("link")
    manager.tick(t("field.show_client_users"), "switch")
    assert manager.query["agents"] == "1"
    assert manager.find("switch", t("field.show_client_users")).get("checked") is not None
    row = manager.find("link", "Dress Minst").xpath("ancestor::li")[0]
    assert t("text.has_client_access") in row.text_content()
    manager.tick(t("field.show_client_users"), "switch", on=False)
    assert "Dress Minst" not in manager.names("link")


def test_the_search_keeps_the_switch(manager: Visitor, store: Store) -> None:
    add_agent(store, "Klientkunde AS", "DRESS MINST")
    manager.go("/users?agents=1")
    manager.fill("searchbox", manager.t("field.search_users"), "dress")
    assert manager.query == {"q": "dress", "agents": "1"}
    assert "Dress Minst" in manager.names("link")
    manager.click("button", manager.t("button.new_user"))
    manager.click("button", "Lukk dialogvindu")
    assert manager.query == {"q": "dress", "agents": "1"}


def test_a_person_has_no_switch_for_agents(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Rask Lykt")
    visitor.go("/users?agents=1")
    assert visitor.names("switch") == []


def test_an_agents_own_page_says_so(manager: Visitor, store: Store) -> None:
    agent = add_agent(store, "Klientkunde AS", "DRESS MINST")
    manager.go(f"/users/{agent.id}")
    assert manager.tree.xpath("string(.//ul[@class='chips'])").strip() == manager.t(
        "text.has_client_access"
    )
    manager.go(f"/users/{party(store, 'MILD STI').id}")
    assert manager.t("text.has_client_access") not in manager.text


def test_without_the_right_one_sees_only_oneself(visitor: Visitor) -> None:
    visitor.log_in("Mild Sti", "Klientkunde AS")
    visitor.go("/users")
    t = visitor.t
    assert t("heading.only_access_managers") in visitor.names("heading")
    assert t("message.not_access_manager", actor="Klientkunde AS") in visitor.text
    assert "Mild Sti" in visitor.names("link")
    assert t("button.new_user") not in visitor.names("button")
    visitor.go("/users?dialog=new-user")
    assert visitor.names("dialog") == []


def test_a_client_administrator_may_set_up_a_relationship_in_the_first_edition(
    new_visitor: NewVisitor,
) -> None:
    first, later = new_visitor("nb", "2025-12"), new_visitor("nb", "2026-08")
    for visitor in (first, later):
        visitor.log_in("Blid Elv", "Klientkunde AS")
        visitor.go("/users")
    assert "Ny bruker" in first.names("button")
    assert "Ny bruker" not in later.names("button")
    first.go("/users?dialog=new-user&tab=person")
    assert first.names("tab") == ["Virksomhet"], "persons are for access managers to add"
    assert first.names("textbox") == ["Organisasjonsnummer"]
    assert first.post("/users/add-person", identifier="08917908681", **{"last-name": "Klok"}) == 403


# The dialog


def test_the_dialog_in_the_first_edition_asks_for_the_number_at_once(
    new_visitor: NewVisitor,
) -> None:
    visitor = new_visitor("nb")
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users?dialog=new-user")
    assert visitor.names("tab") == ["Virksomhet", "Person"]
    assert visitor.names("textbox") == ["Organisasjonsnummer"]
    assert visitor.find("tab", "Virksomhet").get("aria-selected") == "true"


def test_the_dialog_in_the_later_edition_starts_with_persons(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("nb", "2026-08")
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users?dialog=new-user")
    assert visitor.names("tab") == ["Person", "Virksomhet"]
    assert visitor.names("textbox") == ["Fødselsnummer/brukernavn", "Etternavn"]


@pytest.fixture
def adder(manager: Visitor) -> Visitor:
    manager.click("button", manager.t("button.new_user"))
    return manager


def test_the_page_behind_the_dialog_cannot_be_reached(adder: Visitor) -> None:
    assert adder.names("dialog") == [adder.t("dialog.new_user")]
    assert adder.names("link") == []
    assert adder.tree.xpath("boolean(.//main/ancestor::*[@inert])")
    adder.click("button", "Lukk dialogvindu")
    assert adder.names("dialog") == []


@pytest.mark.parametrize("number", ["311590839", "311 590 839", " 311590839"])
def test_nine_digits_show_whom_one_will_add(adder: Visitor, number: str) -> None:
    adder.fill("textbox", adder.t("field.organization_number"), number)
    assert adder.t("heading.you_will_add") in adder.names("heading")
    assert "DISKRET NÆR TIGER AS" in adder.text, "the register's own spelling"
    assert adder.find("textbox", adder.t("field.organization_number")).get("value") == number
    assert adder.find("button", adder.t("button.add_organization")).get("disabled") is None


@pytest.mark.parametrize("number", ["", "31159083", "3115908390"])
def test_another_length_shows_nothing(adder: Visitor, number: str) -> None:
    adder.fill("textbox", adder.t("field.organization_number"), number)
    assert adder.t("message.unknown_organization") not in adder.text
    assert adder.find("button", adder.t("button.add_organization")).get("disabled") is not None


@pytest.mark.parametrize("number", ["319999999", "abcdefghi", "<b>1234</"])
def test_an_unknown_number_is_told(adder: Visitor, number: str) -> None:
    adder.fill("textbox", adder.t("field.organization_number"), number)
    assert adder.t("message.unknown_organization") in adder.text


def test_a_sub_unit_is_called_one(adder: Visitor) -> None:
    adder.fill("textbox", adder.t("field.organization_number"), "310166138")
    assert f"- {adder.t('text.is_sub_unit')}" in adder.text


def test_adding_twice_leads_to_the_same_page_without_a_message(adder: Visitor) -> None:
    for _ in range(2):
        adder.go("/users?dialog=new-user&number=311590839&tab=organization")
        adder.click("button", adder.t("button.add_organization"))
        assert adder.names("heading")[0] == "Diskret Nær Tiger AS"
        assert adder.names("alert") == []


def test_adding_an_unknown_number_by_hand_changes_nothing(adder: Visitor) -> None:
    assert adder.post("/users/add-organization", number="319999999") == 422
    assert adder.t("message.unknown_organization") in adder.text
    adder.go("/users")
    assert adder.t("text.new") not in adder.text


def test_an_organisation_that_cannot_be_added_stays_shown(adder: Visitor) -> None:
    adder.fill("textbox", adder.t("field.organization_number"), "315260183")
    adder.click("button", adder.t("button.add_organization"))
    assert adder.answer.status_code == 422
    assert adder.tree.xpath("string(.//*[@id='number-error'])").strip() == adder.t(
        "message.unknown_organization"
    )
    assert adder.t("heading.you_will_add") in adder.names("heading")
    assert adder.find("button", adder.t("button.add_organization")).get("disabled") is None


@pytest.mark.parametrize(
    ("identifier", "last_name", "wrong"),
    [
        ("123", "Lykt", {"identifier": "message.person_number_digits"}),
        ("kari", "Lykt", {"identifier": "message.user_name_length"}),
        ("", "Lykt", {"identifier": "message.user_name_length"}),
        ("148371 01108", "Lykt", {"identifier": "message.no_spaces"}),
        ("14837101108", " ", {"last-name": "message.last_name_missing"}),
        ("14837101108", "Lykt", {}),
        ("kari.nordmann", "Nordmann", {}),
    ],
)
def test_what_can_be_wrong_with_a_person(
    identifier: str, last_name: str, wrong: dict[str, str]
) -> None:
    assert person_errors(identifier, last_name) == wrong


def test_adding_a_person(adder: Visitor) -> None:
    t = adder.t
    adder.click("tab", t("tab.person"))
    adder.fill("textbox", t("field.person_identifier"), "19816818152")
    adder.fill("textbox", t("field.last_name"), "dress")
    adder.click("button", t("button.add_person"))
    assert adder.names("heading")[0] == "Dress Minst"


def test_a_person_whose_name_does_not_fit_is_told_and_the_answers_stay(adder: Visitor) -> None:
    t = adder.t
    adder.click("tab", t("tab.person"))
    adder.fill("textbox", t("field.person_identifier"), "19816818152")
    adder.fill("textbox", t("field.last_name"), "Hansen")
    adder.click("button", t("button.add_person"))
    assert adder.answer.status_code == 422
    assert t("message.unknown_person") in adder.text
    assert adder.find("textbox", t("field.last_name")).get("value") == "Hansen"
    assert adder.find("textbox", t("field.person_identifier")).get("aria-invalid") == "true"


def test_roles_are_shown_in_the_readers_language(manager: Visitor, store: Store) -> None:
    role: Role = store.catalogue.roles["daglig-leder"]
    assert role.name.in_language(manager.t.language) in manager.text
