"""`systemtilgang serve` and `reset`, as real processes."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from lxml import html
from patience import patient_get
from visitor import WORLD

from systemtilgang.domain.parties import PartyKind
from systemtilgang.secret_files import kept_secret
from systemtilgang.world import open_world

BASE = "/accessmanagement/ui"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "systemtilgang.cli", *arguments, "--world", str(WORLD)]


@contextmanager
def serving(database: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server process and its address; killed at the end, without a chance to tidy up."""
    process = subprocess.Popen(
        command("serve", "--port", "0", "--database", str(database), *arguments),
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    try:
        line = process.stdout.readline()
        found = re.search(r"(http://127\.0\.0\.1:\d+)/accessmanagement/ui", line)
        assert found, line
        yield process, found.group(1)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def page_of(client: httpx.Client, path: str) -> html.HtmlElement:
    return html.fromstring(patient_get(client, BASE + path).text)


def post(client: httpx.Client, page: html.HtmlElement, path: str, **data: str) -> httpx.Response:
    token = page.xpath("string(.//input[@name='token']/@value)")
    return client.post(BASE + path, data={"token": token, **data}).raise_for_status()


def log_in(client: httpx.Client) -> None:
    page = page_of(client, "/login")
    person = page.xpath("string(.//button[contains(., 'Rask Lykt')]/@value)")
    answer = post(client, page, "/login", person=person)
    page = html.fromstring(answer.text)
    actor = page.xpath("string(.//button[@role='menuitem'][contains(., 'Klientkunde')]/@value)")
    post(client, page, "/actor", actor=str(actor))


def browser(address: str) -> httpx.Client:
    return httpx.Client(base_url=address, follow_redirects=True, timeout=10)


def test_what_was_done_survives_a_kill_and_so_does_the_session(tmp_path: Path) -> None:
    database = tmp_path / "practice.sqlite"
    with serving(database) as (process, address), browser(address) as client:
        log_in(client)
        page = page_of(client, "/users?menu=open")
        answer = post(client, page, "/users/add-organization", number="311590839")
        assert "Diskret Nær Tiger AS" in answer.text
        cookies = dict(client.cookies)
        process.send_signal(signal.SIGKILL)
        process.wait()
    with serving(database) as (_, address), browser(address) as client:
        client.cookies.update(cookies)
        assert "Diskret Nær Tiger AS" in page_of(client, "/users").text_content()
    assert (database.with_suffix(".secret").stat().st_mode & 0o077) == 0
    done = subprocess.run(
        command("reset", "--database", str(database)), capture_output=True, text=True, check=True
    )
    assert str(database) in done.stdout
    with serving(database) as (_, address), browser(address) as client:
        client.cookies.update(cookies)
        page = page_of(client, "/users")
        assert "Blid Elv" in page.text_content()
        assert "Diskret Nær Tiger AS" not in page.text_content()


def refused(*arguments: str) -> str:
    done = subprocess.run(
        command("serve", *arguments), capture_output=True, text=True, check=False, timeout=20
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = refused("--port", port, "--database", str(tmp_path / "x.sqlite"))
    assert f"port {port}" in told
    assert "--port" in told


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.org"])
def test_it_is_not_for_other_machines_unless_told_so(host: str, tmp_path: Path) -> None:
    assert "--expose" in refused("--host", host, "--database", str(tmp_path / "x.sqlite"))


def test_an_edition_that_does_not_exist_is_told(tmp_path: Path) -> None:
    assert "2025-12" in refused("--edition", "2099-01", "--database", str(tmp_path / "x.sqlite"))


def test_a_world_that_does_not_hold_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    database = tmp_path / "practice.sqlite"
    for name in ("catalogue.yml", "services.yml"):
        (tmp_path / name).symlink_to(WORLD.with_name(name))
    store = open_world(WORLD, f"sqlite:///{database}")
    store.close()
    world = tmp_path / "world.yml"
    # The client has given the provider nothing: that shows only when the access is filled in.
    right, created = WORLD.read_text(encoding="utf-8"), "    created: 2025-11-24\n"
    assert created in right
    wrong = right.replace(created, f'{created}    clients: ["Klientkunde AS"]\n', 1)
    for content in (wrong, "persons: 3\n"):
        world.write_text(content, encoding="utf-8")
        reset = [*command("reset", "--database", str(database)), "--world", str(world)]
        done = subprocess.run(reset, capture_output=True, text=True, check=False, timeout=20)
        assert done.returncode == 1
        assert "world.yml" in done.stderr
        assert "Traceback" not in done.stderr
        with open_world(WORLD, f"sqlite:///{database}").unit_of_work() as uow:
            assert len(uow.parties.of_kind(PartyKind.PERSON)) == 12


@pytest.mark.parametrize("left_behind", [None, "", "0123abc", "\0" * 64])
def test_starts_at_once_agree_on_a_whole_secret(tmp_path: Path, left_behind: str | None) -> None:
    file = tmp_path / "practice.secret"
    if left_behind is not None:
        file.write_text(left_behind, encoding="ascii")
    code = (
        "import sys; from pathlib import Path; "
        "from systemtilgang.secret_files import kept_secret; "
        "sys.stdin.read(); print(kept_secret(Path(sys.argv[1])))"
    )
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for start in starts:
        assert start.stdin
        start.stdin.close()
    said = {start.stdout.read().strip() for start in starts if start.stdout}
    assert [start.wait(timeout=20) for start in starts] == [0, 0, 0, 0]
    assert said == {file.read_text(encoding="ascii")}
    assert re.fullmatch(r"[0-9a-f]{64}", *said)
    assert (file.stat().st_mode & 0o077) == 0
    assert list(tmp_path.iterdir()) == [file]
    assert kept_secret(file) in said, "it stays through a restart"


def test_a_world_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    world = tmp_path / "world.yml"
    world.write_text("persons: 3\n", encoding="utf-8")
    done = subprocess.run(
        [*command("serve", "--port", "0", "--database", str(tmp_path / "x.sqlite")), "--world",
         str(world)],
        capture_output=True, text=True, check=False, timeout=20,
    )  # fmt: skip
    assert done.returncode == 1
    assert "world.yml" in done.stderr
    assert "Traceback" not in done.stderr
