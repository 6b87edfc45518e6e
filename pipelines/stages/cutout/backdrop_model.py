"""What the backdrop looks like behind the product, and how far every pixel is from it."""

from dataclasses import dataclass
from functools import reduce

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.channels import brightest, inner, squared
from pipelines.linear_light import to_linear
from pipelines.stages.cutout.morphology import grown
from pipelines.values import Linear, Mask, Matte, Rgb

_STEP = 4  # the backdrop is smooth: it is modelled at a quarter of the size
# (along x, along y) of ever wider averages, as shares of the long side; each counts only where those before see nothing
_ROUND = ((0.02, 0.02), (0.05, 0.05), (0.12, 0.12), (0.3, 0.3))
_ALONG_ROWS = ((0.03, 0.003), (0.12, 0.003), (0.4, 0.004), (0.6, 0.1))  # a horizon runs along rows
_NEXT = 0.03
_LIT = (0.94, 1.06)  # of the backdrop's brightness: what its lit parts span
_SHADED = (0.45, 1.06)  # the same with its shadows
_BOUNCED = (0.25, 0.5)  # shares of the light in its shadows that comes from the backdrop itself
_GRAIN_FLOOR = 0.004


@dataclass(frozen=True, eq=False)
class Backdrop:
    """How far pixels are from the backdrop.

    Attributes:
        from_lit: in times the backdrop's own unevenness; under about 3 is backdrop.
        from_shaded: the same where its shadows count as backdrop too.
    """

    from_lit: NDArray[np.float32]
    from_shaded: NDArray[np.float32]


def model_backdrop(pixels: Rgb, coarse: Matte) -> Backdrop | None:
    """Continue what surrounds the product underneath it; None where too little surrounds it."""
    sure = (coarse < 0.05) & ~grown(coarse > 0.3, 6)
    if np.count_nonzero(sure) < 0.02 * sure.size:
        return None
    return distances(np.sqrt(to_linear(pixels)), sure, _BOUNCED)


def distances(roots: Linear, sure: Mask, bounced: tuple[float, ...] = ()) -> Backdrop:
    """Compare all pixels, as roots of light, with what continues from those that are surely backdrop.

    Args:
        roots: of linear light.
        sure: where the backdrop is seen.
        bounced: shares of the light in its shadows that may come from the backdrop itself.
    """
    light = np.asarray(cv2.GaussianBlur(roots, (0, 0), 0.8), np.float32)
    lit_only = sure & (_shade(light, _continued(light, sure, _ROUND[2:])) > _LIT[0])
    known = lit_only if np.count_nonzero(lit_only) > 0.3 * np.count_nonzero(sure) else sure
    guesses = [_continued(light, known, widths) for widths in (_ROUND, _ALONG_ROWS)]
    lit, plain = (np.minimum(*(off_shades(light, guess, span) for guess in guesses)) for span in (_LIT, _SHADED))
    deeper = (off_shades(light, _bounced(guess, part), _SHADED) for guess in guesses for part in bounced)
    unevenness = max(_GRAIN_FLOOR, float(np.percentile(plain[sure], 90)) / 2)
    shaded = reduce(np.minimum, deeper, plain)
    return Backdrop(*((part / unevenness).astype(np.float32) for part in (lit, shaded)))


def _continued(light: Linear, sure: Mask, widths: tuple[tuple[float, float], ...]) -> Linear:
    height, width = sure.shape
    size = max(1, width // _STEP), max(1, height // _STEP)
    small = cv2.resize(light, size, interpolation=cv2.INTER_AREA)
    known = (cv2.resize(sure.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.99).astype(np.float32)
    total, share = np.zeros_like(small), np.full(known.shape, 1e-12, np.float32)
    for level, (along_x, along_y) in enumerate(widths):
        sigma_x, sigma_y = (max(0.3, part * max(size)) for part in (along_x, along_y))
        weight = _NEXT**level
        total += weight * cv2.GaussianBlur(small * known[..., None], (0, 0), sigmaX=sigma_x, sigmaY=sigma_y)
        share += weight * cv2.GaussianBlur(known, (0, 0), sigmaX=sigma_x, sigmaY=sigma_y)
    return np.asarray(cv2.resize(total / share[..., None], (width, height)), np.float32)


def _bounced(backdrop: Linear, part: float) -> Linear:
    """The backdrop, in roots of light, where a part of its light has met it before: a coloured one turns deeper."""
    albedo = (backdrop / np.maximum(brightest(backdrop), 1e-6)[..., None]) ** 2
    return backdrop * np.sqrt(1 - part + part * albedo)


def off_shades(light: Linear, backdrop: Linear, shade: tuple[float, float]) -> NDArray[np.float32]:
    """Return each pixel's distance from the backdrop's own colour in any brightness between the shades."""
    nearest = np.clip(_shade(light, backdrop), *shade)[..., None] * backdrop
    return np.sqrt(squared(np.asarray(light - nearest, np.float32)))


def _shade(light: Linear, backdrop: Linear) -> NDArray[np.float32]:
    """How bright each pixel is as a share of the backdrop."""
    return np.asarray(inner(light, backdrop) / np.maximum(squared(backdrop), 1e-6), np.float32)
