"""`python -m studio`, and the `studio` program."""

import os

from studio.cli import studio
from studio.failures import speak


def run() -> None:
    """Run the command line; errors become one sentence and an exit code, or a traceback with STUDIO_DEBUG=1."""
    if os.environ.get("STUDIO_DEBUG"):
        studio.main(prog_name="studio")
    else:
        speak(lambda: studio.main(prog_name="studio", standalone_mode=False))


if __name__ == "__main__":
    run()
