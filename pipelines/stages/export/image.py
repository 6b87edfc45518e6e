"""Picture -> the bytes of a file a slot accepts."""

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from PIL import Image, ImageCms, PngImagePlugin

from pipelines.errors import ExportError
from pipelines.values import Cutout, Rgb
from presets.rule_base import ImageFormat
from presets.rules import FileFormat, FileWeight, JpegQuality
from presets.schema import Slot

_BEST = 100
# Below this a viewer sees the encoder's work on a label.
_WORST = 80
_DPI = (300, 300)
# ICC.1:2022, section 7.2.1: bytes 24 to 35 hold the second a profile was made; ours is always the same.
_PROFILE_DATE = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
_MAKE = {ImageFormat.JPEG: "jpg", ImageFormat.PNG: "png", ImageFormat.WEBP: "webp", ImageFormat.TIFF: "tif"}


@dataclass(frozen=True)
class FileDemand:
    """What a slot's rules ask of the bytes."""

    format: ImageFormat
    min_bytes: int = 1
    max_bytes: int = 50_000_000
    min_quality: int = _WORST

    @property
    def extension(self) -> str:
        return _MAKE[self.format]


@dataclass(frozen=True)
class EncodedImage:
    """A whole file in memory; `quality` is the IJG quality of a JPEG or WebP, None where nothing is lost."""

    data: bytes
    extension: str
    quality: int | None


def file_demand(slot: Slot) -> FileDemand:
    """Return the tightest demand of the slot's rules on the format it exports.

    Raises:
        ExportError: the preset asks for a format we do not write, or one its own rules refuse.
    """
    wanted = slot.head.export.format if slot.head.export else ImageFormat.JPEG
    allowed = [rule.formats for rule in slot.rules if isinstance(rule, FileFormat)]
    if wanted not in _MAKE or any(wanted not in formats for formats in allowed):
        raise ExportError(f"{slot.preset_title}, {slot.head.title}: {wanted} cannot be exported here. Mend the preset.")
    weights = [rule for rule in slot.rules if isinstance(rule, FileWeight)]
    qualities = [rule.min_quality for rule in slot.rules if isinstance(rule, JpegQuality)]
    return FileDemand(
        wanted,
        min_bytes=max([rule.min_bytes for rule in weights if rule.min_bytes], default=1),
        max_bytes=min([rule.max_bytes for rule in weights if rule.max_bytes], default=50_000_000),
        min_quality=max([_WORST, *qualities]),
    )


def encode_image(picture: Rgb, demand: FileDemand, xmp: bytes) -> EncodedImage:
    """Encode at the best quality that fits: sRGB profile, no chroma subsampling, `xmp` inside.

    Raises:
        ExportError: no quality keeps the byte limits.
    """
    image = Image.fromarray(picture)
    writers: dict[ImageFormat, Callable[[int], bytes]] = {
        ImageFormat.JPEG: lambda quality: _jpeg(image, quality, xmp),
        ImageFormat.WEBP: lambda quality: _webp(image, quality, xmp),
    }
    if demand.format in writers:
        encoded = _search(writers[demand.format], demand)
    else:
        write = _png if demand.format is ImageFormat.PNG else _tiff
        encoded = EncodedImage(write(image, xmp), demand.extension, None)
    return _within(encoded, demand)


def encode_cutout(cutout: Cutout, xmp: bytes) -> bytes:
    """Return a PNG with the matte as alpha: the foreground's colours, and black where nothing of the product is."""
    colours = np.where(cutout.matte[..., None] > 0, cutout.foreground, 0)
    alpha = np.rint(cutout.matte * 255)
    return _png(Image.fromarray(np.dstack([colours, alpha]).astype(np.uint8)), xmp, effort=3)


def preview_jpeg(pixels: Rgb) -> bytes:
    """Return a small JPEG, at most 400 pixels long, for pages."""
    small = Image.fromarray(pixels)
    small.thumbnail((400, 400), Image.Resampling.LANCZOS)
    return _saved(small, "JPEG", quality=88)


def _search(write: Callable[[int], bytes], demand: FileDemand) -> EncodedImage:
    """Return the best quality under the ceiling, the demand's lowest where none is."""
    data = write(_BEST)
    if len(data) <= demand.max_bytes:
        return EncodedImage(data, demand.extension, _BEST)
    low, high = demand.min_quality, _BEST - 1
    best = EncodedImage(write(low), demand.extension, low)
    while low < high:
        quality = (low + high + 1) // 2
        data = write(quality)
        if len(data) <= demand.max_bytes:
            low, best = quality, EncodedImage(data, demand.extension, quality)
        else:
            high = quality - 1
    return best


def _within(encoded: EncodedImage, demand: FileDemand) -> EncodedImage:
    size = len(encoded.data)
    if size > demand.max_bytes:
        raise ExportError(
            f"Even at quality {demand.min_quality} the picture has {size:,} bytes; "
            f"at most {demand.max_bytes:,} are allowed. Use a smaller canvas."
        )
    if size < demand.min_bytes:
        raise ExportError(
            f"Even at the best quality the picture has only {size:,} bytes; "
            f"at least {demand.min_bytes:,} are asked for. Use a larger canvas or a sharper photo."
        )
    return encoded


@cache
def srgb_profile() -> bytes:
    """Return the ICC profile every file carries, the same bytes in every run."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + _PROFILE_DATE + profile[36:]


def _jpeg(image: Image.Image, quality: int, xmp: bytes) -> bytes:
    return _saved(image, "JPEG", quality=quality, subsampling="4:4:4", optimize=True, xmp=xmp)


def _webp(image: Image.Image, quality: int, xmp: bytes) -> bytes:
    return _saved(image, "WEBP", quality=quality, method=4, lossless=quality == _BEST, xmp=xmp)


def _png(image: Image.Image, xmp: bytes, effort: int = 6) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp.decode())
    return _saved(image, "PNG", compress_level=effort, pnginfo=info)


def _tiff(image: Image.Image, xmp: bytes) -> bytes:
    return _saved(image, "TIFF", compression="tiff_lzw", tiffinfo={700: xmp})


def _saved(image: Image.Image, format_name: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format_name, icc_profile=srgb_profile(), dpi=_DPI, **options)
    return buffer.getvalue()
