"""What a map missed: parts of the product that the backdrop cannot explain."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.channels import brightest
from pipelines.linear_light import to_linear
from pipelines.stages.cutout.backdrop_model import distances
from pipelines.stages.cutout.morphology import at_frame, disc, filled, grown, labelled, shrunken
from pipelines.values import Linear, Mask, Matte, Rgb

_WALK_PX = 512  # long side at which the backdrop is walked
_EVEN = 3.0  # times its usual slope: what the walk may step over
_SLOPE_FLOOR = 0.004  # in roots of light, a pixel
_IS_PRODUCT = 8.0  # times the backdrop's unevenness
_JOINED = 0.004  # of the long side: a smaller gap is a break in one thing
_KNOWN = 0.6  # share of what the map calls backdrop that must be reached before it counts as plain
_STRANGE = 0.03  # share of the frame that may be neither backdrop nor near the product
_WIDE = 0.004  # of the long side: half the width of what is more than a rim
_WORTH = 0.1  # of what was found
_FADED = 0.3  # distance just outside of a missed part over that inside
_TIMES = 3.0  # what is missed is at most so many times what was found


def with_missed(pixels: Rgb, coarse: Matte) -> Matte:
    """Return the map and what joins its product, has an edge, and is not the backdrop in any shade.

    Only before a backdrop that can be walked from the frame without stepping over an edge; elsewhere, and where what
    joins the product is cut by the frame, the map stays as it is.
    """
    light = np.sqrt(to_linear(pixels))
    core, empty = coarse > 0.5, coarse < 0.05
    reached = walked(light, coarse)
    if not core.any() or np.count_nonzero(reached & empty) < _KNOWN * np.count_nonzero(empty):
        return coarse
    backdrop = distances(light, shrunken(reached, 2))
    strange = (backdrop.from_shaded > _IS_PRODUCT) & ~reached
    strange = cv2.morphologyEx(strange.astype(np.uint8), cv2.MORPH_OPEN, disc(1)) > 0
    joined = _joined(strange, core)
    apart = strange & ~joined & ~grown(core, 3)
    news = _clear(joined & ~core, core, backdrop.from_shaded)
    if np.count_nonzero(apart) > _STRANGE * apart.size or np.count_nonzero(news) > _TIMES * np.count_nonzero(core):
        return coarse
    if not news.any():
        return coarse
    return np.maximum(coarse, filled(news | core) & (news | ~filled(core))).astype(np.float32)


def _clear(missed: Mask, core: Mask, distance: NDArray[np.float32]) -> Mask:
    """The missed parts that are more than a rim of the core, and end at an edge rather than fading like light does."""
    wide_px = max(2, round(_WIDE * max(core.shape)))
    solid = grown(shrunken(missed, wide_px), wide_px + 1) & missed
    count, labels, stats = labelled(solid)
    inner = np.where(shrunken(solid, 1) & ~grown(core, 2), labels, 0)
    outer = np.where(~grown(missed | core, 2), cv2.dilate(labels.astype(np.float32), disc(4)).astype(np.int32), 0)
    inside, outside = (
        np.bincount(place.ravel(), np.minimum(distance, 40).ravel(), count)
        / np.maximum(np.bincount(place.ravel(), minlength=count), 1)
        for place in (inner, outer)
    )
    kept = (outside < _FADED * inside) & (stats[:, cv2.CC_STAT_AREA] > _WORTH * np.count_nonzero(core))
    kept[0] = False
    return kept[labels]


def _joined(strange: Mask, core: Mask) -> Mask:
    """The strange parts that touch the core and not the frame."""
    count, labels, _ = labelled(strange | core)
    kept = np.zeros(count, bool)
    kept[np.unique(labels[grown(core, max(1, round(_JOINED * max(core.shape))))])] = True
    kept &= ~at_frame(labels, count)
    kept[0] = False
    return kept[labels] & strange


def walked(light: Linear, coarse: Matte) -> Mask:
    """What can be reached from the frame over even ground, around the map's product."""
    scale = min(1.0, _WALK_PX / max(coarse.shape))
    small = np.asarray(cv2.resize(light, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.float32)
    found = cv2.resize(coarse, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_AREA)
    even = cv2.GaussianBlur(small, (0, 0), 1.0)
    slope = brightest(np.hypot(cv2.Sobel(even, cv2.CV_32F, 1, 0), cv2.Sobel(even, cv2.CV_32F, 0, 1))) / 8
    usual = float(np.median(slope[found < 0.05])) if (found < 0.05).any() else 0.0
    ground = (slope < max(_SLOPE_FLOOR, _EVEN * usual)) & (found < 0.5)
    count, labels, _ = labelled(ground, 4)
    kept = at_frame(labels, count)
    kept[0] = False
    return cv2.resize(kept[labels].astype(np.uint8), coarse.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
