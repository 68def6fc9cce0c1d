"""Work spread over processes, each with a copy of all that is loaded, and a time limit.

Processes are forked, so that what one mutant leaves behind never meets the next batch, and a mutant
that does not end is ended.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class _Fault:
    """What went wrong in a process, other than the mutant: a fault of this program."""

    trace: str


class Lost(Enum):
    """Why there is no answer: it did not come in time, or the process died before it (killed for
    want of memory, or ended by what it worked on)."""

    LATE = "late"
    DEAD = "dead"


_FORK = multiprocessing.get_context("fork")


@dataclass
class _Worker(Generic[T]):
    """A process, what it still has to answer for, and when it must have answered the first."""

    process: BaseProcess
    answers: Connection
    left: deque[T]
    deadline: float = field(default=0.0)


def spread(
    batches: Sequence[Sequence[T]],
    work: Callable[[T], R],
    *,
    workers: int,
    limit: float,
) -> Iterator[tuple[T, R | Lost]]:
    """Yields each item with what `work` returned, as answers come; `Lost` where a process did not
    answer within `limit` seconds, or died, and did so again when it was tried alone at the end:
    a machine that is busy, or short of memory, is no answer.

    The items of a batch are worked on one after the other in one process. Raises `RuntimeError`
    when `work` raises anything: that is no answer.
    """
    again: list[T] = []
    for item, answer in _spread(batches, work, workers, limit):
        if isinstance(answer, Lost):
            again.append(item)
        else:
            yield item, answer
    yield from _spread([[item] for item in again], work, 1, limit)


def _spread(
    batches: Sequence[Sequence[T]], work: Callable[[T], R], workers: int, limit: float
) -> Iterator[tuple[T, R | Lost]]:
    gc.freeze()  # what there is by now need not be looked through again in every process
    waiting = deque(deque(batch) for batch in batches if batch)
    busy: dict[Connection, _Worker[T]] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < workers:
                worker = _start(waiting.popleft(), work, limit)
                busy[worker.answers] = worker
            for worker in _ready(busy):
                answer = _answer(worker)
                yield worker.left.popleft(), answer
                worker.deadline = time.monotonic() + limit
                if isinstance(answer, Lost) or not worker.left:
                    _end(busy.pop(worker.answers))
                    if worker.left:
                        waiting.appendleft(worker.left)
    finally:
        for worker in busy.values():
            _end(worker)


def _ready(busy: Mapping[Connection, _Worker[T]]) -> list[_Worker[T]]:
    """The workers that have answered or died, and those that should have; waits until there is
    one."""
    soonest = min(worker.deadline for worker in busy.values())
    heard = wait(list(busy), timeout=max(soonest - time.monotonic(), 0))
    now = time.monotonic()
    return [w for connection, w in busy.items() if connection in heard or w.deadline < now]


def _answer(worker: _Worker[T]) -> Any:
    """What a worker says, or why it says nothing."""
    if not worker.answers.poll():
        return Lost.LATE
    try:
        answer = worker.answers.recv()
    except (EOFError, OSError):  # OSError: it died while it spoke
        return Lost.DEAD
    if isinstance(answer, _Fault):
        raise RuntimeError(answer.trace)
    return answer


def _start(batch: deque[T], work: Callable[[T], R], limit: float) -> _Worker[T]:
    mine, theirs = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_serve, args=(tuple(batch), work, theirs, limit), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, mine, batch, time.monotonic() + limit)


def _serve(batch: Sequence[T], work: Callable[[T], R], answers: Connection, limit: float) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its children
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a portal that is changed complains
    for item in batch:
        # when the parent was killed, nobody else ends this process
        signal.setitimer(signal.ITIMER_REAL, 2 * limit)
        answer: R | _Fault
        try:
            answer = work(item)
        except Exception:
            answer = _Fault(traceback.format_exc())
        try:
            answers.send(answer)
        except BrokenPipeError:  # the parent is gone
            return


def _end(worker: _Worker[T]) -> None:
    worker.process.kill()
    worker.process.join()
    worker.process.close()
    worker.answers.close()
