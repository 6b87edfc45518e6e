"""The light of a place on the product stays within its bounds and leaves detail alone."""

import numpy as np
import pytest

from pipelines.delta_e import delta_e
from pipelines.linear_light import to_linear, to_srgb
from pipelines.placed import Placed
from pipelines.stages.render.relight import LEAST_GAIN, MOST_GAIN, MOST_MEAN_DELTA_E, PlaceLight, light_gain

RIGHT = np.array([1, 0, 0], np.float32)
SUN = PlaceLight(np.array([1.0, 0.9, 0.7], np.float32), np.array([-0.7, -0.2, 0.68], np.float32))
SKY = PlaceLight(np.array([0.3, 0.32, 0.36], np.float32), None)


def vase(seed: int = 1) -> Placed:
    x, y = np.meshgrid(np.linspace(-1.1, 1.1, 120), np.linspace(-1.1, 1.1, 200))
    matte = ((x**2 + y**2) < 1).astype(np.float32)
    grain = np.random.default_rng(seed).integers(-60, 60, (200, 120, 3))
    pixels = np.clip(140 + grain, 0, 255).astype(np.uint8)
    return Placed(pixels, matte, pixels)


def test_without_relight_the_photograph_stays() -> None:
    assert light_gain(vase(), [SUN, SKY], RIGHT, 0.0) is None


@pytest.mark.parametrize("lights", [[SUN], [SUN, SKY], [SKY]])
def test_the_gain_is_bounded(lights: list[PlaceLight]) -> None:
    placed = vase()
    gain = light_gain(placed, lights, RIGHT, 1.0)
    assert gain is not None
    assert gain.shape == placed.foreground.shape
    assert LEAST_GAIN - 1e-3 <= float(gain.min()) <= float(gain.max()) <= MOST_GAIN + 1e-3
    inside = placed.matte >= 1
    lit = to_srgb(to_linear(placed.foreground) * gain)
    assert float(delta_e(placed.foreground[inside], lit[inside]).mean()) <= MOST_MEAN_DELTA_E + 0.3


def test_the_side_of_the_lamp_gets_brighter() -> None:
    gain = light_gain(vase(), [SUN, SKY], RIGHT, 1.0)
    assert gain is not None
    assert gain[100, 20:50].mean() > gain[100, 70:100].mean() + 0.02


def test_more_relight_changes_more() -> None:
    little, much = (light_gain(vase(), [SUN, SKY], RIGHT, share) for share in (0.3, 1.0))
    assert little is not None
    assert much is not None
    assert np.abs(little - 1).mean() < np.abs(much - 1).mean()


def test_edges_stay_the_photographs() -> None:
    placed = vase()
    gain = light_gain(placed, [SUN, SKY], RIGHT, 1.0)
    assert gain is not None
    before = placed.foreground.astype(np.float32).mean(axis=2)
    after = to_srgb(to_linear(placed.foreground) * gain).astype(np.float32).mean(axis=2)
    steps = [np.diff(picture, axis=1)[placed.matte[:, 1:] >= 1] for picture in (before, after)]
    assert np.corrcoef(*steps)[0, 1] >= 0.99


def test_a_pale_product_is_not_made_white() -> None:
    # Its lit side has no room for the lamp's light.
    pale = np.clip(np.asarray(vase().foreground, np.int16) + 85, 0, 244).astype(np.uint8)
    placed = Placed(pale, vase().matte, pale)
    gain = light_gain(placed, [SUN, SKY], RIGHT, 1.0)
    assert gain is not None
    lit = to_srgb(to_linear(pale) * gain)[placed.matte >= 1]
    assert float((lit == 255).any(axis=1).mean()) < 0.02
