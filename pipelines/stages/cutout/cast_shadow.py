"""The cast shadows that a coarse map half believes to be product."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.cutout.backdrop_model import Backdrop, model_backdrop
from pipelines.stages.cutout.morphology import disc, grown, labelled
from pipelines.values import Matte, Rgb

# Distances from the backdrop in any shade, in times its unevenness.
_IS_BACKDROP, _IS_PRODUCT = 3.0, 8.0
_SHADOW = 25.0  # the same from the lit backdrop, from which something dark lies on it
_HALF_BELIEVED = 0.85  # mean of the map over a shadow that it mistook for product
_EDGED = 0.45  # share of what surrounds a product's part that is no backdrop: its own rims and highlights
_CERTAIN, _EVEN_ODDS = 0.9, 0.5  # of the map
_SHADOW_SHARE = 0.01  # of the product: smaller ones are specks
_ALIKE = 0.25  # share of the sure product that may look like the lit backdrop before a sure pixel outweighs its colour


def without_shadow(pixels: Rgb, coarse: Matte) -> Matte:
    """Return the map without the dark shades of the backdrop of which it is not sure.

    A part of the map goes where every pixel is the backdrop in a darker shade, and the map is not as sure of it as of
    the product: a sure one may be a product of its backdrop's colour. White on white, only what it rather doubts goes.
    """
    backdrop = model_backdrop(pixels, coarse)
    if backdrop is None:
        return coarse
    dark = (backdrop.from_shaded < _IS_BACKDROP) & (backdrop.from_lit > _SHADOW) & (coarse > 0.1)
    dark = cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_OPEN, disc(1)) > 0
    count, labels, stats = labelled(dark, 4)
    area = stats[:, cv2.CC_STAT_AREA]
    belief = np.bincount(labels.ravel(), coarse.ravel(), count) / np.maximum(area, 1)
    large = area > _SHADOW_SHARE * np.count_nonzero(coarse > 0.5)
    cast = large & (belief < _HALF_BELIEVED) & (_edged(labels, count, backdrop.from_shaded) < _EDGED)
    cast[0] = False
    gone = grown(cast[labels], 2) & (backdrop.from_shaded < _IS_PRODUCT) & (coarse < _goes_under(backdrop, coarse))
    return np.where(gone, 0, coarse).astype(np.float32)


def _goes_under(backdrop: Backdrop, coarse: Matte) -> float:
    """The map's value from which a pixel stays, whatever its colour."""
    certain = coarse > _CERTAIN
    alike = np.count_nonzero(certain & (backdrop.from_lit < _IS_BACKDROP))
    return _EVEN_ODDS if alike > _ALIKE * np.count_nonzero(certain) else np.inf


def _edged(labels: NDArray[np.int32], count: int, distance: NDArray[np.float32]) -> NDArray[np.float64]:
    """The share of what is 2 to 5 px from each part that is no backdrop."""
    owner = np.where(labels == 0, cv2.dilate(labels.astype(np.float32), disc(5)), 0).astype(np.int32)
    owner[grown(labels > 0, 2)] = 0
    strange = np.bincount(owner.ravel(), (distance >= _IS_BACKDROP).ravel(), count)
    return strange[:count] / np.maximum(np.bincount(owner.ravel(), minlength=count), 1)
