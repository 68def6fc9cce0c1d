"""The command `samsvar watch`: how it begins, waits and ends."""

from __future__ import annotations

import os
import pty
import subprocess
import time
from pathlib import Path

from toy import Toy
from watch import EN, PATIENCE, SAMSVAR, Watching


def test_first_it_tells_how_everything_stands(toy: Toy) -> None:
    made = Watching(toy)
    shown = f"samsvar.toml, features, docs, {toy.package}, labels"
    assert made.until("Watching") == [
        "All in all, 2 guides in nb and en agree.",
        f"Watching {shown} (Ctrl+C ends).",
    ]
    assert made.end() == 130
    assert made.until("Inter") == ["Interrupted. Nothing is watched any more."]


def test_a_project_in_one_folder_is_checked_like_any_other(toy: Toy) -> None:
    toy.replace("samsvar.toml", "\n", '\ndocs = "."\n')
    made = Watching(toy)
    assert made.until("Watching") == [
        "All in all, 2 guides in nb and en agree.",
        "Watching . (Ctrl+C ends).",
    ]
    assert made.end() == 130


def test_it_is_idle_when_nothing_changes(watching: Watching) -> None:
    def ticks() -> int:
        fields = Path(f"/proc/{watching.process.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    before = ticks()
    time.sleep(1)
    assert ticks() - before <= 2


def test_an_edition_that_there_is_not_is_refused(toy: Toy) -> None:
    made = Watching(toy, "--edition", "2")
    assert made.process.wait(PATIENCE) == 2
    assert "there is no 2. There are: 1." in made.until("Error")[-1]


def test_outside_a_project_the_remedy_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [SAMSVAR, "watch"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "No samsvar.toml here or in a folder above." in done.stderr


def test_the_screen_is_emptied_at_each_save_when_asked_for(toy: Toy) -> None:
    screen, terminal = pty.openpty()
    with subprocess.Popen(
        [SAMSVAR, "watch", "--clear"],
        cwd=toy.root,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "200"},
    ) as process:
        said = b""
        while b"ends)." not in said:
            said += os.read(screen, 1000)
        assert b"\x1b[2J" not in said
        toy.replace(EN, '"the king"', '"the queen"')
        while said.count(b"All in all") < 2:
            said += os.read(screen, 1000)
        process.kill()
    os.close(screen)
    os.close(terminal)
    assert b"\x1b[2J" in said
