"""The commands inside this process: what they print, refuse and leave behind.

`test_portal_cli.py` runs them as processes of their own, which is how they are killed; here a
server is stopped as its owner stops it.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import httpx
import pytest
import uvicorn
from patience import patient_get
from typer.testing import CliRunner, Result
from visitor import WORLD

from systemtilgang import cli
from systemtilgang.portal.rendering import MissingAssetsError
from systemtilgang.secret_files import kept_secret, new_secret


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.commands, list(arguments))


class Stoppable(uvicorn.Server):
    """The real server, remembered so that a test can stop it."""

    started_ones: ClassVar[list[uvicorn.Server]] = []

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        self.started_ones.append(self)
        super().run(sockets)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Serves, asks for the login page, stops; returns what the command printed."""
    monkeypatch.setattr(cli.uvicorn, "Server", Stoppable)
    Stoppable.started_ones.clear()

    def serve(*arguments: str, host: str = "127.0.0.1") -> Result:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as free:
            free.bind((host, 0))
            port = free.getsockname()[1]
        with ThreadPoolExecutor(1) as threads:
            running: Future[Result] = threads.submit(
                run, "serve", "--host", host, "--port", str(port), *arguments, "--world", str(WORLD)
            )
            try:
                shown = f"[{host}]" if ":" in host else host
                login = f"http://{shown}:{port}/accessmanagement/ui/login"
                with httpx.Client(follow_redirects=True) as client:
                    assert "Rask Lykt" in patient_get(client, login).text
            finally:
                for server in Stoppable.started_ones:
                    server.should_exit = True
            return running.result(timeout=10)

    return serve


def test_the_portal_is_served_until_it_is_stopped(
    served: Callable[..., Result], tmp_path: Path
) -> None:
    database = tmp_path / "folder" / "practice.sqlite"
    done = served("--database", str(database), "--edition", "2026-08")
    assert done.exit_code == 0
    assert "The practice portal is at http://127.0.0.1:" in done.output
    assert done.output.rstrip().endswith("/accessmanagement/ui (edition 2026-08)")
    assert database.is_file()
    assert len(database.with_suffix(".secret").read_text()) == 64


def test_a_database_elsewhere_keeps_no_secret_here(
    served: Callable[..., Result], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"
    assert served("--database", url).exit_code == 0
    assert [path.name for path in tmp_path.glob("*.secret")] == []


def test_an_address_of_the_other_family_is_loopback_too(
    served: Callable[..., Result], tmp_path: Path
) -> None:
    done = served("--database", str(tmp_path / "p.sqlite"), host="::1")
    assert "http://[::1]:" in done.output


def test_the_secret_can_be_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SYSTEMTILGANG_SECRET", "of my own")
    assert cli._secret(str(tmp_path / "p.sqlite")) == "of my own"


def test_reset_says_what_it_did_and_can_be_repeated(tmp_path: Path) -> None:
    database = str(tmp_path / "practice.sqlite")
    for _ in range(2):
        done = run("reset", "--database", database, "--world", str(WORLD))
        assert (done.exit_code, done.output) == (0, f"{database} is as {WORLD} says again.\n")


@pytest.mark.parametrize("command", ["serve", "reset"])
def test_a_world_that_is_not_there_is_told(command: str, tmp_path: Path) -> None:
    missing = tmp_path / "none.yml"
    port = ("--port", "0") if command == "serve" else ()
    done = run(command, *port, "--database", str(tmp_path / "p.sqlite"), "--world", str(missing))
    assert done.exit_code == 1
    assert done.output.startswith("systemtilgang: ")
    assert "none.yml" in done.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--edition", "2027-01"], "There is no edition 2027-01. Choose one of 2025-12, 2026-08."),
        (["--host", "0.0.0.0"], "0.0.0.0 can be reached from other machines"),
        (["--host", "everywhere"], "everywhere can be reached from other machines"),
        (["--port", "99999"], "Cannot listen on 127.0.0.1 port 99999"),
    ],
)
def test_what_cannot_be_served_is_told(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = run("serve", *arguments, "--database", str(tmp_path / "p.sqlite"))
    assert done.exit_code == 1
    assert done.output.startswith(f"systemtilgang: {told}")


def test_a_name_for_this_machine_is_loopback() -> None:
    assert cli._is_loopback("localhost")


def test_assets_that_are_missing_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def without_assets(*_: object, **__: object) -> None:
        raise MissingAssetsError("The design system is missing: run make setup.")

    monkeypatch.setattr(cli, "create_app", without_assets)
    database = str(tmp_path / "p.sqlite")
    done = run("serve", "--port", "0", "--database", database, "--world", str(WORLD))
    assert done.exit_code == 1
    assert done.output == "systemtilgang: The design system is missing: run make setup.\n"


def test_identifiers_and_the_clock_are_the_machines_own() -> None:
    identifiers = cli.RandomIdentifiers()
    assert identifiers.new() != identifiers.new()
    assert abs(cli.SystemClock().now().timestamp() - time.time()) < 5


def test_a_secret_that_cannot_be_written_leaves_nothing_half_done(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        kept_secret(tmp_path / "p.secret")
    assert list(tmp_path.iterdir()) == []


def test_a_whole_secret_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "p.secret"
    assert kept_secret(file) == kept_secret(file) == file.read_text()
    assert len(new_secret()) == 64
