"""Which other values could stand where a guide has one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from samsvar.checking import Project, Report
from samsvar.mutation.html import screen_of
from samsvar.phrases import Parameter
from samsvar.plans import Call

#: How many other labels of the same screen are tried for one that is quoted.
LABELS = 2
#: How many other values of the same guide are tried for one, before one from elsewhere.
VALUES = 1


class OtherValues:
    """The values of each type that the guides quote, and those that they could."""

    def __init__(self, project: Project, report: Report) -> None:
        self.project = project
        self._quoted: dict[int, list[str]] = {}
        for twins in report.guides.values():
            for compiled in next(iter(twins.values())).chapters.values():
                for call in compiled.calls:
                    self._read(call)

    def _read(self, call: Call) -> None:
        for name, parameter in call.definition.parameters.items():
            self._note(parameter, dict(call.plan.arguments)[name])
        for index, column in enumerate(call.definition.columns.values()):
            for row in call.plan.table:
                self._note(column.parameter, row[index])

    def _note(self, parameter: Parameter, value: str) -> None:
        known = self._quoted.setdefault(id(parameter), [])
        if value not in known:
            known.append(value)

    @cached_property
    def leading(self) -> str:
        """The first of the project's languages."""
        return self.project.config.languages[0]

    def others(self, parameter: Parameter, value: str, page: str) -> list[str]:
        """Other canonical values: of labels those on the same screen, of the rest those that the
        guides speak of; and one that they do not."""
        table = self.project.compiler.values(parameter, self.leading)
        if table is None:
            return [f"{value}x"]
        everything = list(dict.fromkeys(table.values()))
        near = (
            self._on_screen(parameter, page)[: LABELS + 1]
            if parameter.bold
            else self._after(self._quoted.get(id(parameter), []), value)[:VALUES]
        )
        near = [each for each in near if each != value][:LABELS]
        far = [each for each in self._after(everything, value) if each not in near]
        return [*near, *far[:1]]

    def _on_screen(self, parameter: Parameter, page: str) -> list[str]:
        if not page:
            return []
        table = self.project.compiler.values(parameter, self.leading) or {}
        words = screen_of(page).text()
        return [value for text, value in table.items() if text in words]

    @staticmethod
    def _after(values: Sequence[str], value: str) -> list[str]:
        """The others, beginning with the one that follows: so that all of them are tried."""
        at = values.index(value) if value in values else -1
        return [each for each in (*values[at + 1 :], *values[: max(at, 0)]) if each != value]
