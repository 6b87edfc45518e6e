"""Films on a drive of their own that is too small for one of them: it leaves nothing, and the next finds room."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("imageio_ffmpeg", reason="pip install 'listing-studio[video]'")

_DRIVE = "mount -t tmpfs -o size=6000k tmpfs drive"
_FILMS = """
from fractions import Fraction
from pathlib import Path
import numpy as np
from pipelines.errors import ExportError
from pipelines.stages.encode.engine import Coding, FfmpegOptions
from pipelines.stages.encode.ffmpeg import FfmpegEncoder
from pipelines.stages.export.film import FilmHistory, export_film
from pipelines.video import Sound, Video

for seconds in (28, 6):  # sound alone is 10.7 MB of the one while it is encoded, and 2.3 of the other
    sound = Sound(np.zeros(seconds * 48_000, np.float32), 48_000, "en")
    draw = lambda number: np.full((64, 64, 3), number % 255, np.uint8)
    film = Video((64, 64), Fraction(25), seconds * 25, draw, sound)
    encoder = FfmpegEncoder(FfmpegOptions(workers=1), None)
    try:
        export_film(film, Coding(), FilmHistory(b"<x/>"), Path("drive") / f"{seconds}.mp4", encoder, lambda *_: None)
    except ExportError as error:
        print(error)
    print([path.name for path in Path("drive").rglob("*")])
"""


def test_a_film_that_does_not_fit_leaves_its_room_to_the_next(tmp_path: Path) -> None:
    apart = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    (tmp_path / "drive").mkdir()
    if not shutil.which("unshare") or subprocess.run([*apart, _DRIVE], cwd=tmp_path, check=False).returncode:
        pytest.skip("no drive of its own can be had here")
    command = [*apart, f'{_DRIVE} && exec "$@"', "_", sys.executable, "-c", _FILMS]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.stdout.splitlines() == [
        "28.mp4 could not be written: No space left on device. Check the disk and the folder.",
        "[]",
        "['6.mp4']",
    ], done.stderr
