"""Opening the shelf of plates: those that ship, those kept in the cache folder, and the renderer for the rest."""

from models.registry import EngineChoice
from pipelines.jobs.workbench import EnginePool
from pipelines.kept_files import KeptFiles
from pipelines.stages.plate.shelf import SHIPPED, PlateShelf, Tracing
from pipelines.stages.raytrace.engine import PLATE_ENGINES, PlateEngine
from pipelines.stages.raytrace.variant import settled_options
from studio.settings import Settings

_ENGINE = "mitsuba"


def open_shelf(settings: Settings, pool: EnginePool) -> PlateShelf:
    """Return the shelf; the renderer is looked for and opened when a plate must be rendered."""
    kept = KeptFiles(settings.cache_folder / "plates", ".plate", settings.cache_bytes)
    return PlateShelf(SHIPPED, kept, Tracing(lambda: open_tracer(settings, pool)))


def open_tracer(settings: Settings, pool: EnginePool) -> PlateEngine:
    """Return the renderer in the fastest variant that runs here.

    Raises:
        MissingPackageError: it is not installed.
    """
    choice = EngineChoice(name=_ENGINE)
    if not PLATE_ENGINES.missing_packages(_ENGINE):
        options = settled_options(settings.cache_folder / "mitsuba.json")
        choice = EngineChoice(name=_ENGINE, options=options.model_dump())
    return pool.open(PLATE_ENGINES, choice)
