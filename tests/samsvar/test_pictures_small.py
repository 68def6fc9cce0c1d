"""Pictures in small: cheap to keep, and steady against other ways to draw the same."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from screenshots import Mark, png

from samsvar.pictures.small import THRESHOLD, Difference, compare, reduced

BUTTON: Mark = ((400, 400, 559, 447), "#0062ba")


@pytest.fixture
def accepted(tmp_path: Path) -> Path:
    path = tmp_path / "01.png"
    path.write_bytes(reduced(png(BUTTON)))
    return path


def test_a_picture_is_kept_at_a_quarter_of_its_size_in_few_colours(accepted: Path) -> None:
    assert accepted.stat().st_size < 1000
    with Image.open(accepted) as image:
        assert (image.size, image.mode) == ((320, 200), "P")
        colours = image.convert("RGB").getcolors()
    assert sorted(colours or []) == [(480, (0, 98, 186)), (63520, (255, 255, 255))]


def test_the_same_picture_differs_in_nothing(accepted: Path) -> None:
    assert compare(accepted, png(BUTTON)) == Difference(0.0, (0, 0, 0, 0))


def test_the_share_that_changed_and_the_rectangle_around_it_are_told(accepted: Path) -> None:
    moved: Mark = ((400, 440, 559, 487), "#0062ba")
    change = compare(accepted, png(moved))
    assert change == Difference(2 * 40 * 10 / 64000, (400, 400, 560, 488))
    assert change.is_seen


@pytest.mark.parametrize(("width", "is_seen"), [(64, False), (65, True)])
def test_one_pixel_of_a_thousand_may_change(accepted: Path, width: int, is_seen: bool) -> None:
    line: Mark = ((0, 0, 4 * width - 1, 3), "black")
    change = compare(accepted, png(BUTTON, line))
    assert change is not None
    assert (change.share, change.is_seen) == (width / 64000, is_seen)
    assert THRESHOLD == 0.001


@pytest.mark.parametrize(("grey", "is_seen"), [(191, False), (190, True)])
def test_a_colour_may_be_a_quarter_of_the_scale_off(
    accepted: Path, grey: int, is_seen: bool
) -> None:
    change = compare(accepted, png(BUTTON, ((0, 0, 399, 399), f"rgb({grey}, {grey}, {grey})")))
    assert change is not None
    assert change.is_seen is is_seen


def test_softer_edges_as_on_another_machine_are_no_change(accepted: Path) -> None:
    softened = Image.open(io.BytesIO(png(BUTTON))).filter(ImageFilter.GaussianBlur(1))
    data = io.BytesIO()
    softened.save(data, "PNG")
    change = compare(accepted, data.getvalue())
    assert change is not None
    assert not change.is_seen


def test_pictures_of_different_sizes_have_nothing_in_common(accepted: Path) -> None:
    change = compare(accepted, png(BUTTON, size=(640, 400)))
    assert change == Difference(1.0, (0, 0, 640, 400))


def test_what_cannot_be_read_is_no_accepted_picture(tmp_path: Path) -> None:
    path = tmp_path / "01.png"
    path.write_bytes(b"<<<<<<< ours")
    assert compare(path, png(BUTTON)) is None
