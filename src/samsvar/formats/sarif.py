"""Verdicts in SARIF 2.1.0 (OASIS), which code scanning services and editors read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from samsvar.patches import Read, line_at
from samsvar.rules import RULES
from samsvar.verdicts import Edit, Place, Verdict

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: The name and version of the way in which fingerprints are made.
FINGERPRINT = "samsvarPlace/v1"


def written(verdicts: Sequence[Verdict], read: Read) -> str:
    """A log with one run."""
    names = sorted({verdict.rule for verdict in verdicts})
    seen: Counter[str] = Counter()
    results = []
    for verdict in verdicts:
        print_ = _fingerprint(verdict, read)
        seen[print_] += 1
        results.append(_result(verdict, names, f"{print_}:{seen[print_]}", read))
    driver = {
        "name": "samsvar",
        "semanticVersion": version("samsvar"),
        "rules": [_rule(name) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str) -> dict[str, Any]:
    rule = RULES[name]
    kind, _, words = name.partition("/")
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in (kind, *words.split("-"))),
        "shortDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} “samsvar rules” prints all rules."},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [kind]},
    }


def _result(verdict: Verdict, names: list[str], print_: str, read: Read) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": verdict.rule,
        "ruleIndex": names.index(verdict.rule),
        "level": verdict.severity,
        "message": {"text": _message(verdict)},
        "locations": [_location(verdict.place, _found(verdict, read))],
        "partialFingerprints": {FINGERPRINT: print_},
        "properties": {
            name: value
            for name in ("guide", "chapter", "language")
            if (value := getattr(verdict, name)) is not None
        },
    }
    if verdict.twin:
        twin = {**_location(verdict.twin), "id": 1, "message": {"text": "The twin."}}
        result["relatedLocations"] = [twin]
    if verdict.edits:
        result["fixes"] = [_fix(verdict)]
    return result


def _message(verdict: Verdict) -> str:
    """The message with what was found and expected: viewers show nothing else."""
    sides = (
        ("Found", verdict.found),
        ("Expected", verdict.expected),
        ("State", verdict.state),
        ("Write", verdict.suggestion),
    )
    return "\n".join([verdict.message, *(f"{name}: {text}" for name, text in sides if text)])


def _found(verdict: Verdict, read: Read) -> str:
    """What the verdict found, if it stands at its place."""
    found, place = verdict.found or "", verdict.place
    return found if line_at(place, read).startswith(found, place.column - 1) else ""


def _location(place: Place, text: str = "") -> dict[str, Any]:
    region = (
        _region(place, text) if text else {"startLine": place.line, "startColumn": place.column}
    )
    return {"physicalLocation": {"artifactLocation": _artifact(place.path), "region": region}}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path)}


def _region(place: Place, text: str) -> dict[str, int]:
    """Where a text stands; the end is the first column after it."""
    *lines, last = text.split("\n")
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line + len(lines),
        "endColumn": len(last) + (1 if lines else place.column),
    }


def _fix(verdict: Verdict) -> dict[str, Any]:
    paths = dict.fromkeys(edit.place.path for edit in verdict.edits)
    return {
        "description": {"text": "What the verdict suggests."},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(path),
                "replacements": _replacements(e for e in verdict.edits if e.place.path == path),
            }
            for path in paths
        ],
    }


def _replacements(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    return [
        {
            "deletedRegion": _region(edit.place, edit.old),
            "insertedContent": {"text": edit.new},
        }
        for edit in edits
    ]


def _fingerprint(verdict: Verdict, read: Read) -> str:
    """Equal as long as the verdict is about the same words of the same chapter, on any line."""
    line = line_at(verdict.place, read).strip()
    parts = (verdict.rule, verdict.place.path, verdict.chapter, line, verdict.found)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
