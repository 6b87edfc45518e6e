from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.catalog import load_catalog
from models.registry import EngineChoice, Registry
from models.store import WeightsStore
from pipelines.jobs.job import LifestyleJob, MainImageJob, Target
from pipelines.jobs.workbench import Engine, EnginePool, Sets, Workbench
from pipelines.stages.check.check_file import Instruments
from pipelines.stages.cutout.engine import CutoutEngine
from pipelines.stages.cutout.kept import CutoutStore
from presets.library import PresetLibrary, load_presets
from presets.scenes.library import SceneLibrary
from tests.fakes.analytic_plates import AnalyticPlates, scene_of

SCENES = (
    scene_of("test-room"),
    scene_of("warm-room", materials={"floor": {"colour": "#803020", "tintable": True}, "wall": {"colour": "#e0c0a0"}}),
    scene_of("tiny-shelf", stand={"max_width_cm": 6, "max_depth_cm": 6, "max_height_cm": 8}),
    scene_of("stone-room", natural=["floor"]),
    scene_of(
        "oak-room",
        materials={"floor": {"colour": "#b78e60", "tintable": True}, "wall": {"tintable": True}},
        natural=["floor"],
        palettes={},
    ),
    scene_of("feast", seasons=["ramadan"], avoid=[{"market": "us", "reason": "Nobody knows it there."}]),
)


class FakePool(EnginePool):
    """Hands out one cutout engine whatever is asked for; everything else is real."""

    def __init__(self, weights: WeightsStore, cutout: CutoutEngine) -> None:
        super().__init__(weights)
        self._cutout = cutout

    def open(self, registry: Registry[Engine], choice: EngineChoice) -> Engine:
        return self._cutout if registry.capability == "cutout" else super().open(registry, choice)  # type: ignore[return-value]


@pytest.fixture(scope="session")
def presets() -> PresetLibrary:
    return load_presets()


def bench_in(folder: Path, presets: PresetLibrary, engine: CutoutEngine) -> Workbench:
    """A workbench of the fakes that keeps its cutouts in a folder."""
    store = WeightsStore(folder / "weights", load_catalog(), offline=True)
    kept = CutoutStore(folder / "cache", 100_000_000)
    sets = Sets(SceneLibrary({scene.id: scene for scene in SCENES}), AnalyticPlates())
    return Workbench(FakePool(store, engine), presets, kept, Instruments(date(2026, 11, 22)), lambda: sets)


def photo_in(folder: Path, name: str) -> Path:
    """A photo textured enough to be sharp, and of its own bytes."""
    rng = np.random.default_rng(len(name) + sum(map(ord, name)))
    pixels = np.full((1600, 1600, 3), 230, np.uint8)
    blocks = rng.integers(0, 160, (100, 100, 3), np.uint8)
    pixels[400:1200, 400:1200] = np.kron(blocks, np.ones((8, 8, 1), np.uint8))
    path = folder / name
    Image.fromarray(pixels).save(path)
    return path


def scene_job_in(folder: Path, photo: Path, **more: object) -> LifestyleJob:
    """Photographed from 12 degrees, 9.5 cm high, in the test room, for a small slot that takes scenes."""
    fields: dict[str, object] = {
        "product": photo.stem,
        "photos": (photo,),
        "targets": (Target(preset="amazon-us", slot="aplus.four"),),
        "out": folder / "out",
        "scenes": ("test-room",),
        "height_cm": 9.5,
        "elevation_deg": 12,
        **more,
    }
    return LifestyleJob.model_validate(fields)


@pytest.fixture
def bench_with(tmp_path: Path, presets: PresetLibrary) -> Callable[[CutoutEngine], Workbench]:
    return partial(bench_in, tmp_path, presets)


@pytest.fixture
def photo(tmp_path: Path) -> Callable[[str], Path]:
    return partial(photo_in, tmp_path)


@pytest.fixture
def job_of(tmp_path: Path) -> Callable[..., MainImageJob]:
    def make(*photos: Path, presets: tuple[str, ...] = ("ebay",), **more: object) -> MainImageJob:
        targets = tuple(Target(preset=preset) for preset in presets)
        fields = {"product": photos[0].stem, "photos": photos, "targets": targets, "out": tmp_path / "out", **more}
        return MainImageJob.model_validate(fields)

    return make


@pytest.fixture
def scene_job(tmp_path: Path) -> Callable[..., LifestyleJob]:
    return partial(scene_job_in, tmp_path)
