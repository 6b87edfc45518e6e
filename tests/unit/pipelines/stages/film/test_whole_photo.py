"""A photo in a film is its own pixels, scaled alone, and never loses more than two fifths of a side."""

from dataclasses import replace

import numpy as np
import pytest

from pipelines.stages.film.picture import Moment
from pipelines.stages.film.whole_photo import whole_photo
from pipelines.values import Rgb


def photo(width: int, height: int) -> Rgb:
    """Red grows to the right, green downwards, so that a pixel tells where it is from."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[..., 0] = np.linspace(0, 255, width)
    pixels[..., 1] = np.linspace(0, 255, height)[:, None]
    pixels[..., 2] = 200
    return pixels


@pytest.mark.parametrize(("shape", "kept"), [((400, 300), (1.0, 0.75)), ((300, 400), (0.667, 1.0))])
def test_a_photo_of_about_the_shape_fills_its_place(shape: tuple[int, int], kept: tuple[float, float]) -> None:
    size = (160, 90) if shape[0] > shape[1] else (90, 180)
    seen = whole_photo(photo(*shape), size).drawn(Moment()).astype(float)
    assert seen.shape == (size[1], size[0], 3)
    across, down = (float(np.ptp(seen[..., channel])) / 255 for channel in (0, 1))
    assert (across, down) == (pytest.approx(kept[0], abs=0.03), pytest.approx(kept[1], abs=0.03))
    assert np.ptp(seen[..., 2]) <= 2


@pytest.mark.parametrize(("shape", "size"), [((480, 360), (108, 192)), ((300, 600), (192, 108))])
def test_one_of_another_shape_is_shown_whole_before_itself(shape: tuple[int, int], size: tuple[int, int]) -> None:
    still = whole_photo(photo(*shape), size)
    seen = still.drawn(Moment()).astype(float)
    width, height = shape
    scale = min(size[0] / width, size[1] / height)
    middle = seen[round(size[1] / 2), round(size[0] / 2)]
    assert middle[0] == pytest.approx(127, abs=4) and middle[1] == pytest.approx(127, abs=4)
    assert np.ptp(seen[..., 0]) > 240 and np.ptp(seen[..., 1]) > 240
    bare = replace(still, ground=np.zeros_like(still.ground)).drawn(Moment())
    lit = (bare[..., 2] > 150).mean()
    assert lit == pytest.approx(width * height * scale**2 / (size[0] * size[1]), abs=0.03)


@pytest.mark.parametrize("moment", [Moment(1.14, (0.03, 0.0), 0.035), Moment(1.02, (-0.03, 0.02), 0.02)])
def test_a_moving_camera_bares_no_edge(moment: Moment) -> None:
    still = whole_photo(photo(400, 300), (160, 120))
    moved = replace(still, ground=np.zeros_like(still.ground)).drawn(moment)
    assert (moved[1:-1, 1:-1, 2] > 150).all()
