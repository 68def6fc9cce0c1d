"""The statements of a unit of work, whose answers are remembered until something is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, overload

from sqlalchemy import Connection, CursorResult, FrozenResult, Result, Select, UpdateBase

#: How many answers are remembered; then all are forgotten, so that a store that is only read does
#: not grow without end.
MOST = 10_000

Values = Mapping[str, object]
NONE: Values = MappingProxyType({})
#: A query and the values that it was given.
Key = tuple[Select[Any], tuple[tuple[str, object], ...]]
Answers = dict[Key, FrozenResult[Any]]


class Memory:
    """What a database has answered since it was written to last.

    Databases with the same contents can share `answers`: who writes gets a new dictionary.
    `alone`: nobody else writes, so that answers outlive a transaction.
    """

    def __init__(self, answers: Answers | None = None, *, alone: bool = True) -> None:
        self.answers: Answers = {} if answers is None else answers
        self._alone = alone
        self._before: Answers | None = None

    def written(self) -> None:
        """What was answered before may no longer be so."""
        if self._before is None:
            self._before = self.answers
        self.answers = {}

    def committed(self) -> None:
        """What was written stays."""
        self._before = None
        if not self._alone:
            self.answers = {}

    def left(self) -> None:
        """What was written and not committed is gone; it is again as it was before."""
        if self._before is not None:
            self.answers = self._before
            self._before = None


class Statements:
    """Carries out statements in a transaction; what it has read, it does not ask for again."""

    def __init__(self, connect: Callable[[], Connection], memory: Memory) -> None:
        self._connect = connect
        self._memory = memory
        self._has_ended = False

    def end(self) -> None:
        """The transaction is over: nothing can be asked or written any more."""
        self._has_ended = True

    @overload
    def execute(self, statement: UpdateBase, values: Values) -> CursorResult[Any]: ...

    @overload
    def execute(self, statement: Select[Any], values: Values = ...) -> Result[Any]: ...

    def execute(self, statement: Select[Any] | UpdateBase, values: Values = NONE) -> Result[Any]:
        """The result of a statement, as `Connection.execute` returns it.

        Raises `RuntimeError` when the transaction is over.
        """
        if self._has_ended:
            raise RuntimeError("this unit of work has been left")
        given = dict(values)
        if isinstance(statement, UpdateBase):
            self._memory.written()
            return self._connect().execute(statement, given)
        answers = self._memory.answers
        key = (statement, tuple((name, _hashable(value)) for name, value in given.items()))
        known = answers.get(key)
        if known is None:
            if len(answers) >= MOST:
                answers.clear()
            known = answers[key] = self._connect().execute(statement, given).freeze()
        return known()

    def scalar(self, statement: Select[Any], values: Values) -> Any:
        """The first value of the first row; None when there is no row."""
        return self.execute(statement, values).scalar()


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
