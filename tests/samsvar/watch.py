"""`samsvar watch` as a process of its own, on a toy's real files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue

from toy import Toy

SAMSVAR = Path(sys.executable).parent / "samsvar"
NB, EN = "features/nb/leave.feature", "features/en/leave.feature"
#: Seconds after which a line that did not come is missing.
PATIENCE = 60


class Watching:
    """`samsvar watch` in a toy's folder, and what it prints, line by line."""

    def __init__(self, toy: Toy, *arguments: str) -> None:
        self.toy = toy
        self.process = subprocess.Popen(
            [SAMSVAR, "watch", *arguments],
            cwd=toy.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "COLUMNS": "200"},
        )
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, beginning: str) -> list[str]:
        """All lines up to the next that begins so, without the time of day."""
        found: list[str] = []
        while not found or not found[-1].startswith(beginning):
            try:
                line = self.lines.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError("\n".join(["no such line among:", *found])) from None
            is_save = line[2:3] == line[5:6] == ":"
            found.append(line[9:] if is_save else line)
        return found

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)
