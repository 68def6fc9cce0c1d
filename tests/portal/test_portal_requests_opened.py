"""Who may open a request, for whom one acts then, and the way back (`PORTAL.md 9.1, 9.3, 9.4`)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from requesting import (
    DIRECTOR,
    EMPLOYEE,
    FORMS,
    PROVIDER,
    STRANGER,
    add_change,
    add_request,
    confirm_link,
    give,
    of_kind,
    page_of,
)
from visitor import NewVisitor, Visitor

from systemtilgang.domain.requests import RequestKind
from systemtilgang.portal.places import BASE
from systemtilgang.store import Store

STANDARD, AGENT, CHANGE = RequestKind
SHOWN = "Klientkunde AS"


@pytest.fixture
def director(visitor: Visitor) -> Visitor:
    """The managing director of the customer; nobody to act for has been chosen."""
    visitor.log_in(DIRECTOR)
    return visitor


# Who may open it, and for whom


def test_a_confirm_link_leads_through_the_log_in_and_past_the_choice_of_actor(
    visitor: Visitor, store: Store
) -> None:
    asked = add_request(store)
    visitor.request("GET", confirm_link(asked))
    assert visitor.path == "/login"
    visitor.click("button", DIRECTOR)
    assert visitor.path == "/systemuser/request"
    assert visitor.query["id"] == asked.id
    assert visitor.names("dialog") == []
    assert visitor.t("button.approve_access") in visitor.names("button")


def test_the_actor_becomes_the_requests_organisation_by_itself(
    visitor: Visitor, store: Store
) -> None:
    visitor.log_in(DIRECTOR, DIRECTOR)
    visitor.go(page_of(add_request(store)))
    visitor.go("/")
    assert visitor.names("heading")[0] == SHOWN
    visitor.go(page_of(add_request(store, AGENT, reference="b")))
    assert f"{SHOWN} sine klienter" in visitor.text or f"{SHOWN}'s clients" in visitor.text


@pytest.mark.parametrize("kind", RequestKind)
def test_why_a_request_cannot_be_read(visitor: Visitor, store: Store, kind: RequestKind) -> None:
    visitor.log_in(STRANGER)
    t = visitor.t
    heading = {
        STANDARD: "heading.request",
        AGENT: "heading.request_for_clients",
        CHANGE: "heading.request_for_change",
    }[kind]
    asked = of_kind(store, kind)
    other = RequestKind.AGENT if kind is STANDARD else RequestKind.STANDARD
    link, manager = "remedy.check_link", "remedy.ask_access_manager"
    for address, status, text, remedy in (
        (f"/systemuser/{kind}", 400, "message.request_id_missing", link),
        (f"/systemuser/{kind}?id=", 400, "message.request_id_missing", link),
        (f"/systemuser/{kind}?id=nonsense", 404, "message.request_not_found", link),
        (page_of(replace(asked, kind=other)), 404, "message.request_not_found", link),
        (page_of(asked), 403, "message.may_not_approve", manager),
    ):
        assert visitor.go(address) == status, address
        assert t(text) in visitor.text
        assert t(remedy) in visitor.text
        assert visitor.tree.xpath(f".//main//li|{FORMS}") == []
    assert visitor.names("heading") == [t(heading)]
    visitor.go("/")
    assert visitor.query == {"openAccountMenu": "true"}, "nobody acts for a party without relation"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "nb",
            [
                "id må være med som query-parameter i url",
                "Systemtilgang-forespørsel for valgt aktør finnes ikke. Er du sikker på at du har "
                "valgt riktig aktør?",
                "Du har ikke tilstrekkelige fullmakter til å godkjenne denne "
                "systemtilgang-forespørselen",
            ],
        ),
        (
            "en",
            [
                "id must be included as query-parameter in url",
                "System access request for chosen party does not exist. Are you certain that you "
                "have chosen correct party?",
                "You have insufficient permissions to approve this system access request",
            ],
        ),
    ],
)
def test_the_reasons_as_the_facts_quote_them(
    new_visitor: NewVisitor, store: Store, language: str, texts: list[str]
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(STRANGER)
    address = page_of(add_request(store))
    for path, text in zip(("/systemuser/request", f"{address}x", address), texts, strict=True):
        visitor.go(path)
        assert text in visitor.text


def test_who_only_has_an_ordinary_package_cannot_open_a_change(
    visitor: Visitor, store: Store
) -> None:
    give(store, EMPLOYEE.upper(), "posttjenester", PROVIDER)
    visitor.log_in(EMPLOYEE)
    assert visitor.go(page_of(add_change(store))) == 403
    assert visitor.t("message.may_not_approve") in visitor.text


# The way back


@pytest.mark.parametrize(
    ("back", "leads_to"),
    [
        ("%2Frequests", "/requests"),
        ("%2Fsystemuser%2Foverview", "/systemuser/overview"),
        ("%2Frequests%3Ftab%3Dsent", "/requests?tab=sent"),
        ("%2F", "/"),
    ],
)
def test_the_way_back_is_a_page_of_this_portal(
    director: Visitor, store: Store, back: str, leads_to: str
) -> None:
    asked = add_request(store)
    for address in (page_of(asked, backtopage=back), f"/systemuser/request?backtopage={back}"):
        director.go(address)
        link = director.find("link", director.t("link.back"))
        assert link.get("href") == BASE + leads_to
    director.click("link", director.t("link.back"))
    assert director.answer.status_code == 200


@pytest.mark.parametrize(
    "back",
    [
        "",
        "https://evil.example/",
        "//evil.example",
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
        "%5C%5Cevil.example",
        "javascript:alert(1)",
        "requests",
        "%2F..%2F..%2Fevil",
        "%2F%252e%252E%2F.%252e%2Fevil",
        "%2Frequests%2F..%2F..%2F..%2Fevil",
        "%2Frequests%0D%0ASet-Cookie:x",
    ],
)
def test_any_other_way_back_is_left_out(director: Visitor, store: Store, back: str) -> None:
    director.go(page_of(add_request(store), backtopage=back))
    assert director.t("link.back") not in director.names("link")
    assert [href for href in director.tree.xpath(".//@href") if "evil" in href] == []
