"""Whether a painted place is still the place of the canvas: its horizon, and where it is light and dark."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Mask, Rgb

Floats = NDArray[np.float32]

_WORKING_PX = 128  # long side of the pictures that are compared
_BLUR = 0.04  # of the long side: what remains is structure, not texture
_WINDOW = 0.08  # of the height, above and below a row, whose colours are compared
_MOVED = 0.07  # of the height: as far as a horizon may wander
_CLEAR = 6.0  # difference of mean colours (CIE Lab) from which a row is a horizon
_STILL_THERE = 0.5  # share of the strongest row's difference that must remain near the canvas's own


def structure_kept(painted: Rgb, canvas: Rgb, product: Mask) -> float:
    """Return the correlation of coarse lightness outside the product, -1 to 1; 1 where the canvas has no structure."""
    first, second = (_coarse(picture, product) for picture in (painted, canvas))
    around = ~_small_mask(product)
    if around.sum() < 16 or float(second[around].std()) < 2:
        return 1.0
    if float(first[around].std()) < 1e-3:
        return 0.0
    return float(np.corrcoef(first[around], second[around])[0, 1])


def structure_in(painted: Rgb, canvas: Rgb, where: Mask) -> float:
    """Return the correlation of lightness inside a part of the picture, -1 to 1; 1 where both are even."""
    inside = _small_mask(where)
    first, second = (_lab(picture)[..., 0][inside] for picture in (painted, canvas))
    if first.size < 4 or (float(first.std()) < 2 and float(second.std()) < 2):
        return 1.0
    if min(float(first.std()), float(second.std())) < 1e-3:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def horizon_moved(painted: Rgb, canvas: Rgb, product: Mask) -> bool:
    """Tell whether the canvas's clearest level edge is gone from its place and a clearer one lies elsewhere."""
    had, has = _row_edges(canvas, product), _row_edges(painted, product)
    row = int(had.argmax())
    if had[row] < _CLEAR:
        return False
    reach = max(1, round(_MOVED * len(has)))
    near = float(has[max(0, row - reach) : row + reach + 1].max())
    return near < _STILL_THERE * float(has.max())


def _row_edges(picture: Rgb, product: Mask) -> Floats:
    """Return for each row how far the mean colours just above and just below it are apart."""
    lab, around = _lab(picture), ~_small_mask(product)
    counts = around.sum(axis=1).astype(np.float32)
    sums = np.where(around[..., None], lab, 0).sum(axis=1)
    window = max(2, round(_WINDOW * len(lab)))
    total, seen = (np.concatenate([np.zeros_like(x[:1]), np.cumsum(x, axis=0)]) for x in (sums, counts))
    edges = np.zeros(len(lab), np.float32)
    for row in range(window, len(lab) - window):
        parts = [(total[b] - total[a]) / max(1.0, float(seen[b] - seen[a])) for a, b in _around(row, window)]
        edges[row] = float(np.linalg.norm(parts[0] - parts[1]))
    return edges


def _around(row: int, window: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (row - window, row), (row, row + window)


def _coarse(picture: Rgb, product: Mask) -> Floats:
    lightness, around = _lab(picture)[..., 0], (~_small_mask(product)).astype(np.float32)
    sigma = _BLUR * max(lightness.shape)
    weight = cv2.GaussianBlur(around, (0, 0), sigma)
    return np.asarray(cv2.GaussianBlur(lightness * around, (0, 0), sigma) / np.maximum(weight, 1e-3), np.float32)


def _lab(picture: Rgb) -> Floats:
    small = cv2.resize(picture, _small_size(picture), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)


def _small_mask(product: Mask) -> Mask:
    return cv2.resize(product.astype(np.uint8), _small_size(product), interpolation=cv2.INTER_NEAREST) > 0


def _small_size(picture: Rgb | Mask) -> tuple[int, int]:
    height, width = picture.shape[:2]
    factor = min(1.0, _WORKING_PX / max(height, width))
    return max(1, round(width * factor)), max(1, round(height * factor))
