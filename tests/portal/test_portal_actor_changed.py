"""The cookie that tells other tabs who is acted for, and what it is not (`PORTAL.md 1.1`)."""

from __future__ import annotations

import pytest
from visitor import NewVisitor, Visitor, party

from systemtilgang.portal.places import BASE
from systemtilgang.portal.sessions import ACTOR_COOKIE
from systemtilgang.store import Store

DIRECTOR, PROVIDER = "Dress Minst", "Diskret Nær Tiger AS"


def cookie_lines(visitor: Visitor) -> list[str]:
    """What the last answer and those that led to it said about the cookie."""
    answers = [*visitor.answer.history, visitor.answer]
    lines = [line for each in answers for line in each.headers.get_list("set-cookie")]
    return [line for line in lines if line.startswith(ACTOR_COOKIE)]


def test_the_page_and_the_cookie_name_the_same_actor(visitor: Visitor, store: Store) -> None:
    visitor.log_in(DIRECTOR, PROVIDER)
    provider = party(store, "DISKRET NÆR TIGER AS").id
    assert visitor.client.cookies[ACTOR_COOKIE] == provider
    assert visitor.tree.xpath("string(.//template/@data-actor)") == provider
    assert cookie_lines(visitor) == [f"{ACTOR_COOKIE}={provider}; Path=/; SameSite=lax"]


def test_it_is_written_only_when_somebody_else_is_chosen(visitor: Visitor) -> None:
    visitor.log_in(DIRECTOR, PROVIDER)
    visitor.go("/users")
    assert cookie_lines(visitor) == []
    visitor.go("/?menu=actor")
    visitor.click("menuitem", PROVIDER)
    assert cookie_lines(visitor) == []
    visitor.go("/?menu=actor")
    visitor.click("menuitem", DIRECTOR)
    assert len(cookie_lines(visitor)) == 1


def test_it_goes_only_over_a_safe_connection_where_there_is_one(visitor: Visitor) -> None:
    visitor.log_in(DIRECTOR)
    visitor.request("GET", f"https://portal.test{BASE}/login")
    visitor.click("button", DIRECTOR)
    visitor.click("menuitem", PROVIDER)
    assert all(line.endswith("SameSite=lax; Secure") for line in cookie_lines(visitor))
    assert len(cookie_lines(visitor)) == 1


@pytest.mark.parametrize("leave", ["logout", "login"])
def test_it_is_gone_with_the_actor(visitor: Visitor, store: Store, leave: str) -> None:
    visitor.log_in(DIRECTOR, PROVIDER)
    assert visitor.post(f"/{leave}", person=party(store, "RASK LYKT").id) == 303
    assert ACTOR_COOKIE not in visitor.client.cookies


def test_without_an_actor_there_is_nothing_to_compare(visitor: Visitor) -> None:
    visitor.log_in(DIRECTOR)
    assert visitor.names("dialog") == [visitor.t("heading.choose_actor")]
    assert visitor.tree.xpath(".//template") == []
    assert ACTOR_COOKIE not in visitor.client.cookies


@pytest.mark.parametrize("forged", ["nobody", "", "<b>x</b>"])
def test_what_it_says_is_never_believed(new_visitor: NewVisitor, forged: str) -> None:
    visitor = new_visitor("nb")
    visitor.log_in(DIRECTOR, PROVIDER)
    visitor.client.cookies.set(ACTOR_COOKIE, forged, domain="portal.test")
    visitor.go("/users")
    assert visitor.names("heading")[0] == f"Brukere med fullmakter for {PROVIDER}"
    assert "nobody" not in visitor.answer.text


def test_a_page_tells_its_actor_when_another_was_told_meanwhile(
    visitor: Visitor, store: Store
) -> None:
    visitor.log_in(DIRECTOR, PROVIDER)
    provider = party(store, "DISKRET NÆR TIGER AS").id
    visitor.client.cookies.delete(ACTOR_COOKIE)
    visitor.client.cookies.set(ACTOR_COOKIE, "another", domain="portal.test")
    visitor.go("/users")
    assert cookie_lines(visitor) == [f"{ACTOR_COOKIE}={provider}; Path=/; SameSite=lax"]
    visitor.go("/users")
    assert ACTOR_COOKIE in visitor.client.cookies


def test_it_makes_nobody_an_actor(new_visitor: NewVisitor, store: Store) -> None:
    visitor = new_visitor("nb")
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    provider = party(store, "DISKRET NÆR TIGER AS").id
    visitor.client.cookies.set(ACTOR_COOKIE, provider, domain="portal.test")
    visitor.go("/users")
    assert visitor.names("heading")[0] == "Brukere med fullmakter for Klientkunde AS"
    visitor.client.cookies.delete("systemtilgang_session", domain="portal.test")
    visitor.go("/users")
    assert visitor.path == "/login"


def test_the_texts_are_those_of_the_facts(visitor: Visitor) -> None:
    t = visitor.t
    assert (t("message.actor_changed"), t("button.ok")) in {
        (
            "Valgt aktør er endret i en annen fane. For å sykronisere visningen vil denne siden "
            "bli lastet på nytt.",
            "Ok",
        ),
        (
            "The chosen actor has been changed in another tab. To synchronize with the change, "
            "this page will now reload.",
            "Ok",
        ),
    }
