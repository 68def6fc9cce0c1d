"""The command `samsvar`. Thin: each command loads the project, calls one module, prints, exits.

Exit codes: 0 all is well, 1 something disagrees (the verdicts say what), 2 the command was not
understood or cannot go on, 130 it was interrupted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from samsvar import config as settings
from samsvar.checking import Project
from samsvar.verdicts import CannotGoOn, Kind, Place, Verdict, nearest, render

DISAGREES = 1
CANNOT_GO_ON = 2
INTERRUPTED = 130

app = typer.Typer(
    help="User guides that cannot drift: checked, executed and published in every language.",
    epilog="Exit codes: 0 all is well, 1 something disagrees, 2 the command cannot go on, "
    "130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
console = Console(highlight=False, emoji=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)

Guides = Annotated[
    list[str] | None, typer.Option("--guide", metavar="NAME", help="Only this guide (repeatable).")
]
Languages = Annotated[
    list[str] | None,
    typer.Option("--language", metavar="CODE", help="Only this language (repeatable)."),
]

Workers = Annotated[
    int,
    typer.Option("-n", "--workers", min=1, help="Processes to run in; pays in the browser."),
]


def main() -> None:
    """Runs the command line and turns what it cannot go on with into messages."""
    try:
        app()
    except CannotGoOn as refusal:
        errors.print(render(refusal.verdicts), markup=False)
        sys.exit(CANNOT_GO_ON)


def _project() -> Project:
    root = settings.find_root(Path.cwd())
    if root is None:
        raise CannotGoOn(
            [
                Verdict(
                    "text/config",
                    Place(str(Path.cwd())),
                    f"No {settings.FILE_NAME} here or in a folder above.",
                    suggestion="go to the project's folder, then run the command again",
                )
            ]
        )
    return Project.load(settings.load(root))


@contextmanager
def _judging() -> Iterator[list[Verdict]]:
    """Collects verdicts; at the end prints them and exits with 1 if there are any."""
    verdicts: list[Verdict] = []
    yield verdicts
    if verdicts:
        console.print(render(verdicts), markup=False)
        console.print(f"\n{_count(len(verdicts), 'disagreement')}.", style="bold red")
        raise typer.Exit(DISAGREES)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _version(asked: bool) -> None:
    if asked:
        console.print(f"samsvar {version('samsvar')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None: ...


@app.command()
def check() -> None:
    """Check all guides without running them: phrases, labels, values, twins."""
    project = _project()
    report = project.check()
    with _judging() as verdicts:
        verdicts.extend(report.verdicts)
    chapters = sum(
        len(c.guide.chapters) for twins in report.guides.values() for c in twins.values()
    )
    languages = " and ".join(project.config.languages)
    console.print(
        f"{_count(len(report.guides), 'guide')} in {languages} agree "
        f"({_count(chapters, 'chapter')}, edition {project.config.edition}).",
        style="green",
    )


@app.command()
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
    project = _project()
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


@app.command()
def test(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE.feature[:LINE]]...", help="Only these guides or chapters."),
    ] = None,
    guide: Guides = None,
    language: Languages = None,
    driver: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="inprocess (default) or browser (repeatable)."),
    ] = None,
    tags: Annotated[
        str | None, typer.Option(metavar="EXPRESSION", help='For example "@clients and not @slow".')
    ] = None,
    workers: Workers = 1,
    junit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write a JUnit XML report.")
    ] = None,
) -> None:
    """Run guides, in process unless told otherwise. Reports what does not hold."""
    from samsvar.sessions import Choice, run_guides  # noqa: PLC0415 - pytest is slow to import

    project = _project()
    choice = Choice(
        paths=tuple(paths or ()),
        guides=tuple(guide or ()),
        languages=tuple(language or ()),
        drivers=tuple(driver or ("inprocess",)),
        tags=tags,
    )
    report = project.check()
    _must_exist("--driver", choice.drivers, ("inprocess", "browser"))
    _must_be_guides(project, choice.paths)
    _must_exist("--guide", choice.guides, report.guides)
    _must_exist("--language", choice.languages, project.config.languages)
    asked = {*choice.guides, *(Path(p.partition(":")[0]).stem for p in choice.paths)}
    languages = set(choice.languages) or {Path(p).resolve().parent.name for p in choice.paths}
    mine = [v for v in report.verdicts if not asked or v.guide in asked]
    if asked and len(languages) == 1:
        _mention([v for v in mine if v.kind is Kind.TRANSLATION])
        own = {None, *languages}
        mine = [v for v in mine if v.kind is not Kind.TRANSLATION and v.language in own]
    with _judging() as verdicts:
        verdicts.extend(mine)
    with _interruptible("Nothing was published."):
        raise typer.Exit(run_guides(project, choice, console, workers=workers, junit=junit))


def _mention(verdicts: list[Verdict]) -> None:
    """Tells what is still to do, which does not keep a guide of one language from being tried."""
    if verdicts:
        console.print(render(verdicts), markup=False)
        console.print("\nThe twins do not agree yet. What was asked for:\n", style="yellow")


def _must_exist(option: str, asked: Iterable[str], known: Iterable[str]) -> None:
    choices = list(known)
    for name in asked:
        if name not in choices:
            near = nearest(name, choices)
            hint = f"The nearest is {near}." if near else f"There are: {', '.join(choices)}."
            raise typer.BadParameter(f"there is no {name}. {hint}", param_hint=option)


def _must_be_guides(project: Project, paths: Iterable[str]) -> None:
    """Refuses what is no feature file or folder of this project."""
    folder = project.config.features
    known = sorted(project.config.relative(path) for path in folder.glob("*/*.feature"))
    for path in paths:
        name = re.sub(r":\d+$", "", path)
        found = Path(name).resolve()
        is_guide = found.suffix == ".feature" and found.is_file()
        if not (found.is_relative_to(folder) and (is_guide or found.is_dir())):
            near = nearest(name, known)
            hint = f"The nearest is {near}." if near else f"Guides are in {folder}."
            raise typer.BadParameter(f"there is no guide {name}. {hint}", param_hint="FILE")


@contextmanager
def _interruptible(consequence: str) -> Iterator[None]:
    """Ctrl+C ends a run with a sentence and exit code 130."""
    try:
        yield
    except KeyboardInterrupt:
        errors.print(f"Interrupted. {consequence}", style="bold red")
        raise typer.Exit(INTERRUPTED) from None


@app.command()
def site(
    run: Annotated[
        bool,
        typer.Option("--run/--no-run", help="Run all guides first, or publish existing evidence."),
    ] = True,
    url: Annotated[
        str, typer.Option(envvar="SAMSVAR_SITE_URL", help="The address of the published site.")
    ] = "http://127.0.0.1:8000/",
    workers: Workers = 2,
) -> None:
    """Run every guide in the browser and publish the site, if and only if all of them hold."""
    from samsvar.publishing.publication import publish_site  # noqa: PLC0415 - slow to import

    project = _project()
    if not re.fullmatch(r"https?://[^/\s]+(/\S*)?", url):
        raise typer.BadParameter(f"{url} is not an address like https://guides.example/.")
    url = url.rstrip("/") + "/"
    kept = "Nothing was published; what was published before is as it was."
    with _judging() as verdicts, _interruptible(kept):
        verdicts.extend(publish_site(project, console, url=url, run=run, workers=workers))
    where = project.config.relative(project.config.build / "site")
    console.print(f"Published in {where}/.", style="green")


@app.command()
def preview(
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1.")] = 8000,
) -> None:
    """Serve the published site on this machine."""
    from samsvar.publishing.site import preview as serve  # noqa: PLC0415 - slow to import

    project = _project()
    serve(project.config.build / "site", port)
