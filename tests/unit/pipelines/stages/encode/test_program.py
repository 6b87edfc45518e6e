"""ffmpeg failing, killed, missing, or on a full disk: one sentence each."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

from models.errors import MissingPackageError
from pipelines.errors import ExportError
from pipelines.stages.encode import program

TONE = ["-f", "lavfi", "-i", "sine=duration=0.1"]


def test_it_says_its_version() -> None:
    assert program.version()[:1] in "0123456789nN"


def test_its_own_words_are_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"^ffmpeg stopped while writing mug\.mp4: Unknown encoder 'libx999'\.$"):
        program.run([*TONE, "-c:a", "libx999", str(tmp_path / "mug.mp4")], "writing mug.mp4")


def ffmpegs() -> list[int]:
    """Return the children that are ffmpeg: not those with which multiprocessing keeps house."""
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return [int(child) for child in children if Path(f"/proc/{child}/comm").read_text().startswith("ffmpeg")]


def test_killed_from_outside() -> None:
    def feed(pipe: IO[bytes]) -> None:
        while not (programs := ffmpegs()):  # a child is called so a moment after it has begun
            time.sleep(0.01)
        for child in programs:
            os.kill(child, signal.SIGKILL)
        pipe.write(b"\0" * 10_000_000)

    if not sys.platform.startswith("linux"):
        pytest.skip("finds the child by /proc")
    raw = ["-f", "rawvideo", "-pixel_format", "gray", "-video_size", "64x64", "-i", "pipe:0", "-f", "null", "-"]
    with pytest.raises(ExportError, match=r"ended from outside \(signal 9\)\. Close other programs"):
        program.run(raw, "writing mug.mp4", feed)


def test_a_full_disk() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    with pytest.raises(ExportError, match="the disk is full"):
        program.run([*TONE, "-f", "wav", "/dev/full"], "writing mug.wav")


def test_a_limit_on_files(tmp_path: Path) -> None:
    limited = (
        "import resource, sys; from pipelines.stages.encode import program;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        "program.run(['-f', 'lavfi', '-i', 'sine=duration=9', '-f', 'wav', sys.argv[1]], 'writing mug.wav')"
    )
    pytest.importorskip("resource", reason="only Unix limits files")
    done = subprocess.run(
        [sys.executable, "-c", limited, str(tmp_path / "mug.wav")], capture_output=True, text=True, check=False
    )
    told = done.stderr.splitlines()[-1]
    assert "ffmpeg stopped while writing mug.wav: no file may grow that large here. Raise the limit" in told
    assert "signal" not in told


def test_an_error_of_ours_ends_it() -> None:
    started: list[subprocess.Popen[bytes]] = []

    def feed(pipe: IO[bytes]) -> None:
        raise KeyError("ours")

    with pytest.MonkeyPatch.context() as patch:
        popen = subprocess.Popen
        patch.setattr(subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[-1])
        with pytest.raises(KeyError):
            program.run(["-f", "s16le", "-i", "pipe:0", "-f", "null", "-"], "writing", feed)
    assert started[0].poll() is not None


def test_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise RuntimeError("No ffmpeg exe could be found.")

    monkeypatch.setattr(program.imageio_ffmpeg, "get_ffmpeg_exe", none)
    with pytest.raises(MissingPackageError, match="Install it: pip install"):
        program.run(TONE, "writing mug.mp4")
