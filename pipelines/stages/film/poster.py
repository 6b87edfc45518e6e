"""A film's poster: the picture that stands for it until somebody plays it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2

from pipelines.film import Cut, Take
from pipelines.values import Rgb
from presets.films.schema import TakeKind

# The product as large as can be first; a speaking mouth, which is half open on any single frame, last
_KINDS = (TakeKind.PRODUCT, TakeKind.CORNER, TakeKind.PITCH)
_AS_SHARP = 0.8  # of the sharpest: of those, the first
_LOOKED_AT_PX = 640


@dataclass(frozen=True, eq=False)
class Poster:
    """A film's frame without its caption, and its number."""

    number: int
    pixels: Rgb


def poster_of(cut: Cut, draw: Callable[[int], Rgb], *, presented: bool) -> Poster:
    """Return the poster: a take's last frame, on which all its words are there, and sharp among those of its kind.

    Args:
        draw: a frame without captions, which show half of what is said.
        presented: somebody speaks; else the first take, which has the product's name, is as good as any.
    """
    candidates = [Poster(take.last - 1, draw(take.last - 1)) for take in _takes(cut.takes, presented=presented)]
    sharpness = [_sharpness(candidate.pixels) for candidate in candidates]
    return next(
        candidate for candidate, sharp in zip(candidates, sharpness, strict=True) if sharp >= _AS_SHARP * max(sharpness)
    )


def _takes(takes: Sequence[Take], *, presented: bool) -> Sequence[Take]:
    """Return the takes to choose from: whole products rather than parts, and what shows least of who speaks."""
    shown = [take for take in takes if take.kind is not TakeKind.END] or takes
    whole = [take for take in shown if not take.part] or shown
    kinds = [kind for kind in _KINDS if any(take.kind is kind for take in whole)]
    return [take for take in whole if not presented or not kinds or take.kind is kinds[0]]


def _sharpness(pixels: Rgb) -> float:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    scale = min(1.0, _LOOKED_AT_PX / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return float(cv2.Laplacian(small, cv2.CV_32F).var())
