"""Small products and words to draw pages of."""

import numpy as np

from pipelines.listing import Line
from pipelines.page import PageMaterial, PageWords, Point, ToldMeasure
from pipelines.stages.page.scheme import scheme_of
from pipelines.stages.page.sheet import PageLook
from pipelines.values import Cutout
from presets.languages.library import language
from presets.products.quantity import Quantity

LOOK = PageLook(scheme_of(None, None))


def cutout(shape: tuple[int, int] = (300, 220), colour: tuple[int, int, int] = (60, 90, 160)) -> Cutout:
    """Return an upright cylinder of one colour, seen level, on white."""
    height, width = shape
    matte = np.zeros((height + 80, width + 80), np.float32)
    matte[40:-40, 40:-40] = 1
    pixels = np.full((*matte.shape, 3), 255, np.uint8)
    pixels[matte > 0] = colour
    return Cutout(pixels, matte, pixels.copy())


def told(**measures: str) -> tuple[ToldMeasure, ...]:
    """Return measures told as they are typed."""
    return tuple(
        ToldMeasure(name, Quantity.parse(text), Line(name.title()), Line(text, (f"measures.{name}",)))
        for name, text in measures.items()
    )


def words(tag: str = "en", headline: str = "Size", points: tuple[str, ...] = (), **measures: str) -> PageWords:
    """Return a page's words."""
    listed = tuple(Point(Line(text, (f"points.{index}",))) for index, text in enumerate(points))
    return PageWords(
        language(tag), Line("Linden", ("brand",)), Line(headline), points=listed, measures=told(**measures)
    )


def material(page_words: PageWords, *cutouts: Cutout) -> PageMaterial:
    """Return what a page is made of; a blue cylinder where no cutout is named."""
    return PageMaterial(page_words, cutouts or (cutout(),))
