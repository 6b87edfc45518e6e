"""How one take becomes the next."""

import cv2
import numpy as np

from pipelines.values import Rgb
from presets.films.schema import Passage


def passed(kind: Passage, before: Rgb, after: Rgb, share: float, *, mirrored: bool) -> Rgb:
    """Return a frame between two takes; it starts and ends gently.

    Args:
        share: of the way from the one to the other, 0 to 1.
        mirrored: the film is read from the right.
    """
    eased = share * share * (3 - 2 * share)
    if kind is Passage.FADE:
        return np.asarray(cv2.addWeighted(before, 1 - eased, after, eased, 0), np.uint8)
    if kind is Passage.CUT:
        return after
    width = after.shape[1]
    out = round(width * eased)
    if mirrored:
        return np.concatenate([after[:, width - out :], before[:, : width - out]], axis=1)
    return np.concatenate([before[:, out:], after[:, :out]], axis=1)
