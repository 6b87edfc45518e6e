"""The image-to-video engine on its real classes, a few thousand weights wide."""

from pathlib import Path

import numpy as np
import pytest

from models.registry import EngineChoice
from pipelines.progress import silent
from pipelines.stages.film.motion.engine import MOTION_ENGINES, MotionOrder

if MOTION_ENGINES.missing_packages("wan"):
    pytest.skip("pip install 'listing-studio[diffusion]'", allow_module_level=True)
torch = pytest.importorskip("torch")
toy_wan = pytest.importorskip("tests.fakes.toy_wan")


class Shelf:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, weights: str) -> Path:
        assert weights == "wan22-ti2v-5b"
        return self._folder


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("wan")
    toy_wan.build_toy_wan(folder)
    return Shelf(folder)


def order(seed: int = 3, count: int = 5) -> MotionOrder:
    still = np.zeros((64, 96, 3), np.uint8)
    still[16:48, 32:64] = (200, 40, 40)
    return MotionOrder(still, count, "the camera comes nearer", seed)


def test_a_still_becomes_frames_the_same_every_time(weights: Shelf) -> None:
    engine = MOTION_ENGINES.open(EngineChoice(name="wan", options={"loading": "cpu", "steps": 2}), weights)
    steps: list[tuple[int, int]] = []
    frames = engine.move(order(), lambda stage, done, total: steps.append((done, total)))
    assert len(frames) == 5 and {frame.shape for frame in frames} == {(64, 96, 3)}
    assert all(frame.dtype == np.uint8 for frame in frames)
    assert steps == [(1, 2), (2, 2)]
    again, other = engine.move(order(), silent), engine.move(order(seed=4), silent)
    assert all((one == two).all() for one, two in zip(frames, again, strict=True))
    assert any((one != two).any() for one, two in zip(frames, other, strict=True))
    engine.close()


def test_without_a_gpu_it_says_what_to_do(weights: Shelf) -> None:
    if torch.cuda.is_available():
        pytest.skip("there is a GPU")
    with pytest.raises(Exception, match="Leave --motion out"):
        MOTION_ENGINES.open(EngineChoice(name="wan"), weights)


@pytest.mark.parametrize(("size", "count"), [((60, 96), 5), ((64, 96), 6)])
def test_what_the_network_cannot_make_is_refused(size: tuple[int, int], count: int) -> None:
    with pytest.raises(ValueError, match="multiples of 32"):
        MotionOrder(np.zeros((*size, 3), np.uint8), count, "", 0)
