"""System accesses and their clients (`PORTAL.md 5, 7, 8`)."""

from __future__ import annotations

import pytest
from overview import open_access, row_names
from visitor import Visitor, party, shown_text

from systemtilgang.service import register
from systemtilgang.store import Store

ADD_ALL_COUNT = 7


@pytest.fixture
def provider(visitor: Visitor) -> Visitor:
    """The managing director of the provider, on the overview."""
    visitor.log_in("Dress Minst", "Diskret Nær Tiger AS")
    visitor.go("/systemuser/overview")
    return visitor


def test_the_overview(provider: Visitor) -> None:
    t = provider.t
    assert provider.title == t("title.system_accesses")
    assert provider.names("heading") == [
        t("heading.system_accesses", actor="Diskret Nær Tiger AS"),
        t("heading.own_system_accesses"),
        t("heading.client_system_accesses"),
    ]
    assert t("text.system_accesses_intro") in provider.text
    assert f"Regnskap i sky SmartCloud {t('text.see_powers')}" in provider.names("link")


def test_an_own_access(provider: Visitor) -> None:
    open_access(provider, "Regnskap i sky")
    assert provider.title == provider.t("title.system_access")
    counted = provider.t("heading.one_package_requested")
    assert provider.names("heading") == ["Regnskap i sky", counted]


def test_an_organisation_without_accesses_has_only_the_introduction(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/systemuser/overview")
    assert len(visitor.names("heading")) == 1
    assert visitor.t("text.system_accesses_intro") in visitor.text


def test_a_client_administrator_sees_only_accesses_for_clients(visitor: Visitor) -> None:
    visitor.log_in("Klok Hegre", "Diskret Nær Tiger AS")
    visitor.go("/systemuser/overview")
    headings = visitor.names("heading")
    assert visitor.t("heading.client_system_accesses") in headings
    assert visitor.t("heading.own_system_accesses") not in headings


def test_without_any_right_the_overview_says_so(visitor: Visitor) -> None:
    visitor.log_in("Mild Sti", "Klientkunde AS")
    assert visitor.t("link.system_accesses") not in visitor.names("link")
    visitor.go("/systemuser/overview")
    assert visitor.t("message.lacks_system_access_rights") in visitor.text


def test_a_person_has_no_accesses(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Rask Lykt")
    visitor.go("/systemuser/overview")
    assert visitor.t("message.lacks_system_access_rights") in visitor.text
    assert visitor.t("text.system_accesses_intro") not in visitor.text


def test_an_access_without_clients(provider: Visitor) -> None:
    t = provider.t
    open_access(provider, "Revisor klientdelegering")
    assert provider.title == t("title.client_system_access")
    assert t("message.access_has_no_clients") in provider.text
    assert t("button.add_clients") in provider.names("button")
    assert provider.names("searchbox") == []
    assert t("text.system_access_created", date="24.11.2025") in provider.text


def test_several_packages_are_counted(provider: Visitor) -> None:
    open_access(provider, "Årsoppgjør")
    assert provider.t("heading.many_packages", count=2) in provider.names("heading")


def test_an_access_manager_who_is_no_client_administrator_is_told(visitor: Visitor) -> None:
    visitor.log_in("Stille Fjord", "Diskret Nær Tiger AS")
    visitor.go("/systemuser/overview")
    open_access(visitor, "Revisor klientdelegering")
    assert visitor.t("message.only_client_administrators") in visitor.text
    assert visitor.t("button.add_clients") not in visitor.names("button")
    visitor.go(f"{visitor.path}?dialog=clients")
    assert visitor.names("dialog") == []
    assert visitor.post(f"{visitor.path}/add-all") == 403


# The dialog


@pytest.fixture
def chooser(provider: Visitor) -> Visitor:
    open_access(provider, "Revisor klientdelegering", dialog=True)
    return provider


def test_the_dialog(chooser: Visitor) -> None:
    t = chooser.t
    assert chooser.names("heading") == [
        t("heading.choose_clients", title="Revisor klientdelegering")
    ]
    assert chooser.names("searchbox") == [t("field.search_clients")]
    assert chooser.names("checkbox") == [t("field.hide_added_clients")]
    assert {"Lukk dialogvindu", t("button.add_all_clients"), t("button.confirm_and_close")} <= set(
        chooser.names("button")
    )


def test_five_clients_a_page(chooser: Visitor) -> None:
    assert len(row_names(chooser, "available")) == 5
    current = chooser.find("button", chooser.t("button.page", page=1))
    assert current.get("aria-current") == "page"
    chooser.click("button", chooser.t("button.page", page=2))
    assert row_names(chooser, "available") == ["Tindeblikk Transport AS", "Vintersol Kafé AS"]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("revisork", 1),
        ("REVISORKUNDE", 1),
        ("311860917", 1),
        ("311860 917", 1),
        ("311 860917", 1),
        ("311 860 917", 0),
        ("nonsense", 0),
    ],
)
def test_the_search_ignores_only_the_first_space(chooser: Visitor, query: str, hits: int) -> None:
    chooser.fill("searchbox", chooser.t("field.search_clients"), query)
    assert len(row_names(chooser, "available")) == hits
    assert (chooser.t("message.no_matches") in chooser.text) == (hits == 0)


def test_typing_returns_to_the_first_page(chooser: Visitor) -> None:
    chooser.click("button", chooser.t("button.page", page=2))
    chooser.fill("searchbox", chooser.t("field.search_clients"), "as")
    assert "page" not in chooser.query
    assert len(row_names(chooser, "available")) == 5


def test_added_and_removed_at_once(chooser: Visitor) -> None:
    t = chooser.t
    chooser.click("button", t("row_name.add_client", client="Nordlys Bakeri AS"))
    assert t("message.client_added", client="Nordlys Bakeri AS") in chooser.names("alert")[0]
    remove = chooser.find("button", t("row_name.remove_client", client="Nordlys Bakeri AS"))
    assert shown_text(remove) == t("row_button.remove_client")
    chooser.click("button", t("row_name.remove_client", client="Nordlys Bakeri AS"))
    assert t("message.client_removed", client="Nordlys Bakeri AS") in chooser.names("alert")[0]
    chooser.click("button", t("button.confirm_and_close"))
    assert t("message.access_has_no_clients") in chooser.text


def test_closing_otherwise_keeps_the_changes_too(chooser: Visitor) -> None:
    chooser.click("button", chooser.t("row_name.add_client", client="Nordlys Bakeri AS"))
    chooser.click("button", "Lukk dialogvindu")
    assert row_names(chooser, "connected") == ["Nordlys Bakeri AS"]


def test_the_list_on_the_page_has_no_remove_buttons(chooser: Visitor) -> None:
    t = chooser.t
    chooser.click("button", t("row_name.add_client", client="Nordlys Bakeri AS"))
    chooser.click("button", t("button.confirm_and_close"))
    assert t("row_name.remove_client", client="Nordlys Bakeri AS") not in chooser.names("button")
    assert t("button.add_or_remove_clients") in chooser.names("button")


def test_those_already_added_can_be_hidden(chooser: Visitor) -> None:
    t = chooser.t
    chooser.click("button", t("row_name.add_client", client="Nordlys Bakeri AS"))
    chooser.tick(t("field.hide_added_clients"))
    assert "Nordlys Bakeri AS" not in row_names(chooser, "available")
    assert len(row_names(chooser, "available")) == 5


def test_the_page_searches_among_the_clients(chooser: Visitor) -> None:
    t = chooser.t
    chooser.click("button", t("button.add_all_clients"))
    chooser.click("button", t("button.confirm_and_close"))
    chooser.fill("searchbox", t("field.search_clients"), "kaf")
    assert row_names(chooser, "connected") == ["Vintersol Kafé AS"]


def test_a_client_that_lacks_a_package_is_refused_in_its_row(provider: Visitor) -> None:
    t = provider.t
    open_access(provider, "Årsoppgjør", dialog=True)
    name = t("row_name.add_client", client="Revisorkunde AS")
    provider.click("button", name)
    row = provider.find("button", name).xpath("ancestor::li")[0]
    assert t("message.client_not_added") in row.text_content()
    assert t("message.client_lacks_packages", client="Revisorkunde AS") in provider.text
    assert provider.names("alert") == []


@pytest.mark.parametrize("dialog", ["", "&dialog=clients"])
def test_a_page_number_may_be_of_any_length(provider: Visitor, dialog: str) -> None:
    open_access(provider, "Revisor klientdelegering")
    assert provider.go(f"{provider.path}?page={'9' * 5000}{dialog}") == 200


def test_no_clients_at_all(provider: Visitor, store: Store) -> None:
    t = provider.t
    client, owner = party(store, "HAVGLIMT HANDEL NUF"), party(store, "DISKRET NÆR TIGER AS")
    with store.unit_of_work() as uow:
        assert register.remove_role(uow, client.id, owner.id, "forretningsforer")
        uow.commit()
    open_access(provider, "Skatt for kunder", dialog=True)
    assert t("message.no_clients_yet", actor="Diskret Nær Tiger AS") in provider.text
    assert t("button.add_all_clients") not in provider.names("button")
    assert provider.names("searchbox") == [t("field.search_clients")]


@pytest.mark.parametrize("path", ["/systemuser/nonsense", "/systemuser/nonsense/agentdelegation"])
def test_an_access_that_does_not_exist(provider: Visitor, path: str) -> None:
    assert provider.go(path) == 404
    assert provider.names("heading") == [provider.t("heading.not_found")]


def test_another_organisations_access_is_not_found(provider: Visitor) -> None:
    open_access(provider, "Revisor klientdelegering")
    path = provider.path
    provider.log_in("Rask Lykt", "Klientkunde AS")
    assert provider.go(path) == 404
