"""Mutants of rules: each condition inverted, each guard, filter and consequence left out.

Rules are the functions of the modules that `samsvar.toml` names (`rules`). They are changed as
syntax trees and put in place as code objects, so that whoever imported a function meets the change.
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

from samsvar.mutation.mutants import Kind, Mutant
from samsvar.verdicts import Place

#: What stands where a condition can, but is none: its parts are, or it is a value to fall back on.
_NO_CONDITIONS = (ast.BoolOp, ast.Constant, ast.Tuple, ast.List, ast.Set, ast.Dict)
#: How much of a condition is quoted.
QUOTED = 72


@dataclass(frozen=True)
class Rule:
    """A rule mutant with where it is made: the function, the node's number in it, and how.

    `cached` is what is worked out once and then kept: who asks later does not walk through it.
    """

    mutant: Mutant
    module: str
    function: str
    node: int
    operator: str
    first: int
    last: int
    cached: bool = False


def modules_of(names: Sequence[str]) -> list[ModuleType]:
    """The named modules, and those inside the named packages, in order."""
    found: dict[str, ModuleType] = {}
    for name in names:
        module = importlib.import_module(name)
        found[name] = module
        for each in pkgutil.walk_packages(getattr(module, "__path__", []), f"{name}."):
            found[each.name] = importlib.import_module(each.name)
    return list(found.values())


def rule_mutants(names: Sequence[str], root: Path) -> Iterator[Rule]:
    """Every mutant of the functions in some modules; places are relative to `root`."""
    modules = modules_of(names)
    guards = frozenset(name for module in modules for name in _guards(module))
    for module in modules:
        path = Path(inspect.getsourcefile(module) or "")
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        for qualname, function in _functions(_tree(module)):
            for index, operator, node in _points(function, guards):
                mutant = Mutant(
                    Kind.RULE,
                    f"{module.__name__}.{qualname}",
                    operator,
                    _quoted(node),
                    Place(shown, node.lineno, node.col_offset + 1),
                )
                yield Rule(
                    mutant,
                    module.__name__,
                    qualname,
                    index,
                    operator,
                    node.lineno,
                    node.end_lineno or node.lineno,
                    isinstance(_found(module, qualname), cached_property),
                )


def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(Path(inspect.getsourcefile(module) or "").read_text(encoding="utf-8"))


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions and methods of a module, by qualified name; how a class itself works
    (`__init__` and the like) is no rule."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("__"):
                    yield f"{node.name}.{inner.name}", inner


def _guards(module: ModuleType) -> Iterator[str]:
    """Functions that take a condition and return nothing: they refuse, or let pass."""
    for name, function in _functions(_tree(module)):
        first = function.args.args[0].annotation if function.args.args else None
        returns = function.returns
        if (
            isinstance(first, ast.Name)
            and first.id == "bool"
            and isinstance(returns, ast.Constant)
            and returns.value is None
        ):
            yield name


def _points(function: ast.FunctionDef, guards: frozenset[str]) -> Iterator[tuple[int, str, Any]]:
    """Where and how a function can be changed: the node's number, the operator, the node."""
    conditions = {id(node) for node in _conditions(function, guards)}
    parents = {id(c): n for n in ast.walk(function) for c in ast.iter_child_nodes(n)}
    annotations = _annotations(function)
    for index, node in enumerate(ast.walk(function)):
        if _is_outside(node, function) or id(node) in annotations:
            continue
        for operator in _operators(node, parents.get(id(node)), id(node) in conditions):
            yield index, operator, node


def _is_outside(node: ast.AST, function: ast.FunctionDef) -> bool:
    """Whether a node belongs to the signature, which is no rule."""
    return getattr(node, "lineno", 0) < function.body[0].lineno


def _annotations(function: ast.FunctionDef) -> frozenset[int]:
    """The nodes of annotations, which no run evaluates as a rule."""
    found = [n.annotation for n in ast.walk(function) if isinstance(n, ast.AnnAssign)]
    return frozenset(id(inner) for each in found for inner in ast.walk(each))


def _conditions(function: ast.FunctionDef, guards: frozenset[str]) -> Iterator[ast.expr]:
    returns_bool = isinstance(function.returns, ast.Name) and function.returns.id == "bool"
    for node in ast.walk(function):
        match node:
            case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
                yield test
            case ast.comprehension(ifs=ifs):
                yield from ifs
            case ast.BoolOp(values=values):
                yield from values
            case ast.Compare():
                yield node
            case ast.Return(value=ast.expr() as value) if returns_bool:
                yield value
            case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in guards:
                yield first


def _operators(node: ast.AST, parent: ast.AST | None, is_condition: bool) -> Iterator[str]:
    if is_condition and not isinstance(node, _NO_CONDITIONS):
        yield "inverted"
    match node:
        case ast.BoolOp(values=values):
            yield from (f"without part {n + 1} of" for n in range(len(values)))
        case ast.If():
            yield "never"
            yield "always"
        case ast.comprehension():
            pass
        case ast.Call(func=ast.Name(id="all" | "any" as name), args=[_]):
            yield "any instead of" if name == "all" else "all instead of"
        case ast.BinOp(op=ast.BitAnd() | ast.BitOr()):
            yield "only the left of"
            yield "only the right of"
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            yield "left out"
        case ast.Raise() if not isinstance(parent, ast.If):
            yield "left out"
    if isinstance(parent, ast.comprehension) and node in parent.ifs:
        yield "filter off"


def mutated(rule: Rule) -> CodeType:
    """The function's code with the change."""
    module = importlib.import_module(rule.module)
    tree = _tree(module)
    function = dict(_functions(tree))[rule.function]
    node = list(ast.walk(function))[rule.node]
    new = _changed(node, rule.operator)
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
        case "inverted":
            changed = _not(node)
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


def _not(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return node.operand
    return ast.UnaryOp(ast.Not(), node)


def _quoted(node: ast.AST) -> str:
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
    owner, _, name = rule.function.rpartition(".")
    if owner:
        _forget(vars(importlib.import_module(rule.module))[owner], name)


def _forget(owner: type, name: str) -> None:
    """Takes what a cached property has worked out from every object that has it."""
    for found in gc.get_objects():
        if isinstance(found, owner):
            vars(found).pop(name, None)
