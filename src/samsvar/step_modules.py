"""Importing a project's modules of steps, wherever its folder lies."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from samsvar.config import Config
from samsvar.faults import place_of, words_of
from samsvar.verdicts import CannotGoOn, Place, Verdict


def import_steps(config: Config) -> tuple[ModuleType, ...]:
    """Imports the project's step modules (`steps/*.py`) as the package of the folder's name.

    Raises `CannotGoOn` when the folder is missing, and for an error in what is imported: where in
    the project it arose, and its words.
    """
    try:
        return _imported(config.steps)
    except CannotGoOn:
        raise
    except Exception as error:
        place = place_of(error, config) or Place(config.relative(config.steps))
        message, found = "The steps cannot be loaded.", words_of(error, config)
        raise CannotGoOn([Verdict("text/steps", place, message, found)]) from error


def _imported(folder: Path) -> tuple[ModuleType, ...]:
    if not (folder / "__init__.py").is_file():
        raise CannotGoOn(
            [Verdict("text/config", Place(str(folder)), "There is no package of steps here.")]
        )
    loaded = sys.modules.get(folder.name)
    if loaded is None or Path(loaded.__file__ or "").parent != folder:
        for name in [n for n in sys.modules if n.partition(".")[0] == folder.name]:
            del sys.modules[name]  # of another project in this process
        spec = importlib.util.spec_from_file_location(
            folder.name, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        if spec is None or spec.loader is None:  # pragma: no cover - a .py file always has a loader
            raise ImportError(folder)
        package = importlib.util.module_from_spec(spec)
        sys.modules[folder.name] = package
        try:
            spec.loader.exec_module(package)
        except BaseException:
            del sys.modules[folder.name]
            raise
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    return tuple(importlib.import_module(f"{folder.name}.{name}") for name in names)
