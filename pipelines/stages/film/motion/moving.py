"""Generated frames with the photograph's own product laid over the generated one."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.footage import Frame, Rgba
from pipelines.stages.film.motion.drift import Affine
from pipelines.values import Rgb, Size


@dataclass(frozen=True, eq=False)
class MovingPicture:
    """A take's picture in motion.

    Attributes:
        frames: as generated, of one shape.
        moved: where the product is in each, in pixels of `product`.
        product: the photograph's, of the size the take is shown in, its colours multiplied by alpha.
    """

    frames: Sequence[Rgb]
    moved: Sequence[Affine]
    product: Rgba

    def drawn(self, share: float) -> Rgb:
        """Return the picture after a share of its time."""
        number = min(max(0, int(share * len(self.frames))), len(self.frames) - 1)
        height, width = self.product.shape[:2]
        canvas = np.asarray(cv2.resize(self.frames[number], (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)
        layer = cv2.warpAffine(self.product, self.moved[number], (width, height), borderMode=cv2.BORDER_CONSTANT)
        Frame(np.asarray(layer, np.uint8), 0, 0).laid_on(canvas)
        return canvas


def in_size(moved: Affine, before: Size, after: Size) -> Affine:
    """Return a move told in pixels of one size in those of another of the same view."""
    scale = np.array([after[0] / before[0], after[1] / before[1]], np.float64)
    middle = (scale - 1) / 2  # pixels' middles, not corners, are what a warp speaks of
    turn = moved[:, :2].astype(np.float64) * scale[:, None] / scale[None, :]
    shift = scale * moved[:, 2] + middle - turn @ middle
    return np.column_stack([turn, shift]).astype(np.float32)
