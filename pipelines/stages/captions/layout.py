"""Where each word of a caption stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pipelines.errors import ScriptError
from pipelines.script import ScriptWord
from pipelines.stages.captions.fonts import UNITS, FontFile, fonts_for, sized
from pipelines.stages.captions.shaping import ShapedWord, shaped
from pipelines.stages.script.joined import stay_together
from presets.languages.schema import Language

_LEADING = 1.32  # of a line, in ems: room for Devanagari's and Thai's marks above and below
_CAPITALS = 0.72  # of an em; they stand in their line's middle
_MARGIN = 0.42  # of a line's ascent
_MOST_LINES = 3


@dataclass(frozen=True)
class CaptionStyle:
    """How captions look.

    Attributes:
        size_px: of an em; on a phone, letters under 1/28 of a film's width are hard to read.
        width_px: that a line may take.
        weight: of the letters, 100 to 900.
    """

    size_px: int
    width_px: int
    weight: int = 700


@dataclass(frozen=True)
class PlacedWord:
    """A word on its caption: left end and baseline, in pixels from the caption's top left."""

    word: ShapedWord
    x_px: float
    baseline_px: float
    line: int


@dataclass(frozen=True)
class CaptionLayout:
    """A whole caption.

    Attributes:
        words: in the order of reading.
        lines: how many there are.
        size: (width, height) in pixels of all lines together.
        ascent_px, descent_px: of a line, above and below its baseline.
        over_px: how far letters reach over the lines, above or below, whichever is more: vowel signs over a tall
            letter do.
    """

    words: tuple[PlacedWord, ...]
    lines: int
    size: tuple[int, int]
    ascent_px: float
    descent_px: float
    over_px: float = 0.0

    @property
    def margin_px(self) -> int:
        """How far a plate reaches over the letters, left and right."""
        return _margin_px(self.ascent_px)

    @property
    def reach_px(self) -> float:
        """How far a plate reaches over the lines, above and below."""
        return max(self.margin_px / 2, ceil(self.over_px) + 1)

    @property
    def plate_size(self) -> tuple[int, int]:
        """(width, height) of all lines on their plate."""
        return self.size[0] + 2 * self.margin_px, round(self.size[1] + 2 * self.reach_px)


def margin_px(size_px: int) -> int:
    """Return how far a plate reaches over letters of a size, left and right."""
    return _margin_px(_ascent_px(size_px))


def laid_out(words: Sequence[ScriptWord], language: Language, style: CaptionStyle) -> CaptionLayout:
    """Return a caption's words in lines of about the same length, centred, in the script's direction.

    Raises:
        ScriptError: a sign that no font has, or more than three lines.
        MissingPackageError: the fonts are not installed.
    """
    fonts = fonts_for(language, style.weight)
    shapes = [shaped(word.text, language, fonts, style.size_px) for word in words]
    space = space_px(fonts[0], style.size_px)
    gaps = [space if word.spaced else 0.0 for word in words]
    lines = _lines(shapes, gaps, style)
    height = _LEADING * style.size_px
    width = max(_length(shapes[first:last], gaps[first:last]) for first, last in lines)
    placed = [
        place
        for number, (first, last) in enumerate(lines)
        for place in _line(shapes[first:last], gaps[first:last], language, (number, width, height))
    ]
    ascent = _ascent_px(style.size_px)
    size = round(width), round(height * len(lines))
    return CaptionLayout(tuple(placed), len(lines), size, ascent, height - ascent, _over_px(placed, size[1]))


def _over_px(words: Sequence[PlacedWord], height: int) -> float:
    over = 0.0
    for word in words:
        for glyph in word.word.glyphs:
            extents = sized(glyph.font, word.word.size_px).get_glyph_extents(glyph.glyph)
            if extents is None or not extents.height:
                continue
            top = word.baseline_px + glyph.y_px - extents.y_bearing / UNITS
            over = max(over, -top, top - extents.height / UNITS - height)
    return over


def _ascent_px(size_px: int) -> float:
    return 0.5 * (_LEADING + _CAPITALS) * size_px


def _margin_px(ascent_px: float) -> int:
    return round(_MARGIN * ascent_px)


def _lines(shapes: Sequence[ShapedWord], gaps: Sequence[float], style: CaptionStyle) -> list[tuple[int, int]]:
    """Return the first and last word of each line: as few lines as fit, the longest of them as short as can be."""
    for apart in (False, True):
        for count in range(1, _MOST_LINES + 1):
            best = _broken(shapes, gaps, count, (style.width_px, apart))
            if best is not None:
                return best
    text = " ".join(shape.text for shape in shapes)
    raise ScriptError(
        f"'{text}' is too long for its place on the screen: it has {_MOST_LINES} lines of {style.width_px} pixels. "
        "Say it in fewer or shorter words."
    )


def _broken(
    shapes: Sequence[ShapedWord], gaps: Sequence[float], count: int, limit: tuple[float, bool]
) -> list[tuple[int, int]] | None:
    """Return words in so many lines, or None; `limit` is a line's length, and whether a unit may leave its figure."""
    limit_px, apart = limit
    if count == 1:
        return [(0, len(shapes))] if _length(shapes, gaps) <= limit_px else None
    best: list[tuple[int, int]] | None = None
    longest = limit_px
    for cut in range(1, len(shapes)):
        if not apart and stay_together(shapes[cut - 1].text, shapes[cut].text):
            continue
        rest = _broken(shapes[cut:], gaps[cut:], count - 1, limit)
        first = _length(shapes[:cut], gaps[:cut])
        if rest is None or first > limit_px:
            continue
        worst = max(first, *(_length(shapes[cut + a : cut + b], gaps[cut + a : cut + b]) for a, b in rest))
        if worst <= longest:
            best, longest = [(0, cut), *((cut + a, cut + b) for a, b in rest)], worst
    return best


def _line(
    shapes: Sequence[ShapedWord], gaps: Sequence[float], language: Language, place: tuple[int, float, float]
) -> list[PlacedWord]:
    number, width, height = place
    x = (width - _length(shapes, gaps)) / 2
    baseline = number * height + 0.5 * (height + _CAPITALS * height / _LEADING)
    return line_placed(shapes, gaps, language, (number, baseline, x))


def line_placed(
    shapes: Sequence[ShapedWord], gaps: Sequence[float], language: Language, at: tuple[int, float, float]
) -> list[PlacedWord]:
    """Return a line's words in the order of reading, placed from left to right.

    Args:
        at: the line's number, its baseline, and where its left end is, in pixels.
    """
    number, baseline, x = at
    placed: dict[int, PlacedWord] = {}
    order = visual_order(shapes, right_to_left=language.direction == "rtl")
    for step, index in enumerate(order):
        if step:
            x += gaps[max(index, order[step - 1])]
        placed[index] = PlacedWord(shapes[index], x, baseline, number)
        x += shapes[index].width_px
    return [placed[index] for index in range(len(shapes))]


def visual_order(shapes: Sequence[ShapedWord], *, right_to_left: bool) -> list[int]:
    """Return words from left to right: in a line that reads leftwards, words of the other way keep theirs (UAX 9)."""
    against = [shape.right_to_left is (not right_to_left) for shape in shapes]
    for index, shape in enumerate(shapes):
        if shape.right_to_left is not None or index == 0:
            continue
        if any(sign.isdigit() for sign in shape.text):
            against[index] = against[index - 1]  # a figure goes with the letters before it (W2, W7)
        elif index < len(shapes) - 1:
            against[index] = against[index - 1] and shapes[index + 1].right_to_left is (not right_to_left)
    groups: list[list[int]] = []
    for index, turned in enumerate(against):
        if turned and groups and against[groups[-1][-1]]:
            groups[-1].append(index)
        else:
            groups.append([index])
    if right_to_left:
        return [index for group in reversed(groups) for index in group]
    return [index for group in groups for index in (reversed(group) if against[group[0]] else group)]


def _length(shapes: Sequence[ShapedWord], gaps: Sequence[float]) -> float:
    return sum(shape.width_px for shape in shapes) + sum(gaps[1:])


def space_px(font: FontFile, size_px: int) -> float:
    sized_font = sized(font, size_px)
    glyph = sized_font.get_nominal_glyph(ord(" ")) or 0
    return max(sized_font.get_glyph_h_advance(glyph) / sized_font.scale[0] * size_px, 0.22 * size_px)
