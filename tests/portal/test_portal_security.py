"""Form tokens, escaping, headers, errors."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.routing import Route
from visitor import NewVisitor, Visitor, add_organisation, party

from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers
from systemtilgang.portal import create_app, rendering
from systemtilgang.portal.app import ROUTES
from systemtilgang.portal.places import BASE
from systemtilgang.portal.texts import labels
from systemtilgang.portal.visits import MAX_FORM_BYTES
from systemtilgang.service import login
from systemtilgang.store import Store

POSTS = [
    route.path for route in ROUTES if isinstance(route, Route) and "POST" in (route.methods or ())
]
HOSTILE = "<b>\"RASKE\" & 'FARLIGE'</b> AS"


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("token", [None, "", "0" * 64])
def test_no_form_is_taken_without_its_token(
    new_visitor: NewVisitor, path: str, token: str | None
) -> None:
    visitor = new_visitor("nb")
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    sent: dict[str, Any] = {} if token is None else {"token": token}
    assert visitor.request("POST", path.replace("{id}", "x"), **sent) == 403
    assert visitor.names("heading") == [visitor.t("heading.form_expired")]
    assert visitor.t("message.form_expired") in visitor.text


@pytest.mark.parametrize("path", POSTS)
def test_an_error_after_a_form_changes_language_on_a_page(
    new_visitor: NewVisitor, path: str
) -> None:
    visitor = new_visitor("nb")
    visitor.request("POST", path.replace("{id}", "x"))
    visitor.click("button", "English")
    assert visitor.answer.status_code == 200
    assert visitor.tree.get("lang") == "en"


def test_the_token_of_an_earlier_session_is_no_good(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/?menu=open")
    earlier = visitor.tree.xpath("string(.//input[@name='token']/@value)")
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    assert visitor.request("POST", f"{BASE}/logout", token=earlier) == 403


@pytest.mark.parametrize("path", [path for path in POSTS if not path.endswith(("login", "out"))])
def test_nobody_changes_anything_without_being_logged_in(visitor: Visitor, path: str) -> None:
    visitor.go("/login")
    visitor.post(path.removeprefix(BASE).replace("{id}", "x"))
    where = visitor.answer.headers["location"]
    assert where == f"{BASE}/login" or path.endswith("/language")


def test_names_are_escaped_everywhere(visitor: Visitor, store: Store) -> None:
    add_organisation(store, HOSTILE, "312345674")
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users?dialog=new-user&tab=organization&number=312345674")
    assert HOSTILE in visitor.text
    assert visitor.tree.xpath(".//b") == []
    visitor.click("button", visitor.t("button.add_organization"))
    assert HOSTILE in visitor.names("heading")
    visitor.click("button", visitor.t("button.grant"))
    visitor.fill("searchbox", visitor.t("field.search_packages"), "skattegrunnlag")
    assert visitor.tree.xpath(".//b") == []
    visitor.go("/users")
    assert HOSTILE in visitor.names("link")


@pytest.mark.parametrize("query", ['"><script>alert(1)</script>', "{{ 7 * 7 }}", "%00", "æøå😀"])
def test_what_one_searches_for_comes_back_as_text(visitor: Visitor, query: str) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users")
    visitor.fill("searchbox", visitor.t("field.search_users"), query)
    assert visitor.find("searchbox", visitor.t("field.search_users")).get("value") == query
    assert all(script.get("src") for script in visitor.tree.xpath(".//script"))


def test_the_headers_of_a_page(visitor: Visitor) -> None:
    visitor.go("/login")
    headers = visitor.answer.headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/nonsense", "/users/x/nonsense", "/static/nonsense.css"])
def test_errors_have_the_headers_too_and_a_page(visitor: Visitor, path: str) -> None:
    assert visitor.go(path) == 404
    assert "content-security-policy" in visitor.answer.headers
    assert visitor.title == visitor.t("title.error")
    assert visitor.names("heading") == [visitor.t("heading.not_found")]
    assert visitor.t("link.go_to_access_management") in visitor.names("link")


def test_static_files_may_be_kept_for_a_while(visitor: Visitor) -> None:
    visitor.request("GET", rendering.static_address("portal.css"))
    assert visitor.answer.headers["cache-control"] == "max-age=3600"
    assert visitor.answer.headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/"])
def test_nothing_but_static_files_is_served_as_one(visitor: Visitor, path: str) -> None:
    assert visitor.request("GET", BASE + path) == 404


def test_a_page_has_no_script_or_style_of_its_own(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    for path in ("/", "/users?dialog=new-user", "/systemuser/overview", "/?menu=actor"):
        visitor.go(path)
        assert visitor.tree.xpath(".//style|.//*[@style]|.//script[not(@src)]") == []
        assert visitor.tree.xpath(".//@*[starts-with(name(), 'on')]") == []


def test_no_link_leaves_the_machine(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    for path in ("/", "/users", "/users?menu=open", "/systemuser/overview", "/practice"):
        visitor.go(path)
        addresses = visitor.tree.xpath(".//@href|.//@src|.//@action")
        assert [one for one in addresses if not re.match(rf"{BASE}/|#", one)] == []


def test_every_link_leads_somewhere(visitor: Visitor) -> None:
    visitor.log_in("Dress Minst", "Diskret Nær Tiger AS")
    seen: set[str] = set()
    waiting = [f"{BASE}/"]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        status = visitor.request("GET", address)
        others = "request?id=" in address  # the practice page lists what others were asked, too
        assert status == 200 or (others and status == 403), address
        waiting += [link for link in visitor.tree.xpath(".//a/@href") if link.startswith(BASE)]
    assert len(seen) >= 12


def test_the_language_of_an_error_page_can_be_changed(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("nb")
    visitor.go("/nonsense")
    visitor.click("button", "English")
    assert visitor.names("heading") == [labels("2025-12", "en")("heading.not_found")]


def test_a_form_that_is_too_large_is_refused(visitor: Visitor) -> None:
    visitor.go("/login")
    assert visitor.request("POST", f"{BASE}/login", person="x" * MAX_FORM_BYTES) == 413


def test_what_nobody_expected_is_logged_and_not_shown(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(login, "persons", breaks)
    assert visitor.go("/login") == 500
    assert visitor.names("heading") == [visitor.t("heading.failed")]
    told = visitor.t("text.error_occurred", time="12.12.2025, 09:00:00", status=500)
    assert told in visitor.text
    assert "secret detail" not in visitor.answer.text
    assert "secret detail" in caplog.text


def test_a_failed_action_changes_nothing(visitor: Visitor, store: Store) -> None:
    visitor.log_in("Mild Sti", "Klientkunde AS")
    assert visitor.post("/users/add-organization", number="311590839") == 403
    assert visitor.post("/users/add-person", identifier="14837101108", **{"last-name": "x"}) == 403
    provider = party(store, "DISKRET NÆR TIGER AS")
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go(f"/users/{provider.id}")
    assert visitor.t("message.user_has_no_powers", actor="Klientkunde AS") in visitor.text


def test_the_portal_does_not_start_without_its_design_system(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "VENDORED", ("missing.css",))
    with pytest.raises(rendering.MissingAssetsError, match=r"missing\.css.*make setup"):
        create_app(store, clock=FixedClock(), secret="s", ids=SeededIdentifiers())


def test_the_portal_does_not_start_in_an_edition_that_does_not_exist(store: Store) -> None:
    with pytest.raises(ValueError, match="2099-01"):
        create_app(
            store, edition="2099-01", clock=FixedClock(), secret="s", ids=SeededIdentifiers()
        )
