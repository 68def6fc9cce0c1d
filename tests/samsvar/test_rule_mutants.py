"""Mutants of rules: every operator by name, and put in place."""

from __future__ import annotations

import gc
import importlib
from pathlib import Path

from ruled import rules_of
from toy import Toy

from samsvar.mutation.mutants import Kind
from samsvar.mutation.rule_mutants import function_of, mutated, put_in_place


def names(toy: Toy, function: str, kind: Kind) -> list[str]:
    prefix = f"{toy.package}.rules.{function} "
    found = [rule.mutant.identity for rule in rules_of(toy) if rule.mutant.kind is kind]
    return sorted(name.removeprefix(prefix) for name in found if name.startswith(prefix))


def rules(toy: Toy, function: str) -> list[str]:
    return names(toy, function, Kind.RULE)


def parts(toy: Toy, function: str) -> list[str]:
    return names(toy, function, Kind.PART)


def test_a_guard_and_a_consequence_are_rules_and_a_branch_is_a_part(ruled: Toy) -> None:
    assert rules(ruled, "greet") == [
        "inverted: refuse_unless(may_greet(name, present))",
        "left out: greeted.append(name)",
        "left out: refuse_unless(may_greet(name, present))",
    ]
    assert parts(ruled, "greet") == [
        "always: if name not in greeted",
        "inverted: name not in greeted",
        "never: if name not in greeted",
    ]


def test_a_predicate_is_a_rule_and_each_of_its_conditions_a_part(ruled: Toy) -> None:
    assert rules(ruled, "may_greet") == [
        "inverted: may_greet",
        "off: may_greet",
        "widened: may_greet",
    ]
    assert parts(ruled, "may_greet") == [
        "inverted: bool(name)",
        "inverted: len(present) <= 3",
        "without part 1 of: bool(name) and len(present) <= 3",
        "without part 2 of: bool(name) and len(present) <= 3",
    ]


def test_a_flag_is_a_rule(ruled: Toy) -> None:
    assert rules(ruled, "door") == [
        "inverted: is_open=bool(names)",
        "off: is_open=bool(names)",
        "widened: is_open=bool(names)",
    ]
    assert parts(ruled, "door") == []


def test_what_is_raised_is_a_rule(ruled: Toy) -> None:
    assert rules(ruled, "refuse_unless") == ["always: if not allowed", "never: if not allowed"]
    assert parts(ruled, "refuse_unless") == []


def test_filters_sets_and_quantifiers_are_parts_but_no_annotations(ruled: Toy) -> None:
    assert rules(ruled, "known") == []
    assert parts(ruled, "known") == [
        "always: if all(allowed)",
        "any instead of: all(allowed)",
        "filter off: name",
        "inverted: all(allowed)",
        "inverted: len(allowed) > 99",
        "inverted: name",
        "left out: allowed |= {'all'}",
        "left out: allowed.pop()",
        "never: if all(allowed)",
        "only the left of: allowed & wanted",
        "only the right of: allowed & wanted",
    ]


def test_properties_are_rules_and_how_a_class_is_made_is_none(ruled: Toy) -> None:
    assert rules(ruled, "Room.is_full") == ["inverted: is_full", "off: is_full", "widened: is_full"]
    assert parts(ruled, "Room.is_full") == []
    assert rules(ruled, "Room.is_empty") == [
        "left out: raise Refused('nobody asks')",
        "off: is_empty",
        "widened: is_empty",
    ]
    assert rules(ruled, "Room.__init__") == parts(ruled, "Room.__init__") == []


def test_a_mutant_is_met_by_all_who_imported_the_function(ruled: Toy) -> None:
    ruled.project()
    portal = importlib.import_module(f"{ruled.package}.portal")
    rule = next(r for r in rules_of(ruled) if "left out: greeted" in r.mutant.identity)
    put_in_place(rule)
    greeted: list[str] = []
    portal.welcome("Ola", [], greeted)
    assert greeted == []


def test_what_a_cached_property_had_worked_out_is_forgotten(ruled: Toy) -> None:
    ruled.project()
    room = importlib.import_module(f"{ruled.package}.rules").Room(["a", "b", "c"])
    assert room.is_full
    put_in_place(next(r for r in rules_of(ruled) if "Room.is_full inverted" in r.mutant.identity))
    assert not room.is_full


def test_it_is_forgotten_by_what_a_parent_process_froze_too(ruled: Toy) -> None:
    ruled.project()
    room = importlib.import_module(f"{ruled.package}.rules").Room(["a", "b", "c"])
    assert room.is_full
    gc.freeze()
    try:
        put_in_place(next(r for r in rules_of(ruled) if "is_full inverted" in r.mutant.identity))
    finally:
        gc.unfreeze()
    assert not room.is_full


def test_what_a_function_keeps_is_forgotten_too(ruled: Toy) -> None:
    path = f"{ruled.package}/rules.py"
    kept = "\n\n@functools.cache\ndef is_long(name: str) -> bool:\n    return len(name) > 3\n"
    source = (ruled.root / path).read_text()
    ruled.write(path, f"import functools\n{source}{kept}")
    ruled.project()
    rules = importlib.import_module(f"{ruled.package}.rules")
    assert rules.is_long("Else")
    put_in_place(next(r for r in rules_of(ruled) if "is_long inverted" in r.mutant.identity))
    assert not rules.is_long("Else")


def test_every_mutant_compiles_to_another_function(ruled: Toy) -> None:
    for rule in rules_of(ruled):
        code, old = mutated(rule), function_of(rule).__code__
        same = (code.co_code, code.co_consts) == (old.co_code, old.co_consts)
        assert not same, rule.mutant.identity


def test_places_are_relative_to_the_project(ruled: Toy) -> None:
    places = {rule.mutant.place.path for rule in rules_of(ruled)}
    assert places == {f"{ruled.package}/rules.py"}
    assert (ruled.root / Path(places.pop())).is_file()
