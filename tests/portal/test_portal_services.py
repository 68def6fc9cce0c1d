"""Single rights to services on the screens: what is listed, and what a service is (`PORTAL.md 6.2,
6.3, 7, 9.2`).
"""

from __future__ import annotations

import pytest
from requesting import (
    CUSTOMER,
    DIRECTOR,
    DIRECTOR_OF_PROVIDER,
    add_change,
    page_of,
    request_now,
)
from single_rights import ARCHIVE, CREATE, HIRED, LEAVE, RECEIPTS, SICK, ask, name_of
from visitor import NewVisitor, Visitor, heard_text

from systemtilgang.store import Store


def row_of(visitor: Visitor, store: Store, service: str) -> str:
    """What the button of a service is called: its name, then its owner."""
    return f"{name_of(visitor, store, service)} {store.catalogue.services[service].owner}"


def levels(visitor: Visitor) -> list[tuple[str, str]]:
    return [(each.tag, heard_text(each)) for each in visitor.elements("heading")]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "nb",
            [
                "Systemtilgangen vil få disse fullmaktene:",
                "1 tilgangspakke",
                "1 enkelttjeneste",
                "A-ordningen",
                "Melding om innleie Øvingstilsynet",
            ],
        ),
        (
            "en",
            [
                "The system access will be granted these power of attorney:",
                "1 access package",
                "1 single right",
                "A-melding system",
                "Notice of hired-in staff Øvingstilsynet",
            ],
        ),
    ],
)
def test_a_request_counts_and_lists_packages_and_then_services(
    new_visitor: NewVisitor, store: Store, language: str, texts: list[str]
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR)
    visitor.go(page_of(ask(store)))
    assert levels(visitor)[2:] == [("h3", texts[0]), ("h4", texts[1]), ("h4", texts[2])]
    assert visitor.names("listitem") == texts[3:]
    assert visitor.names("button")[1:3] == texts[3:]


def test_a_request_for_a_service_alone_gives_one_power(visitor: Visitor, store: Store) -> None:
    visitor.log_in(DIRECTOR)
    visitor.go(page_of(ask(store, packages=())))
    t = visitor.t
    assert visitor.names("heading")[2:] == [
        t("heading.request_gives_one"),
        t("heading.one_service_requested"),
    ]
    assert visitor.names("listitem") == [row_of(visitor, store, HIRED)]


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        (
            "nb",
            ("Denne enkelttjenesten vil legges til", "Denne enkelttjenesten vil fjernes"),
            ("Disse enkelttjenestene vil legges til", "Disse enkelttjenestene vil fjernes"),
        ),
        (
            "en",
            ("This service will be added", "This service will be removed"),
            ("These services will be added", "These services will be removed"),
        ),
    ],
)
def test_a_change_lists_packages_and_then_services_by_what_happens_to_them(
    new_visitor: NewVisitor,
    store: Store,
    language: str,
    one: tuple[str, ...],
    many: tuple[str, ...],
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR_OF_PROVIDER)
    t, packages = visitor.t, store.catalogue.packages
    visitor.go(page_of(add_change(store, services=(LEAVE,), unwanted_services=(SICK,))))
    added, removed = t("heading.one_package_added"), t("heading.one_package_removed")
    assert visitor.names("heading")[3:] == [added, removed, *one]
    assert visitor.names("listitem") == [
        t.package(packages["regnskap-okonomi-rapport"]),
        t.package(packages["posttjenester"]),
        row_of(visitor, store, LEAVE),
        row_of(visitor, store, SICK),
    ]
    several = {"services": (LEAVE, SICK), "unwanted_services": (HIRED, RECEIPTS)}
    asked = add_change(store, packages=(), unwanted=(), reference="b", **several)
    visitor.go(page_of(asked))
    assert visitor.names("heading")[3:] == [*many]
    rows = [row_of(visitor, store, each) for each in (LEAVE, SICK, HIRED, RECEIPTS)]
    assert visitor.names("listitem") == rows


def test_the_second_step_of_creating_lists_services(visitor: Visitor, store: Store) -> None:
    t = visitor.t
    visitor.log_in(DIRECTOR, CUSTOMER)
    visitor.go(CREATE)
    assert levels(visitor) == [
        ("h1", t("heading.access_gets_many", system="SmartCloud Personal", actor=CUSTOMER)),
        ("h2", t("heading.one_package_requested")),
        ("h2", t("heading.many_services_requested", count=2)),
    ]
    rows = [row_of(visitor, store, LEAVE), row_of(visitor, store, SICK)]
    assert visitor.names("listitem")[-2:] == rows
    assert set(rows) <= set(visitor.names("button"))


def test_an_access_that_was_created_lists_what_it_has(visitor: Visitor, store: Store) -> None:
    t = visitor.t
    visitor.log_in(DIRECTOR, CUSTOMER)
    visitor.go(CREATE)
    visitor.click("button", t("button.create_access"))
    visitor.click("link", f"SmartCloud Personal {t('text.new')} SmartCloud {t('text.see_powers')}")
    assert visitor.names("heading") == [
        "SmartCloud Personal",
        t("heading.one_package_requested"),
        t("heading.many_services_requested", count=2),
    ]
    assert visitor.names("listitem")[-3:] == [
        t.package(store.catalogue.packages["a-ordning"]),
        row_of(visitor, store, LEAVE),
        row_of(visitor, store, SICK),
    ]


@pytest.mark.parametrize("where", ["request", "create", "access"])
def test_a_service_tells_who_owns_it_and_what_it_is_for(
    visitor: Visitor, store: Store, where: str
) -> None:
    person, actor, path = {
        "request": (DIRECTOR, CUSTOMER, page_of(ask(store))),
        "create": (DIRECTOR, CUSTOMER, CREATE),
        "access": ("Sval Bukt", "Hvit Helle AS", "/systemuser/overview"),
    }[where]
    service = HIRED if where == "request" else LEAVE
    visitor.log_in(person, actor)
    visitor.go(path)
    if where == "access":
        visitor.click("link", f"Personal i sky SmartCloud {visitor.t('text.see_powers')}")
    headings = visitor.names("heading")
    visitor.click("button", row_of(visitor, store, service))
    name, found = name_of(visitor, store, service), store.catalogue.services[service]
    assert visitor.names("dialog") == [name]
    assert levels(visitor) == [("h3", name)]
    dialog = heard_text(visitor.find("dialog", name))
    assert dialog.startswith(f"{name} {found.owner} ")
    assert found.description.in_language(visitor.t.language) in dialog
    assert visitor.names("button") == ["Lukk dialogvindu"]
    visitor.click("button", "Lukk dialogvindu")
    assert visitor.names("dialog") == []
    assert visitor.names("heading") == headings


@pytest.mark.parametrize("state", ["service=nonsense", "service="])
def test_an_unknown_service_opens_nothing(visitor: Visitor, state: str) -> None:
    visitor.log_in(DIRECTOR, CUSTOMER)
    assert visitor.go(f"{CREATE}&{state}") == 200
    assert visitor.names("dialog") == []


def test_who_is_not_logged_in_sees_no_service(visitor: Visitor) -> None:
    visitor.go(f"/login?service={HIRED}")
    assert visitor.names("dialog") == []


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("nb", "Gir tilgang til 1 tjeneste", "Gir tilgang til 2 tjenester"),
        ("en", "Grants access to 1 service", "Grants access to 2 services"),
    ],
)
def test_the_details_of_a_package_list_its_services(
    new_visitor: NewVisitor, store: Store, language: str, one: str, two: str
) -> None:
    visitor = new_visitor(language)
    visitor.log_in(DIRECTOR, CUSTOMER)
    packages = store.catalogue.packages
    visitor.go("/users?package=toll")
    assert levels(visitor) == [("h1", visitor.t.package(packages["toll"])), ("h2", two)]
    rows = [row_of(visitor, store, each) for each in (RECEIPTS, ARCHIVE)]
    assert visitor.names("listitem") == rows
    visitor.go("/users?package=permisjon")
    assert levels(visitor)[1:] == [("h2", one)]
    visitor.go("/users?package=skattegrunnlag")
    assert len(levels(visitor)) == 1
    assert visitor.names("listitem") == []


def test_what_was_approved_is_held(visitor: Visitor, store: Store) -> None:
    asked = ask(store)
    visitor.log_in(DIRECTOR)
    visitor.go(page_of(asked))
    visitor.click("button", visitor.t("button.approve_access"))
    assert not request_now(store, asked).is_new
    with store.unit_of_work() as uow:
        (held,) = uow.assignments.between([asked.party_id], [asked.id])
    assert held.packages == {"a-ordning"}
    assert held.services == {HIRED}
