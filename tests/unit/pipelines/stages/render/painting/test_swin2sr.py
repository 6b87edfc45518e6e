from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="pip install 'listing-studio[diffusion]'")

from pipelines.stages.render.painting.swin2sr import Swin2SR


def test_a_scene_grows_to_the_size_asked_for(toys: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (30, 37, 3)).astype(np.uint8)
    assert Swin2SR(toys / "swin2sr-x2")(pixels, (90, 73)).shape == (73, 90, 3)


def test_tiles_leave_no_seam(toys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network = Swin2SR(toys / "swin2sr-x2")
    pixels = np.random.default_rng(1).integers(0, 255, (60, 60, 3)).astype(np.uint8)
    whole = network(pixels, (120, 120))
    monkeypatch.setattr("pipelines.stages.render.painting.swin2sr.TILE_PX", 56)
    assert np.abs(network(pixels, (120, 120)).astype(int) - whole).max() <= 3
