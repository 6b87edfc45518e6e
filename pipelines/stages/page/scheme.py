"""A page's colours: the brand's, or one taken from the product itself on white paper."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.oklab import hexes_of, oklab_of, to_oklab
from pipelines.values import Cutout
from presets.brands.contrast import LEAST_FOR_TEXT, contrast, legible_on
from presets.brands.schema import INK, PAPER, Brand
from presets.pages.schema import Tint

_SOLID = 0.95  # of the matte, where a colour is the product's alone
_LEAST_CHROMA = 0.035  # in Oklab: less is white, grey or black to the eye
_LEAST_SHARE = 0.015  # of the product: a rim or a print is enough
_CLUSTERS, _SAMPLED = 6, 6_000
_GRAPHITE = np.array([0.38, -0.004, -0.018], np.float32)  # where the product has no colour
_WASH = (0.965, 0.012)  # lightness, and chroma at most
_PALE = 0.3  # of the accent's chroma, at most
_MUTED = 0.46
_STEPS = 40


@dataclass(frozen=True)
class Scheme:
    """The colours of all pages of a product, `#rrggbb`.

    Attributes:
        accent: has the contrast that letters need, on paper and on wash.
        deep: the brand's own, for whole areas.
    """

    paper: str
    ink: str
    muted: str
    accent: str
    wash: str
    deep: str

    def of(self, tint: Tint) -> str:
        """Return a tint's colour."""
        colours: Mapping[Tint, str] = {
            Tint.PAPER: self.paper, Tint.INK: self.ink, Tint.MUTED: self.muted, Tint.ACCENT: self.accent,
            Tint.WASH: self.wash, Tint.DEEP: self.deep,
        }  # fmt: skip
        return colours[tint]

    def letters_on(self, ground: str, wanted: str) -> str:
        """Return the wanted colour where letters in it can be read on the ground, else ink or paper, or black or white.

        (WCAG 2.2, 1.4.3.)
        """
        for choice in (wanted, legible_on(ground, self.ink, self.paper)):
            if contrast(ground, choice) >= LEAST_FOR_TEXT:
                return choice
        return legible_on(ground, "#000000", "#ffffff")


def scheme_of(brand: Brand | None, cutout: Cutout | None) -> Scheme:
    """Return the scheme of a brand; without one, that of the product; without either, graphite on white."""
    if brand is not None:
        colours = brand.colours
        catching = colours.accent or colours.primary
        return _scheme(colours.paper, colours.ink, oklab_of([catching])[0], colours.primary)
    own = _GRAPHITE if cutout is None else product_hue(cutout)
    return _scheme(PAPER, INK, own, None)


def product_hue(cutout: Cutout) -> NDArray[np.float32]:
    """Return the product's liveliest colour of more than a trace, in Oklab; graphite where it has none."""
    solid = cutout.pixels[cutout.matte > _SOLID]
    if len(solid) < _CLUSTERS:
        return _GRAPHITE
    lab = to_oklab(solid[:: max(1, len(solid) // _SAMPLED)])
    cv2.setRNGSeed(0)  # OpenCV's k-means has no generator of its own
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 30, 1e-3)
    _, labels, centres = cv2.kmeans(lab, _CLUSTERS, np.empty((0,), np.int32), stop, 2, cv2.KMEANS_PP_CENTERS)
    shares = np.bincount(labels.ravel(), minlength=_CLUSTERS) / len(lab)
    chroma = np.hypot(centres[:, 1], centres[:, 2])
    lively = np.where((chroma >= _LEAST_CHROMA) & (shares >= _LEAST_SHARE), chroma * shares**0.25, 0)
    best = int(lively.argmax())
    return np.asarray(centres[best], np.float32) if lively[best] > 0 else _GRAPHITE


def _scheme(paper: str, ink: str, accent: NDArray[np.float32], deep: str | None) -> Scheme:
    wash = _wash(accent, paper)
    catching = _told_from(accent, (paper, wash))
    muted = oklab_of([ink])[0] * np.array([0, 1, 1], np.float32) + np.array([_MUTED, 0, 0], np.float32)
    return Scheme(paper, ink, _told_from(muted, (paper, wash)), catching, wash, deep or catching)


def _wash(accent: NDArray[np.float32], paper: str) -> str:
    """Return the accent's hue, hardly there: a shade darker than light paper, a shade lighter than dark."""
    lightness, most = _WASH
    base = float(oklab_of([paper])[0, 0])
    level = min(lightness, base - 0.03) if base > 0.5 else base + 0.06
    chroma = max(float(np.hypot(accent[1], accent[2])), 1e-6)
    hue = accent[1:] * min(_PALE, most / chroma)
    return hexes_of(np.array([[level, *hue]], np.float32))[0]


def _told_from(colour: NDArray[np.float32], grounds: tuple[str, ...]) -> str:
    """Return a colour with the least change of lightness at which letters in it are legible on all grounds."""
    darker = float(oklab_of([grounds[0]])[0, 0]) > 0.5
    end = 0.0 if darker else 1.0
    for share in np.linspace(0, 1, _STEPS):
        tried = colour.copy()
        tried[0] += (end - tried[0]) * share
        found = hexes_of(tried[None])[0]
        if all(contrast(ground, found) >= LEAST_FOR_TEXT for ground in grounds):
            return found
    return legible_on(grounds[0], "#000000", "#ffffff")
