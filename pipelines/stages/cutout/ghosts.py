"""What a map half believes and the backdrop explains: shadows through a lens, the glow around a fringe."""

import numpy as np
from numpy.typing import NDArray

from pipelines.stages.cutout.backdrop_model import model_backdrop
from pipelines.stages.cutout.holes import separates
from pipelines.stages.cutout.morphology import grown, labelled, shrunken
from pipelines.values import Mask, Matte, Rgb

# Distances from the backdrop, in times its unevenness.
_IS_BACKDROP, _STILL = 3.0, 4.0
_EMPTY, _SURE, _DOUBTED = 0.15, 0.9, 0.95  # of the map
_NECK_PX = 2  # half the width of the passages through which the backdrop spreads
_RIM_PX = 4  # around what is sure: the soft edge is other stages' work


def without_ghosts(pixels: Rgb, coarse: Matte, look: Matte) -> Matte:
    """Return the map without what the look doubts, is the backdrop's colour, and runs on into backdrop that is seen.

    Where much of the sure product resembles the backdrop, colour tells nothing and the map stays as it is.

    Args:
        pixels: that both maps show.
        coarse: the map so far.
        look: what the network saw in these pixels alone.
    """
    backdrop = model_backdrop(pixels, coarse)
    if backdrop is None:
        return coarse
    nothing = np.zeros(coarse.shape, bool)
    for distance in (backdrop.from_shaded, backdrop.from_lit):
        if separates(distance, nothing, coarse):
            ghosts = _spread(distance, coarse, (look < _DOUBTED) & (coarse < _DOUBTED))
            return np.where(ghosts & ~grown(coarse > _SURE, _RIM_PX), 0, coarse).astype(np.float32)
    return coarse


def _spread(distance: NDArray[np.float32], coarse: Matte, doubted: Mask) -> Mask:
    """The doubted pixels that the seen backdrop reaches over its own likeness."""
    open_ground = shrunken(((distance < _IS_BACKDROP) & doubted) | (coarse < 0.02), _NECK_PX)
    count, labels, _ = labelled(open_ground, 4)
    reached = np.zeros(count, bool)
    reached[np.unique(labels[open_ground & (coarse < _EMPTY)])] = True
    reached[0] = False
    return grown(reached[labels], _NECK_PX + 1) & doubted & (distance < _STILL)
