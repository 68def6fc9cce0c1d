"""What was published stays as it was, whatever happens to the run that should replace it."""

from __future__ import annotations

import fcntl
import os
import re
import resource
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from here import Here, mounted, wait_until

from samsvar.evidence.seals import Archive


def test_a_failing_chapter_is_named_and_nothing_is_published(site: Here) -> None:
    before = site.site()
    site.replace(site.portal, '"Hilsenen er sendt."', '"Takk."')
    printed = site.run("site", "-n", "1").expect(1).printed
    assert (
        "features/nb/greet.feature:19:5: error: behaviour/screen: The screen does not show"
        in printed
    )
    assert "  expected: the text “Hilsenen er sendt.”" in printed
    assert "3 chapters passed, 1 failed" in printed
    assert printed.endswith(
        "build/site:1:1: error: site/not-published: Nothing was published, because a chapter "
        "failed; the site from before is as it was.\n"
        "  why:      Only what holds in every language is published.\n"
        "\n"
        "2 errors."
    )
    assert site.site() == before
    seals = {code: Archive(site.build / "evidence").read(code, "greet", 1) for code in ("nb", "en")}
    assert [seal is not None and seal.passed for seal in seals.values()] == [False, True]
    assert "site/seal" in site.run("site", "--no-run").expect(1).printed
    assert site.site() == before


def test_guides_that_disagree_are_not_even_run(site: Here) -> None:
    before = site.site(), site.seals()
    site.replace("features/en/greet.feature", '    When I click "Send"\n', "")
    printed = site.run("site").expect(1).printed
    assert "translation/missing-step" in printed
    assert "chapters passed" not in printed
    assert (site.site(), site.seals()) == before


@pytest.mark.parametrize("moment", ["running", "building"])
def test_a_killed_run_leaves_the_site_and_the_next_run_works(site: Here, moment: str) -> None:
    before = site.site()
    old = site.seals()

    def reached() -> bool:
        if moment == "running":
            return site.seals() != old
        return any(site.build.glob(".site-*/pages"))

    with site.running("site", "-n", "1") as process:
        wait_until(reached, process)
        process.kill()
        process.wait()
    assert site.site() == before
    site.run("site", "--no-run").expect(0)  # every seal is whole: the old one, or the new one
    assert sorted(path.name for path in site.build.glob(".site-*")) == []


def test_what_a_killed_run_left_is_swept_away(site: Here) -> None:
    left = site.build / "evidence/nb/greet/01/0123456789abcdef"
    left.mkdir()
    (left / "01.png").write_bytes(b"half")
    (site.build / ".site-killed").mkdir()
    assert "Published in build/site/" in site.run("site", "-n", "1").expect(0).printed
    assert not left.exists()
    assert not (site.build / ".site-killed").exists()
    assert len(list((site.build / "sites").iterdir())) == 2


def test_a_second_run_at_the_same_time_is_refused(site: Here) -> None:
    before = site.site(), site.seals()
    with (site.build / ".lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write("4711")
        lock.flush()
        printed = site.run("site").expect(2).printed
    assert printed == (
        f"{site.build}:1:1: error: site/busy: Another run is writing here.\n".replace(
            f"{site.root}/", ""
        )
        + "  found:    process 4711\n"
        "  write:    wait for it to end, then run again\n"
        "  why:      Two runs at the same time would mix their evidence."
    )
    assert (site.site(), site.seals()) == before


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def flip(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


DAMAGES = {
    "all of it is deleted": remove,
    "the seal is broken": lambda chapter: (chapter / "seal.json").write_text("{"),
    "a picture is changed": lambda chapter: flip(next(chapter.glob("*/01.png"))),
    "the seal is deleted": lambda chapter: remove(chapter / "seal.json"),
    "a picture is deleted": lambda chapter: remove(next(chapter.glob("*/01.png"))),
    "a tree is deleted": lambda chapter: remove(next(chapter.glob("*/01.tree.yml"))),
    "the messages are deleted": lambda chapter: remove(next(chapter.glob("*/messages.ndjson"))),
    "a tree is changed": lambda chapter: flip(next(chapter.glob("*/01.tree.yml"))),
    "the messages are changed": lambda chapter: flip(next(chapter.glob("*/messages.ndjson"))),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_evidence_that_was_damaged_is_not_whole(site: Here, damage: str) -> None:
    archive = Archive(site.build / "evidence")
    seal = archive.read("nb", "greet", 1)
    assert seal is not None
    assert archive.is_whole(seal)
    DAMAGES[damage](site.build / "evidence/nb/greet/01")
    assert not archive.is_whole(seal)


@pytest.mark.parametrize("damage", list(DAMAGES)[:3])
def test_evidence_that_is_not_whole_is_not_published(site: Here, damage: str) -> None:
    before = site.site()
    DAMAGES[damage](site.build / "evidence/nb/greet/01")
    printed = site.run("site", "--no-run").expect(1).printed
    assert printed.endswith(
        "features/nb/greet.feature:12:3: error: site/seal: This chapter has not passed in the "
        "browser as it is written now, so it is not published.\n"
        "  chapter:  Hilse på én\n"
        "  found:    Hilse på én\n"
        "  write:    samsvar site\n"
        "  why:      A page may only say that it was verified when what it says was tried.\n"
        "\n"
        "1 error."
    )
    assert site.site() == before


def test_a_seal_of_other_words_does_not_count(site: Here) -> None:
    before = site.site()
    site.replace("features/nb/greet.feature", "Slik hilser du på én.", "Slik gjør du det.")
    printed = site.run("site", "--no-run").expect(1).printed
    assert "features/nb/greet.feature:12:3: error: site/seal:" in printed
    assert printed.endswith("1 error.")
    assert site.site() == before


def test_a_file_where_the_folder_should_be(here: Here) -> None:
    here.build.write_text("not a folder", encoding="utf-8")
    printed = here.run("site").expect(2).printed
    assert printed == (
        "build:1:1: error: site/folder: Nothing can be written here: file exists.\n"
        "  write:    free space or the rights to write; what was published before is untouched\n"
        "  why:      What cannot be written is not published."
    ).replace("build:", f"{here.build}:".replace(f"{here.root}/", ""), 1)


def test_a_folder_that_is_read_only(site: Here) -> None:
    """A disk mounted so; where none can be mounted, the machine's `/sys`, which root cannot write
    either."""
    before = site.site()
    kept = site.build.rename(site.root / "kept")
    with mounted(site.build, "64m") as is_mounted:
        if is_mounted:
            shutil.copytree(kept, site.build, symlinks=True, dirs_exist_ok=True)
            command = ["mount", "-o", "remount,ro", str(site.build)]
            subprocess.run(command, check=True)
        else:
            site.build.rmdir()
            site.build.symlink_to("/sys")
        printed = site.run("site", "--no-run").expect(2).printed
        assert not is_mounted or site.site() == before
    assert re.match(
        r"(build|/sys)/\.lock:1:1: error: site/folder: Nothing can be written here: "
        r"(read-only file system|permission denied)\.\n",
        printed,
    )


def fill(folder: Path, room: int) -> None:
    """Leaves so many bytes of a disk free."""
    disk = os.statvfs(folder)
    with (folder / ".filler").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, disk.f_bavail * disk.f_frsize - room)


@pytest.mark.parametrize("when", ["evidence", "site"])
def test_a_disk_that_is_full(site: Here, when: str) -> None:
    """A small disk of its own; where no disk can be had, a limit to the size of files."""
    before = site.site(), site.seals()
    kept = site.build.rename(site.root / "kept")
    with mounted(site.build, "64m") as is_mounted:
        shutil.copytree(kept, site.build, symlinks=True, dirs_exist_ok=True)
        if is_mounted:
            fill(site.build, 8_192 if when == "evidence" else 400_000)

        elif when == "evidence":
            (site.build / "evidence").rename(site.build / "kept")
            (site.build / "evidence").symlink_to("/sys")

        def small() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        arguments = ["site", "-n", "1"] if when == "evidence" else ["site", "--no-run"]
        limited = small if when == "site" and not is_mounted else None
        result = site.run(*arguments, before=limited)
        if when == "evidence" and not is_mounted:
            (site.build / "evidence").unlink()
            (site.build / "kept").rename(site.build / "evidence")
        assert result.code == (1 if when == "evidence" else 2)
        assert (site.site(), site.seals()) == before
        assert re.search(
            r"Nothing can be written here: "
            r"(no space left on device|file too large|permission denied|operation not permitted)\.",
            result.printed,
        )
        assert "During handling" not in result.printed
        assert list(site.build.glob(".site-*")) == []


def test_no_browser_at_all(site: Here) -> None:
    before = site.site(), site.seals()
    nowhere = {"PATH": "", "SAMSVAR_CHROMIUM": "", "PLAYWRIGHT_BROWSERS_PATH": str(site.root)}
    for arguments in (["site"], ["test", "--driver", "browser"]):
        printed = site.run(*arguments, environment=nowhere).expect(2).printed
        assert (
            "Chromium:1:1: error: text/config: No Chromium was found, so nothing can be" in printed
        )
        assert printed.count("text/config") == 1
    assert (site.site(), site.seals()) == before


def test_a_browser_that_does_not_start(site: Here) -> None:
    chromium = site.root / "chromium"
    chromium.write_text("#!/bin/sh\necho no display >&2\nexit 1\n", encoding="utf-8")
    chromium.chmod(0o755)
    printed = (
        site.run("site", "-n", "1", environment={"SAMSVAR_CHROMIUM": str(chromium)})
        .expect(1)
        .printed
    )
    assert (
        "chromium:1:1: text/config: Chromium does not start, so nothing can be tried in a browser."
        "\n  found:    no display\n"
    ) in printed
    assert "During handling" not in printed


def test_a_port_that_is_taken(site: Here) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        printed = site.run("preview", "--port", str(port)).expect(2).printed
    assert printed.endswith(
        f"127.0.0.1:{port}:1:1: error: site/preview: The site cannot be shown at this port.\n"
        "  found:    address already in use\n"
        "  write:    another port: --port 0 takes one that is free\n"
        "  why:      What is not there cannot be shown."
    )


def test_a_preview_without_a_site(here: Here) -> None:
    printed = here.run("preview").expect(2).printed
    assert "build/site:1:1: error: site/preview: There is no site here yet.\n" in printed
    assert "  write:    make site\n" in printed
