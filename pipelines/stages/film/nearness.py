"""A place before a camera that comes nearer: what is far grows less than the product, what is near grows more.

Each pixel of the place is looked up where it comes from, so that nothing is ever bared; where depth leaps, the surface
stretches a little instead.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.footage import Rgba
from pipelines.shot import Shot, Staging
from pipelines.values import Rgb, Size

Near = NDArray[np.float32]
"""The product's distance over that of each part of a ground, shape (rows, columns): 1 beside the product."""

LENS = 0.5
"""Of a zoom, as a power, that is the lens's and enlarges all alike; the rest is the camera's way."""

_COLUMNS = 160
_SOFT = 0.012  # of the width: over which a leap in depth is spread
_NEAREST = 2.0
_AGREE = 0.25  # of the distance that its size gives: so near to it the ground at its foot is where it stands
_STEPS = 4  # of looking up where a pixel comes from; more change nothing within a tenth of a pixel


def nearness_of(shot: Shot, staging: Staging) -> Near:
    """Return how near the parts of a shot's place are, from the plate's own geometry."""
    camera = staging.plate.camera
    distance = (staging.plate.position_cm - camera.origin_cm) @ camera.axes[2]
    width, height = shot.size
    by_size = camera.resized(shot.size).focal_px * staging.height_cm / shot.place.height
    rows, columns = distance.shape
    foot = distance[
        min(rows - 1, int(shot.place.bottom * rows / height)),
        min(columns - 1, int((shot.place.left + shot.place.right) / 2 * columns / width)),
    ]
    own = float(foot) if abs(float(foot) / by_size - 1) < _AGREE else by_size
    seen = np.isfinite(distance) & (distance > 0)
    near = np.where(seen, own / np.where(seen, distance, 1), 0)
    grid = min(columns, _COLUMNS), max(2, round(min(columns, _COLUMNS) * rows / columns))
    small = cv2.resize(np.clip(near, 0, _NEAREST).astype(np.float32), grid, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), max(0.5, _SOFT * grid[0]), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(soft, np.float32)


def reaching(near: Near, have: int, height: int) -> Near:
    """Return the nearness of a ground of `have` rows that goes on down to `height`."""
    more = round(len(near) * (height - have) / have)
    return np.asarray(cv2.copyMakeBorder(near, 0, more, 0, 0, cv2.BORDER_REPLICATE), np.float32) if more > 0 else near


def seen_nearer(
    ground: Rgba, near: Near, foot: tuple[float, float], zooms: tuple[float, float], shift: tuple[float, float]
) -> Rgb:
    """Return a ground as a camera sees it that came nearer to the product's foot.

    Args:
        ground: with a fourth channel.
        foot: what stays in its place, but for the shift.
        zooms: of the lens, and of the product, both 1 at least.
        shift: in pixels, of the product; what is farther shifts less.
    """
    size: Size = ground.shape[1], ground.shape[0]
    x, y = _sources(near, size, foot, zooms, shift)
    across, down = (np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_LINEAR), np.float32) for part in (x, y))
    coarse, fine = cv2.convertMaps(across, down, cv2.CV_16SC2)
    seen = cv2.remap(ground, coarse, fine, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.cvtColor(seen, cv2.COLOR_RGBA2RGB), np.uint8)


def _sources(
    near: Near, size: Size, foot: tuple[float, float], zooms: tuple[float, float], shift: tuple[float, float]
) -> tuple[Near, Near]:
    """Return where each part of the frame comes from, in pixels of the ground, on the nearness's grid."""
    rows, columns = near.shape
    lens, product = zooms
    way = 1 - lens / product
    across, down = np.meshgrid(
        (np.arange(columns, dtype=np.float32) + 0.5) * (size[0] / columns) - 0.5,
        (np.arange(rows, dtype=np.float32) + 0.5) * (size[1] / rows) - 0.5,
    )
    x, y = across, down
    for _ in range(_STEPS):
        at = (x + 0.5) * (columns / size[0]) - 0.5, (y + 0.5) * (rows / size[1]) - 0.5
        here = cv2.remap(
            near, at[0].astype(np.float32), at[1].astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        scale, less = lens / (1 - way * here), np.minimum(here, 1)
        x = foot[0] - 0.5 + (across - foot[0] + 0.5 - shift[0] * less) / scale
        y = foot[1] - 0.5 + (down - foot[1] + 0.5 - shift[1] * less) / scale
    return np.asarray(x, np.float32), np.asarray(y, np.float32)
