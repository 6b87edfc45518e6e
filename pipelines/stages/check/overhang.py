"""Strokes that stick out of a product's body onto a plain ground: lettering laid over it that runs past its outline."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.values import Box, Mask, Rgb

_THIN = 0.011  # of the long side: half of what a body is wide, at least
_SPECK = 2e-5  # of the frame
_MARGIN_PX = 8
_LEAST_INK = 0.03  # of a line's box
_INK_LEVELS = 24  # off what is around; paler is a product's own edge, where its mask frays into a ground as pale


@dataclass(frozen=True)
class Overhang:
    """Thin parts of the product's mask outside its body, and what lies apart: each one's box and area."""

    parts: tuple[tuple[Box, int], ...]

    @classmethod
    def of(cls, pixels: Rgb, product: Mask, apart: Mask) -> "Overhang":
        """Return what sticks out; `apart` is what else lies on the ground, all of one height and width."""
        reach = max(2, round(_THIN * max(product.shape)))
        solid = product.astype(np.uint8)
        # A distance transform opens by any radius at the same cost
        core = cv2.distanceTransform(np.pad(solid, 1), cv2.DIST_L2, 5)[1:-1, 1:-1] > reach
        if not core.any():
            return cls(())
        body = cv2.distanceTransform((~core).astype(np.uint8), cv2.DIST_L2, 5) <= reach + 2
        return cls((*_inked(pixels, product, product & ~body), *_inked(pixels, product | apart, apart & ~product)))

    def inks(self, line: Box) -> bool:
        """Tell whether strokes that begin and end inside a line's box make up a part of it.

        A lattice's strands, a chain or a strap run on beyond it.
        """
        ink = sum(area for box, area in self.parts if _lies_in(box, line))
        return ink >= _LEAST_INK * line.width * line.height


def _inked(pixels: Rgb, lying: Mask, strokes: Mask) -> Iterator[tuple[Box, int]]:
    """Yield the box and area of each stroke that is no speck and has a tone of its own."""
    count, labels, stats, _centres = cv2.connectedComponentsWithStats(strokes.astype(np.uint8), connectivity=8)
    for label, (left, top, width, height, area) in enumerate(stats[1:count].tolist(), 1):
        box = Box(left, top, left + width, top + height)
        if area >= _SPECK * lying.size and _is_ink(pixels, lying, labels == label, box):
            yield box, area


def _is_ink(pixels: Rgb, lying: Mask, part: Mask, box: Box) -> bool:
    """Tell whether a thin part has another tone than the ground around it."""
    view = np.s_[
        max(0, box.top - _MARGIN_PX) : box.bottom + _MARGIN_PX, max(0, box.left - _MARGIN_PX) : box.right + _MARGIN_PX
    ]
    around = ~lying[view]
    if not around.any():
        return False
    tones = np.asarray(pixels[view], np.float32)
    return float(np.abs(tones[part[view]].mean(axis=0) - tones[around].mean(axis=0)).max()) >= _INK_LEVELS


def _lies_in(box: Box, line: Box) -> bool:
    across = line.left - _MARGIN_PX <= box.left and box.right <= line.right + _MARGIN_PX
    return across and line.top - _MARGIN_PX <= box.top and box.bottom <= line.bottom + _MARGIN_PX
