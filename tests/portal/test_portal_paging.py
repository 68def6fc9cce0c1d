"""Pages of five, the positions shown, and places with their state."""

from __future__ import annotations

import pytest

from systemtilgang.portal.paging import Page, page_of, shown_rows
from systemtilgang.portal.places import Place, place


def test_a_page_holds_five() -> None:
    items = list(range(12))
    assert list(page_of(items, "").items) == [0, 1, 2, 3, 4]
    assert list(page_of(items, "3").items) == [10, 11]


@pytest.mark.parametrize("wanted", ["0", "4", "-1", "two", "²", "9" * 20, "1" * 5000])
def test_a_page_that_does_not_exist_is_the_first(wanted: str) -> None:
    assert page_of(list(range(12)), wanted).number == 1


def test_an_empty_list_has_one_empty_page() -> None:
    page: Page[int] = page_of([], "")
    assert (page.count, list(page.items), page.positions) == (1, [], (1,))


@pytest.mark.parametrize(
    ("number", "count", "shown"),
    [
        (1, 7, (1, 2, 3, 4, 5, 6, 7)),
        (1, 12, (1, 2, 3, 4, 5, None, 12)),
        (4, 12, (1, 2, 3, 4, 5, None, 12)),
        (5, 12, (1, None, 4, 5, 6, None, 12)),
        (9, 12, (1, None, 8, 9, 10, 11, 12)),
        (12, 12, (1, None, 8, 9, 10, 11, 12)),
    ],
)
def test_at_most_seven_positions_are_shown(
    number: int, count: int, shown: tuple[int | None, ...]
) -> None:
    positions = page_of(list(range(count * 5)), str(number)).positions
    assert positions == shown
    assert number in positions


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [("", 10), ("20", 20), ("3", 10), ("x", 10), ("99990", 99990), ("99991", 10), ("1" * 5000, 10)],
)
def test_rows_come_in_tens(wanted: str, rows: int) -> None:
    assert shown_rows(wanted) == rows


def test_a_place_keeps_its_state_in_the_address() -> None:
    here = place("/users", q="a&b", dialog="new-user")
    assert here.href == "/accessmanagement/ui/users?q=a%26b&dialog=new-user"
    assert here.without("dialog").having(q="c").href == "/accessmanagement/ui/users?q=c"
    assert here.bare().at("add").href == "/accessmanagement/ui/users/add"


def test_a_repeated_parameter_is_switched_on_and_off() -> None:
    opened = Place("/x").toggling("open", "a").toggling("open", "b")
    assert opened.all("open") == ("a", "b")
    assert opened.toggling("open", "a").all("open") == ("b",)
