"""A place that ends above the frame's lower edge goes on, out of focus, into the dark."""

import cv2
import numpy as np

from pipelines.values import Rgb

_SEAM = 0.06  # of the height: above the seam, over which focus is lost
_BLUR = 0.02
_DARKEST = 0.5  # of its light that the lower edge keeps
_SCRIM_FROM = 0.6  # of the height, from where it grows dark


def extended(ground: Rgb, height: int) -> Rgb:
    """Return a ground that reaches down to `height`: what is nearest goes on as its own mirror image, ever softer."""
    have = ground.shape[0]
    if have >= height:
        return ground
    padded = cv2.copyMakeBorder(ground, 0, height - have, 0, 0, cv2.BORDER_REFLECT_101)
    soft = cv2.GaussianBlur(padded, (0, 0), max(1.0, _BLUR * height))
    seam = max(1, round(_SEAM * height))
    share = np.clip((np.arange(height, dtype=np.float32) - have + seam) / seam, 0, 1)
    share = (share * share * (3 - 2 * share))[:, None, None]
    return np.asarray(np.rint(padded + (soft.astype(np.float32) - padded) * share), np.uint8)


def with_scrim(ground: Rgb) -> Rgb:
    """Return a ground that darkens towards its foot, where captions and a platform's own texts lie."""
    height = ground.shape[0]
    share = np.clip((np.arange(height, dtype=np.float32) / height - _SCRIM_FROM) / (1 - _SCRIM_FROM), 0, 1)
    factor = 1 - (1 - _DARKEST) * share * (2 - share)
    return np.asarray(np.rint(ground * factor[:, None, None]), np.uint8)
