"""A photo in a film as it is: over all of its place, or whole before itself out of focus."""

import cv2
import numpy as np

from pipelines.footage import Rgba
from pipelines.stages.film.backdrop import out_of_focus
from pipelines.stages.film.picture import LayeredPicture
from pipelines.values import Rgb, Size

_LEAST_KEPT = 0.6  # of a photo's shorter cut side that a place may leave of it
_FINER = 1.15  # the camera comes nearer by up to 1.14, and pixels are not stretched


def whole_photo(photo: Rgb, size: Size) -> LayeredPicture:
    """Return a photo for a place; where that would cut more than two fifths of it away, it is shown whole.

    The photo is the layer before the ground: its own pixels, scaled alone.
    """
    height, width = photo.shape[:2]
    ratios = size[0] / width, size[1] / height
    covers = min(ratios) / max(ratios) >= _LEAST_KEPT
    scale = max(ratios) if covers else min(ratios)
    shown = _middle(photo, (size[0] / scale, size[1] / scale)) if covers else photo
    seen = (size[0] if covers else round(width * scale), size[1] if covers else round(height * scale))
    layer = _layer(shown, (round(seen[0] * _FINER), round(seen[1] * _FINER)))
    left, top = (size[0] - seen[0]) / 2, (size[1] - seen[1]) / 2
    # Under a photo that fills its place lies itself: a layer's rim lets a little through
    ground = _scaled(shown, size) if covers else out_of_focus(photo, size)
    return LayeredPicture(ground, layer, _FINER, left, top, (size[0] / 2, size[1] / 2))


def _middle(photo: Rgb, size: tuple[float, float]) -> Rgb:
    height, width = photo.shape[:2]
    across, down = min(width, round(size[0])), min(height, round(size[1]))
    left, top = (width - across) // 2, (height - down) // 2
    return photo[top : top + down, left : left + across]


def _layer(photo: Rgb, size: Size) -> Rgba:
    return np.asarray(cv2.cvtColor(_scaled(photo, size), cv2.COLOR_RGB2RGBA), np.uint8)


def _scaled(photo: Rgb, size: Size) -> Rgb:
    how = cv2.INTER_CUBIC if size[0] > photo.shape[1] else cv2.INTER_AREA
    return np.asarray(cv2.resize(np.ascontiguousarray(photo), size, interpolation=how), np.uint8)
