"""The pictures that somebody has accepted: `features/pictures/LANGUAGE/GUIDE/NUMBER/NN.png`, in
small, each with its accessibility tree beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from samsvar.config import Config
from samsvar.evidence.seals import tree_of
from samsvar.pictures.screens import Key
from samsvar.pictures.small import reduced

FOLDER = "pictures"


@dataclass(frozen=True)
class Accepted:
    """One accepted picture: its file in small, and the accessibility tree."""

    picture: Path
    tree: str


class Gallery:
    """The folder of accepted pictures, read and written chapter by chapter."""

    def __init__(self, config: Config) -> None:
        self.folder = config.features / FOLDER

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever accepted."""
        return next(self.chapters(), None) is None

    def chapters(self) -> Iterator[Key]:
        """The chapters that have accepted pictures."""
        for path in sorted(self.folder.glob("*/*/*")):
            language, guide, number = path.parts[-3:]
            if number.isdecimal() and path.is_dir():
                yield guide, int(number), language

    def place(self, key: Key) -> Path:
        """The folder of one chapter."""
        guide, number, language = key
        return self.folder / language / guide / f"{number:02}"

    def read(self, key: Key) -> list[Accepted]:
        """The accepted pictures of a chapter, in order; those without a tree are not whole."""
        pictures = sorted(self.place(key).glob("*.png"))
        return [
            Accepted(picture, tree.read_text(encoding="utf-8", errors="replace"))
            for picture in pictures
            if (tree := picture.with_name(tree_of(picture.name))).is_file()
        ]

    def write(self, key: Key, pictures: Iterable[tuple[bytes, str]]) -> None:
        """Accepts a chapter's pictures (PNG in full size, tree) in place of those from before."""
        self.remove(key)
        folder = self.place(key)
        for number, (png, tree) in enumerate(pictures, start=1):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number:02}.png").write_bytes(reduced(png))
            (folder / tree_of(f"{number:02}.png")).write_text(tree, encoding="utf-8")

    def remove(self, key: Key) -> None:
        """Forgets a chapter's pictures."""
        shutil.rmtree(self.place(key), ignore_errors=True)
