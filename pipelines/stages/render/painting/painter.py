"""The networks that paint a scene: what they are asked, and which there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.progress import Progress
from pipelines.values import Mask, Rgb


class Loading(StrEnum):
    """How a network's weights lie in memory, largest first."""

    COMPILED = "compiled"  # on the GPU in bfloat16, repeated blocks compiled: minutes the first time
    RESIDENT = "resident"  # on the GPU in bfloat16
    OFFLOAD = "offload"  # in bfloat16, one part at a time on the GPU
    INT8 = "int8"  # the large parts in whole numbers, one at a time on the GPU
    STREAMED = "streamed"  # layer by layer through the GPU: the least memory, and several times slower
    CPU = "cpu"  # no GPU at all: minutes to an hour a picture


class GpuMemoryError(Exception):
    """The GPU's memory did not hold the network or its work; whoever catches it can load less."""


@dataclass(frozen=True, eq=False)
class PaintOrder:
    """What to paint.

    Attributes:
        canvas: the rough scene with the product in it; both sides are multiples of 16, at most 1024 x 1024 together.
        repaint: where the network may paint; it returns the rest nearly as it was.
        prompt: what the place is, in words.
        seeds: one picture each.
        steps: 0 takes the network's own number.
        strength: how much of the canvas is painted over, above 0 to 1.
    """

    canvas: Rgb
    repaint: Mask
    prompt: str
    seeds: tuple[int, ...]
    steps: int = 0
    strength: float = 1.0


class Painter(Protocol):
    """A loaded network."""

    def paint(self, order: PaintOrder, progress: Progress) -> Sequence[Rgb]:
        """Return a picture of the canvas's size for each seed; equal orders give equal pictures.

        Raises:
            GpuMemoryError: the GPU's memory is too small for this order.
        """
        ...

    def close(self) -> None:
        """Give the memory back."""
        ...


class PainterOptions(EngineOptions):
    """How a network is loaded."""

    loading: Loading = Field(Loading.RESIDENT, description="How the weights lie in memory.")


_PACKAGES = ("torch", "diffusers", "transformers", "accelerate", "torchao")

PAINTERS: Registry[Painter] = Registry(
    "painter",
    {
        "flux2-klein-4b": EngineEntry(
            target="pipelines.stages.render.painting.flux2_klein:Flux2Klein",
            summary="FLUX.2 [klein] 4B inpainting in 4 steps.",
            options=PainterOptions,
            packages=_PACKAGES,
            extra="diffusion",
            weights=("flux2-klein-4b",),
        ),
        "z-image-turbo": EngineEntry(
            target="pipelines.stages.render.painting.z_image:ZImageTurbo",
            summary="Z-Image-Turbo inpainting in 8 steps.",
            options=PainterOptions,
            packages=_PACKAGES,
            extra="diffusion",
            weights=("z-image-turbo",),
        ),
    },
)
