"""Work in processes: answers, processes that die or do not end, and faults of the program."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from samsvar.mutation.pool import Lost, spread


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
    assert answers == [(1, 2), (3, 6), (13, Lost.DEAD)]


def test_a_process_that_does_not_end_is_ended_and_the_rest_goes_on() -> None:
    started = time.monotonic()
    answers = list(spread([[1, 99, 3]], doubled, workers=1, limit=1))
    assert answers == [(1, 2), (3, 6), (99, Lost.LATE)]
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("ending", ["die", "sleep"])
def test_what_is_lost_once_is_tried_again_alone(tmp_path: Path, ending: str) -> None:
    def second_time(number: int) -> int:
        mark = tmp_path / "mark"
        if number == 13 and not mark.exists():
            mark.touch()
            if ending == "die":
                os._exit(1)
            time.sleep(60)
        return number * 2

    answers = list(spread([[1, 13, 3], [4]], second_time, workers=2, limit=2))
    assert sorted(answers) == [(1, 2), (3, 6), (4, 8), (13, 26)]
    assert answers[-1] == (13, 26)


def test_a_fault_of_the_program_is_no_answer() -> None:
    with pytest.raises(RuntimeError, match="ValueError: no such number"):
        list(spread([[-1]], doubled, workers=1, limit=20))


def test_a_process_that_dies_while_it_answers_is_tried_again() -> None:
    def large(number: int) -> bytes:
        if number == 2:
            time.sleep(0.2)
            threading.Timer(0.3, os._exit, [1]).start()  # while the pipe is full
        return bytes(number * 5_000_000)

    sizes = []
    for number, answer in spread([[1], [2]], large, workers=2, limit=20):
        assert not isinstance(answer, Lost)
        sizes.append((number, len(answer)))
        time.sleep(1)
    assert sizes == [(1, 5_000_000), (2, 10_000_000)]


def test_no_process_is_left_behind_when_the_parent_is_killed() -> None:
    program = (
        "import os, time\n"
        "from samsvar.mutation.pool import spread\n"
        "def work(item):\n"
        "    print(os.getpid(), flush=True)\n"
        "    time.sleep(600)\n"
        "list(spread([[1]], work, workers=1, limit=1.0))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        parent.kill()
    end = time.monotonic() + 30
    while is_running(worker):
        assert time.monotonic() < end, "nobody has ended it"
        time.sleep(0.05)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"  # ended, though nobody has asked for how
