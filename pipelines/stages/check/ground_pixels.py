"""The ground's pixels against a demanded colour, away from the rim that every honest outline has."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.check.ground import Ground
from pipelines.stages.check.layout import Layout
from pipelines.values import Box, Mask, Rgb

_RIM_FRACTION, _RIM_PX = 0.004, 9  # of the long side, and no less than the reach of an 8-pixel JPEG block
NEAR_LEVELS = 5  # 250 is the near side of 255
_STEADY = 9.0
_HALO_DEPTHS = (0.0012, 0.0065)  # of the long side, inside the outline
_HALO_LEVELS = (6, 110)
_HALO_JUMP, _HALO_OF_PRODUCT = 30, 0.55


@dataclass(frozen=True, eq=False)
class GroundPixels:
    """How a ground stands to one colour.

    Attributes:
        judged: the pixels that were judged.
        off: judged pixels that are not exactly the colour.
        exact_share, near_share: of the judged pixels; near is within `NEAR_LEVELS` in every channel.
        worst: the colour that differs most, and where it is (x, y).
    """

    judged: Mask
    off: Mask
    exact_share: float
    near_share: float
    worst: tuple[int, int, int]
    worst_at: tuple[int, int]

    def off_box(self) -> Box | None:
        """Return a box around the pixels that are off by more than the near side, or around all that are off."""
        rows, columns = np.flatnonzero(self.off.any(axis=1)), np.flatnonzero(self.off.any(axis=0))
        if not len(rows):
            return None
        return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def ground_pixels(pixels: Rgb, occupied: Mask, colour: tuple[int, int, int]) -> GroundPixels:
    """Measure the pixels outside `occupied` (the picture's shape) against a colour."""
    judged = ~widened(occupied, max(_RIM_FRACTION, _RIM_PX / max(occupied.shape)))
    difference = cv2.absdiff(pixels, np.full_like(pixels, colour))
    worst_channel = np.maximum(np.maximum(difference[..., 0], difference[..., 1]), difference[..., 2])
    worst_channel[~judged] = 0
    count = max(1, int(judged.sum()))
    off = worst_channel > 0
    row, column = np.unravel_index(int(np.argmax(worst_channel)), worst_channel.shape)
    red, green, blue = (int(value) for value in pixels[row, column])
    return GroundPixels(
        judged=judged,
        off=off,
        exact_share=1 - int(off.sum()) / count,
        near_share=1 - int((worst_channel > NEAR_LEVELS).sum()) / count,
        worst=(red, green, blue),
        worst_at=(int(column), int(row)),
    )


def widened(mask: Mask, fraction: float) -> Mask:
    """Return a mask grown by a fraction of the long side, at least two pixels."""
    reach = max(2, round(fraction * max(mask.shape)))
    # The distance to the mask costs the same for any reach; a round kernel of 80 pixels takes half a second
    return cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 5) <= reach if mask.any() else mask


def halo_share(ground: Ground, layout: Layout) -> float:
    """Return the share of the product's outline followed by a steady pale band that then jumps to the product.

    An honest edge climbs from ground to product in a pixel or two; a strip of the old backdrop stays level first. A
    pale product's own shading climbs slowly: the band must be much nearer the ground than what lies right behind it,
    all along. Outline next to a shadow is not counted.
    """
    long_side = max(ground.mask.shape)
    body = layout.product | layout.shadow
    area = _around(body)
    if area is None:
        return 0.0
    depth = cv2.distanceTransform(body[area].astype(np.uint8), cv2.DIST_L2, 3)
    near, far = (max(least, fraction * long_side) for least, fraction in zip((2.0, 8.0), _HALO_DEPTHS, strict=True))
    band = (depth >= near) & (depth < near + 1.6) & ~widened(layout.shadow, far / long_side)[area]
    behind = (depth >= far) & (depth < far + 4)
    if not band.any():
        return 0.0
    level = ground.deviation[area].astype(np.float32)
    # The mean and the spread of the band's own pixels around each place: a strip is level along the outline
    mean, spread = _local(level, band, 9)
    beyond, unsteady = _local(level, behind, 4 * round(far) + 1)
    low, high = _HALO_LEVELS
    steady = (mean > low) & (mean < high) & (spread < _STEADY)
    stands_out = (beyond - mean > _HALO_JUMP + unsteady) & (mean < _HALO_OF_PRODUCT * beyond)
    return float((band & steady & stands_out).sum() / band.sum())


def _local(level: NDArray[np.float32], mask: Mask, window: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the mean and the standard deviation of the masked pixels in a window around each place."""
    weight = cv2.blur(mask.astype(np.float32), (window, window)) + 1e-6
    mean = cv2.blur(level * mask, (window, window)) / weight
    spread = np.sqrt(np.maximum(cv2.blur(level**2 * mask, (window, window)) / weight - mean**2, 0))
    return np.asarray(mean, np.float32), np.asarray(spread, np.float32)


def _around(mask: Mask) -> tuple[slice, slice] | None:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    return slice(max(0, rows[0] - 2), rows[-1] + 3), slice(max(0, columns[0] - 2), columns[-1] + 3)
