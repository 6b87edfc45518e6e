"""Footage: pictures of somebody at an exact rate, drawn when they are asked for.

Nothing is held but what the last frame needed, so that memory does not grow with length. Any frame can be drawn without
those before it: a film is cut into runs of frames for several processes, and goes on where it stopped.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.progress import Progress
from pipelines.values import Rgb, Size

Rgba: TypeAlias = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Frame:
    """One picture, cut to the rectangle outside of which it is empty.

    Attributes:
        pixels: sRGB and alpha, uint8, shape (height, width, 4), the colours already multiplied by alpha.
        left, top: where the rectangle lies in the footage.
    """

    pixels: Rgba
    left: int
    top: int

    def __post_init__(self) -> None:
        if self.pixels.ndim != 3 or self.pixels.shape[2] != 4 or self.pixels.dtype != np.uint8:
            raise ValueError(f"A frame is uint8 of shape (h, w, 4), not {self.pixels.dtype} of {self.pixels.shape}.")
        self.pixels.setflags(write=False)

    def laid_on(self, canvas: Rgb, left: int = 0, top: int = 0) -> None:
        """Lay the picture over a canvas, in place, with the footage's corner at (left, top); what juts out is cut."""
        height, width = self.pixels.shape[:2]
        x, y = left + self.left, top + self.top
        first_x, first_y = max(0, -x), max(0, -y)
        last_x, last_y = min(width, canvas.shape[1] - x), min(height, canvas.shape[0] - y)
        if last_x <= first_x or last_y <= first_y:
            return
        over = self.pixels[first_y:last_y, first_x:last_x]
        under = canvas[y + first_y : y + last_y, x + first_x : x + last_x]
        clear = cv2.cvtColor(cv2.bitwise_not(over[..., 3]), cv2.COLOR_GRAY2RGB)
        cv2.add(cv2.multiply(under, clear, scale=1 / 255), cv2.cvtColor(over, cv2.COLOR_RGBA2RGB), dst=under)


@dataclass(frozen=True, eq=False)
class Footage:
    """Frames in order.

    Attributes:
        size: width and height that every frame fits in.
        fps: frames a second, exact.
        count: how many there are.
        draw: the frame of a number; the same number gives the same pixels, in any order.
        ready: makes what frames of these numbers need and share, before several processes draw them.
    """

    size: Size
    fps: Fraction
    count: int
    draw: Callable[[int], Frame]
    ready: Callable[[Sequence[int], Progress], None] = lambda numbers, progress: None

    def __post_init__(self) -> None:
        if min(self.size) < 1 or self.fps <= 0 or self.count < 0:
            raise ValueError(f"No footage has {self.count} frames of {self.size} at {self.fps} a second.")

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
        """Yield the frames from `start` up to, not including, `stop`; all that are left when it is None."""
        last = self.count if stop is None else min(stop, self.count)
        for number in range(start, last):
            yield self.draw(number)
