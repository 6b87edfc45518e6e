"""The copy capability: facts in, a listing's words out."""

from typing import Literal, Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.listing import Brief, Copy
from pipelines.progress import Progress


class CopyEngine(Protocol):
    """Writes the words of a listing."""

    def write(self, brief: Brief, progress: Progress) -> Copy:
        """Return words inside the limits of the brief's slots, each line with the facts behind it.

        Raises:
            CopyError: nothing can be written in the language.
        """
        ...


class LlmOptions(EngineOptions):
    """Settings of the language model."""

    model: Literal["qwen3.5-0.8b", "qwen3.5-2b", "qwen3.5-4b", "qwen3.5-9b"] = Field(
        "qwen3.5-0.8b", description="0.8b for a processor, 2b for GPUs of 8 GB, 4b for 16, 9b for 24 and more."
    )
    max_tokens: int = Field(3000, ge=200, le=8000, description="The longest answer, in the model's pieces of words.")


COPY_ENGINES: Registry[CopyEngine] = Registry(
    "copy",
    {
        "template": EngineEntry(
            target="pipelines.stages.copy.template:TemplateCopy",
            summary="Sentences of each language's lexicon, filled with facts; nothing is invented, on any machine.",
            packages=("babel",),
            extra="words",
        ),
        "llm": EngineEntry(
            target="pipelines.stages.copy.llm:LlmCopy",
            summary="Qwen3.5 writes, bound to JSON; what no fact proves is asked for once again, or left out and said.",
            options=LlmOptions,
            packages=("torch", "transformers", "llguidance", "babel"),
            extra="llm",
            weights=("qwen3.5-0.8b",),
        ),
    },
)
