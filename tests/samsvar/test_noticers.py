"""Who is asked first about a mutant of a rule."""

from __future__ import annotations

from functools import partial

from samsvar.mutation.judging import Noticers


def test_those_who_noticed_more_in_the_function_come_first_then_in_its_class() -> None:
    noticers = Noticers()
    for function, who in (
        ("rules.Room.is_full", "one"),
        ("rules.Room.is_full", "one"),
        ("rules.Room.is_full", "two"),
        ("rules.Room.is_empty", "three[a]"),
        ("rules.Door.is_open", "four"),
    ):
        noticers.add(function, who)
    rank = partial(noticers.rank, "rules.Room.is_full")
    assert sorted(["four", "three[b]", "two", "one"], key=rank) == [
        "one",
        "two",
        "three[b]",
        "four",
    ]
