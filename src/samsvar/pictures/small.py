"""Pictures in small: what is kept of an accepted picture, and how another one is held against it.

A quarter of the size each way, in 32 colours: some 3 kB, and still a picture that a person can look
at. Text is drawn a little differently on other machines; in small, and with the tolerance below,
that stays under the threshold (decision 0010 has the numbers).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, UnidentifiedImageError

#: How many pixels, each way, become one.
FACTOR = 4
#: How many colours a picture keeps.
COLOURS = 32
#: A small pixel has changed when one of its colours differs by more than this, of 255.
TOLERANCE = 64
#: A picture has changed when more than this share of its small pixels has.
THRESHOLD = 0.001


@dataclass(frozen=True)
class Difference:
    """How much of a picture has changed (`share`, 0 to 1), and within which rectangle of the
    picture in full size (left, top, right, bottom, in pixels)."""

    share: float
    box: tuple[int, int, int, int]

    @property
    def is_seen(self) -> bool:
        """Whether it is more than another machine's way to draw the same."""
        return self.share > THRESHOLD


def reduced(png: bytes) -> bytes:
    """A picture (PNG) in small, as it is kept (PNG)."""
    coverage = Image.Quantize.MAXCOVERAGE  # no colour of a screen is far from one that is kept
    image = _small(png).quantize(COLOURS, method=coverage, dither=Image.Dither.NONE)
    kept = io.BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def compare(accepted: Path, png: bytes) -> Difference | None:
    """How a picture (PNG) differs from an accepted one, kept in small; None if that is no picture.

    Pictures of different sizes have nothing in common.
    """
    try:
        with Image.open(accepted) as image:
            before = image.convert("RGB")
    except (UnidentifiedImageError, OSError):
        return None
    now = _small(png)
    if before.size != now.size:
        return Difference(1.0, (0, 0, now.width * FACTOR, now.height * FACTOR))
    red, green, blue = ImageChops.difference(before, now).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    changed = most.point([0] * (TOLERANCE + 1) + [255] * (255 - TOLERANCE))
    left, top, right, bottom = changed.getbbox() or (0, 0, 0, 0)
    share = changed.histogram()[255] / (changed.width * changed.height)
    return Difference(share, (left * FACTOR, top * FACTOR, right * FACTOR, bottom * FACTOR))


def _small(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB").reduce(FACTOR)
