import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from models.catalog import Catalog, RepoEntry, load_catalog
from models.errors import LicenceError, MissingWeightsError, WrongBytesError
from models.store import WeightsStore

NEWEST, OLDER = "a" * 40, "b" * 40
FILES = {
    "model_index.json": b'{"_class_name": "Tiny"}',
    "vae/config.json": b"{}",
    "vae/weights.safetensors": b"weights!" * 5_000,
    "readme.md": b"no",
    "unet/weights.bin": b"a pickle, perhaps",
}


class Hub:
    """A model hub on this machine: it answers what its interface for programs answers."""

    def __init__(self) -> None:
        self.files = dict(FILES)
        self.asked: list[str] = []
        self.spoilt: set[str] = set()
        self.address = ""

    def tree(self) -> list[dict[str, Any]]:
        return [self._item(path, data) for path, data in self.files.items()]

    def _item(self, path: str, data: bytes) -> dict[str, Any]:
        blob = hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest()
        item = {"type": "file", "path": path, "size": len(data), "oid": blob}
        large = {"lfs": {"oid": hashlib.sha256(data).hexdigest(), "size": len(data)}}
        return {**item, **large} if path.endswith(".safetensors") else item

    def answer(self, path: str) -> bytes | None:
        self.asked.append(path)
        if path == "/api/models/maker/thing/revision/main":
            return json.dumps({"sha": NEWEST}).encode()
        if path.startswith("/api/models/maker/thing/tree/"):
            return json.dumps(self.tree()).encode()
        name = path.partition("/resolve/")[2].partition("/")[2]
        data = self.files.get(name)
        return data[::-1] if data and name in self.spoilt else data


@pytest.fixture
def hub() -> Iterator[Hub]:
    hub = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = hub.answer(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.address = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield hub
    http.shutdown()
    http.server_close()
    thread.join()


def thing(**changes: Any) -> Catalog:
    entry = {
        "id": "thing",
        "title": "A test's folder",
        "capability": "render",
        "repo": "maker/thing",
        "patterns": ("model_index.json", "vae/*.json", "vae/*.safetensors"),
        "bytes": 40_000,
        "licence": {"name": "MIT", "url": "https://example.org/licence"},
        "commercial_use": True,
        "tier": "s",
        **changes,
    }
    return Catalog(weights=(), repos=(RepoEntry.model_validate(entry),))


@pytest.fixture
def store(tmp_path: Path, hub: Hub) -> Callable[..., WeightsStore]:
    def make(*, offline: bool = False, **changes: Any) -> WeightsStore:
        return WeightsStore(tmp_path / "w", thing(**changes), offline=offline, environ={"HF_ENDPOINT": hub.address})

    return make


def test_only_wanted_files_come_and_the_commit_is_written_down(store: Callable[..., WeightsStore]) -> None:
    shelf, said = store(), list[str]()
    home = shelf.fetch("thing", tell=said.append)
    assert sorted(p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file() and p.name[0] != ".") == [
        "model_index.json",
        "vae/config.json",
        "vae/weights.safetensors",
    ]
    pin = shelf.pin("thing")
    assert pin is not None
    assert pin.revision == NEWEST
    assert NEWEST in said[0]
    assert shelf.path("thing") == home
    assert shelf.have("thing")


def test_a_pinned_commit_is_asked_for_and_no_other(store: Callable[..., WeightsStore], hub: Hub) -> None:
    store(revision=OLDER).fetch("thing")
    assert all("main" not in asked and NEWEST not in asked for asked in hub.asked)
    assert not store(revision=NEWEST).have("thing")


def test_a_folder_is_repaired_from_its_own_commit(store: Callable[..., WeightsStore], hub: Hub) -> None:
    home = store().fetch("thing")
    (home / "vae" / "weights.safetensors").unlink()
    hub.asked.clear()
    assert not store().have("thing")
    store().fetch("thing")
    assert hub.asked == [
        f"/api/models/maker/thing/tree/{NEWEST}?recursive=true",
        f"/maker/thing/resolve/{NEWEST}/vae/weights.safetensors",
    ]


def test_changed_bytes_are_never_loaded(store: Callable[..., WeightsStore]) -> None:
    home = store().fetch("thing")
    (home / "vae" / "weights.safetensors").write_bytes(b"x" * 40_000)
    with pytest.raises(WrongBytesError, match=r"weights\.safetensors is not what was fetched"):
        store().path("thing")
    store().fetch("thing")
    assert store().path("thing") == home


@pytest.mark.parametrize("name", ["vae/weights.safetensors", "vae/config.json"])
def test_bytes_that_are_not_what_the_hub_states_are_deleted(
    store: Callable[..., WeightsStore], hub: Hub, name: str
) -> None:
    hub.files["vae/config.json"] = b'{"a": 1}'
    hub.spoilt = {name}
    with pytest.raises(MissingWeightsError, match="is not what the hub states"):
        store().fetch("thing")
    assert not store().have("thing")


def test_offline_refuses_and_says_how(store: Callable[..., WeightsStore], hub: Hub) -> None:
    with pytest.raises(MissingWeightsError, match="fetching is forbidden offline"):
        store(offline=True).fetch("thing")
    assert hub.asked == []


def test_a_folder_brought_by_hand_is_held_to_its_own_bytes(store: Callable[..., WeightsStore], tmp_path: Path) -> None:
    for name, data in FILES.items():
        (tmp_path / "stick" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "stick" / name).write_bytes(data)
    shelf = store(offline=True)
    home = shelf.fetch("thing", local=tmp_path / "stick")
    assert shelf.path("thing") == home
    assert not (home / "unet").exists()
    pin = shelf.pin("thing")
    assert pin is not None
    assert pin.revision == "local copy"


def test_terms_against_commerce_have_to_be_accepted(store: Callable[..., WeightsStore]) -> None:
    with pytest.raises(LicenceError, match="without permission for commercial use"):
        store(commercial_use=False).fetch("thing")


@pytest.mark.parametrize("pattern", ["*.bin", "unet/*", "../*.json", "/etc/*.json", "*.pt"])
def test_no_pattern_may_name_a_pickle_or_a_file_elsewhere(pattern: str) -> None:
    with pytest.raises(ValueError, match="may name a pickle"):
        thing(patterns=(pattern,))


def test_progress_ends_at_the_sum_and_can_stop(store: Callable[..., WeightsStore]) -> None:
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store().fetch("thing", stop)
    assert not store().have("thing")
    store().fetch("thing", lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] == 40_000 + len(FILES["model_index.json"]) + len(FILES["vae/config.json"])


def test_our_folders_are_free_for_commerce_and_exactly_named() -> None:
    repos = {entry.id: entry.repo for entry in load_catalog().repos if entry.commercial_use}
    assert repos["flux2-klein-4b"] == "black-forest-labs/FLUX.2-klein-4B"
    assert not [name for name in repos.values() if "klein-9B" in name or name.endswith(("2.1", "-dev"))]
