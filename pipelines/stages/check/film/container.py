"""Which container a film comes in, by its first bytes."""

from pathlib import PurePath

_ENDINGS = {
    "mp4": "mp4", "m4v": "mp4", "mov": "mov", "qt": "mov", "webm": "webm", "mkv": "mkv", "avi": "avi", "flv": "flv",
    "wmv": "wmv", "asf": "wmv", "mpg": "mpeg", "mpeg": "mpeg", "ts": "ts", "3gp": "3gp", "3g2": "3gp",
}  # fmt: skip
_SIGNATURES = (
    (b"FLV\x01", "flv"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
    (b"\x00\x00\x01\xba", "mpeg"),
    (b"\x00\x00\x01\xb3", "mpeg"),
)
_STILL_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"})
_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
# The containers with a box layout that can be read
BOXED = frozenset({"mp4", "mov", "3gp"})


def sniff_container(head: bytes) -> str | None:
    """Return the container that a file's first hundred bytes tell; None where they are no film's."""
    if found := next((name for magic, name in _SIGNATURES if head.startswith(magic)), None):
        return found
    if head[:4] == b"\x1aE\xdf\xa3":
        return "webm" if b"webm" in head[:64] else "mkv"
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return "avi"
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12])
    return "mov" if head[4:8] in _QUICKTIME else None


def promised_container(name: str) -> str | None:
    """Return the container that a file's name promises; None where it promises none we know."""
    return _ENDINGS.get(PurePath(name).suffix.lower().removeprefix("."))


def _by_brand(brand: bytes) -> str | None:
    if brand in _STILL_BRANDS:
        return None
    if brand == b"qt  ":
        return "mov"
    return "3gp" if brand.startswith((b"3gp", b"3g2")) else "mp4"
