"""Lips as a viewer sees them: landmarks in finished frames against real speech, and against speech not theirs."""

import numpy as np
import pytest

from benchmarks.presenter.lip_sync import lip_sync, shifted
from benchmarks.presenter.seen import Seen, watch
from models.registry import EngineChoice
from pipelines.footage import Footage
from pipelines.progress import silent
from pipelines.speech import Speech
from pipelines.stages.avatar.engine import AVATAR_ENGINES
from pipelines.stages.avatar.role import Role
from pipelines.stages.face.finder import FACE_WEIGHTS, FaceFinder
from pipelines.stages.script.read import read_script
from pipelines.stages.speech.engine import SPEECH_ENGINES, Delivery
from presets.presenters.library import load_presenters
from tests.fakes.embedded import embedded_weights
from tests.fakes.portraits import drawn_portrait

SIZE = (216, 384)
TEXT = "Meet my mug. [pause 0.6] Papa may buy a big one, but a small cup is fine."


@pytest.fixture(scope="module")
def speech() -> Speech:
    entry = SPEECH_ENGINES.entry("kokoro")
    if missing := SPEECH_ENGINES.missing_packages("kokoro"):
        pytest.skip(f"the engine 'kokoro' needs {', '.join(missing)}: pip install 'listing-studio[{entry.extra}]'")
    engine = SPEECH_ENGINES.open(EngineChoice(name="kokoro"), embedded_weights(*entry.weights))
    return engine.speak(read_script(TEXT, "en", "pitch.txt"), Delivery("jm_kumo"), silent)


@pytest.fixture(scope="module", params=["drawn", "talking_photo"])
def footage(request: pytest.FixtureRequest, speech: Speech) -> Footage:
    weights = embedded_weights(*AVATAR_ENGINES.entry(request.param).weights)
    engine = AVATAR_ENGINES.open(EngineChoice(name=request.param), weights)
    who = load_presenters().get("lina") if request.param == "drawn" else drawn_portrait("maya")
    return engine.animate(Role(who, SIZE, seed=2), speech, silent)


@pytest.fixture(scope="module")
def seen(footage: Footage) -> Seen:
    return watch(footage, FaceFinder(embedded_weights(*FACE_WEIGHTS)))


def test_lips_fit_their_speech(footage: Footage, seen: Seen, speech: Speech) -> None:
    found = lip_sync(seen.opening, footage.fps, speech)
    assert found.faults == ()


def test_the_same_lips_do_not_fit_speech_that_is_late(footage: Footage, seen: Seen, speech: Speech) -> None:
    found = lip_sync(np.append(seen.opening, np.zeros(6)), footage.fps, shifted(speech, 0.2))
    assert found.lag_seconds < -0.15
    assert len(found.faults) >= 2


def test_nor_speech_played_backwards(footage: Footage, seen: Seen, speech: Speech) -> None:
    assert len(lip_sync(seen.opening[::-1], footage.fps, speech).faults) >= 2
