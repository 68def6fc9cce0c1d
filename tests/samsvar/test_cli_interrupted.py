"""Ctrl+C: one line, exit code 130, and never a stack trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from toy import Command, Toy

from samsvar.checking import Project
from samsvar.cli import common, migrate
from samsvar.evidence.files import write_atomically

PROGRAM = Path(sys.executable).with_name("samsvar")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["test"], "Interrupted. Nothing was published.\n"),
        (["test", "-n", "2"], "Interrupted. Nothing was published.\n"),
        (["test", "--impacted"], "Interrupted. The footprints are as they were.\n"),
        (["site"], "Interrupted. Nothing was published; what was published before is as it was.\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_ctrl_c_ends_a_run_with_one_sentence(toy: Toy, arguments: list[str], told: str) -> None:
    toy.add_site()
    begun = toy.root / "begun"
    begun.mkdir()
    processes = min(2, os.cpu_count() or 1) if arguments[-1] in {"2", "site"} else 1
    toy.replace(
        f"{toy.package}/greeting.py",
        '    portal.open("/")\n',
        "    import os, pathlib, time\n"
        f"    pathlib.Path({str(begun)!r}, str(os.getpid())).touch()\n"
        "    time.sleep(60)\n",
    )
    running = subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=toy.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 30
        while len(list(begun.iterdir())) < processes and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(list(begun.iterdir())) == processes  # all of them, or one may be starting still
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to every process
        out, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == 130
    assert err == told
    assert "Traceback" not in out


def test_ctrl_c_while_the_program_is_loaded_ends_it_with_one_sentence(toy: Toy) -> None:
    """As soon as it has begun to import what the commands need."""
    begun = toy.root / "begun"
    toy.write(
        "slow/samsvar/rules.py",
        f"import pathlib, time\npathlib.Path({str(begun)!r}).touch()\ntime.sleep(60)\n",
    )
    code = (
        "import sys, samsvar\n"
        f"samsvar.__path__.insert(0, {str(toy.root / 'slow/samsvar')!r})\n"
        "from samsvar.cli import main\nmain()\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", code, "check"],
        cwd=toy.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 30
        while not begun.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert (running.returncode, out, err) == (130, "", "Interrupted. Nothing was written.\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check"], "Interrupted. Nothing was written.\n"),
        (["steps"], "Interrupted. Nothing was written.\n"),
        (["explain", "greet"], "Interrupted. Nothing was written.\n"),
        (["impact"], "Interrupted. Nothing was written.\n"),
        (["migrate", "--to", "1"], "Interrupted. Nothing was written.\n"),
        (["test"], "Interrupted. Nothing was published.\n"),
        (["accept"], "Interrupted.\n"),
        (["new", "go", "--title-nb", "G", "--title-en", "G"], "Interrupted.\n"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_ctrl_c_while_the_project_is_read_ends_any_command_with_one_line(
    samsvar: Command, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.setattr(Project, "load", _interrupt)
    assert samsvar(*arguments) == (130, "", told)


def test_ctrl_c_while_the_options_are_read_ends_the_command_with_one_line(
    samsvar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(common.TyperGroup, "make_context", _interrupt)
    assert samsvar("check") == (130, "", "Interrupted. Nothing was written.\n")


def test_ctrl_c_between_the_files_of_a_migration_says_how_to_go_on(
    toy: Toy, samsvar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (toy.root / "labels" / "2").mkdir()
    toy.replace("samsvar.toml", 'editions = ["1"]', 'editions = ["1", "2"]')

    def write_one(path: Path, data: bytes) -> None:
        if path.name == "samsvar.toml":
            raise KeyboardInterrupt
        write_atomically(path, data)

    monkeypatch.setattr(migrate, "write_atomically", write_one)
    told = "Interrupted. Some files may be written: run the command again to go on.\n"
    assert samsvar("migrate", "--to", "2") == (130, "", told)
    monkeypatch.setattr(migrate, "write_atomically", write_atomically)
    assert samsvar("migrate", "--to", "2")[0] == 0


def _interrupt(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt
