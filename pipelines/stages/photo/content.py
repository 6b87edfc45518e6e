"""What a file is by its bytes, whatever its name says."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from pipelines.errors import PhotoError


class PhotoFormat(StrEnum):
    """The formats photos are read from; the value is what a person calls it."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    TIFF = "TIFF"
    BMP = "BMP"
    GIF = "GIF"
    HEIF = "HEIF"
    AVIF = "AVIF"


EXTENSIONS = {
    PhotoFormat.JPEG: frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"}),
    PhotoFormat.PNG: frozenset({".png", ".apng"}),
    PhotoFormat.WEBP: frozenset({".webp"}),
    PhotoFormat.TIFF: frozenset({".tif", ".tiff"}),
    PhotoFormat.BMP: frozenset({".bmp", ".dib"}),
    PhotoFormat.GIF: frozenset({".gif"}),
    PhotoFormat.HEIF: frozenset({".heic", ".heif", ".hif"}),
    PhotoFormat.AVIF: frozenset({".avif"}),
}
PHOTO_EXTENSIONS = frozenset(suffix for suffixes in EXTENSIONS.values() for suffix in suffixes)
# Most cameras' raw files begin like TIFF, and a TIFF reader would return their thumbnail.
RAW_EXTENSIONS = frozenset(
    {".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".iiq", ".kdc", ".mef", ".mos", ".mrw"}
    | {".nef", ".nrw", ".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f"}
)


@dataclass(frozen=True)
class _Signature:
    """Bytes at `offset` that tell what a file is."""

    offset: int
    bytes: bytes
    what: str | PhotoFormat
    advice: str = ""


_EXPORT = "Export it as JPEG, PNG or TIFF first."
_DEVELOP = "Develop it to JPEG or TIFF in the camera's program first."
_SIGNATURES = (
    _Signature(0, b"\xff\xd8\xff", PhotoFormat.JPEG),
    _Signature(0, b"\x89PNG\r\n\x1a\n", PhotoFormat.PNG),
    _Signature(0, b"GIF87a", PhotoFormat.GIF),
    _Signature(0, b"GIF89a", PhotoFormat.GIF),
    _Signature(8, b"WEBP", PhotoFormat.WEBP),
    _Signature(8, b"CR\x02\x00", "a Canon raw file", _DEVELOP),
    _Signature(0, b"IIRO", "an Olympus raw file", _DEVELOP),
    _Signature(0, b"IIRS", "an Olympus raw file", _DEVELOP),
    _Signature(0, b"MMOR", "an Olympus raw file", _DEVELOP),
    _Signature(0, b"IIU\x00", "a Panasonic raw file", _DEVELOP),
    _Signature(0, b"FUJIFILMCCD-RAW", "a Fujifilm raw file", _DEVELOP),
    _Signature(0, b"FOVb", "a Sigma raw file", _DEVELOP),
    _Signature(6, b"HEAPCCDR", "a Canon raw file", _DEVELOP),
    _Signature(4, b"ftypcrx", "a Canon raw file", _DEVELOP),
    _Signature(0, b"II*\x00", PhotoFormat.TIFF),
    _Signature(0, b"MM\x00*", PhotoFormat.TIFF),
    _Signature(0, b"II+\x00", PhotoFormat.TIFF),
    _Signature(0, b"MM\x00+", PhotoFormat.TIFF),
    _Signature(4, b"ftypavif", PhotoFormat.AVIF),
    _Signature(4, b"ftypavis", PhotoFormat.AVIF),
    *(
        _Signature(4, b"ftyp" + brand, PhotoFormat.HEIF)
        for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
    ),
    _Signature(4, b"ftyp", "a video", "Save one frame of it as a picture."),
    _Signature(0, b"8BPS", "a Photoshop document (PSD)", _EXPORT),
    _Signature(0, b"gimp xcf", "a GIMP document (XCF)", _EXPORT),
    _Signature(0, b"%PDF", "a PDF document", _EXPORT),
    _Signature(0, b"%!PS", "a PostScript document", _EXPORT),
    _Signature(0, b"\xff\x0a", "a JPEG XL picture", _EXPORT),
    _Signature(4, b"JXL \r\n", "a JPEG XL picture", _EXPORT),
    _Signature(4, b"jP  \r\n", "a JPEG 2000 picture", _EXPORT),
    _Signature(0, b"\xff\x4f\xff\x51", "a JPEG 2000 picture", _EXPORT),
    _Signature(0, b"\x76\x2f\x31\x01", "an OpenEXR picture", _EXPORT),
    _Signature(0, b"#?RADIANCE", "a Radiance HDR picture", _EXPORT),
    _Signature(0, b"\x00\x00\x01\x00", "an icon", "Use a photo of the product."),
    _Signature(0, b"PK\x03\x04", "an archive or an office document", "Take the photos out of it first."),
    _Signature(0, b"Rar!", "an archive", "Take the photos out of it first."),
    _Signature(0, b"7z\xbc\xaf", "an archive", "Take the photos out of it first."),
    _Signature(0, b"\x1f\x8b", "an archive", "Take the photos out of it first."),
    _Signature(0, b"version https://git-lfs", "a Git LFS pointer", "Fetch the file itself with 'git lfs pull'."),
    _Signature(0, b"BM", PhotoFormat.BMP),
)


def recognise(data: bytes, name: str) -> PhotoFormat:
    """Return the format of a photo's bytes; `name` is for messages and for raw files that look like TIFF.

    Raises:
        PhotoError: not a picture, or of a format that is not read, which is named.
    """
    found = next((s for s in _SIGNATURES if data[s.offset : s.offset + len(s.bytes)] == s.bytes), None)
    if found is None:
        raise PhotoError(_no_picture(data, name))
    if not isinstance(found.what, PhotoFormat):
        raise PhotoError(f"{name} is {found.what}, which is not read as a photo. {found.advice}")
    if found.what is PhotoFormat.TIFF and PurePath(name).suffix.lower() in RAW_EXTENSIONS:
        raise PhotoError(f"{name} is a camera's raw file, which is not read as a photo. {_DEVELOP}")
    if found.what is PhotoFormat.HEIF and b"avif" in data[8 : 8 + _brand_bytes(data)]:
        return PhotoFormat.AVIF
    return found.what


def name_note(format: PhotoFormat, name: str) -> str | None:
    """Return a note where the name's extension promises another format than the bytes are."""
    suffix = PurePath(name).suffix.lower()
    if suffix in EXTENSIONS[format]:
        return None
    promised = f"is named {suffix}" if suffix else "has no extension"
    return f"The file {promised}, but it is {format.value} and was read as that."


def _brand_bytes(data: bytes) -> int:
    return min(int.from_bytes(data[:4], "big"), 256) - 8


def _no_picture(data: bytes, name: str) -> str:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in head:
        return f"{name} is an SVG drawing, not a photo. {_EXPORT}"
    if head.startswith((b"<!doctype html", b"<html")):
        return f"{name} is a web page, not a photo. Save the picture itself from the browser."
    if not any(head[:1024]):
        return f"{name} holds no picture: its bytes are all zero. Copy it again from the camera or its source."
    if _is_text(data[:4096]):
        return f"{name} is text, not a photo. Name a JPEG, PNG, WebP, TIFF, BMP, GIF, HEIC or AVIF file."
    return (
        f"{name} is not a picture, or its beginning is damaged. "
        "Name a JPEG, PNG, WebP, TIFF, BMP, GIF, HEIC or AVIF file, or copy it again from its source."
    )


def _is_text(head: bytes) -> bool:
    text = head.decode("utf-8", "ignore")
    return len(text.encode()) > len(head) - 4 and all(letter.isprintable() or letter.isspace() for letter in text)
