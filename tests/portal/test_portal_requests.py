"""What the page of a request tells, for each kind of request (`PORTAL.md 9.2`)."""

from __future__ import annotations

import pytest
from requesting import (
    DIRECTOR,
    DIRECTOR_OF_PROVIDER,
    PROVIDER,
    access_named,
    add_change,
    add_request,
    director_for,
    of_kind,
    page_of,
)
from visitor import NewVisitor, Visitor, party

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.requests import RequestKind
from systemtilgang.store import Store

STANDARD, AGENT, CHANGE = RequestKind


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
    visitor: Visitor, store: Store
) -> None:
    asked = add_request(store, AGENT, packages=("skattegrunnlag", "ansvarlig-revisor"))
    director_for(visitor, AGENT).go(page_of(asked))
    assert visitor.t("heading.request_for_clients") in visitor.names("heading")
    assert visitor.t("text.also_own_organization") not in visitor.text


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


def test_a_title_of_the_vendors_is_not_the_systems_name(visitor: Visitor, store: Store) -> None:
    asked = add_request(store, title="<b>Tittel</b>")
    director_for(visitor, STANDARD).go(page_of(asked))
    assert "SmartCloud Skatt" in visitor.names("heading")[1]
    assert "Tittel" not in visitor.text


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
