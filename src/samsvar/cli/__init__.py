"""The command `samsvar`. Thin: each command loads the project, calls one module, prints, exits.

Its modules are groups of commands; `commands` gathers them and `common` says what they share. All
of them are imported when the program is run: Ctrl+C has its answer from the first moment on.
"""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Runs the command line; one that is interrupted, however early, ends with one sentence."""
    told = "Interrupted. Nothing was written.\n"
    try:
        from samsvar.cli.commands import call

        told = "Interrupted.\n"  # from here on, the commands know what they have done
        call()
    except KeyboardInterrupt:
        sys.stderr.write(told)
        sys.exit(INTERRUPTED)
