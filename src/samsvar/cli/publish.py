"""The commands that publish, and show what was published."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from samsvar.cli.common import (
    Judgement,
    OutputFormat,
    Workers,
    app,
    console,
    errors,
    interruptible,
    load_project,
    tell,
)
from samsvar.formats import Format


@app.command(short_help="Run every guide in the browser and publish the site.")
def site(
    run: Annotated[
        bool,
        typer.Option("--run/--no-run", help="Run all guides first, or publish existing evidence."),
    ] = True,
    url: Annotated[
        str, typer.Option(envvar="SAMSVAR_SITE_URL", help="The address of the published site.")
    ] = "http://127.0.0.1:8000/",
    workers: Workers = 2,
    output: OutputFormat = Format.TEXT,
) -> None:
    """Run every guide in the browser and publish the site, if and only if all of them hold."""
    from samsvar.publishing.publication import publish_site

    project = load_project()
    if not re.fullmatch(r"https?://[^/\s]+(/\S*)?", url):
        raise typer.BadParameter(f"{url} is not an address like https://guides.example/.")
    url = url.rstrip("/") + "/"
    kept = "Nothing was published; what was published before is as it was."
    screen = console if output is Format.TEXT else errors
    with interruptible(kept):
        verdicts = publish_site(project, screen, url=url, run=run, workers=workers)
    tell(project, verdicts, Judgement(output, strict=True))
    where = project.config.relative(project.config.build / "site")
    screen.print(f"Published in {where}/.", style="green")


@app.command()
def preview(
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1.")] = 8000,
) -> None:
    """Serve the published site on this machine."""
    from samsvar.publishing.site import preview as serve

    project = load_project()
    serve(project.config.build / "site", port)
