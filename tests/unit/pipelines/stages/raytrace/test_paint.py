from typing import get_args

import numpy as np
import pytest

from pipelines.stages.raytrace.paint import PAINTERS, paint
from presets.scenes.surfaces import WoodTexture
from presets.scenes.texture import TextureBase
from presets.scenes.textures import FadeTexture, MottledTexture, Texture

_KINDS: tuple[type[TextureBase], ...] = get_args(get_args(Texture)[0])
_SMALL = 256


def _of(kind: type[TextureBase]) -> TextureBase:
    return FadeTexture(top="#ffffff") if kind is FadeTexture else kind()


def test_every_kind_of_texture_has_a_painter() -> None:
    assert set(PAINTERS) == set(_KINDS)


@pytest.mark.parametrize("kind", [k for k in _KINDS if k not in (FadeTexture, MottledTexture)])
def test_tiles_are_seamless_about_their_colour_and_the_same_for_one_seed(kind: type[TextureBase]) -> None:
    colour = "#b08d60"
    tile = PAINTERS[kind](_of(kind), colour, _SMALL)
    again = PAINTERS[kind](_of(kind), colour, _SMALL)
    assert tile.pixels.shape == (_SMALL, _SMALL, 3)
    assert np.array_equal(tile.pixels, again.pixels)
    assert tile.height.shape == (_SMALL, _SMALL)
    assert tile.height.dtype == np.float32
    assert tile.height.min() >= 0
    assert tile.height.max() <= 1
    rows = tile.pixels.astype(float)
    inside = np.abs(rows - np.roll(rows, 1, axis=1)).mean(axis=(0, 2))
    assert inside[0] <= max(3 * np.median(inside), inside[1:].max() * 1.3)


def test_another_seed_paints_another_tile() -> None:
    first, second = (PAINTERS[WoodTexture](WoodTexture(seed=seed), "#b08d60", 128) for seed in (1, 2))
    assert not np.array_equal(first.pixels, second.pixels)


def test_a_species_paints_its_own_tones() -> None:
    walnut, ash = (PAINTERS[WoodTexture](WoodTexture(species=name), "#b08d60", 128) for name in ("walnut", "ash"))
    assert walnut.pixels.mean() < ash.pixels.mean() - 60


def test_a_fade_does_not_repeat_and_painting_is_kept() -> None:
    pattern = FadeTexture(top="#ffffff")
    tile = paint(pattern, "#000000")
    assert not tile.repeats
    assert tile.pixels[0].min() > tile.pixels[-1].max()
    assert paint(pattern, "#000000") is tile
