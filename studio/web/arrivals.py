"""Where files lie that a browser or a program has just sent: nothing else may be named as one."""

import os
import tempfile
from pathlib import Path

from pipelines.errors import PhotoError


def arrivals() -> Path:
    """Return the folder into which the pages' server writes what it is sent."""
    return Path(os.environ.get("GRADIO_TEMP_DIR") or Path(tempfile.gettempdir()) / "gradio").resolve()


def arrived(named: str) -> Path:
    """Return a file that was sent.

    Raises:
        PhotoError: it lies elsewhere: an address, or a file of this machine.
    """
    path = Path(named)
    if "://" in named or "\0" in named or arrivals() not in path.resolve().parents:
        raise PhotoError("Files are sent, never fetched from an address or from this machine.")
    return path
