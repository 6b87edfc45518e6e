import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.catalog import Catalog
from models.errors import LicenceError, MissingWeightsError, WrongBytesError
from models.store import WeightsStore

Tiny = Callable[..., Catalog]


def kept(folder: Path) -> set[str]:
    """What lies in the weights' folder, besides the lock and the note of the verification."""
    return {path.name for path in (folder / "tiny").iterdir() if not path.name.endswith((".lock", ".verified"))}


def test_a_file_is_fetched_verified_and_found(tmp_path: Path, tiny: Tiny, server: Any, payload: bytes) -> None:
    store = WeightsStore(tmp_path, tiny(server.url()))
    seen: list[tuple[int, int]] = []
    assert not store.have("tiny")
    path = store.fetch("tiny", lambda done, total: seen.append((done, total)))
    assert path == store.path("tiny") == tmp_path / "tiny" / "tiny.onnx"
    assert path.read_bytes() == payload
    assert store.have("tiny")
    assert seen[0] == (0, len(payload))
    assert seen[-1] == (len(payload), len(payload))
    assert seen == sorted(seen)
    assert kept(tmp_path) == {"tiny.onnx"}


def test_what_is_here_is_not_fetched_again(tmp_path: Path, tiny: Tiny, server: Any) -> None:
    store = WeightsStore(tmp_path, tiny(server.url()))
    store.fetch("tiny")
    store.fetch("tiny")
    assert len(server.asked) == 1


def test_missing_weights_say_how_to_get_them(tmp_path: Path, tiny: Tiny) -> None:
    with pytest.raises(MissingWeightsError, match=r"'tiny' \(0\.3 MB, MIT\).*studio models fetch tiny") as caught:
        WeightsStore(tmp_path, tiny()).path("tiny")
    assert caught.value.weights == "tiny"


@pytest.mark.parametrize("change", ["same size", "shorter"])
def test_a_changed_file_is_caught(tmp_path: Path, tiny: Tiny, server: Any, payload: bytes, change: str) -> None:
    store = WeightsStore(tmp_path, tiny(server.url()))
    path = store.fetch("tiny")
    path.write_bytes(bytes(len(payload)) if change == "same size" else payload[:-1])
    with pytest.raises(WrongBytesError, match=r"tiny\.onnx has .*Fetch it again: studio models fetch tiny"):
        store.path("tiny")
    assert store.fetch("tiny").read_bytes() == payload


def test_a_verified_file_is_hashed_once(tmp_path: Path, tiny: Tiny, server: Any, monkeypatch: Any) -> None:
    WeightsStore(tmp_path, tiny(server.url())).fetch("tiny")
    monkeypatch.setattr("models.store.hashlib", None)  # hashing would fail
    assert WeightsStore(tmp_path, tiny()).path("tiny").is_file()


def test_verify_hashes_whatever_is_remembered(tmp_path: Path, tiny: Tiny, server: Any, payload: bytes) -> None:
    store = WeightsStore(tmp_path, tiny(server.url()))
    path = store.fetch("tiny")
    times = path.stat()
    path.write_bytes(bytes(len(payload)))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert store.path("tiny") == path  # size and time are unchanged
    with pytest.raises(WrongBytesError):
        store.verify("tiny")


def test_a_file_of_an_older_catalogue_is_hashed_against_the_new_one(tmp_path: Path, tiny: Tiny, server: Any) -> None:
    WeightsStore(tmp_path, tiny(server.url())).fetch("tiny")
    with pytest.raises(WrongBytesError):
        WeightsStore(tmp_path, tiny(sha256="0" * 64)).path("tiny")


def test_a_torn_note_of_the_verification_is_no_proof(tmp_path: Path, tiny: Tiny, server: Any) -> None:
    store = WeightsStore(tmp_path, tiny(server.url()))
    path = store.fetch("tiny")
    note = path.with_name("tiny.onnx.verified")
    note.write_text('{"sha256":')
    assert store.path("tiny") == path
    assert json.loads(note.read_text())["size"] == path.stat().st_size


@pytest.mark.parametrize("wrong", [{"sha256": "0" * 64}, {"md5": "0" * 32}])
def test_wrong_bytes_never_land(tmp_path: Path, tiny: Tiny, server: Any, wrong: dict[str, str]) -> None:
    with pytest.raises(WrongBytesError, match="so it was deleted") as caught:
        WeightsStore(tmp_path, tiny(server.url(), **wrong)).fetch("tiny")
    assert caught.value.weights == "tiny"
    assert kept(tmp_path) == set()


def test_sources_are_tried_in_order_and_each_failure_is_told(tmp_path: Path, tiny: Tiny, server: Any) -> None:
    nowhere = {"kind": "local", "path": str(tmp_path / "usb" / "tiny.onnx")}
    told: list[str] = []
    store = WeightsStore(tmp_path, tiny(server.url("/missing"), nowhere, server.url(), server.url("/never")))
    store.fetch("tiny", tell=told.append)
    assert len(told) == 2
    assert told[0].startswith(f"tiny: {server.address}/missing: the server answers 404")
    assert told[0].endswith(f"Trying {nowhere['path']}.")
    assert "No such file" in told[1]
    assert [path for path, _ in server.asked] == ["/missing", "/tiny.onnx"]


def test_when_every_source_fails_each_reason_is_in_the_error(tmp_path: Path, tiny: Tiny, server: Any) -> None:
    gone = {"kind": "local", "path": "/gone.onnx"}
    with pytest.raises(MissingWeightsError, match=r"could not be fetched\. http.*404.*; /gone\.onnx: .*No such file"):
        WeightsStore(tmp_path, tiny(server.url("/missing"), gone)).fetch("tiny")


def test_a_source_with_wrong_bytes_gives_way_to_the_next(tmp_path: Path, tiny: Tiny, server: Any) -> None:
    bad = tmp_path / "bad.onnx"
    bad.write_bytes(bytes(len(server.payload)))
    told: list[str] = []
    store = WeightsStore(tmp_path, tiny({"kind": "local", "path": str(bad)}, server.url()))
    assert store.fetch("tiny", tell=told.append).read_bytes() == server.payload
    assert "has the SHA-256" in told[0]


def test_a_local_copy_is_taken_first_and_left_where_it_is(tmp_path: Path, tiny: Tiny, payload: bytes) -> None:
    copy = tmp_path / "from a stick.onnx"
    copy.write_bytes(payload)
    store = WeightsStore(tmp_path / "weights", tiny(), offline=True)
    assert store.fetch("tiny", local=copy).read_bytes() == payload
    assert copy.read_bytes() == payload


def test_non_commercial_weights_are_fetched_only_when_accepted(tmp_path: Path, tiny: Tiny, server: Any) -> None:
    store = WeightsStore(tmp_path, tiny(server.url(), commercial_use=False))
    with pytest.raises(LicenceError, match=r"MIT, https://example\.org/licence.*--accept-licence tiny"):
        store.fetch("tiny")
    assert server.asked == []
    assert store.fetch("tiny", accept_licence=True).is_file()


def test_offline_never_dials(tmp_path: Path, tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    def dialled(*args: object, **kwargs: object) -> None:
        raise AssertionError("dialled")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, dialled)
    monkeypatch.setattr(subprocess, "Popen", dialled)
    sources = (
        {"kind": "url", "url": "http://127.0.0.1:9/tiny.onnx"},
        {"kind": "hub", "repo": "a/b", "revision": "0" * 40, "file": "tiny.onnx"},
        {"kind": "pypi", "package": "thing", "version": "1", "member": "tiny.onnx", "download_bytes": 1},
        {"kind": "npm", "package": "thing", "version": "1", "member": "tiny.onnx", "download_bytes": 1},
    )
    with pytest.raises(MissingWeightsError, match=r"forbidden offline.*once without --offline"):
        WeightsStore(tmp_path, tiny(*sources), offline=True).fetch("tiny")
    with pytest.raises(AssertionError, match="dialled"):  # the trap itself works
        WeightsStore(tmp_path, tiny(*sources)).fetch("tiny")


def test_stopping_keeps_what_came_and_goes_on_from_there(tmp_path: Path, tiny: Tiny, server: Any) -> None:
    class StopIt(Exception):
        pass

    def stop_half_way(done: int, total: int) -> None:
        if done > total // 2:
            raise StopIt

    server.seconds_per_chunk = 0.002  # so that the bytes come in pieces
    store = WeightsStore(tmp_path, tiny(server.url()))
    with pytest.raises(StopIt):
        store.fetch("tiny", stop_half_way)
    assert kept(tmp_path) == {"tiny.onnx.part"}
    assert store.fetch("tiny").read_bytes() == server.payload
    begin = int(str(server.asked[1][1]).removeprefix("bytes=").removesuffix("-"))
    assert begin > len(server.payload) // 2


@pytest.mark.parametrize("length", ["begun", "whole", "too long"])
def test_a_wrong_beginning_is_thrown_away_and_fetched_afresh(
    tmp_path: Path, tiny: Tiny, server: Any, length: str
) -> None:
    size = {"begun": 1000, "whole": len(server.payload), "too long": len(server.payload) + 1}[length]
    store = WeightsStore(tmp_path, tiny(server.url()))
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "tiny.onnx.part").write_bytes(bytes(size))
    assert store.fetch("tiny").read_bytes() == server.payload


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, tiny: Tiny, server: Any) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MissingWeightsError, match=r"'tiny' cannot be stored in .*choose another weights folder"):
        WeightsStore(tmp_path / "file", tiny(server.url())).fetch("tiny")


FETCH = """
import sys
from pathlib import Path
from models.catalog import Catalog
from models.store import WeightsStore
catalog = Catalog.model_validate_json(Path(sys.argv[2]).read_text())
print(WeightsStore(Path(sys.argv[1]), catalog).fetch("tiny"), flush=True)
"""


def start(folder: Path, catalog: Catalog) -> subprocess.Popen[str]:
    described = folder / "catalog.json"
    described.write_text(catalog.model_dump_json())
    command = [sys.executable, "-c", FETCH, str(folder / "weights"), str(described)]
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_fetch_once(tmp_path: Path, tiny: Tiny, server: Any) -> None:
    server.seconds_per_chunk = 0.02
    both = [start(tmp_path, tiny(server.url())) for _ in range(2)]
    said = [process.communicate(timeout=30) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert len({out for out, _ in said}) == 1
    assert len(server.asked) == 1


def test_a_killed_process_holds_nobody_up_and_its_bytes_count(tmp_path: Path, tiny: Tiny, server: Any) -> None:
    server.seconds_per_chunk = 0.05
    process = start(tmp_path, tiny(server.url()))
    part = tmp_path / "weights" / "tiny" / "tiny.onnx.part"
    deadline = time.monotonic() + 30
    while not (part.exists() and part.stat().st_size >= 50_000) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.communicate()
    had = part.stat().st_size
    assert 50_000 <= had < len(server.payload)
    server.seconds_per_chunk = 0
    store = WeightsStore(tmp_path / "weights", tiny(server.url()))
    assert store.fetch("tiny").read_bytes() == server.payload
    assert server.asked[1][1] == f"bytes={had}-"
    assert {path.name for path in part.parent.iterdir()} == {"tiny.onnx", "tiny.onnx.lock", "tiny.onnx.verified"}
