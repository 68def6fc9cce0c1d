"""Requests from vendors: reading, approving, rejecting, passing on (`PORTAL.md 9, 12`)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import (
    LEDGER,
    PROVIDER,
    RECEIPT,
    TAX,
    access_named,
    add_change,
    add_request,
    confirm_link,
    give,
    page_of,
    register,
    request_now,
)
from visitor import NewVisitor, Visitor, party

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.portal.places import BASE
from systemtilgang.store import Store

STANDARD, AGENT, CHANGE = RequestKind
SHOWN = "Klientkunde AS"
DIRECTOR, DIRECTOR_OF_PROVIDER, EMPLOYEE, STRANGER = (
    "Rask Lykt",
    "Dress Minst",
    "Mild Sti",
    "Tydelig Måne",
)
FORMS = ".//main//form[@method='post']"
"""What one can do on the page that changes something."""


@pytest.fixture
def director(visitor: Visitor) -> Visitor:
    """The managing director of the customer; nobody to act for has been chosen."""
    visitor.log_in(DIRECTOR)
    return visitor


@pytest.fixture
def employee(visitor: Visitor) -> Visitor:
    """Somebody with an ordinary package of the customer's."""
    visitor.log_in(EMPLOYEE)
    return visitor


def of_kind(store: Store, kind: RequestKind, **more: object) -> Request:
    """A request of a kind; of a change, the provider is the customer."""
    return add_change(store, **more) if kind is CHANGE else add_request(store, kind, **more)


def director_for(visitor: Visitor, kind: RequestKind) -> Visitor:
    visitor.log_in(DIRECTOR_OF_PROVIDER if kind is CHANGE else DIRECTOR)
    return visitor


def has_access(store: Store, request: Request) -> bool:
    with store.unit_of_work() as uow:
        return uow.system_users.get(request.id) is not None


def is_logged_out(visitor: Visitor) -> bool:
    """Whether the pages of the portal ask one to log in."""
    visitor.request("GET", f"{BASE}/", follow=False)
    return (
        visitor.answer.headers.get("location") == f"{BASE}/login?goto=%2Faccessmanagement%2Fui%2F"
    )


# What is asked for


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "nb",
            [
                "Gi tilgang til system",
                "SmartCloud Skatt ber om godkjenning til å lage en systemtilgang",
                "Systemtilgangen vil få denne fullmakten:",
                "1 tilgangspakke",
                "Gjennom systemtilgangen kan SmartCloud Skatt løse oppgaver på vegne av "
                "Klientkunde AS.",
                "Du kan når som helst trekke tilbake godkjenningen på altinn.no.",
                "SmartCloud Skatt blir levert av SmartCloud, org.nr. 313 909 964",
                "Godkjenn systemtilgang",
                "Avvis",
            ],
        ),
        (
            "en",
            [
                "Give access to system",
                "SmartCloud Skatt is requesting permission to create a system access",
                "The system access will be granted this power of attorney:",
                "1 access package",
                "Through the system access SmartCloud Skatt will be able to solve issues on behalf "
                "of Klientkunde AS.",
                "You can withdraw your consent at altinn.no at any time.",
                "SmartCloud Skatt is delivered by SmartCloud, org.nr. 313 909 964",
                "Approve system access",
                "Reject",
            ],
        ),
    ],
)
def test_a_request_for_ones_own_organisation_as_the_facts_quote_it(
    new_visitor: NewVisitor, store: Store, language: str, texts: list[str]
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR)
    assert visitor.go(page_of(add_request(store))) == 200
    assert visitor.title == f"{texts[0]} - Altinn"
    assert visitor.names("heading") == texts[:4]
    levels = [heading.tag for heading in visitor.elements("heading")]
    assert levels == ["h1", "h2", "h3", "h4"]
    for text in texts[4:7]:
        assert text in visitor.text
    assert visitor.names("listitem") == [visitor.t.texts["package.skattegrunnlag"]]
    assert visitor.names("button")[-2:] == texts[7:]
    assert visitor.names("alert") == []


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "nb",
            [
                "Godkjenn systemtilgang for klientene dine",
                "SmartCloud Skatt ber om godkjenning til å lage en systemtilgang",
                "Systemtilgangen vil få disse fullmaktene:",
                "Gjennom systemtilgangen får SmartCloud Skatt fullmakt til å løse oppgaver på "
                "vegne av Klientkunde AS sine klienter. For å fullføre oppsettet må du legge til "
                "klientene i Altinn.",
                "Du kan også knytte egen virksomhet til systemtilgangen.",
                "Godkjenn systemtilgang",
                "Avvis",
            ],
        ),
        (
            "en",
            [
                "Approve system access for your clients",
                "SmartCloud Skatt is requesting permission to create a system access",
                "The system access will be granted these power of attorney:",
                "Through a system access, SmartCloud Skatt will be granted power of attorney to "
                "complete tasks on behalf of Klientkunde AS's clients. To complete the setup, "
                "clients must be added in Altinn.",
                "You can also connect your own organization to the system access.",
                "Approve system access",
                "Reject",
            ],
        ),
    ],
)
def test_a_request_for_clients_as_the_facts_quote_it(
    new_visitor: NewVisitor, store: Store, language: str, texts: list[str]
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR)
    asked = add_request(store, AGENT, packages=("skattegrunnlag", "toll"))
    visitor.go(page_of(asked))
    assert visitor.title == f"{texts[0]} - Altinn"
    assert visitor.names("heading") == texts[:3], "the packages have no heading of their own"
    assert texts[3] in visitor.text
    assert texts[4] in visitor.text
    assert visitor.t("text.may_withdraw") not in visitor.text
    assert visitor.names("button")[-2:] == texts[5:]


def test_ones_own_organisation_is_offered_only_with_packages_that_suit_it(
    director: Visitor, store: Store
) -> None:
    asked = add_request(store, AGENT, packages=("skattegrunnlag", "ansvarlig-revisor"))
    director.go(page_of(asked))
    assert director.t("text.also_own_organization") not in director.text


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "nb",
            [
                "Oppdatering av systemtilgang",
                "SmartCloud Regnskap ber om godkjenning til å gjøre endringer i systemtilgang",
                "Dette vil endres i systemtilgangen:",
                "Denne tilgangspakken vil legges til",
                "Denne tilgangspakken vil fjernes",
                "Oppdater systemtilgang - Altinn",
                "Gjennom systemtilgangen kan SmartCloud Regnskap løse oppgaver på vegne av "
                "Diskret Nær Tiger AS.",
                "Godkjenn oppdatert systemtilgang",
                "Avvis",
                "Disse tilgangspakkene vil legges til",
                "Disse tilgangspakkene vil fjernes",
            ],
        ),
        (
            "en",
            [
                "Change system access",
                "SmartCloud Regnskap is requesting permission to update system access",
                "This will be changed in the system access:",
                "This access package will be added",
                "This access package will be removed",
                "Update system access - Altinn",
                "Through the system access SmartCloud Regnskap will be able to solve issues on "
                "behalf of Diskret Nær Tiger AS.",
                "Approve updated system access",
                "Reject",
                "These access packages will be added",
                "These access packages will be removed",
            ],
        ),
    ],
)
def test_a_change_as_the_facts_quote_it(
    new_visitor: NewVisitor, store: Store, language: str, texts: list[str]
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR_OF_PROVIDER)
    visitor.go(page_of(add_change(store)))
    assert visitor.title == texts[5]
    assert visitor.names("heading") == texts[:5]
    assert texts[6] in visitor.text
    assert visitor.t("text.may_withdraw") in visitor.text
    assert visitor.names("button")[-2:] == texts[7:9]
    visitor.go(page_of(add_change(store, reference="x", packages=("lonn", "toll"), unwanted=())))
    assert visitor.names("heading")[3:] == [texts[9]], "what is empty has no heading"
    access_id = access_named(store, PROVIDER, "Regnskap i sky")
    connection = Assignment(party(store, PROVIDER).id, access_id, RIGHT_HOLDER)
    with store.unit_of_work() as uow:
        uow.assignments.grant(connection.id, "lonn")
        uow.commit()
    both = add_change(store, reference="y", packages=(), unwanted=("lonn", "posttjenester"))
    visitor.go(page_of(both))
    assert visitor.names("heading")[3:] == [texts[10]]


def test_a_title_of_the_vendors_is_not_the_systems_name(director: Visitor, store: Store) -> None:
    director.go(page_of(add_request(store, title="<b>Tittel</b>")))
    assert "SmartCloud Skatt" in director.names("heading")[1]
    assert "Tittel" not in director.text


@pytest.mark.parametrize("kind", RequestKind)
def test_around_a_request_there_is_only_a_menu(
    visitor: Visitor, store: Store, kind: RequestKind
) -> None:
    director_for(visitor, kind).go(page_of(of_kind(store, kind)))
    t = visitor.t
    assert visitor.tree.xpath(".//aside|.//footer|.//nav[@class='crumbs']|.//dialog") == []
    assert visitor.names("link") == [
        t("link.skip_to_content"),
        t("link.about_practice"),
        t("link.altinn"),
    ]
    assert visitor.names("button")[0] == t("button.menu"), "and no actor button"
    visitor.click("button", t("button.menu"))
    assert visitor.names("menuitem") == [t("link.language")]
    name = "Minst Dress" if kind is CHANGE else "Lykt Rask"
    assert t("text.logged_in_as", name=name) in visitor.text
    assert t("button.log_out") in visitor.names("button")


def test_a_request_changes_language_on_its_page(new_visitor: NewVisitor, store: Store) -> None:
    visitor = new_visitor("nb")
    visitor.log_in(DIRECTOR)
    visitor.go(page_of(add_request(store), skiplogout="true"))
    visitor.click("button", "Meny")
    visitor.click("menuitem", "Språk/language")
    visitor.click("menuitemradio", "English")
    assert visitor.names("heading")[0] == "Give access to system"
    assert visitor.query["skiplogout"] == "true"


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
    for address, status, text in (
        (f"/systemuser/{kind}", 400, "message.request_id_missing"),
        (f"/systemuser/{kind}?id=", 400, "message.request_id_missing"),
        (f"/systemuser/{kind}?id=nonsense", 404, "message.request_not_found"),
        (page_of(replace(asked, kind=other)), 404, "message.request_not_found"),
        (page_of(asked), 403, "message.may_not_approve"),
    ):
        assert visitor.go(address) == status, address
        assert t(text) in visitor.text
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


# Approving and rejecting


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


# Why it failed


def test_who_lacks_packages_is_told_which(visitor: Visitor, store: Store) -> None:
    give(store, EMPLOYEE.upper(), "tilgangsstyrer")
    register(store, LEDGER, RECEIPT, packages=("posttjenester", "skattegrunnlag", "toll"))
    asked = add_request(store, system=LEDGER, packages=("posttjenester", "skattegrunnlag", "toll"))
    visitor.log_in(EMPLOYEE)
    visitor.go(page_of(asked, skiplogout="true", backtopage="/requests"))
    visitor.click("button", visitor.t("button.approve_access"))
    t = visitor.t
    assert visitor.path == "/systemuser/request"
    assert visitor.query["skiplogout"] == "true"
    assert visitor.query["backtopage"] == "/requests"
    names = [t.package(store.catalogue.packages[code]) for code in ("skattegrunnlag", "toll")]
    assert visitor.names("alert") == [
        " ".join([t("message.packages_not_delegated"), t("message.undelegated_packages"), *names])
    ]
    assert request_now(store, asked).is_new
    assert not has_access(store, asked)
    visitor.go(page_of(asked))
    assert visitor.names("alert") == [], "it is told once"


def test_the_reasons_are_quoted_from_the_facts(new_visitor: NewVisitor) -> None:
    nb, en = new_visitor("nb").t, new_visitor("en").t
    assert nb("message.packages_not_delegated") == (
        "Delegering av tilgangspakker feilet: du mangler nødvendige fullmakter til å delegere "
        "tilgangspakkene som kreves."
    )
    assert en("message.packages_not_delegated") == (
        "Delegation of access packages failed: you lack the necessary rights to delegate the "
        "required access packages."
    )
    assert nb("message.undelegated_packages") == "Tilgangspakker som ikke kunne delegeres:"
    assert en("message.undelegated_packages") == "Access packages that could not be delegated:"


def test_a_second_access_of_the_same_kind_is_told(director: Visitor, store: Store) -> None:
    asked = add_request(store)
    director.go(page_of(asked, skiplogout="true"))
    director.click("button", director.t("button.approve_access"))
    with store.unit_of_work() as uow:
        uow.requests.delete(asked.id)
        uow.commit()
    again = add_request(store, AGENT)
    director.go(page_of(again))
    director.click("button", director.t("button.approve_access"))
    assert director.names("alert") == [director.t("message.access_exists")]


def test_the_system_may_have_changed_since_it_asked(director: Visitor, store: Store) -> None:
    asked = add_request(store)
    register(store, TAX, RECEIPT, packages=("toll",))
    director.go(page_of(asked))
    director.click("button", director.t("button.approve_access"))
    t = director.t
    assert director.names("alert") == [
        " ".join(
            [
                t("message.access_not_created"),
                t("message.undelegated_packages"),
                t.package(store.catalogue.packages["skattegrunnlag"]),
            ]
        )
    ]


def test_a_change_of_an_access_that_is_gone_fails(visitor: Visitor, store: Store) -> None:
    asked = add_change(store)
    with store.unit_of_work() as uow:
        uow.system_users.remove(asked.access_id or "")
        uow.commit()
    director_for(visitor, CHANGE).go(page_of(asked))
    visitor.click("button", visitor.t("button.approve_change"))
    assert visitor.names("alert") == [visitor.t("message.change_not_approved")]


@pytest.mark.parametrize(
    ("kind", "approved", "rejected"),
    [
        (STANDARD, "message.access_not_created", "message.access_not_rejected"),
        (AGENT, "message.access_not_created", "message.access_not_rejected"),
        (CHANGE, "message.change_not_approved", "message.change_not_rejected"),
    ],
)
def test_who_comes_too_late_is_told(
    visitor: Visitor, store: Store, kind: RequestKind, approved: str, rejected: str
) -> None:
    """Two have the page open, and one of them is first."""
    asked = of_kind(store, kind, status=RequestStatus.REJECTED)
    director_for(visitor, kind)
    for path, failed in (("approve", approved), ("reject", rejected)):
        address = page_of(asked).replace("?", f"/{path}?")
        assert visitor.post(address) == 303
        visitor.go(page_of(asked))
        assert visitor.names("alert") == [visitor.t(failed)]
    assert request_now(store, asked).status is RequestStatus.REJECTED


def test_a_request_that_was_withdrawn_meanwhile_is_told(director: Visitor, store: Store) -> None:
    asked = add_request(store)
    director.go(page_of(asked))
    with store.unit_of_work() as uow:
        uow.requests.delete(asked.id)
        uow.commit()
    director.click("button", director.t("button.reject"))
    assert director.names("alert") == [director.t("message.access_not_rejected")]
    assert director.t("message.request_not_found") in director.text


# Passing on


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


def test_who_comes_to_a_handled_request_is_not_asked_to_pass_it_on(
    employee: Visitor, store: Store
) -> None:
    employee.go(page_of(add_request(store, status=RequestStatus.ACCEPTED)))
    assert employee.t("message.request_accepted") in employee.text
    assert employee.tree.xpath(FORMS) == []


def test_a_request_that_disappeared_is_not_passed_on(employee: Visitor, store: Store) -> None:
    asked = add_request(store)
    employee.go(page_of(asked))
    with store.unit_of_work() as uow:
        uow.requests.delete(asked.id)
        uow.commit()
    employee.click("button", employee.t("button.forward_request"))
    assert employee.names("alert") == [employee.t("message.request_not_forwarded")]


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
        "%2Frequests%2F..%2F..%2F..%2Fevil",
        "%2Frequests%0D%0ASet-Cookie:x",
    ],
)
def test_any_other_way_back_is_left_out(director: Visitor, store: Store, back: str) -> None:
    director.go(page_of(add_request(store), backtopage=back))
    assert director.t("link.back") not in director.names("link")
    assert [href for href in director.tree.xpath(".//@href") if "evil" in href] == []
