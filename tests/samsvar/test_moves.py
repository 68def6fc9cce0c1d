"""What a move to another edition breaks, tried in process in a small portal with two editions."""

from __future__ import annotations

import pytest
from agreed import settle
from toy import Command, Toy

from samsvar import config as settings
from samsvar.checking import Project
from samsvar.moves import breaks
from samsvar.patches import followed, reader
from samsvar.verdicts import Verdict


@pytest.fixture
def moved(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """The toy with a newer edition, which the guides are held against; nothing differs yet."""
    toy.replace("samsvar.toml", 'editions = ["1"]', 'editions = ["1", "2"]')
    (toy.root / "labels" / "2").mkdir()
    monkeypatch.setenv(settings.EDITION, "2")
    return toy


def found(toy: Toy) -> tuple[Verdict, ...]:
    project = toy.project()
    return breaks(project, project.check())


def test_a_move_that_changes_nothing_breaks_nothing(moved: Toy) -> None:
    assert found(moved) == ()


def test_a_renamed_button_is_told_with_its_names_and_the_edit(moved: Toy) -> None:
    moved.write("labels/2/en.yml", "button:\n  greet: Say hello\n")
    moved.replace(
        f"{moved.package}/portal.py", '"Greet", "Greet someone"', '"Say hello", "Greet someone"'
    )
    (verdict,) = found(moved)
    assert str(verdict) == (
        "features/en/greet.feature:16:17: label/renamed: This button reads differently in edition "
        "2.\n"
        "  found:    Greet\n"
        "  expected: nb: “Hils”; en: “Say hello”\n"
        "  write:    Say hello"
    )
    (source,) = followed([verdict], reader(moved.root)).values()
    assert 'And I click "Say hello"' in source


def test_of_two_new_names_the_one_that_is_on_the_screen_is_chosen(moved: Toy) -> None:
    for code, old, new in (("nb", "Hils", "Hils på"), ("en", "Greet", "Say hello")):
        moved.replace(
            f"labels/1/{code}.yml", f"  greet: {old}\n", f"  greet: {old}\n  greet_again: {old}\n"
        )
        moved.write(
            f"labels/2/{code}.yml", f"button:\n  greet: {new} no\n  greet_again: {new} yes\n"
        )
    moved.replace(f"{moved.package}/portal.py", '"Hils",', '"Hils på yes",')
    moved.replace(f"{moved.package}/portal.py", '"Greet",', '"Say hello yes",')
    assert [(v.language, v.rule, v.found, v.suggestion) for v in found(moved)] == [
        ("en", "label/renamed", "Greet", "Say hello yes"),
        ("nb", "label/renamed", "Hils", "Hils på yes"),
    ]


def test_when_none_of_the_new_names_fits_the_screen_is_told(moved: Toy) -> None:
    moved.write("labels/2/en.yml", "button:\n  greet: Say hello\n")
    rules = [(v.rule, v.place.line) for v in found(moved)]
    assert rules == [("label/not-shown", 16), ("label/renamed", 16)]


def test_a_label_that_the_portal_has_dropped_is_gone(moved: Toy) -> None:
    moved.replace("labels/1/nb.yml", "message:\n", "message:\n  old: Ha det.\n")
    moved.replace("labels/1/en.yml", "message:\n", "message:\n  old: Goodbye.\n")
    for code, text in (("nb", "Ha det."), ("en", "Goodbye.")):
        moved.write(f"labels/2/{code}.yml", "message:\n  old: '{name}'\n")
        see = {"nb": "Så ser jeg meldingen", "en": "Then I see the message"}[code]
        moved.replace(f"features/{code}/greet.feature", see, f'{see} "{text}"\n    {see}')
    gone = [v for v in found(moved) if v.rule == "label/gone"]
    assert [(v.language, v.found, v.edits) for v in gone] == [
        ("en", "Goodbye.", ()),
        ("nb", "Ha det.", ()),
    ]
    assert gone[0].message == "There is no such message in edition 2 any more."


def test_something_that_must_be_pressed_first_is_found_by_trying(moved: Toy) -> None:
    for code in ("nb", "en"):
        text = {"nb": '    Og jeg trykker på "Hils"\n', "en": '    And I click "Greet"\n'}[code]
        moved.replace(f"features/{code}/greet.feature", text, "")
    told = {v.language: v for v in found(moved) if v.rule == "behaviour/screen"}
    assert told["en"].suggestion == 'When I click "Greet", before this step'
    assert told["nb"].suggestion == 'Når jeg trykker på "Hils", before this step'
    source = followed(told.values(), reader(moved.root))
    assert (
        '    When I click "Greet"\n    When I write the name "Ola"\n'
        in source["features/en/greet.feature"]
    )


def test_only_the_guides_that_are_asked_about_are_tried(moved: Toy) -> None:
    moved.write("labels/2/en.yml", "button:\n  greet: Say hello\n")
    project = moved.project()
    assert breaks(project, project.check(), ["leave"]) == ()


def test_the_edition_of_the_guides_is_named_in_the_settings(moved: Toy) -> None:
    verdict = settings.edition_verdict(moved.project().config)
    assert followed([verdict], reader(moved.root)) == {
        "samsvar.toml": (moved.root / "samsvar.toml")
        .read_text(encoding="utf-8")
        .replace('edition = "1"', 'edition = "2"', 1)
    }


def test_settings_that_name_no_edition_get_one(moved: Toy) -> None:
    moved.replace("samsvar.toml", 'edition = "1"\n', "")
    verdict = settings.edition_verdict(moved.project().config)
    (text,) = followed([verdict], reader(moved.root)).values()
    assert text.startswith('edition = "2"\nlanguages')
    assert Project.load(settings.load(moved.root)).config.written == "1"


def test_the_command_tells_what_a_move_breaks_in_what_was_asked_for(
    moved: Toy, samsvar: Command
) -> None:
    moved.write("labels/2/en.yml", "button:\n  greet: Say hello\n")
    edition = ("test", "--edition", "2")
    assert samsvar(*edition)[0] == 1
    assert samsvar(*edition, "--language", "nb") == (
        0,
        "What was asked for holds in edition 2, too.\n",
        "",
    )
    assert samsvar(*edition, "--guide", "leave", "--format", "json")[2] == (
        "What was asked for holds in edition 2, too.\n"
    )
    code, _, refused = samsvar(*edition, "--tags", "@short", "--junit", "report.xml")
    assert code == 2
    assert "leave out --tags" in " ".join(refused.split())


def test_a_dry_run_of_a_migration_prints_one_patch_and_writes_nothing(
    moved: Toy, samsvar: Command
) -> None:
    moved.write("labels/2/en.yml", "button:\n  greet: Say hello\n")
    moved.replace(
        f"{moved.package}/portal.py", '"Greet", "Greet someone"', '"Say hello", "Greet someone"'
    )
    before = (moved.root / "features/en/greet.feature").read_text(encoding="utf-8")
    code, patch, errors = samsvar("migrate", "--to", "2", "--dry-run")
    assert (code, errors) == (0, "")
    assert '+    And I click "Say hello"\n' in patch
    assert '+edition = "2"\n' in patch
    assert (moved.root / "features/en/greet.feature").read_text(encoding="utf-8") == before


def test_a_migration_writes_what_is_known_and_tells_the_rest(moved: Toy, samsvar: Command) -> None:
    moved.write("labels/2/en.yml", "button:\n  greet: Say hello\n")
    code, said, errors = samsvar("migrate", "--to", "2")
    assert (code, said) == (1, "Moved to edition 2: 2 files changed.\n")
    assert errors.endswith("For a person to settle: 1 error.\n")
    assert 'I click "Say hello"' in (moved.root / "features/en/greet.feature").read_text()


def test_a_migration_that_cannot_write_a_file_tells_which_it_has_and_can_go_on(
    moved: Toy, samsvar: Command
) -> None:
    moved.write("labels/2/en.yml", "button:\n  greet: Say hello\n")
    moved.replace(
        f"{moved.package}/portal.py", '"Greet", "Greet someone"', '"Say hello", "Greet someone"'
    )
    long = "x" * 238 + ".feature"  # there is no room for the name of a temporary file
    for code in ("nb", "en"):
        source = (moved.root / f"features/{code}/greet.feature").read_text(encoding="utf-8")
        moved.write(f"features/{code}/{long}", source)
    assert samsvar("migrate", "--to", "2") == (
        2,
        "",
        f"features/en/{long}:1:1: error: site/folder: Nothing can be written here: file name too "
        "long. Written before it: features/en/greet.feature.\n"
        "  write:    free space or the rights to write, then run this command again\n"
        "  why:      What cannot be written is not published.\n",
    )
    assert 'edition = "1"' in (moved.root / "samsvar.toml").read_text(encoding="utf-8")
    for code in ("nb", "en"):
        (moved.root / f"features/{code}/{long}").rename(moved.root / f"features/{code}/x.feature")
    assert samsvar("migrate", "--to", "2") == (0, "Moved to edition 2: 2 files changed.\n", "")


TERMS = """\
- key: greet
  audience: guides
  source: "the court"
  en:
    preferred: [hail, hails]
    avoided:
      - words: [greet, greets]
        because: "The court hails."
"""


@pytest.mark.parametrize("is_recorded", [True, False])
def test_a_migration_that_changes_prose_tells_that_it_may_be_to_review(
    moved: Toy, samsvar: Command, is_recorded: bool
) -> None:
    moved.write("terms.yml", TERMS)
    moved.replace("samsvar.toml", "languages", 'terms = "terms.yml"\nlanguages')
    if is_recorded:
        assert settle(moved.project())
    said = samsvar("migrate", "--to", "2")[1]
    assert said.startswith("Moved to edition 2: ")
    line = "Texts may be to review now, in one language: samsvar check says which.\n"
    assert said.endswith(line) == is_recorded


def test_a_migration_to_the_edition_in_force_is_none(toy: Toy, samsvar: Command) -> None:
    assert samsvar("migrate", "--to", "1") == (
        0,
        "The guides are written for edition 1 already.\n",
        "",
    )
    code, _, refused = samsvar("migrate", "--to", "3")
    assert (code, refused.splitlines()[-1]) == (
        2,
        "Error: Invalid value for --to: there is no 3. There are: 1.",
    )
