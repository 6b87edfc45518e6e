"""The workbench a command opens: what it keeps of one kind never costs another."""

from pathlib import Path

import pytest

from models.registry import EngineChoice
from pipelines.jobs.workbench import EnginePool
from pipelines.progress import silent
from pipelines.script import Script
from pipelines.speech import Speech
from pipelines.stages.cutout.touchup import Touchup
from pipelines.stages.script.read import read_script
from pipelines.stages.speech.engine import Delivery
from pipelines.values import Photo
from studio.bench import open_workbench
from studio.settings import Settings
from tests.fakes.spoken import read_out
from tests.unit.pipelines.conftest import make_cutout

MOST_BYTES = 1_000_000


class Speaks:
    """A speech engine that counts."""

    def __init__(self) -> None:
        self.times = 0

    def speak(self, script: Script, _delivery: Delivery, _progress: object) -> Speech:
        self.times += 1
        return read_out(script)


def test_a_full_cache_of_cutouts_leaves_speech_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = open_workbench(Settings(tmp_path / "weights", tmp_path / "cache", MOST_BYTES, offline=True))
    script, choice, engine = read_script("Meet the mug.", "en", "x"), EngineChoice(name="kokoro"), Speaks()
    with monkeypatch.context() as patched:
        patched.setattr(EnginePool, "open", lambda *_: engine)
        bench.speak(script, Delivery("v"), choice, silent)
    (tmp_path / "cache" / "large.npz").write_bytes(bytes(MOST_BYTES))
    photo = Photo(make_cutout().pixels, "mug.jpg", "0" * 64)
    bench.cut(photo, EngineChoice(name="backdrop"), Touchup(), silent)
    assert not (tmp_path / "cache" / "large.npz").exists()
    monkeypatch.setattr(EnginePool, "open", lambda *_: engine)
    bench.speak(script, Delivery("v"), choice, silent)
    assert engine.times == 1
