"""A module's source in pieces: what changes with which line."""

from __future__ import annotations

import pytest

from samsvar.impact.sources import read

SOURCE = '''
import x

@x.decorated
def one(a=1):
    """Says."""
    return [b for b in a]

class C:
    size = 1

    @property
    def two(self) -> int:
        def inner():
            return 1
        return inner()

    @two.setter
    def two(self, value): ...

if x:
    def three():
        return 3

@given(nb="a", en="a")
def four(a: int):
    return 4
'''


@pytest.mark.parametrize(
    ("old", "new", "changed", "outside"),
    [
        ("for b in a", "for b in a if b", {"one"}, False),
        ('"""Says."""', '"""Tells."""', {"one"}, False),
        ("a=1", "a=2", {"one"}, True),
        ("@x.decorated", "@x.other", {"one"}, True),
        ("return 1\n", "return 2\n", {"C.two"}, False),
        ("value): ...", "value): pass", {"C.two"}, False),
        ("size = 1", "size = 2", set(), True),
        ("return 3", "return 4", set(), True),
        ('en="a"', 'en="b"', {"four"}, False),
        ("four(a: int)", "four(b: int)", {"four"}, False),
        ("import x\n", "import x  # why\n\n", set(), False),
        ("import x", "import y as x", set(), True),
    ],
)
def test_a_module_changes_in_pieces(old: str, new: str, changed: set[str], outside: bool) -> None:
    before, after = read(SOURCE), read(SOURCE.replace(old, new, 1))

    names = before.functions().keys()
    assert {n for n in names if before.functions()[n] != after.functions()[n]} == changed
    assert (before.outside != after.outside) is outside


def test_a_line_is_known_by_the_function_around_it() -> None:
    source = read(SOURCE)

    lines = {line.strip(): number for number, line in enumerate(SOURCE.splitlines(), start=1)}
    found = {line: source.at(number) for line, number in lines.items() if line}
    assert found["@x.decorated"] == "one"
    assert found["return [b for b in a]"] == "one"
    assert found["return 1"] == "C.two"
    assert found["size = 1"] is None
    assert found["return 3"] is None
