"""How sharply a lens shows each pixel."""

import cv2
import numpy as np

from pipelines.camera import Camera
from pipelines.values import Linear, Matte
from presets.scenes.schema import View

_BLUR_PX = (1.0, 2.5)  # radius of the circle of confusion: up to the first sharp, from the second on blurred
_FARTHEST_REACH_PX = 24  # of a blur over its sharp neighbours


def sharpness(camera: Camera, view: View, position_cm: Linear) -> Matte:
    """Return 1 where the set is in focus, 0 where it is blurred or another blur reaches; shape of the camera's picture.

    The circle of confusion of a thin lens: a point at depth d is spread, on the plane of focus at f, over a circle of
    radius aperture * |d - f| / d (Potmesil and Chakravarty, 1981).

    Args:
        position_cm: where pixel centres meet the set, shape (height, width, 3), perhaps of a coarser grid.
    """
    width, height = camera.size
    if not view.aperture_cm:
        return np.ones((height, width), np.float32)
    depth = (position_cm - camera.origin_cm) @ camera.axes[2]
    focus = view.focus_cm or view.distance_cm
    radius = view.aperture_cm * np.abs(depth - focus) / np.maximum(depth, 1e-3) * camera.focal_px / focus
    spread = _spread(np.asarray(cv2.resize(radius.astype(np.float32), (width, height)), np.float32))
    sharp, blurred = _BLUR_PX
    return np.asarray(np.clip((blurred - spread) / (blurred - sharp), 0, 1), np.float32)


def _spread(radius: Matte) -> Matte:
    """Return the largest blur that reaches each pixel: that of a point reaches as far as its own radius."""
    reached = radius
    reach = 1
    while reach <= _FARTHEST_REACH_PX:
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
        wide = np.where(radius >= reach, radius, 0).astype(np.float32)
        reached = np.maximum(reached, cv2.dilate(wide, kernel))
        reach *= 2
    return np.asarray(cv2.GaussianBlur(reached, (0, 0), 1.5), np.float32)
