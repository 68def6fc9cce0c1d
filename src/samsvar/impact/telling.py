"""Decisions in words, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from samsvar.impact.choosing import Decision
from samsvar.verdicts import count

#: How many reasons are told of one chapter.
TOLD = 5


def as_text(decisions: Iterable[Decision]) -> str:
    """Which chapters a change reaches and which it does not, those with the same reasons
    together, and an empty line between them and the next."""
    groups: dict[tuple[bool, tuple[str, ...]], list[Decision]] = {}
    for decision in sorted(decisions, key=lambda d: not d.impacted):
        groups.setdefault((decision.impacted, decision.reasons), []).append(decision)
    return "\n\n".join(
        "\n".join([*_chapters(found), *_reasons(impacted, reasons)])
        for (impacted, reasons), found in groups.items()
    )


def _reasons(impacted: bool, reasons: Sequence[str]) -> Iterator[str]:
    lead = "impacted: " if impacted else "not impacted: "
    for reason in reasons[:TOLD]:
        yield f"  {lead}{reason}"
        lead = " " * len(lead)
    more = len(reasons) - TOLD
    if more > 0:
        yield f"  {lead}… and {count(more, 'more reason')}"


def _chapters(found: Sequence[Decision]) -> Iterator[str]:
    """The chapters of each guide; those of several languages once, if they are the same."""
    numbers: dict[str, dict[str, list[Decision]]] = {}
    for decision in found:
        guide, _, language = decision.key
        numbers.setdefault(guide, {}).setdefault(language, []).append(decision)
    for guide, languages in numbers.items():
        same: dict[tuple[int, ...], list[str]] = {}
        for language, decisions in languages.items():
            same.setdefault(tuple(d.key[1] for d in decisions), []).append(language)
        for which, codes in same.items():
            word = "chapter" if len(which) == 1 else "chapters"
            name = languages[codes[0]][0].chapter if len(which) == len(codes) == 1 else ""
            name = f" “{name}”" if name else ""
            listed = ", ".join(map(str, which))
            yield f"{guide}, {word} {listed}{name} ({', '.join(codes)})"


def as_json(decisions: Iterable[Decision], unused: Iterable[Path] = ()) -> str:
    """All decisions, one object per chapter and language, and the `unused` among the files that
    were named: no chapter depends on them."""
    chapters = [
        {
            "guide": d.key[0],
            "number": d.key[1],
            "chapter": d.chapter,
            "language": d.key[2],
            "impacted": d.impacted,
            "reasons": d.reasons,
        }
        for d in decisions
    ]
    data = {"chapters": chapters, "unused": [str(path) for path in unused]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
