"""What every cutout engine keeps: to be in the table is to be tested."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from models.registry import EngineChoice
from pipelines.errors import Cancelled, NoProductError
from pipelines.progress import silent
from pipelines.stages.cutout.engine import CUTOUT_ENGINES, CutoutEngine
from pipelines.values import Cutout, Photo
from tests.fakes.tiny_network import TinyWeights

INSTALL = "the engine '{}' needs {}: pip install 'listing-studio[{}]'"


@pytest.fixture(params=CUTOUT_ENGINES.names(), scope="module")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> CutoutEngine:
    name = request.param
    if missing := CUTOUT_ENGINES.missing_packages(name):
        pytest.skip(INSTALL.format(name, ", ".join(missing), CUTOUT_ENGINES.entry(name).extra))
    options = {"session": "u2net"} if name == "rembg" else {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("NUMBA_DISABLE_JIT", "1")  # rembg's first import compiles for a minute what we never call
        return CUTOUT_ENGINES.open(EngineChoice(name=name, options=options), TinyWeights(tmp_path_factory.mktemp("w")))


def a_photo(size: tuple[int, int] = (192, 256), noise: float = 1.5) -> tuple[Photo, np.ndarray]:
    """A dark red disc on a light backdrop that darkens downward, and its exact matte."""
    width, height = size
    fine = np.zeros((height * 4, width * 4), np.uint8)
    cv2.circle(fine, (width * 2, height * 2), width, 255, cv2.FILLED)
    matte = cv2.resize(fine, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    ground = np.linspace(232, 205, height)[:, None, None] * np.ones((1, width, 3))
    picture = ground * (1 - matte[..., None]) + np.array([120, 22, 30]) * matte[..., None]
    picture += np.random.default_rng(3).normal(0, noise, picture.shape)
    return Photo(np.clip(np.rint(picture), 0, 255).astype(np.uint8), "disc.jpg", "5" * 64), matte


@pytest.fixture(scope="module")
def cut(engine: CutoutEngine) -> tuple[Photo, np.ndarray, Cutout]:
    photo, matte = a_photo()
    return photo, matte, engine.cut(photo, silent)


def test_the_matte_is_the_product(cut: tuple[Photo, np.ndarray, Cutout]) -> None:
    _, matte, cutout = cut
    found, truth = cutout.matte > 0.5, matte > 0.5
    assert np.count_nonzero(found & truth) / np.count_nonzero(found | truth) > 0.97
    assert np.abs(cutout.matte - matte).mean() < 0.01


def test_the_photo_is_untouched_and_the_inside_is_the_photo(cut: tuple[Photo, np.ndarray, Cutout]) -> None:
    photo, _, cutout = cut
    assert cutout.pixels is photo.pixels
    inside = cutout.matte == 1
    assert inside.any()
    assert np.array_equal(cutout.foreground[inside], photo.pixels[inside])


def test_the_matte_comes_in_steps_of_a_byte(cut: tuple[Photo, np.ndarray, Cutout]) -> None:
    steps = cut[2].matte.astype(np.float64) * 255
    assert np.abs(steps - np.rint(steps)).max() < 1e-4


def test_the_same_photo_gives_the_same_matte(engine: CutoutEngine, cut: tuple[Photo, np.ndarray, Cutout]) -> None:
    assert np.array_equal(engine.cut(cut[0], silent).matte, cut[2].matte)


@pytest.fixture(scope="module")
def large() -> tuple[Photo, np.ndarray]:
    """So large that the product's surroundings are worked out smaller."""
    return a_photo((2100, 2400), noise=0)


def test_a_large_photo_keeps_its_size_and_its_edge(engine: CutoutEngine, large: tuple[Photo, np.ndarray]) -> None:
    photo, matte = large
    cutout = engine.cut(photo, silent)
    assert cutout.size == (2100, 2400)
    assert np.abs(cutout.matte - matte).mean() < 0.01


@pytest.mark.parametrize("noise", [0.0, 1.0])
def test_a_photo_of_nothing_is_refused_by_name(engine: CutoutEngine, noise: float) -> None:
    grey = 200 + np.random.default_rng(1).normal(0, noise, (120, 160, 3))
    photo = Photo(np.rint(grey).astype(np.uint8), "wall.jpg", "6" * 64)
    with pytest.raises(NoProductError, match=r"wall\.jpg"):
        engine.cut(photo, silent)


def test_progress_reaches_the_end_and_can_stop_the_work(engine: CutoutEngine) -> None:
    photo, _ = a_photo()
    seen: list[tuple[int, int]] = []
    engine.cut(photo, lambda stage, done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)

    def stop(stage: str, done: int, total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        engine.cut(photo, stop)


def test_every_engine_describes_its_options() -> None:
    for name in CUTOUT_ENGINES.names():
        entry = CUTOUT_ENGINES.entry(name)
        assert entry.summary
        assert all(field.description for field in entry.options.model_fields.values())


def test_the_tiny_network_lies_where_the_engines_look(tmp_path: Path) -> None:
    assert TinyWeights(tmp_path).path("u2netp").stat().st_size < 300
