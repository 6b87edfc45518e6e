"""From a GPU's memory to how a network is loaded, and one step down whenever that was too much."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.errors import ModelsError
from pipelines.progress import Progress
from pipelines.stages.render.painting.painter import GpuMemoryError, Loading, Painter, PaintOrder
from pipelines.values import Rgb

GB = 1_000_000_000
_LADDER = (Loading.COMPILED, Loading.RESIDENT, Loading.OFFLOAD, Loading.INT8, Loading.STREAMED)
_WORK_BYTES = 4 * GB  # activations at 1024 x 1024, an estimate; a wrong one costs a step down, not the picture
_LARGEST_PART = 0.6  # of all weights: Z-Image's transformer; FLUX.2 klein's text encoder is half of them


class NoGpuError(ModelsError):
    """No GPU at hand that could run the network."""


def first_loading(memory_bytes: int, weights_bytes: int, *, compiled: bool) -> Loading:
    """Return the largest way of loading that should fit.

    Args:
        memory_bytes: of the GPU.
        weights_bytes: of the network in bfloat16.
        compiled: whether compiling is wished where there is room.
    """
    if memory_bytes >= weights_bytes + _WORK_BYTES:
        return Loading.COMPILED if compiled else Loading.RESIDENT
    if memory_bytes >= weights_bytes * _LARGEST_PART + _WORK_BYTES:
        return Loading.OFFLOAD
    # Whole numbers halve the largest part; what is left for work is less than above, and offloading frees the rest.
    if memory_bytes >= weights_bytes * _LARGEST_PART / 2 + 0.75 * _WORK_BYTES:
        return Loading.INT8
    return Loading.STREAMED


class SteppingDown:
    """A painter that loads less when the GPU's memory runs out, and says so.

    Attributes:
        loading: how the network is loaded now.
        notes: what had to be given up so far.
    """

    def __init__(self, open_at: Callable[[Loading], Painter], first: Loading) -> None:
        """Open at `first`, or lower.

        Raises:
            NoGpuError: even the smallest way did not fit.
        """
        self.loading = first
        self.notes: tuple[str, ...] = ()
        self._open_at = open_at
        self._painter: Painter | None = None
        self._open()

    def paint(self, order: PaintOrder, progress: Progress) -> Sequence[Rgb]:
        """See `Painter.paint`; a batch that is too large is painted one by one before less is loaded.

        Raises:
            NoGpuError: even the smallest way did not fit.
        """
        while True:
            if self._painter is None:
                self._open()
                continue
            try:
                return self._painter.paint(order, progress)
            except GpuMemoryError as error:
                if len(order.seeds) > 1:
                    self._note(f"{len(order.seeds)} pictures at once were too many; painted one by one.")
                    return [self.paint(replace(order, seeds=(seed,)), progress)[0] for seed in order.seeds]
                self._step_down(error)

    def close(self) -> None:
        """Give the memory back; the next order opens again."""
        if self._painter is not None:
            self._painter.close()
            self._painter = None

    def _open(self) -> None:
        while self._painter is None:
            try:
                self._painter = self._open_at(self.loading)
            except GpuMemoryError as error:
                self._step_down(error)

    def _step_down(self, error: GpuMemoryError) -> None:
        self.close()
        lower = _LADDER[_LADDER.index(self.loading) + 1 :] if self.loading in _LADDER else ()
        if not lower:
            raise NoGpuError(
                f"The GPU's memory does not hold the network, loaded as '{self.loading}': {error}. "
                "Close other programs that use the GPU, or choose the 'staged' engine."
            ) from error
        self._note(f"The GPU's memory was too small for '{self.loading}'; went on with '{lower[0]}'.")
        self.loading = lower[0]

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes = (*self.notes, sentence)
