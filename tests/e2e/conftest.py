"""The real program on small real photos, in a process of its own or in this one; it never dials."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from models.catalog import load_catalog
from models.store import WeightsStore
from studio.__main__ import run as studio_main
from studio.settings import Settings

Studio = Callable[..., subprocess.CompletedProcess[str]]


def _environment(folder: Path, weights: Path, cache: Path) -> dict[str, str]:
    journal = folder / "journal" / "journal.sqlite3"
    ours = {"STUDIO_CACHE": cache, "STUDIO_WEIGHTS": weights, "STUDIO_JOURNAL": journal, "STUDIO_OFFLINE": 1}
    return {name: str(value) for name, value in ours.items()}


def program(folder: Path, weights: Path, cache: Path) -> Studio:
    """Return `studio` as a person in `folder` runs it, with these weights and what was kept in `cache`."""
    ours = _environment(folder, weights, cache)

    def run(*typed: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "studio", *map(str, typed)]
        environment = os.environ | ours  # as the test has set it by now
        return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)

    return run


Beginner = Callable[[Path], Studio]


@pytest.fixture
def begin_here(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Beginner:
    """Returns from weights the same in this process: a new one takes seconds to load what this one has by now.

    Films are drawn by copies of the process, so that none is asked for here after Ray or a browser left threads in it.
    """

    def begin(weights: Path) -> Studio:
        def run(*typed: str | Path) -> subprocess.CompletedProcess[str]:
            before, code = signal.getsignal(signal.SIGTERM), 0
            capfd.readouterr()
            with monkeypatch.context() as here:
                here.chdir(tmp_path)
                here.setattr(sys, "argv", ["studio", *map(str, typed)])
                for name, value in _environment(tmp_path, weights, cache).items():
                    here.setenv(name, value)
                try:
                    studio_main()
                except SystemExit as end:
                    code = int(end.code or 0)
                finally:
                    signal.signal(signal.SIGTERM, before)
            said = capfd.readouterr()
            return subprocess.CompletedProcess(typed, code, said.out, said.err)

        return run

    return begin


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What all these tests keep, as a person's runs do: the mug is cut out once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def studio(tmp_path: Path, begin_here: Beginner) -> Studio:
    """On a machine without weights, in this process."""
    return begin_here(tmp_path / "weights")


@pytest.fixture
def studio_anew(tmp_path: Path, cache: Path) -> Studio:
    """On a machine without weights, in a process of its own: one test of each command."""
    return program(tmp_path, tmp_path / "weights", cache)


@pytest.fixture
def weights_folder() -> Path:
    """The folder that holds the embedded weights on this machine."""
    folder = Settings.from_environment().weights_folder
    if not WeightsStore(folder, load_catalog(), offline=True).have("u2netp"):
        pytest.skip("needs the embedded weights: studio models fetch u2netp")
    return folder


@pytest.fixture
def studio_with_weights(tmp_path: Path, weights_folder: Path, cache: Path) -> Studio:
    """On a machine that has run its first command, in a process of its own."""
    return program(tmp_path, weights_folder, cache)


@pytest.fixture
def voices_folder(weights_folder: Path) -> Path:
    """The same folder, which holds a voice too."""
    if not WeightsStore(weights_folder, load_catalog(), offline=True).have("kokoro-82m-int8"):
        pytest.skip("needs weights: studio models fetch kokoro-82m-int8 kokoro-voices-ja")
    return weights_folder


@pytest.fixture
def speaking(voices_folder: Path, begin_here: Beginner) -> Studio:
    """On a machine that has a voice, in this process."""
    return begin_here(voices_folder)


@pytest.fixture
def speaking_anew(tmp_path: Path, voices_folder: Path, cache: Path) -> Studio:
    """The same in a process of its own."""
    return program(tmp_path, voices_folder, cache)


def hear_ctrl_c() -> None:
    """Undo in a new process what a shell does to its background jobs, which ignore Ctrl-C and would hand that on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def draw_mug(size: tuple[int, int] = (900, 1100), seed: int = 1) -> Image.Image:
    """A shaded blue mug with a handle on a light backdrop with a soft shadow and a little noise."""
    width, height = size
    ground = np.full((height, width, 3), 226, np.float32)
    shadow = cv2.ellipse(np.zeros((height, width), np.float32), (450, 890), (330, 45), 0, 0, 360, 40, -1)
    ground -= cv2.GaussianBlur(shadow, (0, 0), 18)[..., None]
    mask = np.zeros((height, width), np.uint8)
    cv2.rectangle(mask, (200, 260), (640, 850), 255, -1)
    cv2.ellipse(mask, (420, 850), (220, 48), 0, 0, 360, 255, -1)
    cv2.ellipse(mask, (420, 260), (220, 48), 0, 0, 360, 255, -1)
    cv2.ellipse(mask, (640, 540), (90, 160), 0, -90, 90, 255, 46)
    matte = cv2.GaussianBlur(mask, (0, 0), 0.8).astype(np.float32)[..., None] / 255
    shade = 0.45 + 0.5 * np.cos((np.arange(width) - 360) / 300)
    mug = np.clip(shade, 0.15, 1)[None, :, None] * np.array([40, 90, 190], np.float32)
    noise = np.random.default_rng(seed).normal(0, 2, ground.shape)
    return Image.fromarray(np.clip(ground * (1 - matte) + mug * matte + noise, 0, 255).astype(np.uint8))


@pytest.fixture
def mug(tmp_path: Path) -> Path:
    path = tmp_path / "mug.jpg"
    draw_mug().save(path, quality=95)
    return path
