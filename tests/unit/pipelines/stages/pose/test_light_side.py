"""A ball lit from one side says so, and a photo's noise is measured where it is calm."""

import numpy as np
import pytest

from pipelines.stages.pose.light_side import read_light_side
from pipelines.stages.pose.noise import read_noise
from pipelines.values import Linear, Matte


def ball(light: tuple[float, float, float]) -> tuple[Linear, Matte]:
    x, y = np.meshgrid(np.linspace(-1.1, 1.1, 160), np.linspace(-1.1, 1.1, 160))
    inside = x**2 + y**2 < 1
    z = np.sqrt(np.clip(1 - x**2 - y**2, 0, 1))
    shade = 0.15 + 0.7 * np.clip(x * light[0] - y * light[1] + z * light[2], 0, 1)
    return np.repeat(shade[..., None], 3, axis=2).astype(np.float32), inside.astype(np.float32)


@pytest.mark.parametrize("side", [-1, 1])
def test_the_brighter_side_is_where_light_comes_from(side: int) -> None:
    found = read_light_side(*ball((0.6 * side, 0.3, 0.74)))
    assert (found.from_left > 0) == (side < 0)
    assert found.confidence >= 0.5


def test_light_from_the_front_has_no_side() -> None:
    assert read_light_side(*ball((0.0, 0.3, 0.95))).confidence < 0.5


def test_a_flipped_photo_is_lit_from_the_other_side() -> None:
    light, matte = ball((-0.6, 0.2, 0.77))
    there = read_light_side(light, matte)
    back = read_light_side(np.ascontiguousarray(light[:, ::-1]), np.ascontiguousarray(matte[:, ::-1]))
    assert back.from_left == pytest.approx(-there.from_left, abs=1e-3)


@pytest.mark.parametrize("deviation", [0.004, 0.012])
def test_noise_is_measured_on_a_shaded_surface(deviation: float) -> None:
    light, matte = ball((0.2, 0.3, 0.9))
    noisy = light + np.random.default_rng(1).normal(0, deviation, light.shape[:2])[..., None]
    pixels = np.clip(np.rint(noisy * 255), 0, 255).astype(np.uint8)
    assert read_noise(pixels, matte) == pytest.approx(deviation, rel=0.3)
