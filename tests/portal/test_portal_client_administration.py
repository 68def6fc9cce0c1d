"""Client administration without JavaScript (`PORTAL.md 11`)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from client_access import ADMINISTRATION, PROVIDER, give_client_access, was_handed
from visitor import NewVisitor, Visitor, party, shown_text, squeezed

from systemtilgang.domain.connections import AGENT, RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.portal.texts import labels
from systemtilgang.service import register
from systemtilgang.store import Store

CLIENTS_TAB = f"{ADMINISTRATION}?tab=clients"
LUN_SKOG = "16857692261"
AUDITOR = {"nb": "Ansvarlig revisor", "en": "Auditor in charge"}


def client_path(store: Store, name: str) -> str:
    return f"{ADMINISTRATION}/client/{party(store, name).id}"


def regions(visitor: Visitor) -> dict[str, list[str]]:
    """The names of the rows in each region of the page, in order."""
    return {
        visitor.name(region): [visitor.name(row) for row in region.xpath(".//h3/button")]
        for region in visitor.tree.xpath(".//section[@aria-labelledby][@class='part']")
    }


def group(visitor: Visitor, name: str) -> list[str]:
    """The names of the buttons in the open row of this name."""
    (found,) = (
        each for each in visitor.tree.xpath(".//*[@role='group']") if visitor.name(each) == name
    )
    return [visitor.name(button) for button in found.xpath(".//button")]


def row_titles(visitor: Visitor) -> list[str]:
    titles = visitor.tree.xpath(".//*[@id='found']//*[@class='row__title']")
    return [squeezed(title.text_content()) for title in titles]


def shown_dialog(visitor: Visitor) -> str:
    (dialog,) = visitor.elements("dialog")
    return squeezed(dialog.text_content())


@pytest.fixture
def administrator(visitor: Visitor) -> Visitor:
    """The client administrator of the provider, on client administration."""
    visitor.log_in("Klok Hegre", "Diskret Nær Tiger AS")
    visitor.click("link", visitor.t("link.client_administration"))
    return visitor


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


def send(visitor: Visitor, number: str, last_name: str) -> None:
    visitor.fill("textbox", visitor.t("field.person_identifier"), number)
    visitor.fill("textbox", visitor.t("field.last_name"), last_name)
    visitor.click("button", visitor.t("button.add_person"))


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
    agent.tick(t("field.show_deleted"), "switch")
    assert regions(agent)[t("heading.can_have_clients")] == ["Havbris Fiskemottak AS"]
    assert t("text.deleted") in agent.text


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
    assert t("text.new") in client.text
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
