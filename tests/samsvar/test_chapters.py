"""A chapter as Markdown."""

from __future__ import annotations

import pytest
from toy import Toy

from samsvar.checking import Project, Report
from samsvar.drivers.protocol import Target
from samsvar.evidence.seals import Archive, Seal
from samsvar.languages import texts
from samsvar.plans import Checked
from samsvar.publishing import chapters
from samsvar.publishing.chapters import Item

Sealed = tuple[Project, Report, Archive]


def page(sealed: Sealed, number: int = 1, language: str = "nb", guide: str = "greet") -> str:
    project, report, archive = sealed
    checked = report.guides[guide][language]
    seal = archive.read(language, guide, number)
    assert seal is not None
    chapter = checked.guide.chapters[number - 1]
    return chapters.chapter_page(project, checked, chapter, seal, texts(language))


def test_a_chapter_is_a_numbered_list_of_what_to_do_with_pictures_and_outcomes(
    sealed: Sealed,
) -> None:
    assert page(sealed) == (
        "## Hilse på én\n\n"
        "Slik hilser du på én.\n\n"
        "1.  Åpne portalen. Trykk på **Hils**.\n\n"
        "    [![Skjermbilde av «Hils på noen», der knappen «Send (now)» er markert.]"
        "(../evidence/greet/01/01.png)"
        '{ width="1280" height="800" loading="lazy" }](../evidence/greet/01/01.png)\n\n'
        "2.  Skriv Ola.\n\n"
        "3.  Trykk på **Send**.\n\n"
        "    Du ser **Hilsenen er sendt.**.\n\n"
        '    !!! note ""\n'
        "        Hils **gjerne** igjen."
    )


def test_what_is_so_before_stands_above_and_tables_below_their_sentence(sealed: Sealed) -> None:
    assert page(sealed, 2, "en") == (
        "## Greet several\n\n"
        f"{texts('en')['before_you_start']}:\n\n"
        "-   Make sure that the queen is present.\n\n"
        "1.  Open the portal.\n\n"
        "    [![Screenshot of “Hils på noen” with the button “Send (now)” marked.]"
        "(../evidence/greet/02/01.png)"
        '{ width="1280" height="800" loading="lazy" }](../evidence/greet/02/01.png)\n\n'
        "    These are present:\n\n"
        "    | Person | Remark |\n"
        "    | --- | --- |\n"
        "    | the king | først |\n"
        "    | the queen | sist |"
    )


def test_prerequisites_are_a_list_under_their_own_heading(sealed: Sealed) -> None:
    project, report, _ = sealed
    assert list(chapters.prerequisites(project, report.guides["greet"]["nb"])) == [
        "## Forutsetninger",
        "",
        "-   Sørg for at kongen er til stede.",
    ]
    assert list(chapters.prerequisites(project, report.guides["leave"]["nb"])) == []


def test_prerequisites_without_a_name_have_the_usual_one(toy: Toy) -> None:
    toy.replace("features/en/greet.feature", "Background: Prerequisites", "Background:")
    project = toy.project()
    checked = project.check().guides["greet"]["en"]
    assert next(chapters.prerequisites(project, checked)) == "## Prerequisites"


def compiled(toy: Toy, steps: str) -> tuple[Project, Checked]:
    toy.write("features/en/x.feature", f"Feature: F\n  Scenario: S\n{steps}")
    toy.write("features/nb/x.feature", "# language: no\nEgenskap: F\n  Scenario: S\n    Når x\n")
    project = toy.project()
    return project, project.check().guides["x"]["en"]


def unpictured(checked: Checked) -> Seal:
    return Seal(checked.guide.name, 1, "en", "1", "browser", "", "", 0, "2026-01-01T00:00:00", "")


def test_and_after_when_continues_the_item_and_a_new_when_starts_one(toy: Toy) -> None:
    project, checked = compiled(
        toy,
        '    When I open the portal\n    And I click "Greet"\n    When I click "Send"\n'
        '    Then "the king" is gone\n    And "the queen" is gone\n    When I open the portal\n',
    )
    assert chapters.items(project, checked, checked.chapters[1].calls, ()) == [
        Item(["Open the portal.", "Click **Greet**."]),
        Item(["Click **Send**."], [], ["the king is gone.", "the queen is gone."]),
        Item(["Open the portal."]),
    ]


def test_an_outcome_before_any_deed_is_an_item_of_its_own(toy: Toy) -> None:
    project, checked = compiled(toy, '    Then "the king" is gone\n    When I open the portal\n')
    assert chapters.items(project, checked, checked.chapters[1].calls, ()) == [
        Item([], [], ["the king is gone."]),
        Item(["Open the portal."]),
    ]


def test_what_becomes_so_in_the_middle_stays_where_it_is_written(toy: Toy) -> None:
    project, checked = compiled(
        toy,
        '    Given "the king" is present\n    When I open the portal\n'
        '    Given "the queen" is present\n    When I click "Greet"\n',
    )
    assert chapters.items(project, checked, checked.chapters[1].calls, ()) == [
        Item(["Open the portal."], [], ["Make sure that the queen is present."]),
        Item(["Click **Greet**."]),
    ]
    page = chapters.chapter_page(
        project, checked, checked.guide.chapters[0], unpictured(checked), texts("en")
    )
    assert page.count("Make sure that the king is present.") == 1
    assert page.index("the king") < page.index("1.  Open") < page.index("the queen")


def test_notes_and_tables_of_what_is_so_stand_below_it(toy: Toy) -> None:
    project, checked = compiled(
        toy,
        '    Given "the king" is present\n      """\n      Really.\n      """\n'
        '    Given "the queen" is present\n    When I open the portal\n',
    )
    calls = checked.chapters[1].calls[:2]
    assert chapters.sentence_list(project, checked, calls) == (
        "-   Make sure that the king is present.\n\n"
        '    !!! note ""\n        Really.\n\n'
        "-   Make sure that the queen is present."
    )


@pytest.mark.parametrize(
    ("role", "language", "words"),
    [
        ("menuitem", "nb", "Skjermbilde av «S», der valget «N» er markert."),
        ("combobox", "nb", "Skjermbilde av «S», der elementet «N» er markert."),
        ("searchbox", "en", "Screenshot of “S” with the search field “N” marked."),
        ("combobox", "en", "Screenshot of “S” with the element “N” marked."),
    ],
)
def test_a_picture_says_in_words_what_is_marked(role: str, language: str, words: str) -> None:
    assert chapters.alt_text(Target(role, "N", "S"), texts(language)) == words
