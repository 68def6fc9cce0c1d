"""The driver without a browser."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from contract import PortalContract, Scripted, refused

from samsvar.drivers.inprocess import EventLoop, InProcess
from samsvar.drivers.protocol import NotOnScreen, described


@pytest.fixture
def scripted() -> Scripted:
    return Scripted()


@pytest.fixture
def portal(scripted: Scripted, samsvar_loop: EventLoop) -> Iterator[InProcess]:
    opened = InProcess(scripted, "en", samsvar_loop)
    yield opened
    opened.close()


class TestInProcess(PortalContract):
    """It is a portal in the hands of one person."""


def test_nothing_is_on_the_screen_before_a_page_is_open(portal: InProcess) -> None:
    finding = refused(portal.click, "Next")
    assert str(finding) == "The screen does not show anything: no page is open.\n/\n"


def test_an_empty_answer_is_no_page(portal: InProcess) -> None:
    portal.open("/nowhere")
    with pytest.raises(NotOnScreen):
        portal.tree()
    assert portal.address == "/nowhere"


def test_the_nearest_element_of_the_same_role_is_named(portal: InProcess) -> None:
    portal.open("/")
    finding = refused(portal.click, "Nexd", ["link"])
    assert finding.near == 'link "Next"'
    assert str(finding).startswith(
        'The screen does not show link "Nexd". The nearest is link "Next".\n/\n- '
    )


def test_nothing_near_is_named_when_nothing_is_near(portal: InProcess) -> None:
    portal.open("/")
    assert refused(portal.expect, "Xyzzy", ["heading"]).near is None


def test_the_nearest_option_is_named(portal: InProcess) -> None:
    portal.open("/form")
    assert refused(portal.choose, "Colour", "Rad").near == 'option "Red"'
    assert refused(portal.choose, "Colour", "Xyzzyx").near is None


def test_a_search_sends_its_form_at_once(portal: InProcess, scripted: Scripted) -> None:
    portal.open("/form")
    portal.search("Find", "ola")
    assert scripted.last == ("GET", "/apart", [("q", "ola")])


def test_a_search_is_sent_although_another_field_is_required(
    portal: InProcess, scripted: Scripted
) -> None:
    scripted.pages["/"] = (
        '<form><input type="search" name="q" aria-label="Find">'
        '<input name="r" required value=""></form>'
    )
    portal.open("/")
    portal.search("Find", "ola")
    assert scripted.last == ("GET", "/", [("q", "ola"), ("r", "")])


def test_a_field_that_waits_for_a_script_in_a_template_is_not_required(
    portal: InProcess, scripted: Scripted
) -> None:
    scripted.pages["/"] = (
        '<form><input name="a" value="1"><template><input required></template>'
        "<button>Go</button></form>"
    )
    portal.open("/")
    portal.click("Go", ["button"])
    assert scripted.last == ("GET", "/", [("a", "1")])


def test_fields_without_a_value_are_sent_empty_as_a_browser_does(
    portal: InProcess, scripted: Scripted
) -> None:
    scripted.pages["/"] = (
        '<form><input name="a"><input type="hidden" name="b"><input type="search" name="c">'
        '<input type="checkbox" name="d"><input type="checkbox" name="e" checked>'
        '<input name="f" disabled><input><textarea name="g"></textarea>'
        '<input type="submit" name="h"><button>Go</button></form>'
    )
    portal.open("/")
    portal.click("Go", ["button"])
    assert scripted.last == ("GET", "/", [("a", ""), ("b", ""), ("c", ""), ("e", "on"), ("g", "")])


def test_an_address_has_no_fragment(portal: InProcess) -> None:
    portal.open("/next#top")
    assert portal.address == "/next"


def test_a_checkbox_is_turned_and_its_form_sent(portal: InProcess, scripted: Scripted) -> None:
    scripted.pages["/"] = (
        '<form><label><input type="checkbox" name="a" value="1" checked> A</label>'
        '<label><input type="checkbox" name="b" value="2"> B</label></form>'
    )
    portal.open("/")
    portal.click("A", ["checkbox"])
    assert scripted.last == ("GET", "/", [])
    portal.open("/")
    portal.click("B", ["checkbox"])
    assert scripted.last == ("GET", "/", [("a", "1"), ("b", "2")])


def test_a_radio_button_stays_chosen(portal: InProcess, scripted: Scripted) -> None:
    scripted.pages["/"] = (
        '<form method="post"><label><input type="radio" name="a" value="1" checked> A</label>'
        "</form>"
    )
    portal.open("/?page=2")
    portal.click("A", ["radio"])
    assert scripted.last == ("POST", "/", [("a", "1")])


def test_a_button_that_needs_javascript_is_told_apart(
    portal: InProcess, scripted: Scripted
) -> None:
    scripted.pages["/"] = '<button>Alone</button><button form="none">Lost</button>'
    portal.open("/")
    for name in ("Alone", "Lost"):
        assert refused(portal.click, name, ["button"]).expected == (
            f'button "{name}" that does something without JavaScript'
        )


def test_an_aria_disabled_link_cannot_be_pressed(portal: InProcess, scripted: Scripted) -> None:
    scripted.pages["/"] = '<a href="/next" aria-disabled="true">Go</a>'
    portal.open("/")
    assert refused(portal.click, "Go").expected == 'link "Go" that can be pressed'


def test_cookies_are_those_of_one_person(scripted: Scripted, samsvar_loop: EventLoop) -> None:
    first, second = (InProcess(scripted, "en", samsvar_loop) for _ in range(2))
    first.open("/old")
    second.open("/next")
    assert "cookie" not in scripted.headers
    first.close()
    second.close()


def test_one_goes_on_where_another_is_and_each_goes_its_own_way(
    scripted: Scripted, samsvar_loop: EventLoop
) -> None:
    first, second = (InProcess(scripted, "en", samsvar_loop) for _ in range(2))
    first.open("/old")
    first.open("/form")
    first.write("Name", "Ola")
    second.go_on(first)
    assert (second.address, second.tree()) == (first.address, first.tree())
    second.write("Name", "Kari")
    sent = []
    for portal in (first, second):
        portal.click("Save")
        sent.append(dict(scripted.last[2])["name"])
    assert sent == ["Ola", "Kari"]
    assert "cookie" in scripted.headers
    for portal in (first, second):
        portal.close()


def test_one_goes_on_where_nothing_is_open(scripted: Scripted, samsvar_loop: EventLoop) -> None:
    first, second = (InProcess(scripted, "en", samsvar_loop) for _ in range(2))
    second.go_on(first)
    with pytest.raises(NotOnScreen):
        second.tree()
    for portal in (first, second):
        portal.close()


def test_errors_of_the_portal_pass_through(samsvar_loop: EventLoop) -> None:
    async def broken(scope: object, receive: object, send: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as raised:
        InProcess(broken, "en", samsvar_loop).open("/")
    assert raised.value.__context__ is None


def test_an_event_loop_has_a_thread_only_where_another_one_runs_and_ends_it() -> None:
    loop = EventLoop()

    async def answer() -> threading.Thread:
        return threading.current_thread()

    async def around() -> threading.Thread:
        return loop.run(answer())

    def alone() -> list[threading.Thread]:
        here = threading.current_thread()
        return [here, loop.run(answer()), asyncio.run(around()), loop.run(answer())]

    with ThreadPoolExecutor(1) as own:  # Playwright may be running in this one
        here, before, amid, after = own.submit(alone).result()
    assert before is after is here
    assert amid is not here
    assert amid.is_alive()
    loop.close()
    assert not amid.is_alive()


@pytest.mark.parametrize(
    ("roles", "text"),
    [
        (["button"], 'button "A"'),
        (["button", "link"], 'button or link "A"'),
        (["button", "link", "tab", "menuitem"], 'something to press, "A"'),
    ],
)
def test_an_element_is_described_by_its_roles_when_they_are_few(
    roles: list[str], text: str
) -> None:
    assert described("A", roles) == text
