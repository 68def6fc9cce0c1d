"""What every driver must do, on a small scripted portal. Each driver's test module inherits it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest

from samsvar.drivers.protocol import NotOnScreen, Portal

HOME = """
<nav aria-label="Menu"><a href="/next?page=2#top">Next</a></nav>
<main><h1>Home</h1><p>Read   this &amp; that.</p>
<a href="/next">Next</a><a href="/form">Form</a><a href="/old">Moved</a><a href="/two">Two</a>
<ul><li>One <b>bold</b></li><li>Two</li></ul>
<p hidden>Secret words</p></main>
"""
FORM = """
<h1>Form</h1>
<form method="post" action="/form">
  <label>Name <input name="name" required></label>
  <label>Story <textarea name="story">once</textarea></label>
  <label><input type="checkbox" name="kind" value="a" checked> A</label>
  <label><input type="checkbox" name="kind" value="b" checked> B</label>
  <input type="hidden" name="token" value="t0ken">
  <button name="do" value="save">Save</button>
  <button formaction="/other" formmethod="get" formnovalidate>Elsewhere</button>
  <button disabled>Never</button>
</form>
<form action="/chosen">
  <label>Colour <select name="colour" required><option value="">None</option>
  <option value="r">Red</option><option value="g" selected> Light
  green </option><option value="x" disabled>Invisible</option></select></label>
  <button>Paint</button>
</form>
<form id="apart" action="/apart"><input name="q" type="search" aria-label="Find" value=""></form>
<button form="apart" name="x" value="1">Outside</button>
"""
DIALOG = """
<main inert><ul><li>Behind</li></ul><button>Choose</button><p>Below</p></main>
<dialog aria-label="D" %s><h2>Pick one</h2><ul><li>Front</li></ul>
<form><button>Choose</button></form></dialog><script>
const d = document.querySelector('dialog'); d.close(); d.showModal();</script>
"""
PAGES = {
    "/": HOME,
    "/form": FORM,
    "/next": "<h1>Next page</h1>",
    "/other": "<h1>Other</h1>",
    "/apart": "<h1>Apart</h1>",
    "/chosen": "<h1>Chosen</h1>",
    "/two": "<h1>Two</h1><button>Same</button><button>Same</button>",
    "/dialog": DIALOG % "open",
}


class Scripted:
    """An ASGI portal of fixed pages that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, list[tuple[str, str]]]] = []
        self.headers: dict[str, str] = {}
        self.pages = dict(PAGES)

    @property
    def last(self) -> tuple[str, str, list[tuple[str, str]]]:
        return self.asked[-1]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body = (await receive()).get("body", b"")
        path, query = scope["path"], scope["query_string"].decode()
        if path == "/favicon.ico":
            await self.answer(send, 204, "")
            return
        self.headers = {k.decode(): v.decode() for k, v in scope["headers"]}
        data = parse_qsl(body.decode() or query, keep_blank_values=True)
        self.asked.append((scope["method"], path, data))
        if path == "/old":
            await self.answer(send, 303, "", [(b"location", b"/next"), (b"set-cookie", b"seen=1")])
            return
        await self.answer(send, 200 if path in self.pages else 404, self.pages.get(path, ""))

    async def answer(
        self, send: Any, status: int, page: str, more: list[tuple[bytes, bytes]] | None = None
    ) -> None:
        headers = [(b"content-type", b"text/html; charset=utf-8"), *(more or [])]
        html = f"<!doctype html><title>T</title><body>{page}</body>" if page else ""
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": html.encode()})


def refused(call: Any, *arguments: Any) -> NotOnScreen:
    with pytest.raises(NotOnScreen) as found:
        call(*arguments)
    return found.value


class PortalContract:
    """Needs the fixtures `scripted` and `portal` (in English, on the scripted portal)."""

    def test_it_says_its_language_and_sends_it(self, portal: Portal, scripted: Scripted) -> None:
        portal.open("/")
        assert portal.language == "en"
        assert scripted.headers["accept-language"].startswith("en")

    def test_a_link_is_followed_with_query_but_without_fragment(
        self, portal: Portal, scripted: Scripted
    ) -> None:
        portal.open("/")
        portal.click("Next", ["link"], within=("navigation", "Menu"))
        assert scripted.last == ("GET", "/next", [("page", "2")])
        assert portal.address.partition("#")[0] == "/next?page=2"

    def test_redirects_are_followed_and_cookies_kept(
        self, portal: Portal, scripted: Scripted
    ) -> None:
        portal.open("/")
        portal.click("Moved")
        assert portal.address == "/next"
        assert "seen=1" in scripted.headers["cookie"]

    def test_a_form_is_sent_with_what_was_written_and_the_button_pressed(
        self, portal: Portal, scripted: Scripted
    ) -> None:
        portal.open("/form")
        portal.write("Name", "Ola Æ")
        portal.write("Story", "upon a time")
        portal.click("Save", ["button"])
        assert scripted.last == (
            "POST",
            "/form",
            [
                ("name", "Ola Æ"),
                ("story", "upon a time"),
                ("kind", "a"),
                ("kind", "b"),
                ("token", "t0ken"),
                ("do", "save"),
            ],
        )

    def test_a_form_with_an_empty_required_field_is_not_sent(
        self, portal: Portal, scripted: Scripted
    ) -> None:
        portal.open("/form")
        portal.click("Save", ["button"])
        assert scripted.last == ("GET", "/form", [])

    def test_a_button_may_send_its_form_elsewhere(self, portal: Portal, scripted: Scripted) -> None:
        portal.open("/form")
        portal.write("Name", "x")
        portal.click("Elsewhere", ["button"])
        assert scripted.last[:2] == ("GET", "/other")
        assert ("name", "x") in scripted.last[2]

    def test_a_button_outside_its_form_sends_it(self, portal: Portal, scripted: Scripted) -> None:
        portal.open("/form")
        portal.click("Outside", ["button"])
        assert scripted.last == ("GET", "/apart", [("q", ""), ("x", "1")])

    def test_an_option_that_is_chosen_is_sent_with_its_form(
        self, portal: Portal, scripted: Scripted
    ) -> None:
        for option, value in (("Red", "r"), ("Light green", "g")):
            portal.open("/form")
            portal.choose("Colour", option)
            portal.click("Paint", ["button"])
            assert scripted.last == ("GET", "/chosen", [("colour", value)])

    def test_a_form_where_something_must_be_chosen_is_not_sent_without_a_choice(
        self, portal: Portal, scripted: Scripted
    ) -> None:
        portal.open("/form")
        portal.choose("Colour", "None")
        portal.click("Paint", ["button"])
        assert scripted.last == ("GET", "/form", [])

    @pytest.mark.parametrize("option", ["Blue", "Invisible", "Re"])
    def test_only_an_option_that_is_offered_can_be_chosen(
        self, portal: Portal, option: str
    ) -> None:
        portal.open("/form")
        assert refused(portal.choose, "Colour", option).expected == (
            f'option "{option}" to choose in "Colour"'
        )

    def test_there_is_nothing_to_choose_in_a_field_that_is_not_there(self, portal: Portal) -> None:
        portal.open("/form")
        assert "Color" in refused(portal.choose, "Color", "Red").expected

    def test_a_disabled_button_cannot_be_pressed(self, portal: Portal) -> None:
        portal.open("/form")
        assert "Never" in refused(portal.click, "Never", ["button"]).expected

    def test_what_is_not_there_is_told_with_role_name_address_and_tree(
        self, portal: Portal
    ) -> None:
        portal.open("/")
        finding = refused(portal.click, "Nexd", ["link"])
        assert finding.expected == 'link "Nexd"'
        assert finding.address == "/"
        assert 'heading "Home"' in finding.tree

    def test_two_of_a_name_are_too_many(self, portal: Portal) -> None:
        portal.open("/two")
        assert refused(portal.click, "Same", ["button"]).expected == (
            'just one button "Same": there are 2'
        )

    def test_elements_are_expected_and_expected_gone(self, portal: Portal) -> None:
        portal.open("/")
        assert portal.shows("Home", ["heading"])
        assert not portal.shows("Home", ["button"])
        portal.expect("Home", ["heading"])
        portal.expect_gone("Home", ["button", "link"])
        assert refused(portal.expect, "House", ["heading"]).expected == 'heading "House"'
        assert refused(portal.expect_gone, "Home", ["heading"]).expected == (
            'the absence of heading "Home"'
        )

    def test_text_is_expected_and_expected_gone_whatever_its_white_space(
        self, portal: Portal
    ) -> None:
        portal.open("/")
        portal.expect_text("Read this\n&  that.")
        portal.expect_no_text("Secret words")
        assert refused(portal.expect_text, "Secret words").expected == "the text “Secret words”"
        assert refused(portal.expect_no_text, "Read this").expected == (
            "a screen without the text “Read this”"
        )

    def test_rows_are_the_words_of_list_items(self, portal: Portal) -> None:
        portal.open("/")
        assert portal.rows() == ["One bold", "Two"]

    def test_an_open_modal_dialog_is_all_there_is(self, portal: Portal) -> None:
        portal.open("/dialog")
        assert portal.rows() == ["Front"]
        portal.expect_no_text("Below")
        portal.expect("Pick one", ["heading"])
        portal.click("Choose", ["button"])

    def test_the_tree_shows_roles_and_names(self, portal: Portal) -> None:
        portal.open("/next")
        assert portal.tree().startswith('- heading "Next page"')
