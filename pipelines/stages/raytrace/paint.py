"""Texture -> pixels: which generator paints which kind of pattern."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from pipelines.stages.raytrace import texture
from pipelines.stages.raytrace.painted import Painted
from pipelines.stages.raytrace.surfaces import cloth, ground, stone, wall, wood
from presets.scenes import surfaces, textures
from presets.scenes.texture import TextureBase
from presets.scenes.textures import Texture

Painter = Callable[[Any, str], Painted]
"""Called with a texture's model and the material's colour."""


def _mottled(mottled: textures.MottledTexture, colour: str) -> Painted:
    return Painted(texture.mottled(colour, mottled.seed, mottled.strength, mottled.coarseness))


def _fade(fade: textures.FadeTexture, colour: str) -> Painted:
    return Painted(texture.fade(fade.top, colour), repeats=False)


_TEXTURE: TypeAdapter[Texture] = TypeAdapter(Texture)

PAINTERS: Mapping[type[TextureBase], Painter] = {
    textures.MottledTexture: _mottled,
    textures.FadeTexture: _fade,
    surfaces.WoodTexture: wood.wood,
    surfaces.MarbleTexture: stone.marble,
    surfaces.TravertineTexture: stone.travertine,
    surfaces.TerrazzoTexture: stone.terrazzo,
    surfaces.ConcreteTexture: stone.concrete,
    surfaces.SlateTexture: stone.slate,
    surfaces.SandstoneTexture: stone.sandstone,
    surfaces.PlasterTexture: wall.plaster,
    surfaces.PaperTexture: wall.paper,
    surfaces.GlazeTexture: wall.glaze,
    surfaces.LinenTexture: cloth.linen,
    surfaces.CheckTexture: cloth.check,
    surfaces.VelvetTexture: cloth.velvet,
    surfaces.FeltTexture: cloth.felt,
    surfaces.KnitTexture: cloth.knit,
    surfaces.TowelTexture: cloth.towel,
    surfaces.SandTexture: ground.sand,
    surfaces.PoolTexture: ground.pool,
    surfaces.SoilTexture: ground.soil,
    surfaces.GrassTexture: ground.grass,
    surfaces.MossTexture: ground.moss,
    surfaces.SnowTexture: ground.snow,
    surfaces.RubberTexture: ground.rubber,
    surfaces.CorkTexture: ground.cork,
}


def paint(pattern: Texture, colour: str) -> Painted:
    """Return one tile of a pattern on a material of `colour`; it takes about a second, once a process."""
    return _painted(pattern.model_dump_json(), colour)


@lru_cache(maxsize=64)
def _painted(source: str, colour: str) -> Painted:
    pattern = _TEXTURE.validate_json(source)
    return PAINTERS[type(pattern)](pattern, colour)
