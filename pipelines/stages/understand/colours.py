"""The colours that a product shows, by the lexicon's names."""

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.delta_e import delta_e
from pipelines.stages.understand.light import in_white_light, light_on
from pipelines.values import Cutout
from presets.lexicon.library import load_terms

Colour: TypeAlias = tuple[int, int, int]
_SIDE_PX = 160  # colours need no more
_CORE = 0.98
_CLUSTERS = 6
_LEAST_SHARE = 0.08
_NEUTRAL_CHROMA = 9.0  # CIELAB; below it, light and shade are told apart from colour by lightness alone
_NEUTRALS = (("black", 22.0), ("grey", 62.0), ("white", 101.0))  # up to that lightness
_SAME_HUE = 0.995  # cosine between two colours: cream and its shade, yet no navy and blue
_DARKEST_SHADE = 0.5
_SHADED = 1.0  # as much of grey as of white is white's own shade


def colours_of(cutout: Cutout) -> Mapping[str, float]:
    """Return the lexicon's colours that the product shows, and the share of it that each covers, largest first.

    The light is made white where the backdrop tells it. Each group of like pixels has the name of the nearest swatch
    (CIEDE2000); what is nearly grey is named by its lightness. A darker group of the same hue is the shade of a lighter
    one, and grey beside white is white's.
    """
    shares: dict[str, float] = {}
    pixels = in_white_light(_core(cutout), light_on(cutout))
    for colour, share in _lit(_groups(pixels)):
        name = name_of(colour)
        shares[name] = shares.get(name, 0.0) + share
    if shares.get("white", 0.0) * _SHADED >= shares.get("grey", 0.0) > 0:
        shares["white"] += shares.pop("grey")
    kept = {name: share for name, share in shares.items() if share >= _LEAST_SHARE}
    return dict(sorted(kept.items(), key=lambda item: -item[1]))


def name_of(colour: Colour) -> str:
    """Return the id of the colour of the lexicon with the nearest swatch."""
    lab = cv2.cvtColor(np.array([[colour]], np.float32) / 255, cv2.COLOR_RGB2LAB)[0, 0]
    if float(np.hypot(lab[1], lab[2])) < _NEUTRAL_CHROMA:
        return next(name for name, lightness in _NEUTRALS if lab[0] < lightness)
    names, swatches = _swatches()
    apart = delta_e(np.broadcast_to(np.array([colour], np.uint8), swatches.shape).copy(), swatches)
    return names[int(np.argmin(apart))]


def has_swatch(name: str) -> bool:
    """Tell whether a colour of the lexicon is one colour: what is clear, or of many colours, is not."""
    return load_terms().colours[name].startswith("#")


def _core(cutout: Cutout) -> NDArray[np.uint8]:
    """Return the product's own pixels, rims left out, in a small picture."""
    scale = min(1.0, _SIDE_PX / max(cutout.matte.shape))
    size = max(1, round(cutout.matte.shape[1] * scale)), max(1, round(cutout.matte.shape[0] * scale))
    pixels = cv2.resize(cutout.pixels, size, interpolation=cv2.INTER_AREA)
    matte = cv2.resize(cutout.matte, size, interpolation=cv2.INTER_AREA)
    inside = matte >= min(_CORE, float(matte.max()))
    return np.asarray(pixels[inside], np.uint8)


def _groups(pixels: NDArray[np.uint8]) -> list[tuple[Colour, float]]:
    """Return groups of like pixels: the middle one's colour, and the group's share."""
    lab = cv2.cvtColor(pixels[None].astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[0]
    count = min(_CLUSTERS, len(np.unique(pixels, axis=0)))
    cv2.setRNGSeed(0)
    ends = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 30, 0.5)
    _, labels, _ = cv2.kmeans(lab, count, np.empty((0,), np.int32), ends, 3, cv2.KMEANS_PP_CENTERS)
    groups = [pixels[labels.ravel() == index] for index in range(count)]
    return [(_middle(group), len(group) / len(pixels)) for group in groups if len(group)]


def _lit(groups: list[tuple[Colour, float]]) -> list[tuple[Colour, float]]:
    """Return groups without the shades of others; a shade's share is that of the colour it is the shade of."""
    lit = list[tuple[Colour, float]]()
    for colour, share in sorted(groups, key=lambda group: -sum(group[0])):
        of = next(
            (index for index, (light, own) in enumerate(lit) if own >= _LEAST_SHARE and _shades(light, colour)), None
        )
        if of is None:
            lit.append((colour, share))
        else:
            lit[of] = lit[of][0], lit[of][1] + share
    return lit


def _shades(light: Colour, dark: Colour) -> bool:
    """Tell whether a colour is another one with less light on it."""
    one, other = np.array(light, float), np.array(dark, float)
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    alike = float(one @ other) >= _SAME_HUE * lengths
    return alike and float(np.linalg.norm(other)) >= _DARKEST_SHADE * float(np.linalg.norm(one))


def _middle(group: NDArray[np.uint8]) -> Colour:
    red, green, blue = (round(float(value)) for value in np.median(group, axis=0))
    return red, green, blue


@cache
def _swatches() -> tuple[tuple[str, ...], NDArray[np.uint8]]:
    neutral = {name for name, _ in _NEUTRALS} | {"silver"}  # metal cannot be told from grey by its colour
    terms = load_terms()
    known = [(name, swatch) for name, swatch in terms.colours.items() if has_swatch(name) and name not in neutral]
    known += [(name, shade) for name, shades in terms.shades.items() for shade in shades]
    return tuple(name for name, _ in known), np.array([_rgb(swatch) for _, swatch in known], np.uint8)


def _rgb(swatch: str) -> Colour:
    return int(swatch[1:3], 16), int(swatch[3:5], 16), int(swatch[5:7], 16)
