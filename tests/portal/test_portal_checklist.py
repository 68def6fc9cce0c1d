"""`PORTAL.md 17` and `16.2` as a checklist: a test for every trap and every uneven pair of texts.

Where another test holds a trap in full, the docstring names it.
"""

from __future__ import annotations

import pytest
from overview import open_access, row_names
from requesting import add_request
from visitor import NewVisitor, Visitor, add_client

from systemtilgang.portal.texts import labels
from systemtilgang.store import Store

PROVIDER = "Diskret Nær Tiger AS"


@pytest.fixture
def director(visitor: Visitor) -> Visitor:
    visitor.log_in("Dress Minst", PROVIDER)
    return visitor


@pytest.fixture
def access(director: Visitor, store: Store) -> Visitor:
    """The director on an access for clients that has one."""
    add_client(store, "Revisor klientdelegering", "Revisorkunde AS")
    director.go("/systemuser/overview")
    open_access(director, "Revisor klientdelegering")
    return director


# Section 17


def test_trap_1_clients_are_removed_in_the_dialog_only(access: Visitor) -> None:
    remove = access.t("row_name.remove_client", client="Revisorkunde AS")
    assert remove not in access.names("button")
    access.click("button", access.t("button.add_or_remove_clients"))
    assert remove in access.names("button")


def test_trap_2_the_delete_button_is_there_twice_and_the_question_is_no_dialog(
    access: Visitor,
) -> None:
    """See also test_portal_deleting."""
    delete = access.t("button.delete_access")
    assert access.names("button").count(delete) == 1
    access.click("button", delete)
    assert access.names("button").count(delete) == 2
    assert access.names("dialog") == []


def test_trap_3_the_page_button_and_the_row_buttons_differ_by_their_exact_names(
    director: Visitor,
) -> None:
    t = director.t
    director.go("/users?q=klok")
    director.click("link", "Klok Hegre")
    assert director.names("button").count(t("button.grant")) == 1
    director.click("button", t("button.grant"))
    assert director.tree.xpath("boolean(.//*[@inert]//button[@id='grant'])"), "behind, in the DOM"
    director.fill("searchbox", t("field.search_packages"), "toll" if t.language == "nb" else "cust")
    package = "Toll" if t.language == "nb" else "Customs"
    assert t("row_name.grant", package=package) in director.names("button")


def test_trap_4_dialogs_are_closed_by_two_names(director: Visitor) -> None:
    t = director.t
    director.go("/users?q=klok")
    director.click("link", "Klok Hegre")
    user = director.path
    for address, close in (
        (f"{user}?dialog=grant", t("button.close")),
        (f"{user}?dialog=delete-user", t("button.close")),
        (f"{user}?package=toll", "Lukk dialogvindu"),
        ("/users?dialog=new-user", "Lukk dialogvindu"),
    ):
        director.go(address)
        assert {close} == {t("button.close"), "Lukk dialogvindu"} & set(director.names("button"))


def test_trap_5_the_clients_dialog_has_a_name_here(access: Visitor) -> None:
    """The model's has none: decision 0008 departs (WCAG 4.1.2)."""
    access.click("button", access.t("button.add_or_remove_clients"))
    title = "Revisor klientdelegering"
    assert access.names("dialog") == [access.t("heading.choose_clients", title=title)]


def test_trap_6_a_grouped_number_is_found_in_the_actor_selector_only(access: Visitor) -> None:
    """See also the tests of searches in test_portal_users, test_portal_clients and
    test_portal_client_administration_clients."""
    t = access.t
    page = f"{access.path}?dialog=clients"
    for address, field, plain, grouped in (
        ("/users", "field.search_users", "311590839", "311 590 839"),
        (page, "field.search_clients", "311860917", "311 860 917"),
    ):
        access.go(address)
        before = len(access.names("listitem"))
        access.fill("searchbox", t(field), grouped)
        assert len(access.names("listitem")) < before, address
        none = access.names("listitem")
        access.fill("searchbox", t(field), plain)
        assert address == "/users" or len(access.names("listitem")) > len(none)
    access.go("/?menu=actor")
    access.fill("searchbox", t("heading.choose_actor"), "311 590 839")
    assert PROVIDER in access.names("menuitem")


def test_trap_7_five_clients_a_page(director: Visitor) -> None:
    """Ten rows elsewhere: test_portal_users.test_ten_at_a_time."""
    director.go("/systemuser/overview")
    open_access(director, "Revisor klientdelegering", dialog=True)
    assert len(row_names(director, "available")) == 5
    assert director.t("button.page", page=2) in director.names("button")


@pytest.mark.parametrize("passed_on", [True, False])
def test_trap_8_only_a_request_that_was_passed_on_is_pending(
    director: Visitor, store: Store, passed_on: bool
) -> None:
    add_request(store, customer="DISKRET NÆR TIGER AS", escalated=passed_on)
    t = director.t
    director.go("/systemuser/overview")
    assert (t("heading.pending_requests") in director.names("heading")) is passed_on
    badge = f"{t('link.requests')} {t('text.requests_received', count=1)}"
    assert any(name.startswith(badge) for name in director.names("link")) is passed_on


def test_trap_9_changing_actor_lands_on_the_start_page(director: Visitor) -> None:
    """Request pages return to themselves: test_portal_requests_opened."""
    director.go("/systemuser/overview?menu=actor")
    director.click("menuitem", "Dress Minst")
    assert director.path == "/"


def test_trap_10_creating_and_deleting_tell_nothing(director: Visitor) -> None:
    """Nor do approving, rejecting (test_portal_requests_decided) and one's own organisation
    (test_portal_own_organisation); the messages that there are, each by its own test.
    """
    director.go("/systemuser/create?system=313909964_skatt&step=2")
    director.click("button", director.t("button.create_access"))
    assert director.path == "/systemuser/overview"
    assert director.names("alert") == []
    open_access(director, f"SmartCloud Skatt {director.t('text.new')}")
    director.go(f"{director.path}?confirm=delete")
    confirm = director.tree.get_element_by_id("confirm-deletion")
    director.submit(confirm.xpath("ancestor::form")[0])
    assert director.names("alert") == []


@pytest.mark.parametrize(
    ("trap", "where"),
    [
        (11, "test_portal_requests_decided.test_a_change_always_logs_out"),
        (11, "test_portal_requests_forwarded.test_a_change_cannot_be_passed_on"),
        (12, "test_portal_browser.test_a_dialog_takes_the_focus_and_gives_it_back"),
        (12, "test_portal_adding_all.test_it_cannot_be_closed_while_it_runs"),
        (13, "test_portal_browser_requests.test_what_was_handled_can_be_focused_but_not_pressed"),
        (8, "test_portal_requests_received.test_the_sidebar_counts_what_waits"),
    ],
)
def test_traps_that_are_held_elsewhere(
    request: pytest.FixtureRequest, trap: int, where: str
) -> None:
    """11: changes log out and cannot be passed on. 12: Escape. 13: buttons of handled requests."""
    module, _, test = where.partition(".")
    source = (request.path.parent / f"{module}.py").read_text(encoding="utf-8")
    assert f"def {test}(" in source, f"trap {trap}"


def test_trap_13_to_proceed_one_must_choose(director: Visitor) -> None:
    """The button is always enabled here, the browser asks for a choice: decision 0008."""
    director.go("/systemuser/create")
    assert director.t("button.proceed") in director.names("button")
    assert director.tree.get_element_by_id("system").get("required") is not None


def test_trap_14_the_list_of_systems_hides_nothing(director: Visitor) -> None:
    """It is the browser's own list: decision 0008."""
    director.go("/systemuser/create")
    assert director.tree.get_element_by_id("system").tag == "select"


def test_trap_15_names_are_written_anew(director: Visitor) -> None:
    """All the rules: test_portal_formatting."""
    director.go("/")
    assert PROVIDER in director.names("heading")
    assert "DISKRET NÆR TIGER AS" not in director.text


def test_trap_16_texts_of_the_server_change_with_the_language_at_once(
    new_visitor: NewVisitor,
) -> None:
    """The model changes them when they are fetched anew; here every page is rendered anew."""
    visitor = new_visitor("nb")
    visitor.log_in("Dress Minst", PROVIDER)
    visitor.go("/users?q=revisor")
    visitor.go("/systemuser/overview")
    open_access(visitor, "Revisor klientdelegering")
    assert "Ansvarlig revisor" in visitor.names("button")
    visitor.post("/language", language="en", back="/accessmanagement/ui/")
    visitor.go("/systemuser/overview")
    open_access(visitor, "Revisor klientdelegering")
    assert "Auditor in charge" in visitor.names("button")


def test_trap_17_a_person_has_no_system_accesses(visitor: Visitor) -> None:
    visitor.log_in("Dress Minst", "Dress Minst")
    assert visitor.t("link.system_accesses") not in visitor.names("link")
    visitor.go("/systemuser/overview")
    assert visitor.t("message.lacks_system_access_rights") in visitor.text


# Section 16.2: edition 2026-08, in which the facts were read

UNEVEN = {
    "page and row button": [
        ("button.grant", "Gi fullmakt", "Give new power of attorney"),
        ("row_button.grant", "Gi fullmakt", "Give power of attorney"),
    ],
    "fullmakt": [
        ("link.your_powers", "Se dine fullmakter", "See your Powers of attorney"),
        ("text.view_and_edit", "Se og rediger fullmakter", "View and edit authorizations"),
        ("heading.lacks_authorization", "Du mangler nødvendig fullmakt",
         "You lack required authorization"),
    ],
    "these powers": [
        ("heading.request_gives_many", "Systemtilgangen vil få disse fullmaktene:",
         "The system access will be granted these power of attorney:"),
    ],
    "heading and field of step 1": [
        ("heading.choose_system", "Velg fagsystem", "Select vendor system"),
        ("field.system", "Velg fagsystem", "Choose vendor system"),
    ],
    "search for users": [
        ("field.search_users", "Søk etter person eller virksomhet", "Search for users"),
    ],
    "heading and title of a change": [
        ("heading.request_for_change", "Oppdatering av systemtilgang", "Change system access"),
        ("title.request_for_change", "Oppdater systemtilgang - Altinn",
         "Update system access - Altinn"),
    ],
    "list of requests": [
        ("text.asks_to_create", "Ber om å opprette systemtilgang ({date})",
         "Requests to create system user ({date})"),
    ],
    "not allowed, with and without a full stop": [
        ("message.may_not_create_access",
         "Du mangler nødvendige fullmakter. For å lage en systemtilgang trenger du rollen "
         "Tilgangsstyrer, Hovedadministrator eller Daglig leder.",
         "You do not have sufficient rights. To create a system access you need the role Access "
         "manager, Main administrator or General manager"),
    ],
    "number": [
        ("text.organization_number", "Org.nr. {number}", "Org.no. {number}"),
        ("text.organization_number_heading", "org.nr. {number}", "org.no. {number}"),
        ("text.delivered_by", "{system} blir levert av {vendor}, org.nr. {number}",
         "{system} is delivered by {vendor}, org.nr. {number}"),
    ],
    "sidebar and page": [
        ("link.client_administration", "Klientadministrasjon", "Client Administration"),
        ("heading.client_administration", "Klientadministrasjon for {actor}",
         "Client administration for {actor}"),
    ],
    "Norwegian in English": [
        ("button.close_dialog", "Lukk dialogvindu", "Lukk dialogvindu"),
        ("landmark.main", "hovednavigasjon", "hovednavigasjon"),
    ],
    "English in Norwegian": [
        ("landmark.sidebar", "Sidebar", "Sidebar"),
        ("landmark.breadcrumbs", "Breadcrumbs", "Breadcrumbs"),
        ("landmark.menu", "Menu", "Menu"),
        ("button.close_message", "close", "close"),
    ],
    "nynorsk in bokmål": [
        ("button.add_favorite", "Legg til i favorittar", "Add to favorites"),
        ("button.remove_favorite", "Fjern frå favorittar", "Remove from favorites"),
    ],
}  # fmt: skip
"""Topic -> key, bokmål, English. Left out, as the portal does not have them: texts for what cannot
fail to load here, for single rights, and of the field over a list (`Fjern alt`, `Dismiss`).
"""


@pytest.mark.parametrize("topic", UNEVEN)
def test_texts_that_do_not_correspond_one_to_one(topic: str) -> None:
    nb, en = (labels("2026-08", language) for language in ("nb", "en"))
    rows = UNEVEN[topic]
    assert [(key, nb(key), en(key)) for key, _, _ in rows] == rows


def test_the_managing_director_is_called_two_things_in_english(store: Store) -> None:
    role = store.catalogue.roles["daglig-leder"].name
    assert (role.nb, role.en) == ("Daglig leder", "Managing Director")
    assert "General manager" in labels("2026-08", "en")("message.may_not_create_access")
