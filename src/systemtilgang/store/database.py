"""The store: a database with the catalogue it is read by, and the unit of work on it."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import cache, cached_property
from threading import Lock, get_ident
from typing import Any, Self

from sqlalchemy import Connection, Dialect, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from systemtilgang.domain.catalogue import Catalogue
from systemtilgang.store.assignments import Assignments
from systemtilgang.store.delegations import Delegations
from systemtilgang.store.favourites import Favourites
from systemtilgang.store.lookups import Lookups
from systemtilgang.store.parties import Parties
from systemtilgang.store.requests import Requests
from systemtilgang.store.schema import metadata
from systemtilgang.store.statements import Memory, Statements
from systemtilgang.store.system_users import Systems, SystemUsers

MEMORY = "sqlite://"

# Seconds that a writer waits for another process before it gives up.
_LOCK_TIMEOUT = 5.0


class UnitOfWork:
    """One transaction: what it changed is lost unless `commit` is called.

    The repositories are `parties`, `assignments`, `systems`, `system_users`, `delegations`,
    `requests`, `favourites` and `lookups`; `catalogue` has the packages and roles. Units of work
    on one store in memory share the database connection: one in another thread waits until this one
    is left, one inside another of the same thread raises `RuntimeError`, and so does whoever asks
    one that has been left.
    """

    def __init__(
        self,
        engine: Engine,
        catalogue: Catalogue,
        turn: AbstractContextManager[None],
        memory: Memory,
    ) -> None:
        self._engine = engine
        self.catalogue = catalogue
        self._turn = turn
        self._memory = memory

    def __enter__(self) -> Self:
        with ExitStack() as entered:
            entered.enter_context(self._turn)
            entered.callback(self._memory.left)
            self._entered = entered.pop_all()
        self._statements = Statements(lambda: self._connection, self._memory)
        self._read_anew()
        return self

    @cached_property
    def _connection(self) -> Connection:
        """The connection, made when it is first needed: what is remembered needs none.

        Closing it rolls back what was not committed.
        """
        return self._entered.enter_context(self._engine.connect())

    def _read_anew(self) -> None:
        """Repositories that remember nothing yet."""
        statements = self._statements
        self.parties = Parties(statements)
        self.assignments = Assignments(statements)
        self.systems = Systems(statements)
        self.system_users = SystemUsers(statements, self.parties)
        self.delegations = Delegations(statements)
        self.requests = Requests(statements)
        self.favourites = Favourites(statements)
        self.lookups = Lookups(statements)

    def __exit__(self, *_error: object) -> None:
        self._statements.end()
        vars(self).pop("_connection", None)
        self._entered.close()

    def clear(self) -> None:
        """Delete every row of every table; the tables stay."""
        for table in reversed(metadata.sorted_tables):
            self._statements.execute(table.delete())
        self._read_anew()

    def commit(self) -> None:
        """Keep what was changed; on a file it is on the disk when this returns."""
        self._connection.commit()
        self._memory.committed()


class Store:
    """A database of parties, connections and system accesses, and the catalogue to read it by."""

    def __init__(self, engine: Engine, catalogue: Catalogue, memory: Memory | None = None) -> None:
        self._engine = engine
        self.catalogue = catalogue
        shares_connection = isinstance(engine.pool, StaticPool)
        self._turn = _Turn() if shares_connection else nullcontext()
        # Nobody else writes to a database in memory, so what it has answered stays true.
        self._memory = memory or (Memory() if shares_connection else None)

    @classmethod
    def open(cls, url: str, catalogue: Catalogue) -> Store:
        """Open the database at an SQLAlchemy URL, and make its tables if they are missing.

        `sqlite://` is an empty database in memory, `sqlite:///path` a file (write-ahead log, every
        commit synchronised to the disk). Other databases go by their own URL and driver.

        Raises `OSError` when there is no such database, no driver for it, or no right to write it.
        """
        if url == MEMORY:
            connection = _new_memory()
            _empty().backup(connection)
            return cls(_memory_engine(connection), catalogue)
        try:
            engine = _engine(url)
            metadata.create_all(engine)
        except (SQLAlchemyError, ImportError) as error:
            reason = getattr(error, "orig", None) or error
            raise OSError(f"the database {url} cannot be opened: {reason}") from None
        return cls(engine, catalogue)

    def copy(self) -> Store:
        """An independent copy in memory, of what is committed. Only for SQLite.

        Raises `ValueError` for another database.
        """
        if self._engine.dialect.name != "sqlite":
            raise ValueError("only an SQLite store can be copied")
        target = _new_memory()
        with self._turn:
            source = self._engine.raw_connection()
            try:
                driver = source.driver_connection
                assert isinstance(driver, sqlite3.Connection)
                driver.backup(target)
                memory = Memory(self._memory.answers) if self._memory else None
            finally:
                source.close()
        return Store(_memory_engine(target), self.catalogue, memory)

    def unit_of_work(self) -> UnitOfWork:
        """A new unit of work, to be entered with `with`."""
        memory = self._memory or Memory(alone=False)
        return UnitOfWork(self._engine, self.catalogue, self._turn, memory)

    def close(self) -> None:
        """Let go of the database; a store in memory is gone with it."""
        with self._turn:
            self._engine.dispose()


class _Turn:
    """The right to use the one connection of a store in memory; other threads wait for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._holder: int | None = None

    def __enter__(self) -> None:
        if self._holder == get_ident():
            raise RuntimeError(
                "a unit of work on this store in memory is still open in the same thread: "
                "leave it first"
            )
        self._lock.acquire()
        self._holder = get_ident()

    def __exit__(self, *_error: object) -> None:
        self._holder = None
        self._lock.release()


def _new_memory() -> sqlite3.Connection:
    # A unit of work may be in another thread than the one that made the store, see `_Turn`.
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@cache
def _empty() -> sqlite3.Connection:
    """A database with all tables and nothing in them, to be copied: making them takes longer."""
    connection = _new_memory()
    metadata.create_all(_memory_engine(connection))
    return connection


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_file)
        event.listen(engine, "begin", _begin_immediate)
    return engine


_dialect: list[Dialect] = []
_compiled: dict[Any, Any] = {}


def _memory_engine(connection: sqlite3.Connection) -> Engine:
    """An engine over one connection. All of them share a dialect and the compiled statements.

    `create_engine`, and compiling every statement anew, would cost more than the copy itself; the
    shared cache is the `compiled_cache` option of SQLAlchemy's `Connection.execution_options`.
    """
    if not _dialect:
        first = create_engine(MEMORY)
        first.connect().close()
        _dialect.append(first.dialect)

    def creator() -> Any:
        return connection

    engine = Engine(
        StaticPool(creator),
        _dialect[0],
        make_url(MEMORY),
        execution_options={"compiled_cache": _compiled},
    )
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_file(connection: sqlite3.Connection, _record: object) -> None:
    """WAL with full synchronisation: a commit survives `kill -9` and a power cut."""
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout = {int(_LOCK_TIMEOUT * 1000)}")


def _begin(connection: Connection) -> None:
    """Python's driver begins only before a write; a unit of work reads in its transaction too."""
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer could not wait for another one."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
