"""Settings, catalogues and guides that cannot be read: one message, at the line, and exit code 2
(the command cannot go on) or 1 (the guides disagree)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from here import Here

SETTINGS = "samsvar.toml"
NB = "# language: no\nEgenskap: Lang\n\n  Scenario: Mye\n"
EN = "# language: en\nFeature: Long\n\n  Scenario: A lot\n"
WHY_SETTINGS = "\n  why:      Without its settings, samsvar does not know what to check."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'edition = "1"\n',
            'edition = "2"\n',
            "samsvar.toml:2:1: error: text/config: There is no edition with this name.\n"
            "  found:    2\n"
            "  expected: one of 1",
        ),
        (
            'edition = "1"\n',
            'editon = "1"\n',
            "samsvar.toml:2:1: error: text/config: There is no setting with this name.\n"
            "  found:    editon\n"
            "  expected: one of build, docs, edition, editions, features, labels, languages, "
            "rule_tests, rules, sealed, steps, terms, untold_rules\n"
            "  write:    edition",
        ),
        (
            '"nb", "en"',
            '"nb", "nb"',
            "samsvar.toml:1:1: error: text/config: Each language is named once.\n"
            "  found:    nb, nb",
        ),
        (
            '["nb", "en"]',
            "false",
            "samsvar.toml:1:1: error: text/config: This setting is a list.\n"
            "  found:    False\n"
            '  expected: languages = ["…", "…"], with at least one text',
        ),
        (
            'edition = "1"\n',
            'edition = "1"\nsealed = ["featurs"]\n',
            "samsvar.toml:3:1: error: text/config: There is no file or folder where this setting "
            "says.\n"
            "  found:    featurs\n"
            "  expected: a file or folder of this project\n"
            "  write:    features",
        ),
        (
            "languages = [",
            "languages = [[",
            "samsvar.toml:2:1: error: text/config: This file cannot be read: unclosed array.",
        ),
    ],
)
def test_a_setting_that_is_wrong(here: Here, old: str, new: str, told: str) -> None:
    here.replace(SETTINGS, old, new)
    assert here.run("check").expect(2).printed == told + WHY_SETTINGS


@pytest.mark.parametrize("name", ["labels", "steps", "terms"])
def test_a_setting_that_leads_nowhere(here: Here, name: str) -> None:
    lines = (here.root / SETTINGS).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(name)]
    (here.root / SETTINGS).write_text("\n".join([*kept, f'{name} = "nope"\n']), encoding="utf-8")
    kind = "file" if name == "terms" else "folder"
    assert here.run("check").expect(2).printed == (
        f"samsvar.toml:{len(kept) + 1}:1: error: text/config: There is no {kind} where the setting "
        f"{name} says.\n"
        "  found:    nope" + WHY_SETTINGS
    )


@pytest.mark.parametrize(
    ("setting", "line", "found"), [('features = "nope"\n', 1, "nope"), ("", 1, "features")]
)
def test_guides_that_are_nowhere_are_all_that_is_told(
    here: Here, setting: str, line: int, found: str
) -> None:
    settings = (here.root / SETTINGS).read_text(encoding="utf-8")
    (here.root / SETTINGS).write_text(setting + settings, encoding="utf-8")
    (here.root / "features").rename(here.root / "guides")
    for code in ("nb", "en"):
        page = here.root / f"docs/{code}/index.md"
        page.write_text("[a](guides/greet.md)\n", encoding="utf-8")
    assert here.run("check").expect(1).printed == (
        f"samsvar.toml:{line}:1: error: text/config: There is no folder where the setting features "
        f"says.\n  found:    {found}{WHY_SETTINGS}\n\n1 error."
    )
    (here.root / found).mkdir()
    assert (
        here.run("check")
        .expect(1)
        .printed.startswith(f"{found}:1:1: error: text/empty: There are no guides here.\n")
    )
    assert here.run("check").printed.endswith("\n1 error.")


def test_a_language_that_there_is_not(here: Here) -> None:
    here.replace(SETTINGS, '"nb", "en"', '"no", "en"')
    assert here.run("check").expect(2).printed == (
        "samsvar.toml:1:1: error: text/language: This is not a language that samsvar knows.\n"
        "  found:    no\n"
        '  expected: one of "nb", "nn", "en"\n'
        '  write:    "nb"\n'
        "  why:      A language that samsvar does not know has no keywords and no phrases."
    )


@pytest.mark.parametrize("command", ["steps", "test", "site", "preview"])
def test_every_command_stops_at_a_wrong_setting(here: Here, command: str) -> None:
    (here.root / SETTINGS).write_bytes(b'edition = "\xe6"\n')
    printed = here.run(command).expect(2).printed
    assert printed == (
        "samsvar.toml:1:1: error: text/config: This file cannot be read: it is not in UTF-8."
        + WHY_SETTINGS
    )
    assert not here.build.exists()


def test_no_project_at_all(tmp_path: Path) -> None:
    printed = Here(tmp_path, "").run("check").expect(2).printed
    assert printed == (
        f"{tmp_path}:1:1: error: text/config: No samsvar.toml here or in a folder above.\n"
        "  write:    go to the project's folder, then run the command again" + WHY_SETTINGS
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"button:\n  send: [Send\n", "3:1: error: text/yaml: This is not valid YAML: "),
        (
            b"button:\n  send: S\xe6nd\n",
            "2:1: error: text/yaml: This file cannot be read: it is not in",
        ),
        (
            b"button:\n  no: Send\n",
            "2:3: error: label/catalogue: YAML does not read this key as text: ",
        ),
        (
            b"button:\n  send: no\n",
            "2:3: error: label/catalogue: The label button.send is not a text: ",
        ),
        (b"- a\n", "1:1: error: label/catalogue: A catalogue maps kinds to labels."),
        (b"", "1:1: error: label/catalogue: A catalogue maps kinds to labels."),
        (
            b"button:\n  send: Send\n",
            "1:1: error: label/catalogue: The label button.greet is missing",
        ),
    ],
)
def test_a_catalogue_that_is_broken(here: Here, written: bytes, told: str) -> None:
    (here.root / "labels/1/nb.yml").write_bytes(written)
    assert here.run("check").expect(2).printed.startswith(f"labels/1/nb.yml:{told}")


def test_a_catalogue_that_is_missing(here: Here) -> None:
    (here.root / "labels/1/en.yml").unlink()
    assert here.run("check").expect(2).printed == (
        "labels/1/en.yml:1:1: error: text/yaml: This file cannot be read: no such file or "
        "directory.\n"
        "  why:      What cannot be read cannot be checked."
    )


def test_a_guide_that_is_not_in_utf8(here: Here) -> None:
    path = here.root / "features/nb/greet.feature"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    told = (
        "features/nb/greet.feature:5:14: error: text/encoding: A feature file is written in "
        "UTF-8; this byte is not.\n"
    )
    for command in (["check"], ["test"], ["site"]):
        printed = here.run(*command).expect(1).printed
        assert told in printed
        assert "  write:    save the file as UTF-8" in printed
        assert printed.endswith("1 error.")


def test_a_guide_that_is_a_folder_or_leads_nowhere(here: Here) -> None:
    for language in ("nb", "en"):
        (here.root / f"features/{language}/folder.feature").mkdir()
        (here.root / f"features/{language}/nowhere.feature").symlink_to("gone.feature")
    printed = here.run("check").expect(1).printed
    assert (
        "features/nb/folder.feature:1:1: error: text/file: This file cannot be read: is a"
        in printed
    )
    assert (
        "features/nb/nowhere.feature:1:1: error: text/file: This file cannot be read: no" in printed
    )
    assert printed.endswith("4 errors.")


def test_a_guide_with_nothing_in_it(here: Here) -> None:
    for language in ("nb", "en"):
        (here.root / f"features/{language}/greet.feature").write_text("", encoding="utf-8")
    assert here.run("check").expect(1).printed == (
        "greet: 2 errors\n"
        "───────────────\n"
        "\n"
        "features/en/greet.feature:1:1: error: text/empty: There is nothing in this file.\n"
        "  write:    a guide, or restore the file\n"
        "  why:      A guide without steps promises nothing that could be checked.\n"
        "\n"
        "features/nb/greet.feature:1:1: error: text/empty: There is nothing in this file.\n"
        "  write:    a guide, or restore the file\n"
        "\n"
        "2 errors."
    )


def long_chapter(here: Here, steps: int) -> None:
    """A chapter that goes to a page and back, and ends with an outcome."""
    for language, title, there, back, outcome in (
        (
            "nb",
            NB,
            "Når jeg åpner portalen",
            'Når jeg trykker på "Hils"',
            'Så er "dronningen" borte',
        ),
        ("en", EN, "When I open the portal", 'When I click "Greet"', 'Then "the queen" is gone'),
    ):
        lines = [*[there, back] * (steps // 2 - 1), there, outcome]
        source = title + "".join(f"    {line}\n" for line in lines)
        (here.root / f"features/{language}/greet.feature").write_text(source, encoding="utf-8")


def test_a_chapter_of_two_hundred_steps_is_checked_and_run_in_time(here: Here) -> None:
    long_chapter(here, 200)
    started = time.monotonic()
    assert "agree" in here.run("check").expect(0).printed
    assert "2 chapters passed (400 steps" in here.run("test").expect(0).printed
    assert time.monotonic() - started < 15


def test_one_step_among_two_hundred_is_missed(here: Here) -> None:
    long_chapter(here, 200)
    path = here.root / "features/en/greet.feature"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[100] = '    When I click "Send"'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    printed = here.run("check").expect(1).printed
    assert "features/en/greet.feature:101:5: error: translation/extra-step" in printed
    assert printed.endswith("2 errors.")
