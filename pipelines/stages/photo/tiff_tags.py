"""What a TIFF says about its samples, read without decoding any."""

import io
import struct
from dataclasses import dataclass
from enum import IntEnum

from PIL import TiffImagePlugin

from pipelines.values import Size


class Extra(IntEnum):
    """What a sample beyond the colours means (TIFF 6.0, ExtraSamples)."""

    UNSPECIFIED = 0
    PREMULTIPLIED = 1
    ALPHA = 2


WHITE_IS_ZERO, BLACK_IS_ZERO, RGB = 0, 1, 2  # TIFF 6.0, PhotometricInterpretation
# TIFF 6.0 and BigTIFF: bytes of one value, by the number of its kind.
_BYTES_OF_KIND = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_MOST_TAGS = 4096
FLOATS = 3  # TIFF 6.0, SampleFormat


@dataclass(frozen=True)
class TiffTags:
    """The first picture's tags that decoding depends on."""

    size: Size
    bits: int
    samples: int
    photometric: int
    is_float: bool
    extras: tuple[int, ...]
    orientation: int
    icc: bytes | None
    is_raw: bool

    @property
    def is_deep(self) -> bool:
        """More than 8 bits a channel, in grey or colour: what Pillow cuts to 8, or cannot read at all."""
        return self.photometric in (WHITE_IS_ZERO, BLACK_IS_ZERO, RGB) and self.bits in (16, 32, 64)


def read_tags(data: bytes) -> TiffTags:
    """Return the tags of the first picture in a TIFF's bytes.

    Raises:
        ValueError: no directory of tags, none that describes a picture, or a tag whose data are cut off.
    """
    header = data[:16] if b"+" in data[2:4] else data[:8]
    directory = TiffImagePlugin.ImageFileDirectory_v2(header)
    file = io.BytesIO(data)
    file.seek(directory.next)
    _check_all_is_there(data, directory.next)
    directory.load(file)
    if 256 not in directory or 257 not in directory:
        raise ValueError("the TIFF has no picture in its first directory")
    bits = _numbers(directory.get(258, 1))
    icc = directory.get(34675)
    return TiffTags(
        size=(int(directory[256]), int(directory[257])),
        bits=max(bits),
        samples=int(directory.get(277, len(bits))),
        photometric=int(directory.get(262, 1)),
        is_float=FLOATS in _numbers(directory.get(339, 1)),
        extras=_numbers(directory.get(338, ())),
        orientation=int(directory.get(274, 1)),
        icc=icc if isinstance(icc, bytes) else None,
        # DNGVersion, or a first picture that is only the reduced one of a raw file (NewSubfileType).
        is_raw=50706 in directory or bool(int(directory.get(254, 0)) & 1),
    )


def _check_all_is_there(data: bytes, start: int) -> None:
    """Pillow passes over a tag whose data, a profile's say, lie beyond the file's end."""
    order, is_big = (">" if data[:2] == b"MM" else "<"), b"+" in data[2:4]
    counter, entry, inline = (f"{order}Q", f"{order}HHQQ", 8) if is_big else (f"{order}H", f"{order}HHII", 4)
    (count,) = struct.unpack_from(counter, data, start)
    for index in range(min(count, _MOST_TAGS)):
        at = start + struct.calcsize(counter) + index * struct.calcsize(entry)
        _, kind, length, place = struct.unpack_from(entry, data, at)
        size = length * _BYTES_OF_KIND.get(kind, 0)
        if size > inline and place + size > len(data):
            raise ValueError("truncated: a tag's data lie beyond the end of the file")


def _numbers(value: object) -> tuple[int, ...]:
    many = value if isinstance(value, tuple | list) else (value,)
    return tuple(int(number) for number in many if isinstance(number, int | float))
