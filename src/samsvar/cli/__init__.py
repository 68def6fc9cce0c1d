"""The command `samsvar`. Thin: each command loads the project, calls one module, prints, exits.

Its modules are groups of commands; `common` says what they share.
"""

from __future__ import annotations

import sys

from samsvar.cli import accept as accept
from samsvar.cli import check as check
from samsvar.cli import publish as publish
from samsvar.cli import run as run
from samsvar.cli.common import CANNOT_GO_ON, app, errors
from samsvar.verdicts import CannotGoOn, render


def main() -> None:
    """Runs the command line and turns what it cannot go on with into messages."""
    try:
        app()
    except CannotGoOn as refusal:
        errors.print(render(refusal.verdicts), markup=False)
        sys.exit(CANNOT_GO_ON)
