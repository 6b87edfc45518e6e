"""How wide a photo's edges are blurred, measured on the product at the size it will be used at."""

import math
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import cv2.typing
import numpy as np

from pipelines.values import Mask, Matte, Rgb, bounding_box

Plane: TypeAlias = cv2.typing.MatLike  # one channel

USED_PX = 1600  # the canvas most marketplaces advise; blur finer than its pixels is never seen
_CALM = 1.0  # standard deviation of the smoothing before anything is measured, for a photo without noise
_CALM_BY_NOISE = 0.15  # more of it, in pixels for each level of noise
_REBLUR = 1.5  # the known further blur, in units of that smoothing
_STRONG = 0.02  # share of the product's pixels that are taken for its edges
_LEAST_EDGES = 64
_LEAST_CONTRAST = 2.0  # levels a pixel; weaker edges drown in noise


@dataclass(frozen=True)
class Sharpness:
    """What was measured.

    Attributes:
        blur_px: standard deviation of the blur of the product's edges, in pixels of the measured size.
        product_px: the product's long side when measured: its own, at most `USED_PX`.
    """

    blur_px: float
    product_px: int

    @property
    def detail(self) -> float:
        """How many distinct lines fit along the product; half a pixel is a sensor's own blur."""
        return self.product_px / math.hypot(2 * self.blur_px, 1.0)


def measure_sharpness(pixels: Rgb, matte: Matte | None = None) -> Sharpness | None:
    """Measure inside the matte, or the whole photo; None where nothing has an edge to measure.

    The blur of an edge follows from how much a known further blur flattens it (S. Zhuo, T. Sim: Defocus map
    estimation from a single image, Pattern Recognition 44, 2011). Edges across and edges along are measured apart
    and the worse counts, since a shaken camera blurs one of them alone.
    """
    grey, inside = _at_used_size(pixels, matte)
    calming = _CALM + _CALM_BY_NOISE * _noise(grey)
    calm = cv2.GaussianBlur(grey, (0, 0), calming)
    soft = cv2.GaussianBlur(calm, (0, 0), _REBLUR * calming)
    blurs = [_edge_blur(_slope(calm, axis)[inside], _slope(soft, axis)[inside], calming) for axis in (0, 1)]
    known = [blur for blur in blurs if blur is not None]
    return Sharpness(max(known), max(_extent(inside))) if known else None


def _at_used_size(pixels: Rgb, matte: Matte | None) -> tuple[Plane, Mask]:
    """Return the product's surroundings in grey and where the product and its rim are, at most `USED_PX` long."""
    height, width = pixels.shape[:2]
    box = bounding_box(matte) if matte is not None else None
    rows, columns = box.slices if box else (slice(0, height), slice(0, width))
    scale = min(1.0, USED_PX / max(rows.stop - rows.start, columns.stop - columns.start))
    margin = math.ceil(8 / scale)
    area = (
        slice(max(0, rows.start - margin), rows.stop + margin),
        slice(max(0, columns.start - margin), columns.stop + margin),
    )
    grey = _scaled(cv2.cvtColor(pixels[area], cv2.COLOR_RGB2GRAY), scale).astype(np.float32)
    if matte is None or box is None:
        return grey, np.ones(grey.shape, np.bool_)
    product = _scaled((matte[area] > 0.5).astype(np.uint8), scale)
    return grey, cv2.dilate(product, np.ones((9, 9), np.uint8)) > 0


def _scaled(plane: Plane, scale: float) -> Plane:
    return plane if scale == 1 else cv2.resize(plane, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _slope(plane: Plane, axis: int) -> Plane:
    kernel = np.array([[-0.5, 0, 0.5]], np.float32)
    return np.abs(cv2.filter2D(plane, cv2.CV_32F, kernel if axis else kernel.T))


def _noise(grey: Plane) -> float:
    """Return the noise's standard deviation in levels, from the quieter half of the picture.

    J. Immerkaer: Fast noise variance estimation, Computer Vision and Image Understanding 64, 1996; the median in
    place of the mean leaves texture and edges out.
    """
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    return float(np.median(np.abs(cv2.filter2D(grey, cv2.CV_32F, kernel)))) / (6 * 0.6745)


def _edge_blur(slopes: Plane, softened: Plane, calming: float) -> float | None:
    least = max(_LEAST_CONTRAST, float(np.quantile(slopes, 1 - _STRONG)))
    edges = slopes >= least
    if np.count_nonzero(edges) < _LEAST_EDGES:
        return None
    ratio = float(np.median(slopes[edges] / np.maximum(softened[edges], 1e-3)))
    squared = (_REBLUR * calming) ** 2 / (max(ratio, 1.001) ** 2 - 1) - calming**2
    return math.sqrt(max(0.0, squared))


def _extent(inside: Mask) -> tuple[int, int]:
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    return int(rows[-1] - rows[0]) + 1, int(columns[-1] - columns[0]) + 1
