"""Where a product lands in a picture, so that it stands on its stand and does not float."""

import numpy as np

from pipelines.camera import Camera
from pipelines.stages.pose.base import read_base
from pipelines.values import Box, Matte
from presets.scenes.schema import Stance


def seat(crop: Matte, height_cm: float, at_cm: tuple[float, float], stance: Stance, camera: Camera) -> Box:
    """Return the place of a product's crop box in the camera's picture; it may leave the frame.

    What stands or leans rests on the front rim of its base: the lowest pixel is the rim's front, and the axis stands
    at `at_cm` behind it. What lies is centred at `at_cm`. What hangs has the middle of its upper edge there, at the
    height of the set's hook, which is the caller's to add: `at_cm` is then on the ground below.

    Args:
        crop: the matte of the crop box.
        height_cm: true length of the crop box along the picture's height.
        at_cm: where the axis meets the stand.
        stance: how the product is held.
        camera: of the canvas.
    """
    foot = np.array([*at_cm, 0], np.float32)
    px_per_cm = camera.px_per_cm(foot)
    height = max(1, round(height_cm * px_per_cm))
    width = max(1, round(height * crop.shape[1] / crop.shape[0]))
    if stance is Stance.LYING:
        column, row = camera.project(foot)
        return _box(float(column) - width / 2, float(row) - height / 2, width, height)
    way = camera.origin_cm - foot
    base = read_base(crop, float(way[2] / np.linalg.norm(way)))
    shrink = height / crop.shape[0]
    column, row = camera.project(foot)
    return _box(float(column) - base.axis[0] * shrink, float(row) - base.axis[1] * shrink, width, height)


def _box(left: float, top: float, width: int, height: int) -> Box:
    return Box(round(left), round(top), round(left) + width, round(top) + height)
