"""The table of rules, held against the code that names them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from toy import REPO

from samsvar.rules import RULES, Kind, Rule, Severity

SOURCE = REPO / "src" / "samsvar"
NAME = re.compile(rf"(?:{'|'.join(Kind)})/[a-z]+(?:-[a-z]+)*")


def named() -> Iterator[tuple[str, str]]:
    """Every text of the code that is the name of a rule, with where it is."""
    for path in sorted(SOURCE.rglob("*.py")):
        if path == SOURCE / "rules.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and NAME.fullmatch(str(node.value)):
                yield str(node.value), f"{path.relative_to(REPO)}:{node.lineno}"


def test_every_rule_that_the_code_names_is_in_the_table() -> None:
    assert [(rule, where) for rule, where in named() if rule not in RULES] == []


def test_every_rule_of_the_table_is_named_by_the_code() -> None:
    assert sorted(set(RULES) - {rule for rule, _ in named()}) == []


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_a_rule_has_a_kind_and_one_sentence_that_says_why(name: str, rule: Rule) -> None:
    assert NAME.fullmatch(name)
    assert re.fullmatch(r"[A-Z][^.!?]*(?:\.[a-z][^.!?]*)*\.", rule.why), rule.why


def test_severities_are_ordered_from_the_gravest() -> None:
    assert sorted(Severity, key=lambda severity: severity.rank) == ["error", "warning", "note"]


def test_a_text_in_another_language_is_an_error_and_a_lacking_twin_a_warning() -> None:
    assert RULES["text/other-language"].severity is Severity.ERROR
    assert RULES["translation/missing-guide"].severity is Severity.WARNING
    assert RULES["translation/missing-page"].severity is Severity.WARNING
