"""The values of one step: each text in quotation marks or in a table becomes its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from samsvar import editing
from samsvar.guides import Cell, Guide, Step, table_row
from samsvar.languages import others
from samsvar.phrases import VALUE, Definition, Parameter
from samsvar.values import Values, in_each, some
from samsvar.verdicts import Edit, Place, Verdict, a, nearest

#: How like a label of another kind must be to a text, from 0 to 1, to be what the writer meant.
MISSPELT = 0.8
#: How like one of the right kind must be to be it, even if one of another kind is more like it.
SLIP = 0.9
#: The edits that write another text where a value stands.
Replace = Callable[[str], tuple[Edit, ...]]


@dataclass
class Arguments:
    """Resolves the values of one step. `verdicts` has what is wrong with them."""

    known: Values
    guide: Guide
    step: Step

    def __post_init__(self) -> None:
        self.verdicts: list[Verdict] = []

    @property
    def language(self) -> str:
        """The guide's language."""
        return self.guide.language

    def values(self, definition: Definition, texts: Mapping[str, str]) -> dict[str, str]:
        """The canonical value of each placeholder; what means nothing has its verdict."""
        places = [self._place(m.start()) for m in VALUE.finditer(self.step.text)]
        by_name = dict(zip(texts, places, strict=True))
        return {
            name: self._value(parameter, texts[name], by_name[name])
            for name, parameter in definition.parameters.items()
        }

    def _value(self, parameter: Parameter, text: str, place: Place) -> str:
        def replaced(new: str) -> tuple[Edit, ...]:
            return editing.value_replaced(place, text, new)

        return self._resolve(parameter, text, place, replaced)

    def table(self, definition: Definition) -> tuple[tuple[str, ...], ...]:
        """The canonical cells by row, in the order of the definition's columns."""
        rows = self.step.table
        if not definition.columns:
            if rows:
                self._say(
                    "text/table",
                    rows[0][0].place,
                    "This step takes no table.",
                    edits=editing.table_removed(self.guide, self.step),
                )
            return ()
        headings = [c.headings[self.language] for c in definition.columns.values()]
        parameters = [column.parameter for column in definition.columns.values()]
        if not rows:
            self._say(
                "text/table",
                self.step.place,
                "This step needs a table below it.",
                suggestion=table_row(headings),
                edits=editing.table_begun(self.guide, self.step, table_row(headings)),
            )
            return ()
        found = [cell.text for cell in rows[0]]
        if found != headings:
            lacking = len(found) == len(headings) and all(map(self._is_value, parameters, found))
            change = editing.row_inserted_above if lacking else editing.row_replaced
            self._say(
                "text/table",
                rows[0][0].place,
                "The table lacks its headings: write them above this row."
                if lacking
                else "The table's headings are not those of this step.",
                found=table_row(found),
                suggestion=table_row(headings),
                edits=change(self.guide, rows[0][0], table_row(headings)),
            )
            return ()
        if len(rows) == 1:
            self._say("text/table", rows[0][0].place, "The table has headings, but no rows.")
        return tuple(tuple(map(self._cell, parameters, row)) for row in rows[1:])

    def _is_value(self, parameter: Parameter, text: str) -> bool:
        values = self.known.values(parameter, self.language)
        return values is None or text in values

    def _cell(self, parameter: Parameter, cell: Cell) -> str:
        def replaced(new: str) -> tuple[Edit, ...]:
            return editing.cell_replaced(self.guide, cell, new)

        return self._resolve(parameter, cell.text, cell.place, replaced)

    def _resolve(self, parameter: Parameter, text: str, place: Place, edits: Replace) -> str:
        values = self.known.values(parameter, self.language)
        if values is None:
            return text
        if text in values:
            return values[text]
        if renamed := self.known.renamed(parameter, text, self.language):
            self._renamed(parameter, text, place, renamed, edits)
            return text
        rule = "label/unknown" if parameter.bold else "text/unknown-value"
        for other in others(self.known.languages, self.language):
            canonical = (self.known.values(parameter, other) or {}).get(text)
            if canonical is not None:
                mine = self.known.text_of(parameter, canonical, self.language)
                self._say(
                    rule,
                    place,
                    f"This {parameter.name} is written in {other}; the guide is in "
                    f"{self.language}.",
                    found=text,
                    suggestion=mine,
                    edits=edits(mine),
                )
                return text
        if kinds := other_kinds(self.known, parameter, text, self.language):
            self._say(
                rule,
                place,
                f"There is no {parameter.name} with this name in {self.known.labels}{kinds[0]}.",
                found=text,
                expected=f"a step that takes {kinds[1]}",
            )
            return text
        near = nearest(text, values)
        self._say(
            rule,
            place,
            f"There is no {parameter.name} with this name"
            + (f" in {self.known.labels}." if parameter.bold else "."),
            found=text,
            expected=None if near else "one of: " + some(values),
            suggestion=near,
            edits=edits(near) if near else (),
        )
        return text

    def _renamed(
        self,
        parameter: Parameter,
        text: str,
        place: Place,
        names: Mapping[str, list[str]],
        edits: Replace,
    ) -> None:
        labels, new = self.known.labels, names[self.language]
        if not new:
            message = f"There is no such {parameter.name} in {labels} any more."
            self._say("label/gone", place, message, found=text)
            return
        self._say(
            "label/renamed",
            place,
            f"This {parameter.name} reads differently in {labels}.",
            found=text,
            expected=in_each(names),
            suggestion=new[0],
            edits=edits(new[0]),
        )

    def _place(self, offset: int) -> Place:
        place = self.step.place
        column = editing.step_text_column(self.guide, self.step)
        return Place(place.path, place.line, column + offset)

    def _say(self, rule: str, place: Place, message: str, **details: Any) -> None:
        self.verdicts.append(Verdict(rule, place, message, language=self.language, **details))


def other_kinds(
    known: Values, parameter: Parameter, text: str, language: str
) -> tuple[str, str] | None:
    """What a text names that is no value of its type: how a message goes on, and what kind of
    element it is. None when it is no label, nor more like one than like a value of the type."""
    if not parameter.bold:
        return None
    for code in (language, *others(known.languages, language)):
        if kinds := known.labels.kinds(code).get(text):
            kind = " or ".join(map(a, kinds))
            return f", but {kind}{'' if code == language else f' in {code}'}", kind
    values, labels = known.values(parameter, language) or {}, known.labels.kinds(language)
    near = nearest(text, [*values, *labels], MISSPELT)
    if near is None or near in values or nearest(text, values, SLIP):
        return None
    kind = " or ".join(map(a, labels[near]))
    return f"; the nearest, “{near}”, is {kind}", kind
