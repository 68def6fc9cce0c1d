"""Mutants of rules, and of the parts of rules.

Rules are in the modules that `samsvar.toml` names (`rules`), where they have names: a predicate (a
function that says whether), a flag (a field that does), a refusal (a guard, or a `raise`) and a
consequence (a call of what the function was given). Each is switched off, widened or inverted. All
other conditions and filters inside functions are parts of rules.

They are changed as syntax trees and put in place as code objects, so that whoever imported a
function meets the change.
"""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from samsvar.config import FILE_NAME
from samsvar.mutation.mutants import Kind, Mutant
from samsvar.mutation.rule_points import functions_of, names_of, points_of
from samsvar.verdicts import CannotGoOn, Place, Verdict

#: How much of a condition is quoted.
QUOTED = 72


@dataclass(frozen=True)
class Rule:
    """A rule mutant with where it is made: the function (its qualified name), the node's number in
    it, and the first and last line that the change stands on.

    `cached` is what is worked out once and then kept: who asks later does not walk through it.
    """

    mutant: Mutant
    module: str
    function: str
    node: int
    first: int
    last: int
    cached: bool = False


def modules_of(names: Sequence[str]) -> list[ModuleType]:
    """The named modules, and those inside the named packages, in order.

    Raises `CannotGoOn` for a name that there is no module of.
    """
    found: dict[str, ModuleType] = {}
    for name in names:
        module = _imported(name)
        found[name] = module
        for each in pkgutil.walk_packages(getattr(module, "__path__", []), f"{name}."):
            found[each.name] = importlib.import_module(each.name)
    return list(found.values())


def _imported(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if not name.startswith(error.name or " "):
            raise
        message = "There is no module with this name."
        verdict = Verdict("text/config", Place(FILE_NAME), message, name, "a module of the rules")
        raise CannotGoOn([verdict]) from None


def rule_mutants(names: Sequence[str], root: Path, untold: Sequence[str] = ()) -> Iterator[Rule]:
    """Every mutant of the functions in some modules; places are relative to `root`.

    `untold` are those of the modules, or packages of them, that no guide tells of.
    """
    modules = modules_of(names)
    silent = modules_of(untold)
    trees = {module: _tree(module) for module in modules}
    known = names_of(trees.values())
    for module, tree in trees.items():
        path = Path(inspect.getsourcefile(module) or "")
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        for qualname, function in functions_of(tree):
            for point in points_of(function, known):
                node = point.node
                is_untold = point.kind is Kind.RULE and module in silent
                mutant = Mutant(
                    Kind.UNTOLD if is_untold else point.kind,
                    f"{module.__name__}.{qualname}",
                    point.operator,
                    _quoted(node),
                    Place(shown, node.lineno, node.col_offset + 1),
                )
                first = function.body[0].lineno if node is function else node.lineno
                yield Rule(
                    mutant,
                    module.__name__,
                    qualname,
                    point.index,
                    first,
                    node.end_lineno or node.lineno,
                    _is_cached(_found(module, qualname)),
                )


def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(Path(inspect.getsourcefile(module) or "").read_text(encoding="utf-8"))


def mutated(rule: Rule) -> CodeType:
    """The function's code with the change."""
    module = importlib.import_module(rule.module)
    tree = _tree(module)
    function = dict(functions_of(tree))[rule.function]
    node = list(ast.walk(function))[rule.node]
    new = _changed(node, rule.mutant.operator)
    for parent in ast.walk(function):
        for name, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, name, new)
            elif isinstance(value, list):
                value[:] = [new if each is node else each for each in value]
    code = compile(ast.fix_missing_locations(tree), inspect.getsourcefile(module) or "", "exec")
    return next(each for each in _codes(code) if each.co_qualname == rule.function)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _changed(node: Any, operator: str) -> ast.AST:
    """What stands in the place of a node; the node itself when the change is inside it."""
    changed: ast.AST = node
    match operator:
        case "off" | "widened":
            answer = ast.copy_location(ast.Constant(operator == "widened"), node)
            if isinstance(node, ast.FunctionDef):
                node.body = [ast.copy_location(ast.Return(answer), node.body[0])]
            else:
                node.value = answer
        case "inverted":
            changed = _inverted(node)
        case "never" | "always":
            node.test = ast.copy_location(ast.Constant(operator == "always"), node.test)
        case "filter off":
            changed = ast.Constant(value=True)
        case "any instead of" | "all instead of":
            node.func.id = operator.partition(" ")[0]
        case "only the left of":
            changed = node.left
        case "only the right of":
            changed = node.right
        case "left out":
            changed = ast.Pass()
        case _:
            part = int(operator.split()[2]) - 1  # without part N of
            rest = [value for index, value in enumerate(node.values) if index != part]
            changed = rest[0]
            if len(rest) > 1:
                node.values = rest
                changed = node
    return changed if changed is node else ast.copy_location(changed, node)


def _inverted(node: ast.AST) -> ast.AST:
    """The opposite of a predicate, a flag, a guard or a condition."""
    match node:
        case ast.FunctionDef():
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value:
                    inner.value = _not(inner.value)
        case ast.keyword():
            node.value = _not(node.value)
        case ast.Expr(value=ast.Call(args=arguments)):
            arguments[0] = _not(arguments[0])
        case ast.expr():
            return _not(node)
    return node


def _not(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return node.operand
    return ast.UnaryOp(ast.Not(), node)


def _quoted(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef):
        return node.name
    if isinstance(node, ast.If):
        return f"if {_short(node.test)}"
    return _short(node)


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 2]} …"


def _found(module: ModuleType, qualname: str) -> Any:
    """A function of a module, or what a class makes of it."""
    owner, _, name = qualname.rpartition(".")
    return vars(vars(module)[owner] if owner else module)[name]


def function_of(rule: Rule) -> FunctionType:
    """The function in memory that a rule mutant changes."""
    found = _found(importlib.import_module(rule.module), rule.function)
    for attribute in ("fget", "func", "__func__", "__wrapped__"):
        found = getattr(found, attribute, None) or found
    assert isinstance(found, FunctionType)
    return found


def put_in_place(rule: Rule) -> None:
    """Changes the function for the rest of this process, and forgets what it had worked out."""
    function_of(rule).__code__ = mutated(rule)
    if not rule.cached:
        return
    module = importlib.import_module(rule.module)
    found = _found(module, rule.function)
    if isinstance(found, cached_property):
        owner, _, name = rule.function.rpartition(".")
        _forget(vars(module)[owner], name)
    else:
        found.cache_clear()


def _is_cached(found: Any) -> bool:
    return isinstance(found, cached_property) or hasattr(found, "cache_clear")


def _forget(owner: type, name: str) -> None:
    """Takes what a cached property has worked out from every object that has it, also from those
    that are frozen (see `pool`)."""
    was_frozen = gc.get_freeze_count() > 0
    gc.unfreeze()
    for found in gc.get_objects():
        if issubclass(type(found), owner):  # a proxy says that it is what it stands for
            vars(found).pop(name, None)
    if was_frozen:
        gc.freeze()
