"""Python source in the pieces that can change apart: each function, and all that is between them.

A piece is compared by its syntax tree, so comments and layout do not count.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

#: Hexadecimal digits of a hash.
DIGITS = 16
#: What registers a step: its only effect is on the vocabulary, which plans are compiled with anew.
STEP_MARKS = {"given", "when", "then", "guide"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Piece:
    """A function (or method) by its qualified name, its lines and the hash of what it says."""

    name: str
    first: int
    last: int
    digest: str


@dataclass(frozen=True)
class Source:
    """A module: its functions, and the hash of the rest (`outside`), which runs at its import."""

    pieces: tuple[Piece, ...]
    outside: str

    def at(self, line: int) -> str | None:
        """The name of the function that a line belongs to; None outside of functions."""
        return next((p.name for p in self.pieces if p.first <= line <= p.last), None)

    def functions(self) -> dict[str, str]:
        """The hash of each name; what has several definitions (as overloads) has one of all."""
        found: dict[str, str] = {}
        for piece in self.pieces:
            before = found.get(piece.name)
            found[piece.name] = digest(before + piece.digest) if before else piece.digest
        return found


def digest(text: str | bytes) -> str:
    """The hash of some content."""
    data = text.encode() if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()[:DIGITS]


def read(source: str) -> Source:
    """Takes a module apart; raises `SyntaxError` for what is not Python.

    What a function's decorators, defaults and annotations do happens at import, so it stays in the
    rest; except for steps, whose decorators only say phrases.
    """
    tree = ast.parse(source)
    pieces = tuple(_take_out(tree.body, ""))
    return Source(pieces, digest(ast.dump(tree)))


def _take_out(body: list[ast.stmt], within: str) -> Iterator[Piece]:
    """The functions of a body and its classes, each left behind with its name only."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _take_out(node.body, f"{within}{node.name}.")
        elif isinstance(node, Function):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            yield Piece(within + node.name, first, node.end_lineno or first, digest(ast.dump(node)))
            if node.decorator_list and all(map(_is_step_mark, node.decorator_list)):
                node.decorator_list = []
                node.args = ast.arguments([], [], None, [], [], None, [])
                node.returns = None
            node.body = []


def _is_step_mark(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Name) and called.id in STEP_MARKS
