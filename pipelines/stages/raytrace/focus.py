"""How sharply a lens shows each pixel, and what it cannot show."""

from itertools import pairwise

import cv2
import numpy as np

from pipelines.camera import Camera
from pipelines.values import Linear, Matte
from presets.scenes.schema import View

_BLUR_PX = (1.0, 2.5)  # radius of the circle of confusion: up to the first sharp, from the second on blurred
_FARTHEST_REACH_PX = 24  # of a blur over its sharp neighbours
_REACHES_PX = (0.0, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, float(_FARTHEST_REACH_PX))
_FINER = ((1.2, 3.0), (2.0, 6.0))  # deviation that is smoothed away where nothing is blurred over a smaller radius


def circle_px(camera: Camera, view: View, position_cm: Linear) -> Matte:
    """Return the radius over which the lens spreads each point, in pixels, of the shape of the camera's picture.

    The circle of confusion of a thin lens: a point at depth d is spread, on the plane of focus at f, over a circle of
    radius aperture * |d - f| / d (Potmesil and Chakravarty, 1981).

    Args:
        position_cm: where pixel centres meet the set, shape (height, width, 3), perhaps of a coarser grid.
    """
    depth = (position_cm - camera.origin_cm) @ camera.axes[2]
    focus = view.focus_cm or view.distance_cm
    radius = view.aperture_cm * np.abs(depth - focus) / np.maximum(depth, 1e-3) * camera.focal_px / focus
    return np.asarray(cv2.resize(radius.astype(np.float32), camera.size), np.float32)


def sharpness(radius: Matte) -> Matte:
    """Return 1 where the set is in focus, 0 where it is blurred or another blur reaches; `radius` as `circle_px`."""
    spread = _spread(radius)
    sharp, blurred = _BLUR_PX
    return np.asarray(np.clip((blurred - spread) / (blurred - sharp), 0, 1), np.float32)


def without_finer(plane: Linear, radius: Matte) -> Linear:
    """Return a picture, shape (height, width, channels), without detail finer than the lens leaves at each pixel.

    A blurred place holds none; what is found there is noise, or a line that cleaning drew where a blur begins.
    """
    finest = _finest(radius)
    for deviation, least_px in _FINER:
        reach = 2 * round(3 * deviation) + 1  # what is sharp must not run into what is not
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
        within = cv2.erode((finest >= least_px).astype(np.float32), kernel)
        share = cv2.GaussianBlur(within, (0, 0), 1.5)[..., None]
        smooth = cv2.GaussianBlur(plane, (0, 0), deviation).reshape(plane.shape)
        plane = np.asarray(plane + (smooth - plane) * share, np.float32)
    return plane


def _finest(radius: Matte) -> Matte:
    """Return the smallest radius of all the blurs that reach each pixel, to the steps of `_REACHES_PX`."""
    finest = np.full(radius.shape, _FARTHEST_REACH_PX, np.float32)
    for least, most in pairwise(_REACHES_PX):
        ours = ((radius >= least) & (radius < most)).astype(np.uint8)
        side = 2 * int(np.ceil(most)) + 1
        reached = cv2.dilate(ours, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))) > 0
        finest[reached] = np.minimum(finest[reached], least)
    return finest


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
