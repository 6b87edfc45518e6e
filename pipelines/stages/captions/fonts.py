"""Fonts for every script we caption: Noto Sans (OFL-1.1), out of two packages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from models.errors import MissingPackageError
from pipelines.errors import ScriptError
from pipelines.stages.captions.harfbuzz import hb
from presets.languages.schema import Language

UNITS = 64  # of a pixel: glyphs are placed as finely
_FILES = {
    "LATIN": ("manimgx_fonts", "NotoSans[wght].ttf", 0), "CYRILLIC": ("manimgx_fonts", "NotoSans[wght].ttf", 0),
    "GREEK": ("manimgx_fonts", "NotoSans[wght].ttf", 0), "ARABIC": ("manimgx_fonts", "NotoSansArabic[wght].ttf", 0),
    "HEBREW": ("manimgx_fonts", "NotoSansHebrew[wght].ttf", 0), "THAI": ("manimgx_fonts", "NotoSansThai[wght].ttf", 0),
    "DEVANAGARI": ("manimgx_fonts", "NotoSansDevanagari[wght].ttf", 0),
}  # fmt: skip
_CJK = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc")
_CJK_FACES = {"ja": 0, "ko": 1, "zh": 2, "zh-TW": 3}  # one font of four shapes of the same letters


@dataclass(frozen=True)
class FontFile:
    """One face of a font file, at a weight of 100 to 900."""

    path: Path
    index: int
    weight: int


@cache
def sized(file: FontFile, size_px: int) -> Any:
    """Return HarfBuzz's font whose em is `size_px` high, in `UNITS` of a pixel."""
    font = hb.Font(_face(file.path, file.index))
    font.set_variations({"wght": file.weight})
    font.scale = (size_px * UNITS, size_px * UNITS)
    return font


@cache
def _face(path: Path, index: int) -> Any:
    return hb.Face(hb.Blob.from_file_path(str(path)), index)


def fonts_for(language: Language, weight: int) -> Sequence[FontFile]:
    """Return the fonts of a language, the one for its own letters first, Latin after it.

    Raises:
        MissingPackageError: the package of fonts is not installed.
    """
    if language.id in _CJK_FACES:
        package, name = _CJK
        own = _file(package, name, _CJK_FACES[language.id], weight)
    else:
        package, name, index = _FILES[language.letters[0]]
        own = _file(package, name, index, weight)
    latin = _file(*_FILES["LATIN"], weight)
    return (own,) if own == latin else (own, latin)


def font_with(sign: str, fonts: Sequence[FontFile], size_px: int) -> FontFile:
    """Return the first font that has a sign.

    Raises:
        ScriptError: none has it: it would be an empty box on the screen.
    """
    for file in fonts:
        if sized(file, size_px).get_nominal_glyph(ord(sign)):
            return file
    raise ScriptError(f"No font here has the sign '{sign}' (U+{ord(sign):04X}). Take it out of the script.")


def _file(package: str, name: str, index: int, weight: int) -> FontFile:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise MissingPackageError(f"Letters are set in the fonts of {package.replace('_', '-')}.", "words")
    return FontFile(Path(found.origin).parent / name, index, weight)
