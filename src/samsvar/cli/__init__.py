"""The command `samsvar`. Thin: each command loads the project, calls one module, prints, exits.

Its modules are groups of commands; `common` says what they share.
"""

from __future__ import annotations

import sys

from samsvar.cli import accept as accept
from samsvar.cli import check as check
from samsvar.cli import explain as explain
from samsvar.cli import impact as impact
from samsvar.cli import migrate as migrate
from samsvar.cli import mutate as mutate
from samsvar.cli import new as new
from samsvar.cli import pictures as pictures
from samsvar.cli import publish as publish
from samsvar.cli import reference as reference
from samsvar.cli import review as review
from samsvar.cli import run as run
from samsvar.cli import watch as watch
from samsvar.cli.common import CANNOT_GO_ON, Asked, app, errors, show
from samsvar.verdicts import CannotGoOn


def main() -> None:
    """Runs the command line and turns what it cannot go on with into messages."""
    asked = Asked()
    try:
        app(obj=asked)
    except CannotGoOn as refusal:
        show(refusal.verdicts, asked.format, errors, None)
        sys.exit(CANNOT_GO_ON)
