"""Text in lines: measured, broken evenly, and made smaller where its place asks for it."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from pipelines.errors import PageError, ScriptError
from pipelines.listing import Line
from pipelines.stages.captions.fonts import UNITS, FontFile, fonts_for, sized
from pipelines.stages.captions.layout import PlacedWord, line_placed, space_px
from pipelines.stages.captions.shaping import Glyph, ShapedWord, shaped
from pipelines.stages.page.breaks import SOFT_HYPHEN, Phrase, letters_in, phrases_of, words_in
from pipelines.stages.page.lines import Measured
from presets.languages.schema import Language

_REFERENCE_PX = 128  # widths are measured at this size once: they grow with it
_STEP = 0.96
_HYPHEN_EM = 0.36  # a little more than Noto Sans's hyphen takes
# Of a line, in ems: letters with marks above and below need more. The latter where lines are few and large.
_LEADING = {"ARABIC": 1.5, "THAI": 1.5, "DEVANAGARI": 1.45, "CJK": 1.42, "HANGUL": 1.42}
_LATIN_LEADING, _TIGHT, _HEADING_WEIGHT = 1.36, 0.87, 650
_CAPITALS, _DESCENT = 0.714, 0.22  # of an em, in Noto Sans


@dataclass(frozen=True)
class Type:
    """How a text is set.

    Attributes:
        fonts: the seller's own before ours.
        sizes: the largest and the least em, in pixels.
        most_lines: that it may take.
        centred: lines stand in the middle of each other; else they begin below each other.
    """

    language: Language
    fonts: tuple[FontFile, ...]
    sizes: tuple[int, int]
    most_lines: int = 3
    centred: bool = False

    @property
    def leading(self) -> float:
        """How far lines are apart, in ems."""
        leading = _LEADING.get(self.language.letters[0], _LATIN_LEADING)
        return leading * (_TIGHT if self.fonts[0].weight >= _HEADING_WEIGHT else 1.0)


@dataclass(frozen=True)
class Block:
    """A text in its lines.

    Attributes:
        words: their places from the block's top left.
        width_px, height_px: of all its ink, with the marks above capitals and below the line.
        ascent_px: from its top to the baseline of its first line.
    """

    line: Line
    language: Language
    words: tuple[PlacedWord, ...]
    width_px: float
    height_px: float
    size_px: int
    ascent_px: float
    lines: int


def type_of(language: Language, weight: int, sizes: tuple[int, int], own: FontFile | None = None) -> Type:
    """Return a type in a language's fonts, after the seller's own where there is one.

    Raises:
        MissingPackageError: the fonts are not installed.
    """
    ours = tuple(fonts_for(language, weight))
    fonts = ours if own is None else (FontFile(own.path, own.index, weight), *ours)
    return Type(language, fonts, sizes)


class Setter:
    """Sets one text in a type; its words are shaped once to be measured."""

    def __init__(self, line: Line, type_: Type, what: str) -> None:
        """Measure it.

        Args:
            what: it is, for messages: `headline`.

        Raises:
            PageError: a sign that no font has.
        """
        self._line, self._type, self._what = line, type_, what
        self._is_fine = False
        self._take(phrases_of(line.text, type_.language))

    def _take(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        if not phrases:
            raise PageError(f"The {self._what} is empty. Give it words, or leave it out.")
        widths = tuple(self._shape(phrase.text, _REFERENCE_PX).width_px / _REFERENCE_PX for phrase in phrases)
        space = space_px(self._type.fonts[0], _REFERENCE_PX) / _REFERENCE_PX
        gaps = tuple(space if phrase.spaced else 0.0 for phrase in phrases)
        self._measured = Measured(widths, gaps, tuple(_HYPHEN_EM if phrase.soft else 0.0 for phrase in phrases))

    def fit(self, width_px: float, height_px: float, at_px: int | None = None) -> Block | None:
        """Return the text as large as it fits, or at one size; None where it is too long even at the least."""
        largest, least = (at_px, at_px) if at_px else self._type.sizes
        size_px = largest
        while True:
            lines = self._measured.broken(width_px / size_px, self._type.most_lines)
            if lines is not None:
                block = self._block(lines, size_px)
                if block.height_px <= height_px and block.width_px <= width_px + 1:
                    return block
            if size_px <= least:
                return None if self._is_fine or size_px > self._type.sizes[1] else self._finely(width_px, height_px)
            size_px = max(least, int(size_px * _STEP))

    def _finely(self, width_px: float, height_px: float) -> Block | None:
        """Return the text in its least size with phrases broken where the language allows it; None if in vain."""
        for finer in (words_in, letters_in):
            parts = [part for phrase in self._phrases for part in finer(phrase, self._type.language)]
            if len(parts) == len(self._phrases):
                continue
            fine = copy(self)
            fine._is_fine = True
            fine._take(parts)
            if (block := fine.fit(width_px, height_px, self._type.sizes[1])) is not None:
                return block
        return None

    def fitted(self, width_px: float, height_px: float) -> Block:
        """Return the text as large as it fits.

        Raises:
            PageError: it is too long even at the least size.
        """
        block = self.fit(width_px, height_px)
        if block is None:
            raise self.too_long(width_px, height_px)
        return block

    def too_long(self, width_px: float, height_px: float) -> PageError:
        """Return the error that says that a text does not fit, and what to do."""
        return PageError(
            f"The {self._what} '{_plain(self._line.text)}' ({self._type.language.title}) does not fit its place of "
            f"{width_px:.0f} x {height_px:.0f} pixels in letters of {self._type.sizes[1]} pixels, the smallest that "
            "can be read. Say it in fewer or shorter words, or mark where a long one may be broken (soft hyphen, "
            "U+00AD)."
        )

    def _shape(self, text: str, size_px: int) -> ShapedWord:
        try:
            return shaped(text, self._type.language, self._type.fonts, size_px)
        except ScriptError as error:
            raise PageError(f"The {self._what} '{_plain(self._line.text)}' cannot be set: {_told(error)}") from error

    def _shapes(self, lines: Sequence[tuple[int, int]], size_px: int) -> Sequence[ShapedWord]:
        """Return all phrases as they are drawn: those broken at a line's end with their hyphen."""
        ends = {end - 1 for _, end in lines}
        return [
            self._shape(phrase.text + ("-" if phrase.soft and index in ends else ""), size_px)
            for index, phrase in enumerate(self._phrases)
        ]

    def _block(self, lines: Sequence[tuple[int, int]], size_px: int) -> Block:
        shapes = self._shapes(lines, size_px)
        gaps = [gap * size_px for gap in self._measured.gaps]
        lengths = [sum(shape.width_px for shape in shapes[a:b]) + sum(gaps[a + 1 : b]) for a, b in lines]
        width = max(lengths)
        step = self._type.leading * size_px
        ascent = max(_CAPITALS * size_px, *(_ink(shape)[0] for shape in shapes[slice(*lines[0])]))
        descent = max(_DESCENT * size_px, *(_ink(shape)[1] for shape in shapes[slice(*lines[-1])]))
        placed: list[PlacedWord] = []
        for number, (line, length) in enumerate(zip(lines, lengths, strict=True)):
            left = self._left(width - length)
            row = (number, ascent + number * step, left)
            placed += line_placed(shapes[slice(*line)], gaps[slice(*line)], self._type.language, row)
        height = ascent + (len(lines) - 1) * step + descent
        return Block(self._line, self._type.language, tuple(placed), width, height, size_px, ascent, len(lines))

    def _left(self, room: float) -> float:
        if self._type.centred:
            return room / 2
        return room if self._type.language.direction == "rtl" else 0.0


def same_size(setters: Sequence[Setter], width_px: float, height_px: float, sizes: tuple[int, int]) -> list[Block]:
    """Return texts that belong together in letters of one size, each in a place of its own.

    Raises:
        PageError: one is too long even at the least size.
    """
    size_px = sizes[0]
    while True:
        blocks = [setter.fit(width_px, height_px, size_px) for setter in setters]
        if all(blocks):
            return [block for block in blocks if block is not None]
        if size_px <= sizes[1]:
            raise setters[blocks.index(None)].too_long(width_px, height_px)
        size_px = max(sizes[1], int(size_px * _STEP))


def _ink(word: ShapedWord) -> tuple[float, float]:
    """Return how far a word's ink reaches above its baseline and below it, in pixels."""
    extents = [_extent(glyph, word.size_px) for glyph in word.glyphs]
    return max((up for up, _ in extents), default=0.0), max((down for _, down in extents), default=0.0)


def _extent(glyph: Glyph, size_px: int) -> tuple[float, float]:
    found = sized(glyph.font, size_px).get_glyph_extents(glyph.glyph)
    if found is None:
        return 0.0, 0.0
    return found.y_bearing / UNITS - glyph.y_px, glyph.y_px - (found.y_bearing + found.height) / UNITS


def _told(error: ScriptError) -> str:
    return str(error).replace("Take it out of the script.", "Take it out.")


def _plain(text: str) -> str:
    return text.replace(SOFT_HYPHEN, "")
