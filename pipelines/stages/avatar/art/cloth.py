"""Cloth: a few tones of one colour, and the strokes that tell how it folds."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.stages.avatar.art.colour import Linear, mix, rgb, shade
from pipelines.stages.avatar.art.curve import Knot, Shape, moved, stroke
from pipelines.stages.avatar.art.painter import Painter


@dataclass(frozen=True)
class Cloth:
    """Tones of a cloth, from light to dark."""

    light: str
    base: str
    shadow: str
    deep: str


def cloth_of(colour: str) -> Cloth:
    """Return a cloth's tones; shadows turn cooler, white stays clean."""
    bright = float(rgb(colour).mean())
    shadow = mix(shade(colour, 0.80, 1.06), "#3b3a6b", 0.10)
    return Cloth(
        light=mix(colour, "#fff4e4", 0.16 if bright < 0.8 else 0.5),
        base=colour,
        shadow=shadow,
        deep=mix(shade(shadow, 0.74, 1.05), "#241f45", 0.14),
    )


def body_tone(cloth: Cloth) -> Linear:
    """Return the fall of light over a whole garment, in body units."""
    return Linear((-330, 800), (330, 1500), (cloth.light, cloth.base, cloth.base, cloth.shadow))


def folds(painter: Painter, within: Shape, cloth: Cloth, lines: Sequence[Sequence[Knot]], width: float = 17) -> None:
    """Paint folds: a dark valley, and a lit ridge beside it towards the light."""
    for knots in lines:
        painter.fill(stroke(knots, [1, width, width * 0.7, 1]), cloth.deep, alpha=0.30, blur=5.5, within=within)
        lit = [(x - width * 0.75, y - width * 0.25) for x, y, *_ in knots]
        painter.fill(stroke(lit, [1, width * 0.55, 1]), cloth.light, alpha=0.28, blur=5, within=within)


def seam(painter: Painter, within: Shape, cloth: Cloth, knots: Sequence[Knot], width: float = 3) -> None:
    """Paint a seam or the edge of a piece."""
    painter.fill(stroke(knots, [width, width]), cloth.deep, alpha=0.55, blur=0.5, within=within)


def cast(painter: Painter, shape: Shape, within: Shape, cloth: Cloth) -> None:
    """Paint the shadow that a piece throws down to the right onto what lies under it."""
    thrown = moved(shape, 9, 14)
    painter.fill(thrown, cloth.deep, alpha=0.5, blur=7, within=within)
