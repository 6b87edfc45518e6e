"""The real server in a process of its own, and a real browser before it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.settings import Settings

_OPEN = re.compile(r"The studio is open: (http://\S+)")
_START_SECONDS = 240
PATIENCE: Any = {"timeout": 120.0}  # seconds; httpx by itself gives up after five, which a busy machine may take
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass(frozen=True)
class Served:
    """A server that answers at `url`; what it makes lies in `library`."""

    url: str
    library: Path
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """End it and its workers at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def served(
    folder: Path, *typed: str, app: Path | None = None, python: Path | None = None, presets: Path | None = None
) -> Iterator[Served]:
    """Serve with a library and a journal in `folder`, with the weights of this machine; never dial.

    Args:
        typed: more options of `studio serve`.
        app: a Space's file, which is run instead; `python` is whose, this one's by default.
        presets: the seller's own, over ours.
    """
    folder.mkdir(exist_ok=True)
    library = folder / "library"
    ours = {
        "STUDIO_WEIGHTS": str(Settings.from_environment().weights_folder),
        "STUDIO_CACHE": str(folder / "cache"),
        "STUDIO_JOURNAL": str(folder / "journal" / "journal.sqlite3"),
        "STUDIO_OFFLINE": "1",
        "STUDIO_HOME": str(folder),
        "GRADIO_SERVER_NAME": "127.0.0.1",
        "GRADIO_SERVER_PORT": "0",
    }
    serve = ["-m", "studio", "serve", "--port", "0", "--workers", "1", "--library", str(library), *typed]
    if presets is not None:
        ours["STUDIO_PRESETS"] = str(presets)
    command = [str(python or sys.executable), *(serve if app is None else [str(app)])]
    log = folder / "serve.log"
    with log.open("w") as stderr:
        process = subprocess.Popen(
            command, stderr=stderr, text=True, env=os.environ | ours, start_new_session=True, cwd=folder
        )
    try:
        yield Served(_address(process, log), library, process)
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _address(process: subprocess.Popen[str], log: Path) -> str:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if found := _OPEN.search(log.read_text()):
            return found.group(1)
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"The server did not open:\n{log.read_text()}")
