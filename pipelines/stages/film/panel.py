"""Words on the screen that are not captions: on plates, so that they are legible over any frame."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from pipelines.errors import ScriptError
from pipelines.footage import Frame, Rgba
from pipelines.linear_light import LUMINANCE, to_linear
from pipelines.script import ScriptWord
from pipelines.stages.captions.layout import CaptionLayout, CaptionStyle, PlacedWord, laid_out, margin_px
from pipelines.stages.captions.raster import letters_of, rounded
from pipelines.stages.script.marks import unmarked
from pipelines.stages.script.read import read_script
from pipelines.values import Box
from presets.films.schema import Ground
from presets.languages.schema import Language

_LEAST = 2 / 3  # of the size asked for
_DARK, _LIGHT = (20, 20, 24), (255, 255, 255)


@dataclass(frozen=True)
class Plate:
    """What letters stand on; `alpha` from 0 to 1."""

    colour: tuple[int, int, int]
    alpha: float = 1.0

    @property
    def letters(self) -> tuple[int, int, int]:
        """Dark or light, whichever is told from the plate better."""
        return _DARK if luminance(self.colour) > 0.18 else _LIGHT  # where both have the same contrast (WCAG 2.2)


def plate_of(ground: Ground, accent: tuple[int, int, int]) -> Plate:
    """Return the plate of a template's ground."""
    return {
        Ground.GLASS: Plate((14, 15, 20), 0.8),  # as captions: white letters have a contrast of 9:1 over a white frame
        Ground.PAPER: Plate((255, 255, 255), 0.92),
        Ground.ACCENT: Plate(accent),
        Ground.SHEET: Plate((255, 255, 255), 0.0),
    }[ground]


@dataclass(frozen=True)
class Setting:
    """Text in its language, in a box of the frame.

    Attributes:
        size_px: of letters, at most.
        weight: of them, 100 to 900.
    """

    language: Language
    box: Box
    size_px: int
    weight: int = 700


def luminance(colour: tuple[int, int, int]) -> float:
    """Return an sRGB colour's relative luminance (WCAG 2.2), 0 to 1."""
    return float(to_linear(np.array(colour, np.uint8)) @ LUMINANCE)


def words_of(text: str, language: Language) -> Sequence[ScriptWord]:
    """Return the words of a text for the screen; after a hyphen a line may end.

    Raises:
        ScriptError: signs that cannot be written.
    """
    words = read_script(unmarked(text), language.id, text).words
    return [part for word in words for part in _hyphenated(word)]


def _hyphenated(word: ScriptWord) -> Iterator[ScriptWord]:
    for number, part in enumerate(re.split(r"(?<=\w-)(?=\w)", word.text)):
        yield replace(word, text=part, spaced=word.spaced and number == 0)


def fitted(texts: Sequence[Sequence[ScriptWord]], setting: Setting) -> list[CaptionLayout]:
    """Return layouts of one size of letters that fit the box, each with its plate.

    Raises:
        ScriptError: a sign that no font has, or a text too long even at two thirds of the size.
    """
    size_px, least = setting.size_px, least_px(setting.size_px)
    while True:
        try:
            return [_fitting(words, setting, size_px) for words in texts]
        except ScriptError:
            if size_px <= least:
                raise
        size_px = max(least, int(size_px * 0.95))


def least_px(size_px: int) -> int:
    """Return how small letters may be made that are asked for at a size."""
    return max(6, int(size_px * _LEAST))


def _fitting(words: Sequence[ScriptWord], setting: Setting, size_px: int) -> CaptionLayout:
    pad = margin_px(size_px)
    style = CaptionStyle(size_px, max(1, setting.box.width - 2 * pad), setting.weight)
    layout = laid_out(words, setting.language, style)
    if layout.plate_size[1] > setting.box.height:
        text = " ".join(word.text for word in words)
        raise ScriptError(f"'{text}' is too long for its place on the screen. Say it in fewer words.")
    return layout


def flush(layout: CaptionLayout, *, mirrored: bool) -> CaptionLayout:
    """Return a layout whose lines begin below each other, on the side where reading starts."""
    width = layout.size[0]
    moved: list[PlacedWord] = []
    for word in layout.words:
        line = [other for other in layout.words if other.line == word.line]
        left = min(other.x_px for other in line)
        right = max(other.x_px + other.word.width_px for other in line)
        moved.append(replace(word, x_px=word.x_px + (width - right if mirrored else -left)))
    return replace(layout, words=tuple(moved))


def panel(layout: CaptionLayout, plate: Plate) -> Rgba:
    """Return text on its plate, the colours already multiplied by alpha."""
    pad = layout.margin_px
    width, height = layout.plate_size
    shape = rounded((width, height), (0, 0, width, height), round(0.5 * pad)) * plate.alpha
    colour = np.broadcast_to(np.array(plate.colour, np.float32), (height, width, 3)).copy()
    for word in layout.words:
        letters = letters_of(word, (pad + word.x_px, layout.reach_px + word.baseline_px), (width, height))
        colour += (np.array(plate.letters, np.float32) - colour) * letters[..., None]
        shape = np.maximum(shape, letters)
    return premultiplied(np.dstack([colour, shape * 255]))


def premultiplied(straight: np.ndarray) -> Rgba:
    """Return straight alpha (0 to 255) as `Frame` wants it."""
    layer = straight.astype(np.float32)
    layer[..., :3] *= layer[..., 3:] / 255
    return np.asarray(np.rint(layer), np.uint8)


def at_start(picture: Rgba, box: Box, *, mirrored: bool, below: int = 0, out: int = 0) -> Frame:
    """Return a picture at a box's upper edge, on the side where reading starts.

    Args:
        below: pixels further down; `out`: so far out of the box, where only letters are to stand in line.
    """
    left = box.right - picture.shape[1] + out if mirrored else box.left - out
    return Frame(picture, left, box.top + below)


def at_foot(frame: Frame, box: Box) -> Frame:
    """Return a picture moved down to a box's lower edge: close to what follows, however many lines it has."""
    return Frame(frame.pixels, frame.left, box.bottom - frame.pixels.shape[0])


def in_middle(picture: Rgba, box: Box) -> Frame:
    """Return a picture in the middle of a box."""
    return Frame(
        picture,
        box.left + (box.width - picture.shape[1]) // 2,
        box.top + (box.height - picture.shape[0]) // 2,
    )


def faded(frame: Frame, share: float) -> Frame:
    """Return a picture that is there to a share of 1."""
    if share >= 1:
        return frame
    return Frame(np.asarray(cv2.convertScaleAbs(frame.pixels, alpha=share), np.uint8), frame.left, frame.top)
