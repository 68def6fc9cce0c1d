"""Footprints: what each chapter used when it last held, with the content that it had then.

They lie in one file of the build folder. Contents are kept once for all chapters that were carried
out together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from samsvar.evidence.files import cannot_write, write_atomically
from samsvar.impact.contents import Contents, Unit
from samsvar.impact.sources import digest
from samsvar.verdicts import CannotGoOn

FILE_NAME = "footprints.json"
#: The form of the file; another one is read as none.
FORM = 1

#: A chapter: guide, number, language.
Key = tuple[str, int, str]


@dataclass(frozen=True)
class Footprint:
    """What one chapter used, and all contents of the project as it held with them."""

    uses: frozenset[Unit]
    contents: Contents


@dataclass(frozen=True)
class Footprints:
    """The footprints of the chapters that held when they were last carried out."""

    by_chapter: Mapping[Key, Footprint] = field(default_factory=dict)

    @property
    def attributed(self) -> frozenset[Unit]:
        """What some chapter was seen to use, so that those who were not do not use it."""
        return frozenset().union(*(each.uses for each in self.by_chapter.values()))

    def renewed(self, newer: Footprints, forgotten: Iterable[Key]) -> Footprints:
        """With newer footprints, and without earlier ones of chapters that were carried out."""
        gone = set(forgotten)
        kept = {key: each for key, each in self.by_chapter.items() if key not in gone}
        return Footprints({**kept, **newer.by_chapter})


def load(path: Path) -> Footprints:
    """Reads the file; no footprints when there is none, or it cannot be understood."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["form"] != FORM:
            return Footprints()
        units = [Unit(*each) for each in data["units"]]
        contents = {
            name: {units[int(i)]: said for i, said in hashes.items()}
            for name, hashes in data["contents"].items()
        }
        return Footprints(
            {
                (guide, number, language): Footprint(
                    frozenset(units[i] for i in uses), contents[name]
                )
                for guide, number, language, name, uses in data["chapters"]
            }
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return Footprints()


def save(path: Path, footprints: Footprints) -> None:
    """Writes the file, in one step; raises `CannotGoOn` where nothing can be written."""
    everything = {u for f in footprints.by_chapter.values() for u in (*f.uses, *f.contents)}
    units = sorted(everything)
    index = {unit: i for i, unit in enumerate(units)}
    contents: dict[str, dict[int, str]] = {}
    chapters: list[list[object]] = []
    for key, footprint in sorted(footprints.by_chapter.items()):
        hashes = {index[unit]: said for unit, said in sorted(footprint.contents.items())}
        name = digest(repr(hashes))
        contents[name] = hashes
        chapters.append([*key, name, sorted(index[unit] for unit in footprint.uses)])
    data = {"form": FORM, "units": units, "contents": contents, "chapters": chapters}
    try:
        write_atomically(path, json.dumps(data, ensure_ascii=False).encode() + b"\n")
    except OSError as error:
        raise CannotGoOn([cannot_write(path.parent, error)]) from None
