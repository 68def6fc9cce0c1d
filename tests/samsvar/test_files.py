"""Files that are whole or not there, and one run at a time."""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from samsvar.evidence import files
from samsvar.verdicts import CannotGoOn


def test_a_file_is_written_with_its_folders_and_can_be_read_by_all(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "seal.json"
    files.write_atomically(path, b"one")
    assert path.read_bytes() == b"one"
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "seal.json"
    path.write_bytes(b"old and longer")
    files.write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [OSError("full"), KeyboardInterrupt()])
def test_a_write_that_is_cut_off_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    path = tmp_path / "seal.json"
    path.write_bytes(b"old")

    def cut_off(source: str, target: Path) -> None:
        raise error

    monkeypatch.setattr(os, "replace", cut_off)
    with pytest.raises(type(error)):
        files.write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_made_relative_so_that_the_folder_can_be_moved(tmp_path: Path) -> None:
    folder = tmp_path / "sites" / "one"
    folder.mkdir(parents=True)
    files.point(tmp_path / "site", folder)
    assert str((tmp_path / "site").readlink()) == "sites/one"


def test_a_link_is_turned_to_another_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        files.point(tmp_path / "site", tmp_path / name)
    assert str((tmp_path / "site").readlink()) == "two"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one", "site", "two"]


def test_what_a_killed_run_left_of_a_link_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / ".site.new").symlink_to("nowhere")
    files.point(tmp_path / "site", tmp_path / "one")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one", "site"]


def test_a_folder_from_elsewhere_is_moved_aside_not_deleted(tmp_path: Path) -> None:
    for name in ("site", "one"):
        (tmp_path / name).mkdir()
    (tmp_path / "site" / "mine.txt").write_text("keep", encoding="utf-8")
    files.point(tmp_path / "site", tmp_path / "one")
    assert (tmp_path / "site.before-samsvar-1" / "mine.txt").read_text(encoding="utf-8") == "keep"
    assert str((tmp_path / "site").readlink()) == "one"


def test_a_folder_is_moved_aside_to_a_name_that_is_free(tmp_path: Path) -> None:
    for name in ("site", "site.before-samsvar-1", "one"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "from.txt").write_text(name, encoding="utf-8")
    files.point(tmp_path / "site", tmp_path / "one")
    assert {
        p.name: (p / "from.txt").read_text(encoding="utf-8") for p in sorted(tmp_path.iterdir())
    } == {
        "one": "one",
        "site": "one",
        "site.before-samsvar-1": "site.before-samsvar-1",
        "site.before-samsvar-2": "site",
    }


def _hold(folder: Path, held: Event, release: Event) -> None:
    with files.only_run(folder):
        held.set()
        release.wait(10)


def test_a_second_run_is_refused_at_once_and_told_who_is_writing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    held, release = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path, held, release))
    other.start()
    try:
        assert held.wait(10)
        with pytest.raises(CannotGoOn) as refused, files.only_run(tmp_path):
            pytest.fail("the lock was given twice")
    finally:
        release.set()
        other.join()
    assert str(refused.value) == (
        f"{tmp_path}:1:1: site/busy: Another run is writing here.\n"
        f"  found:    process {other.pid}\n"
        "  write:    wait for it to end, then run again"
    )


def test_the_lock_is_free_again_after_a_run_that_failed(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    with pytest.raises(ZeroDivisionError), files.only_run(folder):
        raise ZeroDivisionError
    with files.only_run(folder):
        assert (folder / ".lock").read_text(encoding="utf-8") == str(os.getpid())


def test_a_folder_that_cannot_be_made_is_a_verdict(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file", encoding="utf-8")
    with pytest.raises(CannotGoOn) as refused, files.only_run(tmp_path / "build"):
        pytest.fail("there is no folder")
    assert str(refused.value) == (
        f"{tmp_path}/build:1:1: site/folder: Nothing can be written here: file exists.\n"
        "  write:    free space or the rights to write; what was published before is untouched"
    )


def test_asking_whether_a_file_can_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    files.must_be_writable(path)
    assert not path.exists()
    path.write_bytes(b"old")
    files.must_be_writable(path)
    assert path.read_bytes() == b"old"


def test_an_error_without_a_number_is_told_in_its_own_words() -> None:
    verdict = files.cannot_write(Path("/x"), OSError("Odd"))
    assert str(verdict).splitlines()[0] == (
        "/x:1:1: site/folder: Nothing can be written here: odd."
    )


def test_the_file_that_an_error_names_is_the_place() -> None:
    error = OSError(28, "No space left on device", "/x/y")
    assert files.cannot_write(Path("/x"), error).place.path == "/x/y"
