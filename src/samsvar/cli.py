"""The command `samsvar`. Thin: each command loads the project, calls one module, prints, exits.

Exit codes: 0 all is well, 1 something disagrees (the verdicts say what), 2 the command was not
understood or cannot go on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from samsvar import config as settings
from samsvar.checking import Project
from samsvar.languages import others
from samsvar.verdicts import CannotGoOn, Place, Verdict, nearest, render

DISAGREES = 1
CANNOT_GO_ON = 2

app = typer.Typer(
    help="User guides that cannot drift: checked, executed and published in every language.",
    epilog="Exit codes: 0 all is well, 1 something disagrees, 2 the command cannot go on.",
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
) -> None:
    """Print the vocabulary: every phrase that a guide can use, in all languages."""
    if part not in (None, "given", "when", "then"):
        raise typer.BadParameter(f"{part!r} is not given, when or then.", param_hint="part")
    project = _project()
    first, *_ = project.config.languages
    for name in ("given", "when", "then"):
        if part not in (None, name):
            continue
        table = Table(title=name.title(), title_justify="left", show_lines=True, expand=True)
        for code in (first, *others(project.config.languages, first)):
            table.add_column(project.config.language(code).name, overflow="fold", ratio=1)
        for definition in project.vocabulary.definitions:
            if definition.part == name:
                table.add_row(*(definition.phrases[c] for c in project.config.languages))
        console.print(table, markup=False)


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
        typer.Option(help="inprocess (default) or browser (repeatable)."),
    ] = None,
    tags: Annotated[
        str | None, typer.Option(metavar="EXPRESSION", help='For example "@agent and not @slow".')
    ] = None,
    workers: Annotated[int, typer.Option("-n", "--workers", help="Processes to run in.")] = 1,
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
    _must_exist("--guide", choice.guides, report.guides)
    _must_exist("--language", choice.languages, project.config.languages)
    with _judging() as verdicts:
        asked = {*choice.guides, *(Path(p.partition(":")[0]).stem for p in choice.paths)}
        verdicts.extend(v for v in report.verdicts if not asked or v.guide in {*asked, None})
    raise typer.Exit(run_guides(project, choice, console, workers=workers, junit=junit))


def _must_exist(option: str, asked: Iterable[str], known: Iterable[str]) -> None:
    choices = list(known)
    for name in asked:
        if name not in choices:
            near = nearest(name, choices)
            hint = f"The nearest is {near}." if near else f"There are: {', '.join(choices)}."
            raise typer.BadParameter(f"there is no {name}. {hint}", param_hint=option)


@app.command()
def site(
    run: Annotated[
        bool,
        typer.Option("--run/--no-run", help="Run all guides first, or publish existing evidence."),
    ] = True,
    url: Annotated[
        str, typer.Option(envvar="SAMSVAR_SITE_URL", help="The address of the published site.")
    ] = "http://127.0.0.1:8000/",
    workers: Annotated[int, typer.Option("-n", "--workers", help="Processes to run in.")] = 2,
) -> None:
    """Run every guide in the browser and publish the site, if and only if all of them hold."""
    from samsvar.publishing.publication import publish_site  # noqa: PLC0415 - slow to import

    project = _project()
    with _judging() as verdicts:
        verdicts.extend(publish_site(project, console, url=url, run=run, workers=workers))
    where = project.config.relative(project.config.build / "site")
    console.print(f"Published in {where}/. To read it: samsvar preview", style="green")


@app.command()
def preview(
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1.")] = 8000,
) -> None:
    """Serve the published site on this machine."""
    from samsvar.publishing.site import preview as serve  # noqa: PLC0415 - slow to import

    project = _project()
    serve(project.config.build / "site", port)
