"""A server on loopback for the browser: one per process, whose application changes per chapter."""

from __future__ import annotations

import socket
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn

App = Callable[..., Awaitable[None]]


class Server:
    """Serves `app` at `origin` until closed. Use as a context manager."""

    def __init__(self) -> None:
        self.app: App | None = None
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self._call, interface="asgi3", lifespan="off", log_level="error", access_log=False
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    async def _call(self, scope: Any, receive: Any, send: Any) -> None:
        assert self.app is not None, "no portal is being served"
        await self.app(scope, receive, send)

    def __enter__(self) -> Server:
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            self._thread.join(0.005)
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()
