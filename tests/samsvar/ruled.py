"""Rules for the toy, and unit tests of them, to make mutants of."""

from __future__ import annotations

from toy import Toy

from samsvar.mutation.rule_mutants import Rule, rule_mutants

SOURCE = '''\
"""Rules of the toy."""

from dataclasses import dataclass
from functools import cached_property


class Refused(Exception):
    pass


def refuse_unless(allowed: bool, why: str = "no") -> None:
    if not allowed:
        raise Refused(why)


def may_greet(name: str, present: list[str]) -> bool:
    """Whether somebody can be greeted: a name, and at most three people in the room."""
    return bool(name) and len(present) <= 3


def greet(name: str, present: list[str], greeted: list[str]) -> None:
    """Greets somebody, once."""
    refuse_unless(may_greet(name, present))
    if name not in greeted:
        greeted.append(name)


def known(names: list[str], wanted: set[str]) -> set[str]:
    found: int | None = None
    allowed = {name for name in names if name}
    while len(allowed) > 99:
        allowed.pop()
    if all(allowed):
        allowed |= {"all"}
    return allowed & wanted


@dataclass
class Door:
    is_open: bool


def door(names: list[str]) -> Door:
    return Door(is_open=bool(names))


class Room:
    def __init__(self, names: list[str]) -> None:
        self.names = names

    @cached_property
    def is_full(self) -> bool:
        return len(self.names) > 2

    @property
    def is_empty(self) -> bool:
        raise Refused("nobody asks")
'''

TESTS = """\
from {package}.rules import known, may_greet


def test_a_crowd_is_not_greeted():
    assert not may_greet("Ola", ["a", "b", "c", "d"])


def test_known():
    assert known(["a", ""], {{"a", ""}}) == {{"a"}}


def test_that_fails_anyway():
    assert known(["b"], {{"c"}}) == "nonsense"
"""


def add_rules(toy: Toy) -> None:
    """Makes the toy's portal ask the rules, and the settings name them and their tests."""
    toy.write(f"{toy.package}/rules.py", SOURCE)
    portal = f"{toy.package}/portal.py"
    toy.replace(
        portal,
        '            self.greeted += parse_qs(body.decode())["name"]\n',
        '            welcome(parse_qs(body.decode())["name"][0], self.present, self.greeted)\n',
    )
    toy.replace(portal, "TEXTS =", "from .rules import greet as welcome\n\nTEXTS =")
    settings = (toy.root / "samsvar.toml").read_text()
    toy.write(
        "samsvar.toml", f'{settings}rules = ["{toy.package}.rules"]\nrule_tests = ["tests"]\n'
    )
    toy.write(f"tests/test_{toy.package}.py", TESTS.format(package=toy.package))


def rules_of(toy: Toy) -> list[Rule]:
    toy.project()
    return list(rule_mutants([f"{toy.package}.rules"], toy.root))
