"""Lamps arrive with the power they are given."""

import numpy as np
import pytest

from pipelines.stages.raytrace.lamps import dome_map, panel_radiance
from presets.scenes.schema import Dome, Panel

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("size", [(2, 2), (30, 60), (300, 20)])
@pytest.mark.parametrize("colour", ["#ffffff", "#ffb060"])
def test_a_white_card_at_the_aim_reflects_the_panels_power(size: tuple[float, float], colour: str) -> None:
    panel = Panel(id="key", at_cm=(0, 0, 50), aim_cm=(0, 0, 0), size_cm=size, colour=colour, power=0.7)
    x, y = (np.linspace(-edge / 2, edge / 2, 801) for edge in size)
    grid_x, grid_y = np.meshgrid((x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2)
    cosine = 50 / np.sqrt(grid_x**2 + grid_y**2 + 50**2)
    area = size[0] * size[1] / grid_x.size
    irradiance = float((panel_radiance(panel) @ LUMINANCE) * (cosine**4 / 50**2).sum() * area)
    assert irradiance / np.pi == pytest.approx(0.7, rel=2e-3)


def test_a_level_white_card_reflects_the_domes_power() -> None:
    rows = dome_map(Dome(id="fill", top="#88aaff", horizon="#ffeedd", bottom="#403020", power=0.4))[:, 0]
    angle = (np.arange(len(rows)) + 0.5) / len(rows) * np.pi
    step = np.pi / len(rows)
    cosine = np.clip(np.cos(angle), 0, None)
    irradiance = 2 * np.pi * ((rows @ LUMINANCE) * cosine * np.sin(angle) * step).sum()
    assert irradiance / np.pi == pytest.approx(0.4, rel=5e-3)
