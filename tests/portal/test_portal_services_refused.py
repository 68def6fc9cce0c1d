"""Which rights stopped an access, and why, when services are among them (`PORTAL.md 12`)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from requesting import (
    CUSTOMER,
    DIRECTOR,
    DIRECTOR_OF_PROVIDER,
    EMPLOYEE,
    LEDGER,
    add_change,
    give,
    has_access,
    page_of,
    request_now,
)
from single_rights import ARCHIVE, CREATE, HIRED, HIRING, LEAVE, SICK, ask, name_of
from visitor import NewVisitor, Visitor

from systemtilgang.domain.delegation_reasons import reason_not_to_give
from systemtilgang.domain.problems import LACKS_PACKAGES_TO_GIVE, Refused
from systemtilgang.domain.rights import Rights
from systemtilgang.portal.undelegated import REASONS, Undelegated, told, undelegated
from systemtilgang.store import Store


def alert(*parts: str) -> list[str]:
    return [" ".join(parts)]


def let_ask(store: Store, system: str, *services: str) -> None:
    """Register the system with these services."""
    with store.unit_of_work() as uow:
        uow.systems.replace(replace(uow.systems.existing(system), services=services))
        uow.commit()


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "nb",
            [
                "Delegering av tjenester feilet: du mangler nødvendige fullmakter til å delegere "
                "tjenestene som kreves.",
                "Tjenester som ikke kunne delegeres:",
                "Melding om innleie: Du mangler fullmakt til nødvendige tilgangspakker.",
                "Be noen som har alle fullmaktene, for eksempel daglig leder, om å gjøre dette.",
            ],
        ),
        (
            "en",
            [
                "Delegation of services failed: you lack the necessary rights to delegate the "
                "required services.",
                "Services that could not be delegated:",
                "Notice of hired-in staff: You lack the rights to the required access packages.",
                "Ask somebody who has all the powers of attorney, for example the managing "
                "director, to do this.",
            ],
        ),
    ],
)
def test_who_lacks_a_service_alone_is_told_in_the_words_of_the_facts(
    new_visitor: NewVisitor, store: Store, language: str, texts: list[str]
) -> None:
    give(store, EMPLOYEE.upper(), "tilgangsstyrer")
    give(store, EMPLOYEE.upper(), "a-ordning")
    asked, visitor = ask(store), new_visitor(language)
    visitor.log_in(EMPLOYEE)
    visitor.go(page_of(asked))
    visitor.click("button", visitor.t("button.approve_access"))
    assert visitor.names("alert") == alert(*texts)
    assert request_now(store, asked).is_new
    assert not has_access(store, asked)
    visitor.go(page_of(asked))
    assert visitor.names("alert") == [], "it is told once"


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        (
            "nb",
            "Delegering feilet: du mangler nødvendige fullmakter til å delegere tjenestene og "
            "tilgangspakkene som kreves.",
        ),
        (
            "en",
            "Delegation failed: you lack the necessary rights to delegate the required services "
            "and access packages.",
        ),
    ],
)
@pytest.mark.parametrize("where", ["request", "create"])
def test_who_lacks_packages_and_services_is_told_of_both(
    new_visitor: NewVisitor, store: Store, language: str, headline: str, where: str
) -> None:
    give(store, EMPLOYEE.upper(), "tilgangsstyrer")
    visitor = new_visitor(language)
    visitor.log_in(EMPLOYEE, CUSTOMER)
    t, is_request = visitor.t, where == "request"
    visitor.go(page_of(ask(store)) if is_request else CREATE)
    visitor.click("button", t("button.approve_access" if is_request else "button.create_access"))
    services = (HIRED,) if is_request else (LEAVE, SICK)
    why = t("message.lacks_package")
    assert visitor.names("alert") == alert(
        headline,
        t("message.undelegated_packages"),
        t.package(store.catalogue.packages["a-ordning"]),
        t("message.undelegated_services"),
        *(f"{name_of(visitor, store, each)}: {why}" for each in services),
        t("remedy.ask_who_has_all"),
    )


@pytest.mark.parametrize(
    ("language", "reason", "remedy"),
    [
        (
            "nb",
            "Avsluttede saker: Tjenesten kan ikke delegeres videre.",
            "Be leverandøren om å ta ut tjenestene som ikke kan gis videre.",
        ),
        (
            "en",
            "Closed cases: The service cannot be delegated onward.",
            "Ask the vendor to leave out the services that cannot be passed on.",
        ),
    ],
)
def test_a_service_that_nobody_can_pass_on_is_for_the_vendor_to_leave_out(
    new_visitor: NewVisitor, store: Store, language: str, reason: str, remedy: str
) -> None:
    visitor, system = new_visitor(language), "313909964_personal"
    let_ask(store, system, ARCHIVE)
    visitor.log_in(DIRECTOR, CUSTOMER)
    visitor.go(CREATE)
    visitor.click("button", visitor.t("button.create_access"))
    t = visitor.t
    headline, services = t("message.services_not_delegated"), t("message.undelegated_services")
    assert visitor.names("alert") == alert(headline, services, reason, remedy)


def test_a_change_says_which_service_one_cannot_pass_on(visitor: Visitor, store: Store) -> None:
    let_ask(store, LEDGER, LEAVE)
    give(store, "STILLE FJORD", "regnskap-okonomi-rapport", giver="DISKRET NÆR TIGER AS")
    asked = add_change(store, services=(LEAVE,))
    visitor.log_in("Stille Fjord")
    visitor.go(page_of(asked))
    visitor.click("button", visitor.t("button.approve_change"))
    t = visitor.t
    assert visitor.names("alert") == alert(
        t("message.services_not_delegated"),
        t("message.undelegated_services"),
        f"{name_of(visitor, store, LEAVE)}: {t('message.lacks_package')}",
        t("remedy.ask_who_has_all"),
    )
    assert request_now(store, asked).is_new


@pytest.mark.parametrize("is_change", [False, True])
def test_a_service_that_the_system_does_not_ask_for_any_more_is_named(
    visitor: Visitor, store: Store, is_change: bool
) -> None:
    asked = add_change(store, services=(LEAVE,)) if is_change else ask(store)
    service = LEAVE if is_change else HIRED
    let_ask(store, LEDGER if is_change else HIRING)
    visitor.log_in(DIRECTOR_OF_PROVIDER if is_change else DIRECTOR)
    visitor.go(page_of(asked))
    visitor.click("button", visitor.t(f"button.approve_{'change' if is_change else 'access'}"))
    t = visitor.t
    assert visitor.names("alert") == alert(
        t("message.services_unknown"),
        t("message.undelegated_services"),
        name_of(visitor, store, service),
        t("remedy.correct_services"),
    )


def test_who_may_not_approve_at_all_is_refused_plainly(visitor: Visitor, store: Store) -> None:
    asked = ask(store)
    visitor.log_in(EMPLOYEE, CUSTOMER)
    assert visitor.post(page_of(asked).replace("?", "/approve?")) == 403
    assert visitor.post("/systemuser/create", system="313909964_personal") == 403
    assert request_now(store, asked).is_new


def test_every_reason_of_the_rules_has_a_text(store: Store) -> None:
    services = store.catalogue.services.values()
    assert set(REASONS) == {reason_not_to_give(each) for each in services}


def test_what_is_not_asked_for_any_more_is_not_told(visitor: Visitor, store: Store) -> None:
    """The vendor may have changed the system before the next page is shown."""
    asked = Rights(("toll", "a-ordning"), (HIRED, LEAVE))
    refused = Refused(LACKS_PACKAGES_TO_GIVE, ("a-ordning",), (LEAVE,))
    values = told(refused, asked)
    t, catalogue = visitor.t, store.catalogue
    both = Undelegated(
        (t.package(catalogue.packages["a-ordning"]),), ((name_of(visitor, store, LEAVE), ""),)
    )
    assert undelegated(values, asked, catalogue, t) == both
    assert undelegated(values, Rights(("toll",), (HIRED,)), catalogue, t) == Undelegated()
