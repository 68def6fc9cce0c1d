"""A secret that is made once and kept in a file, for the next start."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BYTES = 32
_WHOLE = re.compile(rf"[0-9a-f]{{{2 * _BYTES}}}")


def new_secret() -> str:
    """A secret that nobody can guess: 64 hexadecimal digits."""
    return secrets.token_hex(_BYTES)


def kept_secret(file: Path) -> str:
    """The secret in a file that only its owner can read; a new one when it has no whole secret.

    Processes that start at the same time get the same one. The folder must exist.
    """
    with _alone_in(file.parent):
        kept = file.read_text(encoding="ascii", errors="replace") if file.is_file() else ""
        if not _WHOLE.fullmatch(kept):
            kept = new_secret()
            _write(file, kept)
    return kept


def _write(file: Path, text: str) -> None:
    """All of the text or nothing, also when the machine stops in the middle."""
    descriptor, name = tempfile.mkstemp(prefix=file.name, dir=file.parent)  # for the owner only
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(descriptor)
        temporary.replace(file)
    except BaseException:
        temporary.unlink()
        raise


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Other processes wait here; the lock ends with the process that has it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
