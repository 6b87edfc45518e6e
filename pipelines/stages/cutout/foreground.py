"""The product's own colours on its soft edge."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.cutout.saliency import resized, shrunk
from pipelines.values import Linear, Matte, Rgb

_MEANS_PX = 1024  # long side at which the colours around an edge are averaged
_WIDE_PX, _NARROW_PX = 90, 6  # the two windows there, after Forte (2021)
_POINTS_A_ROW = 1024


def own_colours(pixels: Rgb, matte: Matte) -> Rgb:
    """Return colours that hold no backdrop: blur fusion (Forte, "Approximate Fast Foreground Colour Estimation", 2021).

    They equal `pixels` wherever the matte is 0 or 1.
    """
    rows, columns = np.nonzero((matte > 0) & (matte < 1))
    result = pixels.copy()
    if not len(rows):
        return result
    small = shrunk(pixels, _MEANS_PX)
    image, alpha = small.astype(np.float32), resized(matte, small.shape)[..., None]
    wide, backdrop = _means(image, image, alpha, _WIDE_PX)
    front, back = _means(_fused(image, wide, backdrop, alpha), backdrop, alpha, _NARROW_PX)
    scale = small.shape[0] / pixels.shape[0]
    fused = _fused(
        pixels[rows, columns].astype(np.float32),
        _sampled(front, rows, columns, scale),
        _sampled(back, rows, columns, scale),
        matte[rows, columns][:, None],
    )
    result[rows, columns] = np.rint(fused).astype(np.uint8)
    return result


def _means(front: Linear, back: Linear, alpha: Matte, window_px: int) -> tuple[Linear, Linear]:
    """The mean product and backdrop colours around every pixel."""
    window = window_px, window_px
    share = np.asarray(cv2.blur(alpha, window), np.float32)[..., None]
    product = np.asarray(cv2.blur(front * alpha, window), np.float32) / (share + np.float32(1e-5))
    behind = np.asarray(cv2.blur(back * (1 - alpha), window), np.float32) / (1 - share + np.float32(1e-5))
    return product.astype(np.float32), behind.astype(np.float32)


def _fused(image: Linear, front: Linear, back: Linear, alpha: Matte) -> Linear:
    return np.clip(front + alpha * (image - alpha * front - (1 - alpha) * back), 0, 255).astype(np.float32)


def _sampled(colours: Linear, rows: NDArray[np.intp], columns: NDArray[np.intp], scale: float) -> Linear:
    """Colours of a smaller picture at the points of a larger one; shape (points, 3)."""
    padding = -len(rows) % _POINTS_A_ROW
    y, x = (
        np.pad((points + 0.5) * scale - 0.5, (0, padding)).astype(np.float32).reshape(-1, _POINTS_A_ROW)
        for points in (rows, columns)
    )
    read = cv2.remap(colours, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(read, np.float32).reshape(-1, 3)[: len(rows)]
