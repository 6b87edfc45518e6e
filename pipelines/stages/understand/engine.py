"""The understanding capability: a cutout in, suggestions out."""

from typing import Literal, Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.progress import Progress
from pipelines.understanding import Understanding
from pipelines.values import Cutout


class UnderstandEngine(Protocol):
    """Says what a product seems to be."""

    def understand(self, cutout: Cutout, progress: Progress) -> Understanding:
        """Return suggestions for the product's file; nothing of it is a fact before a person says so.

        Raises:
            UnderstandError: a model's memory or answer does not suffice.
        """
        ...


class VlmOptions(EngineOptions):
    """Settings of the model that sees."""

    model: Literal["qwen3.5-0.8b", "qwen3.5-2b", "qwen3.5-4b", "qwen3.5-9b"] = Field(
        "qwen3.5-0.8b", description="0.8b for a processor, 2b for GPUs of 8 GB, 4b for 16, 9b for 24 and more."
    )
    look_px: int = Field(768, ge=64, le=2048, description="The longest side of the photo that it sees.")
    max_tokens: int = Field(600, ge=100, le=4000, description="The longest answer, in the model's pieces of words.")


UNDERSTAND_ENGINES: Registry[UnderstandEngine] = Registry(
    "understand",
    {
        "measured": EngineEntry(
            target="pipelines.stages.understand.measured:Measured",
            summary="Colours by name, lettering and proportions, measured in the photo on any machine.",
        ),
        "vlm": EngineEntry(
            target="pipelines.stages.understand.vlm:Vlm",
            summary="What is measured, and what Qwen3.5 sees: category, materials, features, words; suggestions all.",
            options=VlmOptions,
            packages=("torch", "transformers", "llguidance"),
            extra="llm",
            weights=("qwen3.5-0.8b",),
        ),
    },
)
