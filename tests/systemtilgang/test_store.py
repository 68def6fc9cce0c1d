"""The unit of work, copies, durability."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from town import LONG_AGO, WORLD, Town

from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.store import Store, UnitOfWork
from systemtilgang.store.assignments import Assignments
from systemtilgang.store.statements import Statements
from systemtilgang.world import load_world, open_world, seed

PERSON = Party("p", PartyKind.PERSON, "PERSON", "12345678901")


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


def test_a_moment_without_time_zone_is_refused(town: Town) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    naive = LONG_AGO.replace(tzinfo=None)
    with pytest.raises(ValueError, match="2025-01-02 09:00:00 has no time zone"):
        town.uow.assignments.add(Assignment(firm.id, person.id, RIGHT_HOLDER, created=naive))


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


def test_numbers_and_ids_are_unique(town: Town) -> None:
    town.uow.parties.add(PERSON)
    with pytest.raises(IntegrityError):
        town.uow.parties.add(Party("q", PartyKind.PERSON, "OTHER", PERSON.number))


def test_there_is_one_system_user_per_owner_reference_and_system(town: Town) -> None:
    owner = town.organisation("Owner")
    user = town.access(owner, "skattegrunnlag")
    again = SystemUser(
        "other", owner.id, user.system_id, "T", user.external_ref, UserType.AGENT, LONG_AGO
    )
    with pytest.raises(IntegrityError):
        town.uow.system_users.add(again)


def test_parties_are_found_by_id_number_and_name(town: Town) -> None:
    firm = town.organisation("Firm")
    assert town.uow.parties.existing(firm.id) == firm
    assert town.uow.parties.many([firm.id, "unknown"]) == {firm.id: firm}
    assert town.uow.parties.many([firm.id]) == {firm.id: firm}
    assert town.uow.parties.by_number(str(firm.number)) == firm
    assert town.uow.parties.named("Firm") == firm
    assert town.uow.parties.named("firm") is None
    assert town.uow.parties.by_number("000000000") is None
    with pytest.raises(KeyError, match="unknown"):
        town.uow.parties.existing("unknown")


def test_systems_keep_their_packages_in_order(town: Town) -> None:
    vendor = town.organisation("Vendor")
    system = RegisteredSystem(
        "1_x", vendor.id, "V", Text("navn", "name"), ("toll", "a-ordning"), is_visible=False
    )
    town.uow.systems.add(system)
    assert town.uow.systems.get("1_x") == system
    assert town.uow.systems.all() == (system,)
    assert town.uow.systems.get("2_x") is None


def test_systems_keep_their_services_in_order_with_and_without_packages(town: Town) -> None:
    vendor = town.organisation("Vendor")
    only = RegisteredSystem("1", vendor.id, "V", Text("s", "s"), services=("z", "a", "m"))
    both = replace(only, id="2", packages=("toll", "a-ordning"), services=("b", "a"))
    for system in (only, both):
        town.uow.systems.add(system)
    assert town.uow.systems.all() == (only, both)
    changed = replace(both, services=("c", "b"))
    town.uow.systems.replace(changed)
    assert town.uow.systems.all() == (only, changed)
    town.uow.systems.set_services(only.id, ())
    assert town.uow.systems.get(only.id) == replace(only, services=())


def test_system_users_are_listed_newest_first(town: Town) -> None:
    owner = town.organisation("Owner")
    town.uow.systems.add(RegisteredSystem("s", owner.id, "V", Text("s", "s")))
    for days, name in ((1, "old"), (3, "new"), (2, "middle")):
        created = LONG_AGO + timedelta(days=days)
        town.uow.system_users.add(
            SystemUser(name, owner.id, "s", "Same", name, UserType.AGENT, created, ("toll",))
        )
    owned = town.uow.system_users.owned_by(owner.id)
    assert [user.id for user in owned] == ["new", "middle", "old"]
    assert town.uow.system_users.get("old") == owned[2]


def test_an_assignment_keeps_its_single_rights_beside_its_packages(town: Town) -> None:
    firm = town.organisation("Firm")
    access, assignments = (
        town.access(firm, "toll", user_type=UserType.STANDARD),
        town.uow.assignments,
    )
    connection = assignments.given_by([firm.id])[0]
    for service in ("b", "a"):
        assignments.grant_service(connection.id, service)
    assignments.grant(connection.id, "lonn")
    found = assignments.get(connection.id)
    held = frozenset({"toll", "lonn"}), frozenset({"a", "b"})
    assert found
    assert (found.packages, found.services) == held
    assert assignments.received_by([access.id]) == (found,)
    assert [assignments.revoke_service(connection.id, each) for each in ("a", "a")] == [True, False]
    assert assignments.given_by([firm.id]) == (replace(found, services=frozenset({"b"})),)
    assert assignments.remove(connection.id)
    assert assignments.add(replace(found, packages=frozenset()))
    assert assignments.get(connection.id) == replace(found, packages=frozenset())


def test_an_assignment_comes_back_as_it_went_in(town: Town) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    new = Assignment(
        firm.id, person.id, RIGHT_HOLDER, frozenset({"toll", "a-ordning"}), FixedClock().now()
    )
    assert [town.uow.assignments.add(new) for _ in range(2)] == [True, False]
    assert town.uow.assignments.get(new.id) == new
    assert town.uow.assignments.given_by([firm.id]) == (new,)
    assert town.uow.assignments.received_by([person.id]) == (new,)
    assert town.uow.assignments.between([firm.id], [person.id]) == (new,)
    assert town.uow.assignments.between([person.id], [firm.id]) == ()
    assert [town.uow.assignments.remove(new.id) for _ in range(2)] == [True, False]
    assert town.uow.assignments.get(new.id) is None


def test_where_nobody_is_asked_about_the_database_is_not_asked() -> None:
    assignments = Assignments(cast(Statements, None))
    assert assignments.given_by([]) == assignments.received_by([]) == ()
    assert assignments.between([], ["p"]) == assignments.between(["p"], []) == ()
    with pytest.raises(AttributeError):
        assignments.given_by(["p"])


def test_the_clock_stands_still_until_it_is_moved() -> None:
    clock = FixedClock()
    assert clock.now().isoformat() == "2025-12-12T09:00:00+01:00"
    clock.advance(timedelta(hours=2))
    assert clock.now().isoformat() == "2025-12-12T11:00:00+01:00"


def test_seeded_identifiers_repeat_with_their_seed_only() -> None:
    def first_two(seed: int) -> list[str]:
        identifiers = SeededIdentifiers(seed)
        return [identifiers.new() for _ in range(2)]

    assert first_two(1) == first_two(1)
    assert first_two(1) != first_two(2)
    assert len(set(first_two(1))) == 2
    assert all(len(each) == 36 and each[14] == "4" for each in first_two(3))
