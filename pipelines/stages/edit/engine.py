"""The edit capability: a picture changed by an instruction. The product is redrawn, so nothing leaves here unjudged."""

from typing import Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.progress import Progress
from pipelines.values import Rgb


class EditEngine(Protocol):
    """Redraws a picture as it is told."""

    def edit(self, picture: Rgb, words: str, seed: int, progress: Progress) -> Rgb:
        """Return a picture of about a megapixel and the same aspect; the same call gives the same picture.

        Raises:
            NoGpuError: the GPU's memory does not hold the network.
        """
        ...


class QwenEditOptions(EngineOptions):
    """Settings of Qwen-Image-Edit."""

    steps: int = Field(40, ge=1, le=100, description="Steps of painting.")
    guidance: float = Field(4.0, ge=1, le=10, description="How closely the words are followed; 1 halves the time.")
    offload: bool = Field(True, description="One part at a time on the GPU: 45 GB instead of 60.")  # noqa: FBT003


EDIT_ENGINES: Registry[EditEngine] = Registry(
    "edit",
    {
        "qwen": EngineEntry(
            target="pipelines.stages.edit.qwen:QwenEdit",
            summary="Qwen-Image-Edit 2511: worn, held, turned; for GPUs of 48 GB and more.",
            options=QwenEditOptions,
            packages=("torch", "diffusers", "transformers", "accelerate", "torchao", "torchvision"),
            extra="edit",
            weights=("qwen-image-edit-2511",),
        ),
    },
)
