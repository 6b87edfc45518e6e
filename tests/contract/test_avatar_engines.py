"""What every avatar engine keeps: to be in the table is to be tested."""

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from models.registry import EngineChoice
from pipelines.errors import Cancelled, PortraitError
from pipelines.footage import Footage
from pipelines.portrait import Portrait
from pipelines.progress import silent
from pipelines.speech import Speech, frames_covering
from pipelines.stages.avatar.engine import AVATAR_ENGINES, AvatarEngine
from pipelines.stages.avatar.role import Framing, Role
from presets.presenters.library import load_presenters
from presets.presenters.schema import Presenter
from tests.fakes.embedded import embedded_weights
from tests.fakes.portraits import drawn_portrait
from tests.fakes.spoken import RATE, spoken

INSTALL = "the engine '{}' needs {}: pip install 'listing-studio[{}]'"
SIZE = (180, 320)
RoleMaker = Callable[..., Role]


@pytest.fixture(params=AVATAR_ENGINES.names(), scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def engine(name: str) -> AvatarEngine:
    if missing := AVATAR_ENGINES.missing_packages(name):
        pytest.skip(INSTALL.format(name, ", ".join(missing), AVATAR_ENGINES.entry(name).extra))
    return AVATAR_ENGINES.open(EngineChoice(name=name), embedded_weights(*AVATAR_ENGINES.entry(name).weights))


@pytest.fixture(scope="module")
def cast(name: str) -> tuple[Presenter | Portrait, Presenter | Portrait]:
    """Two people of the kind that the engine animates."""
    if name == "drawn":
        return load_presenters().get("maya"), load_presenters().get("leo")
    return drawn_portrait("maya"), drawn_portrait("leo")


@pytest.fixture(scope="module")
def a_role(cast: tuple[Presenter | Portrait, Presenter | Portrait]) -> RoleMaker:
    def make(**changes: object) -> Role:
        return Role(**{"who": cast[0], "size": SIZE, "seed": 3, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="module")
def speech() -> Speech:
    return spoken("hɛˈla mama . pa ˈfapa", emphasis=(0,))


@pytest.fixture(scope="module")
def footage(engine: AvatarEngine, a_role: RoleMaker, speech: Speech) -> Footage:
    return engine.animate(a_role(), speech, silent)


def whole(footage: Footage, number: int) -> np.ndarray:
    """A frame at the footage's full size, RGBA."""
    frame, (width, height) = footage.draw(number), footage.size
    canvas = np.zeros((height, width, 4), np.uint8)
    part = frame.pixels
    canvas[frame.top : frame.top + part.shape[0], frame.left : frame.left + part.shape[1]] = part
    return canvas


@pytest.mark.parametrize("fps", [Fraction(25), Fraction(30000, 1001)])
def test_it_covers_the_speech_exactly(engine: AvatarEngine, a_role: RoleMaker, speech: Speech, fps: Fraction) -> None:
    footage = engine.animate(a_role(fps=fps), speech, silent)
    assert footage.fps == fps
    assert footage.size == SIZE
    assert footage.count == frames_covering(len(speech.samples), RATE, fps)


def test_any_frame_is_the_same_in_any_order(
    engine: AvatarEngine, a_role: RoleMaker, speech: Speech, footage: Footage
) -> None:
    again = engine.animate(a_role(), speech, silent)
    ahead = {number: whole(footage, number) for number in (30, 2, 17)}
    for number in (2, 17, 30):
        assert np.array_equal(whole(again, number), ahead[number])


def test_somebody_is_there_and_the_ground_is_clear(footage: Footage) -> None:
    alpha = whole(footage, 0)[..., 3]
    assert 0.25 < (alpha == 255).mean() < 0.9
    assert (alpha[: SIZE[1] // 40] == 0).all()
    assert (alpha[-1] == 255).any()  # nobody floats above the lower edge


def test_colours_are_multiplied_by_alpha(footage: Footage) -> None:
    picture = whole(footage, 5)
    assert (picture[..., :3].max(axis=2).astype(int) <= picture[..., 3].astype(int) + 1).all()


def test_the_mouth_moves_with_speech_and_rests_in_silence(footage: Footage, speech: Speech) -> None:
    rows, columns = slice(SIZE[1] // 5, SIZE[1] * 3 // 8), slice(SIZE[0] * 3 // 8, SIZE[0] * 5 // 8)

    def change(first: int, second: int) -> float:
        one, two = (whole(footage, number)[rows, columns].astype(int) for number in (first, second))
        return float(np.abs(one - two).max(axis=2).mean())

    vowel = next(phone for phone in speech.phones if phone.ipa == "a")
    at = int((vowel.start + vowel.end) / 2 / RATE * float(footage.fps))
    assert change(0, at) > 3 * change(0, 1)


def test_mirrored_is_the_mirror_image(
    engine: AvatarEngine, a_role: RoleMaker, speech: Speech, footage: Footage
) -> None:
    mirrored = engine.animate(a_role(mirrored=True), speech, silent)
    assert np.array_equal(whole(mirrored, 20)[:, ::-1], whole(footage, 20))


@pytest.mark.parametrize("size", [(96, 96), (320, 180), (108, 192), (90, 240)])
@pytest.mark.parametrize("framing", list(Framing))
def test_any_shape_is_filled(
    engine: AvatarEngine, a_role: RoleMaker, speech: Speech, size: tuple[int, int], framing: Framing
) -> None:
    footage = engine.animate(a_role(size=size, framing=framing), speech, silent)
    alpha = whole(footage, 3)[..., 3]
    assert alpha.shape == (size[1], size[0])
    assert (alpha[-1] == 255).any()
    assert (alpha[0] == 0).all()


def test_it_stops_when_asked_to(engine: AvatarEngine, a_role: RoleMaker, speech: Speech) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        raise Cancelled("stop")

    with pytest.raises(Cancelled):
        engine.animate(a_role(), speech, stop)


def test_other_people_look_different(
    engine: AvatarEngine, a_role: RoleMaker, cast: tuple[Presenter | Portrait, ...], speech: Speech, footage: Footage
) -> None:
    other = engine.animate(a_role(who=cast[1]), speech, silent)
    assert np.abs(whole(other, 0).astype(int) - whole(footage, 0)).mean() > 10


def test_a_silent_minute_is_as_light_as_a_second(engine: AvatarEngine, a_role: RoleMaker) -> None:
    silence = Speech(np.zeros(60 * RATE, np.float32), RATE, "en", (), ())
    footage = engine.animate(a_role(), silence, silent)
    assert footage.count == 1500
    assert whole(footage, 1499).shape == (SIZE[1], SIZE[0], 4)


def test_people_of_another_kind_are_refused(engine: AvatarEngine, name: str, a_role: RoleMaker, speech: Speech) -> None:
    other = drawn_portrait("maya") if name == "drawn" else load_presenters().get("maya")
    with pytest.raises(PortraitError, match="use '"):
        engine.animate(a_role(who=other), speech, silent)
