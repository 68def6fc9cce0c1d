"""Approving and rejecting requests (`PORTAL.md 9.3, 9.4`)."""

from __future__ import annotations

import pytest
from requesting import (
    DIRECTOR,
    FORMS,
    RECEIPT,
    TAX,
    add_change,
    add_request,
    director_for,
    has_access,
    is_logged_out,
    of_kind,
    page_of,
    register,
    request_now,
)
from visitor import NewVisitor, Visitor, party

from systemtilgang.domain.requests import RequestKind, RequestStatus
from systemtilgang.store import Store

STANDARD, AGENT, CHANGE = RequestKind


@pytest.fixture
def director(visitor: Visitor) -> Visitor:
    """The managing director of the customer; nobody to act for has been chosen."""
    visitor.log_in(DIRECTOR)
    return visitor


@pytest.mark.parametrize("kind", RequestKind)
def test_approving_logs_out_and_tells_nothing(
    visitor: Visitor, store: Store, kind: RequestKind
) -> None:
    asked = of_kind(store, kind)
    director_for(visitor, kind).go(page_of(asked))
    change = kind is CHANGE
    visitor.click(
        "button", visitor.t("button.approve_change" if change else "button.approve_access")
    )
    assert visitor.path == "/logged-out"
    assert visitor.names("heading") == [visitor.t("heading.logged_out")]
    assert visitor.names("alert") == []
    assert is_logged_out(visitor)
    assert request_now(store, asked).status is RequestStatus.ACCEPTED
    assert has_access(store, asked) is not change


@pytest.mark.parametrize("kind", RequestKind)
def test_rejecting_logs_out_and_gives_nothing(
    visitor: Visitor, store: Store, kind: RequestKind
) -> None:
    asked = of_kind(store, kind)
    director_for(visitor, kind).go(page_of(asked))
    visitor.click("button", visitor.t("button.reject"))
    assert visitor.path == "/logged-out"
    assert is_logged_out(visitor)
    assert request_now(store, asked).status is RequestStatus.REJECTED
    assert not has_access(store, asked)


def test_another_actor_in_another_tab_changes_nothing(director: Visitor, store: Store) -> None:
    asked = add_request(store)
    director.go(page_of(asked))
    director.post("/actor", actor=party(store, DIRECTOR.upper()).id)
    assert director.post(page_of(asked).replace("?", "/approve?")) == 303
    assert request_now(store, asked).status is RequestStatus.ACCEPTED
    with store.unit_of_work() as uow:
        access = uow.system_users.get(asked.id)
    assert access
    assert access.owner_id == asked.party_id


@pytest.mark.parametrize("button", ["button.approve_access", "button.reject"])
@pytest.mark.parametrize("address", [RECEIPT, f"{RECEIPT}?order=7#top"])
def test_a_verified_receipt_page_follows(
    director: Visitor, store: Store, address: str, button: str
) -> None:
    register(store, TAX, RECEIPT)
    asked = add_request(store, redirect_url=address)
    director.go(page_of(asked))
    director.click("button", director.t(button))
    assert (director.path, director.query) == ("/vendor/receipt", {"id": asked.id})
    t = director.t
    assert director.title == t("title.receipt")
    assert director.names("heading") == [t("heading.receipt", vendor="SmartCloud")]
    assert t("text.receipt", vendor="SmartCloud", address=address) in director.text
    assert t("text.receipt_logged_out") in director.text
    assert is_logged_out(director)


@pytest.mark.parametrize(
    "registered",
    ["https://other.example/kvittering", "http://smartcloud.example/kvittering", f"{RECEIPT}/x"],
)
def test_no_page_follows_that_the_system_has_not_registered_now(
    director: Visitor, store: Store, registered: str
) -> None:
    register(store, TAX, registered)
    asked = add_request(store, redirect_url=RECEIPT)
    director.go(page_of(asked))
    director.click("button", director.t("button.approve_access"))
    assert director.path == "/logged-out"
    assert director.go(f"/vendor/receipt?id={asked.id}") == 404


@pytest.mark.parametrize("query", ["", "?id=", "?id=nonsense", "?url=https://evil.example"])
def test_there_is_no_receipt_page_for_anything_else(visitor: Visitor, query: str) -> None:
    assert visitor.go(f"/vendor/receipt{query}") == 404


def test_the_receipt_page_does_not_say_logged_out_to_who_is_not(
    director: Visitor, store: Store
) -> None:
    register(store, TAX, RECEIPT)
    director.go(f"/vendor/receipt?id={add_request(store, redirect_url=RECEIPT).id}")
    assert director.t("text.receipt_logged_out") not in director.text


@pytest.mark.parametrize("kind", [STANDARD, AGENT])
def test_who_need_not_log_out_sees_the_new_access_marked(
    director: Visitor, store: Store, kind: RequestKind
) -> None:
    register(store, TAX, RECEIPT)
    asked = add_request(store, kind, title="Skatt i sky", redirect_url=RECEIPT)
    director.go(page_of(asked, skiplogout="true"))
    director.click("button", director.t("button.approve_access"))
    assert (director.path, director.query) == ("/systemuser/overview", {"new": asked.id})
    t = director.t
    badge = t("text.see_powers" if kind is STANDARD else "text.manage_clients")
    assert f"Skatt i sky {t('text.new')} SmartCloud {badge}" in director.names("link")
    assert director.names("alert") == []


def test_after_a_rejection_nothing_is_marked(director: Visitor, store: Store) -> None:
    director.go(page_of(add_request(store), skiplogout="true"))
    director.click("button", director.t("button.reject"))
    assert (director.path, director.query) == ("/systemuser/overview", {})
    assert director.t("text.new") not in director.text.split()


@pytest.mark.parametrize("button", ["button.approve_change", "button.reject"])
def test_a_change_always_logs_out(visitor: Visitor, store: Store, button: str) -> None:
    director_for(visitor, CHANGE).go(page_of(add_change(store), skiplogout="true"))
    visitor.click("button", visitor.t(button))
    assert visitor.path == "/logged-out"


HANDLED = {
    ("nb", STANDARD): ("Denne forespørselen er allerede ", "godkjent", "avvist"),
    ("nb", CHANGE): ("Denne forespørselen om oppdatering er allerede ", "godkjent", "avvist"),
    ("en", STANDARD): ("This request is already ", "approved", "rejected"),
    ("en", CHANGE): ("This update system access request is already ", "approved", "rejected"),
}


@pytest.mark.parametrize("kind", RequestKind)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_what_was_handled_before_cannot_be_pressed(
    new_visitor: NewVisitor, store: Store, kind: RequestKind, language: str
) -> None:
    said, *ends = HANDLED[language, CHANGE if kind is CHANGE else STANDARD]
    visitor = director_for(new_visitor(language), kind)
    for index, status in enumerate((RequestStatus.ACCEPTED, RequestStatus.REJECTED)):
        visitor.go(page_of(of_kind(store, kind, reference=status, status=status)))
        assert said + ends[index] in visitor.text
        buttons = list(visitor.elements("button"))[-2:]
        assert [each.get("aria-disabled") for each in buttons] == ["true", "true"]
        assert [each.get("disabled") for each in buttons] == [None, None], "still focusable"
        assert visitor.tree.xpath(FORMS) == []


def test_a_new_request_has_buttons_that_can_be_pressed(director: Visitor, store: Store) -> None:
    director.go(page_of(add_request(store)))
    assert director.tree.xpath(".//*[@aria-disabled]") == []
