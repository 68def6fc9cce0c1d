"""The command line of the reference implementation: serve the practice portal, reset its world."""

from __future__ import annotations

import ipaddress
import os
import socket
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn
from uuid import uuid4

import typer
import uvicorn

from systemtilgang.domain.editions import DEFAULT_EDITION, EDITIONS
from systemtilgang.domain.surroundings import OSLO
from systemtilgang.portal import create_app
from systemtilgang.portal.places import BASE
from systemtilgang.portal.rendering import MissingAssetsError
from systemtilgang.secret_files import kept_secret, new_secret
from systemtilgang.store import Store
from systemtilgang.world import WorldError, open_world, reset_world

DEFAULT_DATABASE = "build/practice.sqlite"
DEFAULT_WORLD = Path("fixtures/world.yml")
DEFAULT_PORT = 8001

commands = typer.Typer(
    help="The practice portal: a stand-in for Altinn's access management on your own machine.",
    no_args_is_help=True,
    add_completion=False,
)

Database = Annotated[str, typer.Option(help="SQLite file, or an SQLAlchemy URL.")]
WorldFile = Annotated[Path, typer.Option(help="The world that an empty database starts from.")]


class SystemClock:
    """The machine's own clock, in Norwegian time."""

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(OSLO)


class RandomIdentifiers:
    """Identifiers that nobody can guess."""

    def new(self) -> str:
        """A random UUID."""
        return str(uuid4())


@commands.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes any that is free.")] = DEFAULT_PORT,
    database: Database = DEFAULT_DATABASE,
    edition: Annotated[str, typer.Option(help=f"One of {', '.join(EDITIONS)}.")] = DEFAULT_EDITION,
    world: WorldFile = DEFAULT_WORLD,
    expose: Annotated[
        bool, typer.Option("--expose", help="Allow an address that other machines can reach.")
    ] = False,
) -> None:
    """Serve the portal until interrupted. What is done in it is kept in the database."""
    if edition not in EDITIONS:
        _stop(f"There is no edition {edition}. Choose one of {', '.join(EDITIONS)}.")
    if not expose and not _is_loopback(host):
        _stop(
            f"{host} can be reached from other machines, and anybody may log in as anybody here. "
            "Add --expose if that is what you want."
        )
    listener = _listen(host, port)
    try:
        app = create_app(
            _open(database, world),
            edition=edition,
            clock=SystemClock(),
            secret=_secret(database),
            ids=RandomIdentifiers(),
        )
    except MissingAssetsError as error:
        _stop(str(error))
    address, bound_port = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    typer.echo(f"The practice portal is at http://{shown}:{bound_port}{BASE} (edition {edition})")
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])


@commands.command()
def reset(database: Database = DEFAULT_DATABASE, world: WorldFile = DEFAULT_WORLD) -> None:
    """Forget everything that was done in the portal and start from the world again."""
    try:
        reset_world(world, _url(database))
    except (WorldError, OSError) as error:
        _stop(str(error))
    typer.echo(f"{database} is as {world} says again.")


def main() -> None:
    """Entry point of the `systemtilgang` command."""
    commands()


def _stop(message: str) -> NoReturn:
    typer.echo(f"systemtilgang: {message}", err=True)
    raise typer.Exit(1)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address; stops with the reason when that is not possible."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        _stop(f"Cannot listen on {host} port {port}: {error}. Choose another one with --port.")
    return listener


def _file_of(database: str) -> Path | None:
    """The file of an SQLite database that was named by its path; None for a URL."""
    return None if "://" in database else Path(database)


def _url(database: str) -> str:
    """The SQLAlchemy URL of a database; the folder of a file is made when it is missing."""
    file = _file_of(database)
    if file is None:
        return database
    file.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{file}"


def _open(database: str, world: Path) -> Store:
    try:
        return open_world(world, _url(database))
    except (WorldError, OSError) as error:
        _stop(str(error))


def _secret(database: str) -> str:
    """What signs the sessions: from SYSTEMTILGANG_SECRET, or kept beside the database file.

    So a session lasts through a restart. A database elsewhere gets a new secret at every start.
    """
    given = os.environ.get("SYSTEMTILGANG_SECRET")
    if given:
        return given
    file = _file_of(database)
    if file is None:
        return new_secret()
    return kept_secret(file.with_suffix(".secret"))


if __name__ == "__main__":
    main()
