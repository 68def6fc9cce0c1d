"""`make site` is run once for all workers."""

from __future__ import annotations

import fcntl

import pytest
from newcomer import Newcomer, copy, run


@pytest.fixture(scope="session")
def newcomer(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Newcomer:
    """`make site` in a fresh copy: what is installed is shared, what is built is its own."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    folder = shared / "newcomer"
    with (shared / "newcomer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # workers share the copy; the first one makes it
        output = folder / "make-site.txt"
        if not output.exists():
            copy(folder)
            done = run("make -o .venv/.ready site", folder)  # what is installed is shared
            assert done.returncode == 0, done.stdout
            output.write_text(done.stdout, encoding="utf-8")
    return Newcomer(folder, output.read_text(encoding="utf-8"))
