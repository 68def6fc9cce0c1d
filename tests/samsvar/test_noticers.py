"""Whom to ask first about a mutant."""

from __future__ import annotations

from samsvar.mutation.noticers import Noticers

FULL, EMPTY, OPEN = "rules.Room.is_full", "rules.Room.is_empty", "rules.Door.is_open"


def test_first_who_noticed_more_in_the_function_then_in_its_class_then_who_is_about_less() -> None:
    noticers = Noticers()
    noticed = {(FULL, "one"): 2, (FULL, "two"): 1, (EMPTY, "three[a]"): 4, (OPEN, "four"): 9}
    for (function, who), times in noticed.items():
        for _ in range(times):
            noticers.add(function, who)
    walked = {"five": 1, "four": 3, "three[b]": 9, "two": 9, "one": 9}
    assert noticers.in_order(FULL, walked) == ["one", "two", "three[b]", "five", "four"]


def test_what_is_in_no_class_or_module_is_near_itself_only() -> None:
    noticers = Noticers()
    noticers.add("logging-in:1", "logging-in:1")
    assert noticers.in_order("screens", {"logging-in:1": 2, "rooms:1": 1}) == [
        "rooms:1",
        "logging-in:1",
    ]
