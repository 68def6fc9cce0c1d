"""Every mistake in a world or a catalogue: the exact text, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_world import SMALL, message
from town import WORLD

from systemtilgang.world import WorldError, load_world, template


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "role: daglig-leder",
            "role: dagligleder",
            "world.yml:8: found dagligleder, expected the code of a register role; "
            "nearest: daglig-leder",
        ),
        (
            "role: daglig-leder",
            "role: rettighetshaver",
            "world.yml:8: found rettighetshaver, expected the code of a register role",
        ),
        (
            'to: "ANNA LI"',
            'to: "ANA LI"',
            "world.yml:8: found ANA LI, expected the name of a party above; nearest: ANNA LI",
        ),
        (
            'to: "ANNA LI"',
            'to: "Firm AS"',
            "world.yml:8: found Firm AS, expected another party than from",
        ),
        (
            "[skattegrunnlag], connected",
            "[skattegrunnlag, skattegrunnlag], connected",
            "world.yml:10: found skattegrunnlag again, expected each of these once",
        ),
        (
            "[skattegrunnlag, ansvarlig-revisor]",
            "[skattegrunnlag, skattegrunnlag]",
            "world.yml:17: found skattegrunnlag again, expected each of these once",
        ),
        (
            "[skattegrunnlag]\n    created",
            "[skattegrunnlag, skattegrunnlag]\n    created",
            "world.yml:23: found skattegrunnlag again, expected each of these once",
        ),
        (
            'to: "ANNA LI"',
            "to: no",
            "world.yml:8: found no without quotes, which YAML reads as true or false, "
            "expected a text",
        ),
        (
            'nb: "Skatt"',
            'no: "Skatt"',
            "world.yml:15: found no without quotes, which YAML reads as true or false, "
            "expected a text",
        ),
        (
            'nb: "Skatt"',
            'nn: "Skatt"',
            "world.yml:15: found nn, expected one of the keys id, vendor, vendor_name, nb, en, "
            "packages, services, is_visible, redirect_urls",
        ),
        (
            '    nb: "Skatt"\n',
            "",
            "world.yml:12: found id, vendor, vendor_name, en, packages, expected also the key nb",
        ),
        (
            '    nb: "Skatt"\n',
            '    nb: "Skatt"\n    nb: "Skatt"\n',
            "world.yml:16: found the key nb again, expected every key once",
        ),
        (
            'nb: "Skatt"',
            "nb:",
            "world.yml:15: found nothing, expected a text, in quotes if it "
            "looks like something else",
        ),
        ('nb: "Skatt"', 'nb: " "', "world.yml:15: found  , expected a text that is not empty"),
        (
            'nb: "Skatt"',
            "nb: [Skatt]",
            "world.yml:15: found a list, expected a text, in quotes if "
            "it looks like something else",
        ),
        (
            'number: "14837101108"',
            "number: 14837101108",
            "world.yml:3: found 14837101108, expected a text, in quotes if it looks like "
            "something else",
        ),
        (
            'number: "14837101108"',
            'number: "14037101108"',
            "world.yml:3: found 14037101108, expected a synthetic person number (14037101108 is "
            "not a person number: digit 10 must be 4 by mod 11)",
        ),
        (
            'number: "315260183"',
            'number: "991825827"',
            "world.yml:5: found 991825827, expected a synthetic organisation number (991825827 is "
            "outside the synthetic series, which start with 31 or 21)",
        ),
        (
            'number: "311590839"',
            'number: "315260183"',
            "world.yml:6: found 315260183, expected a number that no other party has",
        ),
        (
            'name: "Firm Vest"',
            'name: "Firm AS"',
            "world.yml:6: found Firm AS, expected a name that no other party has",
        ),
        (
            "form: AS}",
            "form: A/S}",
            "world.yml:5: found A/S, expected an organisation form of the catalogue; nearest: AS",
        ),
        (
            "form: BEDR,",
            "form: AS,",
            "world.yml:6: found AS, expected BEDR or AAFY together with a main_unit, and only then",
        ),
        (
            "form: AS}",
            "form: AAFY}",
            "world.yml:5: found AAFY, expected BEDR or AAFY together with a main_unit, and only "
            "then",
        ),
        (
            'main_unit: "Firm AS"',
            'main_unit: "ANNA LI"',
            "world.yml:6: found ANNA LI, expected the name of an organisation above",
        ),
        (
            "packages: [skattegrunnlag], connected",
            "packages: [skattegrunlag], connected",
            "world.yml:10: found skattegrunlag, expected the code of a package that Firm Vest can "
            "be given; nearest: skattegrunnlag",
        ),
        (
            "packages: [skattegrunnlag], connected",
            "packages: [ansvarlig-revisor], connected",
            "world.yml:10: found ansvarlig-revisor, expected the code of a package that Firm Vest "
            "can be given",
        ),
        (
            "packages: [skattegrunnlag], connected",
            "packages: [hovedadministrator], connected",
            "world.yml:10: found hovedadministrator, expected the code of a package that Firm Vest "
            "can be given; nearest: klientadministrator",
        ),
        (
            "connected: 2025-09-01",
            "connected: 1. september",
            "world.yml:10: found 1. september, expected a date such as 2025-11-03",
        ),
        (
            '  - {from: "Firm AS", to: "ANNA LI", role: daglig-leder}\n',
            '  - {from: "Firm AS", to: "ANNA LI", role: daglig-leder}\n' * 2,
            "world.yml:9: found the same from, to and role again, expected each of these once",
        ),
        (
            'id: "315260183_tax"',
            'id: "311590839_tax"',
            "world.yml:12: found 311590839_tax, expected an id without spaces that begins with "
            "315260183_",
        ),
        (
            'id: "315260183_tax"',
            'id: "315260183_t x"',
            "world.yml:12: found 315260183_t x, expected an id without spaces that begins with "
            "315260183_",
        ),
        (
            'system: "315260183_tax"',
            'system: "315260183_tacks"',
            "world.yml:21: found 315260183_tacks, expected the id of a system above; nearest: "
            "315260183_tax",
        ),
        (
            "type: agent",
            "type: client",
            "world.yml:22: found client, expected standard or agent",
        ),
        (
            "    packages: [skattegrunnlag]\n",
            "    packages: [toll]\n",
            "world.yml:23: found toll, expected a package of the system that is delegable",
        ),
        (
            "    packages: [skattegrunnlag]\n",
            "    packages: []\n",
            "world.yml:23: found no packages, expected at least one package",
        ),
        (
            "    packages: [skattegrunnlag]\n",
            "    packages: skattegrunnlag\n",
            "world.yml:23: found skattegrunnlag, expected a list",
        ),
        (
            "    packages: [skattegrunnlag]\n",
            "    packages: [skattegrunnlag, ansvarlig-revisor]\n",
            "world.yml:19: found the client Firm AS (Client does not have the accesspackages the "
            "agent system user requires), expected clients that have given skattegrunnlag, "
            "ansvarlig-revisor to the owner",
        ),
        (
            "type: agent\n    packages: [skattegrunnlag]",
            "type: standard\n    packages: [ansvarlig-revisor]",
            "world.yml:23: found ansvarlig-revisor, expected a package of the system that is "
            "assignable",
        ),
        (
            "persons:",
            "person:",
            "world.yml:2: found person, expected one of the keys catalogue, "
            "persons, organisations, services, roles, grants, systems, accesses, requests; "
            "nearest: persons",
        ),
        (
            '  - {name: "ANNA LI", number: "14837101108"}',
            "  - ANNA LI",
            "world.yml:3: found ANNA LI, expected a mapping with the keys name, number, died",
        ),
        (
            "persons:\n",
            "persons: {}\n",
            "world.yml:3: found no YAML (did not find expected key), expected valid YAML",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_nearest_choice(
    directory: Path, old: str, new: str, expected: str
) -> None:
    assert old in SMALL
    assert message(directory, SMALL.replace(old, new, 1)) == expected


def test_a_system_user_is_not_given_what_no_system_user_can_have(directory: Path) -> None:
    package = "virksomhetens-representant-skjemaoppgaver"
    world = SMALL.replace("packages: [skattegrunnlag", f"packages: [{package}")
    world = world.replace(f"[{package}], connected", "[], connected").replace("agent", "standard")
    assert message(directory, world) == (
        f"world.yml:23: found {package}, expected a package of the system that is assignable"
    )


def test_a_second_access_of_the_same_key_is_a_mistake(directory: Path) -> None:
    access = SMALL.split("accesses:\n")[1]
    assert message(directory, SMALL + access) == (
        "world.yml:26: found a second access like that, "
        "expected one access per owner, system and external_ref"
    )
    other = access.replace("type:", 'external_ref: "other"\n    type:')
    (directory / "world.yml").write_text(SMALL + other, encoding="utf-8")
    assert len(load_world(directory / "world.yml").accesses) == 2


def test_a_second_system_of_the_same_id_is_a_mistake(directory: Path) -> None:
    system = SMALL.split("systems:\n")[1].split("accesses:", maxsplit=1)[0]
    assert message(directory, SMALL.replace("accesses:", system + "accesses:")) == (
        "world.yml:18: found 315260183_tax, expected an id that no other system has"
    )


def test_an_unknown_edition_is_a_mistake() -> None:
    with pytest.raises(WorldError) as caught:
        template(WORLD, "2025-11")
    assert str(caught.value) == (
        "found edition 2025-11, expected one of 2025-12, 2026-08; nearest: 2025-12"
    )


def test_files_that_are_missing_or_empty_are_mistakes(directory: Path) -> None:
    with pytest.raises(WorldError, match=r"found no readable file .*absent\.yml, expected"):
        load_world(directory / "absent.yml")
    assert message(directory, "") == "world.yml:1: found an empty file, expected YAML"
    assert message(directory, SMALL.replace("catalogue.yml", "cat.yml")).startswith(
        "found no readable file cat.yml, expected a YAML file in UTF-8"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'area: "a"',
            'area: "b"',
            "catalogue.yml:8: found b, expected the urn of an area of this file",
        ),
        (
            '"innehaver@BRL"',
            '"inehaver@BRL"',
            "catalogue.yml:8: found inehaver@BRL, expected the code of a "
            "role of this file; nearest: innehaver",
        ),
        (
            '"Person"',
            '"Menneske"',
            "catalogue.yml:8: found Menneske, expected Organisasjon or Person",
        ),
        (
            "assignable: true",
            "assignable: yes",
            "catalogue.yml:8: found yes, expected true or false",
        ),
    ],
)
def test_a_mistake_in_the_catalogue_is_told_like_one_in_the_world(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    catalogue = """\
forms: ["AS"]
areas:
  - {urn: "a", nb: "A", en: "A"}
roles:
  - {code: "innehaver", nb: "Eier", en: "Owner", key: true}
  - {code: "none", nb: "Ingen", en: "None"}
packages:
  - {code: "p", id: "1", nb: "P", en: "P", area: "a", entity: "Person", assignable: true, \
delegable: false, has: ["innehaver@BRL"]}
"""
    assert old in catalogue
    (tmp_path / "catalogue.yml").write_text(catalogue.replace(old, new), encoding="utf-8")
    assert message(tmp_path, SMALL) == expected
