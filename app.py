"""A hosted Space: the studio's pages, open to everybody, each browser with work of its own."""

import os
from functools import partial
from pathlib import Path

from pipelines.runs.process_runner import Crew
from studio.lent_card import is_lent, open_lent_runner
from studio.runners import open_runner
from studio.settings import Settings
from studio.watching import say
from studio.web.running import open_house, run_server
from studio.web.server import Serving
from studio.web.visitors import Access, Visitors
from studio.workers import workers_at_hand

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
    visitors = Visitors(Access.GUESTS, lasting=home == _STORAGE)
    runner = open_lent_runner(settings) if is_lent() else partial(open_runner, settings, Crew(workers_at_hand()))
    run_server(open_house(settings, home / "library", visitors, runner), serving)


if __name__ == "__main__":
    main()
