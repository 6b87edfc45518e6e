"""A network that brings clips into motion, as it is typed."""

from models.registry import EngineChoice
from pipelines.stages.film.motion.engine import MOTION_ENGINES
from studio.intake import Intake


def motion_typed(text: str | None) -> EngineChoice | None:
    """Return the engine that was typed; None leaves pictures to the camera.

    Raises:
        ModelsError: there is no such engine, or it has no such option.
    """
    if not text:
        return None
    choice = EngineChoice.parse(text)
    MOTION_ENGINES.options(choice)
    return choice


def ready_motion(choice: EngineChoice | None, intake: Intake) -> None:
    """Bring what an engine needs to this machine.

    Raises:
        MissingPackageError, MissingWeightsError, WrongBytesError, LicenceError: why it cannot be had.
    """
    if choice is not None:
        MOTION_ENGINES.require_packages(choice.name)
        intake.fetch(MOTION_ENGINES.entry(choice.name).weights)
