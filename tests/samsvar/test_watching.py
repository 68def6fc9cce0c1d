"""Waiting for files to change."""

from __future__ import annotations

import os
import resource
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from samsvar.verdicts import CannotGoOn, Place, Verdict
from samsvar.watching import Watcher, is_noise


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "guides" / "nb").mkdir(parents=True)
    (tmp_path / "guides" / "nb" / "a.feature").write_text("one")
    (tmp_path / "settings.toml").write_text("one")
    return tmp_path


@pytest.fixture
def watcher(folder: Path) -> Iterator[Watcher]:
    with Watcher([folder / "settings.toml", folder / "guides", folder / "later"]) as made:
        yield made


def test_a_file_that_is_written_has_changed(watcher: Watcher, folder: Path) -> None:
    path = folder / "guides" / "nb" / "a.feature"
    path.write_text("two")
    assert watcher.changes() == {path}


def test_a_file_that_is_replaced_by_another_has_changed(watcher: Watcher, folder: Path) -> None:
    path = folder / "guides" / "nb" / "a.feature"
    backup = path.with_name("a.feature~")
    temporary = path.with_name(".a.feature.swp")
    path.rename(backup)
    temporary.write_text("one")
    temporary.rename(path)
    backup.unlink()
    assert watcher.changes() == {path}


def test_files_that_are_new_or_gone_have_changed(watcher: Watcher, folder: Path) -> None:
    old, new = folder / "guides" / "nb" / "a.feature", folder / "guides" / "en" / "b.feature"
    new.parent.mkdir()
    new.write_text("new")
    old.unlink()
    assert watcher.changes() == {old, new}


def test_a_renamed_folder_is_files_that_are_gone_and_files_that_are_new(
    watcher: Watcher, folder: Path
) -> None:
    (folder / "guides" / "nb").rename(folder / "guides" / "nn")
    assert watcher.changes() == {folder / "guides" / c / "a.feature" for c in ("nb", "nn")}
    (folder / "guides" / "nn" / "a.feature").write_text("two")
    assert watcher.changes() == {folder / "guides" / "nn" / "a.feature"}


def test_a_single_file_is_watched_but_not_its_neighbours(watcher: Watcher, folder: Path) -> None:
    (folder / "neighbour.toml").write_text("two")
    (folder / "settings.toml").write_text("two")
    assert watcher.changes() == {folder / "settings.toml"}


def test_a_folder_that_is_not_there_yet_is_watched_when_it_is(
    watcher: Watcher, folder: Path
) -> None:
    path = folder / "later" / "page.md"
    path.parent.mkdir()
    path.write_text("one")
    assert watcher.changes() == {path}
    path.write_text("two!")
    assert watcher.changes() == {path}


def test_a_folder_that_was_removed_and_made_again_is_watched(
    watcher: Watcher, folder: Path
) -> None:
    path = folder / "guides" / "nb" / "a.feature"
    shutil.rmtree(folder / "guides")
    assert watcher.changes() == {path}
    path.parent.mkdir(parents=True)
    path.write_text("two")
    assert watcher.changes() == {path}
    path.write_text("three")
    assert watcher.changes() == {path}


def test_many_changes_at_once_are_one(watcher: Watcher, folder: Path) -> None:
    paths = {folder / "guides" / "nb" / f"{number}.feature" for number in range(50)}
    for path in paths:
        path.write_text("new")
    assert watcher.changes() == paths


def test_a_save_that_takes_its_time_is_waited_for(folder: Path) -> None:
    paths = [folder / "guides" / "nb" / f"{number}.feature" for number in range(5)]

    def save() -> None:
        for path in paths:
            path.write_text("new")
            time.sleep(0.05)

    with Watcher([folder / "guides"], quiet=2) as patient:
        thread = threading.Thread(target=save)
        thread.start()
        assert patient.changes() == set(paths)
        thread.join()


def test_changes_that_do_not_end_are_told_all_the_same(folder: Path) -> None:
    path = folder / "guides" / "nb" / "a.feature"
    ended = threading.Event()

    def save() -> None:
        for number in range(2000):
            path.write_text(str(number))
            if ended.wait(0.01):
                break

    with Watcher([folder / "guides"], quiet=0.2) as watcher:
        thread = threading.Thread(target=save)
        thread.start()
        assert watcher.changes() == {path}
        assert thread.is_alive()
        ended.set()
        thread.join()


def test_reading_is_no_change_nor_is_what_editors_and_python_leave(
    watcher: Watcher, folder: Path
) -> None:
    path = folder / "guides" / "nb" / "a.feature"
    path.read_text()
    for name in (".a.feature.swp", "a.feature~", "__pycache__/a.pyc"):
        noise = path.parent / name
        noise.parent.mkdir(exist_ok=True)
        noise.write_text("x")
    time.sleep(0.2)
    assert not watcher.has_more()
    path.write_text("two")
    assert watcher.changes() == {path}


def test_what_changes_meanwhile_is_known_and_not_lost(watcher: Watcher, folder: Path) -> None:
    path = folder / "guides" / "nb" / "a.feature"
    assert not watcher.has_more()
    path.write_text("two")
    end = time.monotonic() + 10
    while not watcher.has_more() and time.monotonic() < end:
        time.sleep(0.01)
    assert watcher.has_more()
    assert watcher.changes() == {path}
    assert not watcher.has_more()


def test_a_link_that_leads_nowhere_is_no_file(watcher: Watcher, folder: Path) -> None:
    (folder / "guides" / "nb" / "link").symlink_to(folder / "nothing")
    (folder / "guides" / "nb" / "a.feature").write_text("two")
    assert watcher.changes() == {folder / "guides" / "nb" / "a.feature"}


@pytest.mark.parametrize(
    ("name", "noise"),
    [
        ("a.feature", False),
        (".a.feature.swp", True),
        ("a.feature~", True),
        ("__pycache__/a.pyc", True),
        ("agreed.txt", False),
    ],
)
def test_noise_is_known_by_its_name(name: str, noise: bool) -> None:
    assert is_noise(Path("steps") / name) is noise


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, watching opens no file")
def test_what_cannot_be_watched_is_told_with_the_reason(folder: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = max(int(path.name) for path in Path("/proc/self/fd").iterdir())
    held = [os.open(folder, os.O_RDONLY) for _ in range(highest)]  # no gaps are left
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(held) + 1, hard))
    try:
        with pytest.raises(CannotGoOn) as refusal, Watcher([folder / "guides"]):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for number in held:
            os.close(number)
    assert refusal.value.verdicts == (
        Verdict(
            "text/config",
            Place(str(folder / "guides")),
            "No change can be seen here: inotify instance limit reached.",
        ),
    )
