"""The driver with Chromium: waiting, pictures, marks."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from contract import PortalContract, Scripted, refused

from samsvar.drivers import browser as driver
from samsvar.drivers.browser import Browser, Browsers
from samsvar.drivers.protocol import Picture, Target
from samsvar.serving import Server


@pytest.fixture
def scripted(samsvar_server: Server) -> Scripted:
    samsvar_server.app = Scripted()
    return samsvar_server.app


@pytest.fixture
def pictures() -> list[Picture]:
    return []


@pytest.fixture
def portal(
    scripted: Scripted,
    samsvar_server: Server,
    samsvar_browsers: Browsers,
    pictures: list[Picture],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Browser]:
    """A browser of little patience."""
    monkeypatch.setattr(driver, "PATIENCE", 400)
    opened = samsvar_browsers.open(samsvar_server.origin, "en", pictures.append)
    yield opened
    opened.close()


class TestBrowser(PortalContract):
    """It is a portal in the hands of one person."""


def test_each_action_leaves_a_picture_of_the_screen_before_it(
    portal: Browser, pictures: list[Picture]
) -> None:
    portal.open("/")
    portal.click("Form", ["link"])
    portal.write("Name", "Ola")
    portal.choose("Colour", "Red")
    assert [p.target for p in pictures] == [
        Target("link", "Form", "Home"),
        Target("textbox", "Name", "Form"),
        Target("combobox", "Colour", "Form"),
    ]
    for picture in pictures:
        assert picture.png.startswith(b"\x89PNG")
        assert struct.unpack(">II", picture.png[16:24]) == (1280, 800)
    assert 'heading "Home"' in pictures[0].tree
    assert "textbox" in pictures[1].tree
    assert "Ola" in pictures[1].tree
    assert 'option "Red" [selected]' in pictures[2].tree


COMBOBOX = """
<h1>Form</h1><label for="field">Colour</label>
<input id="field" role="combobox" aria-controls="list" aria-expanded="false">
<ul id="list" role="listbox" aria-label="Colour" hidden>
  <li role="option">Red <small>(warm)</small></li><li role="option">Red</li></ul>
<ul role="listbox" aria-label="Another"><li role="option">Green</li></ul><script>
const list = document.getElementById('list'), field = document.getElementById('field');
const show = (yes) => { list.hidden = !yes; field.ariaExpanded = String(yes); };
field.onclick = () => show(list.hidden);
list.onclick = (event) => { field.value = event.target.closest('li').innerText; show(false); };
</script>
"""


@pytest.mark.parametrize("option", ["Red", "Red (warm)"])
@pytest.mark.parametrize("is_open", [False, True])
def test_an_option_of_a_combobox_is_chosen_in_the_list_that_it_opens(
    portal: Browser, pictures: list[Picture], option: str, is_open: bool
) -> None:
    portal.open("/")
    portal.page.set_content(COMBOBOX)
    if is_open:
        portal.page.locator("#field").click()
    portal.choose("Colour", option)
    assert portal.page.locator("#field").input_value() == option
    assert [p.target for p in pictures] == [Target("combobox", "Colour", "Form")]
    assert f'combobox "Colour": {option}' in pictures[0].tree, "it is taken afterwards"


@pytest.mark.parametrize("option", ["Re", "red", "Green"])
def test_only_what_the_list_of_a_combobox_offers_can_be_chosen(
    portal: Browser, option: str
) -> None:
    portal.open("/")
    portal.page.set_content(COMBOBOX)
    finding = refused(portal.choose, "Colour", option)
    assert finding.expected == f'option "{option}" to choose in "Colour"'


def test_there_is_nothing_to_choose_in_a_combobox_without_a_list(portal: Browser) -> None:
    portal.open("/")
    portal.page.set_content('<input role="combobox" aria-label="Colour">')
    finding = refused(portal.choose, "Colour", "Red")
    assert finding.expected == 'option "Red" to choose in "Colour"'


def test_the_mark_is_drawn_around_the_target_and_gone_afterwards(
    portal: Browser, pictures: list[Picture]
) -> None:
    portal.open("/form")
    plain = portal.page.screenshot(animations="allow", caret="hide")
    portal.write("Name", "")
    assert pictures[0].png != plain
    assert portal.page.locator("#samsvar-mark").count() == 0
    assert "samsvar-mark" not in portal.tree()


def test_the_mark_lies_on_the_target_even_in_a_dialog(
    portal: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "UNMARK", "() => {}")
    portal.open("/dialog")
    button = portal.page.get_by_role("dialog").get_by_role("button")
    target = button.bounding_box()
    screen = button.evaluate(driver.MARK)
    mark = portal.page.locator("#samsvar-mark")
    found = mark.bounding_box()
    assert screen == "Pick one"
    assert target is not None
    assert found == {
        "x": target["x"] - 6,
        "y": target["y"] - 6,
        "width": target["width"] + 12,
        "height": target["height"] + 12,
    }
    assert mark.evaluate("e => e.matches(':popover-open')")


def test_a_picture_without_headings_is_called_by_the_page_s_title(
    portal: Browser, scripted: Scripted, pictures: list[Picture]
) -> None:
    scripted.pages["/"] = '<a href="/next">Go</a>'
    portal.open("/")
    portal.click("Go")
    assert pictures[0].target == Target("link", "Go", "T")


def test_without_a_camera_no_picture_is_taken(
    scripted: Scripted, samsvar_server: Server, samsvar_browsers: Browsers
) -> None:
    opened = samsvar_browsers.open(samsvar_server.origin, "nb")
    opened.open("/")
    opened.click("Form", ["link"])
    assert opened.address == "/form"
    assert scripted.headers["accept-language"].startswith("nb-NO")
    opened.close()


def test_the_same_screen_gives_the_same_picture(
    scripted: Scripted, samsvar_server: Server, samsvar_browsers: Browsers
) -> None:
    taken: list[Picture] = []
    for _ in range(2):
        opened = samsvar_browsers.open(samsvar_server.origin, "en", taken.append)
        opened.open("/form")
        opened.write("Name", "Ola")
        opened.close()
    assert taken[0] == taken[1]


def test_it_waits_for_what_comes_soon(portal: Browser, scripted: Scripted) -> None:
    scripted.pages["/"] = "<h1>Wait</h1><p>Later</p>"
    soon = """() => setTimeout(() => {
      document.querySelector('p').outerHTML = '<button>Done</button> now';
    }, 100)"""
    portal.open("/")
    assert not portal.shows("Done", ["button"])
    portal.page.evaluate(soon)
    portal.expect("Done", ["button"])
    portal.open("/")
    portal.page.evaluate(soon)
    portal.expect_no_text("Later")
    portal.expect_text("Done now")


def test_it_waits_while_the_page_says_that_it_is_busy(portal: Browser, scripted: Scripted) -> None:
    scripted.pages["/"] = """<button onclick="document.documentElement.ariaBusy = 'true';
      setTimeout(() => { document.querySelector('h1').textContent = 'After';
      document.documentElement.ariaBusy = 'false' }, 150)">Go</button><h1>Before</h1>"""
    portal.open("/")
    portal.click("Go", ["button"])
    assert portal.shows("After", ["heading"])


def test_a_search_field_shows_what_it_finds_without_being_sent(
    portal: Browser, scripted: Scripted
) -> None:
    scripted.pages["/"] = """<input type="search" aria-label="Find"
      oninput="document.querySelector('h1').textContent = this.value"><h1></h1>"""
    portal.open("/")
    portal.search("Find", "ola")
    portal.expect("ola", ["heading"])


def test_what_is_covered_cannot_be_used(portal: Browser, scripted: Scripted) -> None:
    scripted.pages["/"] = (
        '<button>Under</button><div style="position:fixed;inset:0;background:red">Over</div>'
    )
    portal.open("/")
    assert refused(portal.click, "Under", ["button"]).expected == (
        'button "Under" that can be used'
    )


@pytest.mark.parametrize(
    ("path", "tree"),
    [
        ("/dialog", '- dialog "Pick one":\n  - heading "Pick one" [level=2]\n  - button "Choose"'),
        ("/main", '- main:\n  - heading "Inside" [level=1]'),
        ("/plain", '- banner: Above\n- heading "Outside" [level=1]'),
    ],
)
def test_what_is_not_on_the_screen_is_told_with_what_matters_of_it(
    portal: Browser, scripted: Scripted, path: str, tree: str
) -> None:
    scripted.pages |= {
        "/dialog": "<main><h1>Behind</h1></main><dialog aria-label='Pick one'><h2>Pick one</h2>"
        "<button>Choose</button></dialog><script>document.querySelector('dialog').showModal()"
        "</script>",
        "/main": "<header>Above</header><main><h1>Inside</h1></main>",
        "/plain": "<header>Above</header><h1>Outside</h1>",
    }
    portal.open(path)
    assert refused(portal.expect, "Nothing", ["button"]).tree == tree


def test_one_name_among_several_roles_keeps_its_own_role_in_the_picture(
    portal: Browser, pictures: list[Picture], scripted: Scripted
) -> None:
    scripted.pages["/"] = '<div role="menu"><button role="menuitem">One</button></div>'
    portal.open("/")
    portal.click("One")
    assert pictures[0].target.role == "menuitem"


def test_what_another_host_offers_is_not_fetched(portal: Browser, scripted: Scripted) -> None:
    scripted.pages["/"] = '<img src="http://example.com/x.png" alt="x"><h1>H</h1>'
    with portal.page.expect_event("requestfailed", timeout=5000) as failed:
        portal.open("/")
    assert failed.value.url == "http://example.com/x.png"
    assert failed.value.failure == "net::ERR_NAME_NOT_RESOLVED"


def test_browsers_must_be_entered_first() -> None:
    with pytest.raises(AssertionError, match="use Browsers as a context manager"):
        Browsers().open("http://127.0.0.1", "nb")


def test_browsers_start_and_end_one_chromium(apart: Callable[..., Any]) -> None:
    def start() -> tuple[bool, bool]:
        with Browsers() as browsers:
            chromium = browsers.chromium
            during = chromium.is_connected()
        return during, chromium.is_connected()

    assert apart(start) == (True, False)


def test_browsers_that_never_started_end_in_peace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Browsers().__exit__(None, None, None)
