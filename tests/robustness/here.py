"""A project in a folder, the command run in it, and what it left."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SAMSVAR = Path(sys.executable).with_name("samsvar")
#: Seconds that a command may take before the test gives up.
PATIENCE = 60


@dataclass(frozen=True)
class Result:
    """How a command ended and what it printed; never a stack trace."""

    code: int
    printed: str

    def expect(self, code: int) -> Result:
        assert self.code == code, self.printed
        return self


@dataclass(frozen=True)
class Here:
    """A toy project."""

    root: Path
    package: str

    def copy(self, root: Path) -> Here:
        shutil.copytree(self.root, root, symlinks=True)
        return Here(root, self.package)

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def portal(self) -> Path:
        return self.root / self.package / "portal.py"

    def replace(self, path: Path | str, old: str, new: str) -> None:
        file = self.root / path
        source = file.read_text(encoding="utf-8")
        assert old in source
        file.write_text(source.replace(old, new), encoding="utf-8")

    def run(
        self,
        *arguments: str,
        before: Callable[[], None] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Result:
        """Runs `samsvar` with some arguments; whatever happens, it must not show its insides."""
        done = subprocess.run(
            [SAMSVAR, *arguments],
            cwd=self.root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            preexec_fn=before,
            env={**os.environ, **(environment or {})},
            check=False,
        )
        printed = (done.stdout + done.stderr).replace(f"{self.root}/", "")
        assert "Traceback" not in printed, printed
        assert not re.search(r'File "|\.py:\d+: in ', printed), printed
        return Result(done.returncode, printed.strip())

    @contextmanager
    def running(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """A command that is still at work; killed at the end."""
        process = subprocess.Popen(
            [SAMSVAR, *arguments],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def seals(self) -> dict[str, str]:
        """Each seal and each file that it vouches for, by a hash."""
        return _hashes(self.build / "evidence", "seal.json")

    def site(self) -> dict[str, str]:
        """Every file of the published site, by a hash."""
        return _hashes((self.build / "site").resolve(), "*")


def _hashes(folder: Path, pattern: str) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob(pattern))
        if path.is_file()
    }


def wait_until(so: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Waits for something that a running command does."""
    end = time.monotonic() + PATIENCE
    while not so():
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[bool]:
    """A small file system of its own at a folder, where the machine lets us; else False."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    allowed = (
        os.geteuid() == 0
        and shutil.which("mount") is not None
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )
    try:
        yield allowed
    finally:
        if allowed:
            subprocess.run(["umount", "--lazy", str(folder)], capture_output=True, check=True)
