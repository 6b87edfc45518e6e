import numpy as np
import pytest

from pipelines.stages.tone import suggest_tone, toned
from pipelines.values import Cutout


def on_backdrop(colour: tuple[int, int, int]) -> Cutout:
    pixels = np.empty((200, 200, 3), np.uint8)
    pixels[:] = colour
    pixels[60:140, 60:140] = 120, 70, 60
    matte = np.zeros((200, 200), np.float32)
    matte[60:140, 60:140] = 1
    return Cutout(pixels, matte, pixels)


def test_a_warm_grey_backdrop_suggests_cooler_and_brighter_and_tells_the_change() -> None:
    tone = suggest_tone(on_backdrop((205, 195, 180)))
    assert tone is not None
    red, green, blue = tone.gains
    assert 1 < red < green < blue
    assert tone.delta_e > 1
    ground = toned(on_backdrop((205, 195, 180)), tone).pixels[5, 5].astype(int)
    assert ground.max() - ground.min() <= 2
    assert ground.min() > 235
    assert f"delta E {tone.delta_e:.1f}" in tone.sentence(applied=True)
    assert "not applied" in tone.sentence(applied=False)


@pytest.mark.parametrize("colour", [(40, 160, 60), (60, 60, 60), (244, 243, 243)])
def test_coloured_dark_and_right_backdrops_say_nothing(colour: tuple[int, int, int]) -> None:
    assert suggest_tone(on_backdrop(colour)) is None


def test_a_patterned_backdrop_says_nothing() -> None:
    cutout = on_backdrop((200, 200, 200))
    pixels = np.array(cutout.pixels)
    pixels[::2, :60] = 110
    pixels[:, 140:][::3] = 90
    assert suggest_tone(Cutout(pixels, cutout.matte, pixels)) is None
