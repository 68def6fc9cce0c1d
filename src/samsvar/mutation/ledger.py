"""What is known of mutants from earlier runs, so that a run that was killed goes on.

One line of JSON per result, written as it comes. A result is known by a hash of the mutant and of
all that could make it another: nothing has to be forgotten by hand.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from samsvar.agreements import FILE_NAME as RECORD
from samsvar.checking import Project
from samsvar.evidence.files import cannot_write
from samsvar.mutation.mutants import Result
from samsvar.verdicts import CannotGoOn

FILE_NAME = "results.jsonl"
#: Where all that judges mutants is imported from.
START = "samsvar.mutation.sessions"


class Ledger:
    """The results of a project's mutants, in a file that only grows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[str, Result] = {}
        self._end = ""
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            for line in text.splitlines():
                self._read(line)
            self._end = "" if text.endswith("\n") or not text else "\n"  # of a run that was killed

    def _read(self, line: str) -> None:
        try:
            data = json.loads(line)
            key = data.pop("key")
            self._known[key] = Result(**data)
        except (ValueError, TypeError, KeyError):
            return  # the run was killed while it wrote this line, or an older samsvar wrote it

    def find(self, key: str) -> Result | None:
        """What is known of a mutant."""
        return self._known.get(key)

    def add(self, key: str, result: Result) -> None:
        """Keeps a result, at once. Raises `CannotGoOn` where nothing can be written."""
        self._known[key] = result
        line = json.dumps({"key": key, **result.as_data()}, ensure_ascii=False)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{self._end}{line}\n")
        except OSError as error:
            raise CannotGoOn([cannot_write(self.path, error)]) from None
        self._end = ""

    def forget(self) -> None:
        """Begins anew. Raises `CannotGoOn` where nothing can be written."""
        self._known.clear()
        self._end = ""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise CannotGoOn([cannot_write(self.path, error)]) from None


def digest(*parts: str) -> str:
    """A hash of some texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]


def ground(project: Project) -> str:
    """The hash of all that results depend on: steps, labels, world and portal, the guides and the
    record of agreements, and the part of samsvar that judges. (Results of unit tests depend on
    `tests`, too.)"""
    config = project.config
    guides = config.features.rglob("*.feature")
    terms = [config.terms] if config.terms else []
    files = [*own_code(), *guides, config.features / RECORD, *terms]
    return digest(project.surroundings, config.edition, *_hashes(files))


def basis(project: Project) -> str:
    """The hash of all that the numbers of a whole run depend on."""
    return digest(ground(project), tests(project))


def own_code() -> list[Path]:
    """The files of samsvar that have a part in judging mutants: what imports lead to."""
    root = Path(__file__).parents[2]
    found: set[Path] = set()
    waiting = [START]
    while waiting:
        path = _file_of(root / waiting.pop().replace(".", "/"))
        if path and path not in found:
            found.add(path)
            waiting += _imports(ast.parse(path.read_text(encoding="utf-8")))
    return sorted(found)


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names if name.name.startswith("samsvar."))
            case ast.ImportFrom(module=str(module), names=names) if module.startswith("samsvar"):
                yield module
                yield from (f"{module}.{name.name}" for name in names)


def _file_of(path: Path) -> Path | None:
    files = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in files if file.is_file()), None)


def tests(project: Project) -> str:
    """The hash of the unit tests of the rules."""
    folders = project.config.rule_tests
    return digest(*_hashes(path for folder in folders for path in folder.rglob("*.py")))


def _hashes(files: Iterable[Path]) -> list[str]:
    found = (path for path in sorted(files) if path.is_file())
    return [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in found]
