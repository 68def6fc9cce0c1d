"""Showing the site on this machine."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from samsvar.publishing.preview import preview, serve
from samsvar.verdicts import CannotGoOn


def test_without_a_site_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn) as refusal:
        preview(tmp_path, 0)
    (verdict,) = refusal.value.verdicts
    assert (verdict.rule, verdict.suggestion) == ("site/preview", "make site")


@pytest.mark.parametrize("port", [None, 70000])
def test_a_port_that_cannot_be_had_is_named(built: Path, port: int | None) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = port or other.getsockname()[1]
        with pytest.raises(CannotGoOn) as refusal:
            preview(built, taken)
    (verdict,) = refusal.value.verdicts
    assert str(verdict.place) == f"127.0.0.1:{taken}:1:1"
    assert verdict.message == "The site cannot be shown at this port."


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("nb/", "text/html; charset=utf-8"),
        ("nb/evidence/delegate-clients/01/messages.ndjson", "text/plain; charset=utf-8"),
        ("nb/evidence/delegate-clients/01/01.tree.yml", "text/plain; charset=utf-8"),
        ("nb/evidence/delegate-clients/01/01.png", "image/png"),
    ],
)
def test_files_are_served_as_what_they_are(origin: str, path: str, kind: str) -> None:
    with urlopen(origin + path) as response:
        assert response.headers["Content-Type"] == kind


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nb/gone/", "Vi finner ikke siden"),
        ("en/gone/", "We cannot find this page"),
        ("gone/", "Vi finner ikke siden"),
        ("../gone", "Vi finner ikke siden"),
    ],
)
def test_a_missing_page_answers_in_its_language(origin: str, path: str, words: str) -> None:
    with pytest.raises(HTTPError) as error:
        urlopen(origin + path)
    assert error.value.code == 404
    assert words in error.value.read().decode()


def test_the_server_ends_with_its_block(built: Path) -> None:
    with serve(built) as address:
        port = int(address.rpartition(":")[2])
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
