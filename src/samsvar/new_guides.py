"""New guides: twins that agree, mean something and hold from the first moment.

A writer changes an example more easily than an empty page, and sees at once which change breaks
something. So the first chapter is the beginning of one that the project has: that of the fewest
steps, up to its first outcome, with the prerequisites before it. Since chapters are run in order,
it holds wherever the other one does. Only a project without guides gets steps that are made up from
its vocabulary, which mean something, but may not hold.

The page of a guide is made from it when the site is published, so there is no other file to write.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from gherkin.dialect import Dialect

from samsvar.checking import Project, Report
from samsvar.evidence.files import cannot_write
from samsvar.guides import Step
from samsvar.languages import KNOWN, keyword_of, texts
from samsvar.plans import Call, Checked, Compiler, PlanStep
from samsvar.verdicts import CannotGoOn, Place, Verdict
from samsvar.vocabulary import Definition, Parameter
from samsvar.writing import sentence_of, table_of

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: How Norwegian letters are written in ASCII; accents of others are dropped.
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue"})
#: A value of a type that allows any text.
ANY_TEXT = "…"


@dataclass(frozen=True)
class Example:
    """The steps of a first chapter, and the chapter that they are the beginning of, if any."""

    calls: tuple[Call, ...]
    source: str | None = None


def valid_name(name: str) -> str | None:
    """The nearest name that a guide can have: small ASCII letters, digits and single hyphens, as
    it becomes an address. None when nothing is left of it."""
    ascii_only = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    words = re.findall(r"[a-z0-9]+", ascii_only.encode("ascii", "ignore").decode())
    return "-".join(words) or None


def example_of(project: Project, report: Report) -> Example:
    """The shortest beginning of a chapter, up to its first outcome, that every language has; made
    up from the vocabulary where there is none. Raises `CannotGoOn` where that is not possible."""
    found = [
        Example(calls, f"{checked.guide.name}:{number}")
        for twins in report.guides.values()
        for checked in list(twins.values())[:1]
        for number in checked.chapters
        if number and _agrees(twins, number, len(project.config.languages))
        if (calls := _beginning(checked, number))
    ]
    if found:
        return min(found, key=lambda example: len(example.calls))
    return Example(tuple(_made_up(project)))


def _agrees(twins: Mapping[str, Checked], number: int, languages: int) -> bool:
    """Whether a chapter and the prerequisites mean the same in all languages."""
    if len(twins) != languages or any(number not in twin.chapters for twin in twins.values()):
        return False
    return all(
        len({twin.chapters[n].plan if n in twin.chapters else None for twin in twins.values()}) == 1
        and all(n in twin.chapters or not twin.guide.background for twin in twins.values())
        for n in (0, number)
    )


def _beginning(checked: Checked, number: int) -> tuple[Call, ...]:
    """What a chapter does up to its first outcome; nothing if it has none."""
    before = checked.chapters[0].calls if 0 in checked.chapters else ()
    calls = (*before, *checked.chapters[number].calls)
    parts = [call.plan.part for call in calls]
    if "then" not in parts or "when" not in parts[: parts.index("then")]:
        return ()
    return calls[: parts.index("then") + 1]


def _made_up(project: Project) -> Iterator[Call]:
    """The first action and the first outcome of the vocabulary that can be filled with values."""
    for part in ("when", "then"):
        calls = (
            _filled(definition, project.compiler)
            for definition in project.vocabulary.definitions
            if definition.part == part
        )
        call = next((call for call in calls if call), None)
        if call is None:
            place = Place(project.config.relative(project.config.steps))
            message = f"The vocabulary has no {part} step that a first chapter could be made of."
            raise CannotGoOn([Verdict("text/config", place, message)])
        yield call


def _filled(definition: Definition, compiler: Compiler) -> Call | None:
    """A step with the first value of each type; None where there is no value."""
    values = {name: _first(p, compiler) for name, p in definition.parameters.items()}
    row = tuple(_first(column.parameter, compiler) for column in definition.columns.values())
    arguments = tuple((name, value) for name, value in values.items() if value is not None)
    cells = tuple(cell for cell in row if cell is not None)
    if len(arguments) < len(values) or len(cells) < len(row):
        return None
    table = (cells,) if cells else ()
    plan = PlanStep(definition.part, definition.identity, arguments, table)
    return Call(plan, Step(definition.part, "", "", definition.place), definition, {}, {})


def _first(parameter: Parameter, compiler: Compiler) -> str | None:
    """A canonical value that every language can write."""
    if parameter.values is None:
        return ANY_TEXT
    known = [
        list((compiler.values(parameter, language) or {}).values())
        for language in compiler.vocabulary.languages
    ]
    return next((value for value in known[0] if all(value in other for other in known)), None)


def source_of(title: str, language: str, example: Example, compiler: Compiler) -> str:
    """A new guide's feature file in one language."""
    words = texts(language)
    dialect = Dialect.for_name(KNOWN[language].gherkin)
    assert dialect is not None
    chapter = dialect.scenario_keywords[-1]  # Scenario, which guides use, comes after Example
    return "\n".join(
        [
            f"# language: {KNOWN[language].gherkin}",
            f"{dialect.feature_keywords[0]}: {title}",
            "",
            f"  {words['new_introduction']}",
            "",
            f"  {chapter}: {words['new_chapter']}",
            f"    {words['new_chapter_introduction']}",
            "",
            *(f"    {line}" for line in _steps(example.calls, language, compiler)),
            "",
        ]
    )


def _steps(calls: Sequence[Call], language: str, compiler: Compiler) -> Iterator[str]:
    part = ""
    for call in calls:
        is_next = call.plan.continues or (call.plan.part == part != "when")
        part = call.plan.part
        keyword = keyword_of("and" if is_next else part, language)
        yield sentence_of(call, language, compiler, keyword)
        yield from (f"  {row}" for row in table_of(call, language, compiler))


def paths_of(project: Project, name: str) -> dict[str, Path]:
    """Where a guide's files are, by language."""
    config = project.config
    return {code: config.features / code / f"{name}.feature" for code in config.languages}


def write_new(project: Project, name: str, titles: Mapping[str, str]) -> Example:
    """Writes all languages of a new guide, or none; returns what its chapter was made of.

    Raises `CannotGoOn` where a file exists or cannot be written; it never overwrites one.
    """
    example = example_of(project, project.check())
    with ExitStack() as undo:
        for language, path in paths_of(project, name).items():
            source = source_of(titles[language], language, example, project.compiler)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    undo.callback(path.unlink, missing_ok=True)
                    file.write(source.encode())
            except OSError as error:
                raise CannotGoOn([cannot_write(path, error)]) from None
        undo.pop_all()
    return example
