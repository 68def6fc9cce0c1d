"""Too many wrong answers about organisations and persons (`PORTAL.md 3.2`: 429)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from client_access import send
from visitor import NewVisitor, Visitor

from systemtilgang.domain.lookups import LOCKED_FOR, MOST_MISSES

KNOWN = "311590839"
LOCKED_OUT = {
    "nb": "Du er blitt sperret på grunn av for mange feil forsøk. Du kan prøve igjen om en time.",
    "en": "You have been blocked due to too many failing attempts. Try again in an hour.",
}


@pytest.fixture
def adder(visitor: Visitor) -> Visitor:
    """The managing director of the client, at the dialog for a new user."""
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users?dialog=new-user")
    return visitor


def look_up(visitor: Visitor, number: str) -> None:
    visitor.fill("textbox", visitor.t("field.organization_number"), number)


def number_error(visitor: Visitor) -> str:
    return str(visitor.tree.xpath("string(.//*[@id='number-error'])")).strip()


def guess_numbers(visitor: Visitor, times: int) -> None:
    for guess in range(times):
        look_up(visitor, f"31999999{guess}")
        assert number_error(visitor) == visitor.t("message.unknown_organization")


def test_too_many_unknown_numbers_lock_the_search_and_the_button(adder: Visitor) -> None:
    guess_numbers(adder, MOST_MISSES)
    look_up(adder, KNOWN)
    assert number_error(adder) == LOCKED_OUT[adder.t.language]
    assert adder.t("heading.you_will_add") not in adder.names("heading")
    assert adder.find("button", adder.t("button.add_organization")).get("disabled") is not None
    assert adder.answer.status_code == 429


@pytest.mark.parametrize(
    ("site", "is_told"),
    [("same-origin", True), ("none", True), ("same-site", False), ("cross-site", False)],
)
def test_nobody_is_looked_up_for_another_site(adder: Visitor, site: str, is_told: bool) -> None:
    adder.client.headers["Sec-Fetch-Site"] = site
    guesses = [f"31999999{guess}" for guess in range(MOST_MISSES)]
    for guess in guesses:
        adder.go(f"/users?dialog=new-user&tab=organization&number={guess}")
        assert bool(number_error(adder)) == is_told
    del adder.client.headers["Sec-Fetch-Site"]
    look_up(adder, KNOWN)
    assert number_error(adder) == (LOCKED_OUT[adder.t.language] if is_told else "")


def test_who_is_locked_out_cannot_add_by_hand_either(adder: Visitor) -> None:
    guess_numbers(adder, MOST_MISSES)
    assert adder.post("/users/add-organization", number=KNOWN) == 429
    assert number_error(adder) == LOCKED_OUT[adder.t.language]
    assert adder.answer.headers["HX-Push-Url"] == "false"
    adder.go("/users")
    assert "Diskret Nær Tiger AS" not in adder.names("link")


def test_an_hour_later_one_can_go_on(adder: Visitor) -> None:
    guess_numbers(adder, MOST_MISSES)
    adder.clock.advance(LOCKED_FOR - timedelta(seconds=1))
    look_up(adder, KNOWN)
    assert number_error(adder) == LOCKED_OUT[adder.t.language]
    adder.clock.advance(timedelta(seconds=1))
    look_up(adder, KNOWN)
    assert number_error(adder) == ""
    assert adder.t("heading.you_will_add") in adder.names("heading")


def test_reloading_and_changing_the_language_are_no_new_attempts(adder: Visitor) -> None:
    look_up(adder, "319999999")
    for _ in range(2 * MOST_MISSES):
        adder.request("GET", adder.url)
    assert number_error(adder) == adder.t("message.unknown_organization")


def test_wrong_names_lock_the_form_for_persons(adder: Visitor) -> None:
    adder.click("tab", adder.t("tab.person"))
    for guess in range(MOST_MISSES):
        send(adder, "19816818152", f"Wrong{guess}")
        assert adder.t("message.unknown_person") in adder.text
    send(adder, "19816818152", "Dress")
    assert adder.answer.status_code == 429
    assert LOCKED_OUT[adder.t.language] in adder.text
    field = adder.find("textbox", adder.t("field.person_identifier"))
    assert (field.get("aria-invalid"), field.get("aria-describedby")) == (
        "true",
        "identifier-error",
    )
    assert field.value == "19816818152", "the answers stay"


def test_what_is_wrong_on_the_face_of_it_is_no_attempt(adder: Visitor) -> None:
    adder.click("tab", adder.t("tab.person"))
    for guess in range(2 * MOST_MISSES):
        send(adder, f"{guess}", "Dress")
    send(adder, "19816818152", "Dress")
    assert adder.names("heading")[0] == "Dress Minst"


@pytest.mark.parametrize("tab", ["users", "clients"])
def test_client_administration_is_locked_too(administrator: Visitor, tab: str) -> None:
    t = administrator.t
    if tab == "clients":
        administrator.click("tab", t("tab.clients"))
        administrator.click("link", "Revisorkunde AS")
    administrator.click("button", t("button.add_agent"))
    for guess in range(MOST_MISSES):
        send(administrator, "30877505916", f"Wrong{guess}")
        assert administrator.answer.status_code == 422
    send(administrator, "30877505916", "Tydelig")
    assert administrator.answer.status_code == 429
    assert LOCKED_OUT[t.language] in administrator.text
    administrator.go("/clientadministration")
    assert t("message.no_agents") in administrator.text


def test_the_lock_is_the_persons_wherever_and_however_logged_in(new_visitor: NewVisitor) -> None:
    first, second, third = new_visitor("nb"), new_visitor("en", "2026-08"), new_visitor("nb")
    first.log_in("Rask Lykt", "Klientkunde AS")
    first.go("/users?dialog=new-user")
    guess_numbers(first, MOST_MISSES)
    second.log_in("Rask Lykt", "Klientkunde AS")
    second.go(f"/users?dialog=new-user&tab=organization&number={KNOWN}")
    assert number_error(second) == LOCKED_OUT["en"]
    third.log_in("Dress Minst", "Diskret Nær Tiger AS")
    third.go("/users?dialog=new-user&tab=organization&number=315260183")
    assert number_error(third) == ""
