"""A lamp's tint is taken off before colours are named; a coloured paper behind the product is no lamp."""

import numpy as np
import pytest

from pipelines.hex_colour import rgb_of
from pipelines.linear_light import to_linear, to_srgb
from pipelines.stages.understand.colours import colours_of, has_swatch
from pipelines.stages.understand.light import light_on
from pipelines.values import Cutout
from presets.lexicon.library import load_terms

NAMED = [name for name in load_terms().colours if has_swatch(name) and name != "silver"]
# Linear red, green, blue of black bodies over those of daylight (6500 K), 1 in the mean
LAMPS = {
    "4000 K": (1.44, 1.01, 0.55),
    "5000 K": (1.21, 1.02, 0.77),
    "3200 K, half balanced": (1.31, 0.97, 0.58),
    "10000 K": (0.78, 0.94, 1.28),
}
PAPERS = {"pink": (245, 205, 215), "green": (205, 230, 210), "grey": (150, 150, 150), "wood": (190, 150, 105)}


def shot(colour: str, paper: tuple[int, int, int] = (245, 245, 245), lamp: tuple[float, ...] = (1, 1, 1)) -> Cutout:
    """Return a round thing of a colour before a paper, under a lamp."""
    matte = np.zeros((100, 80), np.float32)
    matte[15:85, 15:65] = 1
    pixels = np.full((*matte.shape, 3), paper, np.uint8)
    pixels[15:85, 15:65] = np.array(rgb_of(colour)) * np.linspace(1, 0.8, 50)[None, :, None]
    light = to_linear(pixels) * np.array(lamp, np.float32)
    lit = to_srgb((light / max(1.0, float(light.max()))).astype(np.float32))
    return Cutout(lit, matte, lit.copy())


@pytest.mark.parametrize("lamp", LAMPS.values(), ids=LAMPS)
@pytest.mark.parametrize("name", [name for name in NAMED if name != "cream"])
def test_a_lamp_changes_no_name(name: str, lamp: tuple[float, ...]) -> None:
    assert next(iter(colours_of(shot(load_terms().colours[name], lamp=lamp)))) == name


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("name", NAMED)
def test_a_paper_of_another_colour_is_no_lamp(name: str, paper: tuple[int, int, int]) -> None:
    assert next(iter(colours_of(shot(load_terms().colours[name], paper)))) == name


def test_something_white_before_a_beige_paper_stays_white() -> None:
    beige = shot("#ffffff", (235, 222, 196))
    assert light_on(beige).tolist() == [1, 1, 1] and list(colours_of(beige)) == ["white"]


def test_a_backdrop_of_two_tints_tells_nothing() -> None:
    two = shot("#c62828", (235, 222, 196))
    pixels = two.pixels.copy()
    pixels[:10] = (214, 180, 140)
    assert light_on(two).tolist() != [1, 1, 1]
    assert light_on(Cutout(pixels, two.matte, pixels.copy())).tolist() == [1, 1, 1]
