"""Colours that a set is dyed with: a palette of its own, materials named one by one, or a brand's colour for all."""

from collections.abc import Mapping
from difflib import get_close_matches

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.errors import PlanError
from presets.scenes.schema import SceneSet

# How far a brand's colour takes over: its hue wholly, its lightness so far, so that a set keeps its own light and dark.
_CHROMA, _LIGHTNESS = 0.85, 0.5


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


def brand_tints(scene: SceneSet, brand: str) -> Mapping[str, str]:
    """Return a colour for each tintable material: the brand's hue, the set's own play of light and dark.

    Raises:
        PlanError: nothing in the set takes a colour.
    """
    names = tintable(scene)
    if not names:
        raise PlanError(f"Nothing in {scene.title} takes a brand's colour. Choose another scene.")
    lab = _lab([brand, *(scene.materials[name].colour for name in names)])
    own = lab[1:]
    lightness = own[:, 0] + _LIGHTNESS * (lab[0, 0] - own[:, 0].mean())
    dyed = np.column_stack([np.clip(lightness, 4, 97), np.tile(lab[0, 1:] * _CHROMA, (len(names), 1))])
    return dict(zip(names, _hexes(dyed), strict=True))


def _lab(colours: list[str]) -> NDArray[np.float32]:
    rgb = np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in colours], np.float32) / 255
    return np.asarray(cv2.cvtColor(rgb[None], cv2.COLOR_RGB2Lab)[0], np.float32)


def _hexes(lab: NDArray[np.float32]) -> list[str]:
    rgb = np.clip(cv2.cvtColor(np.asarray(lab, np.float32)[None], cv2.COLOR_Lab2RGB)[0], 0, 1)
    return [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in np.rint(rgb * 255).astype(int)]
