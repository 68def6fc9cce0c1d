"""From guides to a published site: run, seal, write, build, inspect, and only then replace."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from rich.console import Console

from samsvar.checking import Project
from samsvar.evidence.files import cannot_write, only_run, point
from samsvar.evidence.seals import Archive
from samsvar.pictures.review import review
from samsvar.publishing.pages import publish
from samsvar.publishing.site import build, inspect
from samsvar.rules import Severity
from samsvar.sessions import Choice, run_guides
from samsvar.verdicts import CannotGoOn, Place, Verdict

#: How the folders begin in which a site is made before it is published.
STAGING = ".site-"


def publish_site(
    project: Project, console: Console, *, url: str, run: bool, workers: int
) -> tuple[Verdict, ...]:
    """Publishes to `build/site`; returns verdicts. When one of them is more than a note, nothing
    was published and the site is as it was.

    Raises `CannotGoOn` when nothing can be written or another run is under way.
    """
    folder = project.config.build
    with only_run(folder):
        for left in folder.glob(f"{STAGING}*"):  # by a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        report = project.check()
        if report.verdicts:
            return report.verdicts
        try:
            evidence = folder / "evidence"
            if run:
                console.print("Carrying out the guides in Chromium …")
                choice = Choice(drivers=("browser",))
                outcome = run_guides(project, choice, console, workers=workers, evidence=evidence)
                if outcome.code:
                    return (*outcome.verdicts, _not_published(project))
            pictures = review(project, report, Archive(evidence)).verdicts
            if any(verdict.severity is Severity.ERROR for verdict in pictures):
                return pictures
            console.print("Building the site …")
            staging = Path(tempfile.mkdtemp(dir=folder, prefix=STAGING))
            try:
                pages, out = staging / "pages", staging / "site"
                verdicts = (
                    publish(project, report, Archive(evidence), pages)
                    or build(project.config, pages, out, url)
                    or inspect(project.config, out, url)
                )
                if not verdicts:
                    _replace(folder, out, staging.name.removeprefix("."))
                return verdicts or pictures
            finally:
                shutil.rmtree(staging, ignore_errors=True)
        except OSError as error:
            raise CannotGoOn([cannot_write(folder, error)]) from error


def _replace(folder: Path, out: Path, name: str) -> None:
    """Makes the built site the published one; keeps it and the one before it."""
    sites = folder / "sites"
    sites.mkdir(exist_ok=True)
    out.rename(sites / name)
    link = folder / "site"
    kept = {name, link.resolve().name}
    point(link, sites / name)
    for old in sites.iterdir():
        if old.name not in kept:
            shutil.rmtree(old, ignore_errors=True)


def _not_published(project: Project) -> Verdict:
    site = project.config.build / "site"
    kept = "the site from before is as it was" if site.exists() else "there is no site yet"
    return Verdict(
        "site/not-published",
        Place(project.config.relative(site)),
        f"Nothing was published, because a chapter failed; {kept}.",
    )
