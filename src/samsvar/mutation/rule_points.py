"""Where a function of the rules can be changed, and how: what has a name there, and what has not.

A *predicate* is a function that says whether something is so, a *flag* a field that does, a
*refusal* a guard or a `raise`, a *consequence* a call of what the function was given.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from samsvar.mutation.mutants import Kind

#: What stands where a condition can, but is none: its parts are, or it is a value to fall back on.
_NO_CONDITIONS = (ast.BoolOp, ast.Constant, ast.Tuple, ast.List, ast.Set, ast.Dict)
#: A function of so many statements has its docstring and one `return`: that is its whole answer.
_ONE_LINE = 2


@dataclass(frozen=True)
class Names:
    """What a project's rules are known by: its guards, and its flags (class and field)."""

    guards: frozenset[str]
    flags: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Point:
    """Where and how a function can be changed: the node, its number, the operator, the kind."""

    index: int
    node: Any
    operator: str
    kind: Kind


def names_of(trees: Iterable[ast.Module]) -> Names:
    """The names in some modules."""
    every = list(trees)
    return Names(
        frozenset(name for tree in every for name in _guards(tree)),
        frozenset(name for tree in every for name in _flags(tree)),
    )


def functions_of(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions and methods of a module, by qualified name; how a class itself works
    (`__init__` and the like) is no rule."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("__"):
                    yield f"{node.name}.{inner.name}", inner


def _guards(tree: ast.Module) -> Iterator[str]:
    """Functions that take a condition and return nothing: they refuse, or let pass."""
    for name, function in functions_of(tree):
        first = function.args.args[0].annotation if function.args.args else None
        returns = function.returns
        if _is_bool(first) and isinstance(returns, ast.Constant) and returns.value is None:
            yield name


def _flags(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The fields of classes that say whether something is so: class and field."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.AnnAssign) and _is_bool(inner.annotation):
                    yield node.name, ast.unparse(inner.target)


def _is_bool(annotation: ast.expr | None) -> bool:
    return isinstance(annotation, ast.Name) and annotation.id == "bool"


def points_of(function: ast.FunctionDef, names: Names) -> Iterator[Point]:
    """Everything in a function that can be changed, in the order of its syntax tree."""
    parts = _Parts(function, names)
    for index, node in enumerate(ast.walk(function)):
        if node is not function and (_is_outside(node, function) or id(node) in parts.annotations):
            continue
        named = tuple(parts.named(node))
        for operator in named:
            yield Point(index, node, operator, Kind.RULE)
        for operator in parts.unnamed(node):
            if operator not in named:
                yield Point(index, node, operator, Kind.PART)


def _is_outside(node: ast.AST, function: ast.FunctionDef) -> bool:
    """Whether a node belongs to the signature, which is no rule."""
    return getattr(node, "lineno", 0) < function.body[0].lineno


class _Parts:
    """What the nodes of one function are."""

    def __init__(self, function: ast.FunctionDef, names: Names) -> None:
        self.function, self.names = function, names
        self.parents = {id(c): n for n in ast.walk(function) for c in ast.iter_child_nodes(n)}
        self.given = {each.arg for each in (*function.args.args, *function.args.kwonlyargs)}
        annotated = [n.annotation for n in ast.walk(function) if isinstance(n, ast.AnnAssign)]
        self.annotations = frozenset(id(inner) for each in annotated for inner in ast.walk(each))
        self.conditions = {id(node) for node in self._conditions()}
        self.answers = {id(node) for node in self._answers()}

    def named(self, node: ast.AST) -> Iterator[str]:
        """The operators on a rule that has a name."""
        if node is self.function and _is_bool(self.function.returns):
            yield from ("off", "widened")
            if any(isinstance(inner, ast.Return) for inner in ast.walk(node)):
                yield "inverted"
        match node:
            case ast.keyword() if self._is_flag(node):
                yield from ("off", "widened", "inverted")
            case ast.Expr(value=ast.Call(func=ast.Name(id=name))) if name in self.names.guards:
                yield from ("left out", "inverted")
            case ast.Expr(value=ast.Call(func=func)) if _root(func) in self.given:
                yield "left out"
            case ast.If(body=[*_, ast.Raise()], orelse=[]):
                yield from ("never", "always")
            case ast.Raise() if not isinstance(self.parents.get(id(node)), ast.If):
                yield "left out"

    def unnamed(self, node: ast.AST) -> Iterator[str]:
        """The operators on parts of rules; `named` says which of them are whole rules."""
        parent = self.parents.get(id(node))
        if (
            id(node) in self.conditions
            and id(node) not in self.answers
            and not isinstance(node, _NO_CONDITIONS)
        ):
            yield "inverted"
        match node:
            case ast.BoolOp(values=values):
                yield from (f"without part {n + 1} of" for n in range(len(values)))
            case ast.If():
                yield from ("never", "always")
            case ast.Call(func=ast.Name(id="all" | "any" as name), args=[_]):
                yield "any instead of" if name == "all" else "all instead of"
            case ast.BinOp(op=ast.BitAnd() | ast.BitOr()):
                yield from ("only the left of", "only the right of")
            case ast.Expr(value=ast.Call()) | ast.AugAssign():
                yield "left out"
        if isinstance(parent, ast.comprehension) and node in parent.ifs:
            yield "filter off"

    def _conditions(self) -> Iterator[ast.expr]:
        for node in ast.walk(self.function):
            match node:
                case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
                    yield test
                case ast.comprehension(ifs=ifs):
                    yield from ifs
                case ast.BoolOp(values=values):
                    yield from values
                case ast.Compare():
                    yield node

    def _answers(self) -> Iterator[ast.expr]:
        """The conditions that are whole rules, whose inversion is that of the rule."""
        for node in ast.walk(self.function):
            match node:
                case ast.Return(value=ast.expr() as value) if _is_bool(self.function.returns):
                    if len(self.function.body) <= _ONE_LINE:
                        yield value
                case ast.keyword(value=value) if self._is_flag(node):
                    yield value
                case ast.If(test=test, body=[*_, ast.Raise()], orelse=[]):
                    yield test
                case ast.Call(func=ast.Name(id=name), args=[first, *_]):
                    if name in self.names.guards:
                        yield first

    def _is_flag(self, node: ast.keyword) -> bool:
        call = self.parents.get(id(node))
        return (
            isinstance(call, ast.Call)
            and (ast.unparse(call.func), node.arg) in self.names.flags
            and not isinstance(node.value, ast.Constant)
        )


def _root(node: ast.expr) -> str | None:
    """The name that an expression of attributes begins with."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None
