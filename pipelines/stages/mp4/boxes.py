"""An MP4's or QuickTime film's outermost boxes: their order, and the XMP packet in one of them (ISO/IEC 14496-12)."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

# Adobe's XMP specification, part 3, section 1.2.7.1
_XMP = UUID("be7acfcb-97a9-42e8-9c71-999491e3afac").bytes
# C2PA 2.2, section A.5
_C2PA = UUID("d8fec3d6-1b0e-483c-9297-5828877ec481").bytes
_MOST_XMP_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Box:
    """A box: what it is, and where its content lies, be the file long enough or not."""

    kind: bytes
    start: int
    end: int


@dataclass(frozen=True)
class Layout:
    """What the outermost boxes tell.

    Attributes:
        index_first: the index stands before the data, so that a film plays while it loads.
        xmp: the first XMP packet; None where there is none.
        signed: a C2PA manifest is inside.
        missing_bytes: by how much the file is shorter than its last box says.
    """

    index_first: bool
    xmp: bytes | None
    signed: bool
    missing_bytes: int


def read_layout(path: Path) -> Layout:
    """Return what the boxes tell; a file that is cut short tells what it holds.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return _layout(file, path.stat().st_size)


def xmp_in_boxes(data: bytes) -> list[bytes]:
    """Return the XMP packet of a file in memory: none or one."""
    packet = _layout(io.BytesIO(data), len(data)).xmp
    return [] if packet is None else [packet]


def _layout(file: BinaryIO, file_bytes: int) -> Layout:
    found = list(_boxes(file, file_bytes))
    kinds = [box.kind for box in found]
    owners = [(box, _owner(file, box)) for box in found if box.kind == b"uuid"]
    packets = [_content(file, box) for box, owner in owners if owner == _XMP]
    index_first = b"moov" in kinds and (b"mdat" not in kinds or kinds.index(b"moov") < kinds.index(b"mdat"))
    missing = max(0, found[-1].end - file_bytes) if found else 0
    return Layout(index_first, next(iter(packets), None), any(owner == _C2PA for _, owner in owners), missing)


def append_xmp(path: Path, packet: bytes) -> None:
    """Add a packet at a file's end, where it moves nothing that the index points to.

    Raises:
        OSError: the disk is full.
    """
    with path.open("ab") as file:
        file.write(struct.pack(">I4s", xmp_bytes(packet), b"uuid") + _XMP + packet)


def xmp_bytes(packet: bytes) -> int:
    """Return by how much a packet makes a file longer."""
    return 8 + len(_XMP) + len(packet)


def _boxes(file: BinaryIO, file_bytes: int) -> Iterator[Box]:
    at = 0
    while at + 8 <= file_bytes:
        file.seek(at)
        size, kind = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:
            long = file.read(8)
            if len(long) < 8:
                return
            size, head = struct.unpack(">Q", long)[0], 16
        end = file_bytes if size == 0 else at + size
        if end < at + head:
            return
        yield Box(kind, at + head, end)
        at = end


def _owner(file: BinaryIO, box: Box) -> bytes:
    file.seek(box.start)
    return file.read(16)


def _content(file: BinaryIO, box: Box) -> bytes:
    file.seek(box.start + 16)
    return file.read(min(box.end - box.start - 16, _MOST_XMP_BYTES))
