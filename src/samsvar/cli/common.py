"""What the commands share: the application, its options, and how verdicts end a command.

Exit codes: 0 all is well, 1 an error among the verdicts, 2 the command was not understood or cannot
go on, 3 no error, but a warning that was asked to count (`--strict`), 4 the same for a note, 130
interrupted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from typer.core import TyperGroup

from samsvar import config as settings
from samsvar.checking import Project
from samsvar.cli import INTERRUPTED
from samsvar.formats import Format, rendered
from samsvar.formats.text import summary, written
from samsvar.patches import reader
from samsvar.rules import Severity
from samsvar.verdicts import CannotGoOn, Place, Verdict, in_order, nearest

E = TypeVar("E", bound=StrEnum)

CANNOT_GO_ON = 2
#: The exit code for the gravest verdict that counts.
EXIT_CODES = {Severity.ERROR: 1, Severity.WARNING: 3, Severity.NOTE: 4}


class _Commands(TyperGroup):
    """The commands, each of which can be interrupted; typer itself would say nothing."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with interruptible("Nothing was written."):
            return super().make_context(*args, **kwargs)

    def invoke(self, *args: Any, **kwargs: Any) -> Any:
        with interruptible():
            return super().invoke(*args, **kwargs)


app = typer.Typer(
    cls=_Commands,
    help="User guides that cannot drift: checked, executed and published in every language.",
    epilog="Exit codes: 0 all is well; 1 errors; 2 the command cannot go on; 3 warnings, where "
    "they count (--strict); 4 notes, where they count; 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
console = Console(highlight=False, emoji=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)


def _one_of(option: str, kind: type[E]) -> Callable[[str], E]:
    """Reads the name of one of several; typer itself refuses others in a library's words."""

    def read(name: str) -> E:
        must_exist(option, [name], map(str, kind))
        return kind(name)

    return read


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
AgainstEdition = Annotated[
    str | None,
    typer.Option(
        "--edition", metavar="NAME", help="Against this edition of the portal, not the guides' own."
    ),
]
FailOn = Annotated[
    Severity,
    typer.Option(
        "--fail-on",
        parser=_one_of("--fail-on", Severity),
        metavar=f"<{'|'.join(Severity)}>",
        help="The least grave kind of verdict that makes the command fail.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Fail on warnings, too.")]


@dataclass
class Asked:
    """What a command was asked for that outlives it, should it not be able to go on."""

    format: Format = Format.TEXT


def _remembered(context: typer.Context, form: Format) -> Format:
    if isinstance(context.obj, Asked):
        context.obj.format = form
    return form


OutputFormat = Annotated[
    Format,
    typer.Option(
        "--format",
        parser=_one_of("--format", Format),
        metavar=f"<{'|'.join(Format)}>",
        callback=_remembered,
        help="How verdicts are written, on standard output; diff: only the edits they suggest.",
    ),
]


@dataclass(frozen=True)
class Judgement:
    """How a command tells its verdicts, and which of them make it fail."""

    format: Format = Format.TEXT
    fail_on: Severity = Severity.ERROR
    strict: bool = False

    @property
    def threshold(self) -> Severity:
        """The least grave severity that counts."""
        at_least = Severity.WARNING if self.strict else Severity.ERROR
        return max(self.fail_on, at_least, key=lambda severity: severity.rank)

    def counts(self, verdicts: Iterable[Verdict]) -> Severity | None:
        """The gravest severity that counts among some verdicts, if any does."""
        found = min((v.severity for v in verdicts), key=lambda s: s.rank, default=None)
        return found if found and found.rank <= self.threshold.rank else None


def load_project(
    edition: str | None = None, catalogues: Sequence[str] = (), option: str = "--edition"
) -> Project:
    """The project of the folder that the command is run in, against an edition or another product's
    label catalogues if these are named. `option` is what the edition was named with.

    Raises `CannotGoOn` when there is none, or when it cannot be read.
    """
    return Project.load(load_config(edition, option), catalogues)


def load_config(edition: str | None = None, option: str = "--edition") -> settings.Config:
    """The settings of the project that the command is run in, as `load_project` finds it."""
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
    if edition is not None:
        must_exist(option, [edition], settings.load(root).editions)
        os.environ[settings.EDITION] = edition  # steps and worker processes read it, too
    return settings.load(root)


def tell(project: Project, verdicts: Sequence[Verdict], judgement: Judgement) -> None:
    """Prints verdicts; exits with the code of the gravest that counts, if there is one.

    Formats for machines are printed also when there is no verdict: an empty list is an answer.
    """
    found = in_order(verdicts)
    gravest = judgement.counts(found)
    show(found, judgement.format, console, project.config)
    if found and judgement.format is Format.TEXT:
        style = "bold red" if gravest else "yellow"
        console.print(f"\n{summary(found)}.", style=style)
    if gravest:
        raise typer.Exit(EXIT_CODES[gravest])


def show(
    verdicts: Sequence[Verdict], form: Format, screen: Console, config: settings.Config | None
) -> None:
    """Prints verdicts: as text on a screen, in other formats on standard output.

    There is no `config` where it could not be read.
    """
    read = reader(config.root if config else Path.cwd())
    if form is Format.TEXT:
        width = screen.width if screen.is_terminal else None
        screen.print(written(verdicts, read, config, width), end="")
    else:
        typer.echo(rendered(verdicts, form, read, config), nl=False)


def must_exist(option: str, asked: Iterable[str], known: Iterable[str]) -> None:
    """Refuses what an option names when it is not known, with the nearest that is."""
    choices = list(known)
    for name in asked:
        if name not in choices:
            near = nearest(name, choices)
            hint = f"The nearest is {near}." if near else f"There are: {', '.join(choices)}."
            raise typer.BadParameter(f"there is no {name}. {hint}", param_hint=option)


@contextmanager
def interruptible(consequence: str = "") -> Iterator[None]:
    """Ctrl+C ends a run, or a whole command, with one line and exit code 130.

    `consequence` is a sentence on what the run has left.
    """
    try:
        yield
    except KeyboardInterrupt:
        errors.print(f"Interrupted. {consequence}".strip(), style="bold red")
        raise typer.Exit(INTERRUPTED) from None


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
