"""A finished file as it lies on disk: what its bytes say about themselves, and the pixels they decode to."""

import hashlib
import io
import warnings
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

import numpy as np
import pillow_heif
from PIL import Image, ImageCms, ImageOps, JpegImagePlugin, UnidentifiedImageError

from pipelines.errors import PhotoError
from pipelines.stages.check.jpeg_coding import JpegCoding, quality_of
from pipelines.stages.check.source_type import SourceTag, read_source_tag
from pipelines.stages.photo.decode import DECODER_ERRORS
from pipelines.stages.photo.file_bytes import read_bytes, shown_name, shown_text
from pipelines.stages.photo.raster import LEAST_SIDE
from pipelines.values import Rgb, Size
from presets.rule_base import ImageFormat

MAX_PIXELS = 150_000_000
_EXTENSIONS = {
    "jpg": ImageFormat.JPEG,
    "jpeg": ImageFormat.JPEG,
    "jpe": ImageFormat.JPEG,
    "jfif": ImageFormat.JPEG,
    "png": ImageFormat.PNG,
    "apng": ImageFormat.PNG,
    "webp": ImageFormat.WEBP,
    "gif": ImageFormat.GIF,
    "bmp": ImageFormat.BMP,
    "tif": ImageFormat.TIFF,
    "tiff": ImageFormat.TIFF,
    "heic": ImageFormat.HEIC,
    "heif": ImageFormat.HEIC,
    "avif": ImageFormat.AVIF,
    "svg": ImageFormat.SVG,
    "psd": ImageFormat.PSD,
}
_SUBSAMPLING = {0: "4:4:4", 1: "4:2:2", 2: "4:2:0"}


@dataclass(frozen=True, eq=False)
class PictureFile:
    """A picture file's own facts.

    Attributes:
        name: the file's name, without its folder.
        format: by magic bytes; None for a raster format no marketplace knows.
        extension_format: what the name's ending promises; None for an unknown ending.
        frames: frames or pages.
        size: upright, as a viewer shows it.
        mode: Pillow's word for the colour model.
        bits: a channel.
        transparent_fraction: share of pixels that are not fully opaque; None without an alpha channel.
        profile: the ICC profile's description; None when untagged.
        pixels: 8-bit, upright, transparency laid on white.
    """

    name: str
    byte_count: int
    sha256: str
    format: ImageFormat | None
    extension_format: ImageFormat | None
    frames: int
    mode: str
    bits: int
    transparent_fraction: float | None
    profile: str | None
    jpeg: JpegCoding | None
    dpi: float | None
    source_tag: SourceTag | None
    pixels: Rgb

    @property
    def size(self) -> Size:
        return self.pixels.shape[1], self.pixels.shape[0]

    @property
    def has_alpha(self) -> bool:
        return self.transparent_fraction is not None

    @property
    def is_srgb(self) -> bool:
        return self.profile is not None and "srgb" in self.profile.casefold()

    @cached_property
    def pixel_hash(self) -> str:
        """Names the decoded picture, whichever file it came from."""
        return hashlib.sha256(repr(self.pixels.shape).encode() + self.pixels.tobytes()).hexdigest()


def read_picture_file(path: Path) -> PictureFile:
    """Read and decode a file.

    Raises:
        PhotoError: no picture, broken, or absurdly large; the message is one sentence with the file's name.
    """
    name = shown_name(path)
    data = read_bytes(path)
    pillow_heif.register_heif_opener()
    form = sniff_format(data)
    if form is ImageFormat.SVG:
        raise PhotoError(f"{name} is an SVG drawing; marketplaces take pixels. Export it as a JPEG and check that.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of size and of odd metadata; both are judged below
            with Image.open(io.BytesIO(data)) as image:
                return _decode(path, data, form, image)
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        what = "is too large to open safely" if isinstance(error, Image.DecompressionBombError) else "is not a picture"
        raise PhotoError(f"{name} {what}. Check the finished JPEG or PNG file.") from error
    except DECODER_ERRORS as error:
        raise PhotoError(f"{name} is broken or cut short ({shown_text(str(error))}). Export it again.") from error


def sniff_format(data: bytes) -> ImageFormat | None:
    """Return the format that the first bytes tell, or None."""
    head = data[:16]
    signatures = (
        (b"\xff\xd8\xff", ImageFormat.JPEG),
        (b"\x89PNG\r\n\x1a\n", ImageFormat.PNG),
        (b"GIF8", ImageFormat.GIF),
        (b"BM", ImageFormat.BMP),
        (b"II*\x00", ImageFormat.TIFF),
        (b"MM\x00*", ImageFormat.TIFF),
        (b"8BPS", ImageFormat.PSD),
    )
    if found := next((form for magic, form in signatures if head.startswith(magic)), None):
        return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ImageFormat.WEBP
    if head[4:8] == b"ftyp":
        return ImageFormat.AVIF if head[8:12] in (b"avif", b"avis") else ImageFormat.HEIC
    start = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return ImageFormat.SVG if start.startswith((b"<svg", b"<?xml")) and b"<svg" in start else None


def _decode(path: Path, data: bytes, form: ImageFormat | None, image: Image.Image) -> PictureFile:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise PhotoError(
            f"{shown_name(path)} has {width} x {height} pixels, too many to open safely. Export it smaller."
        )
    if min(width, height) < LEAST_SIDE:
        here = f"{shown_name(path)} has {width} x {height} pixels"
        raise PhotoError(f"{here}, too few to measure anything. Check the finished picture.")
    frames = 1 if form is ImageFormat.JPEG else int(getattr(image, "n_frames", 1))
    bits = _bits(data, form, image)
    image.load()
    facts = _metadata(image)
    pixels, transparent = _flatten(image)
    return PictureFile(
        name=path.name,
        byte_count=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        format=form,
        extension_format=_EXTENSIONS.get(path.suffix.lower().removeprefix(".")),
        frames=frames,
        mode=image.mode,
        bits=bits,
        transparent_fraction=transparent,
        profile=facts.profile,
        jpeg=_jpeg_coding(image),
        dpi=facts.dpi,
        source_tag=facts.source_tag,
        pixels=pixels,
    )


@dataclass(frozen=True)
class _Metadata:
    profile: str | None
    dpi: float | None
    source_tag: SourceTag | None


def _metadata(image: Image.Image) -> _Metadata:
    info = cast("dict[str, object]", image.info)
    xmp = info.get("xmp") or info.get("XML:com.adobe.xmp")
    packet = xmp.encode() if isinstance(xmp, str) else xmp
    dpi = info.get("dpi")
    return _Metadata(
        profile=_profile_name(info.get("icc_profile")),
        dpi=float(dpi[0]) if isinstance(dpi, tuple) and dpi else None,
        source_tag=read_source_tag(packet if isinstance(packet, bytes) else None),
    )


def _profile_name(data: object) -> str | None:
    if not isinstance(data, bytes) or not data:
        return None
    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(data))).strip() or "unnamed"
    except (ImageCms.PyCMSError, OSError):
        return "unreadable"


def _bits(data: bytes, form: ImageFormat | None, image: Image.Image) -> int:
    """Return the bits a channel that the header tells: Pillow decodes 16-bit colour PNG to 8 without a word."""
    if form is ImageFormat.PNG and data[12:16] == b"IHDR":
        return 8 if data[25] == 3 else data[24]
    if form is ImageFormat.TIFF:
        samples = cast("dict[int, object]", getattr(image, "tag_v2", {})).get(258, 8)
        return int(max(samples) if isinstance(samples, tuple) else cast(int, samples))
    if isinstance(depth := image.info.get("bit_depth"), int):
        return depth
    return {"I": 32, "F": 32}.get(image.mode, 16 if image.mode.startswith("I;16") else 8)


def _jpeg_coding(image: Image.Image) -> JpegCoding | None:
    if not isinstance(image, JpegImagePlugin.JpegImageFile) or not image.quantization:
        return None
    sampling = JpegImagePlugin.get_sampling(image) if len(image.layer) == 3 else 0
    table = image.quantization[min(image.quantization)]
    return JpegCoding(quality_of(table), _SUBSAMPLING.get(sampling, "other"))


def _flatten(image: Image.Image) -> tuple[Rgb, float | None]:
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith(("I", "F")):
        samples = np.asarray(upright, dtype=np.float64)
        scale = 255 / 65535 if samples.max() > 255 else 1.0
        upright = Image.fromarray((samples * scale).round().clip(0, 255).astype(np.uint8))
    if not upright.has_transparency_data:
        return _read_only(np.asarray(upright.convert("RGB"))), None
    rgba = np.asarray(upright.convert("RGBA"))
    alpha = rgba[..., 3:].astype(np.uint16)
    on_white = (rgba[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255
    return _read_only(on_white.astype(np.uint8)), float((alpha < 255).mean())


def _read_only(pixels: Rgb) -> Rgb:
    pixels = np.ascontiguousarray(pixels)
    pixels.setflags(write=False)
    return pixels
