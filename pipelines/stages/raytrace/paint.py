"""Texture -> pixels: which generator paints which kind of pattern."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from pipelines.stages.raytrace import texture
from pipelines.stages.raytrace.texture import Field, Pixels
from presets.scenes import textures
from presets.scenes.textures import Texture, TextureBase


@dataclass(frozen=True, eq=False)
class Painted:
    """One tile of a surface.

    Attributes:
        pixels: sRGB bytes, shape (rows, columns, 3); the first row lies furthest along the surface's second direction.
        relief: height in [0, 1], of the same rows and columns, or None where the brightness serves.
        repeats: whether it tiles; else its edge goes on for ever.
    """

    pixels: Pixels
    relief: Field | None = None
    repeats: bool = True

    @property
    def height(self) -> Field:
        """The relief, or the brightness in its place."""
        if self.relief is not None:
            return self.relief
        return np.asarray(self.pixels.mean(axis=2, dtype=np.float32) / 255, np.float32)


Painter = Callable[[Any, str], Painted]
"""Called with a texture's model and the material's colour."""


def _wood(wood: textures.WoodTexture, _: str) -> Painted:
    return Painted(texture.wood(wood.tones, wood.seed, wood.planks))


def _marble(marble: textures.MarbleTexture, colour: str) -> Painted:
    return Painted(texture.marble(colour, marble.vein, marble.seed))


def _weave(weave: textures.WeaveTexture, colour: str) -> Painted:
    return Painted(texture.weave(colour, weave.seed, weave.threads))


def _mottled(mottled: textures.MottledTexture, colour: str) -> Painted:
    return Painted(texture.mottled(colour, mottled.seed, mottled.strength, mottled.coarseness))


def _fade(fade: textures.FadeTexture, colour: str) -> Painted:
    return Painted(texture.fade(fade.top, colour), repeats=False)


_TEXTURE: TypeAdapter[Texture] = TypeAdapter(Texture)

PAINTERS: Mapping[type[TextureBase], Painter] = {
    textures.WoodTexture: _wood,
    textures.MarbleTexture: _marble,
    textures.WeaveTexture: _weave,
    textures.MottledTexture: _mottled,
    textures.FadeTexture: _fade,
}


def paint(pattern: Texture, colour: str) -> Painted:
    """Return one tile of a pattern on a material of `colour`; it takes about a second, once a process."""
    return _painted(pattern.model_dump_json(), colour)


@lru_cache(maxsize=64)
def _painted(source: str, colour: str) -> Painted:
    pattern = _TEXTURE.validate_json(source)
    return PAINTERS[type(pattern)](pattern, colour)
