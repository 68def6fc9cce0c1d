"""All commands in one application, and how it is called."""

from __future__ import annotations

import sys

from samsvar.cli import (
    accept,
    check,
    explain,
    impact,
    migrate,
    mutate,
    new,
    pictures,
    publish,
    reference,
    review,
    run,
    watch,
)
from samsvar.cli.common import CANNOT_GO_ON, Asked, app, errors, show
from samsvar.verdicts import CannotGoOn

__all__ = [
    "accept",
    "app",
    "call",
    "check",
    "explain",
    "impact",
    "migrate",
    "mutate",
    "new",
    "pictures",
    "publish",
    "reference",
    "review",
    "run",
    "watch",
]


def call() -> None:
    """Carries out the command line and turns what it cannot go on with into messages."""
    asked = Asked()
    try:
        app(obj=asked)
    except CannotGoOn as refusal:
        show(refusal.verdicts, asked.format, errors, None)
        sys.exit(CANNOT_GO_ON)
