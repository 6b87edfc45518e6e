"""A presenter's head on a disc with a rim."""

import cv2
import numpy as np

from pipelines.footage import Frame
from pipelines.stages.captions.raster import rounded
from pipelines.values import Box, Rgb

_RIM = 0.028  # of the disc's diameter


class Badge:
    """A disc in the middle of a box; its ground is the film's backdrop in the accent's tint."""

    def __init__(self, box: Box, accent: tuple[int, int, int], backdrop: Rgb) -> None:
        side = min(box.width, box.height)
        self._left, self._top = box.left + (box.width - side) // 2, box.top + (box.height - side) // 2
        self._inset = ((box.width - side) // 2, (box.height - side) // 2)
        rim = max(1, round(_RIM * side))
        tone = np.array(backdrop[backdrop.shape[0] // 4].mean(axis=0), np.float32)
        light = tone + (255 - tone) * 0.55
        self._ground = np.broadcast_to(np.rint(light).astype(np.uint8), (side, side, 3)).copy()
        disc = rounded((side, side), (0, 0, side, side), side // 2)
        inner = rounded((side, side), (rim, rim, side - rim, side - rim), side // 2 - rim)
        self._disc = np.asarray(np.rint(disc * 255), np.uint8)
        self._cover = cv2.merge([self._disc] * 3)
        ring = (disc - inner).clip(0, 1)[..., None]
        self._ring = Frame(np.asarray(np.rint(np.dstack([np.array(accent) * ring, ring * 255])), np.uint8), 0, 0)

    def laid_on(self, canvas: Rgb, head: Frame) -> None:
        """Lay the disc with a head over a canvas, in place; the head is a frame of the box's size."""
        disc = self._ground.copy()
        head.laid_on(disc, -self._inset[0], -self._inset[1])
        self._ring.laid_on(disc)
        layer = cv2.merge([cv2.multiply(disc, self._cover, scale=1 / 255), self._disc])
        Frame(np.asarray(layer, np.uint8), self._left, self._top).laid_on(canvas)
