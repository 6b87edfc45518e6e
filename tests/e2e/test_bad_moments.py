"""What is left when the disk is full, or when the program is told to end in the middle of its work."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from models.catalog import load_catalog
from models.store import WeightsStore
from tests.e2e.conftest import hear_ctrl_c
from tests.fakes.tiny_shop import SHOP

_OWN_PLACE = (
    "--backdrop", "table.png", "--horizon", "0.3", "--ground", "0.5,0.75", "--ground-width-cm", "45",
    "--light-from", "left", "--height-cm", "9.5", "--elevation", "12", "--cutout", "backdrop", "-p", "tiktok",
    "--slot", "photo",
)  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, mug: Path) -> Path:
    """A folder with a photo of a mug, one of a table, and a folder for temporary files."""
    (tmp_path / "temp").mkdir()
    Image.linear_gradient("L").resize((1200, 900)).convert("RGB").save(tmp_path / "table.png")
    return tmp_path


@pytest.fixture
def rendered_place(place: Path) -> Path:
    """The same, and a place of the seller's own, whose plate must be rendered: a minute's work and more."""
    shipped = Path(__file__).parents[2] / "presets" / "scenes" / "seamless-cloud.toml"
    (place / "own").mkdir()
    text = shipped.read_text(encoding="utf-8").replace('id = "seamless-cloud"', 'id = "our-cloud"', 1)
    (place / "own" / "our-cloud.toml").write_text(text, encoding="utf-8")
    return place


def environment(folder: Path) -> dict[str, str]:
    own = {"STUDIO_CACHE": "cache", "STUDIO_WEIGHTS": "weights", "STUDIO_OFFLINE": "1"}
    return {**os.environ, **{name: str(folder / where) for name, where in own.items()}, "TMPDIR": str(folder / "temp")}


def left_behind(folder: Path) -> list[str]:
    """Return files that nobody asked for."""
    hidden = [path.name for path in (folder / "out").rglob(".*")]
    scratch = [path.name for path in (folder / "cache").rglob("*.scratch")]
    return hidden + scratch + [path.name for path in (folder / "temp").iterdir()]


def test_a_full_disk_is_one_sentence_and_no_half_file(place: Path) -> None:
    # No file may grow beyond 20 blocks: to a program, a write that fails in its middle.
    command = ["bash", "-c", 'ulimit -f 20; exec "$@"', "_", sys.executable, "-m", "studio", "lifestyle", "mug.jpg"]
    done = subprocess.run(
        [*command, *_OWN_PLACE], capture_output=True, text=True, cwd=place, env=environment(place), check=False
    )
    assert done.returncode == 3, done.stderr
    assert "could not be written: File too large. Check the disk and the folder." in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((place / "out").rglob("*.jpg"))
    assert not left_behind(place)


def test_a_film_that_finds_the_disk_full_costs_no_other_language_its_own(place: Path, weights_folder: Path) -> None:
    pytest.importorskip("misaki", reason="pip install 'listing-studio[video]'")
    pytest.importorskip("imageio_ffmpeg", reason="pip install 'listing-studio[video]'")
    if not WeightsStore(weights_folder, load_catalog(), offline=True).have("kokoro-82m-int8"):
        pytest.skip("needs weights: studio models fetch kokoro-82m-int8 kokoro-voices-ja")
    (place / "own").mkdir()
    (place / "own" / "tiny-shop.toml").write_text(SHOP)
    (place / "long.txt").write_text("Meet the mug. It is a mug that holds coffee and tea and soup.")
    (place / "short.txt").write_text("Meet the mug. It holds tea.")
    # A film's sound lies beside it while it is encoded: 1.2 MB of the first, and 0.8 of the second.
    command = ["bash", "-c", 'ulimit -f 1000; exec "$@"', "_", sys.executable, "-m", "studio", "--presets", "own"]
    command += ["avatar-video", "mug.jpg", "--script", "en=long.txt", "--script", "en-gb=short.txt", "-p", "tiny-shop"]
    command += ["--voice", "en=jm_kumo", "--voice", "en-gb=jm_kumo", "--scene", "plain", "--cutout", "backdrop"]
    ours = environment(place) | {"STUDIO_WEIGHTS": str(weights_folder)}
    done = subprocess.run(command, capture_output=True, text=True, cwd=place, env=ours, check=False)
    assert done.returncode == 3, done.stderr
    assert "en, tiny-shop: mug.video.en.mp4 could not be written: File too large. Check the disk" in done.stderr
    assert "1 made, 1 failed" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout.split() == ["out/tiny-shop/mug.video.en-GB.mp4"]
    made = {path.name for path in (place / "out" / "tiny-shop").iterdir()}
    assert made == {f"mug.video.en-GB.{ending}" for ending in ("mp4", "poster.jpg", "srt", "vtt")}
    assert not left_behind(place)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_told_to_end_it_leaves_whole_files_and_nothing_else(place: Path, told: signal.Signals) -> None:
    command = [sys.executable, "-m", "studio", "lifestyle", "mug.jpg", *_OWN_PLACE, "--count", "12"]
    pipe = subprocess.PIPE
    running = subprocess.Popen(
        command, stdout=pipe, stderr=pipe, text=True, cwd=place, env=environment(place), preexec_fn=hear_ctrl_c
    )
    # The cutout is kept the moment it is made; what follows is planning, rendering and writing.
    while running.poll() is None and not list((place / "cache").rglob("*.npz")):
        time.sleep(0.01)
    running.send_signal(told)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 130, said
    assert "Stopped. Finished files are whole" in said
    assert not left_behind(place)
    for path in (place / "out").rglob("*.jpg"):
        with Image.open(path) as picture:
            picture.load()


def test_ctrl_c_while_a_plate_is_rendered_leaves_neither_plate_nor_picture(rendered_place: Path) -> None:
    pytest.importorskip("mitsuba", reason="pip install 'listing-studio[render]'")
    pytest.importorskip("mitsuba_oidn", reason="pip install 'listing-studio[render]'")
    folder, pipe = rendered_place, subprocess.PIPE
    command = [sys.executable, "-m", "studio", "--scenes", "own", "lifestyle", "mug.jpg", "--scene", "our-cloud"]
    command += ["--height-cm", "9.5", "--elevation", "12", "--cutout", "backdrop", "-p", "tiktok", "--slot", "photo"]
    running = subprocess.Popen(
        command, stdout=pipe, stderr=pipe, text=True, cwd=folder, env=environment(folder), preexec_fn=hear_ctrl_c
    )
    # Whoever renders a plate holds its lock.
    while running.poll() is None and not list((folder / "cache").rglob("*.lock")):
        time.sleep(0.05)
    time.sleep(2)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 130, said
    assert said.strip().splitlines()[-1].startswith("Stopped. Finished files are whole")
    assert "Traceback" not in said
    assert not list((folder / "out").rglob("*.jpg"))
    assert not list((folder / "cache").rglob("*.plate"))
    assert not left_behind(folder)
