"""Colours that a set is dyed with: a palette's, some for named materials, a brand's for all but wood and stone."""

from collections.abc import Mapping
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from pipelines.errors import PlanError
from pipelines.hex_colour import rgb_of
from pipelines.linear_light import to_linear, to_srgb
from presets.scenes.schema import SceneSet

# How far a brand's colour takes over: its hue wholly, its lightness so far, so that a set keeps its own light and dark.
_CHROMA, _LIGHTNESS = 0.85, 0.5
_DARKEST_LIGHTEST = 0.15, 0.97
_LESS_CHROMA = np.linspace(0.95, 0, 20)
# Björn Ottosson, "A perceptual color space for image processing", 2020
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def check_materials(scene: SceneSet, tints: Mapping[str, str]) -> None:
    """Make sure that a set's materials can be dyed.

    Raises:
        PlanError: a name that is none of its tintable materials; the near ones are told.
    """
    known = tintable(scene)
    for name in tints:
        if name not in known:
            near = ", ".join(get_close_matches(name, known, n=3, cutoff=0.4) or known)
            does = f"Those that do: {near}." if near else "None does."
            raise PlanError(f"{scene.title} has no material '{name}' that takes a colour. {does}")


def tintable(scene: SceneSet) -> list[str]:
    """Return the names of a set's materials that take another colour."""
    return sorted(name for name, material in scene.materials.items() if material.tintable)


def branded(scene: SceneSet) -> list[str]:
    """Return the names of a set's materials that a brand's colour dyes: cloth, walls, paper, paint, and no wood."""
    return [name for name in tintable(scene) if name not in scene.natural]


def brand_tints(scene: SceneSet, brand: str) -> Mapping[str, str]:
    """Return a colour for each material that takes a brand's: its hue, the set's own play of light and dark.

    Raises:
        PlanError: nothing in the set takes it.
    """
    names = branded(scene)
    if not names:
        own = ", ".join(scene.natural)
        how = f"Name its {own} with --tint {scene.natural[0]}={brand}, or choose another scene." if own else ""
        raise PlanError(f"Nothing in {scene.title} takes a brand's colour. {how or 'Choose another scene.'}")
    lab = _oklab([brand, *(scene.materials[name].colour for name in names)])
    own = lab[1:]
    lightness = own[:, 0] + _LIGHTNESS * (lab[0, 0] - own[:, 0].mean())
    dyed = np.column_stack([np.clip(lightness, *_DARKEST_LIGHTEST), np.tile(lab[0, 1:] * _CHROMA, (len(names), 1))])
    return dict(zip(names, _hexes(dyed.astype(np.float32)), strict=True))


def _oklab(colours: list[str]) -> NDArray[np.float32]:
    """Return colours in Oklab, in which a blue made paler stays blue."""
    srgb = np.array([rgb_of(colour) for colour in colours], np.uint8)
    return np.asarray(np.cbrt(to_linear(srgb) @ _TO_CONES.T) @ _TO_OKLAB.T, np.float32)


def _hexes(lab: NDArray[np.float32]) -> list[str]:
    """Return Oklab colours as `#rrggbb`; those beyond sRGB lose chroma, not hue."""
    light = _linear(lab)
    for part in _LESS_CHROMA:
        beyond = ((light < 0) | (light > 1)).any(axis=1)
        light[beyond] = _linear(lab * np.array([1, part, part], np.float32))[beyond]
    return [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in to_srgb(np.clip(light, 0, 1))]


def _linear(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    cones = (lab @ np.linalg.inv(_TO_OKLAB).T) ** 3
    return np.asarray(cones @ np.linalg.inv(_TO_CONES).T, np.float32)
