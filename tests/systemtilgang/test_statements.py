"""What a unit of work has read, it does not ask for again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from town import PERSON

from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.store import Store, UnitOfWork, statements


@contextmanager
def queries() -> Iterator[list[str]]:
    """The queries that databases are asked meanwhile."""
    found: list[str] = []

    def asked(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", asked)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", asked)


def is_there(store: Store) -> bool:
    with store.unit_of_work() as uow:
        return uow.parties.by_number("12345678901") is not None


def named(uow: UnitOfWork) -> Party | None:
    return uow.parties.by_number("12345678901")


@pytest.fixture
def in_memory(empty_store: Store) -> Store:
    return empty_store.copy()


@pytest.fixture
def on_file(empty_store: Store, tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path}/state.db", empty_store.catalogue)


def test_a_store_in_memory_is_asked_once_until_it_is_written_to(in_memory: Store) -> None:
    with queries() as asked:
        assert [is_there(in_memory) for _ in range(3)] == [False] * 3
    assert len(asked) <= 1  # the store that it was copied from may know
    with in_memory.unit_of_work() as uow:
        uow.parties.add(PERSON)
        uow.commit()
    with queries() as asked:
        assert [is_there(in_memory) for _ in range(3)] == [True] * 3
    assert len(asked) == 1


def test_other_values_are_another_question(in_memory: Store) -> None:
    with in_memory.unit_of_work() as uow:
        uow.parties.add(PERSON)
        assert uow.parties.by_number("1") is None
        assert named(uow) == PERSON
        assert uow.parties.of_kind(PartyKind.PERSON) == (PERSON,)
        assert uow.parties.of_kind(PartyKind.ORGANISATION) == ()


def test_what_is_written_is_read_and_forgotten_with_the_unit_of_work(in_memory: Store) -> None:
    assert not is_there(in_memory)
    with in_memory.unit_of_work() as uow:
        uow.parties.add(PERSON)
        assert named(uow) == PERSON
        uow.parties.remove(PERSON.id)
        assert named(uow) is None
        uow.parties.add(PERSON)
    with queries() as asked:
        assert not is_there(in_memory)
    assert asked == []  # it is as it was before


def test_what_is_written_after_a_commit_is_forgotten_alone(in_memory: Store) -> None:
    with in_memory.unit_of_work() as uow:
        uow.parties.add(PERSON)
        uow.commit()
        assert named(uow) == PERSON
        uow.parties.remove(PERSON.id)
        assert named(uow) is None
    assert is_there(in_memory)


def test_a_cleared_store_remembers_nothing(in_memory: Store) -> None:
    with in_memory.unit_of_work() as uow:
        uow.parties.add(PERSON)
        assert named(uow) == PERSON
        uow.clear()
        assert named(uow) is None


def test_copies_share_what_is_known_until_one_of_them_is_written_to(in_memory: Store) -> None:
    assert not is_there(in_memory)
    one, other = in_memory.copy(), in_memory.copy()
    with one.unit_of_work() as uow:
        uow.parties.add(PERSON)
        uow.commit()
    with queries() as asked:
        assert (is_there(in_memory), is_there(other)) == (False, False)
    assert asked == []
    assert is_there(one)
    assert not is_there(other)


def test_a_file_is_asked_again_in_the_next_unit_of_work(on_file: Store) -> None:
    with queries() as asked:
        with on_file.unit_of_work() as uow:
            assert [named(uow) for _ in range(3)] == [None] * 3
        assert not is_there(on_file)
    assert len(asked) == 2


def test_a_unit_of_work_that_asks_nothing_needs_no_connection(in_memory: Store) -> None:
    with in_memory.unit_of_work() as uow:
        uow.commit()
    assert not is_there(in_memory)


def test_what_is_remembered_does_not_grow_without_end(
    in_memory: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "MOST", 2)
    with in_memory.unit_of_work() as uow, queries() as asked:
        for number in ("1", "2", "3", "1"):
            assert uow.parties.by_number(number) is None
    assert len(asked) == 4


@pytest.mark.parametrize("has_read", [True, False])
@pytest.mark.parametrize("store", ["in_memory", "on_file"])
def test_a_unit_of_work_that_was_left_answers_nothing(
    store: str, has_read: bool, request: pytest.FixtureRequest
) -> None:
    opened: Store = request.getfixturevalue(store)
    with opened.unit_of_work() as uow:
        if has_read:
            assert named(uow) is None
    with pytest.raises(RuntimeError, match="this unit of work has been left"):
        named(uow)
    with uow:  # entered again, it is a new one
        assert named(uow) is None
    assert not is_there(opened)


def test_after_a_commit_to_a_file_others_may_have_written(on_file: Store, tmp_path: Path) -> None:
    other = Store.open(f"sqlite:///{tmp_path}/state.db", on_file.catalogue)
    with on_file.unit_of_work() as uow:
        assert named(uow) is None
        uow.commit()
        with other.unit_of_work() as theirs:
            theirs.parties.add(PERSON)
            theirs.commit()
        assert named(uow) == PERSON
