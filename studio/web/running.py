"""The server's life: opened with its desk, run until it is told to end, closed with nothing half done."""

import json
import logging
import sys
from pathlib import Path
from socket import socket

import uvicorn
from platformdirs import user_documents_path
from uvicorn.config import LOGGING_CONFIG

from pipelines.stages.export.publish import ready_folder
from studio.desk import Desk, OpenRunner
from studio.form import helps
from studio.settings import Settings
from studio.uploads import Uploads
from studio.watching import say
from studio.web.house import House
from studio.web.server import Serving, build_server
from studio.web.visitors import Visitors
from studio.words import Words

_GRACE_SECONDS = 10


def run_server(house: House, serving: Serving) -> None:
    """Serve until the process is told to end."""
    if serving.log_json:
        _log_json()
    config = uvicorn.Config(
        build_server(house, serving),
        host=serving.host,
        port=serving.port,
        log_level="warning",
        timeout_graceful_shutdown=_GRACE_SECONDS,
        server_header=False,
        log_config=None if serving.log_json else LOGGING_CONFIG,
    )
    server = _Announced(config)
    house.desk.open()
    try:
        server.run()
    finally:
        house.desk.close()


def open_house(settings: Settings, library: Path | None, visitors: Visitors, runner: OpenRunner) -> House:
    """Return what the pages stand on; the cutout engine is settled, and fetched if it lacks.

    Args:
        library: folder of all that is made; None for one among the person's documents.

    Raises:
        StudioError, ModelsError, PresetError: what cannot be opened.
    """
    library = library or user_documents_path() / "listing-studio"
    ready_folder(library)
    desk = Desk(settings, library, runner)
    desk.intake.settle("auto")
    return House(desk, Uploads(library), visitors, Words.read().joined_by(helps()))


class _Announced(uvicorn.Server):
    """A server that says where it is once it answers."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in self.servers:
            for bound in listener.sockets:
                host, port = bound.getsockname()[:2]
                say(f"The studio is open: http://{host}:{port}  (Ctrl-C ends it; jobs go on when it is opened again.)")


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = {"at": self.formatTime(record), "level": record.levelname, "from": record.name}
        told["said"] = record.getMessage()
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def _log_json() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
