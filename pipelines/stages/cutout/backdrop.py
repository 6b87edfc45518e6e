"""Cutting out without a network: whatever is not the plain backdrop is product."""

import cv2
import numpy as np
from numpy.typing import NDArray

from models.registry import WeightsFolder
from pipelines.channels import squared
from pipelines.linear_light import to_linear
from pipelines.progress import Progress
from pipelines.stages.cutout.backdrop_model import off_shades
from pipelines.stages.cutout.engine import BackdropOptions
from pipelines.stages.cutout.morphology import disc
from pipelines.stages.cutout.refine import cut_with
from pipelines.stages.cutout.saliency import resized, shrunk
from pipelines.values import Cutout, Linear, Mask, Matte, Photo, Rgb

_FIT_PX = 384
_ORDER = 3  # of the surface in x and y: a studio's gradients are no finer
_ROUNDS = 5
_SHADE = (0.55, 1.1)  # shadows and highlights on the backdrop, as shares of its brightness
_GRAIN_FLOOR = 0.006


class BackdropCutout:
    """Fits a smooth surface to the photo's border and to all that looks like it."""

    def __init__(self, options: BackdropOptions, weights: WeightsFolder) -> None:
        self._tolerance = options.tolerance

    def cut(self, photo: Photo, progress: Progress) -> Cutout:
        """See `CutoutEngine.cut`."""
        return cut_with(photo, self._look, progress)

    def _look(self, pixels: Rgb) -> Matte:
        roots = np.sqrt(to_linear(shrunk(pixels, _FIT_PX)))
        light = np.asarray(cv2.GaussianBlur(roots, (0, 0), 0.7), np.float32)
        surface, unevenness = _surface(light)
        distance = off_shades(light, surface, _SHADE) / unevenness
        product = _filled(distance > self._tolerance)
        edge = np.clip(distance / self._tolerance - 0.5, 0, 1)
        return resized(np.where(product, np.maximum(edge, 0.9), 0).astype(np.float32), pixels.shape[:2])


def _surface(light: Linear) -> tuple[Linear, float]:
    """The backdrop behind everything, and its unevenness about the surface."""
    basis = _basis(light.shape[:2])
    inside = _border(light.shape[:2])
    surface, unevenness = light, 1.0
    for _ in range(_ROUNDS):
        coefficients = np.linalg.lstsq(basis[inside], light[inside], rcond=None)[0]
        surface = (basis @ coefficients).astype(np.float32)
        off = np.sqrt(squared(light - surface))
        unevenness = max(_GRAIN_FLOOR, 1.4826 * float(np.median(off[inside])))
        inside = off < 3 * unevenness
    return surface, unevenness


def _basis(shape: tuple[int, ...]) -> NDArray[np.float64]:
    y, x = np.mgrid[-1 : 1 : shape[0] * 1j, -1 : 1 : shape[1] * 1j]
    return np.stack([x**i * y**j for i in range(_ORDER + 1) for j in range(_ORDER + 1 - i)], axis=2)


def _border(shape: tuple[int, ...]) -> Mask:
    border = np.zeros(shape[:2], bool)
    ring = max(2, min(shape[:2]) // 24)
    border[:ring] = border[-ring:] = border[:, :ring] = border[:, -ring:] = True
    return border


def _filled(product: Mask) -> Mask:
    """The product's silhouettes without specks and with their insides."""
    solid = cv2.morphologyEx(product.astype(np.uint8), cv2.MORPH_OPEN, disc(1))
    solid = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, disc(3))
    outlines, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.zeros_like(solid), outlines, -1, 1, cv2.FILLED) > 0
