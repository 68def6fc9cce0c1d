"""What the check says, word for word, when one thing in a small guide is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import small
from damage import Copy

from samsvar.verdicts import render

SOURCES = {"nb": small.NB, "en": small.EN}


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        pytest.param(
            "en",
            ('    When I log in as "auditor" of "Revisorkunde AS"\n'),
            (""),
            (
                "features/en/small.feature:19:3: translation/missing-step: A step of nb is missing at the start of this chapter.\n"
                '  expected: jeg logger på som "revisor" i "Revisorkunde AS"\n'
                '  write:    When I log in as "auditor" of "Revisorkunde AS"\n'
                "  twin:     features/nb/small.feature:20:5"
            ),
            id="a first step is missing",
        ),
        pytest.param(
            "en",
            ('      """\n    When I click "New user"\n'),
            ('      """\n'),
            (
                "features/en/small.feature:22:5: translation/missing-step: A step of nb is missing after this one.\n"
                '  expected: jeg trykker på "Ny bruker"\n'
                '  write:    When I click "New user"\n'
                "  twin:     features/nb/small.feature:26:5"
            ),
            id="a step is missing after another, though its like stands elsewhere",
        ),
        pytest.param(
            "en",
            (
                '    And the system access "Årsoppgjør" requires these access packages:\n'
                "      | Access package    |\n"
                "      | Auditor in charge |\n"
                "      | Skattegrunnlag    |\n"
                "      | Postal services   |\n"
            ),
            (""),
            (
                "features/en/small.feature:9:5: translation/missing-step: A step of nb is missing after this one.\n"
                '  expected: at systemtilgangen "Årsoppgjør" krever disse tilgangspakkene:\n'
                '  write:    Given the system access "Årsoppgjør" requires these access packages:\n'
                "              | Access package |\n"
                "              | Auditor in charge |\n"
                "              | Skattegrunnlag |\n"
                "              | Postal services |\n"
                "  twin:     features/nb/small.feature:13:5"
            ),
            id="a step with a table is missing",
        ),
        pytest.param(
            "en",
            ('    When I log in as "auditor" of "Revisorkunde AS"\n'),
            (
                '    When I log in as "auditor" of "Revisorkunde AS"\n'
                '    When I log in as "auditor" of "Revisorkunde AS"\n'
            ),
            (
                "features/en/small.feature:20:5: translation/extra-step: This step has no twin in nb: remove it, or write it there, too.\n"
                '  found:    I log in as "auditor" of "Revisorkunde AS"\n'
                '  write:    in nb: Når jeg logger på som "revisor" i "Revisorkunde AS"\n'
                "  twin:     features/nb/small.feature:19:3"
            ),
            id="a step is too many",
        ),
        pytest.param(
            "nb",
            (
                '    Og at systemtilgangen "Årsoppgjør" krever disse tilgangspakkene:\n'
                "      | Tilgangspakke     |\n"
                "      | Ansvarlig revisor |\n"
                "      | Skattegrunnlag    |\n"
                "      | Posttjenester     |\n"
            ),
            (""),
            (
                "features/en/small.feature:13:5: translation/extra-step: This step has no twin in nb: remove it, or write it there, too.\n"
                '  found:    the system access "Årsoppgjør" requires these access packages:\n'
                '  write:    in nb: Gitt at systemtilgangen "Årsoppgjør" krever disse tilgangspakkene:\n'
                "              | Tilgangspakke |\n"
                "              | Ansvarlig revisor |\n"
                "              | Skattegrunnlag |\n"
                "              | Posttjenester |\n"
                "  twin:     features/nb/small.feature:9:5"
            ),
            id="a step with a table is too many",
        ),
        pytest.param(
            "en",
            ('    When I log in as "auditor" of "Revisorkunde AS"\n    When I click "New user"\n'),
            ('    When I click "New user"\n    When I log in as "auditor" of "Revisorkunde AS"\n'),
            (
                "features/en/small.feature:20:5: translation/order: This step stands at another point than in nb.\n"
                '  found:    I click "New user"\n'
                '  expected: after line 21: When I log in as "auditor" of "Revisorkunde AS"\n'
                "  twin:     features/nb/small.feature:21:5"
            ),
            id="steps change places",
        ),
        pytest.param(
            "en",
            (
                '    When I click "New user"\n'
                '    Then I see the message "All clients have been added."\n'
            ),
            (
                '    Then I see the message "All clients have been added."\n'
                '    When I click "New user"\n'
            ),
            (
                "features/en/small.feature:21:5: translation/extra-step: This step has no twin in nb: remove it, or write it there, too.\n"
                '  found:    I see the message "All clients have been added."\n'
                '  write:    in nb: Så ser jeg meldingen "Alle klienter er lagt til."\n'
                "  twin:     features/nb/small.feature:20:5\n"
                "\n"
                "features/en/small.feature:22:5: translation/extra-step: This step has no twin in nb: remove it, or write it there, too.\n"
                '  found:    I click "New user"\n'
                '  write:    in nb: Når jeg trykker på "Ny bruker"\n'
                "  twin:     features/nb/small.feature:20:5\n"
                "\n"
                "features/en/small.feature:26:5: translation/missing-step: A step of nb is missing after this one.\n"
                '  expected: ser jeg meldingen "Alle klienter er lagt til."\n'
                '  write:    Then I see the message "All clients have been added."\n'
                "  twin:     features/nb/small.feature:22:5\n"
                "\n"
                "features/en/small.feature:26:5: translation/missing-step: A step of nb is missing after this one.\n"
                '  expected: jeg trykker på "Ny bruker"\n'
                '  write:    When I click "New user"\n'
                "  twin:     features/nb/small.feature:26:5"
            ),
            id="a step moves to the start",
        ),
        pytest.param(
            "en",
            ('"auditor" of'),
            ('"accountant" of'),
            (
                "features/en/small.feature:6:5: translation/argument: The twins name a different role in this step.\n"
                "  found:    accountant\n"
                "  expected: auditor (nb: revisor)\n"
                '  write:    Given "DISKRET NÆR TIGER AS" is "auditor" of "Revisorkunde AS" in the Brønnøysund Registers\n'
                "  twin:     features/nb/small.feature:6:5"
            ),
            id="an argument differs",
        ),
        pytest.param(
            "en",
            ('"auditor" of "Revisorkunde AS" in'),
            ('"accountant" of "Klientkunde AS" in'),
            (
                "features/en/small.feature:6:5: translation/argument: The twins name a different role and organization in this step.\n"
                "  found:    accountant, Klientkunde AS\n"
                "  expected: auditor (nb: revisor), Revisorkunde AS (nb: Revisorkunde AS)\n"
                '  write:    Given "DISKRET NÆR TIGER AS" is "auditor" of "Revisorkunde AS" in the Brønnøysund Registers\n'
                "  twin:     features/nb/small.feature:6:5"
            ),
            id="two arguments differ",
        ),
        pytest.param(
            "en",
            ('"DISKRET NÆR TIGER AS" is "auditor" of "Revisorkunde AS"'),
            ('"Revisorkunde AS" is "auditor" of "DISKRET NÆR TIGER AS"'),
            (
                "features/en/small.feature:6:5: translation/argument: The twins name a different organization in this step.\n"
                "  found:    Revisorkunde AS, DISKRET NÆR TIGER AS\n"
                "  expected: DISKRET NÆR TIGER AS (nb: DISKRET NÆR TIGER AS), Revisorkunde AS (nb: Revisorkunde AS)\n"
                '  write:    Given "DISKRET NÆR TIGER AS" is "auditor" of "Revisorkunde AS" in the Brønnøysund Registers\n'
                "  twin:     features/nb/small.feature:6:5"
            ),
            id="arguments change places",
        ),
        pytest.param(
            "en",
            ('      """\n      A note.\n      """\n'),
            (""),
            (
                "features/en/small.feature:22:5: translation/note: This step has a note in nb, but none here.\n"
                "  expected: En merknad.\n"
                "  twin:     features/nb/small.feature:22:5"
            ),
            id="a note is missing",
        ),
        pytest.param(
            "nb",
            ('      """\n      En merknad.\n      """\n'),
            (""),
            (
                "features/en/small.feature:22:5: translation/note: This step has a note here, but none in nb.\n"
                "  found:    A note.\n"
                "  twin:     features/nb/small.feature:22:5"
            ),
            id="a note is too many",
        ),
        pytest.param(
            "en",
            ("| condominium         |"),
            ("| housing cooperative |"),
            (
                "features/en/small.feature:12:9: translation/table: The twins differ in row 2 of the table, column “Organization form”.\n"
                "  found:    housing cooperative\n"
                "  expected: condominium (nb: eierseksjonssameie)\n"
                "  write:    condominium\n"
                "  twin:     features/nb/small.feature:12:9"
            ),
            id="a cell differs",
        ),
        pytest.param(
            "en",
            ("      | Skattegrunnlag    |\n"),
            (""),
            (
                "features/en/small.feature:15:9: translation/table: A row of nb is missing below this one.\n"
                "  expected: | Skattegrunnlag |\n"
                "  write:    | Skattegrunnlag |\n"
                "  twin:     features/nb/small.feature:16:9"
            ),
            id="a row is missing",
        ),
        pytest.param(
            "en",
            ("      | Auditor in charge |\n"),
            (""),
            (
                "features/en/small.feature:14:9: translation/table: A row of nb is missing below this one.\n"
                "  expected: | Ansvarlig revisor |\n"
                "  write:    | Auditor in charge |\n"
                "  twin:     features/nb/small.feature:15:9"
            ),
            id="the first row is missing",
        ),
        pytest.param(
            "en",
            ("      | Skattegrunnlag    |\n"),
            ("      | Skattegrunnlag    |\n      | Assistant auditor |\n"),
            (
                "features/en/small.feature:17:9: translation/table: This row has no twin in nb: remove it, or write it there, too.\n"
                "  found:    | Assistant auditor |\n"
                "  write:    in nb: | Revisormedarbeider |\n"
                "  twin:     features/nb/small.feature:16:9"
            ),
            id="a row is too many",
        ),
        pytest.param(
            "en",
            ("| housing cooperative |\n      | condominium         |"),
            ("| condominium |\n      | housing cooperative |"),
            (
                "features/en/small.feature:9:5: translation/table: The rows of the table stand in another order than in nb.\n"
                "  write:    | Organization form |\n"
                "            | housing cooperative |\n"
                "            | condominium |\n"
                "  twin:     features/nb/small.feature:9:5"
            ),
            id="rows change places",
        ),
        pytest.param(
            "en",
            (
                "      | Auditor in charge |\n"
                "      | Skattegrunnlag    |\n"
                "      | Postal services   |\n"
            ),
            (
                "      | Postal services   |\n"
                "      | Auditor in charge |\n"
                "      | Skattegrunnlag    |\n"
                "      | Auditor in charge |\n"
            ),
            (
                "features/en/small.feature:15:9: translation/table: This row has no twin in nb: remove it, or write it there, too.\n"
                "  found:    | Postal services |\n"
                "  write:    in nb: | Posttjenester |\n"
                "  twin:     features/nb/small.feature:14:9\n"
                "\n"
                "features/en/small.feature:18:9: translation/table: The twins differ in row 4 of the table, column “Access package”.\n"
                "  found:    Auditor in charge\n"
                "  expected: Postal services (nb: Posttjenester)\n"
                "  write:    Postal services\n"
                "  twin:     features/nb/small.feature:17:9"
            ),
            id="a row moves and another is too many",
        ),
        pytest.param(
            "en",
            ("@small"),
            ("@large"),
            (
                "features/en/small.feature:3:1: translation/tags: The twins have different tags.\n"
                "  found:    @large\n"
                "  expected: @small\n"
                "  twin:     features/nb/small.feature:3:1"
            ),
            id="the tags differ",
        ),
        pytest.param(
            "en",
            ("@small\n"),
            (""),
            (
                "features/en/small.feature:2:1: translation/tags: The twins have different tags.\n"
                "  found:    no tags\n"
                "  expected: @small\n"
                "  twin:     features/nb/small.feature:3:1"
            ),
            id="a tag is missing",
        ),
        pytest.param(
            "en",
            (
                "  Scenario: Clicks\n"
                '    When I log in as "auditor" of "Revisorkunde AS"\n'
                '    When I click "New user"\n'
                '    Then I see the message "All clients have been added."\n'
                '      """\n'
                "      A note.\n"
                '      """\n'
                '    When I click "New user"\n'
                "\n"
            ),
            (""),
            (
                "features/en/small.feature:8:3: translation/chapter: A chapter of nb is missing after this one.\n"
                "  expected: a twin of “Klikk”\n"
                "  twin:     features/nb/small.feature:19:3"
            ),
            id="a chapter is missing",
        ),
        pytest.param(
            "en",
            (
                "  Scenario: Roles\n"
                '    Given the role "business manager" gives "Business manager real estate" for these organization forms only:\n'
                "      | Organization form   |\n"
                "      | housing cooperative |\n"
                "      | condominium         |\n"
                '    And the system access "Årsoppgjør" requires these access packages:\n'
                "      | Access package    |\n"
                "      | Auditor in charge |\n"
                "      | Skattegrunnlag    |\n"
                "      | Postal services   |\n"
                "\n"
            ),
            (""),
            (
                "features/en/small.feature:3:1: translation/chapter: A chapter of nb is missing at the start of this guide.\n"
                "  expected: a twin of “Roller”\n"
                "  twin:     features/nb/small.feature:8:3"
            ),
            id="the first chapter is missing",
        ),
        pytest.param(
            "nb",
            (
                "  Scenario: Klikk\n"
                '    Når jeg logger på som "revisor" i "Revisorkunde AS"\n'
                '    Når jeg trykker på "Ny bruker"\n'
                '    Så ser jeg meldingen "Alle klienter er lagt til."\n'
                '      """\n'
                "      En merknad.\n"
                '      """\n'
                '    Når jeg trykker på "Ny bruker"\n'
                "\n"
            ),
            (""),
            (
                "features/en/small.feature:19:3: translation/chapter: This chapter has no twin in nb: remove it, or write it there, too.\n"
                "  found:    Clicks\n"
                "  twin:     features/nb/small.feature:8:3"
            ),
            id="a chapter is too many",
        ),
        pytest.param(
            "en",
            (
                "  Scenario: Clicks\n"
                '    When I log in as "auditor" of "Revisorkunde AS"\n'
                '    When I click "New user"\n'
                '    Then I see the message "All clients have been added."\n'
                '      """\n'
                "      A note.\n"
                '      """\n'
                '    When I click "New user"\n'
                "\n"
                "  Scenario: End\n"
                '    When I go to "Users" in the menu\n'
            ),
            (
                "  Scenario: End\n"
                '    When I go to "Users" in the menu\n'
                "\n"
                "  Scenario: Clicks\n"
                '    When I log in as "auditor" of "Revisorkunde AS"\n'
                '    When I click "New user"\n'
                '    Then I see the message "All clients have been added."\n'
                '      """\n'
                "      A note.\n"
                '      """\n'
                '    When I click "New user"\n'
                "\n"
            ),
            (
                "features/en/small.feature:19:3: translation/order: This chapter stands at another point than in nb.\n"
                "  found:    End\n"
                "  expected: after line 22: Clicks\n"
                "  twin:     features/nb/small.feature:28:3"
            ),
            id="chapters change places",
        ),
        pytest.param(
            "en",
            ('When I go to "Users" in the menu'),
            ('Then I do not find the button "New user"'),
            (
                "features/en/small.feature:28:3: translation/missing-step: A step of nb is missing at the start of this chapter.\n"
                '  expected: jeg går til "Brukere" i menyen\n'
                '  write:    When I go to "Users" in the menu\n'
                "  twin:     features/nb/small.feature:29:5\n"
                "\n"
                "features/en/small.feature:29:5: translation/extra-step: This step has no twin in nb: remove it, or write it there, too.\n"
                '  found:    I do not find the button "New user"\n'
                '  write:    in nb: Så finner jeg ikke knappen "Ny bruker"\n'
                "  twin:     features/nb/small.feature:28:3"
            ),
            id="a chapter says something else altogether",
        ),
        pytest.param(
            "en",
            (
                "  Background: Prerequisites\n"
                '    Given "DISKRET NÆR TIGER AS" is "auditor" of "Revisorkunde AS" in the Brønnøysund Registers\n'
                "\n"
            ),
            (""),
            (
                "features/en/small.feature:3:1: translation/prerequisites: The guide has prerequisites in nb, but none here.\n"
                "  twin:     features/nb/small.feature:5:3"
            ),
            id="the prerequisites are missing",
        ),
        pytest.param(
            "nb",
            (
                "  Bakgrunn: Forutsetninger\n"
                '    Gitt at "DISKRET NÆR TIGER AS" er "revisor" for "Revisorkunde AS" i Enhetsregisteret\n'
                "\n"
            ),
            (""),
            (
                "features/nb/small.feature:3:1: translation/prerequisites: The guide has prerequisites in en, but none here.\n"
                "  twin:     features/en/small.feature:5:3"
            ),
            id="the prerequisites are missing in the first language",
        ),
        pytest.param(
            "en",
            ("  Background: Prerequisites\n"),
            (""),
            (
                "features/en/small.feature:3:1: translation/prerequisites: The guide has prerequisites in nb, but none here.\n"
                "  twin:     features/nb/small.feature:5:3\n"
                "\n"
                "features/en/small.feature:5:5: text/wrong-keyword: This step stands before the chapters, where it is only prose.\n"
                '  found:    Given "DISKRET NÆR TIGER AS" is "auditor" of "Revisorkunde AS" in the Brønnøysund Registers'
            ),
            id="the prerequisites have no title",
        ),
        pytest.param(
            "en",
            ("  Scenario: End\n"),
            (
                "  Scenario: End\n"
                "    If you are here.\n"
                "    When you are done, stop.\n"
                "    That is all.\n"
                "\n"
            ),
            (
                "features/en/small.feature:30:5: text/prose: A line that begins with When is a step to Gherkin, also in the middle of prose.\n"
                "  found:    When you are done, stop.\n"
                "  write:    in prose: begin the line with another word; a step: on one line of its own, below a blank line"
            ),
            id="prose begins like a step",
        ),
        pytest.param(
            "en",
            ("  Scenario: End\n"),
            ("  Scenario: End\n    If you are here.\n    When you are done, stop.\n\n"),
            (
                "features/en/small.feature:30:5: text/prose: A line that begins with When is a step to Gherkin, also in the middle of prose.\n"
                "  found:    When you are done, stop.\n"
                "  write:    in prose: begin the line with another word; a step: on one line of its own, below a blank line"
            ),
            id="the last line of prose begins like a step",
        ),
        pytest.param(
            "en",
            ('I click "New user"'),
            ('I click\n      "New user"'),
            (
                "features/en/small.feature:22:7: text/syntax: A step stands on one line, and begins with Given, When, Then, And or But.\n"
                '  found:    "New user"'
            ),
            id="a step is broken over two lines",
        ),
        pytest.param(
            "en",
            ('    When I click "New user"\n'),
            ('    Wen I click "New user"\n'),
            (
                "features/en/small.feature:21:5: text/syntax: A step stands on one line, and begins with Given, When, Then, And or But.\n"
                '  found:    Wen I click "New user"\n'
                '  write:    When I click "New user"'
            ),
            id="a keyword is misspelt",
        ),
        pytest.param(
            "en",
            ('    When I log in as "auditor" of "Revisorkunde AS"\n'),
            ('    Wen I log in as "auditor" of "Revisorkunde AS"\n'),
            (
                "features/en/small.feature:20:5: text/wrong-keyword: Wen begins no step in en: this line is only prose.\n"
                '  found:    Wen I log in as "auditor" of "Revisorkunde AS"\n'
                '  write:    When I log in as "auditor" of "Revisorkunde AS"'
            ),
            id="the first keyword of a chapter is misspelt",
        ),
        pytest.param(
            "en",
            ('    When I click "New user"\n'),
            ('    Hello you "New user"\n'),
            (
                "features/en/small.feature:21:5: text/syntax: A step stands on one line, and begins with Given, When, Then, And or But.\n"
                '  found:    Hello you "New user"'
            ),
            id="a line means nothing",
        ),
        pytest.param(
            "en",
            ('      """\n    When I click "New user"\n'),
            ('    When I click "New user"\n'),
            (
                "features/en/small.feature:29:1: text/syntax: The file ends too early.\n"
                '  expected: one of: the three quotation marks (""") of a note, prose'
            ),
            id="a note is not closed",
        ),
        pytest.param(
            "en",
            ("Feature: Small"),
            ("Feature Small"),
            (
                "features/en/small.feature:3:1: text/syntax: Gherkin cannot read this line here.\n"
                "  found:    Feature Small\n"
                "  expected: one of: a tag, the guide's title"
            ),
            id="a title has no colon",
        ),
        pytest.param(
            "en",
            ("Scenario: End"),
            ("Senario: End"),
            (
                "features/en/small.feature:28:3: text/syntax: Gherkin cannot read this line here.\n"
                "  found:    Senario: End\n"
                '  expected: one of: the end of the file, a row of a table, the three quotation marks (""") of a note, a step, a tag, a chapter\n'
                "  write:    Scenario: End"
            ),
            id="a title is misspelt",
        ),
        pytest.param(
            "en",
            ("      | condominium         |"),
            ("      | condominium"),
            (
                "features/en/small.feature:12:7: text/syntax: Inconsistent cell count within the table."
            ),
            id="a row is not closed",
        ),
        pytest.param(
            "en",
            ("    When I go to"),
            ("    Når I go to"),
            ("features/en/small.feature:28:3: text/empty: A chapter needs at least one step."),
            id="a step of the other language",
        ),
    ],
)
def test_what_is_said_when(
    copy: Callable[[str], Copy], language: str, old: str, new: str, told: str
) -> None:
    here = copy(small.NAME)
    for code, source in SOURCES.items():
        assert code != language or old in source
        here.put(code, source.replace(old, new, 1) if code == language else source)
    assert render(here.check()) == told


def test_nothing_is_said_of_the_whole_guide(copy: Callable[[str], Copy]) -> None:
    here = copy(small.NAME)
    for code, source in SOURCES.items():
        here.put(code, source)
    assert here.check() == ()
