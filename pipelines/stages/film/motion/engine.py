"""The motion capability: a still in, a stretch of film out that begins with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.progress import Progress
from pipelines.stages.render.painting.options import LoadingWish
from pipelines.values import Rgb

STEP_PX = 32  # sides are multiples of it
STEP_FRAMES = 4  # counts are one more than a multiple of it


@dataclass(frozen=True, eq=False)
class MotionOrder:
    """What is to move.

    Attributes:
        still: the first frame, the product in its place; both sides are multiples of 32.
        count: of frames, one more than a multiple of 4.
        prompt: how the camera moves, in English.
        seed: equal orders give equal frames.
    """

    still: Rgb
    count: int
    prompt: str
    seed: int

    def __post_init__(self) -> None:
        if any(side % STEP_PX for side in self.still.shape[:2]) or self.count % STEP_FRAMES != 1:
            raise ValueError(
                f"A still's sides are multiples of {STEP_PX} and a count is one more than a multiple of {STEP_FRAMES}, "
                f"not {self.still.shape[:2]} and {self.count}."
            )


class MotionEngine(Protocol):
    """Brings a still into motion."""

    def move(self, order: MotionOrder, progress: Progress) -> Sequence[Rgb]:
        """Return the order's frames, of the still's shape.

        Raises:
            NoGpuError: the GPU's memory did not hold the network.
        """
        ...

    def close(self) -> None:
        """Give the memory back."""
        ...


class WanOptions(EngineOptions):
    """Settings of the network that makes film of a still."""

    steps: int = Field(30, ge=1, le=100, description="Steps of painting; more are slower, and steadier up to 50.")
    guidance: float = Field(5.0, ge=1, le=12, description="How closely the camera's move is followed.")
    loading: LoadingWish = Field(LoadingWish.AUTO, description="How the network lies in memory; auto asks the GPU.")


_ENTRIES: Mapping[str, EngineEntry] = {
    "wan": EngineEntry(
        target="pipelines.stages.film.motion.wan:WanMotion",
        summary="Wan 2.2 TI2V 5B: five seconds of film of a still, its product held against the photo; GPUs from 8 GB.",
        options=WanOptions,
        packages=("torch", "diffusers", "transformers", "accelerate", "torchao", "ftfy"),
        extra="diffusion",
        weights=("wan22-ti2v-5b",),
        gpus=1,
        without_gpu=("loading", "cpu"),
    ),
}
MOTION_ENGINES: Registry[MotionEngine] = Registry("motion", _ENTRIES)
