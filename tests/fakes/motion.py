"""A network that brings a still into motion as it is told to: truly, or so that the product does not stay itself."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from pipelines.progress import Progress
from pipelines.stages.film.motion.engine import MotionOrder
from pipelines.values import Rgb

Spoil = Callable[[Rgb, float], Rgb]


def nearer(still: Rgb, share: float, stretch: float = 1.0) -> Rgb:
    """Return what a camera sees that has come nearer, a little to the side."""
    height, width = still.shape[:2]
    zoom = 1 + 0.12 * share
    matrix = np.array(
        [
            [zoom * stretch, 0, (1 - zoom * stretch) * width / 2 + 6 * share],
            [0, zoom, (1 - zoom) * height / 2 - 3 * share],
        ]
    )
    return np.asarray(cv2.warpAffine(still, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def recoloured(still: Rgb, share: float) -> Rgb:
    return np.asarray(np.clip(nearer(still, share) * np.array([1 - 0.5 * share, 1, 1 + 0.5 * share]), 0, 255), np.uint8)


def melting(still: Rgb, share: float) -> Rgb:
    """The lower half slides away."""
    frame = nearer(still, share).copy()
    half = frame.shape[0] // 2
    frame[half:] = np.roll(frame[half:], round(24 * share), axis=1)
    return frame


def widening(still: Rgb, share: float) -> Rgb:
    return nearer(still, share, 1 + 0.3 * share)


def relabelled(still: Rgb, share: float) -> Rgb:
    """A mark on the product moves across it."""
    frame = still.copy()
    height, width = still.shape[:2]
    top, left, side = height // 2 - 10, width // 2 - 30, height // 6
    mark = still[top : top + side, left : left + side].copy()
    away = round(20 * share)
    frame[top : top + side, left + away : left + away + side] = mark
    return nearer(frame, share)


def gone(still: Rgb, share: float) -> Rgb:
    return np.full_like(still, 127) if share > 0.5 else nearer(still, share)


class FakeMotion:
    """The contract, and nothing else; what it makes of a still comes from `spoil`."""

    def __init__(self, spoil: Spoil = nearer, faithful_from: int | None = None) -> None:
        self.seeds: list[int] = []
        self._spoil = spoil
        self._faithful_from = faithful_from

    def move(self, order: MotionOrder, progress: Progress) -> Sequence[Rgb]:
        self.seeds.append(order.seed)
        true = self._faithful_from is not None and len(self.seeds) > self._faithful_from
        spoil = nearer if true else self._spoil
        return [spoil(order.still, number / (order.count - 1)) for number in range(order.count)]

    def close(self) -> None: ...
