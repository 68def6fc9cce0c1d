"""Verdicts as JSON, for programs; `verdicts.schema.json` describes every field."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from samsvar.config import Config
from samsvar.patches import Read, patch
from samsvar.verdicts import Verdict, as_data


def written(verdicts: Sequence[Verdict], read: Read, config: Config | None) -> str:
    """One JSON object with all verdicts."""
    document = {
        "samsvar": version("samsvar"),
        "edition": config.edition if config else None,
        "verdicts": [_entry(verdict, read) for verdict in verdicts],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def schema() -> str:
    """The JSON Schema (2020-12) of what `written` gives."""
    return (files("samsvar.formats") / "verdicts.schema.json").read_text(encoding="utf-8")


def _entry(verdict: Verdict, read: Read) -> dict[str, Any]:
    said = {"kind": verdict.kind, "severity": verdict.severity, "why": verdict.why}
    return {**said, **as_data(verdict), "diff": patch([verdict], read) or None}
