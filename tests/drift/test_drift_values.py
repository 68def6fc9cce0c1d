"""Every value of every guide, in both languages: arguments, cells, rows, headings, labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from damage import GUIDES, LANGUAGES, OTHER, Block, Copy, Text, each_step, only, project

from samsvar.phrases import VALUE, Parameter
from samsvar.plans import Compiler

pytestmark = [
    pytest.mark.parametrize("guide", GUIDES),
    pytest.mark.parametrize("language", LANGUAGES),
]
#: Other valid values to try for each value: the next ones in the list of their type.
TRIED = 1


@dataclass(frozen=True)
class Argument:
    """A value in quotation marks: its name, type, text and column (of its quotation mark)."""

    name: str
    parameter: Parameter
    text: str
    column: int


def compiler() -> Compiler:
    return project().compiler


def arguments(block: Block, language: str) -> Iterator[Argument]:
    match = compiler().vocabulary.match(block.step.part, block.step.text, language)
    assert match is not None
    start = block.step.place.column + len(block.step.keyword) + 1
    for (name, text), found in zip(
        match.texts.items(), VALUE.finditer(block.step.text), strict=True
    ):
        column = start + found.start()
        yield Argument(name, match.definition.parameters[name], text, column)


def others_of(parameter: Parameter, text: str, language: str) -> list[str]:
    """Other valid values of the type, which mean something else."""
    values = compiler().values(parameter, language) or {}
    texts = [other for other, canonical in values.items() if canonical != values[text]]
    start = sum(1 for other in values if other < text) % max(len(texts), 1)
    return [*texts[start:], *texts[:start]][:TRIED]


def test_another_valid_argument_is_told(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, twin, block in each_step(here, language):
        there = twin.twin_of(block)
        for index, argument in enumerate(arguments(block, language)):
            for other in others_of(argument.parameter, argument.text, language):
                here.put_lines(text, twin)
                at = argument.column - 1
                line = text.lines[block.start]
                changed = line[:at] + f'"{other}"' + line[at + len(argument.text) + 2 :]
                here.put(language, text.spliced(block.start, block.start + 1, changed))
                verdicts = here.check()
                verdict = only(verdicts)
                english = block if language == "en" else there
                assert (verdict.rule, verdict.place) == (
                    "translation/argument",
                    english.step.place,
                )
                assert verdict.message == (
                    f"The twins name a different {argument.parameter.name} in this step."
                )
                mine = other if language == "en" else english_text(there, argument.name)
                assert verdict.found == mine
                theirs = other if language == "nb" else nb_text(there, argument.name)
                assert (verdict.expected or "").endswith(f"(nb: {theirs})")
                assert verdict.twin is not None
                assert verdict.twin.path == f"features/nb/{guide}.feature"
                if language == "en":
                    assert verdict.suggestion == f"{block.step.keyword} {block.step.text}"
                here.mend(verdicts, rounds=1)
                assert index >= 0


def english_text(block: Block, name: str) -> str:
    return next(a.text for a in arguments(block, "en") if a.name == name)


def nb_text(block: Block, name: str) -> str:
    return next(a.text for a in arguments(block, "nb") if a.name == name)


def test_an_unknown_argument_is_read_as_the_nearest_one(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, _, block in each_step(here, language):
        for argument in arguments(block, language):
            wrong = f"{argument.text}e"
            at = argument.column
            line = text.lines[block.start]
            changed = line[:at] + wrong + line[at + len(argument.text) :]
            here.put(language, text.spliced(block.start, block.start + 1, changed))
            verdict = only(here.check())
            is_label = argument.parameter.bold
            assert verdict.rule == ("label/unknown" if is_label else "text/unknown-value")
            assert verdict.message == (
                f"There is no {argument.parameter.name} with this name"
                + (" in edition 2025-12." if is_label else ".")
            )
            assert (verdict.place.line, verdict.place.column) == (block.start + 1, at)
            assert (verdict.found, verdict.suggestion) == (wrong, argument.text)
            assert (verdict.guide, verdict.chapter) == (guide, block.chapter.name)


def test_an_argument_of_the_other_language_is_translated(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    seen = 0
    for text, twin, block in each_step(here, language):
        for argument in arguments(block, language):
            there = twin.twin_of(block)
            other = next(
                a.text for a in arguments(there, OTHER[language]) if a.name == argument.name
            )
            if other == argument.text:
                continue
            seen += 1
            wrong = text.edited(block, f'"{argument.text}"', f'"{other}"')
            here.put(language, wrong)
            verdict = only(here.check())
            assert verdict.message == (
                f"This {argument.parameter.name} is written in {OTHER[language]}; "
                f"the guide is in {language}."
            )
            assert (verdict.found, verdict.suggestion) == (other, argument.text)
    assert seen


def tables(here: Copy, language: str) -> Iterator[tuple[Text, Text, Block]]:
    return (found for found in each_step(here, language) if found[2].step.table)


def test_another_valid_cell_is_told(copy: Callable[[str], Copy], guide: str, language: str) -> None:
    here = copy(guide)
    for text, twin, block in tables(here, language):
        match = compiler().vocabulary.match(block.step.part, block.step.text, language)
        assert match is not None
        columns = list(match.definition.columns.values())
        for number, row in enumerate(block.step.table[1:], start=1):
            for index, cell in enumerate(row):
                for other in others_of(columns[index].parameter, cell.text, language):
                    here.put_lines(text, twin)
                    at = cell.place.column - 1
                    line = text.lines[block.start + 1 + number]
                    changed = line[:at] + other + line[at + len(cell.text) :]
                    at_line = block.start + 1 + number
                    here.put(language, text.spliced(at_line, at_line + 1, changed))
                    verdicts = here.check()
                    verdict = only(verdicts)
                    english = (block if language == "en" else twin.twin_of(block)).step
                    assert (verdict.rule, verdict.place.line) == (
                        "translation/table",
                        english.table[number][index].place.line,
                    )
                    assert verdict.place.path == f"features/en/{guide}.feature"
                    here.mend(verdicts)


@pytest.mark.parametrize("damage", ["{cell}e", "Qzx"])
def test_an_unknown_cell_is_read_as_the_nearest_value_or_as_the_twins(
    copy: Callable[[str], Copy], guide: str, language: str, damage: str
) -> None:
    here = copy(guide)
    for text, _, block in tables(here, language):
        for number, row in enumerate(block.step.table[1:], start=1):
            for cell in row:
                at = cell.place.column - 1
                line = text.lines[block.start + 1 + number]
                wrong = damage.format(cell=cell.text)
                changed = line[:at] + wrong + line[at + len(cell.text) :]
                at_line = block.start + 1 + number
                here.put(language, text.spliced(at_line, at_line + 1, changed))
                verdict = only(here.check())
                assert (verdict.rule, verdict.place) == ("text/unknown-value", cell.place)
                assert (verdict.found, verdict.suggestion) == (wrong, cell.text)


def test_rows_that_are_lost_doubled_or_swapped_are_told_once(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, twin, block in tables(here, language):
        rows = range(block.start + 2, block.start + 1 + len(block.step.table))
        for at in rows:
            here.put_lines(text, twin)
            here.put(language, text.spliced(at, at + 1))
            verdicts = here.check()
            verdict = only(verdicts)
            if len(rows) == 1:
                assert (verdict.rule, verdict.message) == (
                    "text/table",
                    "The table has headings, but no rows.",
                )
                continue
            assert verdict.rule == "translation/table"
            assert verdict.message == (
                "This row has no twin in nb: remove it, or write it there, too."
                if language == "nb"
                else "A row of nb is missing below this one."
            )
            here.mend(verdicts)

            here.put_lines(text, twin)
            here.put(language, text.spliced(at, at, text.lines[at]))
            verdicts = here.check()
            assert only(verdicts).rule == "translation/table"
            here.mend(verdicts)
            if at > rows[0]:
                here.put_lines(text, twin)
                here.put(language, text.spliced(at - 1, at + 1, text.lines[at], text.lines[at - 1]))
                verdicts = here.check()
                assert only(verdicts).message == (
                    "The rows of the table stand in another order than in nb."
                )
                here.mend(verdicts)


def test_headings_that_are_lost_misspelt_or_foreign_are_told(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, twin, block in tables(here, language):
        at = block.start + 1
        heading = [cell.text for cell in block.step.table[0]]
        right = f"| {' | '.join(heading)} |"
        here.put(language, text.spliced(at, at + 1))
        verdict = only(here.check())
        assert (verdict.rule, verdict.place.line) == ("text/table", at + 1)
        assert verdict.message == "The table lacks its headings: write them above this row."
        assert verdict.suggestion == right
        here.mend((verdict,))
        foreign = twin.lines[twin.twin_of(block).start + 1]
        misspelt = text.lines[at].replace(heading[0], heading[0] + "e")
        for wrong in (foreign, misspelt):
            here.put(language, text.spliced(at, at + 1, wrong))
            verdict = only(here.check())
            assert verdict.message == "The table's headings are not those of this step."
            assert verdict.suggestion == right
            here.mend((verdict,))


def test_a_table_that_is_not_there_or_should_not_be(
    copy: Callable[[str], Copy], guide: str, language: str
) -> None:
    here = copy(guide)
    for text, _, block in each_step(here, language):
        if block.step.table:
            here.put(language, text.spliced(block.start + 1, block.end))
            verdict = only(here.check())
            assert verdict.place == block.step.place
            assert verdict.message == "This step needs a table below it."
            headings = [cell.text for cell in block.step.table[0]]
            assert verdict.suggestion == f"| {' | '.join(headings)} |"
        elif block.step.note is None:
            here.put(language, text.spliced(block.end, block.end, "      | A |", "      | b |"))
            verdict = only(here.check())
            assert verdict.place.line == block.end + 1
            assert verdict.message == "This step takes no table."
            here.mend((verdict,))
        else:
            continue
        assert verdict.rule == "text/table"
        assert (verdict.guide, verdict.chapter) == (guide, block.chapter.name)
