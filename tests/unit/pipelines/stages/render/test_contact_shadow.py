"""The shadow of a product on a plain ground."""

import cv2
import numpy as np
import pytest

from pipelines.stages.render.contact_shadow import contact_shadow
from pipelines.values import Box, Matte

WIDTH, HEIGHT, ABOVE = 300, 420, 90
LEFT, CORNER, RIGHT = (2, 340), (60, 410), (290, 350)  # of the lower edges, as a camera 25 degrees up sees a box
FREE = 120  # px of ground around


def _box() -> Matte:
    top = [(290, 40), (200, 4), (2, 30)]
    outline = np.array([LEFT, CORNER, RIGHT, *top], np.int32)
    return cv2.fillPoly(np.zeros((HEIGHT, WIDTH), np.uint8), [outline], 1, cv2.LINE_AA).astype(np.float32)


def _darkness(light_from_left: float) -> Matte:
    place = Box(FREE, FREE, FREE + WIDTH, FREE + HEIGHT)
    canvas = (WIDTH + 2 * FREE, HEIGHT + 2 * FREE)
    return 1 - contact_shadow(_box(), place, canvas, light_from_left, 0)[FREE:, FREE : FREE + WIDTH]


@pytest.mark.parametrize("light_from_left", [-0.6, 0.0, 0.6])
@pytest.mark.parametrize("column", [40, 110, 170, 230])
def test_a_box_is_darkest_where_it_touches_the_ground_along_both_edges(column: int, light_from_left: float) -> None:
    edge = round(float(np.interp(column, *np.transpose([LEFT, CORNER, RIGHT]))))
    below = [float(_darkness(light_from_left)[edge + step, column - 2 : column + 3].mean()) for step in (2, 20, 40, 60)]
    assert 0.25 < below[0] < 0.6  # more is the ground underneath
    assert below[1] < 0.8 * below[0]
    assert below == sorted(below, reverse=True)
