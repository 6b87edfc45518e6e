"""A hosted Space: the studio's pages, open to everybody, each browser with work of its own."""

import os
from pathlib import Path

from studio.settings import Settings
from studio.watching import say
from studio.web.running import run_server
from studio.web.server import Serving
from studio.web.visitors import Access, Visitors

_STORAGE = Path("/data")  # where a Space mounts persistent storage, if it was given any


def main() -> None:
    """Serve where the Space looks, and keep what lasts on its storage where there is one."""
    home = _STORAGE if os.access(_STORAGE, os.W_OK) else Path(os.environ.get("STUDIO_HOME", "/tmp/listing-studio"))
    if home != _STORAGE:
        say("No persistent storage is mounted: what is made here is lost when the Space restarts.")
    settings = Settings.from_environment(
        {
            "STUDIO_WEIGHTS": str(home / "weights"),
            "STUDIO_CACHE": str(home / "cache"),
            "STUDIO_JOURNAL": str(home / "journal" / "journal.sqlite3"),
            **os.environ,
        }
    )
    serving = Serving(
        host=os.environ.get("GRADIO_SERVER_NAME", "0.0.0.0"),
        port=int(os.environ.get("GRADIO_SERVER_PORT", "7860")),
    )
    run_server(settings, home / "library", Visitors(Access.GUESTS, lasting=home == _STORAGE), serving, workers=None)


if __name__ == "__main__":
    main()
