"""What commands that speak and film need beyond the base install, told before they import it."""

from pipelines.stages.encode.engine import VIDEO_ENCODERS
from pipelines.stages.speech.engine import SPEECH_ENGINES
from pipelines.stages.speech.voices import ENGINE


def require_sounding() -> None:
    """Find out whether speech and film can be made here.

    Raises:
        MissingPackageError: a package is not installed; the message says how to install it.
    """
    SPEECH_ENGINES.require_packages(ENGINE)
    VIDEO_ENCODERS.require_packages("ffmpeg")
