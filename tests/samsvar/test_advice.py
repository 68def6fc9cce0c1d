"""What to write instead: never something else than the writer meant."""

from __future__ import annotations

import pytest
from toy import Toy

from samsvar.checking import Project
from samsvar.verdicts import Verdict

LINKS = '''\
"""Steps on links."""

from typing import Annotated

from samsvar.drivers.protocol import Portal
from samsvar.labels import Label
from samsvar.vocabulary import guide, label, when

Link = Annotated[Label, label("link")]


@when(nb="jeg velger {link}", en="I choose {link}")
@guide(nb="Velg {link}.", en="Choose {link}.")
def choose(portal: Portal, link: Link) -> None:
    """Follows a link."""
    portal.click(link.text)
'''
STEP = {"nb": '    Når jeg velger "Ny hilsen"\n', "en": '    When I choose "New greeting"\n'}


@pytest.fixture
def linked(toy: Toy) -> Toy:
    """The toy with a link, `Ny hilsen`, and a button that is called almost the same."""
    toy.write(f"{toy.package}/links.py", LINKS)
    for language, link, button in (
        ("nb", "Ny hilsen", "Slett hilsen"),
        ("en", "New greeting", "Delete greeting"),
    ):
        labels = f"labels/1/{language}.yml"
        toy.replace(labels, "button:\n", f"link:\n  new: {link}\nbutton:\n  delete: {button}\n")
    for language, above in (("nb", "Når jeg åpner portalen\n"), ("en", "When I open the portal\n")):
        toy.replace(f"features/{language}/leave.feature", above, above + STEP[language])
    assert toy.project().check().verdicts == ()
    return toy


def only(project: Project) -> Verdict:
    (verdict,) = project.check().verdicts
    return verdict


def test_a_label_of_another_kind_is_told_with_the_step_of_the_twin(linked: Toy) -> None:
    linked.replace("features/nb/leave.feature", "velger", "trykker på")
    verdict = only(linked.project())
    assert str(verdict) == (
        "features/nb/leave.feature:6:24: label/unknown: There is no button with this name in "
        "edition 1, but a link.\n"
        "  found:    Ny hilsen\n"
        '  write:    jeg velger "Ny hilsen"\n'
        "  twin:     features/en/leave.feature:5:5"
    )
    (edit,) = verdict.edits
    assert (edit.old, edit.new) == ('jeg trykker på "Ny hilsen"', 'jeg velger "Ny hilsen"')


def test_a_label_of_another_kind_in_another_language_is_told(linked: Toy) -> None:
    linked.replace("features/en/leave.feature", 'choose "New greeting"', 'click "Ny hilsen"')
    verdict = only(linked.project())
    assert verdict.message == "There is no button with this name in edition 1, but a link in nb."
    assert verdict.suggestion == 'I choose "New greeting"'


def test_a_slip_of_a_label_of_another_kind_is_told_with_the_step_of_the_twin(linked: Toy) -> None:
    linked.replace("features/nb/leave.feature", 'velger "Ny hilsen', 'trykker på "Ny hilse')
    verdict = only(linked.project())
    assert verdict.message == (
        "There is no button with this name in edition 1; the nearest, “Ny hilsen”, is a link."
    )
    assert verdict.suggestion == 'jeg velger "Ny hilsen"'


@pytest.mark.parametrize("text", ["Ny hilsen", "Ny hilse"])
def test_without_the_step_of_a_twin_no_other_label_is_offered(linked: Toy, text: str) -> None:
    linked.replace("features/nb/leave.feature", 'velger "Ny hilsen', f'trykker på "{text}')
    linked.replace("features/en/leave.feature", STEP["en"], '    When I click "Send"\n')
    (verdict,) = [v for v in linked.project().check().verdicts if v.rule == "label/unknown"]
    assert (verdict.expected, verdict.suggestion, verdict.edits) == (
        "a step that takes a link",
        None,
        (),
    )


def test_a_slip_of_a_label_of_the_right_kind_is_mended_as_before(linked: Toy) -> None:
    linked.replace("features/nb/greet.feature", '"Send"', '"Slett hilse"')
    linked.replace("features/en/greet.feature", '"Send"', '"Delete greeting"')
    assert only(linked.project()).suggestion == "Slett hilsen"


def test_a_slip_of_a_label_of_the_right_kind_is_one_beside_one_of_another_kind(linked: Toy) -> None:
    for language in ("nb", "en"):
        linked.replace(f"labels/1/{language}.yml", "link:\n", "link:\n  more: Personer\n")
        linked.replace(f"labels/1/{language}.yml", "button:\n", "button:\n  one: Person\n")
        linked.replace(f"features/{language}/greet.feature", '"Send"', '"Persone"')
    verdicts = linked.project().check().verdicts
    assert [verdict.suggestion for verdict in verdicts] == ["Person", "Person"]


def test_a_step_that_the_twin_says_with_another_keyword_gets_its_keyword(linked: Toy) -> None:
    linked.replace("features/nb/leave.feature", "Når jeg velger", "Gitt at et helt annet ord er")
    verdict = only(linked.project())
    assert (verdict.rule, verdict.suggestion) == ("text/undefined", 'Når jeg velger "Ny hilsen"')
    (edit,) = verdict.edits
    assert edit.old == 'Gitt at et helt annet ord er "Ny hilsen"'


def test_a_step_with_the_wrong_keyword_and_a_slip_is_mended_in_one_go(linked: Toy) -> None:
    linked.replace("features/nb/leave.feature", "Når jeg velger", "Gitt at jeg velger")
    verdict = only(linked.project())
    assert str(verdict) == (
        "features/nb/leave.feature:6:5: text/wrong-keyword: This phrase belongs to Når, not to "
        "Gitt.\n"
        '  found:    Gitt at jeg velger "Ny hilsen"\n'
        '  write:    Når jeg velger "Ny hilsen"'
    )
    (edit,) = verdict.edits
    assert edit.new == 'Når jeg velger "Ny hilsen"'


@pytest.mark.parametrize("written", ["Gitt at jeg velger", "Så velger jeg visst", "Så jeg velger"])
def test_a_step_that_continues_another_in_the_twin_does_so_here(linked: Toy, written: str) -> None:
    linked.replace("features/nb/leave.feature", "Når jeg velger", written)
    linked.replace("features/en/leave.feature", "When I choose", "And I choose")
    verdict = only(linked.project())
    assert verdict.suggestion == 'Og jeg velger "Ny hilsen"'
    (edit,) = verdict.edits
    assert (edit.old, edit.new) == (f'{written} "Ny hilsen"', verdict.suggestion)


def test_no_edit_has_a_placeholder_in_it(linked: Toy) -> None:
    for language, file in STEP.items():
        linked.replace(f"features/{language}/leave.feature", file, "")
    linked.replace("features/nb/leave.feature", "åpner portalen", "velger Ny hilsen")
    linked.replace("features/en/leave.feature", "open the portal", "choose the new greeting")
    for verdict in linked.project().check().verdicts:
        assert (verdict.rule, verdict.suggestion, verdict.edits) == ("text/undefined", None, ())
        assert "{" not in str(verdict)


def test_nothing_is_named_where_nothing_is_near(linked: Toy) -> None:
    for language, file in STEP.items():
        linked.replace(f"features/{language}/leave.feature", file, "")
    linked.replace("features/nb/leave.feature", "åpner portalen", "gjør noe helt annet")
    linked.replace("features/en/leave.feature", "open the portal", "do something quite different")
    assert {v.expected for v in linked.project().check().verdicts} == {
        "one of the phrases that `samsvar steps` prints"
    }
