"""The embedded film needs wheels alone: no system library for graphics, text or fonts, and no ffmpeg but the package's.

Libraries are hidden by files of their names that are no libraries, where the loader looks first: whoever asks for one,
from Python or from C, is told that it cannot be opened, as on a machine that does not have it.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from models.catalog import load_catalog
from models.store import WeightsStore
from tests.e2e.conftest import Studio, program
from tests.fakes.tiny_shop import SHOP

pytest.importorskip("text2tashkeel", reason="pip install 'listing-studio[video]'")
pytest.importorskip("imageio_ffmpeg", reason="pip install 'listing-studio[video]'")

from pipelines.stages.encode.program import run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="libraries are hidden as Linux looks for them")

HIDDEN = (
    *("libEGL.so.1", "libGL.so.1", "libGLESv2.so.2", "libOpenGL.so.0", "libX11.so.6"),
    *("libfribidi.so.0", "libraqm.so.0", "libharfbuzz.so.0", "libfontconfig.so.1", "libcairo.so.2"),
)
PITCH = "هذا كوب [show: 350 مل] جميل. سعره 5 دولارات."
FACTS = '[ar]\nname = "كوب الصباح"\nlines = ["خفيف ومتين"]\naction = "اطلبه الآن"\n'

ASKED = f"""
import ctypes, json, shutil
from PIL import Image, ImageDraw, ImageFont, features
opened = []
for name in {HIDDEN!r}:
    try:
        ctypes.CDLL(name)
        opened.append(name)
    except OSError:
        pass
from manimgx_fonts import __file__ as fonts
from pathlib import Path
font = ImageFont.truetype(str(next(Path(fonts).parent.rglob("*Arabic*.ttf"))), 40)
drawn = Image.new("L", (300, 80))
ImageDraw.Draw(drawn).text((10, 10), "كوب الصباح", 255, font)
print(json.dumps([opened, shutil.which("ffmpeg"), features.check("raqm"), drawn.tobytes().hex()]))
"""


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """The environment of a slim, fresh machine."""
    hiding = tmp_path / "hiding"
    hiding.mkdir()
    for name in HIDDEN:
        (hiding / name).touch()
    return {
        "LD_LIBRARY_PATH": str(hiding),
        "PATH": str(tmp_path / "no-programs"),
        "FONTCONFIG_FILE": str(tmp_path / "no-fonts.conf"),
    }


@pytest.fixture
def filming(tmp_path: Path, weights_folder: Path, mug: Path) -> Studio:
    if not WeightsStore(weights_folder, load_catalog(), offline=True).have("kokoro-82m-int8"):
        pytest.skip("needs weights: studio models fetch kokoro-82m-int8 kokoro-voices-ja")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "tiny-shop.toml").write_text(SHOP)
    (tmp_path / "pitch.ar.txt").write_text(PITCH, encoding="utf-8")
    (tmp_path / "facts.toml").write_text(FACTS, encoding="utf-8")
    return program(tmp_path, weights_folder, tmp_path / "cache")


def asked(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ASKED]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, check=True)


def film(studio: Studio, folder: Path, out: str) -> list[str]:
    """Return hashes of all pictures and sounds of an Arabic film, and its captions."""
    who = ("-l", "ar", "--voice", "jm_kumo", "--presenter", "amina", "--scene", "plain", "--facts", "facts.toml")
    done = studio(
        *("--presets", "own", "avatar-video", "mug.jpg", "--script", "pitch.ar.txt", *who, "-p", "tiny-shop"),
        *("--out", out),
    )
    assert done.returncode == 0, done.stderr
    path = folder / done.stdout.splitlines()[0]
    run(["-i", str(path), "-map", "0", "-f", "framehash", str(folder / f"{out}.hash")], "reading the film")
    return [*(folder / f"{out}.hash").read_text().splitlines(), path.with_suffix(".srt").read_text(encoding="utf-8")]


def test_what_is_hidden_cannot_be_used(bare: dict[str, str]) -> None:
    """Were a film to lean on one of these, it would fail or look otherwise: Pillow's own Arabic does."""
    hidden = json.loads(asked(bare).stdout)
    assert hidden[:3] == [[], None, False]
    here = json.loads(asked({}).stdout)
    if here[2]:
        assert here[3] != hidden[3]


def test_an_arabic_film_is_the_same_from_wheels_alone(
    filming: Studio, bare: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = film(filming, tmp_path, "usual")
    shutil.rmtree(tmp_path / "cache")  # speech and cutout are made anew
    for name, value in bare.items():
        monkeypatch.setenv(name, value)
    alone = film(filming, tmp_path, "alone")
    assert len(usual) > 50
    assert alone == usual
