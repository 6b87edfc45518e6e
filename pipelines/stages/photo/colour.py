"""A raster's own colours to sRGB, by its embedded profile."""

import io
from functools import cache

import numpy as np
from PIL import Image, ImageCms

from pipelines.stages.photo.file_bytes import shown_text
from pipelines.stages.photo.raster import Raster
from pipelines.values import Rgb

_SPACES = {"RGB": b"RGB ", "L": b"GRAY", "CMYK": b"CMYK", "LAB": b"Lab "}
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION | ImageCms.Flags.HIGHRESPRECALC
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
# Rounding alone: a profile that moves no colour by more is sRGB under whatever name.
_SRGB_TOLERANCE = 1


def to_srgb(raster: Raster) -> tuple[Rgb, tuple[str, ...]]:
    """Return the raster's pixels in sRGB, and what was done for it.

    Relative colorimetric with black-point compensation: white stays white, as a white ground must, black stays black,
    and every colour that both spaces hold stays itself.
    """
    image = raster.colours
    if raster.icc is None:
        return _unmanaged(image)
    try:
        profile = ImageCms.getOpenProfile(io.BytesIO(raster.icc))
        return _managed(image, profile, raster.icc[16:20])  # ICC.1:2010, 7.2.6: the profile's colour space
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        pixels, notes = _unmanaged(image)
        return pixels, ("Its colour profile is broken; its colours are taken for sRGB.", *notes)


def _managed(image: Image.Image, profile: ImageCms.ImageCmsProfile, space: bytes) -> tuple[Rgb, tuple[str, ...]]:
    if image.mode == "L" and space == b"RGB ":
        image = image.convert("RGB")
    if _SPACES[image.mode] != space:
        pixels, notes = _unmanaged(image)
        meant = shown_text(space.decode("ascii", "replace"))
        return pixels, (f"Its colour profile is for {meant} and does not fit; it is ignored.", *notes)
    transform = ImageCms.buildTransform(profile, _srgb(), image.mode, "RGB", _INTENT, _FLAGS)
    if image.mode == "RGB" and _changes_nothing(transform):
        return np.asarray(image), ()
    converted = ImageCms.applyTransform(image, transform)
    if converted is None:
        raise ValueError("the profile converts nothing")
    return np.asarray(converted), (f"Its colours were converted from {_title(profile)} to sRGB.",)


def _unmanaged(image: Image.Image) -> tuple[Rgb, tuple[str, ...]]:
    if image.mode == "LAB":
        transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), _srgb(), "LAB", "RGB", _INTENT, _FLAGS)
        converted = ImageCms.applyTransform(image, transform)
        return np.asarray(converted), ("Its colours were converted from CIELAB to sRGB.",)
    if image.mode == "CMYK":
        note = "It is CMYK without a colour profile: its colours are estimated. Check them, or save it as sRGB."
        return np.asarray(image.convert("RGB")), (note,)
    return np.asarray(image.convert("RGB")), ()


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    before = _probe()
    after = ImageCms.applyTransform(before, transform)
    if after is None:
        return False
    moved = np.abs(np.asarray(before, np.int16) - np.asarray(after, np.int16))
    return int(moved.max()) <= _SRGB_TOLERANCE


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


@cache
def _probe() -> Image.Image:
    levels = np.arange(0, 256, 15, dtype=np.uint8)  # 18 levels a channel, black and white among them
    grid = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1)
    return Image.fromarray(grid.reshape(len(levels), -1, 3))


def _title(profile: ImageCms.ImageCmsProfile) -> str:
    text = shown_text(ImageCms.getProfileDescription(profile))
    return f"'{text[:60]}'" if text else "its own profile"
