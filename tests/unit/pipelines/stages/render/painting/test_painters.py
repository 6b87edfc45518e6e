from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.errors import MissingWeightsError
from models.registry import EngineChoice
from pipelines.errors import Cancelled
from pipelines.progress import silent
from pipelines.stages.render.painting.memory_tiers import NoGpuError, SteppingDown
from pipelines.stages.render.painting.painter import PAINTERS, GpuMemoryError, Loading, PaintOrder
from tests.fakes.toy_painters import ToyWeights

torch = pytest.importorskip("torch", reason="pip install 'listing-studio[diffusion]'")


class Nothing:
    def path(self, weights: str) -> Path:
        raise MissingWeightsError(f"no {weights}", weights)


@pytest.fixture(scope="module", params=PAINTERS.names())
def painter(request: pytest.FixtureRequest, toys: Path) -> Any:
    choice = EngineChoice(name=request.param, options={"loading": "cpu"})
    return PAINTERS.open(choice, ToyWeights(toys, Nothing()))


def order(*seeds: int, steps: int = 2) -> PaintOrder:
    canvas = np.random.default_rng(0).integers(0, 255, (64, 80, 3)).astype(np.uint8)
    repaint = np.zeros((64, 80), np.bool_)
    repaint[:, 32:] = True
    return PaintOrder(canvas, repaint, "an oak table", seeds or (1,), steps)


def test_a_seed_gives_its_picture_alone_or_among_others(painter: Any) -> None:
    alone = painter.paint(order(2), silent)[0]
    among = painter.paint(order(1, 2), silent)
    assert alone.shape == (64, 80, 3)
    assert alone.dtype == np.uint8
    assert np.array_equal(alone, painter.paint(order(2), silent)[0])
    assert np.abs(alone.astype(int) - among[1]).max() <= 1  # batches add in another order
    assert not np.array_equal(among[0], among[1])


def test_the_networks_own_steps_are_taken_unless_told(painter: Any) -> None:
    seen: list[tuple[int, int]] = []
    painter.paint(order(steps=0), lambda stage, done, total: seen.append((done, total)))
    assert seen == [(done, type(painter).STEPS) for done in range(type(painter).STEPS + 1)]


def test_a_prompt_is_read_once(painter: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    encode = painter._encode
    monkeypatch.setattr(painter, "_encode", lambda prompt: asked.append(prompt) or encode(prompt))
    for prompt in ("one place", "another", "one place"):
        painter.paint(replace(order(), prompt=prompt), silent)
    assert asked == ["one place", "another"]


def test_stop_between_steps_leaves_the_painter_as_it_was(painter: Any) -> None:
    before = painter.paint(order(), silent)[0]

    def stop(stage: str, done: int, total: int) -> None:
        if done == 1:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        painter.paint(order(), stop)
    assert np.array_equal(painter.paint(order(), silent)[0], before)


class FullPipeline:
    def __call__(self, **_: object) -> None:
        raise torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.\nmore")

    def maybe_free_model_hooks(self) -> None:
        pass


def test_torch_out_of_memory_is_told_as_ours(painter: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "_embedded", lambda prompt: None)
    monkeypatch.setattr(painter, "_pipe", FullPipeline())
    with pytest.raises(GpuMemoryError, match=r"^CUDA out of memory\. Tried to allocate 2\.00 GiB$"):
        painter.paint(order(), silent)


def test_memory_that_runs_out_inside_the_network_steps_down_and_says_so(painter: Any, toys: Path) -> None:
    def full(*_: object) -> None:
        raise torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")

    def open_at(loading: Loading) -> Any:
        choice = EngineChoice(name=type(painter).WEIGHTS, options={"loading": "cpu"})
        opened: Any = PAINTERS.open(choice, ToyWeights(toys, Nothing()))
        if loading is Loading.RESIDENT:  # the real pipeline asks its transformer, in its own loop of steps
            opened._pipe.transformer.register_forward_pre_hook(full)
        return opened

    stepping = SteppingDown(open_at, Loading.RESIDENT)
    (picture,) = stepping.paint(order(3), silent)
    assert np.array_equal(picture, painter.paint(order(3), silent)[0])
    assert stepping.notes == ("The GPU's memory was too small for 'resident'; went on with 'offload'.",)


def test_without_a_gpu_only_the_processor_is_loaded_for(toys: Path) -> None:
    if torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    choice = EngineChoice(name="flux2-klein-4b", options={"loading": "offload"})
    with pytest.raises(NoGpuError, match="sees no GPU, and loading 'offload' needs one"):
        PAINTERS.open(choice, ToyWeights(toys, Nothing()))


def test_weights_load_in_whole_numbers(toys: Path) -> None:
    from diffusers import Flux2KleinInpaintPipeline  # noqa: PLC0415

    from pipelines.stages.render.painting.inpaint import int8_weights  # noqa: PLC0415

    pipe = Flux2KleinInpaintPipeline.from_pretrained(
        toys / "flux2-klein-4b", quantization_config=int8_weights(), dtype=torch.bfloat16, local_files_only=True
    )
    kinds = {type(p.data).__name__ for part in (pipe.transformer, pipe.text_encoder) for p in part.parameters()}
    assert any("Int8" in kind or "AffineQuantized" in kind for kind in kinds), kinds
