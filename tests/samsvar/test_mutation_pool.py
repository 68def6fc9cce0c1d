"""Work in processes: answers, processes that die or do not end, and faults of the program."""

from __future__ import annotations

import os
import time

import pytest

from samsvar.mutation.pool import spread


def doubled(number: int) -> int:
    if number == 13:
        os._exit(1)
    if number == 99:
        time.sleep(60)
    if number < 0:
        raise ValueError("no such number")
    return number * 2


def test_every_item_gets_its_answer_whatever_the_batch() -> None:
    answers = dict(spread([[1, 2], [], [3]], doubled, workers=2, limit=20))
    assert answers == {1: 2, 2: 4, 3: 6}


def test_a_process_that_dies_answers_nothing_and_the_rest_of_its_batch_goes_on() -> None:
    answers = list(spread([[1, 13, 3]], doubled, workers=1, limit=20))
    assert answers == [(1, 2), (13, None), (3, 6)]


def test_a_process_that_does_not_end_is_ended_and_the_rest_goes_on() -> None:
    started = time.monotonic()
    answers = list(spread([[1, 99, 3]], doubled, workers=1, limit=1))
    assert answers == [(1, 2), (99, None), (3, 6)]
    assert time.monotonic() - started < 30


def test_a_fault_of_the_program_is_no_answer() -> None:
    with pytest.raises(RuntimeError, match="ValueError: no such number"):
        list(spread([[-1]], doubled, workers=1, limit=20))
