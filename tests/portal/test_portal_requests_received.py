"""Requests that were passed on: where access managers find them (`PORTAL.md 1.5, 2.4, 5, 10`)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from requesting import LEDGER, TAX, add_request, give
from visitor import NewVisitor, Visitor

from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.store import Store

STANDARD, AGENT, _ = RequestKind
SHOWN = "Klientkunde AS"
DIRECTOR, EMPLOYEE = "Rask Lykt", "Mild Sti"
OVERVIEW, REQUESTS = "/systemuser/overview", "/requests"


@pytest.fixture
def waiting(store: Store) -> tuple[Request, Request]:
    """Two that were passed on, the newer first; others that nobody has to see."""
    own = add_request(
        store, escalated=True, title="Skatt i sky", created=datetime(2026, 3, 9, 8, tzinfo=UTC)
    )
    for_clients = add_request(
        store,
        AGENT,
        system=LEDGER,
        reference="b",
        escalated=True,
        created=datetime(2026, 2, 28, 23, 30, tzinfo=UTC),
    )
    add_request(store, reference="not passed on")
    add_request(store, reference="handled", escalated=True, status=RequestStatus.REJECTED)
    return own, for_clients


@pytest.fixture
def director(visitor: Visitor) -> Visitor:
    visitor.log_in(DIRECTOR, SHOWN)
    return visitor


def sidebar(visitor: Visitor) -> list[str]:
    links = visitor.tree.xpath(".//aside//a")
    return [visitor.name(link) for link in links]


@pytest.mark.parametrize(
    ("language", "name"),
    [("nb", "Forespørsler (2 mottatt)"), ("en", "Requests (2 received)")],
)
def test_the_sidebar_counts_what_waits(
    new_visitor: NewVisitor, waiting: tuple[Request, Request], language: str, name: str
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR, SHOWN)
    t = visitor.t
    assert sidebar(visitor)[:3] == [t("link.access_management"), name, t("link.users")]
    assert visitor.tree.xpath("string(.//*[@class='nav-count'])") == "2"
    visitor.click("button", t("button.menu"))
    assert name in visitor.names("menuitem")


def test_when_nothing_waits_there_is_no_number(director: Visitor) -> None:
    assert sidebar(director)[1] == director.t("link.requests")
    assert director.tree.xpath(".//*[@class='nav-count']") == []
    director.click("link", director.t("link.requests"))
    assert director.path == REQUESTS
    current = director.tree.xpath(".//aside//a[@aria-current]")
    assert [director.name(link) for link in current] == [director.t("link.requests")]


@pytest.mark.parametrize("package", ["klientadministrator", "toll"])
def test_only_access_managers_have_requests(
    visitor: Visitor, store: Store, waiting: tuple[Request, Request], package: str
) -> None:
    give(store, EMPLOYEE.upper(), package)
    visitor.log_in(EMPLOYEE, SHOWN)
    assert [name for name in sidebar(visitor) if "2" in name] == []
    assert visitor.t("link.requests") not in sidebar(visitor)
    assert visitor.t("heading.other") not in visitor.names("heading")
    assert visitor.go(REQUESTS) == 200
    assert visitor.t("message.may_not_see_requests") in visitor.text
    assert visitor.names("tab") == []
    assert "SmartCloud" not in visitor.text
    visitor.go(OVERVIEW)
    assert visitor.t("heading.pending_requests") not in visitor.names("heading")


# The page of requests


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "nb",
            [
                "Forespørsler",
                "Forespørsler for Klientkunde AS",
                "2 Mottatte",
                "0 Sendte",
                "Ber om å opprette systemtilgang (09.03.2026)",
                "Behandle forespørsel",
                "Ber om å opprette systemtilgang (01.03.2026)",
            ],
        ),
        (
            "en",
            [
                "Requests",
                "Requests for Klientkunde AS",
                "2 Received",
                "0 Sent",
                "Requests to create system user (09.03.2026)",
                "Process request",
                "Requests to create system user (01.03.2026)",
            ],
        ),
    ],
)
def test_the_requests_as_the_facts_quote_them(
    new_visitor: NewVisitor,
    waiting: tuple[Request, Request],
    language: str,
    texts: list[str],
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR, SHOWN)
    visitor.go(REQUESTS)
    assert visitor.title == f"{texts[0]} - Altinn"
    assert visitor.names("heading") == [texts[1]]
    assert visitor.names("tab") == texts[2:4]
    rows = visitor.tree.xpath(".//main//li")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        f"SmartCloud S {texts[4]} {texts[5]}",
        f"SmartCloud S {texts[6]} {texts[5]}",
    ]
    assert [visitor.name(link) for link in visitor.tree.xpath(".//main//a")] == ["SmartCloud"] * 2


def test_a_request_is_decided_on_from_there_and_the_way_back_leads_there(
    director: Visitor, waiting: tuple[Request, Request]
) -> None:
    director.go(REQUESTS)
    director.click("link", "SmartCloud")
    assert director.path == "/systemuser/request"
    assert director.query == {
        "id": waiting[0].id,
        "skiplogout": "true",
        "backtopage": REQUESTS,
    }
    director.click("link", director.t("link.back"))
    assert director.path == REQUESTS
    director.click("link", "SmartCloud")
    director.click("button", director.t("button.approve_access"))
    assert director.path == OVERVIEW, "not where one came from (PORTAL.md 10)"
    assert sidebar(director)[1].endswith(director.t("text.requests_received", count=1))


def test_none_are_sent_from_here(director: Visitor, waiting: tuple[Request, Request]) -> None:
    director.go(REQUESTS)
    director.click("tab", director.t("tab.requests_sent", count=0))
    assert director.t("message.no_sent_requests", actor=SHOWN) in director.text
    assert director.tree.xpath(".//main//li") == []
    chosen = director.tree.xpath(".//*[@role='tab'][@aria-selected='true']")
    assert [director.name(tab) for tab in chosen] == [director.t("tab.requests_sent", count=0)]


@pytest.mark.parametrize(
    ("language", "tabs", "empty"),
    [
        ("nb", ["0 Mottatte", "0 Sendte"], "Klientkunde AS har ingen mottatte forespørsler"),
        ("en", ["0 Received", "0 Sent"], "Klientkunde AS has no received requests"),
    ],
)
def test_when_nothing_waits_it_is_said(
    new_visitor: NewVisitor, language: str, tabs: list[str], empty: str
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR, SHOWN)
    visitor.go(REQUESTS)
    assert visitor.names("tab") == tabs
    assert empty in visitor.text


@pytest.mark.parametrize(
    ("language", "heading", "refused"),
    [
        ("nb", "Dine forespørsler", "Du har ikke tilgang til denne siden for valgt aktør"),
        ("en", "Your requests", "You do not have access to this page for the selected actor"),
    ],
)
def test_for_oneself_and_without_the_right(
    new_visitor: NewVisitor, language: str, heading: str, refused: str
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR, DIRECTOR)
    visitor.go(REQUESTS)
    assert visitor.names("heading") == [heading]
    visitor.log_in(EMPLOYEE, SHOWN)
    visitor.go(REQUESTS)
    assert refused in visitor.text


# In the overview


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "nb",
            [
                "Ventende systemtilgang-forespørsler",
                "Godkjenn egen systemtilgang",
                "Godkjenn systemtilgang for klienter",
            ],
        ),
        (
            "en",
            [
                "Pending system access requests",
                "Approve own system access",
                "Approve system access for clients",
            ],
        ),
    ],
)
def test_the_overview_begins_with_what_waits(
    new_visitor: NewVisitor, waiting: tuple[Request, Request], language: str, texts: list[str]
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR, SHOWN)
    visitor.go(OVERVIEW)
    assert visitor.names("heading")[1] == texts[0]
    refs = [request.id[-5:] for request in waiting]
    links = [visitor.name(link) for link in visitor.tree.xpath(".//main//ul[1]//a")]
    assert links == [
        f"Skatt i sky (ref: {refs[0]}) SmartCloud {texts[1]}",
        f"SmartCloud Regnskap (ref: {refs[1]}) SmartCloud {texts[2]}",
    ]


def test_a_request_is_decided_on_from_the_overview(
    director: Visitor, waiting: tuple[Request, Request]
) -> None:
    director.go(OVERVIEW)
    for_clients = waiting[1]
    link = next(each for each in director.names("link") if for_clients.id[-5:] in each)
    director.click("link", link)
    assert director.path == "/systemuser/agentrequest"
    assert director.query == {
        "id": for_clients.id,
        "skiplogout": "true",
        "backtopage": OVERVIEW,
    }
    director.click("button", director.t("button.reject"))
    assert director.path == OVERVIEW
    assert not [each for each in director.names("link") if for_clients.id[-5:] in each]


def test_without_requests_the_overview_has_no_such_part(director: Visitor) -> None:
    director.go(OVERVIEW)
    assert director.t("heading.pending_requests") not in director.names("heading")


@pytest.mark.parametrize(("edition", "may_create"), [("2025-12", False), ("2026-08", True)])
def test_the_overview_shows_them_to_who_may_create(
    new_visitor: NewVisitor,
    store: Store,
    waiting: tuple[Request, Request],
    edition: str,
    may_create: bool,
) -> None:
    """Row 10 of the known differences; the page of requests is for every access manager."""
    give(store, EMPLOYEE.upper(), "hovedadministrator")
    visitor = new_visitor("nb", edition=edition)
    visitor.log_in(EMPLOYEE, SHOWN)
    visitor.go(OVERVIEW)
    heading = "Ventende systemtilgang-forespørsler"
    assert (heading in visitor.names("heading")) is may_create
    visitor.go(REQUESTS)
    assert "2 Mottatte" in visitor.names("tab")


# On the start page


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "nb",
            [
                "Klientkunde AS har ingen nye forespørsler",
                "Klientkunde AS har 1 ny forespørsel",
                "Klientkunde AS har 2 nye forespørsler",
            ],
        ),
        (
            "en",
            [
                "Klientkunde AS has no new requests",
                "Klientkunde AS has 1 new request",
                "Klientkunde AS has 2 new requests",
            ],
        ),
    ],
)
def test_the_start_page_says_how_many_wait(
    new_visitor: NewVisitor, store: Store, language: str, texts: list[str]
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR, SHOWN)
    for number, text in enumerate(texts):
        visitor.go("/")
        assert visitor.names("heading")[-1] == visitor.t("heading.other")
        assert visitor.names("link")[-1] == text
        add_request(store, system=TAX, reference=str(number), escalated=True)
    visitor.click("link", texts[-1])
    assert visitor.path == REQUESTS
