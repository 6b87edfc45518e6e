"""What a painted scene must pass before a product is shown in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from pipelines.delta_e import delta_e
from pipelines.stages.check.text_line import TextLine
from pipelines.stages.render.painting.behind import behind
from pipelines.stages.render.painting.canvas import Canvas
from pipelines.stages.render.painting.look_alike import likeness_of_best
from pipelines.stages.render.painting.structure import horizon_moved, structure_in, structure_kept
from pipelines.values import Mask, Matte, Rgb

_BLANK_DEVIATION = 2.0  # of sRGB bytes; what a network returns when its numbers overflow is one colour
_CHANGED_DELTA_E = 20.0  # a network's own coding moves colours by 2 to 5
_CHANGED_SHARE = 0.10  # of the kept core
_GROWN_SHARE = 0.30  # of the ring around the product
_RING_PX = 12
_OBJECT_SHARE = 0.35  # of the product's area, from which something salient competes with it
_SAME_THING = 0.6  # correlation of lightness in and around it with the canvas
_LIKENESS, _LIKENESS_GAIN = 0.55, 0.12
_LEAST_STRUCTURE = 0.35  # correlation of coarse lightness with the canvas


@dataclass(frozen=True)
class Judges:
    """What other engines lend to the gates; a judge that is None is not asked.

    Attributes:
        find_product: pixels to a map of what stands out, [0, 1], of the same height and width.
        find_text: pixels to each line of lettering.
        is_safe: tells whether a picture may be shown to anyone.
    """

    find_product: Callable[[Rgb], Matte] | None = None
    find_text: Callable[[Rgb], Sequence[TextLine]] | None = None
    is_safe: Callable[[Rgb], bool] | None = None


class Gates:
    """Judges pictures painted on one canvas."""

    def __init__(self, canvas: Canvas, judges: Judges) -> None:
        self._canvas = canvas
        self._judges = judges

    def fault(self, painted: Rgb) -> str | None:
        """Return the first reason against a picture of the canvas's size, in words; None where it passes."""
        if float(painted.std()) < _BLANK_DEVIATION:
            return "the picture is blank"
        alone = self._without_product(painted)
        checks: Sequence[Callable[[], str | None]] = (
            lambda: _over_product(painted, self._canvas),
            lambda: _grown(painted, self._canvas),
            lambda: self._second_product(alone),
            lambda: _another_place(painted, self._canvas),
            lambda: _lettering(alone, self._judges),
            lambda: "it may not be safe to show" if not self._is_safe(alone) else None,
        )
        return next((reason for check in checks if (reason := check())), None)

    def _without_product(self, picture: Rgb) -> Rgb:
        return behind(picture, _wider(self._canvas.matte > 0.02, 2))

    def _is_safe(self, alone: Rgb) -> bool:
        return self._judges.is_safe is None or self._judges.is_safe(alone)

    def _second_product(self, alone: Rgb) -> str | None:
        now = likeness_of_best(self._canvas.placed, alone)
        if now > _LIKENESS and now > self._likeness_before + _LIKENESS_GAIN:
            return f"a second product is in the picture (likeness {now:.2f})"
        if self._judges.find_product is None:
            return None
        share = self._new_object_share(alone)
        return f"something else of {share:.0%} of the product's size stands out" if share > _OBJECT_SHARE else None

    def _new_object_share(self, alone: Rgb) -> float:
        """Return the largest thing that stands out and was not on the canvas, as a share of the product's area.

        What stands out differs from picture to picture; a thing of the set, in other paint, keeps its structure.
        """
        find = self._judges.find_product
        found = find(alone) > 0.5 if find else np.zeros(self._canvas.matte.shape, np.bool_)
        new = (found & ~_wider(self._standing_out_before > 0.3, 8)).astype(np.uint8)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(new, connectivity=8)
        product = max(1.0, float((self._canvas.matte > 0.5).sum()))
        shares = [0.0]
        for index in range(1, count):
            share = float(stats[index, cv2.CC_STAT_AREA]) / product
            around = _wider(np.asarray(labels) == index, _RING_PX)
            if share > _OBJECT_SHARE and structure_in(alone, self._empty, around) < _SAME_THING:
                shares.append(share)
        return max(shares)

    @cached_property
    def _empty(self) -> Rgb:
        return self._without_product(self._canvas.picture)

    @cached_property
    def _likeness_before(self) -> float:
        return likeness_of_best(self._canvas.placed, self._empty)

    @cached_property
    def _standing_out_before(self) -> Matte:
        find = self._judges.find_product
        return find(self._empty) if find else np.zeros_like(self._canvas.matte)


def _over_product(painted: Rgb, canvas: Canvas) -> str | None:
    """The core was to be kept: where it changed, something was painted over it."""
    core = canvas.core
    if not core.any():
        return None
    changed = delta_e(painted[core], canvas.picture[core]) > _CHANGED_DELTA_E
    share = float(changed.mean())
    return f"{share:.0%} of the product is painted over" if share > _CHANGED_SHARE else None


def _grown(painted: Rgb, canvas: Canvas) -> str | None:
    """A ring around the product that turned into the product's own colours is a larger product behind ours."""
    ring = _wider(canvas.matte > 0.5, _RING_PX) & ~_wider(canvas.matte > 0.02, 2)
    if not ring.any() or not canvas.core.any():
        return None
    nearest = _nearest(painted, canvas.core)
    now = delta_e(painted[ring], nearest[ring])
    before = delta_e(canvas.picture[ring], _nearest(canvas.picture, canvas.core)[ring])
    share = float(((now < 6) & (before > 12)).mean())
    return "the product has grown beyond its outline" if share > _GROWN_SHARE else None


def _nearest(picture: Rgb, where: Mask) -> Rgb:
    """Return for each pixel the colour of the nearest pixel inside `where`."""
    outside = (~where).astype(np.uint8)
    _, found = cv2.distanceTransformWithLabels(outside, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    labels = np.asarray(found, np.int32)
    colours = np.zeros((int(labels.max()) + 1, 3), np.uint8)
    colours[labels[where]] = picture[where]
    return colours[labels]


def _another_place(painted: Rgb, canvas: Canvas) -> str | None:
    if horizon_moved(painted, canvas.picture, canvas.matte > 0.02):
        return "the horizon or the table's edge is not where the camera has it"
    kept = structure_kept(painted, canvas.picture, canvas.matte > 0.02)
    return f"it is another place than the set (structure {kept:.2f})" if kept < _LEAST_STRUCTURE else None


def _lettering(alone: Rgb, judges: Judges) -> str | None:
    found = judges.find_text(alone) if judges.find_text else ()
    return f"lettering in {len(found)} places" if found else None


def _wider(mask: Mask, by_px: int) -> Mask:
    side = 2 * by_px + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return cv2.dilate(mask.astype(np.uint8), kernel) > 0
