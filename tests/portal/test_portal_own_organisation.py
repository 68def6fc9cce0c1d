"""One's own organisation as a client of a system access (`PORTAL.md 8.4`)."""

from __future__ import annotations

import pytest
from overview import open_access, row_names
from visitor import Visitor, add_client, shown_text

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.store import Store

OWNER = "Diskret Nær Tiger AS"


@pytest.fixture
def owner(visitor: Visitor) -> Visitor:
    """The managing director, on an access whose package can be given by ordinary delegation."""
    visitor.log_in("Dress Minst", OWNER)
    visitor.go("/systemuser/overview")
    open_access(visitor, "Skatt for kunder")
    return visitor


def with_client(store: Store, client: str = "Klientkunde AS") -> None:
    """The client gives skattegrunnlag, and is a client."""
    with store.unit_of_work() as uow:
        giver, receiver = uow.parties.named(client), uow.parties.named(OWNER.upper())
        assert giver
        assert receiver
        given = frozenset({"skattegrunnlag"})
        uow.assignments.add(Assignment(giver.id, receiver.id, RIGHT_HOLDER, given))
        uow.commit()
    add_client(store, "Skatt for kunder", client)


def buttons_in_main(visitor: Visitor) -> list[str]:
    return [
        visitor.name(button)
        for button in visitor.elements("button")
        if button.xpath("ancestor::main")
    ]


def test_without_clients_its_button_stands_before_that_of_the_clients(owner: Visitor) -> None:
    t = owner.t
    assert buttons_in_main(owner)[-2:] == [
        t("button.add_own_organization"),
        t("button.add_clients"),
    ]
    assert t("message.access_has_no_clients") in owner.text


def test_added_it_is_a_row_that_can_be_removed_and_nothing_is_told(owner: Visitor) -> None:
    t = owner.t
    owner.click("button", t("button.add_own_organization"))
    assert row_names(owner, "connected") == [OWNER]
    assert t("text.your_organization") in owner.names("listitem")[-1]
    remove = owner.find("button", t("row_name.remove_own_organization"))
    assert shown_text(remove) == t("row_button.remove_own_organization")
    assert owner.names("alert") == []
    assert t("message.access_has_no_clients") not in owner.text
    owner.click("button", t("row_name.remove_own_organization"))
    assert t("message.access_has_no_clients") in owner.text
    assert owner.names("alert") == []


def test_beside_clients_it_is_the_first_row(owner: Visitor, store: Store) -> None:
    t = owner.t
    with_client(store)
    owner.go(owner.path)
    assert row_names(owner, "connected") == [OWNER, "Klientkunde AS"]
    assert t("button.add_own_organization") not in owner.names("button")
    add = owner.find("button", t("row_name.add_own_organization"))
    assert shown_text(add) == t("row_button.add_own_organization")
    owner.click("button", t("row_name.add_own_organization"))
    assert t("row_name.remove_own_organization") in owner.names("button")


def test_it_is_never_in_the_dialog(owner: Visitor, store: Store) -> None:
    t = owner.t
    with_client(store)
    owner.go(f"{owner.path}?dialog=clients")
    assert "Klientkunde AS" in row_names(owner, "available")
    assert OWNER not in row_names(owner, "available")
    owner.click("button", t("button.add_all_clients"))
    owner.click("button", t("button.confirm_and_close"))
    assert t("row_name.add_own_organization") in owner.names("button")


def test_it_is_found_by_the_search_like_a_client(owner: Visitor, store: Store) -> None:
    with_client(store)
    owner.go(owner.path)
    for query, found in (("tiger", [OWNER]), ("311590839", [OWNER]), ("kunde", ["Klientkunde AS"])):
        owner.fill("searchbox", owner.t("field.search_clients"), query)
        assert row_names(owner, "connected") == found


def test_it_counts_as_a_row_of_the_page(owner: Visitor, store: Store) -> None:
    for client in (
        "Klientkunde AS",
        "Revisorkunde AS",
        "NORDLYS BAKERI AS",
        "FJELLBRIS VERKSTED AS",
        "VINTERSOL KAFÉ AS",
    ):
        with_client(store, client)
    owner.go(owner.path)
    assert len(row_names(owner, "connected")) == 5
    owner.click("button", owner.t("button.page", page=2))
    assert row_names(owner, "connected") == ["Vintersol Kafé AS"]


def test_packages_of_register_roles_cannot_be_ones_own(visitor: Visitor) -> None:
    t = visitor.t
    visitor.log_in("Dress Minst", OWNER)
    visitor.go("/systemuser/overview")
    open_access(visitor, "Revisor klientdelegering")
    assert t("button.add_own_organization") not in visitor.names("button")
    visitor.post(f"{visitor.path}/add-own")
    visitor.go(f"/systemuser/{visitor.answer.headers['location'].split('/')[-2]}/agentdelegation")
    assert t("message.own_organization_not_added") in visitor.names("alert")[0]


def test_what_is_not_the_managers_to_give_is_told_in_an_alert(visitor: Visitor) -> None:
    t = visitor.t
    visitor.log_in("Stille Fjord", OWNER)
    visitor.go("/systemuser/overview")
    open_access(visitor, "Skatt for kunder")
    assert t("message.only_client_administrators") in visitor.text
    visitor.click("button", t("button.add_own_organization"))
    assert t("message.lacks_packages_to_give") in visitor.names("alert")[0]
    assert t("button.add_own_organization") in visitor.names("button")


def test_an_access_manager_sees_it_without_the_clients(visitor: Visitor, store: Store) -> None:
    t = visitor.t
    with_client(store)
    visitor.log_in("Dress Minst", OWNER)
    visitor.go("/systemuser/overview")
    open_access(visitor, "Skatt for kunder")
    visitor.click("button", t("row_name.add_own_organization"))
    page = visitor.path
    visitor.log_in("Stille Fjord", OWNER)
    visitor.go(page)
    assert row_names(visitor, "connected") == [OWNER]
    visitor.click("button", t("row_name.remove_own_organization"))
    assert t("button.add_own_organization") in visitor.names("button")


def test_a_client_administrator_is_not_offered_it_and_may_not(visitor: Visitor) -> None:
    visitor.log_in("Klok Hegre", OWNER)
    visitor.go("/systemuser/overview")
    open_access(visitor, "Skatt for kunder")
    assert visitor.t("button.add_own_organization") not in visitor.names("button")
    page = visitor.path
    assert visitor.post(f"{page}/add-own") == 403
    assert visitor.post(f"{page}/remove-own") == 403


def test_without_clients_the_access_can_be_deleted_all_the_same(owner: Visitor) -> None:
    t = owner.t
    owner.click("button", t("button.add_own_organization"))
    owner.click("button", t("button.delete_access"))
    owner.submit(owner.tree.get_element_by_id("confirm-deletion").xpath("ancestor::form")[0])
    assert owner.path == "/systemuser/overview"
    assert "Skatt for kunder" not in owner.text
