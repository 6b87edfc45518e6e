"""How sharp a picture is: the width of its crispest edges, and whether its finest detail is missing."""

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from pipelines.values import Rgb

_TILE = 128
_TILES = 24
_FINE_BAND, _COARSE_BAND = (0.30, 0.45), (0.10, 0.20)  # cycles a pixel
_EDGE_STEP = 6.0
_FEWEST_EDGES = 150


@dataclass(frozen=True)
class SharpnessFigures:
    """Attributes are None where a picture has too little detail to tell.

    Attributes:
        edge_sigma_px: standard deviation of the blur of the crispest edges.
        fine_share: power of the finest detail against that of coarser detail, in the busiest places. Photographs and
            renderings have 0.015 and more; enlarging twice leaves under 0.005, whatever the sharpening.
    """

    edge_sigma_px: float | None
    fine_share: float | None


def sharpness_of(pixels: Rgb) -> SharpnessFigures:
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.float32)
    return SharpnessFigures(_edge_sigma(grey), _fine_share(grey))


def _edge_sigma(grey: NDArray[np.float32]) -> float | None:
    """Measure the crispest fifth of the strong edges.

    The ratio of an edge's slope before and after a known blur tells its own width: for a step blurred by s, slope is
    proportional to 1 / s, and blurring again by b gives 1 / sqrt(s^2 + b^2) (Zhuo and Sim 2011).
    """
    slope, again = _slope(grey), _slope(cv2.GaussianBlur(grey, (0, 0), 1.0))
    strong = _crests(slope) & (slope > _EDGE_STEP)
    if int(strong.sum()) < _FEWEST_EDGES:
        return None
    # Only edges of real height: small ones are noise and coding blocks
    height = slope[strong]
    tall = height >= np.percentile(height, 60)
    ratio = height[tall] / np.maximum(again[strong][tall], 1e-3)
    sigma = 1 / np.sqrt(np.maximum(ratio**2 - 1, 1e-2))
    return float(np.percentile(sigma, 20))


def _fine_share(grey: NDArray[np.float32]) -> float | None:
    """Return the median share over the busiest tiles; resampling upwards cannot invent what lies in the fine band."""
    height, width = grey.shape
    if min(height, width) <= _TILE:
        return None
    busy = np.abs(np.diff(grey, axis=1))[:-1] + np.abs(np.diff(grey, axis=0))[:, :-1]
    total = cv2.boxFilter(busy, -1, (_TILE, _TILE), anchor=(0, 0), borderType=cv2.BORDER_ISOLATED)
    places = [(y, x) for y in range(0, height - _TILE, _TILE // 2) for x in range(0, width - _TILE, _TILE // 2)]
    places.sort(key=lambda place: -float(total[place]))
    window = np.hanning(_TILE)[:, None] * np.hanning(_TILE)
    frequency = np.abs(np.fft.fftfreq(_TILE))
    radius = np.maximum(frequency[:, None], frequency)
    fine, coarse = (((radius >= low) & (radius <= high)) for low, high in (_FINE_BAND, _COARSE_BAND))
    shares = list[float]()
    for y, x in places[:_TILES]:
        tile = grey[y : y + _TILE, x : x + _TILE]
        power = np.abs(np.fft.fft2((tile - tile.mean()) * window)) ** 2
        shares.append(float(power[fine].mean() / max(float(power[coarse].mean()), 1e-9)))
    return float(np.median(shares)) if shares else None


def _slope(grey: MatLike) -> NDArray[np.float32]:
    across = cv2.Scharr(grey, cv2.CV_32F, 1, 0)
    down = cv2.Scharr(grey, cv2.CV_32F, 0, 1)
    return np.asarray(cv2.magnitude(across, down) / 32, dtype=np.float32)


def _crests(slope: NDArray[np.float32]) -> NDArray[np.bool_]:
    return slope >= cv2.dilate(slope, np.ones((5, 5), np.uint8))
