"""How much of a product looks as its backdrop does: glass, of which a photograph keeps the place it was taken in."""

import cv2
import numpy as np

from pipelines.values import Cutout, Linear, Matte

_WORKING_PX = 256  # of the photo's longer side
_WIDTHS = (0.04, 0.12, 0.4)  # of it: ever wider averages of the backdrop, each for where those before see nothing
_NEXT = 0.03
_CLEAR_PX = 3  # off the product before anything counts as backdrop, and off its rim before it counts as product
_ALIKE = 8.0  # distance in Lab
_LEAST_PX = 30


def see_through_share(cutout: Cutout) -> float:
    """Return the share of the product, its rim aside, that has the colours its backdrop would have there.

    From about a third on it may be glass; so may, as far as colours tell, be white things on white.
    """
    factor = min(1.0, _WORKING_PX / max(cutout.matte.shape))
    size = max(1, round(cutout.matte.shape[1] * factor)), max(1, round(cutout.matte.shape[0] * factor))
    matte = np.asarray(cv2.resize(cutout.matte, size, interpolation=cv2.INTER_AREA), np.float32)
    small = cv2.resize(cutout.pixels, size, interpolation=cv2.INTER_AREA)
    lab = np.asarray(cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)
    around = np.ones((2 * _CLEAR_PX + 1, 2 * _CLEAR_PX + 1), np.uint8)
    sure = np.asarray(cv2.dilate(matte, around) < 0.02, np.float32)
    core = cv2.erode((matte > 0.9).astype(np.uint8), around) > 0
    if core.sum() < _LEAST_PX or sure.sum() < _LEAST_PX:
        return 0.0
    apart = np.linalg.norm(lab - _continued(lab, sure), axis=2)
    return float((apart[core] < _ALIKE).mean())


def _continued(lab: Linear, sure: Matte) -> Linear:
    """Return the backdrop's colours continued underneath the product."""
    total, share = np.zeros_like(lab), np.full(sure.shape, 1e-12, np.float32)
    for level, width in enumerate(_WIDTHS):
        sigma, weight = width * max(sure.shape), _NEXT**level
        total += weight * cv2.GaussianBlur(lab * sure[..., None], (0, 0), sigma)
        share += weight * cv2.GaussianBlur(sure, (0, 0), sigma)
    return np.asarray(total / share[..., None], np.float32)
