"""A line of lettering where it was found: four corners, as it may run at any angle."""

import math
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np

from pipelines.values import Box, Mask, Rgb

Corners: TypeAlias = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
_LEVEL_DEGREES = 3.0
_UPRIGHT = 1.5


@dataclass(frozen=True)
class TextLine:
    """Corners are (x, y) in the picture's own pixels, clockwise from the one where the line begins on top."""

    corners: Corners
    box: Box

    @classmethod
    def in_box(cls, box: Box) -> "TextLine":
        """Return a level line that fills a box."""
        left, top, right, bottom = float(box.left), float(box.top), float(box.right), float(box.bottom)
        return cls(((left, top), (right, top), (right, bottom), (left, bottom)), box)

    @property
    def tilt_degrees(self) -> float:
        (left, top), (right, other_top), *_ = self.corners
        return math.degrees(math.atan2(other_top - top, right - left))

    @property
    def size(self) -> tuple[float, float]:
        """Length and height along the line."""
        first, second, _third, fourth = self.corners
        return math.dist(first, second), math.dist(first, fourth)

    def levelled(self, pixels: Rgb) -> Rgb:
        """Return the line's pixels as if it ran level; one that runs upright is turned by a quarter."""
        level = self._turned(pixels)
        return np.ascontiguousarray(np.rot90(level)) if level.shape[0] > _UPRIGHT * level.shape[1] else level

    @property
    def is_upright(self) -> bool:
        length, height = self.size
        return height > _UPRIGHT * length

    def _turned(self, pixels: Rgb) -> Rgb:
        if abs(self.tilt_degrees) < _LEVEL_DEGREES:
            return np.ascontiguousarray(pixels[self.box.slices])
        length, height = (max(2, round(side)) for side in self.size)
        target = np.array([[0, 0], [length, 0], [length, height], [0, height]], np.float32)
        turn = cv2.getPerspectiveTransform(np.array(self.corners, np.float32), target)
        level = cv2.warpPerspective(pixels, turn, (length, height), borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(level, np.uint8)

    def share_of(self, mask: Mask) -> float:
        """Return the share of the line's area that a mask of the whole picture covers."""
        part = mask[self.box.slices]
        if abs(self.tilt_degrees) < _LEVEL_DEGREES:
            return float(part.mean())
        inside = np.zeros(part.shape, np.uint8)
        corners = np.array(self.corners) - (self.box.left, self.box.top)
        cv2.fillPoly(inside, [corners.round().astype(np.int32)], 1)
        return float(part[inside > 0].mean()) if inside.any() else 0.0
