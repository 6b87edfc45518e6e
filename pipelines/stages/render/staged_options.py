"""Settings of the embedded renderer of sets; apart from the engine, so that tables and forms can read them."""

from pydantic import Field

from models.registry import EngineOptions


class StagedOptions(EngineOptions):
    """How finely light is followed."""

    detail: float = Field(1.0, ge=0.1, le=2.0, description="Fineness of shadows; 0.3 is a quick preview.")
