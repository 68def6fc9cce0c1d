"""What is known of mutants from earlier runs, so that a run that was killed goes on.

One line of JSON per result, written as it comes. A result is known by a hash of the mutant and of
all that could make it another: nothing has to be forgotten by hand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from samsvar.agreements import FILE_NAME as RECORD
from samsvar.checking import Project
from samsvar.evidence.files import cannot_write
from samsvar.mutation.mutants import Result
from samsvar.verdicts import CannotGoOn

FILE_NAME = "results.jsonl"
#: Parts of samsvar that judge nothing.
SILENT = ("cli", "publishing", "formats", "pictures", "review", "impact", "mutation/report.py")


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
    record of agreements, and samsvar itself. (Results of unit tests depend on `tests`, too.)"""
    config = project.config
    own = Path(__file__).parent.parent
    parts = ((p, p.relative_to(own).as_posix()) for p in own.rglob("*.py"))
    code = [p for p, name in parts if not name.startswith(SILENT)]
    guides = config.features.rglob("*.feature")
    terms = [config.terms] if config.terms else []
    files = [*code, *guides, config.features / RECORD, *terms]
    return digest(project.surroundings, config.edition, *_hashes(files))


def tests(project: Project) -> str:
    """The hash of the unit tests of the rules."""
    folders = project.config.rule_tests
    return digest(*_hashes(path for folder in folders for path in folder.rglob("*.py")))


def _hashes(files: Iterable[Path]) -> list[str]:
    found = (path for path in sorted(files) if path.is_file())
    return [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in found]
