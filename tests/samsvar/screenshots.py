"""Evidence of a toy's run with screens made up for the purpose."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace

from PIL import Image, ImageDraw
from toy import Toy, seal_all

from samsvar.drivers.protocol import Overflow, Picture, Target
from samsvar.evidence.seals import MESSAGES, Archive, Shot
from samsvar.pictures.review import Review, review
from samsvar.pictures.screens import Key

TARGET = Target("button", "Send", "Hils på noen")
#: A rectangle (left, top, right, bottom; the last two inclusive) and its colour.
Mark = tuple[tuple[int, int, int, int], str]


def png(*marks: Mark, colour: str = "white", size: tuple[int, int] = (1280, 800)) -> bytes:
    """A picture of one colour, with rectangles."""
    image = Image.new("RGB", size, colour)
    for box, fill in marks:
        ImageDraw.Draw(image).rectangle(box, fill)
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def screen(tree: str, image: bytes | None = None, overflows: Iterable[Overflow] = ()) -> Picture:
    """What a run saw."""
    return Picture(image or png(), TARGET, tree, tuple(overflows))


def photographed(toy: Toy, pictures: Mapping[Key, list[Picture]], first: int = 1) -> Review:
    """The review of a toy whose chapters left these pictures: one per step, from `first` on."""
    project, report, archive = seal_all(toy)
    for twins in report.guides.values():
        for checked in twins.values():
            for chapter in checked.guide.chapters:
                key = (checked.guide.name, chapter.number, checked.guide.language)
                _seal(archive, key, pictures.get(key, []), first)
    return review(project, report, archive)


def _seal(archive: Archive, key: Key, pictures: list[Picture], first: int) -> None:
    guide, number, language = key
    seal = archive.read(language, guide, number)
    assert seal is not None
    named = {f"{n:02}.png": picture for n, picture in enumerate(pictures, start=1)}
    shots = tuple(
        Shot(name, step, picture.target, picture.overflows)
        for step, (name, picture) in enumerate(named.items(), start=first)
    )
    archive.add(replace(seal, folder=f"{seal.folder}-2", shots=shots), MESSAGES.encode(), named)


def told(found: Review) -> list[str]:
    """The verdicts as they are printed."""
    return [str(verdict) for verdict in found.verdicts]
