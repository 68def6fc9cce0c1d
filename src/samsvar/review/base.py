"""What a change is held against: the project as it is in another folder, or was at a revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samsvar import config as settings
from samsvar.config import FILE_NAME, Config
from samsvar.verdicts import CannotGoOn


class NoBaseError(Exception):
    """What is to be compared with is not there, or cannot be read; the text says why."""


@dataclass(frozen=True)
class Base:
    """A project as it was: its folder, and what people call it."""

    root: Path
    name: str


@contextmanager
def open_base(config: Config, name: str) -> Iterator[Base]:
    """The project as `name` has it: a folder, or a revision that Git knows.

    A revision is written to a temporary folder, which goes when the context ends; the work tree and
    Git's own files are not touched. Raises `NoBaseError` when there is no such thing, or when Git
    cannot read it.
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
    """Writes what the page needs of a commit: its settings, and the guides, labels, pages and terms
    in the folders that they name."""
    if not _there(config.root, commit, [FILE_NAME]):
        raise NoBaseError(f"there is no {FILE_NAME} in the revision {commit[:7]}.")
    (folder / FILE_NAME).write_bytes(
        _read(config.root, "cat-file", "blob", f"{commit}:./{FILE_NAME}")
    )
    there = _there(config.root, commit, [FILE_NAME, *_wanted(config, folder)])
    packed = _read(config.root, "archive", "--format=tar", commit, "--", *there)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter=_inside)


def _wanted(config: Config, folder: Path) -> list[str]:
    """The folders and files that the settings in `folder` name; those of today, where they cannot
    be read."""
    try:
        then = settings.load(folder)
    except CannotGoOn:
        then = config
    wanted = [then.features, then.labels, then.docs, *([then.terms] if then.terms else [])]
    for path in wanted:
        if not path.is_relative_to(then.root):
            raise NoBaseError(
                f"{path.name} lies outside of the project, so it cannot be read from a revision; "
                "a folder can be compared with."
            )
    return [then.relative(path) for path in wanted]


def _inside(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """A file as it may be written; nothing for a link that leads out of the project."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None


def _there(root: Path, commit: str, paths: Sequence[str]) -> list[str]:
    """Those of some paths that a commit has."""
    listed = _read(root, "ls-tree", "-z", "--name-only", commit, "--", *paths)
    return [path for path in listed.decode().split("\0") if path]


def _read(root: Path, *arguments: str) -> bytes:
    """What Git answers; raises `NoBaseError` with its own words when it cannot."""
    answer = _git(root, *arguments)
    if answer.returncode:
        said = " ".join(answer.stderr.decode(errors="replace").split())
        raise NoBaseError(f"Git cannot read this revision: {said}")
    return answer.stdout


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoBaseError("Git is not installed, so only a folder can be compared with.") from None
