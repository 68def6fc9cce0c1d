"""The actor selector: search, favourites, sub-units, deleted units (`PORTAL.md 2.2`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from browsing import focused, log_in, settle, visiting
from playwright.sync_api import Browser, Page, expect
from visitor import Visitor, party, squeezed

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.portal.places import BASE
from systemtilgang.store import Store

PROVIDER = "Diskret Nær Tiger AS"
UNIT = "Diskret Nær Tiger Avd Vest"
OTHERS = ("DISKRET NÆR TIGER AS", "Revisorkunde AS", "SmartCloud AS", "SOLSIDEN BORETTSLAG")


@pytest.fixture
def director(visitor: Visitor, store: Store) -> Visitor:
    """Somebody with more than five actors, one of them deleted, with the selector open."""
    receiver = party(store, "RASK LYKT")
    with store.unit_of_work() as uow:
        deleted = Party(
            "00000000-0000-4000-8000-000000000001",
            PartyKind.ORGANISATION,
            "NEDLAGT AS",
            "313333333",
            "AS",
            deleted_at=date(2025, 10, 1),
        )
        uow.parties.add(deleted)
        givers = [deleted, *(named for name in OTHERS if (named := uow.parties.named(name)))]
        for giver in givers:
            given = frozenset({"toll"})
            uow.assignments.add(Assignment(giver.id, receiver.id, RIGHT_HOLDER, given))
        uow.commit()
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users?menu=actor")
    return visitor


def groups(visitor: Visitor) -> dict[str, list[str]]:
    """The actors by the heading of their group."""
    found: dict[str, list[str]] = {}
    for menu in visitor.tree.xpath(".//ul[@role='menu'][@aria-labelledby]"):
        heading = visitor.tree.get_element_by_id(menu.get("aria-labelledby"))
        items = menu.xpath(".//*[@role='menuitem']")
        found[heading.text_content()] = [visitor.name(item) for item in items]
    return found


def toggle(visitor: Visitor, actor: str, group: str = "organizations") -> str:
    """Press the favourite button of an actor; returns what it was called."""
    item = next(
        each
        for each in visitor.elements("menuitem")
        if visitor.name(each) == actor and each.get("id").startswith(f"actor-{group}-")
    )
    button = visitor.tree.xpath(".//button[@aria-describedby=$id]", id=item.get("id"))[0]
    name = visitor.name(button)
    visitor.submit(button.xpath("ancestor::form")[0], **{button.get("name"): button.get("value")})
    return name


def test_groups_in_order_with_sub_units_after_their_main_unit(director: Visitor) -> None:
    t = director.t
    assert groups(director) == {
        t("text.group_favorites"): ["Rask Lykt"],
        t("text.group_organizations"): [
            PROVIDER,
            UNIT,
            "Klientkunde AS",
            "Revisorkunde AS",
            "Revisorkunde Avd Nord",
            "SmartCloud AS",
            "Solsiden Borettslag",
        ],
    }
    line = t("text.sub_unit_of", number="310 166 138", parent=PROVIDER)
    assert line in director.text
    (tagged,) = director.tree.xpath(".//ul[@role='menu']/li[.//*[@class='ds-tag']]")
    told = squeezed(tagged.text_content())
    assert told.startswith("Rask Lykt ")
    assert told.endswith(f" {t('text.you')}")


def test_a_favourite_is_listed_twice_and_kept(director: Visitor) -> None:
    t = director.t
    assert toggle(director, "Revisorkunde AS") == t("button.add_favorite")
    assert (director.path, director.query["menu"]) == ("/users", "actor"), "still open"
    assert groups(director)[t("text.group_favorites")] == ["Rask Lykt", "Revisorkunde AS"]
    assert "Revisorkunde AS" in groups(director)[t("text.group_organizations")]
    director.log_in("Rask Lykt", "Klientkunde AS")
    director.go("/?menu=actor")
    assert groups(director)[t("text.group_favorites")] == ["Rask Lykt", "Revisorkunde AS"]
    assert toggle(director, "Revisorkunde AS", "favorites") == t("button.remove_favorite")
    assert groups(director)[t("text.group_favorites")] == ["Rask Lykt"]


def test_the_favourite_buttons_are_in_nynorsk_on_norwegian_pages(director: Visitor) -> None:
    expected = {"nb": "Legg til i favorittar", "en": "Add to favorites"}[director.t.language]
    buttons = [each for each in director.elements("button") if director.name(each) == expected]
    assert len(buttons) == 7, "one per actor, but for oneself"
    assert {each.get("lang") for each in buttons} == {{"nb": "nn", "en": None}[director.t.language]}


def test_favourites_can_be_chosen_among_also_before_an_actor_is(director: Visitor) -> None:
    director.log_in("Rask Lykt")
    toggle(director, UNIT)
    assert director.names("dialog") == [director.t("heading.choose_actor")]
    director.click("menuitem", UNIT)
    assert director.names("heading")[0] == UNIT


@pytest.mark.parametrize("query", ["REVISORKUNDE as", "311 860 917", "311860917", "org.n", "1186"])
def test_the_search_knows_names_lines_and_plain_numbers(director: Visitor, query: str) -> None:
    director.fill("searchbox", director.t("heading.choose_actor"), query)
    assert "Revisorkunde AS" in director.names("menuitem")


def told_hits(visitor: Visitor) -> str:
    """What the selector says of how many actors a search has found."""
    (told,) = visitor.tree.xpath(".//dialog//p[@role='status']")
    return squeezed(told.text_content())


def test_the_search_marks_what_matched_and_counts_actors(director: Visitor) -> None:
    t = director.t
    toggle(director, "Revisorkunde AS")
    director.fill("searchbox", t("heading.choose_actor"), "KUNDE AS")
    marks = director.tree.xpath(".//mark/text()")
    assert marks == ["kunde AS"] * 3, "a favourite is there twice"
    assert told_hits(director) == t("message.hits", count=3), "a unit's line names its main unit"
    director.fill("searchbox", t("heading.choose_actor"), "smart")
    assert told_hits(director) == t("message.one_hit")
    director.fill("searchbox", t("heading.choose_actor"), "nonsense")
    assert told_hits(director) == t("message.no_hits")


def test_deleted_units_are_shown_when_asked_for(director: Visitor) -> None:
    t = director.t
    assert "Nedlagt AS" not in director.names("menuitem")
    director.tick(t("field.show_deleted"), "switch")
    assert "Nedlagt AS" in director.names("menuitem")
    item = director.find("menuitem", "Nedlagt AS").xpath("ancestor::li")[0]
    assert t("text.deleted") in item.text_content()
    director.tick(t("field.show_deleted"), "switch", on=False)
    assert "Nedlagt AS" not in director.names("menuitem")


def test_no_switch_when_nothing_is_deleted_and_no_search_with_five(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/?menu=actor")
    assert visitor.names("switch") == []
    assert visitor.names("searchbox") == []
    assert visitor.t("button.full_screen") not in visitor.names("button")


def test_the_switch_does_not_need_the_search(visitor: Visitor, store: Store) -> None:
    giver, receiver = party(store, "HAVBRIS FISKEMOTTAK AS"), party(store, "RASK LYKT")
    with store.unit_of_work() as uow:
        given = frozenset({"toll"})
        uow.assignments.add(Assignment(giver.id, receiver.id, RIGHT_HOLDER, given))
        uow.commit()
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/?menu=actor")
    assert visitor.names("searchbox") == []
    visitor.tick(visitor.t("field.show_deleted"), "switch")
    assert "Havbris Fiskemottak AS" in visitor.names("menuitem")


def test_full_screen_and_back(director: Visitor) -> None:
    t = director.t
    director.click("button", t("button.full_screen"))
    assert "panel--full" in director.find("dialog", t("heading.choose_actor")).get("class")
    director.click("button", t("button.minimize"))
    assert "panel--full" not in director.find("dialog", t("heading.choose_actor")).get("class")
    director.click("button", t("button.close_account_menu"))
    assert director.query == {}


def test_nobody_elses_actor_can_be_marked(visitor: Visitor, store: Store) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    stranger = party(store, "SmartCloud AS").id
    assert visitor.post("/actor/favorite", add=stranger) == 403
    assert visitor.post("/actor/favorite", remove=stranger) == 403
    assert visitor.post("/actor/favorite") == 403


def test_a_deleted_user_says_so_in_the_list(visitor: Visitor, store: Store) -> None:
    giver, deleted = party(store, "Klientkunde AS"), party(store, "HAVBRIS FISKEMOTTAK AS")
    with store.unit_of_work() as uow:
        uow.assignments.add(Assignment(giver.id, deleted.id, RIGHT_HOLDER))
        uow.commit()
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users")
    row = visitor.find("link", "Havbris Fiskemottak AS").xpath("ancestor::li")[0]
    assert visitor.t("text.deleted") in row.text_content()


# With JavaScript


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with visiting(browser, address) as found:
        log_in(found, "Dress Minst", PROVIDER)
        yield found


def test_a_toggle_keeps_the_selector_and_the_focus(page: Page) -> None:
    page.get_by_role("button", name=PROVIDER).click()
    settle(page)
    item = page.get_by_role("menuitem", name=UNIT).get_attribute("id")
    toggle_of_unit = page.locator(f"button[aria-describedby='{item}']")
    expect(toggle_of_unit).to_have_accessible_name("Legg til i favorittar")
    expect(toggle_of_unit).to_have_accessible_description(UNIT)
    toggle_of_unit.focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(focused(page)).to_have_accessible_name("Fjern frå favorittar")
    expect(page.get_by_role("menuitem", name=UNIT)).to_have_count(2)
    page.get_by_role("button", name="Fjern frå favorittar").first.focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("menuitem", name=UNIT)).to_have_count(1)
    expect(page.locator("dialog :focus")).to_have_count(1)
    page.keyboard.press("Escape")
    settle(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(focused(page)).to_have_id("actor-button")


def test_rows_and_their_toggles_are_side_by_side(page: Page) -> None:
    page.goto(f"{BASE}/?menu=actor")
    rows = page.get_by_role("menuitem").all()[1:]
    assert len(rows) > 9
    for row in rows:
        toggle_of_row = page.locator(f"button[aria-describedby='{row.get_attribute('id')}']")
        left, right = row.bounding_box(), toggle_of_row.bounding_box()
        assert left
        assert right
        assert left["y"] <= right["y"] + right["height"] / 2 <= left["y"] + left["height"]
        assert left["x"] + left["width"] <= right["x"]
