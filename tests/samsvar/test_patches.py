"""Edits, followed and written as a patch."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from samsvar.patches import apply, followed, line_at, patch, reader
from samsvar.verdicts import Edit, Place, Verdict

SOURCE = "one\ntwo three\nfour\n"


def edit(line: int, column: int, old: str, new: str, path: str = "a") -> Edit:
    return Edit(Place(path, line, column), old, new)


def verdict(*edits: Edit) -> Verdict:
    return Verdict("text/undefined", edits[0].place, "m", edits=edits)


def read(path: str) -> str:
    return {"a": SOURCE, "b": "five\n"}[path]


@pytest.mark.parametrize(
    ("edits", "after"),
    [
        ([], SOURCE),
        ([edit(2, 5, "three", "3")], "one\ntwo 3\nfour\n"),
        ([edit(2, 1, "two three\n", "")], "one\nfour\n"),
        ([edit(1, 1, "", "zero\n")], "zero\n" + SOURCE),
        ([edit(4, 1, "", "five\n")], SOURCE + "five\n"),
        ([edit(3, 5, "", "\nfive")], "one\ntwo three\nfour\nfive\n"),
        ([edit(1, 1, "one\ntwo", "1\n2")], "1\n2 three\nfour\n"),
        ([edit(3, 1, "four", "4"), edit(1, 1, "one", "1")], "1\ntwo three\n4\n"),
        ([edit(1, 1, "one\n", ""), edit(2, 1, "", "1\n")], "1\ntwo three\nfour\n"),
        ([edit(2, 1, "", "x\n"), edit(2, 1, "", "y\n")], "one\nx\ny\ntwo three\nfour\n"),
        ([edit(2, 1, "", "x\n"), edit(2, 1, "", "x\n")], "one\nx\nx\ntwo three\nfour\n"),
        ([edit(2, 1, "two three\n", ""), edit(2, 1, "", "x\n")], "one\nx\nfour\n"),
    ],
)
def test_edits_are_made_together(edits: list[Edit], after: str) -> None:
    assert apply(edits, SOURCE) == after


@pytest.mark.parametrize(
    "late",
    [
        edit(2, 1, "two", "2"),
        edit(2, 2, "", "x"),
        edit(1, 1, "one\ntwo", "x"),
        edit(2, 5, "other", "x"),
        edit(9, 1, "", "x"),
        edit(3, 9, "x", "y"),
    ],
)
def test_an_edit_that_collides_or_fits_no_more_is_left_out(late: Edit) -> None:
    first = edit(2, 1, "two three", "2 3")
    assert apply([first, late], SOURCE) == "one\n2 3\nfour\n"


def test_the_same_replacement_is_made_once() -> None:
    assert apply([edit(1, 1, "one", "1")] * 2, SOURCE) == "1\ntwo three\nfour\n"


def test_a_file_keeps_its_line_ends() -> None:
    source = SOURCE.replace("\n", "\r\n")
    edits = [edit(1, 1, "one\n", ""), edit(3, 1, "", "x\ny\n"), edit(3, 1, "four", "4")]
    assert apply(edits, source) == "two three\r\nx\r\ny\r\n4\r\n"
    assert apply([edit(1, 1, "one\r\n", "1\n")], source) == "1\r\ntwo three\r\nfour\r\n"


def test_only_a_line_feed_ends_a_line() -> None:
    assert apply([edit(2, 1, "c", "d")], "a\u2028b\x0bb\nc\n") == "a\u2028b\x0bb\nd\n"


def test_the_edits_of_a_verdict_are_made_together_or_not_at_all() -> None:
    first = verdict(edit(1, 1, "one", "1"))
    second = verdict(edit(1, 1, "one\n", ""), edit(4, 1, "", "one\n"))
    third = verdict(edit(3, 1, "four", "4"), edit(1, 1, "five", "5", "b"))
    fourth = verdict(edit(3, 1, "four", "4"), edit(1, 1, "six", "6", "b"))
    assert followed([first, second], read) == {"a": "1\ntwo three\nfour\n"}
    assert followed([second, first], read) == {"a": "two three\nfour\none\n"}
    assert followed([fourth], read) == {}
    assert followed([third, fourth, first], read) == {"a": "1\ntwo three\n4\n", "b": "5\n"}


def test_an_edit_that_two_verdicts_want_is_made_once_and_both_are_followed() -> None:
    shared, other = edit(3, 1, "four", "4"), edit(1, 1, "five", "5", "b")
    assert followed([verdict(shared), verdict(shared, other)], read) == {
        "a": "one\ntwo three\n4\n",
        "b": "5\n",
    }


def test_a_patch_is_a_unified_diff_with_files_in_order() -> None:
    verdicts = [verdict(edit(1, 1, "five\n", "", "b")), verdict(edit(2, 5, "three", "3"))]
    assert patch(verdicts, read) == (
        "--- a/a\n+++ b/a\n@@ -1,3 +1,3 @@\n one\n-two three\n+two 3\n four\n"
        "--- a/b\n+++ b/b\n@@ -1 +0,0 @@\n-five\n"
    )
    assert patch([Verdict("text/undefined", Place("a"), "m")], read) == ""


@pytest.mark.parametrize("source", [SOURCE, SOURCE.rstrip(), SOURCE.replace("\n", "\r\n"), "æ\tø"])
@pytest.mark.parametrize("program", [["git", "apply"], ["patch", "-p1", "--binary", "-s"]])
def test_other_programs_follow_a_patch(tmp_path: Path, source: str, program: list[str]) -> None:
    path = tmp_path / "folder" / "æ å.txt"
    path.parent.mkdir()
    path.write_bytes(source.encode())
    name = "folder/æ å.txt"
    line = source.partition("\n")[0].rstrip("\r")
    last = source.count("\n") + 1
    edits = (
        edit(1, 1, line, "nå\tø", name),
        edit(last, 1, "", "new\n", name),
    )
    text = patch([verdict(*edits)], reader(tmp_path))
    subprocess.run(program, input=text.encode(), cwd=tmp_path, check=True)
    assert path.read_bytes().decode() == apply(edits, source)


def test_the_line_of_a_place_is_given_without_its_end(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one\r\ntwo\n\xc3\xa6")
    (tmp_path / "b").write_bytes(b"\xe6\n")
    here = reader(tmp_path)
    assert [line_at(Place("a", line), here) for line in (1, 2, 3, 4)] == ["one", "two", "æ", ""]
    assert [line_at(Place(name), here) for name in ("b", "gone", ".")] == ["", "", ""]
