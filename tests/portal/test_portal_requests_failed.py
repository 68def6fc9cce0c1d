"""Why a request could not be approved or rejected, and what to do (`PORTAL.md 9.4, 12`)."""

from __future__ import annotations

import pytest
from requesting import (
    DIRECTOR,
    EMPLOYEE,
    LEDGER,
    RECEIPT,
    TAX,
    add_change,
    add_request,
    director_for,
    give,
    has_access,
    of_kind,
    page_of,
    register,
    request_now,
    withdraw,
)
from visitor import NewVisitor, Visitor

from systemtilgang.domain.requests import RequestKind, RequestStatus
from systemtilgang.store import Store

STANDARD, AGENT, CHANGE = RequestKind
MOST_OF_A_COOKIE = 2048
"""A browser keeps no cookie of more than twice as much."""


@pytest.fixture
def director(visitor: Visitor) -> Visitor:
    """The managing director of the customer; nobody to act for has been chosen."""
    visitor.log_in(DIRECTOR)
    return visitor


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
    told = [t("message.packages_not_delegated"), t("message.undelegated_packages"), *names]
    assert visitor.names("alert") == [" ".join([*told, t("remedy.ask_who_has_all")])]
    assert request_now(store, asked).is_new
    assert not has_access(store, asked)
    visitor.go(page_of(asked))
    assert visitor.names("alert") == [], "it is told once"


def test_who_lacks_very_many_packages_is_told_all_of_them(director: Visitor, store: Store) -> None:
    packages = store.catalogue.packages.values()
    many = tuple(each.code for each in packages if each.is_assignable)
    asked = add_request(store, packages=many)
    assert director.post(page_of(asked).replace("?", "/approve?")) == 303
    assert len(director.answer.headers["set-cookie"]) < MOST_OF_A_COOKIE
    director.go(page_of(asked))
    at_fault = director.tree.xpath(".//*[@role='alert']//li")
    assert len(at_fault) == len(set(many) - {"skattegrunnlag"}) > 100


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
    withdraw(store, asked)
    again = add_request(store, AGENT)
    director.go(page_of(again))
    director.click("button", director.t("button.approve_access"))
    t = director.t
    assert director.names("alert") == [
        f"{t('message.access_exists')} {t('remedy.use_existing_access')}"
    ]


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
                t("remedy.add_packages_to_system"),
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
    told = visitor.t("message.change_not_approved")
    assert visitor.names("alert") == [f"{told} {visitor.t('remedy.find_in_overview')}"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "nb",
            "Kunne ikke godkjenne oppdatert systemtilgang "
            "Be leverandøren om å ta med minst én tilgangspakke eller enkelttjeneste.",
        ),
        (
            "en",
            "Could not approve updated system access request "
            "Ask the vendor to include at least one access package or single right.",
        ),
    ],
)
def test_a_change_that_would_leave_no_package_is_told_what_its_vendor_can_do(
    new_visitor: NewVisitor, store: Store, language: str, told: str
) -> None:
    visitor = director_for(new_visitor(language), CHANGE)
    visitor.go(page_of(add_change(store, packages=())))
    visitor.click("button", visitor.t("button.approve_change"))
    assert visitor.names("alert") == [told]


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
        told = visitor.t(failed)
        assert visitor.names("alert") == [f"{told} {visitor.t('remedy.ask_for_new_request')}"]
    assert request_now(store, asked).status is RequestStatus.REJECTED


def test_a_request_that_was_withdrawn_meanwhile_is_told(director: Visitor, store: Store) -> None:
    asked = add_request(store)
    director.go(page_of(asked))
    withdraw(store, asked)
    director.click("button", director.t("button.reject"))
    told = director.t("message.access_not_rejected")
    assert director.names("alert") == [f"{told} {director.t('remedy.check_link')}"]
    assert director.t("message.request_not_found") in director.text
    assert director.text.count(director.t("remedy.check_link")) == 1
