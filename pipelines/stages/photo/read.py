"""A file to a photo: upright, in sRGB, its transparency as its matte."""

import hashlib
from pathlib import Path
from typing import TypeVar, cast

import cv2
import numpy as np

from pipelines.errors import PhotoError
from pipelines.stages.photo.colour import to_srgb
from pipelines.stages.photo.content import name_note, recognise
from pipelines.stages.photo.decode import decode
from pipelines.stages.photo.file_bytes import read_bytes, shown_name
from pipelines.stages.photo.raster import TURNED_NOTE
from pipelines.values import Matte, Photo, Rgb

# EXIF 2.32, tag 0x0112: a turn, then whether left and right change places.
_TURNS: dict[int, tuple[int | None, bool]] = {
    1: (None, False),
    2: (None, True),
    3: (cv2.ROTATE_180, False),
    4: (cv2.ROTATE_180, True),
    5: (cv2.ROTATE_90_CLOCKWISE, True),
    6: (cv2.ROTATE_90_CLOCKWISE, False),
    7: (cv2.ROTATE_90_COUNTERCLOCKWISE, True),
    8: (cv2.ROTATE_90_COUNTERCLOCKWISE, False),
}
Pixels = TypeVar("Pixels", Rgb, Matte)
# Pixels, far to near: the nearest colours win. 15 x 15 of 255 is the most that 16 bits can sum.
_REACHES = (15, 3)
_OPAQUE = 250 / 255  # a matte above this everywhere is the rounding of an encoder, not transparency


def read_photo(path: Path) -> Photo:
    """Return a file's picture: the first where it holds several.

    Raises:
        PhotoError: not there, not readable, not a picture, broken, or of a size that is not read.
    """
    name = shown_name(path)
    data = read_bytes(path)
    format = recognise(data, name)
    raster = decode(data, format, name)
    pixels, colour_notes = to_srgb(raster)
    pixels, alpha, alpha_notes = _settle_alpha(pixels, raster.alpha, name)
    turned = (TURNED_NOTE,) if raster.orientation != 1 else ()
    named = name_note(format, name)
    return Photo(
        pixels=_upright(pixels, raster.orientation),
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        matte=None if alpha is None else _upright(alpha, raster.orientation),
        notes=((named,) if named else ()) + raster.notes + turned + colour_notes + alpha_notes,
    )


def _upright(array: Pixels, orientation: int) -> Pixels:
    turn, mirrored = _TURNS[orientation]
    turned = array if turn is None else cast(Pixels, cv2.rotate(array, turn))
    return cast(Pixels, cv2.flip(turned, 1)) if mirrored else turned


def _settle_alpha(pixels: Rgb, alpha: Matte | None, name: str) -> tuple[Rgb, Matte | None, tuple[str, ...]]:
    """Keep a real alpha channel as the matte; lay a faint one on white."""
    if alpha is None or float(alpha.min()) >= _OPAQUE:
        return pixels, None, ()
    if float(alpha.max()) < 0.5:
        raise PhotoError(
            f"{name} is transparent nearly everywhere: no product can be seen. Save it with its background."
        )
    if float(alpha.min()) >= 0.5:
        share = alpha[..., np.newaxis]
        flat = np.rint(pixels * share + 255 * (1 - share)).astype(np.uint8)
        return flat, None, ("It is slightly transparent but shows no cutout; it was laid on white.",)
    clear = float(np.mean(alpha < 0.5))
    note = f"Its own transparency is used as the matte: {clear:.0%} of it is background."
    return _without_hidden_colours(pixels, alpha), alpha, (note,)


def _without_hidden_colours(pixels: Rgb, alpha: Matte) -> Rgb:
    """Give each wholly transparent pixel the mean colour of the visible ones nearby: no resampling can then bring up
    what the file hid there."""
    visible = (alpha > 0).astype(np.uint8)
    if visible.all():
        return pixels
    shown = cv2.copyTo(pixels, visible)
    cleaned = np.empty_like(pixels)
    cleaned[:] = np.rint(cv2.mean(pixels, visible)[:3])
    for reach in _REACHES:
        count = cv2.boxFilter(visible, cv2.CV_16U, (reach, reach), normalize=False)
        total = cv2.boxFilter(shown, cv2.CV_16U, (reach, reach), normalize=False)
        mean = cv2.divide(total, cv2.merge([count, count, count]), dtype=cv2.CV_8U)
        cv2.copyTo(mean, (count > 0).astype(np.uint8), cleaned)
    cv2.copyTo(pixels, visible, cleaned)
    return cleaned
