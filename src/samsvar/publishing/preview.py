"""Showing a built site on this machine: a small static server on loopback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from samsvar.verdicts import CannotGoOn, Place, Verdict

HOST = "127.0.0.1"


class _Handler(SimpleHTTPRequestHandler):
    """Files of one folder; evidence is shown as text, and a missing page in its own language."""

    extensions_map = {  # noqa: RUF012 - as the base class declares it
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".ndjson": "text/plain; charset=utf-8",
        ".yml": "text/plain; charset=utf-8",
        ".woff2": "font/woff2",
    }

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answers a missing page with the site's own `404.html`, where it has one."""
        folder = Path(self.directory)
        language = self.path.lstrip("/").partition("/")[0]
        pages = [*folder.glob("*/404.html"), *folder.glob("404.html")]
        page = next((path for path in pages if path.parent.name == language), None)
        page = page or (pages[-1] if pages else None)
        if code != HTTPStatus.NOT_FOUND or page is None:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the terminal quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of a browser that went on before it had everything."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _server(folder: Path, port: int) -> _Server:
    """A bound server; raises `CannotGoOn` when there is no site, or the port cannot be had."""
    if not (folder / "index.html").is_file():
        raise CannotGoOn(
            [
                Verdict(
                    "site/preview",
                    Place(str(folder)),
                    "There is no site here yet.",
                    suggestion="make site",
                )
            ]
        )
    try:
        return _Server((HOST, port), partial(_Handler, directory=str(folder)))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotGoOn(
            [
                Verdict(
                    "site/preview",
                    Place(f"{HOST}:{port}"),
                    "The site cannot be shown at this port.",
                    found=reason.lower(),
                    suggestion="another port: --port 0 takes one that is free",
                )
            ]
        ) from None


@contextmanager
def serve(folder: Path, port: int = 0) -> Iterator[str]:
    """Serves a site in the background and gives its origin; port 0 takes one that is free."""
    with _server(folder, port) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield f"http://{HOST}:{server.server_port}"
        finally:
            server.shutdown()


def preview(folder: Path, port: int) -> None:
    """Serves a site until interrupted, and says where.

    Raises `CannotGoOn` when there is no site in `folder`, or the port cannot be had.
    """
    with _server(folder, port) as server:
        print(f"http://{HOST}:{server.server_port}/", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
