"""Seals: the statement that a chapter passed, bound to the content that it passed with.

A seal lies at `LANGUAGE/GUIDE/NUMBER/seal.json` in the evidence folder and names the folder beside
it that holds messages, pictures and trees. It is written last, in one step: evidence without a seal
does not count, and a killed run leaves the seal before it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from samsvar.drivers.protocol import Overflow, Picture, Target
from samsvar.evidence.files import write_atomically
from samsvar.guides import Chapter, Guide

SEAL = "seal.json"
MESSAGES = "messages.ndjson"
#: Where a seal keeps the hashes of its evidence, by file.
FILES = "files"


@dataclass(frozen=True)
class Shot:
    """A picture in the evidence: its file, the step (counted from 0 in the chapter's own steps, or
    below 0 in the prerequisites), what was marked in it, and the texts that do not show whole."""

    file: str
    step: int
    target: Target
    overflows: tuple[Overflow, ...] = ()


@dataclass(frozen=True)
class Seal:
    """One chapter in one language, as it was last run. `folder` holds its evidence.

    `content` is the hash of what was written (see `content_of`), `plan` that of what was done;
    `verified` is an instant in UTC (ISO 8601). With `passed` false it is a broken seal: the chapter
    was run to its end and did not hold, so nothing from before counts any longer.
    """

    guide: str
    number: int
    language: str
    edition: str
    driver: str
    content: str
    plan: str
    steps: int
    verified: str
    folder: str
    shots: tuple[Shot, ...] = ()
    passed: bool = True

    @property
    def date(self) -> datetime:
        """When the chapter passed."""
        return datetime.fromisoformat(self.verified)


def content_of(guide: Guide, chapter: Chapter, edition: str, surroundings: str = "") -> str:
    """The hash of all that a chapter says: its own words, the prerequisites' and introduction's.

    `surroundings` is the hash of what gives the words their meaning (`Project.surroundings`).
    """
    parts: list[object] = [edition, surroundings, guide.title, guide.description, guide.tags]
    for part in (guide.background, chapter):
        if part:
            steps = [
                (s.part, s.continues, s.text, s.note, [[c.text for c in row] for row in s.table])
                for s in part.steps
            ]
            parts.append((part.name, part.description, part.tags, steps))
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def now() -> float:
    """The time for evidence, in seconds since the epoch; `SOURCE_DATE_EPOCH` overrides it."""
    return float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def is_fixed() -> bool:
    """Whether the clock stands still for evidence, so that two runs give the same bytes."""
    return bool(os.environ.get("SOURCE_DATE_EPOCH"))


class Archive:
    """The evidence folder: written by runs, read by publishing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, seal: Seal, messages: bytes, pictures: Mapping[str, Picture]) -> None:
        """Stores a chapter's evidence, then seals it; removes all earlier evidence, also what a
        killed run left unsealed."""
        place = self._place(seal.language, seal.guide, seal.number)
        place.mkdir(parents=True, exist_ok=True)
        files = {MESSAGES: messages}
        for name, picture in pictures.items():
            files |= {name: picture.png, tree_of(name): picture.tree.encode()}
        folder = place / seal.folder
        folder.mkdir()
        try:
            for name, content in files.items():
                (folder / name).write_bytes(content)
            hashes = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
            data = json.dumps({**asdict(seal), FILES: hashes}, ensure_ascii=False, indent=2)
            write_atomically(place / SEAL, data.encode() + b"\n")
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        for other in place.iterdir():
            if other.is_dir() and other != folder:
                shutil.rmtree(other, ignore_errors=True)

    def read(self, language: str, guide: str, number: int) -> Seal | None:
        """The seal of a chapter; None when there is none, or it cannot be read."""
        path = self._place(language, guide, number) / SEAL
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            shots = tuple(map(_shot, data["shots"]))
            values = {name: value for name, value in data.items() if name != FILES}
            return Seal(**{**values, "shots": shots})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def valid(
        self, guide: Guide, chapter: Chapter, plan: str, edition: str, surroundings: str
    ) -> Seal | None:
        """The chapter's seal, if it passed as it is written now and all its evidence is there.

        `plan` is the digest of its plan, `surroundings` as in `content_of`.
        """
        seal = self.read(guide.language, guide.name, chapter.number)
        if seal is None or not seal.passed or seal.plan != plan:
            return None
        if seal.content != content_of(guide, chapter, edition, surroundings):
            return None
        return seal if self.is_whole(seal) else None

    def is_whole(self, seal: Seal) -> bool:
        """Whether every file of a seal's evidence is there and as it was when it was sealed."""
        place = self._place(seal.language, seal.guide, seal.number)
        names = [MESSAGES, *(n for shot in seal.shots for n in (shot.file, tree_of(shot.file)))]
        try:
            hashes = json.loads((place / SEAL).read_text(encoding="utf-8"))[FILES]
            return all(
                hashlib.sha256(self.path(seal, name).read_bytes()).hexdigest() == hashes[name]
                for name in names
            )
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def path(self, seal: Seal, name: str) -> Path:
        """The path of one file of a seal's evidence."""
        return self._place(seal.language, seal.guide, seal.number) / seal.folder / name

    def _place(self, language: str, guide: str, number: int) -> Path:
        return self.folder / language / guide / f"{number:02}"


def _shot(data: Mapping[str, Any]) -> Shot:
    overflows = tuple(Overflow(**item) for item in data["overflows"])
    return Shot(data["file"], data["step"], Target(**data["target"]), overflows)


def tree_of(picture: str) -> str:
    """The name of the accessibility tree that belongs to a picture."""
    return f"{Path(picture).stem}.tree.yml"


def new_folder() -> str:
    """A name for a run's evidence that no other run has."""
    return uuid.uuid4().hex


def instant(seconds: float) -> str:
    """Seconds since the epoch as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
