"""The rasteriser: shapes with paint, blur and clipping onto a layer, by OpenCV's polygons alone.

A film's frames are put together from layers painted ahead, so that nothing here is in a hurry.
"""

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.stages.avatar.art.colour import Paint, paint_over
from pipelines.stages.avatar.art.curve import Shape

Layer: TypeAlias = NDArray[np.uint8]
Coverage: TypeAlias = NDArray[np.float32]

_FINE = 4  # samples a pixel and side: 16 steps of coverage
_SHIFT = 4  # binary places of OpenCV's fixed-point coordinates


@dataclass(frozen=True)
class Field:
    """The rectangle of design units that a layer shows.

    Attributes:
        left, top, width, height: in design units.
        scale: pixels a unit.
    """

    left: float
    top: float
    width: float
    height: float
    scale: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return max(1, round(self.width * self.scale)), max(1, round(self.height * self.scale))


class Painter:
    """A layer that is being painted; each shape lies over those before."""

    def __init__(self, field: Field) -> None:
        width, height = field.size
        self.field = field
        self._premultiplied = np.zeros((height, width, 4), np.float32)

    def fill(
        self,
        shape: Shape,
        paint: Paint,
        *,
        alpha: float = 1.0,
        blur: float = 0.0,
        within: Shape | None = None,
        minus: Shape | None = None,
    ) -> None:
        """Lay a shape on the layer.

        Args:
            blur: standard deviation of its soft edge, in design units.
            within: only where this shape is; its edge stays sharp.
            minus: not where this shape is.
        """
        if not shape or alpha <= 0:
            return
        box = self._box(shape, within, 3 * blur)
        if box is None:
            return
        cover = self._coverage(shape, box, blur)
        if within is not None:
            cover = cover * self._coverage(within, box, 0)
        if minus is not None:
            cover = cover * (1 - self._coverage(minus, box, 0))
        self._lay(cover * alpha, paint, box)

    def layer(self) -> Layer:
        """Return what was painted, RGBA premultiplied, uint8, read-only."""
        done = np.rint(np.clip(self._premultiplied, 0, 1) * 255).astype(np.uint8)
        done.setflags(write=False)
        return done

    def _lay(self, cover: Coverage, paint: Paint, box: tuple[int, int, int, int]) -> None:
        left, top, right, bottom = box
        xs = (np.arange(left, right, dtype=np.float32) + 0.5) / self.field.scale + self.field.left
        ys = (np.arange(top, bottom, dtype=np.float32) + 0.5) / self.field.scale + self.field.top
        place = self._premultiplied[top:bottom, left:right]
        place *= 1 - cover[..., None]
        place[..., :3] += paint_over(paint, xs, ys) * cover[..., None]
        place[..., 3] += cover

    def _box(self, shape: Shape, within: Shape | None, margin: float) -> tuple[int, int, int, int] | None:
        lows, highs = _bounds(shape)
        lows, highs = lows - margin, highs + margin
        if within:
            inner_lows, inner_highs = _bounds(within)
            lows, highs = np.maximum(lows, inner_lows), np.minimum(highs, inner_highs)
        origin = np.array([self.field.left, self.field.top])
        low = np.floor((lows - origin) * self.field.scale).astype(int) - 1
        high = np.ceil((highs - origin) * self.field.scale).astype(int) + 1
        width, height = self.field.size
        left, top = max(0, int(low[0])), max(0, int(low[1]))
        right, bottom = min(width, int(high[0])), min(height, int(high[1]))
        return (left, top, right, bottom) if right > left and bottom > top else None

    def _coverage(self, shape: Shape, box: tuple[int, int, int, int], blur: float) -> Coverage:
        """How much of each pixel in the box a shape covers, float32 in [0, 1]."""
        left, top, right, bottom = box
        sigma = blur * self.field.scale
        fine = _FINE if sigma < 0.8 else 1
        pad = int(np.ceil(3 * sigma))
        mask = np.zeros(((bottom - top + 2 * pad) * fine, (right - left + 2 * pad) * fine), np.uint8)
        origin = np.array([self.field.left, self.field.top])
        pixels = ((np.concatenate(shape) - origin) * self.field.scale - [left - pad, top - pad]) * fine - 0.5
        fixed = np.rint(pixels * (1 << _SHIFT)).astype(np.int32)
        start = 0
        for points in shape:
            polygon = fixed[start : start + len(points)]
            cv2.fillPoly(mask, [polygon], 255, lineType=cv2.LINE_8, shift=_SHIFT)
            start += len(points)
        if fine > 1:
            size = (right - left + 2 * pad, bottom - top + 2 * pad)
            mask = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)
        cover = mask * np.float32(1 / 255)
        if sigma > 0.1:
            cover = np.asarray(cv2.GaussianBlur(cover, (0, 0), sigma), np.float32)
        return cover[pad : cover.shape[0] - pad, pad : cover.shape[1] - pad] if pad else cover


def _bounds(shape: Shape) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    stacked = np.concatenate(shape)
    return stacked.min(axis=0), stacked.max(axis=0)
