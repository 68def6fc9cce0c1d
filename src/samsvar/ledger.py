"""The record of a project, opened to be written: what `samsvar accept` does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from samsvar import agreements
from samsvar.agreements import Record
from samsvar.checking import PROSE_IN_DOUBT, Project, Report
from samsvar.evidence.files import cannot_write, write_atomically
from samsvar.matching import Match, State
from samsvar.provenance import renew
from samsvar.rules import Kind
from samsvar.verdicts import CannotGoOn


@dataclass(frozen=True)
class Ledger:
    """A project's guides as they are, its record as it is, and what the one says of the other."""

    project: Project
    report: Report
    record: Record
    matches: tuple[Match, ...]

    @classmethod
    def open(cls, project: Project) -> Ledger:
        """Reads guides and record; raises `CannotGoOn` where one of them cannot be read, since what
        is not seen would be forgotten."""
        report = project.check()
        unread = [
            verdict
            for verdict in report.verdicts
            if verdict.rule in PROSE_IN_DOUBT
            or (
                verdict.kind is Kind.TEXT
                and verdict.guide is not None
                and verdict.language not in report.guides.get(verdict.guide, {})
            )
        ]
        path = project.config.features / agreements.FILE_NAME
        record = agreements.load(path, project.config.relative(path)) or Record()
        if unread or record.broken:
            raise CannotGoOn([*unread, *record.broken])
        return cls(project, report, record, project.matches(report, record))

    @property
    def shown(self) -> str:
        """The file of the record, as a person in the project's folder would write it."""
        return self.project.config.relative(self._path)

    @property
    def new(self) -> tuple[Match, ...]:
        """Texts that are settled, but not recorded."""
        return tuple(match for match in self.matches if match.state is State.NEW)

    @property
    def waiting(self) -> tuple[Match, ...]:
        """Texts that somebody has to look at."""
        return tuple(match for match in self.matches if match.waits)

    def write(self, settled: Callable[[Match], bool], because: str | None = None) -> bool:
        """Records what is `settled`; whether that changed the file.

        `because` says why those that wait can stay as they are. Raises `CannotGoOn` when nothing
        can be written.
        """
        guides = [c.guide for twins in self.report.guides.values() for c in twins.values()]
        text = renew(self.record, self.matches, guides, settled, because).write().encode()
        try:
            if self._path.is_file() and self._path.read_bytes() == text:
                return False
            write_atomically(self._path, text)
        except OSError as error:
            raise CannotGoOn([cannot_write(Path(self.shown), error)]) from None
        return True

    @property
    def _path(self) -> Path:
        return self.project.config.features / agreements.FILE_NAME
