"""Mutants of rules: noticed by a guide, a test or nothing."""

from __future__ import annotations

import pytest
from ruled import SOURCE
from toy import Toy

from samsvar.mutation.ledger import Ledger
from samsvar.mutation.mutants import RULES, UNIT_TEST, Kind, Result
from samsvar.mutation.outcomes import DiedError
from samsvar.mutation.report import findings
from samsvar.mutation.sessions import Mutation
from samsvar.verdicts import CannotGoOn

CATALOGUE_RULES = """\
def check(name: str) -> None:
    if len(name) > 9:
        raise ValueError(name)
"""

READING = """\
from functools import cache

from .rules import check


@cache
def catalogue() -> list[str]:
    check("king")
    return ["king"]
"""


def test_a_rule_that_only_what_is_kept_was_made_by_is_judged_by_loading_it_anew(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program, which is not the package of the steps, reads its catalogue once."""
    program = f"{toy.package}_program"
    toy.write(f"{program}/__init__.py", "")
    toy.write(f"{program}/rules.py", CATALOGUE_RULES)
    toy.write(f"{program}/reading.py", READING)
    portal = f"{toy.package}/portal.py"
    toy.replace(portal, "TEXTS =", f"from {program} import reading\n\nTEXTS =")
    toy.replace(portal, "        self.greeted", "        reading.catalogue()\n        self.greeted")
    settings = (toy.root / "samsvar.toml").read_text()
    toy.write("samsvar.toml", f'{settings}rules = ["{program}.rules"]\n')
    monkeypatch.syspath_prepend(toy.root)
    run = Mutation(toy.project(), Ledger(toy.root / "r.jsonl"), [Kind.RULE], workers=2)
    run.run()
    identity = f"{program}.rules.check always: if len(name) > 9"
    (rule,) = (rule for rule in run.rules if rule.mutant.identity == identity)
    assert rule.mutant.chapters == ("greet:1", "greet:2", "leave:1")
    assert run.results[identity].how == "ValueError"


def test_guides_unit_tests_or_nothing_notice_a_rule(ruled: Toy) -> None:
    ledger = Ledger(ruled.root / "results.jsonl")
    run = Mutation(ruled.project(), ledger, RULES, workers=2)
    run.run()
    prefix = f"{ruled.package}.rules."
    found = {n.removeprefix(prefix): (r.by, r.how) for n, r in run.results.items()}
    assert found["greet left out: greeted.append(name)"] == ("test", "behaviour/screen")
    assert found["greet inverted: refuse_unless(may_greet(name, present))"] == ("test", "Refused")
    assert found["greet always: if name not in greeted"] == (None, "")
    crowd = f"tests/test_{ruled.package}.py::test_a_crowd_is_not_greeted"
    assert found["may_greet without part 2 of: bool(name) and len(present) <= 3"] == (
        "unit test",
        crowd,
    )
    known = f"tests/test_{ruled.package}.py::test_known"
    assert found["known filter off: name"] == ("unit test", known)
    assert found["known inverted: len(allowed) > 99"] == ("unit test", known)
    assert found["Room.is_full inverted: is_full"] == (None, "")
    walked = {r.mutant.identity.removeprefix(prefix): r.mutant.chapters for r in run.rules}
    assert walked["greet left out: greeted.append(name)"] == ("greet:1",)
    assert walked["known filter off: name"] == ()


def test_the_report_of_rules_says_who_noticed_what(ruled: Toy) -> None:
    run = Mutation(ruled.project(), Ledger(ruled.root / "r.jsonl"), RULES, workers=2)
    run.run()
    found = findings(run.mutants, run.results, {}, run.ground, "1")
    score, of_parts = found.scores
    assert (score.mutants, score.by_guides, score.noticed, score.unreached) == (17, 5, 6, 6)
    assert (score.crashed, score.endless) == (4, 0)
    assert (of_parts.mutants, of_parts.by_guides, of_parts.noticed) == (18, 3, 10)
    assert (score.is_for_tests, of_parts.is_for_tests) == (False, True)
    assert found.rules == [(f"{ruled.package}.rules", 35, 8, 16)]
    assert found.undocumented == {
        f"{ruled.package}.rules.may_greet": 3,
        f"{ruled.package}.rules.known": 5,
    }


def test_rules_that_no_guide_tells_of_are_for_the_unit_tests(ruled: Toy) -> None:
    ruled.replace(
        "samsvar.toml", "rule_tests", f'untold_rules = ["{ruled.package}.rules"]\nrule_tests'
    )
    run = Mutation(ruled.project(), Ledger(ruled.root / "r.jsonl"), RULES, workers=2)
    run.run()
    scores = findings(run.mutants, run.results, {}, run.ground, "1").scores
    assert [(score.kind, score.mutants, score.is_for_tests) for score in scores] == [
        (Kind.UNTOLD, 17, True),
        (Kind.PART, 18, True),
    ]
    identity = f"{ruled.package}.rules.may_greet inverted: may_greet"
    assert run.results[identity].by == "unit test"


@pytest.mark.parametrize("setting", ["rules", "untold_rules"])
def test_a_module_that_there_is_not_is_told(ruled: Toy, setting: str) -> None:
    settings = (ruled.root / "samsvar.toml").read_text()
    rules = f'rules = ["{ruled.package}.rules"]\n'
    wrong = f'{setting} = ["{ruled.package}.rulse"]\n'
    kept = "" if setting == "rules" else rules
    ruled.write("samsvar.toml", settings.replace(rules, kept + wrong))
    with pytest.raises(CannotGoOn) as refusal:
        Mutation(ruled.project(), Ledger(ruled.root / "r.jsonl"), RULES).run()
    assert [str(verdict) for verdict in refusal.value.verdicts] == [
        "samsvar.toml:1:1: text/config: There is no module with this name.\n"
        f"  found:    {ruled.package}.rulse\n"
        "  expected: a module of the rules"
    ]


DEADLY = """

def leave_if_mad(name: str) -> None:
    if name == "mad":
        import os

        os._exit(1)
"""


def test_nothing_is_known_of_a_mutant_whose_process_dies(ruled: Toy) -> None:
    ruled.write(f"{ruled.package}/rules.py", SOURCE + DEADLY)
    once = '    """Greets somebody, once."""\n'
    ruled.replace(f"{ruled.package}/rules.py", once, f"{once}    leave_if_mad(name)\n")
    ledger = Ledger(ruled.root / "results.jsonl")
    run = Mutation(ruled.project(), ledger, RULES, workers=2)
    with pytest.raises(DiedError) as died:
        run.run()
    prefix = f"{ruled.package}.rules.leave_if_mad"
    dead = {f'{prefix} always: if name == "mad"', f'{prefix} inverted: name == "mad"'}
    assert set(died.value.args) == {name.replace('"', "'") for name in dead}
    assert not any(run.results[name].noticed for name in died.value.args)  # by unit tests


@pytest.mark.parametrize(
    ("by", "how", "crash", "endless"),
    [
        ("test", "Refused", True, False),
        ("test", "behaviour/state", False, False),
        ("test", "it does not end", False, True),
        ("check", "text/repeated", False, False),
        ("unit test", "it does not end", False, True),
        ("unit test", "test_it", False, False),
        (None, "", False, False),
    ],
)
def test_errors_of_the_code_and_what_never_ends_are_told_apart(
    by: str | None, how: str, crash: bool, endless: bool
) -> None:
    result = Result("x", by, how)
    assert (result.is_crash, result.is_endless) == (crash, endless)


def test_unit_tests_that_cannot_be_collected_are_told(ruled: Toy) -> None:
    ruled.write(f"tests/test_{ruled.package}.py", "import nothing_of_the_kind\n")
    run = Mutation(ruled.project(), Ledger(ruled.root / "r.jsonl"), [Kind.RULE], workers=2)
    with pytest.raises(CannotGoOn) as refusal:
        run.run()
    assert [str(verdict) for verdict in refusal.value.verdicts] == [
        "tests:1:1: text/config: pytest cannot collect the unit tests of the rules.\n"
        "  write:    pytest tests"
    ]


def test_what_makes_a_thing_that_tests_share_is_met_by_each_of_them(ruled: Toy) -> None:
    for path in (ruled.root / "tests").glob("test_*.py"):
        path.unlink()
    ruled.write(
        f"tests/test_shared_{ruled.package}.py",
        f"import pytest\nfrom {ruled.package}.rules import known\n\n\n"
        '@pytest.fixture(scope="session")\n'
        'def found():\n    return known(["Ola", ""], {"Ola", "all"})\n\n\n'
        "def test_first(found):\n    pass\n\n\n"
        'def test_second(found):\n    assert found == {"Ola", "all"}\n',
    )
    ruled.write("tests/conftest.py", "")  # pytest asks plugins otherwise where there is one
    run = Mutation(ruled.project(), Ledger(ruled.root / "r.jsonl"), RULES, workers=2)
    run.run()
    noticed = {r.how for i, r in run.results.items() if ".known " in i and r.by == UNIT_TEST}
    assert f"tests/test_shared_{ruled.package}.py::test_second" in noticed
