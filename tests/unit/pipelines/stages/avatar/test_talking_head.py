"""MuseTalk's real classes at toy width: what they draw comes from the sound, and only where a mouth is."""

from fractions import Fraction
from importlib.util import find_spec

import numpy as np
import pytest

from models.registry import EngineChoice
from pipelines.errors import Cancelled, PortraitError
from pipelines.footage import Footage
from pipelines.progress import silent
from pipelines.speech import Speech, frames_covering
from pipelines.stages.avatar.engine import AVATAR_ENGINES, AvatarEngine
from pipelines.stages.avatar.musetalk.crop import SIDE, FaceCrop
from pipelines.stages.avatar.photo.placing import place
from pipelines.stages.avatar.photo.study import Examiner
from pipelines.stages.avatar.role import Framing, Role
from pipelines.stages.face.eyes import EYES
from pipelines.stages.face.finder import FACE_WEIGHTS
from presets.presenters.library import load_presenters
from tests.fakes.embedded import embedded_weights
from tests.fakes.portraits import drawn_portrait, portrait_of_pixels
from tests.fakes.spoken import spoken

MISSING = [name for name in ("torch", "diffusers", "transformers", "safetensors") if find_spec(name) is None]
SIZE = (216, 384)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> AvatarEngine:
    if MISSING:
        pytest.skip(f"needs {', '.join(MISSING)}: pip install 'listing-studio[diffusion]'")
    from tests.fakes.toy_musetalk import build_musetalk  # noqa: PLC0415
    from tests.fakes.toy_painters import ToyWeights  # noqa: PLC0415

    home = tmp_path_factory.mktemp("toys")
    build_musetalk(home)
    weights = ToyWeights(home, embedded_weights(*FACE_WEIGHTS, EYES))
    choice = EngineChoice(name="talking_head", options={"device": "cpu", "batch": 4, "liveliness": 0})
    return AVATAR_ENGINES.open(choice, weights)


def cut_short(text: str) -> Speech:
    """Less than half a second of speech: each frame takes a while on a processor."""
    whole = spoken(text)
    count = round(0.38 * whole.sample_rate)
    start = round(0.28 * whole.sample_rate)
    return Speech(whole.samples[start : start + count].copy(), whole.sample_rate, "en", (), ())


@pytest.fixture(scope="module")
def speech() -> Speech:
    return cut_short("amafita")


@pytest.fixture(scope="module")
def footage(engine: AvatarEngine, speech: Speech) -> Footage:
    return engine.animate(Role(drawn_portrait("maya"), SIZE, seed=1), speech, silent)


def whole(footage: Footage, number: int) -> np.ndarray:
    canvas = np.full((footage.size[1], footage.size[0], 3), 200, np.uint8)
    footage.draw(number).laid_on(canvas)
    return canvas.astype(int)


def test_it_covers_the_speech_and_repeats_itself(engine: AvatarEngine, footage: Footage, speech: Speech) -> None:
    assert footage.count == frames_covering(len(speech.samples), speech.sample_rate, Fraction(25))
    again = engine.animate(Role(drawn_portrait("maya"), SIZE, seed=1), speech, silent)
    for number in (7, 0, 3):
        assert np.array_equal(whole(again, number), whole(footage, number))


def test_another_sound_draws_another_mouth(engine: AvatarEngine, footage: Footage) -> None:
    other = engine.animate(Role(drawn_portrait("maya"), SIZE, seed=1), cut_short("stkafpma"), silent)
    assert np.abs(whole(other, 5) - whole(footage, 5)).max() > 2


def test_only_mouth_and_chin_are_drawn(footage: Footage) -> None:
    portrait = drawn_portrait("maya")
    examiner = Examiner(embedded_weights(*FACE_WEIGHTS, EYES))
    placed = place(portrait, examiner.study(portrait), Framing.HALF_BODY, SIZE)
    nose, chin = placed.face.mesh.at(1, 152)
    drawn = np.zeros(SIZE[::-1], bool)
    for number in (2, 6):
        drawn |= np.abs(whole(footage, number) - whole(footage, 0)).max(axis=2) > 0
    rows = np.flatnonzero(drawn.any(axis=1))
    assert len(rows)
    assert rows.min() > nose[1] - 0.25 * placed.face.mesh.eye_distance
    assert rows.max() < chin[1] + 0.35 * placed.face.mesh.eye_distance


def test_what_is_taken_and_laid_back_is_the_photo() -> None:
    portrait = drawn_portrait("leo")
    mesh = Examiner(embedded_weights(*FACE_WEIGHTS, EYES)).study(portrait).mesh
    crop, before = FaceCrop(mesh), np.dstack([portrait.pixels, np.full(portrait.pixels.shape[:2], 255, np.uint8)])
    after = before.copy()
    square = crop.taken(portrait.pixels)
    assert square.shape == (SIDE, SIDE, 3)
    crop.laid(square, square, after)
    assert np.abs(after.astype(int) - before).mean() < 0.2
    crop.laid(np.zeros_like(square), square, after)
    mouth = mesh.at(13)[0].astype(int)
    assert np.abs(after[mouth[1], mouth[0]].astype(int) - before[mouth[1], mouth[0]]).max() > 5


def test_faces_are_never_shown_much_larger_than_they_are_drawn(engine: AvatarEngine, speech: Speech) -> None:
    examiner = Examiner(embedded_weights(*FACE_WEIGHTS, EYES))
    portrait = drawn_portrait("leo")
    face = examiner.study(portrait)
    usual, small = (place(portrait, face, Framing.HALF_BODY, (1080, 1920), most) for most in (np.inf, 150.0))
    assert usual.face.mesh.eye_distance > 200
    assert small.face.mesh.eye_distance == pytest.approx(150)
    with pytest.raises(PortraitError, match="Cut it out"):
        engine.animate(Role(portrait_of_pixels(portrait.pixels), (1080, 1920)), speech, silent)


def test_it_stops_between_batches(engine: AvatarEngine, speech: Speech) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        if stage == "faces" and done:
            raise Cancelled("stop")

    with pytest.raises(Cancelled):
        engine.animate(Role(drawn_portrait("maya"), SIZE), speech, stop)


def test_drawn_people_are_refused(engine: AvatarEngine, speech: Speech) -> None:
    with pytest.raises(PortraitError, match="use 'drawn'"):
        engine.animate(Role(load_presenters().get("maya"), SIZE), speech, silent)
