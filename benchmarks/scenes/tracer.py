"""The path tracer that this machine runs fastest."""

import os
from pathlib import Path

from models.registry import EngineChoice
from pipelines.stages.raytrace.engine import PLATE_ENGINES, MitsubaOptions, PlateEngine
from pipelines.stages.raytrace.variant import settled_options
from studio.settings import Settings


class _NoWeights:
    def path(self, weights: str) -> Path:
        raise LookupError(weights)


def tracer() -> PlateEngine:
    """Return the engine `mitsuba`, opened."""
    options = _options()
    return PLATE_ENGINES.open(EngineChoice(name="mitsuba", options=options.model_dump()), _NoWeights())


def fastest_variant() -> str:
    """Return the variant that this machine runs fastest, its LLVM named to mitsuba."""
    options = _options()
    if options.llvm:
        os.environ["DRJIT_LIBLLVM_PATH"] = options.llvm
    return options.variant


def _options() -> MitsubaOptions:
    return settled_options(Settings.from_environment().cache_folder / "mitsuba.json")
