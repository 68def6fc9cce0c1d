"""The command that begins a guide."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any

import typer

from samsvar import agreements
from samsvar.checking import Project
from samsvar.cli.common import Judgement, app, console, load_project, tell
from samsvar.ledger import Ledger
from samsvar.new_guides import NAME, Example, paths_of, valid_name, write_new
from samsvar.verdicts import CannotGoOn


def _title(code: str, language: str) -> Any:
    text = f"Its title in {language}, if the project has it."
    return typer.Option(f"--title-{code}", metavar="TITLE", help=text)


@app.command(short_help="Begin a guide in all languages of the project.")
def new(
    guide: Annotated[
        str, typer.Argument(metavar="GUIDE", help="Its name: small letters, digits and hyphens.")
    ],
    title_nb: Annotated[str | None, _title("nb", "Norwegian bokmål")] = None,
    title_nn: Annotated[str | None, _title("nn", "Norwegian nynorsk")] = None,
    title_en: Annotated[str | None, _title("en", "English")] = None,
) -> None:
    """Begin a guide: write it in all languages of the project, with a chapter that holds.

    Its page is made from it when the site is published.
    """
    project = load_project()
    titles = _titles(project, {"nb": title_nb, "nn": title_nn, "en": title_en})
    _must_be_free(project, guide)
    example = write_new(project, guide, titles)
    if (project.config.features / agreements.FILE_NAME).is_file():
        with suppress(CannotGoOn):  # the check below then says what is to be recorded
            ledger = Ledger.open(project)
            mine = [match for match in ledger.new if match.units[0].guide == guide]
            ledger.write(mine.__contains__)
    report = project.check(names=[guide])
    shown = [project.config.relative(path) for path in paths_of(project, guide).values()]
    console.print(f"Written: {' and '.join(shown)}.", style="green")
    console.print(f"Their pages, guides/{guide}.md, are made when the site is published.")
    console.print(f"1. Edit both: write the introductions, replace the steps {_origin(example)}.")
    console.print("2. Learn at each save what does not agree: samsvar watch")
    console.print(f"3. Run it: samsvar test --guide {guide}")
    tell(project, report.verdicts, Judgement(strict=True))


def _origin(example: Example) -> str:
    """What there is to replace."""
    if example.source:
        return f"(with which {example.source} begins)"
    return "(examples, which may not hold)"


def _titles(project: Project, given: Mapping[str, str | None]) -> dict[str, str]:
    """The titles by language; refuses one that is lacking, empty or in another language."""
    languages = project.config.languages
    titles = {code: " ".join(title.split()) for code, title in given.items() if title is not None}
    for code in languages:
        if not titles.get(code):
            message = f"a title in {code} is needed; the guides are in {' and '.join(languages)}."
            raise typer.BadParameter(message, param_hint=f"--title-{code}")
    for code in titles:
        if code not in languages:
            message = f"the guides are in {' and '.join(languages)}, not in {code}."
            raise typer.BadParameter(message, param_hint=f"--title-{code}")
    return titles


def _must_be_free(project: Project, name: str) -> None:
    """Refuses a name that cannot be an address, or that a guide has in some language."""
    if not NAME.fullmatch(name):
        near = valid_name(name)
        message = f"“{name}” is no name for a guide: it is made of a to z, digits and hyphens."
        raise typer.BadParameter(
            f"{message} The nearest is {near}." if near else message, param_hint="GUIDE"
        )
    for path in paths_of(project, name).values():
        if path.exists():
            message = f"{project.config.relative(path)} exists already, and nothing is overwritten."
            raise typer.BadParameter(message, param_hint="GUIDE")
