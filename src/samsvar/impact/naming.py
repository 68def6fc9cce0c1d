"""What a file or folder that somebody names contains of a project, or is a part of."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from samsvar.config import Config
from samsvar.impact.contents import (
    LABEL,
    ORDER,
    OWN,
    PACKAGES,
    PYTHON,
    SAMSVAR,
    SETTING,
    Unit,
    catalogues_of,
    current_editions,
    home_of,
    installed,
)


def homes_of(
    config: Config, paths: Iterable[Path], known: Iterable[Unit]
) -> dict[Path, frozenset[str]]:
    """For each path, the homes (see `home_of`) of the units that it contains or is a part of.

    `known` are all units that there are, or were when some chapter last held: what is named may be
    gone.
    """
    elsewhere = (SETTING, LABEL, ORDER)
    files = {home_of(u): config.root / u.path for u in known if u.kind not in elsewhere}
    places = [*files.items(), *_elsewhere(config)]
    named = [(home, name) for home, place in places for name in {place, place.resolve()}]
    return {path: frozenset(_within(path, named)) for path in paths}


def _elsewhere(config: Config) -> Iterator[tuple[str, Path]]:
    """The homes that are no single file of the project, with the files or folders they consist of:
    catalogues, samsvar, Python and its packages."""
    for catalogue in catalogues_of(config, current_editions(config)):
        yield home_of(Unit(LABEL, catalogue.stem)), catalogue
    yield home_of(Unit(SETTING, OWN)), SAMSVAR
    if sys.prefix != sys.base_prefix:
        yield home_of(Unit(SETTING, PYTHON)), Path(sys.prefix)
    for folder in installed():
        if folder.name in ("site-packages", "dist-packages"):  # the others hold a project's code
            yield home_of(Unit(SETTING, PACKAGES)), folder


def _within(path: Path, named: Iterable[tuple[str, Path]]) -> Iterator[str]:
    """The homes that a path meets, by its name or by what its name leads to."""
    if path.suffix == ".pyc" or path.name == "__pycache__":
        return  # compiled by Python, from what counts
    names = {Path(os.path.normpath(path.absolute())), path.resolve()}
    for home, place in named:
        if any(name.is_relative_to(place) or place.is_relative_to(name) for name in names):
            yield home
