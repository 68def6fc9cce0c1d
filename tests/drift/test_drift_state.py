"""A guide that promises too much: the verdict tells the screen and what was so in the system."""

from __future__ import annotations

from pathlib import Path

import pytest

from samsvar import config
from samsvar.checking import Project
from samsvar.direct import Runner
from samsvar.guides import parse
from steps.world import Reference
from systemtilgang.domain.problems import NOT_AN_AGENT, Refused

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


def test_what_persons_have_been_given_of_clients_is_told_too() -> None:
    project = Project.load(config.load(ROOT))
    guide = project.check().guides["client-administration"]["en"].guide
    wrong = guide.source.replace(
        'But "LUN SKOG" can still use "Auditor in charge" on behalf of "NORDLYS BAKERI AS"',
        'But "LUN SKOG" can still use "Auditor in charge" on behalf of "Revisorkunde AS"',
    )
    assert wrong != guide.source
    checked, verdicts = project.compile(parse(wrong, guide.name, "en", guide.place.path))
    assert verdicts == []
    titles = [chapter.name for chapter in guide.chapters]
    with Runner(project) as runner:
        (failed,) = runner.chapter(checked, titles.index("Take back an authorization") + 1)
    assert failed.found == "the chapter has not seen it"
    assert failed.state == (
        "DISKRET NÆR TIGER AS has given LUN SKOG client access\n"
        "LUN SKOG can use ansvarlig-revisor on behalf of NORDLYS BAKERI AS"
    )


def test_a_chapter_that_has_changed_nothing_says_so() -> None:
    project = Project.load(config.load(ROOT))
    guide = project.check().guides["set-up-client-relationship"]["nb"].guide
    wrong = guide.source.replace(
        'Så kan jeg ikke gi fullmakter for "Klientkunde AS"', 'Når jeg trykker på "Ny bruker"'
    )
    assert wrong != guide.source
    checked, _ = project.compile(parse(wrong, guide.name, "nb", guide.place.path))
    with Runner(project) as runner:
        (failed,) = runner.chapter(checked, len(guide.chapters))
    assert failed.state == "nothing has changed since the chapter began"


OWN = "Regnskap i sky"


@pytest.mark.parametrize(
    ("chapter", "right", "wrong"),
    [
        (
            1,
            f'I am asked whether I want to delete the system access "{OWN}"',
            f'the system access "{OWN}" is not deleted, because it has clients',
        ),
        (
            4,
            '"Klientkunde AS" has been added to the system access "Skatt for kunder"',
            f'"Klientkunde AS" has been added to the system access "{OWN}"',
        ),
    ],
)
def test_clients_of_an_access_that_can_have_none_are_a_verdict(
    chapter: int, right: str, wrong: str
) -> None:
    project = Project.load(config.load(ROOT))
    guide = project.check().guides["delete-system-access"]["en"].guide
    assert right in guide.source
    changed = guide.source.replace(right, wrong)
    checked, verdicts = project.compile(parse(changed, guide.name, "en", guide.place.path))
    assert verdicts == []
    with Runner(project) as runner:
        (failed,) = runner.chapter(checked, chapter)
    assert failed.rule == "behaviour/state"
    assert failed.found == "it is not a system access for clients"


def test_what_the_rules_refuse_the_witness_is_a_failure_of_the_step() -> None:
    reference = Reference()
    with pytest.raises(AssertionError, match=r"^AUTH-00034: "), reference.state():
        raise Refused(NOT_AN_AGENT)
    reference.store.close()
