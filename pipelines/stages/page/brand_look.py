"""A brand and its files -> the look of all pages of a product."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import PageError
from pipelines.footage import Rgba
from pipelines.stages.captions.fonts import FontFile, sized
from pipelines.stages.film.logo import read_logo
from pipelines.stages.page.scheme import scheme_of
from pipelines.stages.page.sheet import PageLook
from pipelines.values import Cutout
from presets.brands.schema import Brand

_PROBE_PX = 32


@dataclass(frozen=True)
class LookFiles:
    """The seller's own files, where there are any."""

    logo: Path | None = None
    heading: Path | None = None
    text: Path | None = None


def look_of(brand: Brand | None, files: LookFiles, cutout: Cutout) -> PageLook:
    """Return the look of a brand; without one, that of the product itself.

    Raises:
        PageError: a font file that cannot be used.
        PhotoError: a logo that cannot be read.
    """
    logo: Rgba | None = read_logo(files.logo) if files.logo else None
    return PageLook(scheme_of(brand, cutout), _font(files.heading), _font(files.text), logo)


def _font(path: Path | None) -> FontFile | None:
    """Return a font file that has letters."""
    if path is None:
        return None
    file = FontFile(path, 0, 400)
    try:
        has_letters = sized(file, _PROBE_PX).get_nominal_glyph(ord("a"))
    except (OSError, ValueError, RuntimeError) as error:
        raise PageError(f"{path.name} cannot be read as a font: {error}. Give a TrueType or OpenType file.") from error
    if not has_letters:
        raise PageError(f"{path.name} is no font with letters. Give a TrueType or OpenType file.")
    return file
