"""Reading the files of guides: their bytes, letters and line ends, and which there are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from toy_files import GREET_EN, GREET_NB, LEAVE_EN

from samsvar import guide_files, guides
from samsvar.patches import apply
from samsvar.verdicts import CannotGoOn

SHOWN = "features/en/x.feature"


def test_a_file_is_read_under_the_name_that_it_is_shown_with(tmp_path: Path) -> None:
    path = tmp_path / "greet.feature"
    path.write_text(GREET_EN, encoding="utf-8")
    guide = guides.load(path, "en", "features/en/greet.feature")
    assert (guide.name, guide.place.path) == ("greet", "features/en/greet.feature")
    assert guides.load(path, "en").place.path == str(path)


def test_a_byte_that_is_not_utf8_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.feature"
    path.write_bytes("Feature: F\n\n  « – ".encode() + b"\xe6\n")
    with pytest.raises(CannotGoOn) as refused:
        guides.load(path, "en", SHOWN)
    assert str(refused.value) == (
        "features/en/x.feature:3:7: text/encoding: A feature file is written in UTF-8; this byte "
        "is not.\n"
        "  found:    0xe6\n"
        "  write:    save the file as UTF-8"
    )


def test_letters_in_parts_are_one_verdict_with_all_lines_as_edits(tmp_path: Path) -> None:
    path = tmp_path / "x.feature"
    source = "# language: no\nEgenskap: F\n\n  Før Åse går, er det én.\n  Scenario: Så\n"
    path.write_bytes(normalize("NFD", source).encode())
    with pytest.raises(CannotGoOn) as refused:
        guides.load(path, "nb", "x.feature")
    (verdict,) = refused.value.verdicts
    assert str(verdict) == (
        "x.feature:4:7: text/encoding: The letter “Å” is not written as one character here; so are "
        "others, in 2 lines.\n"
        "  found:    U+0041 U+030A\n"
        "  expected: U+00C5 (Unicode NFC)\n"
        "  write:    Før Åse går, er det én."
    )
    assert (verdict.language, verdict.guide) == ("nb", "x")
    assert apply(verdict.edits, normalize("NFD", source)) == source


def test_one_letter_in_parts_is_told_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.feature"
    path.write_bytes(normalize("NFD", "Feature: Café\r\n").encode())
    with pytest.raises(CannotGoOn) as refused:
        guides.load(path, "en", "x.feature")
    assert str(refused.value).startswith(
        "x.feature:1:13: text/encoding: The letter “é” is not written as one character here.\n"
    )


def test_a_byte_order_mark_is_a_verdict(tmp_path: Path) -> None:
    path = tmp_path / "x.feature"
    path.write_bytes(b"\xef\xbb\xbf" + LEAVE_EN.encode())
    with pytest.raises(CannotGoOn) as refused:
        guides.load(path, "en", "x.feature")
    assert str(refused.value) == (
        "x.feature:1:1: text/encoding: The file begins with a byte order mark, which Gherkin takes "
        "for a letter.\n"
        "  write:    save the file as UTF-8 without a byte order mark (BOM)"
    )
    (verdict,) = refused.value.verdicts
    assert (verdict.language, verdict.guide) == ("en", "x")


def test_lines_may_end_as_on_windows(tmp_path: Path) -> None:
    path = tmp_path / "greet.feature"
    path.write_bytes(GREET_EN.replace("\n", "\r\n").encode())
    found, plain = guides.load(path, "en", "f"), guides.parse(GREET_EN, "greet", "en", "f")
    assert replace(found, source="") == replace(plain, source="")


def test_windows_line_ends_make_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "x.feature"
    path.write_bytes(GREET_NB.replace("\n", "\r\n").encode())
    guide = guides.load(path, "nb", SHOWN)
    plain = guides.parse(GREET_NB, "x", "nb", SHOWN)
    assert (guide.description, guide.background, guide.chapters) == (
        plain.description,
        plain.background,
        plain.chapters,
    )


def test_a_missing_file_is_a_verdict(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn) as refused:
        guides.load(tmp_path / "none.feature", "en", SHOWN)
    assert str(refused.value) == (
        "features/en/x.feature:1:1: text/file: This file cannot be read: no such file or directory."
    )


def test_guides_are_found_by_name_with_their_twins(tmp_path: Path) -> None:
    for name in ("nb/b.feature", "nb/a.feature", "en/b.feature", "en/notes.md", "sv/a.feature"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = guide_files.find(tmp_path, ["nb", "en"])
    assert list(found) == ["a", "b"]
    assert found == {
        "a": {"nb": tmp_path / "nb" / "a.feature"},
        "b": {"nb": tmp_path / "nb" / "b.feature", "en": tmp_path / "en" / "b.feature"},
    }
