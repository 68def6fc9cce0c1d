"""Which Chromium is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from samsvar.drivers import chromium
from samsvar.verdicts import CannotGoOn


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_variable_comes_first(tmp_path: Path) -> None:
    named = program(tmp_path / "mine")
    program(tmp_path / "bin" / "chromium")
    environment = {"SAMSVAR_CHROMIUM": str(named), "PATH": str(tmp_path / "bin")}
    assert chromium.find(environment) == named


def test_a_variable_that_names_no_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn) as refused:
        chromium.find({"SAMSVAR_CHROMIUM": "/nowhere/chromium"})
    assert str(refused.value) == (
        "$SAMSVAR_CHROMIUM:1:1: text/config: There is no program at this path.\n"
        "  found:    /nowhere/chromium\n"
        "  write:    the path of a Chromium, or leave the variable out"
    )


def test_an_installed_headless_shell_is_preferred_to_a_whole_browser(tmp_path: Path) -> None:
    program(tmp_path / "google-chrome")
    assert chromium.find({"PATH": str(tmp_path)}) == tmp_path / "google-chrome"
    program(tmp_path / "chromium")
    assert chromium.find({"PATH": str(tmp_path)}) == tmp_path / "chromium"
    program(tmp_path / "chromium-headless-shell")
    assert chromium.find({"PATH": str(tmp_path)}) == tmp_path / "chromium-headless-shell"


def test_playwright_s_own_newest_shell_is_the_last_resort(tmp_path: Path) -> None:
    home = tmp_path / "browsers"
    for version in ("1100", "1200"):
        program(home / f"chromium_headless_shell-{version}" / "linux" / "chrome-headless-shell")
    found = chromium.find({"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(home)})
    assert found == home / "chromium_headless_shell-1200" / "linux" / "chrome-headless-shell"


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    environment = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    assert chromium.find(environment) is None


def test_requiring_one_where_there_is_none_tells_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chromium, "find", lambda: None)
    with pytest.raises(CannotGoOn) as refused:
        chromium.require()
    assert str(refused.value) == (
        "Chromium:1:1: text/config: No Chromium was found, so nothing can be tried in a browser.\n"
        "  expected: one of chromium-headless-shell, chromium, chromium-browser, google-chrome on "
        "the PATH, or its path in $SAMSVAR_CHROMIUM\n"
        "  write:    make setup, or: sudo apt-get install chromium-headless-shell"
    )


def test_requiring_one_where_there_is_one_gives_it() -> None:
    assert chromium.require() == chromium.find()


def test_nothing_but_loopback_is_resolved() -> None:
    assert "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1" in chromium.FLAGS
