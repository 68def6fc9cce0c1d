"""The commands that look at guides without running them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from samsvar.checking import Project
from samsvar.cli.common import (
    AgainstEdition,
    FailOn,
    Judgement,
    OutputFormat,
    Strict,
    app,
    console,
    interruptible,
    load_project,
    tell,
)
from samsvar.formats import Format
from samsvar.rules import Severity
from samsvar.verdicts import count


@app.command(short_help="Check all guides without running them.")
@interruptible("Nothing was written.")
def check(
    edition: AgainstEdition = None,
    labels: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[LANGUAGE=]FILE",
            help="Against these labels of another product: i18next JSON, YAML or PO (repeatable).",
        ),
    ] = None,
    output: OutputFormat = Format.TEXT,
    fail_on: FailOn = Severity.ERROR,
    strict: Strict = False,
) -> None:
    """Check all guides without running them: phrases, labels, values, twins."""
    project = load_project(edition, labels or ())
    report = project.check()
    tell(project, report.verdicts, Judgement(output, fail_on, strict))
    if report.verdicts or output is not Format.TEXT:
        return
    chapters = sum(
        len(c.guide.chapters) for twins in report.guides.values() for c in twins.values()
    )
    languages = " and ".join(project.config.languages)
    console.print(
        f"{count(len(report.guides), 'guide')} in {languages} agree "
        f"({count(chapters, 'chapter')}, {project.compiler.labels}).",
        style="green",
    )


@app.command()
@interruptible("Nothing was written.")
def steps(
    part: Annotated[
        str | None, typer.Argument(metavar="[given|when|then]", help="Only this part.")
    ] = None,
    values: Annotated[
        bool, typer.Option("--values", help="Print what can stand in quotation marks instead.")
    ] = False,
) -> None:
    """Print the phrases that a guide can use, in all languages."""
    if part not in (None, "given", "when", "then"):
        raise typer.BadParameter(f"{part!r} is not given, when or then.", param_hint="part")
    project = load_project()
    parts = (part,) if part else ("given", "when", "then")
    rows = _values_of(project) if values else _phrases_of(project, parts)
    if console.is_terminal:
        names = (project.config.language(code).name for code in project.config.languages)
        _print_table([" ", *names], rows)
        return
    for row in rows:
        typer.echo("\t".join(row))  # rich would turn tabs into spaces


def _phrases_of(project: Project, parts: tuple[str, ...]) -> Iterator[list[str]]:
    """A row per step: its part, then its phrase in each language, with its table's headings."""
    for part in parts:
        for definition in project.vocabulary.definitions:
            if definition.part == part:
                yield [part, *(definition.written(code) for code in project.config.languages)]


def _values_of(project: Project) -> Iterator[list[str]]:
    """A row per value: its type, then how each language writes it."""
    for parameter in project.vocabulary.parameters:
        languages = project.config.languages
        tables = [project.compiler.values(parameter, code) or {} for code in languages]
        for canonical in dict.fromkeys(c for table in tables for c in table.values()):
            texts = (project.compiler.text_of(parameter, canonical, code) for code in languages)
            yield [parameter.name, *texts]


def _print_table(header: list[str], rows: Iterable[list[str]]) -> None:
    table = Table(show_lines=True, expand=True)
    for name in header:
        table.add_column(name, overflow="fold", ratio=None if name == " " else 1)
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)
