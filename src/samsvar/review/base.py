"""What a change is held against: the project as it is in another folder, or was at a revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samsvar.config import FILE_NAME, Config


class NoBaseError(Exception):
    """There is nothing of that name to compare with; the text says why, and what to do."""


@dataclass(frozen=True)
class Base:
    """A project as it was: its folder, and what people call it."""

    root: Path
    name: str


@contextmanager
def open_base(config: Config, name: str) -> Iterator[Base]:
    """The project as `name` has it: a folder, or a revision that Git knows.

    A revision is written to a temporary folder, which goes when the context ends; the work tree and
    Git's own files are not touched. Raises `NoBaseError` when there is no such thing.
    """
    folder = Path(name)
    if folder.is_dir():
        if not (folder / FILE_NAME).is_file():
            raise NoBaseError(f"there is no {FILE_NAME} in the folder {name}.")
        yield Base(folder.resolve(), name)
        return
    commit = _commit(config.root, name)
    with tempfile.TemporaryDirectory(prefix="samsvar-review-") as temporary:
        _write(config, commit, Path(temporary))
        yield Base(
            Path(temporary), name if name.startswith(commit[:7]) else f"{name} ({commit[:7]})"
        )


def _commit(root: Path, name: str) -> str:
    """The full name of the commit that a revision means."""
    if _git(root, "rev-parse", "--is-inside-work-tree").returncode:
        raise NoBaseError(f"{name} is no folder, and the project is not in a Git repository.")
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if not found.returncode:
        return found.stdout.decode().strip()
    if _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        raise NoBaseError(
            f"Git does not know {name} here, where it has only the latest revisions: run "
            "git fetch --unshallow, then this command again."
        )
    raise NoBaseError(f"{name} is neither a folder nor a revision that Git knows.")


def _write(config: Config, commit: str, folder: Path) -> None:
    """Writes what the page needs of a commit: settings, guides, labels, pages and terms."""
    wanted = [config.features, config.labels, config.docs, config.root / FILE_NAME]
    wanted += [config.terms] if config.terms else []
    paths = [path.relative_to(config.root).as_posix() for path in wanted]
    listed = _git(config.root, "ls-tree", "-z", "--name-only", commit, "--", *paths).stdout
    there = [path for path in listed.decode().split("\0") if path]
    if FILE_NAME not in there:
        raise NoBaseError(f"there is no {FILE_NAME} in the revision {commit[:7]}.")
    packed = _git(config.root, "archive", "--format=tar", commit, "--", *there)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoBaseError("Git is not installed, so only a folder can be compared with.") from None
