"""The project as a newcomer gets it: a copy, in which `make site` is really run, once."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("docs", "features", "fixtures", "overrides", "src", "steps", "tools")
FILES = ("Makefile", "README.md", "mkdocs.yml", "mkdocs.en.yml", "package-lock.json")
FILES += ("package.json", "pyproject.toml", "requirements.lock", "samsvar.toml")


@dataclass(frozen=True)
class Newcomer:
    """A copy of the project, and what `make site` printed in it."""

    folder: Path
    output: str

    @property
    def site(self) -> Path:
        return self.folder / "build" / "site"

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        return run(command, self.folder)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command as typed in a shell in the folder."""
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "COV", "MAKE"))},
        timeout=300,
    )


def copy(folder: Path) -> None:
    folder.mkdir()
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy2(ROOT / name, folder / name)
    for name in (".venv", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
