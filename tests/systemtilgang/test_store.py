"""The unit of work, copies, durability."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import Engine
from town import PERSON, WORLD

from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.store import Store, UnitOfWork
from systemtilgang.world import load_world, open_world, seed


def has_person(store: Store) -> bool:
    with store.unit_of_work() as uow:
        return uow.parties.get(PERSON.id) == PERSON


@pytest.fixture(params=["memory", "file"])
def any_store(request: pytest.FixtureRequest, empty_store: Store, tmp_path: Path) -> Store:
    if request.param == "memory":
        return empty_store.copy()
    return Store.open(f"sqlite:///{tmp_path}/state.db", empty_store.catalogue)


def test_what_is_not_committed_is_rolled_back(any_store: Store) -> None:
    with any_store.unit_of_work() as uow:
        uow.parties.add(PERSON)
    assert not has_person(any_store)


def test_what_is_committed_stays(any_store: Store) -> None:
    with any_store.unit_of_work() as uow:
        uow.parties.add(PERSON)
        uow.commit()
    assert has_person(any_store)


def add_and_fail(uow: UnitOfWork) -> None:
    uow.parties.add(PERSON)
    raise RuntimeError("in the middle")


def test_an_exception_rolls_back(any_store: Store) -> None:
    with pytest.raises(RuntimeError), any_store.unit_of_work() as uow:
        add_and_fail(uow)
    assert not has_person(any_store)


def test_work_after_a_commit_needs_another_commit(any_store: Store) -> None:
    with any_store.unit_of_work() as uow:
        uow.commit()
        uow.parties.add(PERSON)
    assert not has_person(any_store)


def test_copies_are_independent_of_their_origin_and_of_each_other(any_store: Store) -> None:
    one, two = any_store.copy(), any_store.copy()
    with one.unit_of_work() as uow:
        uow.parties.add(PERSON)
        uow.commit()
    assert [has_person(store) for store in (any_store, one, two, one.copy())] == [
        False,
        True,
        False,
        True,
    ]


def test_a_closed_store_leaves_the_others_alone(any_store: Store) -> None:
    copy = any_store.copy()
    any_store.close()
    assert not has_person(copy)


def test_a_cleared_store_is_empty_and_can_be_seeded_again(store: Store) -> None:
    with store.unit_of_work() as uow:
        known = uow.parties.of_kind(PartyKind.PERSON)[0]
        assert uow.parties.get(known.id) == known
        uow.clear()
        assert uow.parties.get(known.id) is None
        uow.commit()
    with store.unit_of_work() as uow:
        assert all(uow.parties.of_kind(kind) == () for kind in PartyKind)
        assert uow.systems.all() == ()
    seed(store, load_world(WORLD))
    with store.unit_of_work() as uow:
        assert uow.parties.named("RASK LYKT")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite:////nowhere/at/all.db", "unable to open database file"),
        ("nonsense", "Could not parse SQLAlchemy URL"),
        ("oracle+nothing://host/db", "Can't load plugin"),
        ("postgresql+pg8000://host/db", "No module named 'pg8000'"),
    ],
)
def test_a_database_that_cannot_be_opened_is_told_with_the_reason(
    empty_store: Store, url: str, reason: str
) -> None:
    with pytest.raises(OSError, match=re.escape(f"the database {url} cannot be opened")) as caught:
        Store.open(url, empty_store.catalogue)
    assert reason in str(caught.value)


def test_only_sqlite_can_be_copied(empty_store: Store) -> None:
    engine = SimpleNamespace(dialect=SimpleNamespace(name="postgresql"), pool=None)
    elsewhere = Store(cast(Engine, engine), empty_store.catalogue)
    with pytest.raises(ValueError, match="only an SQLite store can be copied"):
        elsewhere.copy()


def test_a_store_is_used_from_another_thread(store: Store) -> None:
    seen: list[bool] = []

    def look() -> None:
        with store.unit_of_work() as uow:
            seen.append(uow.parties.named("RASK LYKT") is not None)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [True]


def add_persons(store: Store, letter: str, failures: list[BaseException]) -> None:
    try:
        for number in range(30):
            with store.unit_of_work() as uow:
                uow.parties.add(Party(f"{letter}{number}", PartyKind.PERSON, letter))
                uow.commit()
    except BaseException as error:
        failures.append(error)


def test_threads_take_turns_on_a_store_in_memory(empty_store: Store) -> None:
    store, failures = empty_store.copy(), list[BaseException]()
    threads = [
        threading.Thread(target=add_persons, args=(store, letter, failures)) for letter in "abcd"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert failures == []
    with store.unit_of_work() as uow:
        assert len(uow.parties.of_kind(PartyKind.PERSON)) == 120


def test_a_thread_waits_until_the_unit_of_work_of_another_is_left(empty_store: Store) -> None:
    store, seen, started = empty_store.copy(), list[bool](), threading.Event()

    def look() -> None:
        started.set()
        seen.append(has_person(store))
        seen.append(has_person(store.copy()))

    thread = threading.Thread(target=look)
    with store.unit_of_work() as uow:
        uow.parties.add(PERSON)
        thread.start()
        started.wait()
        thread.join(timeout=0.05)
        assert seen == []
        uow.commit()
    thread.join(timeout=20)
    assert seen == [True, True]


def test_a_unit_of_work_inside_another_is_an_error_and_no_deadlock(empty_store: Store) -> None:
    store = empty_store.copy()
    with store.unit_of_work() as uow:
        uow.parties.add(PERSON)
        for enter in (lambda: store.unit_of_work().__enter__(), store.copy):
            with pytest.raises(RuntimeError, match="still open in the same thread"):
                enter()
        uow.commit()
    assert has_person(store)


def test_a_file_is_written_ahead_and_synchronised(empty_store: Store, tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/state.db", empty_store.catalogue)
    connection = store._engine.raw_connection()  # the pragmas are the point of this test
    try:
        cursor = connection.cursor()
        values = {}
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            values[pragma] = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
    finally:
        connection.close()
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


SERVER = """
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from systemtilgang.service import users
from systemtilgang.service.acting import Acting
from systemtilgang.world import open_world

store = open_world(Path(sys.argv[1]), sys.argv[2])
with store.unit_of_work() as uow:
    director, firm = uow.parties.named("RASK LYKT"), uow.parties.named("Klientkunde AS")
    acting = Acting(director.id, firm.id)
    users.add_organisation(uow, acting, "311590839")
    uow.commit()
with store.unit_of_work() as uow:
    users.add_organisation(uow, acting, "313909964")
    print("half way", flush=True)
    sys.stdin.read()
"""


def test_nothing_committed_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/state.db"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(WORLD), url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "half way\n"
        server.kill()
    assert server.returncode == -signal.SIGKILL
    store = open_world(WORLD, url)
    with store.unit_of_work() as uow:
        firm = uow.parties.named("Klientkunde AS")
        assert firm is not None
        received = {each.receiver for each in uow.assignments.given_by([firm.id])}
        names = {party.name for party in uow.parties.many(received).values()}
    assert "DISKRET NÆR TIGER AS" in names
    assert "SmartCloud AS" not in names
    assert len(names) == 5
    store.close()
    database = sqlite3.connect(tmp_path / "state.db")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_a_second_process_waits_for_the_first_to_finish(empty_store: Store, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/state.db"
    one, two = (Store.open(url, empty_store.catalogue) for _ in range(2))
    with one.unit_of_work() as uow:
        uow.parties.add(PERSON)
        thread = threading.Timer(0.05, uow.commit)
        thread.start()
        assert has_person(two)
        thread.join()
