"""The real portal's screens in a real browser, both languages: nothing is wrong, and what is made
wrong is found."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from toy import REPO

from samsvar.checking import Project, Report
from samsvar.evidence.seals import Archive
from samsvar.pictures.review import Review, review
from samsvar.pictures.screens import Screen
from samsvar.pictures.twins import compare_screens
from samsvar.rules import Severity
from samsvar.sessions import Choice, run_guides

GUIDE, NUMBER = "delegate-clients", 4


@pytest.fixture(scope="module")
def seen(
    real: Project,
    report: Report,
    apart: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Review:
    """The pictures of one chapter of the real portal, in each language."""
    folder = tmp_path_factory.mktemp("evidence")
    twins = report.guides[GUIDE].values()
    places = [twin.guide.chapters[NUMBER - 1].place for twin in twins]
    paths = tuple(f"{REPO / place.path}:{place.line}" for place in places)
    choice = Choice(paths=paths, drivers=("browser",))
    console = Console(file=io.StringIO())
    apart(run_guides, real, choice, console, evidence=folder)
    return review(real, report, Archive(folder))


def test_no_screen_of_the_real_portal_gives_an_error_in_either_language(seen: Review) -> None:
    assert {key: bool(shown) for key, shown in seen.screens.items()} == {
        (GUIDE, NUMBER, "nb"): True,
        (GUIDE, NUMBER, "en"): True,
    }
    assert [v for v in seen.verdicts if v.severity is Severity.ERROR] == []


def rules_with(seen: Review, change: Callable[[str], str]) -> set[str]:
    """The rules that are broken when the English screens' trees are changed."""
    key = (GUIDE, NUMBER, "en")

    def changed(screen: Screen) -> Screen:
        return replace(screen, tree=change(screen.tree))

    screens = {**seen.screens, key: tuple(map(changed, seen.screens[key]))}
    compiler, languages = seen.project.compiler, seen.project.config.languages
    return {verdict.rule for verdict in compare_screens(screens, compiler, languages)}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda tree: tree.replace('"System accesses"', '"Systemtilganger"'), "picture/language"),
        (lambda tree: tree.replace("Practice portal", "Øvingsportal"), "picture/language"),
        (lambda tree: tree.replace('link "Users"', "link"), "picture/missing-text"),
        (lambda tree: tree.replace('link "Users"', 'button "Users"'), "picture/twins"),
        (lambda tree: tree.replace("[level=2]", "[level=3]"), "picture/twins"),
    ],
    ids=["a label", "a word in a landmark", "a name", "a role", "a level"],
)
def test_what_is_made_wrong_is_found(seen: Review, change: Callable[[str], str], rule: str) -> None:
    assert rules_with(seen, lambda tree: tree) == set()
    assert rules_with(seen, change) == {rule}


def test_accepted_pictures_of_the_real_portal_are_a_few_kilobytes(
    seen: Review, tmp_path: Path
) -> None:
    project = replace(seen.project, config=replace(seen.project.config, features=tmp_path))
    mine = replace(seen, project=project)
    assert mine.accept() == 2
    files = list(tmp_path.rglob("*.png"))
    assert len(files) == sum(map(len, seen.screens.values()))
    assert sum(path.stat().st_size for path in files) / len(files) < 5000
    assert mine.accept() == 0
