"""Words -> glyphs in their places, by HarfBuzz: letters joined, marks stacked, right-to-left where it is written so."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.errors import ScriptError
from pipelines.stages.captions.bidi import levels_of
from pipelines.stages.captions.fonts import UNITS, FontFile, font_with, sized
from pipelines.stages.captions.harfbuzz import hb
from presets.languages.schema import Language

_RIGHT_TO_LEFT = {"R", "AL"}
_WEAK = {"Mn", "Mc", "Me", "Cf"}  # marks and joiners: set in the font of the letter before them
_INVISIBLE = "\u200c\u200d\u00a0\u202f"


@dataclass(frozen=True)
class Glyph:
    """One glyph; its origin in pixels from the word's left end on the baseline, y downwards."""

    font: FontFile
    glyph: int
    x_px: float
    y_px: float


@dataclass(frozen=True)
class ShapedWord:
    """A word as it is drawn.

    Attributes:
        text: as it is written.
        width_px: from its origin to where the next word's space begins.
        size_px: of its em.
        right_to_left: its first letter belongs to a script written so; None where it has figures and signs alone.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    width_px: float
    size_px: int
    right_to_left: bool | None


def shaped(text: str, language: Language, fonts: Sequence[FontFile], size_px: int) -> ShapedWord:
    """Return a word's glyphs.

    Raises:
        ScriptError: no font has one of its signs.
    """
    own_direction = direction_of(text)
    # A price or measure without letters keeps its order in every line (UAX 9, W5).
    figures = own_direction is None and any(sign.isdigit() for sign in text)
    rightward = own_direction or (own_direction is None and language.direction == "rtl" and not figures)
    runs = _in_sight(_runs(text, fonts, size_px, base=1 if rightward else 0))
    glyphs: list[Glyph] = []
    x = 0.0
    for run in runs:
        placed, advance = _placed(run, language, size_px, x)
        glyphs += placed
        x += advance
    return ShapedWord(text, tuple(glyphs), x, size_px, own_direction)


def direction_of(text: str) -> bool | None:
    """Tell whether text reads right to left, by its first letter with a direction; None where it has none."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in _RIGHT_TO_LEFT:
            return True
        if kind == "L":
            return False
    return None


@dataclass
class _Run:
    """A stretch of one font and one direction; odd levels read right to left (UAX 9)."""

    text: str
    font: FontFile
    level: int


def _runs(text: str, fonts: Sequence[FontFile], size_px: int, base: int) -> list[_Run]:
    """Return a word's runs, in the order of reading."""
    runs: list[_Run] = []
    for sign, level in zip(text, levels_of(text, base), strict=True):
        if runs and unicodedata.category(sign) in _WEAK:
            runs[-1].text += sign
            continue
        font = font_with(" " if sign in _INVISIBLE else sign, fonts, size_px)
        if runs and runs[-1].level == level and (runs[-1].font == font or sign in _INVISIBLE):
            runs[-1].text += sign
        else:
            runs.append(_Run(sign, font, level))
    return runs


def _in_sight(runs: Sequence[_Run]) -> list[_Run]:
    """Return runs from left to right (UAX 9, L2)."""
    order = list(runs)
    for level in range(max((run.level for run in runs), default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and order[end].level >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order


def _placed(run: _Run, language: Language, size_px: int, x_px: float) -> tuple[list[Glyph], float]:
    buffer = hb.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.language = language.id
    hb.shape(sized(run.font, size_px), buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if infos is None or positions is None:
        return [], 0.0
    glyphs: list[Glyph] = []
    at = 0
    for info, position in zip(infos, positions, strict=True):
        if info.codepoint == 0:
            raise ScriptError(f"No font here can set '{run.text}'. Write it otherwise.")
        left, up = at + position.x_offset, position.y_offset
        glyphs.append(Glyph(run.font, info.codepoint, x_px + left / UNITS, -up / UNITS))
        at += position.x_advance
    return glyphs, at / UNITS
