"""The path tracer that this machine runs fastest."""

import os

from pipelines.jobs.workbench import EnginePool
from pipelines.stages.raytrace.engine import PlateEngine
from pipelines.stages.raytrace.variant import settled_options
from studio.plates import open_tracer
from studio.settings import Settings
from studio.weights import open_store


def tracer() -> PlateEngine:
    """Return the engine `mitsuba`, opened."""
    settings = Settings.from_environment()
    return open_tracer(settings, EnginePool(open_store(settings)))


def fastest_variant() -> str:
    """Return the variant that this machine runs fastest, its LLVM named to mitsuba."""
    options = settled_options(Settings.from_environment().cache_folder / "mitsuba.json")
    if options.llvm:
        os.environ["DRJIT_LIBLLVM_PATH"] = options.llvm
    return options.variant
