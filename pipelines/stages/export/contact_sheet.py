"""Many pictures on one: small, in rows, each with a line of words under it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from pipelines.stages.export.image import srgb_profile
from pipelines.values import Rgb

_CELL_PX, _GAP_PX, _WORDS_PX = 480, 24, 44
_MOST_COLUMNS = 4
_PAPER, _INK = (246, 246, 244), (40, 44, 48)
_LONGEST = 52  # letters that fit under a picture


@dataclass(frozen=True, eq=False)
class Thumbnail:
    """A picture made small, and what is said of it."""

    picture: Image.Image
    words: str


def thumbnail(pixels: Rgb, words: str) -> Thumbnail:
    """Return a picture at the size of a sheet's cell."""
    small = Image.fromarray(pixels)
    small.thumbnail((_CELL_PX, _CELL_PX), Image.Resampling.LANCZOS)
    return Thumbnail(small, words)


def contact_sheet(thumbnails: Sequence[Thumbnail]) -> bytes:
    """Return a JPEG of all of them in the order given; at least one."""
    columns = min(len(thumbnails), _MOST_COLUMNS)
    row_px = max(one.picture.height for one in thumbnails) + _WORDS_PX + _GAP_PX
    width = columns * (_CELL_PX + _GAP_PX) + _GAP_PX
    sheet = Image.new("RGB", (width, ceil(len(thumbnails) / columns) * row_px + _GAP_PX), _PAPER)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(20)
    for index, one in enumerate(thumbnails):
        left = _GAP_PX + index % columns * (_CELL_PX + _GAP_PX)
        top = _GAP_PX + index // columns * row_px
        sheet.paste(one.picture, (left + (_CELL_PX - one.picture.width) // 2, top))
        draw.text((left, top + row_px - _WORDS_PX - _GAP_PX + 8), one.words[:_LONGEST], _INK, font)
    buffer = io.BytesIO()
    sheet.save(buffer, "JPEG", quality=90, icc_profile=srgb_profile())
    return buffer.getvalue()
