"""Verdicts as annotations of a change on GitHub: commands that a workflow prints.

They are escaped as `@actions/core` of GitHub's toolkit does (`packages/core/src/command.ts`).
"""

from __future__ import annotations

from collections.abc import Sequence

from samsvar.rules import Severity
from samsvar.verdicts import Verdict

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def written(verdicts: Sequence[Verdict]) -> str:
    """One line per verdict."""
    return "".join(f"{_command(verdict)}\n" for verdict in verdicts)


def _command(verdict: Verdict) -> str:
    place = verdict.place
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": verdict.rule,
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    details = str(verdict).removeprefix(f"{place}: {verdict.rule}: {verdict.message}")
    message = f"{verdict.message}\n{verdict.why}{details}"
    return f"::{_LEVELS[verdict.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
