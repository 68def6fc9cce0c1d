"""A guide that promises too much: the verdict tells the screen and what was so in the system."""

from __future__ import annotations

from pathlib import Path

from samsvar import config
from samsvar.checking import Project
from samsvar.direct import Runner
from samsvar.guides import parse

ROOT = Path(__file__).parents[2]


def test_what_the_chapter_has_changed_is_told_with_what_does_not_hold() -> None:
    project = Project.load(config.load(ROOT))
    guide = project.check().guides["delegate-clients"]["en"].guide
    wrong = guide.source.replace(
        'Then "Klientkunde AS" is removed from the system access "Skatt for kunder"',
        'Then "Klientkunde AS" is added to the system access "Skatt for kunder"',
    )
    assert wrong != guide.source
    checked, verdicts = project.compile(parse(wrong, guide.name, "en", guide.place.path))
    assert verdicts == []
    with Runner(project) as runner:
        (failed,) = runner.chapter(checked, 5)
    assert failed.rule == "behaviour/screen"
    assert failed.expected == "the text “Klientkunde AS is added to the system access”"
    assert "Klientkunde AS" in (failed.found or "")
    assert failed.state == "Klientkunde AS has granted DISKRET NÆR TIGER AS: skattegrunnlag"


def test_a_chapter_that_has_changed_nothing_says_so() -> None:
    project = Project.load(config.load(ROOT))
    guide = project.check().guides["set-up-client-relationship"]["nb"].guide
    wrong = guide.source.replace(
        'Og finner jeg ikke knappen "Ny bruker"', 'Når jeg trykker på "Ny bruker"'
    )
    assert wrong != guide.source
    checked, _ = project.compile(parse(wrong, guide.name, "nb", guide.place.path))
    with Runner(project) as runner:
        (failed,) = runner.chapter(checked, 3)
    assert failed.state == "nothing has changed since the chapter began"
