"""The numbers of the last whole run, as a file of the project (`features/noticed.json`).

It is committed, so that the site can show the numbers without a run: sorted, a mutant a line,
without dates or machines. Why survivors are no fault is not in it, but in `survivors.toml`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from samsvar.checking import Project
from samsvar.mutation import survivors
from samsvar.mutation.ledger import basis
from samsvar.mutation.mutants import Kind
from samsvar.mutation.report import Findings, Score, Survivor

FILE_NAME = "noticed.json"


@dataclass(frozen=True)
class Noticed:
    """What was found, and whether anything that it depends on has changed since (`is_old`)."""

    found: Findings
    is_old: bool = False


def as_file(found: Findings) -> str:
    """The file's text. What has a place or a guide's chapter in it is left out: lines move."""
    lost: dict[str, list[str]] = {}
    for survivor in sorted(found.survivors, key=lambda survivor: survivor.identity):
        lost.setdefault(survivor.kind, []).append(survivor.identity)
    data = {
        "ground": found.ground,
        "edition": found.edition,
        "scores": [asdict(score) for score in found.scores],
        "rules": {name: numbers for name, *numbers in sorted(found.rules)},
        "survivors": dict(sorted(lost.items())),
        "unspoken": sorted(found.unspoken),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def load(project: Project) -> Noticed | None:
    """What the file of a project says, with today's reasons; None when there is none to be read."""
    config = project.config
    try:
        data = json.loads((config.features / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    path = config.features / survivors.FILE_NAME
    reasons = survivors.load(path, config.relative(path), config.languages)
    try:
        found = _findings(data, reasons)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return Noticed(found, found.ground != basis(project))


def _findings(data: Any, reasons: dict[str, survivors.Reason]) -> Findings:
    return Findings(
        ground=data["ground"],
        edition=data["edition"],
        scores=[Score(**{**score, "kind": Kind(score["kind"])}) for score in data["scores"]],
        survivors=[
            Survivor(identity, Kind(kind), "", (), reasons.get(identity))
            for kind, identities in data["survivors"].items()
            for identity in identities
        ],
        unspoken=list(data["unspoken"]),
        rules=[(name, *numbers) for name, numbers in data["rules"].items()],
    )
