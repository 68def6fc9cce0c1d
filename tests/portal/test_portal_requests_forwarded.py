"""Passing requests on to those who may approve them (`PORTAL.md 9.5`)."""

from __future__ import annotations

import pytest
from requesting import (
    EMPLOYEE,
    FORMS,
    RECEIPT,
    STRANGER,
    TAX,
    add_change,
    add_request,
    director_for,
    give,
    has_access,
    is_logged_out,
    page_of,
    register,
    request_now,
    withdraw,
)
from visitor import NewVisitor, Visitor

from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.requests import RequestKind, RequestStatus
from systemtilgang.store import Store

STANDARD, AGENT, CHANGE = RequestKind


@pytest.fixture
def employee(visitor: Visitor) -> Visitor:
    visitor.log_in(EMPLOYEE)
    return visitor


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "nb",
            [
                "Du mangler nødvendig fullmakt",
                "Du har ikke tilstrekkelige fullmakter til å godkjenne forespørselen. Vil du sende "
                "forespørselen videre til tilgangsstyrer i din virksomhet?",
                "Ja, send videre",
                "Lukk og logg ut",
                "Forespørselen er videresendt",
                "Tilgangsstyrer i virksomheten din skal nå ha fått forespørselen i Altinn.",
                "Avslutt",
                "Denne forespørselen er allerede videresendt",
            ],
        ),
        (
            "en",
            [
                "You lack required authorization",
                "You do not have sufficient powers of attorney to approve the request. Do you want "
                "to forward the request to the Access Manager in your organization?",
                "Yes, forward request",
                "Close and log out",
                "Request forwarded",
                "The Access Manager in your organization should now have received the request in "
                "Altinn.",
                "Finish",
                "This request is already forwarded",
            ],
        ),
    ],
)
@pytest.mark.parametrize("kind", [STANDARD, AGENT])
def test_passing_on_as_the_facts_quote_it(
    new_visitor: NewVisitor, store: Store, kind: RequestKind, language: str, texts: list[str]
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(EMPLOYEE)
    asked = add_request(store, kind)
    visitor.go(page_of(asked))
    assert visitor.names("heading")[-1] == texts[0]
    assert texts[1] in visitor.text
    assert visitor.names("button")[-2:] == texts[2:4]
    assert visitor.t("button.reject") not in visitor.names("button")
    visitor.click("button", texts[2])
    assert visitor.names("heading")[-1] == texts[4]
    assert texts[5] in visitor.text
    assert visitor.names("button")[-1] == texts[6]
    assert texts[0] not in visitor.text
    assert request_now(store, asked).escalated
    visitor.click("button", texts[6])
    assert visitor.path == "/logged-out"
    assert is_logged_out(visitor)
    visitor.log_in(EMPLOYEE)
    visitor.go(page_of(asked))
    assert texts[7] in visitor.text
    assert visitor.tree.xpath(FORMS) == []


@pytest.mark.parametrize("skip", ["false", "true"])
def test_closing_without_passing_on_logs_out(employee: Visitor, store: Store, skip: str) -> None:
    asked = add_request(store)
    employee.go(page_of(asked, skiplogout=skip))
    employee.click("button", employee.t("button.close_and_log_out"))
    assert employee.path == "/logged-out"
    assert is_logged_out(employee)
    assert not request_now(store, asked).escalated


@pytest.mark.parametrize("kind", [STANDARD, AGENT])
def test_after_passing_on_the_vendors_page_follows(
    employee: Visitor, store: Store, kind: RequestKind
) -> None:
    register(store, TAX, RECEIPT)
    employee.go(page_of(add_request(store, kind, redirect_url=RECEIPT), skiplogout="true"))
    employee.click("button", employee.t("button.forward_request"))
    employee.click("button", employee.t("button.finish"))
    assert employee.path == "/vendor/receipt"


def test_the_second_step_is_not_believed_before_the_first(employee: Visitor, store: Store) -> None:
    employee.go(page_of(add_request(store), step="forwarded"))
    assert employee.t("button.forward_request") in employee.names("button")


@pytest.mark.parametrize("escalated", [False, True])
@pytest.mark.parametrize("state", [{}, {"step": "forwarded"}])
def test_who_comes_to_a_handled_request_is_told_that_and_nothing_of_passing_on(
    employee: Visitor, store: Store, state: dict[str, str], *, escalated: bool
) -> None:
    asked = add_request(store, status=RequestStatus.ACCEPTED, escalated=escalated)
    employee.go(page_of(asked, **state))
    assert employee.t("message.request_accepted") in employee.text
    assert employee.t("message.already_forwarded") not in employee.text
    assert employee.t("text.request_forwarded") not in employee.text
    assert employee.tree.xpath(FORMS) == []


def test_a_request_that_disappeared_is_not_passed_on(employee: Visitor, store: Store) -> None:
    asked = add_request(store)
    employee.go(page_of(asked))
    withdraw(store, asked)
    employee.click("button", employee.t("button.forward_request"))
    told = employee.t("message.request_not_forwarded")
    assert employee.names("alert") == [f"{told} {employee.t('remedy.check_link')}"]


def test_a_change_cannot_be_passed_on(visitor: Visitor, store: Store) -> None:
    asked = add_change(store)
    director_for(visitor, CHANGE)
    visitor.post(page_of(asked).replace("?", "/escalate?"))
    assert not request_now(store, asked).escalated


@pytest.mark.parametrize("path", ["approve", "reject"])
def test_who_may_not_decide_is_refused(employee: Visitor, store: Store, path: str) -> None:
    asked = add_request(store)
    address = page_of(asked).replace("?", f"/{path}?")
    assert employee.post(address) == 403
    assert request_now(store, asked).is_new
    assert not has_access(store, asked)


@pytest.mark.parametrize("path", ["approve", "reject", "escalate"])
def test_a_stranger_is_refused(visitor: Visitor, store: Store, path: str) -> None:
    asked = add_request(store)
    visitor.log_in(STRANGER)
    assert visitor.post(page_of(asked).replace("?", f"/{path}?")) == 403
    now = request_now(store, asked)
    assert now.is_new
    assert not now.escalated


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("package", ["tilgangsstyrer", "hovedadministrator"])
def test_access_managers_and_main_administrators_decide_in_every_edition(
    new_visitor: NewVisitor, store: Store, edition: str, package: str
) -> None:
    give(store, EMPLOYEE.upper(), package)
    visitor = new_visitor("nb", edition=edition)
    visitor.log_in(EMPLOYEE)
    visitor.go(page_of(add_request(store)))
    assert visitor.names("button")[-2:] == ["Godkjenn systemtilgang", "Avvis"]
