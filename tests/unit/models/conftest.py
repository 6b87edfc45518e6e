import hashlib
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from models.catalog import Catalog, WeightsEntry

PAYLOAD = random.Random(7).randbytes(300_000)


def _entry(*sources: dict[str, Any], payload: bytes = PAYLOAD, **changes: Any) -> WeightsEntry:
    """A catalogue entry for a few random bytes."""
    return WeightsEntry.model_validate(
        {
            "id": "tiny",
            "title": "A test's weights",
            "capability": "cutout",
            "file": "tiny.onnx",
            "bytes": len(payload),
            "sha256": hashlib.sha256(payload).hexdigest(),
            "pin": "measured",
            "licence": {"name": "MIT", "url": "https://example.org/licence"},
            "commercial_use": True,
            "tier": "cpu",
            "sources": sources or ({"kind": "url", "url": "http://127.0.0.1:9/never"},),
            **changes,
        }
    )


@pytest.fixture
def payload() -> bytes:
    return PAYLOAD


@pytest.fixture
def tiny() -> Callable[..., Catalog]:
    """Makes a catalogue of one entry, `tiny`, from sources and changed fields."""
    return lambda *sources, **changes: Catalog(weights=(_entry(*sources, **changes),))


@dataclass
class Server:
    """A file server on this machine that can break off, forget Range, or serve other bytes."""

    payload: bytes = PAYLOAD
    break_off_after: list[int] = field(default_factory=list)
    knows_range: bool = True
    seconds_per_chunk: float = 0.0
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    address: str = ""

    def url(self, path: str = "/tiny.onnx") -> dict[str, Any]:
        return {"kind": "url", "url": self.address + path}


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            server.asked.append((self.path, wanted))
            if "missing" in self.path:
                self.send_error(404)
                return
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and server.knows_range else 0
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(server.payload) - start))
            self.end_headers()
            self._send(server.payload[start:])

        def _send(self, body: bytes) -> None:
            end = server.break_off_after.pop(0) if server.break_off_after else len(body)
            pause = threading.Event()
            for at in range(0, min(end, len(body)), 10_000):
                self.wfile.write(body[at : min(at + 10_000, end)])
                pause.wait(server.seconds_per_chunk)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up: the tests make them."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    http = _QuietServer(("127.0.0.1", 0), _handler(server))
    server.address = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for name in ("HF_ENDPOINT", "HF_HUB_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
