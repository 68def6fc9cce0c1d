"""The server on loopback."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any

import pytest

from samsvar.serving import Server


def answering(text: bytes) -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": text})

    return app


def fetch(server: Server) -> bytes:
    with urllib.request.urlopen(f"{server.origin}/", timeout=5) as response:
        body: bytes = response.read()
    return body


def test_the_application_can_change_while_it_serves() -> None:
    with Server() as server:
        server.app = answering(b"one")
        assert fetch(server) == b"one"
        server.app = answering(b"two")
        assert fetch(server) == b"two"


def test_it_is_reachable_on_loopback_only() -> None:
    with Server() as server:
        assert server.origin.startswith("http://127.0.0.1:")


def test_without_an_application_the_answer_is_an_error() -> None:
    with Server() as server, pytest.raises(urllib.error.HTTPError) as error:
        fetch(server)
    assert error.value.code == 500
    error.value.close()


def test_it_is_gone_when_it_was_closed() -> None:
    with Server() as server:
        server.app = answering(b"one")
    with pytest.raises(OSError, match="refused"):
        fetch(server)


def test_two_servers_do_not_get_in_each_other_s_way() -> None:
    with Server() as one, Server() as two:
        one.app, two.app = answering(b"one"), answering(b"two")
        assert (fetch(one), fetch(two)) == (b"one", b"two")
