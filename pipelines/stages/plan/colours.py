"""Colours that a set is dyed with: a palette's, some for named materials, a brand's for all but wood and stone."""

from collections.abc import Mapping
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from pipelines.errors import PlanError
from pipelines.oklab import hexes_of, oklab_of
from presets.scenes.schema import SceneSet

# How far a brand's colour takes over: its hue wholly, its lightness so far, so that a set keeps its own light and dark;
# less upwards, lest a dark set's lit wall glow.
_CHROMA, _DARKENED, _LIGHTENED = 0.85, 0.5, 0.25
_DARKEST_LIGHTEST = 0.15, 0.97

Floats = NDArray[np.float32]


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
    lab = oklab_of([brand, *(scene.materials[name].colour for name in names)])
    own = lab[1:]
    shift = float(lab[0, 0] - own[:, 0].mean())
    followed = _LIGHTENED if shift > 0 else _DARKENED if len(names) > 1 else 1.0  # one backdrop has no play to keep
    lightness = np.clip(own[:, 0] + followed * shift, *_DARKEST_LIGHTEST)
    chroma = _CHROMA * _mixed(lightness, float(lab[0, 0]))
    dyed = np.column_stack([lightness, chroma[:, None] * lab[0, 1:]])
    return dict(zip(names, hexes_of(dyed.astype(np.float32)), strict=True))


def _mixed(lightness: Floats, brand: float) -> Floats:
    """Return how much of a brand's chroma is left at other lightnesses, mixed with white above its own, black below."""
    return np.where(lightness > brand, (1 - lightness) / max(1 - brand, 0.05), lightness / max(brand, 0.05))
