"""Turning a tilted product upright: only when asked for, and said."""

import math

import cv2
import numpy as np

from pipelines.values import Cutout, Matte

_LEAST_DEGREES = 0.3  # less is not seen
_MOST_DEGREES = 15.0  # more is not a tilt but how the product lies


def straightened(cutout: Cutout) -> tuple[Cutout, str]:
    """Return the cutout turned by its measured tilt, and a sentence saying so; unturned where no tilt is sure."""
    tilt = measured_tilt(cutout.matte)
    if tilt is None or not _LEAST_DEGREES <= abs(tilt) <= _MOST_DEGREES:
        return cutout, "Nothing to straighten: no sure tilt was measured."
    return _turned(cutout, tilt), f"The product was turned by {-tilt:+.1f} degrees to stand upright."


def measured_tilt(matte: Matte) -> float | None:
    """Return how far the product leans, in degrees clockwise, or None where its outline tells no direction.

    The lean is that of the smallest rectangle around the outline, when the outline fills it well enough to be boxlike
    or long; a round product has none.
    """
    solid = (matte > 0.5).astype(np.uint8)
    contours, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    (_, (width, height), angle) = cv2.minAreaRect(hull)
    if min(width, height) < 1:
        return None
    is_boxlike = cv2.contourArea(hull) / (width * height) > 0.9
    is_long = max(width, height) / min(width, height) > 1.5
    return (angle + 45) % 90 - 45 if is_boxlike or is_long else None


def _turned(cutout: Cutout, tilt: float) -> Cutout:
    """Turn about the photo's centre on a canvas that holds it all; colours Lanczos, the matte linear."""
    height, width = cutout.matte.shape
    sine, cosine = abs(math.sin(math.radians(tilt))), abs(math.cos(math.radians(tilt)))
    size = math.ceil(width * cosine + height * sine), math.ceil(width * sine + height * cosine)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0)
    matrix[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2

    def turn(layer: np.ndarray, method: int, border: int) -> np.ndarray:
        return np.asarray(cv2.warpAffine(layer, matrix, size, flags=method, borderMode=border))

    matte = np.rint(turn(cutout.matte, cv2.INTER_LINEAR, cv2.BORDER_CONSTANT) * 255) / 255
    return Cutout(
        pixels=turn(cutout.pixels, cv2.INTER_LANCZOS4, cv2.BORDER_REPLICATE),
        matte=matte.astype(np.float32),
        foreground=turn(cutout.foreground, cv2.INTER_LANCZOS4, cv2.BORDER_REPLICATE),
    )
