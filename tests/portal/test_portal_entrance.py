"""Logging in and out, the actor selector, languages, sessions (`PORTAL.md 1.1, 2`)."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from itsdangerous import URLSafeSerializer
from visitor import NewVisitor, Visitor, add_organisation

from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.portal.places import BASE
from systemtilgang.portal.sessions import COOKIE, Flash, Session, SessionCodec
from systemtilgang.store import Store


def test_the_root_leads_to_the_portal_and_the_portal_to_the_login(visitor: Visitor) -> None:
    visitor.request("GET", "/")
    assert visitor.path == "/login"
    assert visitor.title == visitor.t("title.log_in")
    assert "Dress Minst" in visitor.names("button")
    assert visitor.tree.get("lang") == visitor.t.language


def test_the_login_page_explains_itself_in_every_language(visitor: Visitor) -> None:
    visitor.go("/login")
    for words in ("Dette er en øvingsportal", "This is a practice portal"):
        assert words in visitor.text


def test_a_person_is_described_by_what_the_person_is(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("nb")
    visitor.go("/login")
    assert "Daglig leder i Diskret Nær Tiger AS" in visitor.text
    assert "Klientadministrator for Klientkunde AS" in visitor.text


def test_after_login_an_actor_must_be_chosen(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt")
    assert visitor.query == {"openAccountMenu": "true"}
    assert visitor.names("dialog") == [visitor.t("heading.choose_actor")]
    assert visitor.names("link") == [], "everything behind the selector is inert"
    visitor.go("/users")
    assert visitor.names("dialog") == [visitor.t("heading.choose_actor")]


def test_choosing_an_actor_lands_on_the_start_page(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    assert (visitor.path, visitor.query) == ("/", {})
    assert visitor.title == visitor.t("title.landing")
    assert visitor.names("heading") == [
        "Klientkunde AS",
        visitor.t("heading.your_powers"),
        visitor.t("heading.other_powers"),
        visitor.t("heading.other"),
    ]


def test_switching_actor_lands_on_the_start_page_too(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users")
    visitor.click("button", "Klientkunde AS")
    assert visitor.names("dialog") == [visitor.t("heading.choose_actor")]
    assert visitor.t("button.close_account_menu") in visitor.names("button")
    visitor.click("menuitem", "Rask Lykt")
    assert visitor.path == "/"
    assert visitor.names("heading")[0] == "Rask Lykt"
    assert visitor.t("link.system_accesses") not in visitor.names("link"), "a person has none"


def test_the_selector_closes_again(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.click("button", "Klientkunde AS")
    visitor.click("button", visitor.t("button.close_account_menu"))
    assert visitor.names("dialog") == []


def test_the_selector_has_a_search_only_with_more_than_five_actors(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt")
    assert visitor.names("searchbox") == []
    visitor.log_in("Dress Minst")
    assert visitor.names("searchbox") == [visitor.t("heading.choose_actor")]


@pytest.mark.parametrize(
    ("query", "found"), [("tindebl", 1), ("314 487 575", 1), ("diskret", 2), ("nonsense", 0)]
)
def test_the_selectors_search_also_matches_the_line_with_the_number(
    visitor: Visitor, query: str, found: int
) -> None:
    visitor.log_in("Dress Minst")
    visitor.fill("searchbox", visitor.t("heading.choose_actor"), query)
    assert len(visitor.names("menuitem")) == found
    expected = {0: visitor.t("message.no_hits"), 1: visitor.t("message.one_hit")}
    assert expected.get(found, visitor.t("message.hits", count=found)) in visitor.text


def test_a_sub_unit_names_its_main_unit(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("nb")
    visitor.log_in("Dress Minst")
    assert "↳ Org.nr. 310 166 138, underenhet av Diskret Nær Tiger AS" in visitor.text


def test_the_header_names_a_sub_unit_by_its_number_alone(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("nb")
    visitor.log_in("Dress Minst", "Diskret Nær Tiger Avd Vest")
    assert "Org.nr. 310 166 138" in visitor.text
    assert "underenhet av" not in visitor.text


def test_an_actor_that_is_not_ones_own_is_refused(visitor: Visitor, store: Store) -> None:
    stranger = add_organisation(store, "FREMMED AS", "313333333")
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.post("/actor", actor=stranger.id)
    visitor.request("GET", visitor.answer.headers["location"])
    assert visitor.path == "/errorpage/reportee"
    assert visitor.names("heading") == [visitor.t("heading.actor_not_changed")]
    assert visitor.t("message.actor_not_changed") in visitor.text
    visitor.click("link", visitor.t("link.go_to_access_management"))
    assert visitor.names("heading")[0] == "Klientkunde AS"


def test_a_person_is_called_the_same_in_the_header_as_in_lists(visitor: Visitor) -> None:
    def in_header() -> str:
        return str(visitor.tree.xpath("string(.//header//*[@class='row__title'])"))

    visitor.log_in("Rask Lykt")
    assert in_header() == "Rask Lykt", "also before anybody has been chosen"
    assert "Lykt Rask" not in visitor.text
    visitor.click("menuitem", "Rask Lykt")
    assert in_header() == "Rask Lykt" == visitor.names("heading")[0]
    visitor.go("/users")
    assert "Rask Lykt" in visitor.names("link")
    assert "Lykt Rask" not in visitor.text


def test_the_menu_says_who_is_logged_in_and_logs_out(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users")
    visitor.click("button", visitor.t("button.menu"))
    assert visitor.t("text.logged_in_as", name="Lykt Rask") in visitor.text
    visitor.click("button", visitor.t("button.log_out"))
    assert visitor.path == "/logged-out"
    assert visitor.names("heading") == [visitor.t("heading.logged_out")]
    visitor.go("/users")
    assert visitor.path == "/login"
    assert visitor.query["goto"].endswith("/users")


def test_the_language_menu_speaks_every_language_there_is(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("nb")
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users")
    visitor.click("button", "Meny")
    visitor.click("menuitem", "Språk/language")
    assert visitor.names("menuitemradio") == ["Norsk (bokmål)", "English"]
    visitor.click("menuitemradio", "English")
    assert (visitor.path, visitor.tree.get("lang")) == ("/users", "en")
    assert "Users with power of attorney for Klientkunde AS" in visitor.names("heading")
    assert visitor.client.cookies["selectedLanguage"] == "en"


def test_an_unknown_language_changes_nothing(visitor: Visitor) -> None:
    visitor.go("/login")
    visitor.post("/language", language="xx", back="/accessmanagement/ui/login")
    assert visitor.answer.headers["location"] == "/accessmanagement/ui/login"
    assert "selectedLanguage" not in visitor.answer.headers.get("set-cookie", "")


@pytest.mark.parametrize(
    ("path", "back"),
    [
        *product(
            ["/language", "/login"],
            ["https://evil.example", "//evil.example", "/elsewhere", f"{BASE}evil", f"{BASE}.evil"],
        )
    ],
)
def test_no_form_leads_away_from_the_portal(visitor: Visitor, path: str, back: str) -> None:
    visitor.go("/login")
    person = visitor.find("button", "Rask Lykt").get("value", "")
    visitor.post(path, back=back, goto=back, person=person, language="en")
    assert visitor.answer.headers["location"].startswith("/accessmanagement/ui/")


def test_the_practice_page_leads_to_the_requests_that_await_an_answer(visitor: Visitor) -> None:
    visitor.go("/practice")
    kinds = ("request", "request_for_clients", "request_for_change")
    headings = [visitor.t(f"heading.{kind}") for kind in kinds]
    found = [each for each in visitor.elements("link") if "/systemuser/" in each.get("href", "")]
    named = [visitor.name(each).partition(":")[0] for each in found]
    assert [named.count(heading) for heading in headings] == [4, 2, 2]
    visitor.log_in("Dress Minst", "Diskret Nær Tiger AS")
    own = [n for n, each in enumerate(found) if "Diskret Nær Tiger AS" in visitor.name(each)]
    assert len(own) == 7
    for n in own:
        assert visitor.request("GET", found[n].get("href", "")) == 200
        assert visitor.names("heading")[0] == named[n]


def test_login_leads_back_to_where_one_was_going(visitor: Visitor) -> None:
    visitor.go("/practice")
    visitor.go("/login?goto=/accessmanagement/ui/practice")
    visitor.click("button", "Rask Lykt")
    assert visitor.path == "/practice"


@pytest.mark.parametrize("damage", ["x", ".x", ""])
def test_a_session_that_was_tampered_with_is_nobody(visitor: Visitor, damage: str) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    value = visitor.client.cookies[COOKIE]
    visitor.client.cookies.clear()
    visitor.client.cookies.set(COOKIE, value[:-1] + damage, domain="portal.test")
    visitor.go("/users")
    assert visitor.path == "/login"


def test_a_session_ends_after_half_a_day(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.clock.advance(timedelta(hours=11, minutes=59))
    visitor.go("/users")
    assert visitor.path == "/users"
    visitor.clock.advance(timedelta(minutes=1))
    visitor.go("/users")
    assert visitor.path == "/login"


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(visitor: Visitor) -> None:
    visitor.go("/login")
    cookie = visitor.answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie


def test_logging_in_starts_a_new_session(visitor: Visitor) -> None:
    visitor.go("/login")
    before = visitor.tree.xpath("string(.//input[@name='token']/@value)")
    visitor.click("button", "Rask Lykt")
    assert visitor.tree.xpath("string(.//form//input[@name='token']/@value)") != before


def test_a_session_of_another_version_is_nobody() -> None:
    codec = SessionCodec("a secret")
    stranger = URLSafeSerializer("a secret", salt="systemtilgang.session")
    for content in ({"id": "x"}, {"id": "x", "since": 1, "flash": None, "more": 1}, "text"):
        assert codec.decode(str(stranger.dumps(content)), now=1) is None
    session = Session("x", since=1, flash=Flash("message.only_you", {"a": "b"}, row="c"))
    assert codec.decode(codec.encode(session), now=1) == session


def test_somebody_with_nobody_else_to_act_for_is_not_asked(
    new_visitor: NewVisitor, store: Store
) -> None:
    with store.unit_of_work() as uow:
        uow.parties.add(Party("alone", PartyKind.PERSON, "ENSOM ULV", "11858912345"))
        uow.commit()
    visitor = new_visitor("nb")
    visitor.log_in("Ensom Ulv")
    assert (visitor.path, visitor.query, visitor.names("dialog")) == ("/", {}, [])
    assert visitor.names("heading")[0] == "Ensom Ulv"
