"""`samsvar.toml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from samsvar import config
from samsvar.languages import KNOWN
from samsvar.verdicts import CannotGoOn, Verdict


def written(folder: Path, text: str) -> Path:
    (folder / "samsvar.toml").write_text(text, encoding="utf-8")
    return folder


def refusal_of(folder: Path) -> Verdict:
    with pytest.raises(CannotGoOn) as refusal:
        config.load(folder)
    (verdict,) = refusal.value.verdicts
    return verdict


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    found = config.load(written(tmp_path, ""))
    root = tmp_path.resolve()
    assert found == config.Config(
        root=root,
        languages=("nb", "en"),
        edition="2025-12",
        editions=("2025-12",),
        features=root / "features",
        steps=root / "steps",
        labels=root / "labels",
        docs=root / "docs",
        build=root / "build",
    )


def test_every_setting_is_taken(tmp_path: Path) -> None:
    text = (
        'languages = ["en", "nn"]\nedition = "b"\neditions = ["a", "b"]\nfeatures = "f"\n'
        'steps = "s"\nlabels = "l/m"\ndocs = "../d"\nbuild = "/out"\n'
        'sealed = ["w.yml", "p"]\n'
        'terms = "t.yml"\n'
    )
    (tmp_path / "w.yml").touch()
    (tmp_path / "p").mkdir()
    found = config.load(written(tmp_path, text))
    root = tmp_path.resolve()
    assert found.languages == ("en", "nn")
    assert (found.edition, found.editions) == ("b", ("a", "b"))
    assert (found.features, found.steps, found.labels) == (root / "f", root / "s", root / "l/m")
    assert (found.docs, found.build) == (root.parent / "d", Path("/out"))
    assert found.sealed == (root / "w.yml", root / "p")
    assert found.terms == root / "t.yml"


def test_the_oldest_edition_is_taken_when_none_is_chosen(tmp_path: Path) -> None:
    assert config.load(written(tmp_path, 'editions = ["x", "y"]')).edition == "x"


def test_an_unknown_setting_is_refused_where_it_stands(tmp_path: Path) -> None:
    verdict = refusal_of(written(tmp_path, '\nfeaturs = "features"\n'))
    assert str(verdict) == (
        f"{tmp_path}/samsvar.toml:2:1: text/config: There is no setting with this name.\n"
        "  found:    featurs\n"
        "  expected: one of build, docs, edition, editions, features, labels, languages, "
        "rule_tests, rules, sealed, "
        "steps, terms, untold_rules\n"
        "  write:    features"
    )


def test_an_unknown_edition_is_refused_with_the_nearest(tmp_path: Path) -> None:
    text = 'editions = ["2025-12", "2026-08"]\nedition = "2026-8"\n'
    assert str(refusal_of(written(tmp_path, text))) == (
        f"{tmp_path}/samsvar.toml:2:1: text/config: There is no edition with this name.\n"
        "  found:    2026-8\n"
        "  expected: one of 2025-12, 2026-08\n"
        "  write:    2026-08"
    )


def test_an_unknown_language_is_refused_where_it_stands(tmp_path: Path) -> None:
    verdict = refusal_of(written(tmp_path, '# a comment\nlanguages = ["no"]\n'))
    assert (verdict.rule, verdict.place.line, verdict.suggestion) == ("text/language", 2, '"nb"')


def test_invalid_toml_is_a_verdict(tmp_path: Path) -> None:
    verdict = refusal_of(written(tmp_path, "languages = [\n"))
    assert verdict.rule == "text/config"
    assert verdict.message.startswith("This file cannot be read: invalid value")


def test_a_file_that_is_not_utf8_is_a_verdict(tmp_path: Path) -> None:
    (tmp_path / "samsvar.toml").write_bytes(b'edition = "\xe6"')
    assert "This file cannot be read: it is not in UTF-8." in refusal_of(tmp_path).message


def test_a_missing_file_is_a_verdict(tmp_path: Path) -> None:
    assert "no such file" in refusal_of(tmp_path).message


@pytest.mark.parametrize(
    ("text", "message", "found", "expected"),
    [
        (
            'languages = "nb"',
            "This setting is a list.",
            "'nb'",
            'languages = ["…", "…"], with at least one text',
        ),
        (
            "editions = []",
            "This setting is a list.",
            "[]",
            'editions = ["…", "…"], with at least one text',
        ),
        (
            "editions = [1]",
            "This setting is a list.",
            "[1]",
            'editions = ["…", "…"], with at least one text',
        ),
        ("features = 3", "This setting is a text.", "3", 'features = "…"'),
        ("edition = 2025", "This setting is a text.", "2025", 'edition = "…"'),
    ],
)
def test_a_setting_of_the_wrong_type_is_a_verdict(
    tmp_path: Path, text: str, message: str, found: str, expected: str
) -> None:
    assert str(refusal_of(written(tmp_path, f"\n{text}\n"))) == (
        f"{tmp_path}/samsvar.toml:2:1: text/config: {message}\n"
        f"  found:    {found}\n"
        f"  expected: {expected}"
    )


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("nope", None),
        ("worlds/one.yml", "world/one.yml"),
        ("world/on.yml", "world/one.yml"),
        ("worlds/two.yml", "world"),
        ("world/one.yml/x", "world/one.yml"),
        ("wrld", "world"),
    ],
)
def test_what_is_sealed_must_be_there(tmp_path: Path, name: str, near: str | None) -> None:
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / "one.yml").touch()
    verdict = refusal_of(written(tmp_path, f'\nsealed = [\n  "world",\n  "{name}",\n]\n'))
    assert str(verdict) == (
        f"{tmp_path}/samsvar.toml:2:1: text/config: There is no file or folder where this setting "
        "says.\n"
        f"  found:    {name}\n"
        "  expected: a file or folder of this project" + (f"\n  write:    {near}" if near else "")
    )


def test_the_root_is_the_nearest_folder_above_with_a_file(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert config.find_root(written(tmp_path, "") / "a" / "b") == tmp_path
    written(tmp_path / "a", "")
    assert config.find_root(below) == tmp_path / "a"
    assert config.find_root(tmp_path) == tmp_path


def test_a_language_is_named_once(tmp_path: Path) -> None:
    verdict = refusal_of(written(tmp_path, 'languages = ["nb", "en", "nb"]'))
    assert (verdict.message, verdict.found) == ("Each language is named once.", "nb, en, nb")


def test_without_a_file_there_is_no_root(tmp_path: Path) -> None:
    assert config.find_root(tmp_path) is None


def test_paths_are_shown_relative_to_the_project_when_inside_it(tmp_path: Path) -> None:
    found = config.load(written(tmp_path, ""))
    assert found.relative(found.features / "nb") == "features/nb"
    assert found.relative(Path("/elsewhere/x")) == "/elsewhere/x"


def test_a_language_is_found_by_its_code(tmp_path: Path) -> None:
    assert config.load(written(tmp_path, "")).language("en") is KNOWN["en"]
