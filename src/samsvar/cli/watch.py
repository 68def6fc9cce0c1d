"""The command that looks at guides while they are written."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from samsvar import config as settings
from samsvar.cli.common import AgainstEdition, app, console, interruptible, load_project, must_exist

#: The environment variable that tells a new process that it takes the place of another.
AFRESH = "SAMSVAR_AFRESH"


@app.command("watch", short_help="Re-check the guides at each save.")
def watch_guides(
    edition: AgainstEdition = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="Begin with an empty screen at each save.")
    ] = False,
) -> None:
    """Re-check on save: the saved guide and its twin at once, then its chapters in process.

    After a change of code or labels, run the chapters that it reaches: those that samsvar impact
    names, or all.
    """
    from samsvar.rechecking.loop import watch

    root = settings.find_root(Path.cwd())
    if root is None:
        load_project()  # says so
    assert root is not None
    if edition is not None and os.environ.get(settings.EDITION) != edition:
        must_exist("--edition", [edition], settings.load(root).editions)
        os.environ[settings.EDITION] = edition
    with interruptible("Nothing is watched any more."):
        watch(root, console, clear=clear, afresh=os.environ.pop(AFRESH, None) is not None)
        sys.stdout.flush()
        os.environ[AFRESH] = "yes"
        # Python keeps what it has imported, so changed code needs a new process.
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
