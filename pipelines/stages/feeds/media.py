"""The pictures and films that go with a product into feeds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from pipelines.listing import Line
from pipelines.values import Size
from presets.languages.tags import root
from presets.rule_base import ImageFormat
from presets.schema import Role


class MediaKind(StrEnum):
    """What a file is."""

    IMAGE = "image"
    VIDEO = "video"


_FORMATS = {
    ".jpg": ImageFormat.JPEG,
    ".jpeg": ImageFormat.JPEG,
    ".png": ImageFormat.PNG,
    ".webp": ImageFormat.WEBP,
    ".gif": ImageFormat.GIF,
    ".bmp": ImageFormat.BMP,
    ".tif": ImageFormat.TIFF,
    ".tiff": ImageFormat.TIFF,
    ".avif": ImageFormat.AVIF,
}
_MIME = {".mp4": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm", ".vtt": "text/vtt"}


@dataclass(frozen=True)
class MediaItem:
    """One file.

    Attributes:
        path: from the folder that is uploaded, with forward slashes.
        size: width and height in pixels.
        alt: language -> what it shows, for those who do not see it.
        seconds: of a film.
        thumbnail: path of a film's picture.
        captions: path of a film's WebVTT file.
        spoken: all that a film says, a line a sentence.
        language: of words drawn or spoken; None without any.
        source_code: its IPTC DigitalSourceType, as its file says.
        made_on: the day a film was made.
        url: where it lies already; else the shop's address and the path tell it.
    """

    path: str
    role: Role
    kind: MediaKind
    size: Size
    alt: Mapping[str, Line] = field(default_factory=dict[str, Line])
    seconds: float | None = None
    thumbnail: str | None = None
    captions: str | None = None
    spoken: tuple[Line, ...] = ()
    language: str | None = None
    source_code: str | None = None
    made_on: date | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if self.path.startswith("/") or "\\" in self.path:
            raise ValueError(f"'{self.path}' is no path from the uploaded folder. Write it as pictures/main.jpg.")
        if self.kind is MediaKind.VIDEO and (self.seconds is None or self.seconds <= 0):
            raise ValueError(f"{self.path} is a film and lasts some seconds; say how many.")

    @property
    def format(self) -> ImageFormat | None:
        """A picture's format, as its name tells."""
        return _FORMATS.get(PurePosixPath(self.path).suffix.lower())

    @property
    def mime(self) -> str | None:
        """Its media type, as its name tells."""
        return mime_of(self.path)

    def alt_in(self, tag: str) -> Line | None:
        """Return what it shows in a language, or in its plain tag's."""
        return self.alt.get(tag) or self.alt.get(root(tag))


def mime_of(path: str) -> str | None:
    """Return a file's media type, as its name tells; None where it tells nothing."""
    ending = PurePosixPath(path).suffix.lower()
    image = _FORMATS.get(ending)
    return f"image/{image.value}" if image else _MIME.get(ending)
