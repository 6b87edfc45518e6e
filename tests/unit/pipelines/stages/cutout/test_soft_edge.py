"""The matte on the edge itself."""

import numpy as np
from numpy.typing import NDArray

from pipelines.linear_light import to_linear, to_srgb
from pipelines.stages.cutout.soft_edge import solve_edge
from pipelines.values import Matte, Rgb

SHAPE = 200, 300
EDGE = 150  # columns from here on are backdrop
GROUND, STEEL, GLINT = (150, 150, 150), (60, 60, 60), (250, 250, 250)


def _picture(product: NDArray[np.uint8]) -> Rgb:
    pixels = np.empty((*SHAPE, 3), np.uint8)
    pixels[:, :EDGE], pixels[:, EDGE:] = product[:, None], GROUND
    return pixels


def _settled(edge: float) -> Matte:
    """A matte whose edge is soft over four pixels about that column."""
    return np.broadcast_to(np.clip((edge - np.arange(SHAPE[1])) / 4, 0, 1), SHAPE).astype(np.float32)


def test_a_mixture_of_the_sides_is_solved() -> None:
    pixels = _picture(np.tile(np.array(STEEL, np.uint8), (SHAPE[0], 1)))
    sides = to_linear(np.array([[STEEL, GROUND]], np.uint8))[0]
    pixels[:, EDGE] = to_srgb((0.3 * sides[0] + 0.7 * sides[1])[None, None])[0, 0]
    solved = solve_edge(pixels, _settled(EDGE + 2.5))
    assert abs(solved[100, EDGE] - 0.22) < 0.06  # 0.3, made crisper
    assert solved[100, EDGE - 2] > 0.97 and solved[100, EDGE + 2] < 0.03


def test_a_rim_unlike_its_glinting_middle_keeps_its_matte() -> None:
    stripes = np.where((np.arange(SHAPE[0]) // 3 % 2 == 0)[:, None], GLINT, STEEL).astype(np.uint8)
    pixels = _picture(stripes)
    pixels[:, EDGE - 3 : EDGE] = (165, 165, 165)  # a rim nearly of its ground's colour
    assert solve_edge(pixels, _settled(EDGE))[90:110, EDGE - 3].min() > 0.6
