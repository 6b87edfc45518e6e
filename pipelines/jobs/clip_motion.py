"""Takes of a clip brought into motion by a network, and held against the photograph frame by frame."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil

import cv2
import numpy as np

from models.registry import EngineChoice
from pipelines.film import Cut, Take
from pipelines.jobs.workbench import Workbench
from pipelines.progress import Progress
from pipelines.stages.film.motion.drift import DriftError, FrameIdentity, identities, require_faithful
from pipelines.stages.film.motion.engine import MOTION_ENGINES, STEP_FRAMES, STEP_PX, MotionOrder
from pipelines.stages.film.motion.moving import MovingPicture, in_size
from pipelines.stages.film.picture import LayeredPicture, Moment
from pipelines.values import Rgb, Size
from presets.films.schema import TakeKind

_RATE = 24  # frames a second that Wan 2.2 was trained at
_MOST_FRAMES, _MOST_PX = 121, 704 * 1280
_TRIES = 2
_MOVE = (
    "Product film, one continuous shot. The camera glides slowly towards the product, which stands still and does not "
    "change. Soft natural light, shallow depth of field."
)


class ClipMotion:
    """Makes moving pictures of takes, each once for all languages."""

    def __init__(self, choice: EngineChoice, seed: int, bench: Workbench, progress: Progress) -> None:
        self._engine = bench.pool.open(MOTION_ENGINES, choice)
        self._seed = seed
        self._progress = progress
        self._made: dict[tuple[int, int], MovingPicture] = {}

    def moving(self, cut: Cut, fps: Fraction, picture: Callable[[Take], LayeredPicture]) -> Mapping[int, MovingPicture]:
        """Return the moving picture of each take but the end, by the take's number.

        Raises:
            DriftError: the product does not stay the photographed one, with any seed that is tried.
            ModelsError: the network cannot be used.
        """
        takes = [take for take in cut.takes if take.kind is not TakeKind.END]
        return {take.number: self._moved(take, picture(take), fps) for take in takes}

    def _moved(self, take: Take, still: LayeredPicture, fps: Fraction) -> MovingPicture:
        count = _count(Fraction(take.last - take.first) / fps)
        key = (id(still), count)
        if key not in self._made:
            self._made[key] = self._tried(still, count, self._seed + take.number)
        return self._made[key]

    def _tried(self, still: LayeredPicture, count: int, seed: int) -> MovingPicture:
        fault: DriftError | None = None
        for attempt in range(_TRIES):
            try:
                return self._generated(still, count, seed + 1000 * attempt)
            except DriftError as error:
                fault = error
        raise fault or DriftError("No seed was tried.")

    def _generated(self, still: LayeredPicture, count: int, seed: int) -> MovingPicture:
        shown, product = still.drawn(Moment()), still.product_at_rest()
        size = (shown.shape[1], shown.shape[0])
        small = engine_size(size)
        start = _resized(shown, small)
        frames = self._engine.move(MotionOrder(start, count, _MOVE, seed), self._progress)
        matte = _resized(product[..., 3], small).astype(np.float32) / np.float32(255)
        found: list[FrameIdentity] = identities(start, matte, frames)
        require_faithful(found)
        return MovingPicture(frames, [in_size(one.moved, small, size) for one in found], product)


def engine_size(size: Size) -> Size:
    """Return the size a network paints in: of about the shape, sides multiples of 32, as many pixels as it knows."""
    scale = min(1.0, (_MOST_PX / (size[0] * size[1])) ** 0.5)
    width, height = (max(STEP_PX, int(side * scale / STEP_PX + 0.5) * STEP_PX) for side in size)
    while width * height > _MOST_PX:
        width, height = (width - STEP_PX, height) if width > height else (width, height - STEP_PX)
    return width, height


def _count(seconds: Fraction) -> int:
    return min(_MOST_FRAMES, STEP_FRAMES * max(1, ceil(seconds * _RATE / STEP_FRAMES)) + 1)


def _resized(pixels: Rgb, size: Size) -> Rgb:
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
