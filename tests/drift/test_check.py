"""`samsvar.checking`: what a check reads, what it keeps, and where it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import small
from damage import REPO, Copy, project

from samsvar import config as settings
from samsvar.checking import Project
from samsvar.verdicts import CannotGoOn, render
from samsvar.writing import write


@pytest.fixture
def here(copy: Callable[[str], Copy]) -> Copy:
    made = copy(small.NAME)
    made.put("nb", small.NB)
    made.put("en", small.EN)
    return made


def test_the_guides_of_the_repository_agree() -> None:
    report = project().check()
    assert report.verdicts == ()
    assert set(report.guides) == {path.stem for path in (REPO / "features" / "nb").iterdir()}
    assert {tuple(twins) for twins in report.guides.values()} == {("nb", "en")}


def test_a_report_has_every_chapter_by_number_with_equal_plans(here: Copy) -> None:
    twins = here.project.check().guides[small.NAME]
    assert list(twins["nb"].chapters) == [0, 1, 2, 3]
    for number, chapter in twins["nb"].chapters.items():
        assert chapter.plan == twins["en"].chapters[number].plan


def test_another_folder_than_the_configured_one_can_be_checked(here: Copy, tmp_path: Path) -> None:
    assert sorted(project().check(here.root / "features").guides) == [small.NAME]
    (tmp_path / "empty").mkdir()
    assert render(here.project.check(tmp_path / "empty").verdicts) == (
        "empty:1:1: text/empty: There are no guides here.\n"
        "  expected: nb/NAME.feature and en/NAME.feature"
    )


def test_a_guide_that_cannot_be_read_does_not_hide_the_others(here: Copy) -> None:
    (here.root / "features/nb/other.feature").write_bytes(b"# language: no\n\xe6")
    (here.root / "features/en/other.feature").write_text("Feature: O\n", encoding="utf-8")
    report = here.project.check()
    assert list(report.guides) == [small.NAME]
    assert [(v.rule, v.guide) for v in here.check()] == [
        ("text/empty", "other"),
        ("text/encoding", "other"),
    ]


def test_a_chapter_that_does_not_compile_does_not_hide_the_others(here: Copy) -> None:
    source = small.EN.replace('"Users"', '"Usrs"').replace('log in as "auditor"', 'log in as "x"')
    here.put("en", source.replace("| condominium         |", "| housing cooperative |"))
    report = here.project.check()
    assert list(report.guides[small.NAME]["en"].chapters) == [0, 1]
    assert [v.rule for v in report.verdicts] == [
        "translation/table",
        "text/unknown-value",
        "label/unknown",
    ]


def test_a_missing_chapter_is_found_beside_one_that_does_not_compile(here: Copy) -> None:
    start, end = small.EN.index("  Scenario: Clicks"), small.EN.index("  Scenario: End")
    source = small.EN[:start] + small.EN[end:].replace('"Users"', '"Usrs"')
    here.put("en", source)
    assert [(v.rule, v.place.line, v.twin and v.twin.line) for v in here.check()] == [
        ("translation/chapter", 8, 19),
        ("label/unknown", 20, None),
    ]


def test_verdicts_come_in_the_order_of_files_and_lines(here: Copy) -> None:
    here.put("nb", small.NB.replace('"Brukere"', '"Brukre"').replace('"revisor"', '"x"'))
    here.put("en", small.EN.replace('"Users"', '"Usrs"').replace('"auditor"', '"x"'))
    places = [v.place for v in here.check()]
    assert len(places) == 6
    assert places == sorted(places)


def test_a_project_with_wrong_steps_does_not_load(tmp_path: Path) -> None:
    config = replace(settings.load(REPO), steps=tmp_path / "nothing")
    with pytest.raises(CannotGoOn) as refusal:
        Project.load(config)
    assert str(refusal.value) == (
        "samsvar.toml:7:1: text/config: There is no folder where the setting steps says.\n"
        f"  found:    {tmp_path}/nothing"
    )


def test_a_call_is_written_in_any_language(here: Copy) -> None:
    twins = here.project.check().guides[small.NAME]
    one = twins["nb"].chapters[1].calls[1]
    assert write(one, "en", here.project.compiler) == (
        'Given the system access "Årsoppgjør" requires these access packages:\n'
        "  | Access package |\n"
        "  | Auditor in charge |\n"
        "  | Skattegrunnlag |\n"
        "  | Postal services |"
    )
    other = twins["en"].chapters[2].calls[1]
    assert write(other, "nb", here.project.compiler) == 'Når jeg trykker på "Ny bruker"'
