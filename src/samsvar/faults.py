"""Errors in a project's own code: where in the project they are, and what they say, in one line."""

from __future__ import annotations

import traceback
from pathlib import Path

from samsvar.config import Config
from samsvar.verdicts import Place

SAMSVAR = Path(__file__).resolve().parent


def fault(error: BaseException, config: Config) -> str:
    """An error in one line, with its place in the project, if it has one."""
    place, said = place_of(error, config), words_of(error, config)
    return f"{place.path}:{place.line}: {said}" if place else said


def place_of(error: BaseException, config: Config) -> Place | None:
    """The last place on an error's way that is the project's: not samsvar's or a library's, which
    may lie in its folder. None if it came by no such place."""
    if isinstance(error, SyntaxError) and error.filename:
        path = Path(error.filename)
        return Place(config.relative(path), error.lineno or 1, max(error.offset or 1, 1))
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if _is_own(Path(frame.filename), config)
    ]
    if not frames:
        return None
    return Place(config.relative(Path(frames[-1].filename)), frames[-1].lineno or 1)


def words_of(error: BaseException, config: Config) -> str:
    """The kind of an error and what it says; files of the project are named from its folder."""
    said = traceback.format_exception_only(error)[-1].strip()
    return said.replace(f"{config.root}/", "")


def _is_own(path: Path, config: Config) -> bool:
    return (
        path.is_relative_to(config.root)
        and not path.is_relative_to(SAMSVAR)
        and "site-packages" not in path.parts
    )
