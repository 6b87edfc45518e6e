"""One lamp's light as a small picture: its square root as WebP where it is grained, as JPEG 2000 where it is smooth.

WebP keeps grain and weave in few bytes but has 8 bits, which show as bands in dark and smooth places; JPEG 2000 has 16.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.values import Linear, Matte

_CLIPPED = 4.0  # times what shows as white: brighter light is cut
_NOISE = 1.0 / 255  # deviation of the finished picture that is allowed to each lamp where it is smooth
_BANDS = 0.35 / 255  # of the same, blurred, where the eye sees steps
_TEXTURE = 12.0 / 255  # deviation of the place's own texture that hides as much again: in weave, moss and speckle
_TEXTURE_PX = 3.0
_WEBP = (78, 84, 88, 91, 94, 97)
_JPEG_2000 = (4, 6, 9, 14, 22)  # thousandths of the raw size


@dataclass(frozen=True)
class CodedLight:
    """A lamp's light.

    Attributes:
        data: an encoded picture.
        scale: light that its brightest code stands for.
    """

    data: bytes
    scale: float


def code_light(light: Linear, whole: Linear, exposure: float) -> CodedLight:
    """Return the smallest coding whose loss cannot be seen in the finished picture.

    Args:
        light: of one lamp, shape (height, width, 3).
        whole: of all lamps together.
        exposure: factor that brings light to display light.
    """
    scale = max(min(float(light.max()), _CLIPPED / exposure), 1e-6)
    roots = np.asarray(np.sqrt(np.clip(light / np.float32(scale), 0, 1)), np.float32)
    # A loss in light shows as this much of a loss in the picture, whose codes go about with the root of its light.
    shown = np.sqrt(np.clip(whole * np.float32(exposure), 0.002, 1))
    weight = np.float32(exposure / 2) / shown / (1 + _texture(shown) / np.float32(_TEXTURE))[..., None]
    best, best_loss = b"", np.inf
    for codings in (_webp(roots), _jpeg_2000(roots)):
        for data in codings:  # each larger than the one before
            if best_loss <= 1 and len(data) >= len(best):
                break
            off = light_of(CodedLight(data, scale)) - np.minimum(light, np.float32(scale))
            loss = _loss(np.asarray(off * weight, np.float32))
            if loss < best_loss or loss <= 1:
                best, best_loss = data, loss
            if loss <= 1:
                break
    return CodedLight(best, scale)


def light_of(coded: CodedLight) -> Linear:
    """Return the light, float32 of shape (height, width, 3).

    Raises:
        ValueError: the data is no picture of ours.
    """
    picture = cv2.imdecode(np.frombuffer(coded.data, np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None or picture.ndim != 3 or picture.shape[2] != 3:
        raise ValueError("not a colour picture")
    levels = np.float32(65_535 if picture.dtype == np.uint16 else 255)
    roots = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.float32) / levels
    return np.asarray(roots * roots * np.float32(coded.scale), np.float32)


def _webp(roots: Linear) -> Iterator[bytes]:
    coarse = np.rint(cv2.cvtColor(roots, cv2.COLOR_RGB2BGR) * 255).astype(np.uint8)
    for quality in _WEBP:
        yield cv2.imencode(".webp", coarse, [cv2.IMWRITE_WEBP_QUALITY, quality])[1].tobytes()


def _jpeg_2000(roots: Linear) -> Iterator[bytes]:
    fine = np.rint(cv2.cvtColor(roots, cv2.COLOR_RGB2BGR) * 65_535).astype(np.uint16)
    for thousandths in _JPEG_2000:
        yield cv2.imencode(".jp2", fine, [cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, thousandths])[1].tobytes()


def _texture(shown: Linear) -> Matte:
    """Return the deviation of what is shown, shape (height, width, 3), around each pixel."""
    grey = shown.mean(axis=2)
    mean, square = (cv2.GaussianBlur(plane, (0, 0), _TEXTURE_PX) for plane in (grey, grey * grey))
    return np.asarray(np.sqrt(np.maximum(square - mean * mean, 0)), np.float32)


def _loss(difference: Linear) -> float:
    """Return the loss as a multiple of what is allowed."""
    noise = float(np.sqrt(np.mean(difference**2)))
    bands = float(np.sqrt(np.mean(cv2.GaussianBlur(difference, (0, 0), 3) ** 2)))
    return max(noise / _NOISE, bands / _BANDS)
