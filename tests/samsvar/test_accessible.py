"""Roles and names read from HTML, compared with what Chromium computes for the same HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from chromium_tree import COMPARED, theirs
from lxml import html
from playwright.sync_api import Page

from samsvar.drivers.accessible import Screen, role_of, squeeze
from samsvar.drivers.browser import Browsers

SNIPPETS = {
    "button": "<button>Save</button>",
    "button of several pieces": "<button>Save <b>all</b><i> now</i></button>",
    "button with white space": "<button>\n  Save\n  all </button>",
    "button with a soft hyphen": "<button>organi\N{SOFT HYPHEN}sasjon</button>",
    "button with an icon": '<button><svg aria-hidden="true"><text>x</text></svg>Save</button>',
    "button with a picture": '<button><img src="data:," alt="Save"> all</button>',
    "button with hidden words": "<button>Save<span hidden> all</span></button>",
    "button with aria-hidden words": '<button>Save<span aria-hidden="true"> all</span></button>',
    "button named by aria-label": '<button aria-label="Save all">Save</button>',
    "button named by an empty aria-label": '<button aria-label=" ">Save</button>',
    "button named by others": (
        '<p id="a">Save</p><p id="b">all</p><button aria-labelledby="b a">x</button>'
    ),
    "button named by what is hidden": (
        '<p id="a" hidden>Save</p><button aria-labelledby="a">x</button>'
    ),
    "button named by what is not there": '<button aria-labelledby="none">Save</button>',
    "button named by its title": '<button title="Save"></button>',
    "button of blocks": "<button><div>One</div><div>Two</div></button>",
    "button of a list item's words": "<button>One<br>Two</button>",
    "disabled button": "<button disabled>Save</button>",
    "aria-disabled button": '<button aria-disabled="true">Save</button>',
    "button with a role": '<button role="tab">One</button>',
    "menu": '<div role="menu"><button role="menuitem">One</button></div>',
    "radio menu": (
        '<div role="menu"><button role="menuitemradio" aria-checked="true">One</button></div>'
    ),
    "tabs": '<div role="tablist" aria-label="T"><button role="tab">One</button></div>',
    "switch": '<label><input type="checkbox" role="switch"> Active</label>',
    "link": '<a href="/x">Go <span>there</span></a>',
    "link around blocks": '<a href="/x"><div>Name</div><div>31 000</div></a>',
    "link around a heading": '<a href="/x"><h2>Name</h2><p>More</p></a>',
    "anchor without an address": "<a>nothing</a>",
    "headings": "<h1>One</h1><h2>Two <small>more</small></h2><h3 aria-label='Three'>3</h3>",
    "field in a label": "<label>Name <input></label>",
    "field beside its label": '<label for="n">Name</label><input id="n">',
    "field named by aria-label": '<label for="n">Name</label><input id="n" aria-label="Other">',
    "field named by its placeholder": '<input placeholder="Name">',
    "field named by its title": '<input title="Name" placeholder="Other">',
    "field without a name": "<input>",
    "search field": '<label>Search <input type="search"></label>',
    "number field": '<label>How many <input type="number"></label>',
    "e-mail, telephone": '<input type="email" aria-label="E"><input type="tel" aria-label="T">',
    "text area": '<label for="t">Text</label><textarea id="t">written</textarea>',
    "choice": "<label>Which <select><option>One</option><option selected>Two</select></label>",
    "checkbox": '<label><input type="checkbox"> Agree <a href="/x">terms</a></label>',
    "radio": '<input type="radio" id="r"><label for="r">One</label>',
    "submit": '<input type="submit" value="Send">',
    "hidden field": '<form><input type="hidden" name="x" value="y"></form>',
    "list": "<ul><li>One</li><li>Two</li></ul><ol><li>Three</li></ol>",
    "named list": '<ul aria-label="Clients"><li>One</li></ul>',
    "landmarks": (
        "<header>H</header><nav aria-label='Menu'><a href='/'>A</a></nav>"
        "<main>M</main><footer>F</footer>"
    ),
    "header and footer inside an article": (
        "<article aria-label='A'><header>H</header><footer>F</footer></article>"
    ),
    "section with and without a name": "<section>a</section><section aria-label='S'>b</section>",
    "picture with words": '<img src="data:," alt="A cat">',
    "picture for show": '<img src="data:," alt="">',
    "role none": '<ul role="none"><li role="presentation"><a href="/x">A</a></li></ul>',
    "hidden parts": (
        "<div hidden><button>a</button></div><div aria-hidden='true'><button>b</button></div>"
        "<button>c</button>"
    ),
    "inert parts": "<div inert><button>a</button></div><button>b</button>",
    "template and script": "<template><button>a</button></template><script>1</script>",
    "closed details": "<details><summary>More</summary><button>a</button></details>",
    "open details": "<details open><summary>More</summary><button>a</button></details>",
    "closed dialog": "<dialog><button>a</button></dialog><button>b</button>",
    "open dialog": (
        '<dialog open aria-labelledby="t"><h2 id="t">Choose</h2><button>a</button></dialog>'
    ),
    "status and alert": '<p role="status">Saved</p><p role="alert">Wrong</p>',
    "explicit region": '<div role="region" aria-label="R">x</div>',
}


def ours(source: str) -> list[tuple[str, str]]:
    nodes = Screen(html.document_fromstring(source)).nodes()
    return [(n.role, n.name) for n in nodes if n.role in COMPARED]


@pytest.fixture(scope="module")
def window(samsvar_browsers: Browsers) -> Iterator[Page]:
    browser = samsvar_browsers.open("http://127.0.0.1:9", "nb")
    yield browser.page
    browser.close()


@pytest.fixture(scope="module")
def chromium_s(window: Page) -> Callable[[str], list[tuple[str, str]]]:
    session = window.context.new_cdp_session(window)

    def read(source: str) -> list[tuple[str, str]]:
        window.set_content(source)
        return theirs(session)

    return read


@pytest.mark.parametrize("snippet", SNIPPETS.values(), ids=SNIPPETS)
def test_roles_and_names_are_those_of_chromium(
    snippet: str, chromium_s: Callable[[str], list[tuple[str, str]]]
) -> None:
    page = f"<!doctype html><html lang='en'><title>T</title><body>{snippet}</body></html>"
    assert ours(page) == chromium_s(page)


def screen(body: str) -> Screen:
    return Screen(html.document_fromstring(f"<html><body>{body}</body></html>"))


def test_an_element_is_found_by_role_and_whole_name_only() -> None:
    page = screen("<button>Save all</button><button>Save</button><a href='/'>Save</a>")
    assert [str(n) for n in page.find("Save", ["button"])] == ['button "Save"']
    assert [n.role for n in page.find(" Save ", ("button", "link"))] == ["button", "link"]
    assert page.find("save", ["button"]) == []


def test_a_node_is_written_as_role_and_name() -> None:
    assert [str(n) for n in screen("<ul><li><button>A</button></ul>").nodes()] == [
        "list",
        "listitem",
        'button "A"',
    ]


def test_text_is_all_that_can_be_seen_with_single_spaces() -> None:
    page = screen(
        "<h1>One\n two</h1><p>three<b>four</b> five</p><!-- six --><p hidden>seven</p>"
        "<p inert>eight</p><script>nine</script><i aria-hidden='true'>ten</i>"
    )
    assert page.text() == "One two three four five ten"


def test_words_are_those_of_one_element() -> None:
    page = screen("<ul><li>One <b>two</b></li><li>Three</li></ul>")
    assert [page.words(n.element) for n in page.nodes() if n.role == "listitem"] == [
        "One two",
        "Three",
    ]


def test_the_tree_is_indented_by_depth() -> None:
    page = screen("<main><ul><li><a href='/'>A</a></li></ul><h1>B</h1></main>")
    assert page.tree() == '- main\n  - list\n    - listitem\n      - link "A"\n  - heading "B"'


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("<input type='file'>", None),
        ("<div>x</div>", None),
        ("<p role='tab button'>x</p>", "tab"),
        ("<form aria-label='F'></form>", "form"),
        ("<form></form>", None),
    ],
)
def test_other_elements_have_the_role_they_are_given_or_none(source: str, role: str | None) -> None:
    assert role_of(html.fragment_fromstring(source)) == role


def test_white_space_and_soft_hyphens_are_no_difference() -> None:
    assert squeeze(" a\n\tb\N{SOFT HYPHEN}c\N{NO-BREAK SPACE}d ") == "a bc d"
