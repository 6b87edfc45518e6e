"""Bytes to a raster, each format by the decoder that keeps its depth."""

import io
import logging
import math
import struct
from collections.abc import Callable

import cv2
import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image, ImageOps
from PIL.ExifTags import IFD

from pipelines.errors import PhotoError
from pipelines.stages.photo.content import PhotoFormat
from pipelines.stages.photo.quiet import quiet
from pipelines.stages.photo.raster import ADOBE_RGB_NOTE, TURNED_NOTE, Raster, size_problem, to_eight_bits
from pipelines.stages.photo.tiff_tags import WHITE_IS_ZERO, Extra, TiffTags, read_tags
from pipelines.values import Matte

pillow_heif.register_heif_opener()
logging.getLogger("PIL").addHandler(logging.NullHandler())  # else logging prints Pillow's complaints itself

# What decoders of hostile bytes were seen to raise; none is a programming error of ours.
DECODER_ERRORS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    cv2.error,
    Image.DecompressionBombError,
)
_DEEP_PNG = frozenset({2, 4, 6})  # colour types with several channels; Pillow keeps only their upper 8 bits
_ADVICE = "Copy it again from the camera or its source"


def decode(data: bytes, format: PhotoFormat, name: str) -> Raster:
    """Return the first picture of a file's bytes.

    Raises:
        PhotoError: broken, cut short, a raw file in a TIFF's clothes, or of a size that is not read.
    """
    reader: Callable[[bytes, str], Raster] = _READERS.get(format, _pillow_reader(format))
    try:
        with quiet():
            return reader(data, name)
    except MemoryError:
        raise PhotoError(f"{name} needs more memory than there is. Save it smaller.") from None
    except DECODER_ERRORS as error:
        raise PhotoError(_broken(error, format, name)) from None


def _broken(error: BaseException, format: PhotoFormat, name: str) -> str:
    if isinstance(error, Image.DecompressionBombError):
        return f"{name} unpacks to more pixels than are read. Save it smaller."
    if any(word in str(error).lower() for word in ("truncat", "end of file", "incomplete")):
        return f"{name} is cut short: only a part of the {format.value} picture is there. {_ADVICE}."
    return (
        f"{name} cannot be decoded: it is a damaged {format.value} file or one of a rare kind. "
        f"{_ADVICE}, or save it anew as JPEG or PNG."
    )


def _check_size(size: tuple[int, int], name: str) -> None:
    if problem := size_problem(size):
        raise PhotoError(f"{name} {problem}.")


def _pillow_reader(format: PhotoFormat) -> Callable[[bytes, str], Raster]:
    def read(data: bytes, name: str) -> Raster:
        with Image.open(io.BytesIO(data), formats=[format.name]) as image:
            _check_size(image.size, name)
            frames = _frame_count(image) if format is not PhotoFormat.HEIF else 1
            image.load()
            notes = (f"The first of {frames} frames is used.",) if frames > 1 else ()
            return _raster(image, notes)

    return read


def _read_jpeg(data: bytes, name: str) -> Raster:
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
        _check_size(image.size, name)
        image.load()
        if image.mode == "CMYK" and "adobe" not in image.info:
            # Pillow takes every CMYK JPEG for Adobe's inverted kind; without Adobe's marker it is plain.
            plain = Image.eval(image, lambda level: 255 - level)
            return Raster(plain, None, _icc(image), _orientation(image))
        return _raster(image, (ADOBE_RGB_NOTE,) if _icc(image) is None and _says_adobe_rgb(image) else ())


def _read_png(data: bytes, name: str) -> Raster:
    raster = _pillow_reader(PhotoFormat.PNG)(data, name)  # also refuses what is cut short
    depth, kind = data[24], data[25]
    if depth != 16 or kind not in _DEEP_PNG:
        return raster
    colours, alpha = _split(_open_cv(data), 65535.0)
    return Raster(colours, alpha, raster.icc, raster.orientation, (*raster.notes, _depth_note(65535.0)))


def _read_tiff(data: bytes, name: str) -> Raster:
    tags = read_tags(data)
    _check_size(tags.size, name)
    if tags.is_raw:
        raise PhotoError(
            f"{name} is a camera's raw file, which is not read as a photo. "
            "Develop it to JPEG or TIFF in the camera's program first."
        )
    if tags.is_deep:
        return _deep_tiff(data, tags, name)
    with Image.open(io.BytesIO(data), formats=["TIFF"]) as image:
        pages = _frame_count(image)
        image.load()
        notes = (f"The first of {pages} pages is used.",) if pages > 1 else ()
        turned = (TURNED_NOTE,) if tags.orientation in range(2, 9) else ()
        return _raster(image, (*notes, *turned), float(2**tags.bits - 1))


def _deep_tiff(data: bytes, tags: TiffTags, name: str) -> Raster:
    samples = _open_cv(data)  # turned upright by OpenCV
    if samples.itemsize * 8 != tags.bits or samples.size != tags.samples * tags.size[0] * tags.size[1]:
        kind = f"{tags.samples} samples of {tags.bits} bits"
        raise PhotoError(f"{name} is a TIFF of a rare kind ({kind}) that is not read. Save it with 8 bits a channel.")
    brightest, notes = _brightest(samples, tags)
    colours, alpha = _split(samples, brightest)
    if tags.photometric == WHITE_IS_ZERO:
        colours = ImageOps.invert(colours)
    if alpha is not None and Extra.UNSPECIFIED in tags.extras:
        alpha = None
    if alpha is not None and Extra.PREMULTIPLIED in tags.extras:
        colours = _unmultiplied(samples, brightest)
    turned = (TURNED_NOTE,) if tags.orientation in range(2, 9) else ()
    return Raster(colours, alpha, tags.icc, notes=(*notes, *turned))


def _brightest(samples: NDArray[np.generic], tags: TiffTags) -> tuple[float, tuple[str, ...]]:
    """Return the value that means white, and what to say about it."""
    if not tags.is_float:
        whole = float(2**tags.bits - 1)
        return whole, (_depth_note(whole),)
    floats = samples.astype(np.float32, copy=False)
    most = float(floats.max())
    if not np.isfinite(floats).all():
        raise ValueError("it holds values that are not numbers")
    # Floats carry no range of their own; highlights may exceed 1, integers kept as floats exceed it by far.
    white = next((limit for limit, reach in ((1.0, 8.0), (255.0, 255.0), (65535.0, 65535.0)) if most <= reach), most)
    over = float(np.mean(floats > white))
    clipped = f"; {over:.1%} of them lie above and are white" if over else ""
    return white, (f"Its floating-point values are read as 0 to {white:g}{clipped}.",)


def _depth_note(brightest: float) -> str:
    return f"Its {math.ceil(math.log2(brightest))} bits a channel are rounded to 8."


def _open_cv(data: bytes) -> NDArray[np.generic]:
    samples = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if samples is None:
        raise ValueError("it cannot be decoded at its full depth")
    return samples


def _split(samples: NDArray[np.generic], brightest: float) -> tuple[Image.Image, Matte | None]:
    """Part OpenCV's blue-green-red(-alpha) samples into colours and alpha."""
    if samples.ndim == 2:
        return Image.fromarray(to_eight_bits(samples, brightest)), None
    colours = Image.fromarray(to_eight_bits(samples[..., 2::-1], brightest))
    if samples.shape[2] < 4:
        return colours, None
    return colours, _unit(samples[..., 3], brightest)


def _unit(samples: NDArray[np.generic], brightest: float) -> Matte:
    return np.clip(samples.astype(np.float32) / np.float32(brightest), 0, 1)


def _unmultiplied(samples: NDArray[np.generic], brightest: float) -> Image.Image:
    covered = np.maximum(_unit(samples[..., 3:], brightest), 1e-6)
    return Image.fromarray(to_eight_bits(samples[..., 2::-1] / covered, brightest))


def _raster(image: Image.Image, notes: tuple[str, ...], brightest: float = 65535.0) -> Raster:
    """Bring a loaded Pillow image to one of the raster's modes, transparency apart; `brightest` is of deep grey."""
    icc, orientation = _icc(image), _orientation(image)
    if image.mode.startswith("I;16"):
        grey, alpha = _deep_grey(image, brightest)
        return Raster(grey, alpha, icc, orientation, (*notes, _depth_note(brightest)))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = np.asarray(image.getchannel("A"), np.float32) / np.float32(255)
        return Raster(image.convert("RGB"), alpha, icc, orientation, notes)
    if image.mode == "1":
        image = image.convert("L")
    if image.mode not in ("L", "RGB", "CMYK", "LAB"):
        image = image.convert("RGB")
    return Raster(image, None, icc, orientation, notes)


def _deep_grey(image: Image.Image, brightest: float) -> tuple[Image.Image, Matte | None]:
    samples = np.asarray(image)
    key = image.info.get("transparency")  # of a PNG: the one level that is wholly transparent
    alpha = (samples != key).astype(np.float32) if isinstance(key, int) else None
    return Image.fromarray(to_eight_bits(samples, brightest)), alpha


def _frame_count(image: Image.Image) -> int:
    try:
        return int(getattr(image, "n_frames", 1))
    except DECODER_ERRORS:
        return 1  # the frames after the first are broken, and none of them is wanted


def _icc(image: Image.Image) -> bytes | None:
    icc = image.info.get("icc_profile")
    return icc if isinstance(icc, bytes) and icc else None


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(274, 1)
    except DECODER_ERRORS:
        return 1  # a broken EXIF block says nothing
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _says_adobe_rgb(image: Image.Image) -> bool:
    """Whether a camera marked its picture Adobe RGB: by DCF 2.0's interoperability index, or by EXIF's unofficial 2."""
    try:
        exif = image.getexif()
        told = exif.get_ifd(IFD.Exif)
        if told.get(0xA001) == 2:
            return True
        return IFD.Interop in told and exif.get_ifd(IFD.Interop).get(1) == "R03"  # Pillow 12.3 raises where it lacks
    except DECODER_ERRORS:
        return False


_READERS: dict[PhotoFormat, Callable[[bytes, str], Raster]] = {
    PhotoFormat.JPEG: _read_jpeg,
    PhotoFormat.PNG: _read_png,
    PhotoFormat.TIFF: _read_tiff,
}
