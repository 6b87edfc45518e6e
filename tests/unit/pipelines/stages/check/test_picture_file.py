"""Files that are no pictures, or no longer: one sentence each."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from pipelines.errors import PhotoError
from pipelines.stages.check.picture_file import read_picture_file


def _bomb() -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 10)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"hello, this is no picture at all", "is not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (_bomb(), "too"),
    ],
    ids=["empty", "text", "svg", "bomb"],
)
def test_a_file_that_is_no_picture_is_one_sentence(bench, data, words):
    with pytest.raises(PhotoError, match=words) as caught:
        read_picture_file(bench.file(data, "odd name ü.jpg"))
    assert "odd name ü.jpg" in str(caught.value)


def test_a_truncated_file_is_said_to_be_broken(bench):
    data = bench.jpeg(bench.vase())
    with pytest.raises(PhotoError, match="broken or cut short"):
        read_picture_file(bench.file(data[: len(data) // 2]))


def test_a_folder_and_a_missing_file_are_said(bench):
    with pytest.raises(PhotoError, match="is a folder"):
        read_picture_file(bench.folder)
    with pytest.raises(PhotoError, match=r"none\.jpg does not exist"):
        read_picture_file(bench.folder / "none.jpg")


def test_a_loop_of_links_is_said(bench):
    loop = bench.folder / "loop.jpg"
    loop.symlink_to(loop)
    with pytest.raises(PhotoError, match=r"loop\.jpg cannot be opened"):
        read_picture_file(loop)


def test_transparency_is_laid_on_white_and_counted(bench):
    rgba = np.zeros((20, 20, 4), np.uint8)
    rgba[:10, :, 3] = 255
    buffer = io.BytesIO()
    Image.fromarray(rgba).save(buffer, "PNG")
    file = read_picture_file(bench.file(buffer.getvalue(), "a.png"))
    assert file.transparent_fraction == 0.5
    assert file.pixels[15, 0].tolist() == [255, 255, 255]
    assert file.pixels[5, 0].tolist() == [0, 0, 0]


@pytest.mark.parametrize("kind", ["TIFF", "WEBP", "GIF", "BMP", "HEIF", "AVIF"])
def test_a_truncated_file_of_any_format_is_one_line(bench, kind):
    buffer = io.BytesIO()
    Image.fromarray(bench.vase()).save(buffer, kind)
    for kept in (2, 3, 10):
        with pytest.raises(PhotoError, match=r"^a\.jpg .*\.$"):
            read_picture_file(bench.file(buffer.getvalue()[: len(buffer.getvalue()) // kept]))


@pytest.mark.parametrize("size", [(1, 1), (4000, 1), (15, 400)])
def test_a_picture_without_pixels_to_measure_is_said(bench, size):
    buffer = io.BytesIO()
    Image.new("RGB", size, "red").save(buffer, "PNG")
    with pytest.raises(PhotoError, match="too few to measure anything"):
        read_picture_file(bench.file(buffer.getvalue(), "a.png"))
