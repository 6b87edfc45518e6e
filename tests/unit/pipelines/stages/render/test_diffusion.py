from pathlib import Path

import pytest

from models.device import Device, Gpu
from models.errors import MissingWeightsError
from models.registry import EngineChoice
from pipelines.stages.render.engine import RENDER_ENGINES
from pipelines.stages.render.painting.memory_tiers import NoGpuError
from pipelines.stages.render.painting.options import DiffusionOptions, LoadingWish, Model
from pipelines.stages.render.painting.painter import PAINTERS, Loading
from tests.fakes.tiny_network import TinyWeights

MISSING = RENDER_ENGINES.missing_packages("diffusion")
pytestmark = pytest.mark.skipif(bool(MISSING), reason="pip install 'listing-studio[diffusion]'")


class Shelf:
    """A weights folder with klein's files, of a few bytes, and the tiny network; nothing else."""

    def __init__(self, home: Path, *missing: str) -> None:
        self._home, self._missing = home, missing
        (home / "model.safetensors").write_bytes(b"0" * 160)

    def path(self, weights: str) -> Path:
        if weights in self._missing or weights.startswith("swin"):
            raise MissingWeightsError(f"no {weights}", weights)
        return TinyWeights(self._home).path(weights) if weights == "u2netp" else self._home


def test_options_are_described_and_name_what_exists() -> None:
    assert all(field.description for field in DiffusionOptions.model_fields.values())
    assert [model.value for model in Model] == list(PAINTERS.names())
    assert [wish.value for wish in LoadingWish] == ["auto", *(loading.value for loading in Loading)]


def test_without_a_gpu_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.stages.render.diffusion.this_device", lambda: Device(2, None, (), True))
    with pytest.raises(NoGpuError, match=r"wants an NVIDIA GPU with 8 GB or more, and none was found\. Choose the 'st"):
        RENDER_ENGINES.open(EngineChoice(name="diffusion"), Shelf(tmp_path))


@pytest.mark.parametrize("name", ["flux2-klein-4b", "z-image-turbo"])
def test_weights_that_are_not_here_are_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(MissingWeightsError) as caught:
        RENDER_ENGINES.open(EngineChoice(name="diffusion", options={"model": name}), Shelf(tmp_path, name))
    assert caught.value.weights == name


def test_the_card_decides_the_loading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_painter(model: str, weights: object, loading: Loading) -> object:
        opened.append(f"{model} {loading}")
        return object()

    card = Device(2, None, (Gpu("small", 300),), True)  # bytes, as the shelf's weights
    monkeypatch.setattr("pipelines.stages.render.diffusion.this_device", lambda: card)
    monkeypatch.setattr("pipelines.stages.render.diffusion._open_painter", open_painter)
    monkeypatch.setattr("pipelines.stages.render.painting.memory_tiers._WORK_BYTES", 40)
    RENDER_ENGINES.open(EngineChoice(name="diffusion"), Shelf(tmp_path))
    assert opened == ["flux2-klein-4b resident"]
