"""Boxes are read in order, however large they say they are, and a packet is added without moving any."""

import struct
from pathlib import Path

from pipelines.stages.mp4.boxes import append_xmp, read_layout, xmp_bytes


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def film(tmp_path: Path, *boxes: bytes) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"".join(boxes))
    return path


def test_the_order_of_index_and_data(tmp_path: Path) -> None:
    start = box(b"ftyp", b"isom\0\0\2\0")
    assert read_layout(film(tmp_path, start, box(b"moov"), box(b"mdat", b"1234"))).index_first
    assert not read_layout(film(tmp_path, start, box(b"mdat", b"1234"), box(b"moov"))).index_first
    assert not read_layout(film(tmp_path, start, box(b"mdat", b"1234"))).index_first


def test_a_packet_comes_back_and_nothing_moves(tmp_path: Path) -> None:
    path = film(tmp_path, box(b"ftyp", b"isom"), box(b"moov"), struct.pack(">I4sQ", 1, b"mdat", 20) + b"data")
    before = path.read_bytes()
    append_xmp(path, b"<x/>")
    after = path.read_bytes()
    assert after.startswith(before) and len(after) == len(before) + xmp_bytes(b"<x/>")
    assert read_layout(path).xmp == b"<x/>"
    assert not read_layout(path).signed and not read_layout(path).missing_bytes
    path.write_bytes(before[:-3])
    assert read_layout(path).missing_bytes == 3


def test_hostile_sizes_end_the_reading(tmp_path: Path) -> None:
    huge = struct.pack(">I4sQ", 1, b"moov", 2**63)
    for data in (b"\0\0\0\1moov", b"\0\0\0\2moov", huge, b"\0\0\0\0mdat", b"\xff\xff\xff\xffuuid", b""):
        read_layout(film(tmp_path, data))
    assert read_layout(film(tmp_path, b"\0\0\0\0moov")).index_first
