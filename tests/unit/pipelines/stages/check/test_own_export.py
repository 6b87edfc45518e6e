"""A main image of ours, with nothing wrong, before the strictest of its rules: no alarm."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.catalog import load_catalog
from models.registry import EngineOptions
from models.store import WeightsStore
from pipelines.main_image import make_main_image
from pipelines.progress import silent
from pipelines.shot import Shot
from pipelines.stages.check.finding import Verdict
from pipelines.stages.cutout.foreground import own_colours
from pipelines.stages.render.seamless import SeamlessGround
from pipelines.values import WHITE, Box, Cutout, Shadow, bounding_box

RULES = (
    {"kind": "background", "ground": "exact"},
    {"kind": "added_text"},
    {"kind": "added_border"},
    {"kind": "single_view"},
    {"kind": "frame_fill", "measure": "height", "min_fraction": 0.78, "max_fraction": 0.82},
)


@pytest.fixture(scope="module")
def vase():
    """The palest of the examples, with its exact matte, at half a megapixel."""
    folder = Path(__file__).parents[5] / "studio" / "examples" / "white-vase"
    with Image.open(folder / "front.jpg") as photo, Image.open(folder / "front.matte.png") as matte:
        size = (800, round(800 * photo.height / photo.width))
        pixels = np.asarray(photo.convert("RGB").resize(size))
        alpha = np.asarray(matte.convert("L").resize(size), np.float32) / np.float32(255)
    return Cutout(pixels, alpha, own_colours(pixels, alpha))


@pytest.mark.parametrize("shadow", Shadow)
def test_a_pale_product_raises_no_alarm(bench, tmp_path, vase, shadow):
    crop = bounding_box(vase.matte, 0.02)
    height = 800
    width = round(height * crop.width / crop.height)
    place = Box(500 - width // 2, 90, 500 - width // 2 + width, 90 + height)
    shot = Shot((1000, 1000), crop, place, WHITE, shadow)
    nothing = WeightsStore(tmp_path, load_catalog(), offline=True)
    picture = make_main_image(vase, shot, SeamlessGround(EngineOptions(), nothing), silent)
    data = bench.jpeg(picture)
    found = {rule["kind"]: bench.judged(data, rule) for rule in RULES}
    wrong = {kind: item.measured for kind, item in found.items() if item.verdict in (Verdict.BROKEN, Verdict.WARNING)}
    assert not wrong
