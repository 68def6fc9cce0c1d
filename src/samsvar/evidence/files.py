"""Writing that a killed process cannot leave half done, and a lock for one run at a time."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from samsvar.verdicts import CannotGoOn, Place, Verdict


def write_atomically(path: Path, data: bytes) -> None:
    """Puts `data` at `path`: after a crash there is the old file or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        os.replace(name, path)  # noqa: PTH105 - the atomic call is meant
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def point(link: Path, folder: Path) -> None:
    """Makes `link` a symbolic link to `folder`, in one step that cannot be half done.

    A real folder of that name, from elsewhere, is moved aside first, never deleted.
    """
    if link.exists() and not link.is_symlink():
        names = (f"{link.name}.before-samsvar-{number}" for number in count(1))
        link.rename(next(p for p in map(link.with_name, names) if not p.exists()))
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(os.path.relpath(folder, link.parent), target_is_directory=True)
    os.replace(new, link)  # noqa: PTH105 - the atomic call is meant


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Holds the folder's lock; raises `CannotGoOn` at once when another process holds it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("a+")
    except OSError as error:
        raise CannotGoOn([cannot_write(folder, error)]) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise CannotGoOn(
                [
                    Verdict(
                        "site/busy",
                        Place(str(folder)),
                        "Another run is writing here.",
                        found=f"process {lock.read().strip() or '?'}",
                        suggestion="wait for it to end, then run again",
                    )
                ]
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def must_be_writable(path: Path) -> None:
    """Raises `CannotGoOn` when no file can be written at `path`; its folder is made if need be.

    What is there stays as it is: this is asked before the work whose outcome is to be written.
    """
    is_new = not path.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()
        if is_new:
            path.unlink()
    except OSError as error:
        suggestion = "free space, the rights to write, or the name of another file"
        raise CannotGoOn([replace(cannot_write(path, error), suggestion=suggestion)]) from None


def cannot_write(path: Path, error: OSError) -> Verdict:
    """The verdict on a folder that is full, read-only or someone else's."""
    return Verdict(
        "site/folder",
        Place(str(error.filename or path)),
        f"Nothing can be written here: {(error.strerror or str(error)).lower()}.",
        suggestion="free space or the rights to write; what was published before is untouched",
    )
