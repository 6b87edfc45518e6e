"""The understanding capability: a cutout in, suggestions out."""

from typing import Protocol

from models.registry import EngineEntry, Registry
from pipelines.progress import Progress
from pipelines.understanding import Understanding
from pipelines.values import Cutout


class UnderstandEngine(Protocol):
    """Says what a product seems to be."""

    def understand(self, cutout: Cutout, progress: Progress) -> Understanding:
        """Return suggestions for the product's file; nothing of it is a fact before a person says so."""
        ...


UNDERSTAND_ENGINES: Registry[UnderstandEngine] = Registry(
    "understand",
    {
        "measured": EngineEntry(
            target="pipelines.stages.understand.measured:Measured",
            summary="Colours by name, lettering and proportions, measured in the photo on any machine.",
        ),
    },
)
