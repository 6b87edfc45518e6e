"""What every video encoder keeps: to be in the table is to be tested."""

import multiprocessing
import os
import signal
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from models.registry import EngineChoice
from pipelines.errors import Cancelled, ExportError
from pipelines.progress import silent
from pipelines.stages.encode.engine import VIDEO_ENCODERS, Coding, VideoEncoder
from pipelines.stages.encode.program import executable
from pipelines.stages.export.publish import publish
from pipelines.values import Rgb
from pipelines.video import Video
from tests.fakes.films import COLOURS, SIZE, a_video, moving
from tests.fakes.tiny_network import TinyWeights

INSTALL = "the engine '{}' needs {}: pip install 'listing-studio[{}]'"


@pytest.fixture(params=VIDEO_ENCODERS.names(), scope="module")
def encoder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> VideoEncoder:
    name = request.param
    if missing := VIDEO_ENCODERS.missing_packages(name):
        pytest.skip(INSTALL.format(name, ", ".join(missing), VIDEO_ENCODERS.entry(name).extra))
    return VIDEO_ENCODERS.open(EngineChoice(name=name), TinyWeights(tmp_path_factory.mktemp("w")))


def decoded(path: Path) -> np.ndarray:
    """Return all pictures as a player shows them."""
    asked = [executable(), "-v", "error", "-i", str(path), "-f", "rawvideo", "-pix_fmt", "rgb24", "-fps_mode"]
    done = subprocess.run([*asked, "passthrough", "-"], capture_output=True, check=True)
    return np.frombuffer(done.stdout, np.uint8).reshape(-1, SIZE[1], SIZE[0], 3)


def test_pictures_come_back_in_order_and_in_their_colours(encoder: VideoEncoder, tmp_path: Path) -> None:
    video = a_video(48)
    encoder.encode(video, Coding(), tmp_path / "film.mp4", silent)
    shown = decoded(tmp_path / "film.mp4")
    assert len(shown) == 48
    for number in range(48):
        left = number * 3 % 72
        inside = shown[number, 22:42, left + 6 : left + 18].reshape(-1, 3).mean(axis=0)
        assert np.abs(inside - COLOURS[number // 12]).max() < 6, number
        assert np.abs(shown[number, :10].reshape(-1, 3).mean(axis=0) - 90).max() < 3


@pytest.mark.parametrize("fps", [Fraction(25), Fraction(30000, 1001)])
def test_the_index_stands_first_and_the_rate_is_exact(encoder: VideoEncoder, tmp_path: Path, fps: Fraction) -> None:
    path = tmp_path / "film.mp4"
    encoder.encode(a_video(40, fps), Coding(title="A mug"), path, silent)
    data = path.read_bytes()
    assert data[4:8] == b"ftyp" and data.index(b"moov") < data.index(b"mdat") and b"A mug" in data
    asked = [executable(), "-v", "error", "-i", str(path), "-map", "0:v", "-c", "copy", "-f", "framecrc", "-"]
    lines = subprocess.run(asked, capture_output=True, check=True, text=True).stdout.splitlines()
    tick = next(Fraction(line.split()[-1]) for line in lines if line.startswith("#tb"))
    stamps = sorted(int(line.split(",")[2]) for line in lines if not line.startswith("#"))
    assert [stamp * tick for stamp in stamps] == [number / fps for number in range(40)]


def noise(number: int) -> Rgb:
    return np.random.default_rng(number).integers(0, 256, (64, 96, 3), np.uint8)


def test_a_heavy_film_is_made_to_fit_and_fills_what_it_may(encoder: VideoEncoder, tmp_path: Path) -> None:
    video = Video(SIZE, Fraction(25), 100, noise)
    encoder.encode(video, Coding(), tmp_path / "free.mp4", silent)
    ceiling = (tmp_path / "free.mp4").stat().st_size // 3
    encoder.encode(video, Coding(max_bytes=ceiling), tmp_path / "film.mp4", silent)
    assert 0.8 * ceiling < (tmp_path / "film.mp4").stat().st_size <= ceiling
    assert len(decoded(tmp_path / "film.mp4")) == 100


def test_passes_that_make_it_fit_tell_how_far_they_are_and_hear_stop(encoder: VideoEncoder, tmp_path: Path) -> None:
    video, told = Video(SIZE, Fraction(25), 100, noise), list[tuple[int, int]]()

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "fit":
            told.append((done, total))

    encoder.encode(video, Coding(max_bytes=300_000), tmp_path / "film.mp4", progress)
    assert {total for _, total in told} == {200}
    dones = [done for done, _ in told]
    first, second = [done for done in dones if done <= 100], [done for done in dones if done > 100]
    assert first == sorted(first)
    assert dones[-1] == 200
    assert second

    def stopping(stage: str, done: int, total: int) -> None:
        if stage == "fit":
            raise Cancelled

    with pytest.raises(Cancelled):
        encoder.encode(video, Coding(max_bytes=300_000), tmp_path / "other.mp4", stopping)
    assert not any(path.is_dir() for path in tmp_path.iterdir())


def test_what_can_never_fit_is_told_before_anything_is_drawn(encoder: VideoEncoder, tmp_path: Path) -> None:
    def never(number: int) -> Rgb:
        raise AssertionError("drawn")

    with pytest.raises(ExportError, match=r"4 s and 96 x 64 pixels does not fit 1,000 bytes .* Shorten"):
        encoder.encode(Video(SIZE, Fraction(25), 100, never), Coding(max_bytes=1000), tmp_path / "film.mp4", silent)
    assert list(tmp_path.iterdir()) == []


def test_a_still_film_is_as_heavy_as_a_slot_asks(encoder: VideoEncoder, tmp_path: Path) -> None:
    video = Video(SIZE, Fraction(25), 100, lambda number: moving(0))
    encoder.encode(video, Coding(min_bits_per_second=400_000), tmp_path / "film.mp4", silent)
    assert (tmp_path / "film.mp4").stat().st_size * 8 / 4 >= 400_000
    assert len(decoded(tmp_path / "film.mp4")) == 100


def test_stop_is_heard_between_pictures_and_nothing_runs_on(encoder: VideoEncoder, tmp_path: Path) -> None:
    def stopping(stage: str, done: int, total: int) -> None:
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        encoder.encode(a_video(500), Coding(), tmp_path / "film.mp4", stopping)
    assert not multiprocessing.active_children()
    assert not any(path.is_dir() for path in tmp_path.iterdir())


def test_a_program_killed_in_mid_film_is_one_sentence_and_leaves_nothing(encoder: VideoEncoder, tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("finds the child by /proc")

    def killing(stage: str, done: int, total: int) -> None:
        if done == 10:
            me = os.getpid()
            children = [name for task in Path(f"/proc/{me}/task").iterdir() for name in _children(task)]
            for child in children:
                if Path(f"/proc/{child}/comm").read_text().startswith("ffmpeg"):
                    os.kill(int(child), signal.SIGKILL)

    video = Video((640, 480), Fraction(25), 400, _large)
    with (
        pytest.raises(ExportError, match=r"^ffmpeg stopped while writing .*ended from outside \(signal 9\)\."),
        publish(tmp_path / "film.mp4") as film,
    ):
        encoder.encode(video, Coding(), film.scratch, killing)
    assert list(tmp_path.iterdir()) == []
    assert not multiprocessing.active_children()


def _children(task: Path) -> list[str]:
    return (task / "children").read_text().split()


def _large(number: int) -> Rgb:
    return moving(number, (640, 480))


def test_what_drawing_raises_comes_through(encoder: VideoEncoder, tmp_path: Path) -> None:
    def broken(number: int) -> Rgb:
        if number == 7:
            raise ExportError("The seventh picture cannot be drawn.")
        return moving(number)

    with pytest.raises(ExportError, match="seventh"):
        encoder.encode(Video(SIZE, Fraction(25), 20, broken), Coding(), tmp_path / "film.mp4", silent)
    with pytest.raises(ExportError, match=r"Picture 0 .* uint8 of \(8, 8, 3\)"):
        small = Video(SIZE, Fraction(25), 2, lambda number: np.zeros((8, 8, 3), np.uint8))
        encoder.encode(small, Coding(), tmp_path / "film.mp4", silent)
    assert not multiprocessing.active_children()
