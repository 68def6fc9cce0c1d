"""Seals: what they vouch for, and how evidence is stored."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from toy_files import GREET_EN

from samsvar import guides
from samsvar.drivers.protocol import Picture, Target
from samsvar.evidence import seals
from samsvar.evidence.seals import Archive, Seal, Shot, content_of
from samsvar.guides import Guide

TARGET = Target("button", "Send", "Greet someone")
PICTURES = {"01.png": Picture(b"png", TARGET, "- heading")}
SEAL = Seal(
    guide="greet",
    number=1,
    language="en",
    edition="1",
    driver="browser",
    content="c",
    plan="p",
    steps=6,
    verified="2026-11-21T12:00:00+00:00",
    folder="f1",
    shots=(Shot("01.png", 3, TARGET),),
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "evidence")


def guide(source: str = GREET_EN) -> Guide:
    return guides.parse(source, "greet", "en", "f")


def content(source: str = GREET_EN, edition: str = "1", number: int = 1) -> str:
    found = guide(source)
    return content_of(found, found.chapters[number - 1], edition)


def test_content_is_a_hash_that_is_the_same_everywhere() -> None:
    assert content() == content()
    assert len(content()) == 64


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Feature: Greet", "Feature: Greeting"),
        ("Greet one", "Greet someone"),
        ("This is how", "That is how"),
        ('"Ola"', '"Kari"'),
        ("**again**", "again"),
        ("@short", "@brief"),
        ("Prerequisites", "Before"),
        ('"the king" is present', '"the queen" is present'),
        ("When I write", "Then I write"),
        ('And I click "Greet"', 'When I click "Greet"'),
        ("@greeting", "@meeting"),
        ("It takes a moment.", "It takes a while."),
        ("Background: Prerequisites\n", "Background: Prerequisites\n    All of this.\n\n"),
    ],
)
def test_every_word_that_a_chapter_says_counts(old: str, new: str) -> None:
    assert old in GREET_EN
    assert content(GREET_EN.replace(old, new, 1)) != content()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Greet several", "Greet many"),
        ("# language: en\n", "# language: en\n\n"),
        ("    When I open", "      When I open"),
    ],
)
def test_other_chapters_and_layout_do_not_count(old: str, new: str) -> None:
    assert old in GREET_EN
    assert content(GREET_EN.replace(old, new, 1)) == content()


def test_the_table_and_the_edition_count() -> None:
    changed = GREET_EN.replace("| the queen | sist", "| the queen | last")
    assert content(changed, number=2) != content(number=2)
    assert content(edition="2") != content()


def test_what_gives_the_words_their_meaning_counts() -> None:
    found = guide()
    hashes = [content_of(found, found.chapters[0], "1", around) for around in ("", "a", "b")]
    assert len(set(hashes)) == 3
    assert hashes[0] == content()


def test_a_guide_without_prerequisites_has_content_too() -> None:
    assert content("Feature: F\n  Scenario: S\n    When a\n") != content()


def test_time_can_be_fixed_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000")
    assert seals.now() == 1000.0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert seals.now() > 1_700_000_000


def test_an_instant_is_utc_to_the_second() -> None:
    assert seals.instant(1_795_262_400.9) == "2026-11-21T12:00:00+00:00"
    assert SEAL.date == datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_what_is_added_can_be_read(archive: Archive) -> None:
    archive.add(SEAL, b"messages\n", PICTURES)
    assert archive.read("en", "greet", 1) == SEAL
    assert archive.path(SEAL, "messages.ndjson").read_bytes() == b"messages\n"
    assert archive.path(SEAL, "01.png").read_bytes() == b"png"
    assert archive.path(SEAL, seals.tree_of("01.png")).read_text(encoding="utf-8") == "- heading"
    assert archive.path(SEAL, "x") == archive.folder / "en" / "greet" / "01" / "f1" / "x"


def test_a_broken_seal_takes_the_place_of_a_whole_one_and_keeps_its_evidence(
    archive: Archive,
) -> None:
    archive.add(SEAL, b"one", PICTURES)
    broken = replace(SEAL, folder="f2", passed=False)
    archive.add(broken, b"two", PICTURES)
    assert archive.read("en", "greet", 1) == broken
    assert archive.is_whole(broken)
    assert archive.path(broken, "messages.ndjson").read_bytes() == b"two"


def test_new_evidence_takes_the_place_of_the_old(archive: Archive) -> None:
    archive.add(SEAL, b"one", PICTURES)
    second = replace(SEAL, folder="f2")
    archive.add(second, b"two", {})
    place = archive.folder / "en" / "greet" / "01"
    assert archive.read("en", "greet", 1) == second
    assert sorted(p.name for p in place.iterdir()) == ["f2", "seal.json"]


def test_a_run_that_is_cut_off_leaves_the_old_seal_and_its_evidence(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add(SEAL, b"one", PICTURES)

    def cut_off(path: Path, data: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(seals, "write_atomically", cut_off)
    with pytest.raises(KeyboardInterrupt):
        archive.add(replace(SEAL, folder="f2"), b"two", PICTURES)
    place = archive.folder / "en" / "greet" / "01"
    assert archive.read("en", "greet", 1) == SEAL
    assert archive.path(SEAL, "messages.ndjson").read_bytes() == b"one"
    assert sorted(p.name for p in place.iterdir()) == ["f1", "seal.json"]


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "not json",
        "[]",
        "null",
        '{"guide": "greet"}',
        '{"shots": [{"file": "a"}]}',
        json.dumps({"shots": []}),
        json.dumps({"shots": [], "unknown": 1}),
    ],
)
def test_a_seal_that_cannot_be_read_is_no_seal(archive: Archive, damage: str) -> None:
    archive.add(SEAL, b"", {})
    (archive.folder / "en" / "greet" / "01" / "seal.json").write_text(damage, encoding="utf-8")
    assert archive.read("en", "greet", 1) is None


def test_where_there_is_no_seal_none_is_read(archive: Archive) -> None:
    assert archive.read("en", "greet", 1) is None


def test_each_run_s_folder_has_a_name_of_its_own() -> None:
    assert seals.new_folder() != seals.new_folder()
